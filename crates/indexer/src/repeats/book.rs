//! The notes that are kept with an index from run to run.
//!
//! They are written under another name first and take their own once the index is committed. Each state of the index has
//! a digest, and notes name the one they belong to: whenever a run is cut off, one of the two files fits the index.

use super::notes::{self, Note, Notes, read_u64};
use crate::fingerprint::FingerprintSet;
use crate::index::RULES;
use std::fs::{self, File};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What a file of notes begins with.
const MAGIC: u64 = u64::from_le_bytes(*b"repeats\n");
/// Raised whenever notes are written or made otherwise.
const VERSION: u64 = 2 << 32 | RULES;
/// The bytes of the header: what it is, version, digest, notes, their texts, standing texts, bytes in all.
const HEADER: u64 = 7 * 8;

/// The notes of the last run.
pub(crate) struct Past {
    reader: BufReader<File>,
    /// How many there are.
    pub(crate) count: u64,
    /// What stood in several postings.
    pub(crate) standing: FingerprintSet,
}

impl Past {
    /// Opens the notes of an index that has this digest; nothing when there are none that fit.
    pub(crate) fn open(path: &Path, digest: u64) -> Option<Self> {
        let new = new_path(path);
        if let Ok(past) = Self::read(&new, digest) {
            // The run that wrote it committed, and was cut off right then.
            fs::rename(new, path).ok()?;
            return Some(past);
        }
        Self::read(path, digest).ok()
    }

    /// Reads every note, once.
    pub(crate) fn each(&mut self, each: &mut dyn FnMut(&Note) -> io::Result<()>) -> io::Result<()> {
        notes::read_each(&mut self.reader, self.count, each)
    }

    fn read(path: &Path, digest: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut header = [0; 7];
        for value in &mut header {
            *value = read_u64(&mut file)?;
        }
        let bytes = file.metadata()?.len();
        let [magic, version, of, count, _, standing, total] = header;
        let fits = (magic, version, of, total) == (MAGIC, VERSION, digest, bytes);
        let start = bytes.checked_sub(standing.saturating_mul(8)).filter(|start| fits && *start >= HEADER);
        let start = start.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "other notes"))?;
        file.seek(SeekFrom::Start(start))?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let standing = (0..standing).map(|_| read_u64(&mut reader)).collect::<io::Result<_>>()?;
        reader.seek(SeekFrom::Start(HEADER))?;
        Ok(Self { reader, count, standing })
    }
}

/// The notes of this run, being written.
pub(crate) struct Book {
    /// The notes.
    pub(crate) notes: Notes,
    path: Option<PathBuf>,
}

impl Book {
    /// Begins the notes that are to be kept at a path; they are thrown away where there is none.
    pub(crate) fn begin(path: Option<&Path>) -> io::Result<Self> {
        let file = match path {
            Some(path) => {
                File::options().read(true).write(true).create(true).truncate(true).open(new_path(path))?
            }
            None => tempfile::tempfile()?,
        };
        Ok(Self { notes: Notes::behind(file, HEADER)?, path: path.map(Path::to_owned) })
    }

    /// Writes all down, for the index that will have this digest.
    pub(crate) fn seal(self, standing: &FingerprintSet, digest: u64) -> io::Result<Sealed> {
        let Self { notes, path } = self;
        let Some(path) = path else { return Ok(Sealed { path: None }) };
        let (count, texts) = (notes.count, notes.texts);
        let mut file = io::BufWriter::new(notes.into_file()?);
        let mut sorted: Vec<u64> = standing.iter().copied().collect();
        sorted.sort_unstable();
        file.seek(SeekFrom::End(0))?;
        sorted.iter().try_for_each(|text| file.write_all(&text.to_le_bytes()))?;
        let bytes = file.stream_position()?;
        // The header goes last: before it stands, the file is nobody's.
        file.seek(SeekFrom::Start(0))?;
        let header = [MAGIC, VERSION, digest, count, texts, sorted.len() as u64, bytes];
        header.iter().try_for_each(|value| file.write_all(&value.to_le_bytes()))?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(Sealed { path: Some(path) })
    }
}

/// Notes that are written, and wait for the index to be committed.
pub(crate) struct Sealed {
    path: Option<PathBuf>,
}

impl Sealed {
    /// Makes them the notes of the index.
    pub(crate) fn publish(self) -> io::Result<()> {
        self.path.map_or(Ok(()), |path| fs::rename(new_path(&path), path))
    }
}

/// A file for notes that are of no use after the run, beside those that are.
pub(crate) fn scratch(path: Option<&Path>) -> io::Result<Notes> {
    let beside = path.and_then(Path::parent).filter(|folder| folder.is_dir());
    Notes::behind(beside.map_or_else(tempfile::tempfile, tempfile::tempfile_in)?, 0)
}

fn new_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}
