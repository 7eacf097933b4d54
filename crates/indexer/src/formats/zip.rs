//! Archives: each member goes the way of a file of its own.

use super::{Each, Format, Input, Read, ReadError, has_extension, one_a_file};
use crate::RawPosting;
use crate::discover::{read_bytes, without_packing};
use ::zip::ZipArchive;
use ::zip::read::ZipFile;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

/// The most members an archive may have.
const MEMBERS: usize = 100_000;

/// The most bytes the members may have together, unpacked.
const TOTAL: u64 = 20_000_000_000;

/// The most the members may have for each byte of the archive, past the first few.
const RATIO: u64 = 200;

/// So much may be unpacked from any archive.
const FREE: u64 = 32 << 20;

/// Archives.
pub(super) struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn about(&self) -> &'static str {
        "Archives: each file in one goes the way of a file of its own"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn reads_bytes(&self) -> bool {
        true
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        // Members are found from the archive's end: the file itself is opened.
        let file = File::open(input.path)
            .map_err(|_| ReadError::refused("an archive inside another packing is not opened"))?;
        let bytes = file.metadata().map_err(ReadError::Open)?.len();
        let refused = |error: ::zip::result::ZipError| {
            ReadError::Refused(format!("the archive cannot be opened ({error})"))
        };
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(refused)?;
        if archive.len() > MEMBERS {
            return Err(ReadError::Refused(format!("the archive has more than {MEMBERS} members")));
        }
        let left = Cell::new((bytes * RATIO + FREE).min(TOTAL));
        for number in 0..archive.len() {
            match archive.by_index(number) {
                Ok(member) => read_member(member, (&left, input.max_record), each)?,
                Err(error) => skip(&format!("#{number}"), &format!("it cannot be opened ({error})"), each)?,
            }
        }
        Ok(())
    }
}

fn read_member<R: io::Read>(
    member: ZipFile<'_, R>,
    (left, max_record): (&Cell<u64>, usize),
    each: Each<'_>,
) -> Result<(), ReadError> {
    let name = member.name().map(|name| name.into_owned()).unwrap_or_default();
    let path = Path::new(&name);
    let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    if !member.is_file() || hidden {
        return Ok(());
    }
    if without_packing(path) != path || has_extension(path, Zip.extensions()) {
        return skip(&name, "an archive inside an archive is not opened", each);
    }
    if !super::has_known_extension(path) {
        return skip(&name, "its extension is none that postings come with", each);
    }
    let mut stopped = false;
    let mut bytes = BufReader::new(Unpacked { source: member, left });
    let outcome = read_bytes(
        &mut bytes,
        path,
        (max_record, &mut |read| {
            let outcome = each(named(&name, read));
            stopped |= outcome.is_err();
            outcome
        }),
    );
    match outcome {
        Err(_) if left.get() == 0 => {
            Err(ReadError::refused("the archive unpacks to far more than it should"))
        }
        Err(error) if stopped => Err(error),
        Err(ReadError::Syntax { record, why }) => each(named(&name, Read { record, posting: Err(why) })),
        Err(error) => skip(&name, &error.to_string(), each),
        Ok(_) => Ok(()),
    }
}

fn skip(name: &str, why: &str, each: Each<'_>) -> Result<(), ReadError> {
    each(named(name, Read { record: String::new(), posting: Err(why.into()) }))
}

/// A member's record, under the member's name.
fn named(name: &str, read: Read) -> Read {
    let path = Path::new(name);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).filter(|_| one_a_file(path));
    let posting = read.posting.map(|raw| RawPosting { id: raw.id.clone().or(stem), ..raw });
    let record = match read.record.is_empty() {
        true => format!("!{name}"),
        false => format!("!{name}: {}", read.record),
    };
    Read { record, posting }
}

/// Parts the member a record comes from, with its `!`, from its place there.
pub(crate) fn member_of(record: &str) -> (&str, &str) {
    match record.rsplit_once(": ") {
        _ if !record.starts_with('!') => ("", record),
        Some((member, place)) if place.starts_with("line ") || place.starts_with("record ") => {
            (member, place)
        }
        _ => (record, ""),
    }
}

/// Stops with an error when too much was unpacked.
struct Unpacked<'a, R> {
    source: R,
    left: &'a Cell<u64>,
}

impl<R: io::Read> io::Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let left = self.left.get().saturating_sub(read as u64);
        self.left.set(left);
        if left == 0 { Err(io::Error::other("the archive is over the size limit")) } else { Ok(read) }
    }
}
