//! Tells whoever asked for a run how far it has come.

use crate::{Event, Progress, Skipped};
use std::cell::Cell;
use std::rc::Rc;

/// Progress is told every so many postings.
const STEP: usize = 200;

/// Counts files, postings and bytes as they are read, and tells of them.
pub(crate) struct Teller<'a> {
    tell: &'a mut dyn FnMut(Event<'_>),
    told: Progress,
    /// Bytes read on disk, counted by who reads them.
    bytes: Rc<Cell<u64>>,
}

impl<'a> Teller<'a> {
    /// Has so many files before it, of so many bytes, each to be read in both passes.
    pub(crate) fn of(tell: &'a mut dyn FnMut(Event<'_>), files: usize, bytes: u64) -> Self {
        let told = Progress { files, total_bytes: 2 * bytes, ..Progress::default() };
        Self { tell, told, bytes: Rc::default() }
    }

    /// The counter of the bytes that are read on disk.
    pub(crate) fn bytes(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.bytes)
    }

    /// Bytes read on disk so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes.get()
    }

    /// Counts bytes that were not read again, since their records were kept.
    pub(crate) fn pass_bytes(&mut self, bytes: u64) {
        self.bytes.set(self.bytes.get() + bytes);
    }

    /// Counts bytes that are to be read beside those of both passes.
    pub(crate) fn expect_bytes(&mut self, bytes: u64) {
        self.told.total_bytes += bytes;
    }

    /// Counts a posting.
    pub(crate) fn posting_done(&mut self) {
        self.told.postings += 1;
        if self.told.postings.is_multiple_of(STEP) {
            self.tell_progress();
        }
    }

    /// Counts a file that was read to its end.
    pub(crate) fn file_done(&mut self) {
        self.told.files_done += 1;
        self.tell_progress();
    }

    /// Ends a pass: files and postings are counted from the first again.
    pub(crate) fn pass_done(&mut self) {
        (self.told.files_done, self.told.postings) = (0, 0);
    }

    /// Tells what is passed over.
    pub(crate) fn skipped(&mut self, skipped: &Skipped) {
        (self.tell)(Event::Skipped(skipped));
    }

    fn tell_progress(&mut self) {
        self.told.bytes = self.bytes.get();
        (self.tell)(Event::Progress(&self.told));
    }
}
