//! From paths to files, and from a file to its records.

use crate::decode::Utf8Reader;
use crate::formats::{self, Each, Format, ReadError};
use crate::{IndexerError, Options, RawPosting, Skipped};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Bytes looked at to tell a format.
const HEAD: usize = 16 << 10;

/// A file that may hold postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// The path, as given or found under a folder that was given.
    pub(crate) path: PathBuf,
    /// Its size on disk, in bytes.
    pub(crate) bytes: u64,
}

impl SourceFile {
    /// The file at a path from the root on, named as it is seen from here; nothing when it is not there any more.
    pub(crate) fn at(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let here = std::env::current_dir().ok();
        let near = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
        Some(Self { path: near.to_owned(), bytes: metadata.len() })
    }
}

/// What lies under the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Discovered {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) skipped: Vec<Skipped>,
}

/// Finds the files under the paths, sorted by name within each folder; a file named twice is found once.
pub(crate) fn discover(paths: &[PathBuf], options: &Options) -> Result<Discovered, IndexerError> {
    let mut found = Discovered::default();
    let passed_over = options.passed_over.as_ref().and_then(|path| path.canonicalize().ok());
    for path in paths {
        if !path.exists() {
            return Err(IndexerError::Missing { path: path.clone() });
        }
        let walk = walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name();
        let seen = walk.into_iter().filter_entry(|entry| !is_left_alone(entry, passed_over.as_deref()));
        for entry in seen {
            match entry {
                Ok(entry) => found.take(&entry),
                Err(error) => found.refuse(error.path().unwrap_or(path), walk_trouble(&error)),
            }
        }
    }
    let mut known = std::collections::HashSet::new();
    found
        .files
        .retain(|file| known.insert(std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone())));
    Ok(found)
}

impl Discovered {
    fn take(&mut self, entry: &walkdir::DirEntry) {
        let path = entry.path();
        let Ok(metadata) = entry.metadata() else {
            return self.refuse(path, "it cannot be looked at".into());
        };
        let named = entry.depth() == 0;
        if metadata.is_dir() {
        } else if !metadata.is_file() {
            self.refuse(path, "it is a device, a pipe or a socket".into());
        } else if !named && !formats::has_known_extension(&without_packing(path)) {
            self.refuse(path, "its extension is none that postings come with".into());
        } else {
            self.files.push(SourceFile { path: path.to_owned(), bytes: metadata.len() });
        }
    }

    fn refuse(&mut self, path: &Path, why: String) {
        self.skipped.push(Skipped { source: path.display().to_string(), record: None, why });
    }
}

/// Tells whether something is none of the postings that were asked for: a dotfile and what belongs to a saved page, unless
/// it was named, and the folder that is passed over.
fn is_left_alone(entry: &walkdir::DirEntry, passed_over: Option<&Path>) -> bool {
    let (path, is_folder) = (entry.path(), entry.file_type().is_dir());
    let by_itself = is_hidden(path) || is_folder && belongs_to_page(path);
    let is_passed_over = || passed_over.is_some() && path.canonicalize().ok().as_deref() == passed_over;
    entry.depth() > 0 && by_itself || is_folder && is_passed_over()
}

/// Tells whether a folder holds what a browser saved beside a page: `Offre_files` beside `Offre.html`.
fn belongs_to_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let page = name.strip_suffix("_files").or_else(|| name.strip_suffix("_fichiers"));
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|end| folder.with_file_name(format!("{page}.{end}")).is_file())
    })
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'))
}

fn walk_trouble(error: &walkdir::Error) -> String {
    match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "the link leads back to a folder it lies in".into(),
        (_, Some(cause)) => format!("it cannot be opened ({})", cause.kind()),
        _ => "it cannot be opened".into(),
    }
}

/// Reads every record of a file, in order, as a stream; returns the format it is in. What `each` is given may be a
/// broken record; reading goes on behind it.
///
/// # Errors
/// Fails when the file cannot be opened, is in no known format, or breaks off; everything before was given already.
pub fn read_postings(file: &Path, options: &Options, each: Each<'_>) -> Result<&'static str, ReadError> {
    read_counted(file, options, (&Rc::default(), each)).map(Format::name)
}

/// The same, adding the bytes read on disk to a counter as they are read.
pub(crate) fn read_counted(
    file: &Path,
    options: &Options,
    (count, each): (&Rc<Cell<u64>>, Each<'_>),
) -> Result<&'static dyn Format, ReadError> {
    let mut bytes = open(file, options, count)?;
    let each: Each<'_> = &mut |mut read| {
        read.posting.iter_mut().for_each(RawPosting::shorten);
        each(read)
    };
    read_bytes(&mut *bytes, &without_packing(file), (options.max_record_bytes, each))
}

/// Reads a whole file as text, unpacked, whatever its encoding.
///
/// # Errors
/// Fails when the file cannot be read, unpacks to more than `max_file_bytes`, or is no text.
pub fn read_text(path: &Path, options: &Options) -> Result<String, IndexerError> {
    let broken = |cause| IndexerError::Open { path: path.to_owned(), cause };
    let bytes = open(path, options, &Rc::default()).map_err(|error| broken(io::Error::other(error)))?;
    let mut text = String::new();
    Utf8Reader::new(bytes).read_to_string(&mut text).map_err(broken)?;
    if text.contains('\0') { Err(broken(io::Error::other("it is binary"))) } else { Ok(text) }
}

/// Reads every record of a file or of a member of one, from its bytes.
pub(crate) fn read_bytes(
    bytes: &mut dyn BufRead,
    path: &Path,
    (max_record, each): (usize, Each<'_>),
) -> Result<&'static dyn Format, ReadError> {
    let start = head(bytes)?;
    let packed = formats::recognise_bytes(&start, path);
    let mut whole = io::Cursor::new(start).chain(bytes);
    if let Some(format) = packed {
        format.read(&mut formats::Input { lines: &mut whole, path, max_record }, each)?;
        return Ok(format);
    }
    let mut text = Utf8Reader::new(whole);
    let start = head(&mut text)?;
    if start.contains(&0) {
        return Err(ReadError::refused("it is binary"));
    }
    let format =
        formats::recognise(&start, path).ok_or_else(|| ReadError::refused("it is in no format we know"))?;
    let mut whole = io::Cursor::new(start).chain(text);
    format.read(&mut formats::Input { lines: &mut whole, path, max_record }, each)?;
    Ok(format)
}

/// Opens a file, unpacked, adding the bytes read on disk to a counter.
pub(crate) fn open(
    file: &Path,
    options: &Options,
    count: &Rc<Cell<u64>>,
) -> Result<Box<dyn BufRead>, ReadError> {
    let disk = File::open(file).map_err(ReadError::open)?;
    let mut packed = BufReader::with_capacity(1 << 16, Counted { source: disk, count: Rc::clone(count) });
    let magic = packed.fill_buf().map_err(ReadError::open)?;
    let (gzip, zstd) = (magic.starts_with(&[0x1f, 0x8b]), magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]));
    let limit = options.max_file_bytes;
    Ok(if gzip {
        decoded(flate2::bufread::MultiGzDecoder::new(packed), limit)
    } else if zstd {
        decoded(ZstdFrames { source: Some(packed), frame: None }, limit)
    } else {
        decoded(packed, limit)
    })
}

fn decoded(source: impl Read + 'static, limit: u64) -> Box<dyn BufRead> {
    Box::new(BufReader::with_capacity(1 << 16, Limited { source, left: limit }))
}

/// The first bytes, with a character cut at the end left in: readers get it back whole.
fn head(input: &mut dyn BufRead) -> Result<Vec<u8>, ReadError> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head).map_err(ReadError::Broke)?;
    Ok(head)
}

/// The path without `.gz` or `.zst`, whose own extension tells the format.
pub(crate) fn without_packing(path: &Path) -> PathBuf {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz" | "zst" | "zstd") => path.with_extension(""),
        _ => path.to_owned(),
    }
}

/// Adds what is read to a counter.
struct Counted<R> {
    source: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Stops with an error past a number of bytes: a small packed file may unpack to anything.
struct Limited<R> {
    source: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other("it is over the size limit"))?;
        Ok(read)
    }
}

/// The frames of a Zstandard file one after the other, as `cat a.zst b.zst` makes them.
struct ZstdFrames<R: BufRead> {
    source: Option<R>,
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut frame) = self.frame.take() {
                let read = frame.read(buffer).map_err(broken_zstd)?;
                if read > 0 || buffer.is_empty() {
                    self.frame = Some(frame);
                    return Ok(read);
                }
                self.source = Some(frame.into_inner());
            }
            let Some(mut source) = self.source.take() else { return Ok(0) };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = ruzstd::decoding::StreamingDecoder::new(source).map_err(broken_zstd)?;
            self.frame = Some(frame);
        }
    }
}

/// The decoder names its failures as its own source does, which tells a reader nothing.
fn broken_zstd(_: impl std::error::Error) -> io::Error {
    io::Error::other("its Zstandard frames are cut or broken")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(path: &Path) -> Result<Vec<String>, ReadError> {
        let mut titles = Vec::new();
        read_postings(path, &Options::default(), &mut |record| {
            titles.push(record.posting.map_or_else(|why| why, |raw| raw.title.unwrap_or_default()));
            Ok(())
        })?;
        Ok(titles)
    }

    #[test]
    fn packed_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let text = "{\"title\": \"Soudeur\"}\n{\"title\": \"Cariste\"}\n";
        let path = folder.path().join("a.ndjson.gz");
        let mut gzip =
            flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap();
        assert_eq!(read(&path).unwrap(), ["Soudeur", "Cariste"]);
        assert_eq!(read_text(&path, &Options::default()).unwrap(), text);
        let frame =
            ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
        let path = folder.path().join("b.ndjson.zst");
        std::fs::write(&path, [frame.clone(), frame].concat()).unwrap();
        assert_eq!(read(&path).unwrap(), ["Soudeur", "Cariste", "Soudeur", "Cariste"]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, b"MZ\0\0\x01").unwrap();
        assert_eq!(read(&path).unwrap_err().to_string(), "it is binary");
        assert!(read_text(&path, &Options::default()).is_err());
        std::fs::write(folder.path().join("b.exe"), "x").unwrap();
        std::fs::write(folder.path().join(".hidden.txt"), "x").unwrap();
        let found = discover(&[folder.path().to_owned()], &Options::default()).unwrap();
        assert_eq!((found.files.len(), found.skipped.len()), (1, 1));
        assert!(found.skipped[0].why.contains("extension"));
    }

    #[test]
    fn a_folder_is_passed_over_wherever_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        std::fs::create_dir(&index).unwrap();
        std::fs::write(index.join("meta.json"), "{}").unwrap();
        std::fs::write(folder.path().join("a.txt"), "x").unwrap();
        let options = Options { passed_over: Some(folder.path().join("./index")), ..Options::default() };
        let names = |path: &Path| -> Vec<PathBuf> {
            let found = discover(&[path.to_owned()], &options).unwrap();
            found.files.into_iter().map(|file| file.path).collect()
        };
        assert_eq!(names(folder.path()), [folder.path().join("a.txt")]);
        assert!(names(&index).is_empty());
    }

    #[test]
    fn what_a_browser_saved_beside_a_page_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Offre_files", "Paie_fichiers", "other_files"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("frame.html"), "x").unwrap();
        }
        std::fs::write(folder.path().join("Offre.html"), "x").unwrap();
        std::fs::write(folder.path().join("Paie.htm"), "x").unwrap();
        let names = |path: &Path| -> Vec<String> {
            let found = discover(&[path.to_owned()], &Options::default()).unwrap();
            let near =
                |file: &SourceFile| file.path.strip_prefix(folder.path()).unwrap().display().to_string();
            found.files.iter().map(near).collect()
        };
        assert_eq!(names(folder.path()), ["Offre.html", "Paie.htm", "other_files/frame.html"]);
        assert_eq!(names(&folder.path().join("Offre_files")), ["Offre_files/frame.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        let found = discover(&[folder.path().to_owned()], &Options::default()).unwrap();
        assert_eq!(found.skipped[0].why, "the link leads back to a folder it lies in");
    }
}
