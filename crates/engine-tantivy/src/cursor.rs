//! Walking a posting list, or those of a phrase.

use crate::score::counts_occurrences;
use crate::terms::{Numbered, Place, Terms};
use std::sync::Arc;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

/// The postings of a term, or of a phrase.
pub(crate) enum Cursor {
    Few(Few),
    Term(Box<List>),
    Phrase(Box<Phrase>),
}

impl Cursor {
    /// Opens what a reading is found in; `None` where a term of it is in no posting.
    pub(crate) fn open(
        terms: &Terms<'_>,
        reading: &Numbered<'_>,
        place: Place,
    ) -> tantivy::Result<Option<Self>> {
        let index = terms.index(place);
        if let [number] = reading.terms[..] {
            let option = match counts_occurrences(place.field) {
                true => IndexRecordOption::WithFreqs,
                false => IndexRecordOption::Basic,
            };
            let info = terms.info(number, place)?;
            return info.map(|info| Self::term(index, info, option)).transpose();
        }
        let mut lists = Vec::with_capacity(reading.terms.len());
        for &number in &reading.terms {
            let Some(info) = terms.info(number, place)? else { return Ok(None) };
            lists.push(index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok((!lists.is_empty()).then(|| Self::Phrase(Box::new(Phrase::open(lists)))))
    }

    /// Opens the postings of a term.
    pub(crate) fn term(
        index: &InvertedIndexReader,
        info: &TermInfo,
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let postings = index.read_block_postings_from_terminfo(info, option)?;
        Ok(Self::Term(Box::new(List { postings, at: 0 })))
    }

    /// Goes through a few postings whose occurrences are not counted.
    pub(crate) fn few(docs: Arc<[DocId]>) -> Self {
        Self::Few(Few { docs, at: 0 })
    }

    /// The posting the cursor is at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Few(few) => few.doc(),
            Self::Term(list) => list.doc(),
            Self::Phrase(phrase) => phrase.doc,
        }
    }

    /// Gives the postings before `end`, some at a time, with how often each holds the reading, and goes on to the first from
    /// there on. Where occurrences are not counted, none are given.
    #[inline]
    pub(crate) fn each_before(&mut self, end: DocId, mut take: impl FnMut(&[DocId], &[u32])) {
        match self {
            Self::Few(few) => {
                let count = few.docs[few.at..].partition_point(|doc| *doc < end);
                take(&few.docs[few.at..few.at + count], &[]);
                few.at += count;
            }
            Self::Term(list) => list.each_before(end, take),
            Self::Phrase(phrase) => {
                while phrase.doc < end {
                    take(&[phrase.doc], &[phrase.frequency]);
                    phrase.reach(phrase.doc + 1);
                }
            }
        }
    }

    /// Tells whether a posting holds it; postings must be asked for in order.
    pub(crate) fn holds(&mut self, doc: DocId) -> bool {
        match self {
            Self::Few(few) => {
                few.at += few.docs[few.at..].partition_point(|held| *held < doc);
                few.doc() == doc
            }
            Self::Term(list) => {
                if list.doc() < doc {
                    list.at = list.postings.seek(doc);
                }
                list.doc() == doc
            }
            Self::Phrase(phrase) => {
                if phrase.doc < doc {
                    phrase.reach(doc);
                }
                phrase.doc == doc
            }
        }
    }
}

/// The few postings of a term, all of them.
pub(crate) struct Few {
    docs: Arc<[DocId]>,
    /// Where it is.
    at: usize,
}

impl Few {
    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }
}

/// The postings of a term, a block at a time.
pub(crate) struct List {
    postings: BlockSegmentPostings,
    /// Where it is in the block.
    at: usize,
}

impl List {
    fn doc(&self) -> DocId {
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    #[inline]
    fn each_before(&mut self, end: DocId, mut take: impl FnMut(&[DocId], &[u32])) {
        while let Some(docs) = self.postings.docs().get(self.at..)
            && let Some(&last) = docs.last()
        {
            let count = if last < end { docs.len() } else { docs.partition_point(|doc| *doc < end) };
            take(&docs[..count], self.postings.freqs().get(self.at..self.at + count).unwrap_or_default());
            if last >= end {
                self.at += count;
                return;
            }
            self.postings.advance();
            self.at = 0;
        }
    }
}

/// Terms that stand side by side.
pub(crate) struct Phrase {
    /// In the order of the phrase.
    lists: Vec<SegmentPostings>,
    /// Their numbers, the shortest list first.
    by_length: Vec<usize>,
    /// The posting it is at, and how often that holds the phrase.
    doc: DocId,
    frequency: u32,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl Phrase {
    fn open(lists: Vec<SegmentPostings>) -> Self {
        let mut by_length: Vec<usize> = (0..lists.len()).collect();
        by_length.sort_by_key(|&at| lists[at].doc_freq());
        let (before, here) = (Vec::new(), Vec::new());
        let mut phrase = Self { lists, by_length, doc: 0, frequency: 0, before, here };
        phrase.reach(0);
        phrase
    }

    /// Goes to the first posting from `target` on that holds the phrase.
    fn reach(&mut self, mut target: DocId) {
        self.doc = TERMINATED;
        while target < TERMINATED {
            let doc = self.by_length.iter().try_fold(target, |wanted, &at| {
                if wanted == TERMINATED {
                    return Err(TERMINATED);
                }
                let found = reach(&mut self.lists[at], wanted);
                // The first list may go ahead; where another one does, the first must follow.
                if found == wanted || at == self.by_length[0] { Ok(found) } else { Err(found) }
            });
            match doc {
                Ok(doc) => {
                    self.frequency = self.count();
                    if self.frequency > 0 {
                        self.doc = doc;
                        return;
                    }
                    target = doc + 1;
                }
                Err(further) => target = further,
            }
        }
    }

    /// Counts how often the terms stand side by side in the posting that all lists are at.
    fn count(&mut self) -> u32 {
        let Self { lists, before, here, .. } = self;
        let Some((first, rest)) = lists.split_first_mut() else { return 0 };
        first.positions(before);
        for list in rest {
            list.positions(here);
            here.retain(|&at| before.iter().any(|&prior| at == prior + 1));
            std::mem::swap(before, here);
            if before.is_empty() {
                return 0;
            }
        }
        before.len() as u32
    }
}

/// The first posting of a list that is not before `target`.
pub(crate) fn reach(list: &mut SegmentPostings, target: DocId) -> DocId {
    if list.doc() < target { list.seek(target) } else { list.doc() }
}
