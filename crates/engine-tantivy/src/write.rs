//! Taking postings in, and leaving few segments behind.

use crate::document::PostingDocument;
use crate::in_flight::{InFlight, Sent};
use crate::open::{plain, unreadable};
use crate::schema::{Fields, HASH};
use jobsearch_engine::{EngineError, Indexed, PostingWriter, PreparedPosting};
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::PathBuf;
use tantivy::directory::error::LockError;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Index, SegmentReader, TERMINATED, TantivyError, Term};

/// More segments than this, of about one size, are merged at a commit: each costs every query a look-up a term.
const MOST_SEGMENTS: usize = 8;
/// A segment so many times larger than all smaller ones together is not merged with them, unless there are twice as many
/// segments as wanted.
const MOST_UNLIKE: u64 = 4;
/// The most segments that are merged at once: each keeps six files open.
const MOST_AT_ONCE: usize = 64;
/// One thread writes: it keeps pace with whoever reads postings, and another one would write segments of its own, in which
/// most terms are written once more, and looked up once more by every query.
const THREADS: usize = 1;
/// What it may hold in memory before it writes a segment, in bytes.
const MEMORY: usize = 50_000_000;
/// So many changes are handed over at once.
const BATCH: usize = 64;
/// The file that names who is writing.
const OWNER: &str = ".writer";

/// An index, opened for writing; only one at a time in all processes.
pub struct IndexWriter {
    writer: tantivy::IndexWriter<Sent>,
    index: Index,
    fields: Fields,
    path: PathBuf,
    /// The ids that the index may hold: only these have something to replace. Nothing as long as none is asked for.
    held: Option<Ids>,
    /// What was asked for and not handed over yet, in order.
    pending: Vec<UserOperation<Sent>>,
    /// What was asked for and is not indexed yet.
    in_flight: InFlight,
}

impl IndexWriter {
    pub(crate) fn new(index: Index, fields: Fields, path: PathBuf) -> Result<Self, EngineError> {
        let writer = index.writer_with_num_threads(THREADS, MEMORY).map_err(|cause| match cause {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                let owner =
                    std::fs::read_to_string(path.join(OWNER)).unwrap_or_else(|_| "another process".into());
                EngineError::Busy { path: path.clone(), owner }
            }
            cause => EngineError::failed(format!("write to the index in `{}`", path.display()), plain(cause)),
        })?;
        // The name is a courtesy to whoever is refused; the lock itself does not depend on it.
        let _ = std::fs::write(path.join(OWNER), format!("process {}", std::process::id()));
        // Merging waits for the commit: what is merged meanwhile would be merged again.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let in_flight = InFlight::default();
        Ok(Self { writer, index, fields, path, held: None, pending: Vec::new(), in_flight })
    }

    /// Tells whether the index may hold an id, which from now on it is taken to.
    fn may_hold(&mut self, id: &str) -> tantivy::Result<bool> {
        let held = match &mut self.held {
            Some(held) => held,
            none => none.insert(Ids::of(&self.index, self.fields.id)?),
        };
        Ok(!held.insert(id))
    }

    /// Takes a change; it is handed over with others.
    fn push(&mut self, change: UserOperation<Sent>) -> tantivy::Result<()> {
        self.pending.push(change);
        if self.pending.len() >= BATCH { self.hand_over() } else { Ok(()) }
    }

    /// Hands over what is pending: the thread is woken once for all of it.
    fn hand_over(&mut self) -> tantivy::Result<()> {
        self.writer.run(self.pending.drain(..))?;
        Ok(())
    }

    /// Merges until few segments are left.
    fn merge_down(&mut self) -> tantivy::Result<()> {
        loop {
            let mut segments = self.index.searchable_segment_metas()?;
            segments.sort_by_key(|segment| segment.num_docs());
            let sizes: Vec<u32> = segments.iter().map(|segment| segment.num_docs()).collect();
            let small: Vec<_> = segments[..to_merge(&sizes)].iter().map(|segment| segment.id()).collect();
            if small.is_empty() {
                self.writer.garbage_collect_files().wait()?;
                return Ok(());
            }
            self.writer.merge(&small).wait()?;
        }
    }

    fn failed(&self, what: &str, cause: TantivyError) -> EngineError {
        EngineError::failed(format!("{what} the index in `{}`", self.path.display()), plain(cause))
    }
}

impl PostingWriter for IndexWriter {
    fn indexed(&self, each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError> {
        let mut read = || -> tantivy::Result<()> {
            for segment in self.index.reader()?.searcher().segment_readers() {
                indexed_in(segment, &self.fields, each)?;
            }
            Ok(())
        };
        read().map_err(|cause| unreadable(&self.path, cause))
    }

    fn add(&mut self, posting: PreparedPosting) -> Result<(), EngineError> {
        let id = &posting.posting.id;
        if self.may_hold(id).map_err(|cause| unreadable(&self.path, cause))? {
            self.remove(id)?;
        }
        let indexed = self.in_flight.take_back().unwrap_or_default();
        let document = PostingDocument::new(posting, &self.fields, indexed);
        let bytes = document.bytes();
        if self.in_flight.is_full(bytes) {
            self.hand_over().map_err(|cause| self.failed("add to", cause))?;
        }
        let sent = self.in_flight.enter(document, bytes);
        self.push(UserOperation::Add(sent)).map_err(|cause| self.failed("add to", cause))
    }

    fn remove(&mut self, id: &str) -> Result<(), EngineError> {
        let id = Term::from_field_text(self.fields.id, id);
        self.push(UserOperation::Delete(id)).map_err(|cause| self.failed("remove from", cause))
    }

    fn commit(&mut self, vocabulary: &str) -> Result<(), EngineError> {
        let mut run = || -> tantivy::Result<()> {
            self.hand_over()?;
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(vocabulary);
            commit.commit()?;
            // What comes later asks the index again.
            self.held = None;
            self.merge_down()
        };
        run().map_err(|cause| self.failed("commit to", cause))
    }
}

impl Drop for IndexWriter {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(self.path.join(OWNER));
    }
}

/// Names every posting of a segment: id by id, so that the dictionary is read in one go.
fn indexed_in(
    segment: &SegmentReader,
    fields: &Fields,
    each: &mut dyn FnMut(Indexed),
) -> tantivy::Result<()> {
    let mut files = Vec::new();
    let mut file_of = vec![0; segment.max_doc() as usize];
    each_posted(segment, fields.file, &mut |file, doc| {
        if files.last().is_none_or(|last| last != file) {
            files.push(file.to_owned());
        }
        file_of[doc as usize] = files.len() - 1;
    })?;
    let hashes = segment.fast_fields().u64(HASH)?.first_or_default_col(0);
    each_posted(segment, fields.id, &mut |id, doc| {
        let file = files[file_of[doc as usize]].clone();
        each(Indexed { id: id.to_owned(), file, content_hash: hashes.get_val(doc) });
    })
}

/// Walks the terms of a field, in order, and for each the postings that have it.
fn each_posted(
    segment: &SegmentReader,
    field: Field,
    each: &mut dyn FnMut(&str, DocId),
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream()?;
    while terms.advance() {
        let term = String::from_utf8_lossy(terms.key());
        let mut list = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        while list.doc() != TERMINATED {
            if !segment.is_deleted(list.doc()) {
                each(&term, list.doc());
            }
            list.advance();
        }
    }
    Ok(())
}

/// How many of the smallest segments to merge into one next, given the sizes in order; none when few are left. What is
/// large is not copied again at every run: it waits until what is small has grown. Of many small segments several of about
/// one size are made, not one.
fn to_merge(sizes: &[u32]) -> usize {
    let too_many = sizes.len().saturating_sub(MOST_SEGMENTS);
    if too_many == 0 {
        return 0;
    }
    let share = sizes.iter().map(|size| u64::from(*size)).sum::<u64>() / MOST_SEGMENTS as u64;
    let mut sum = 0;
    let fill = sizes.iter().take_while(|size| {
        let fits = sum < share && (sum == 0 || u64::from(**size) <= MOST_UNLIKE * sum);
        sum += u64::from(**size);
        fits
    });
    match fill.count() {
        0 | 1 if too_many <= MOST_SEGMENTS => 0,
        count => count.clamp(2, too_many + 1).min(MOST_AT_ONCE),
    }
}

/// Ids, by their hashes: one that is in it may have been put in, one that is not was not.
#[derive(Default)]
struct Ids(HashSet<u64>);

impl Ids {
    /// The ids of all postings in an index.
    fn of(index: &Index, id: Field) -> tantivy::Result<Self> {
        let mut ids = Self::default();
        for segment in index.reader()?.searcher().segment_readers() {
            let inverted = segment.inverted_index(id)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                ids.0.insert(hash(terms.key()));
            }
        }
        Ok(ids)
    }

    /// Puts an id in; false where it may have been in before.
    fn insert(&mut self, id: &str) -> bool {
        self.0.insert(hash(id.as_bytes()))
    }
}

fn hash(id: &[u8]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_segments_are_left_and_what_is_large_is_left_alone() {
        let check = |before: &[u32], left: usize, most: u32| {
            let (mut sizes, mut copied) = (before.to_vec(), 0);
            loop {
                sizes.sort_unstable();
                let count = to_merge(&sizes);
                if count == 0 {
                    break;
                }
                let merged = sizes.drain(..count).sum::<u32>();
                copied += merged;
                sizes.push(merged);
            }
            assert_eq!(sizes.len(), left, "{before:?}");
            assert!(copied <= most, "{before:?}: {copied} copied");
            let largest = sizes.last().copied().unwrap_or_default();
            assert!(largest <= before.iter().sum::<u32>() / 4 + 1, "{before:?} became {sizes:?}");
        };
        check(&[], 0, 0);
        check(&[100; 8], 8, 0);
        check(&[1, 100, 100, 100, 100, 100, 100, 100, 100], 9, 0);
        check(&[1, 1, 100, 100, 100, 100, 100, 100, 100, 100], 9, 2);
        check(&[10, 20, 100, 100, 100, 100, 100, 100, 100, 100], 8, 160);
        check(&[100; 16], 8, 1600);
        check(&[100; 200], 8, 20_000);
        check(&[1; 1000], 8, 2000);
    }
}
