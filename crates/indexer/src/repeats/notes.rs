//! What is noted of each posting, in a file: read and written in order, so that it takes no room in memory.

use super::sketch::{Likeness, Signature, Sketch};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// The most bytes of an id and the most texts of a posting that are believed; a damaged file may say anything.
const MOST: usize = 1 << 24;

/// What is noted of a posting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    /// Its id.
    pub(crate) id: String,
    /// The hash of the record it was made of.
    pub(crate) raw_hash: u64,
    /// Its cluster; 0 as long as it has none.
    pub(crate) cluster: u64,
    /// What it looks like.
    pub(crate) sketch: Sketch,
}

/// A file of notes, that begin somewhere in it.
pub(crate) struct Notes {
    file: BufWriter<File>,
    start: u64,
    /// How many there are.
    pub(crate) count: u64,
    /// How many texts they name in all.
    pub(crate) texts: u64,
}

impl Notes {
    /// Goes on behind a header of so many bytes, which is left to the caller.
    pub(crate) fn behind(mut file: File, start: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), start, count: 0, texts: 0 })
    }

    /// Puts down a note.
    pub(crate) fn push(&mut self, note: &Note) -> io::Result<()> {
        self.count += 1;
        self.texts += note.sketch.texts.len() as u64;
        write(&mut self.file, note)
    }

    /// Reads all notes from the first on; nothing may be put down afterwards.
    pub(crate) fn each(&mut self, each: &mut dyn FnMut(&Note) -> io::Result<()>) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(self.start))?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        read_each(&mut reader, self.count, each)
    }

    /// The file, all notes being in it.
    pub(crate) fn into_file(self) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// Reads so many notes.
pub(crate) fn read_each(
    from: &mut impl Read,
    count: u64,
    each: &mut dyn FnMut(&Note) -> io::Result<()>,
) -> io::Result<()> {
    let mut note = Note::default();
    for _ in 0..count {
        read(from, &mut note)?;
        each(&note)?;
    }
    Ok(())
}

/// Reads a number.
pub(crate) fn read_u64(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn write(out: &mut impl Write, note: &Note) -> io::Result<()> {
    let Note { id, raw_hash, cluster, sketch } = note;
    out.write_all(&(id.len() as u32).to_le_bytes())?;
    out.write_all(&(sketch.texts.len() as u32).to_le_bytes())?;
    out.write_all(&sketch.company.to_le_bytes())?;
    out.write_all(&[u8::from(matches!(sketch.likeness, Likeness::Body(_)))])?;
    out.write_all(id.as_bytes())?;
    out.write_all(&raw_hash.to_le_bytes())?;
    out.write_all(&cluster.to_le_bytes())?;
    match sketch.likeness {
        Likeness::Heading(key) => out.write_all(&key.to_le_bytes())?,
        Likeness::Body(Signature { bins, keys }) => {
            bins.iter().try_for_each(|bins| out.write_all(&bins.to_le_bytes()))?;
            keys.iter().try_for_each(|key| out.write_all(&key.to_le_bytes()))?;
        }
    }
    sketch.texts.iter().try_for_each(|text| out.write_all(&text.to_le_bytes()))
}

fn read(from: &mut impl Read, note: &mut Note) -> io::Result<()> {
    let (id, texts) = (read_u32(from)? as usize, read_u32(from)? as usize);
    if id > MOST || texts > MOST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a note is damaged"));
    }
    note.sketch.company = read_u32(from)?;
    let mut has_body = [0];
    from.read_exact(&mut has_body)?;
    let mut bytes = std::mem::take(&mut note.id).into_bytes();
    bytes.resize(id, 0);
    from.read_exact(&mut bytes)?;
    note.id = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    (note.raw_hash, note.cluster) = (read_u64(from)?, read_u64(from)?);
    note.sketch.likeness = match has_body {
        [0] => Likeness::Heading(read_u64(from)?),
        _ => Likeness::Body(read_signature(from)?),
    };
    read_texts(from, texts, &mut note.sketch.texts)
}

/// Reads so many texts, some at a time.
fn read_texts(from: &mut impl Read, count: usize, texts: &mut Vec<u64>) -> io::Result<()> {
    texts.clear();
    let mut buffer = [0; 64 * 8];
    while texts.len() < count {
        let some = &mut buffer[..8 * (count - texts.len()).min(64)];
        from.read_exact(some)?;
        texts.extend(some.as_chunks().0.iter().map(|text| u64::from_le_bytes(*text)));
    }
    Ok(())
}

fn read_signature(from: &mut impl Read) -> io::Result<Signature> {
    let mut signature = Signature::default();
    for bins in &mut signature.bins {
        *bins = read_u64(from)?;
    }
    for key in &mut signature.keys {
        *key = read_u32(from)?;
    }
    Ok(signature)
}

fn read_u32(from: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}
