//! What the first pass read and cleaned, kept in memory while there is room, so that the second need not do it again.

use crate::formats::{Format, Read, ReadError};
use crate::prepare::cleaned;
use crate::repeats::{Sketch, Texts};
use crate::{Options, RawPosting};
use jobsearch_posting::Posting;

/// The most that is kept, in bytes.
const ROOM: usize = 88 << 20;
/// What a record takes beside its body, in bytes: itself, and its short texts.
const BESIDE: usize = size_of::<Record>() + 512;

/// A record of a file.
pub(crate) struct Record {
    /// Which one, as [`Read`] has it.
    pub(crate) place: String,
    /// The record, or why there is none.
    pub(crate) cleaned: Result<Cleaned, String>,
}

/// A record that was cleaned.
pub(crate) struct Cleaned {
    /// The record without its body.
    pub(crate) raw: RawPosting,
    /// The hash of the record with its body.
    pub(crate) raw_hash: u64,
    /// The hash of its title and body.
    pub(crate) text_hash: u64,
    /// The posting, without facts; what is shared is not set apart.
    pub(crate) posting: Posting,
    /// What is counted and compared of it; taken once it is noted.
    pub(crate) sketch: Sketch,
    /// The texts that were counted.
    pub(crate) texts: Texts,
}

impl Record {
    /// Cleans a record.
    pub(crate) fn of(read: Read, options: &Options) -> Self {
        let cleaned = read.posting.map(|mut raw| {
            let (raw_hash, text_hash) = (raw.hash(), raw.text_hash());
            let posting = cleaned(&raw, options);
            let (sketch, texts) = Sketch::of(&posting, &raw, raw_hash);
            raw.description = None;
            raw.sections.clear();
            Cleaned { raw, raw_hash, text_hash, posting, sketch, texts }
        });
        Self { place: read.record, cleaned }
    }

    fn bytes(&self) -> usize {
        let of = |cleaned: &Cleaned| {
            let sections = cleaned.posting.sections.iter().map(|section| section.text.len());
            sections.sum::<usize>() + size_of_val(&cleaned.texts[..])
        };
        BESIDE + self.cleaned.as_ref().map_or(0, of)
    }
}

/// All records of a file, and how its reading ended.
pub(crate) struct KeptFile {
    pub(crate) records: Vec<Record>,
    pub(crate) outcome: Result<&'static dyn Format, ReadError>,
    /// What was read on disk, in bytes.
    pub(crate) bytes: u64,
}

/// The files read so far, and what is left of the room.
pub(crate) struct Kept {
    /// Nothing for a file that had no room.
    files: Vec<Option<KeptFile>>,
    /// The records of the file that is being read; nothing once it has no room.
    open: Option<Vec<Record>>,
    room: usize,
}

impl Kept {
    /// Has kept nothing yet.
    pub(crate) fn new() -> Self {
        Self { files: Vec::new(), open: None, room: ROOM }
    }

    /// Opens a file of so many bytes; one that has no room is not begun.
    pub(crate) fn open(&mut self, bytes: u64) {
        self.open = (bytes <= self.room as u64).then(Vec::new);
    }

    /// Keeps a record of the file that is being read.
    pub(crate) fn push(&mut self, record: Record) {
        let Some(open) = &mut self.open else { return };
        match self.room.checked_sub(record.bytes()) {
            Some(left) => {
                self.room = left;
                open.push(record);
            }
            None => {
                self.room += open.iter().map(Record::bytes).sum::<usize>();
                self.open = None;
            }
        }
    }

    /// Closes the file that was read.
    pub(crate) fn close(&mut self, outcome: Result<&'static dyn Format, ReadError>, bytes: u64) {
        let records = self.open.take();
        self.files.push(records.map(|records| KeptFile { records, outcome, bytes }));
    }

    /// The files, in the order they were read in.
    pub(crate) fn into_files(self) -> Vec<Option<KeptFile>> {
        self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record whose text has so many bytes.
    fn record(bytes: usize) -> Record {
        let raw = RawPosting { description: Some("a".repeat(bytes)), ..RawPosting::default() };
        Record::of(Read { record: String::new(), posting: Ok(raw) }, &Options::default())
    }

    #[test]
    fn a_file_is_kept_whole_or_not_at_all() {
        let check = |files: &[&[usize]], wanted: &[Option<usize>]| {
            let mut kept = Kept { room: 3 * BESIDE + 100, ..Kept::new() };
            for file in files {
                kept.open(0);
                file.iter().for_each(|bytes| kept.push(record(*bytes)));
                kept.close(Err(ReadError::Stopped), 0);
            }
            let counts = kept.into_files().into_iter().map(|file| file.map(|file| file.records.len()));
            assert_eq!(counts.collect::<Vec<_>>(), wanted, "{files:?}");
        };
        check(&[&[10, 10], &[10]], &[Some(2), Some(1)]);
        check(&[&[10], &[50, 50, 50], &[10, 10]], &[Some(1), None, Some(2)]);
        check(&[&[3 * BESIDE + 200], &[]], &[None, Some(0)]);
    }
}
