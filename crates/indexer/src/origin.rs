//! Where the records of a file come from, and what they are called.

use crate::discover::{self, SourceFile};
use crate::{RawPosting, Skipped};
use std::path::{Path, PathBuf};

/// Where the records of a file come from.
pub(crate) struct FileOrigin {
    /// The path as given.
    pub(crate) shown: String,
    /// The path from the root on.
    pub(crate) absolute: PathBuf,
    /// The same as it is written in the index.
    pub(crate) file: String,
    /// The file's name without extensions, where it may serve for an id.
    stem: Option<String>,
    /// The file was given; if not, only postings that the index has from it are looked at.
    pub(crate) given: bool,
    /// The postings read so far.
    pub(crate) read: usize,
}

impl FileOrigin {
    /// Of a file that was given or not, nothing having been read yet.
    pub(crate) fn of(file: &SourceFile, given: bool) -> Self {
        let path = discover::without_packing(&file.path);
        let one = crate::formats::one_a_file(&path);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).filter(|_| one);
        let (shown, absolute) = (file.path.display().to_string(), absolute(&file.path));
        let file = absolute.display().to_string();
        Self { shown, absolute, file, stem, given, read: 0 }
    }

    /// The id a record gives, or one made of its file or of its content.
    pub(crate) fn id_of(&self, raw: &RawPosting, raw_hash: u64) -> String {
        let own = raw.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        own.map(str::to_owned).or_else(|| self.stem.clone()).unwrap_or_else(|| format!("{raw_hash:016x}"))
    }

    /// A record that is passed over.
    pub(crate) fn skipped(&self, record: String, why: String) -> Skipped {
        Skipped { source: self.shown.clone(), record: Some(record).filter(|record| !record.is_empty()), why }
    }

    /// `offers.ndjson:17` for `line 17`, `all.zip!offers.ndjson:17` for `!offers.ndjson: line 17`.
    pub(crate) fn source_of(&self, record: &str) -> String {
        let (member, place) = crate::formats::member_of(record);
        match place.rsplit(' ').next() {
            Some(number) if !number.is_empty() => format!("{}{member}:{number}", self.shown),
            _ => format!("{}{member}", self.shown),
        }
    }
}

/// The path from the root on.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
