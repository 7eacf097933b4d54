//! Walking the posting lists of one reading in one field of a segment.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

/// How many terms may stand between two terms of a phrase: enough for `chef de la` or `responsable des`.
const PHRASE_GAP: u32 = 3;

/// The postings of a term, or of a phrase.
pub(crate) enum Cursor {
    Term(Box<SegmentPostings>),
    Phrase(Phrase),
}

impl Cursor {
    /// Opens the lists; `None` where a term does not occur.
    pub(crate) fn open(index: &InvertedIndexReader, terms: &[Term], exact: bool) -> tantivy::Result<Option<Self>> {
        if let [term] = terms {
            return Ok(index.read_postings(term, IndexRecordOption::WithFreqs)?.map(|list| Self::Term(Box::new(list))));
        }
        let mut lists = Vec::with_capacity(terms.len());
        for term in terms {
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(list) => lists.push(list),
                None => return Ok(None),
            }
        }
        Ok(Some(Self::Phrase(Phrase::new(lists, if exact { 1 } else { PHRASE_GAP }))))
    }

    /// The posting the cursor is at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Term(list) => list.doc(),
            Self::Phrase(phrase) => phrase.doc,
        }
    }

    /// How often the posting holds it.
    pub(crate) fn frequency(&self) -> u32 {
        match self {
            Self::Term(list) => list.term_freq(),
            Self::Phrase(phrase) => phrase.frequency,
        }
    }

    /// Moves to the next posting.
    pub(crate) fn advance(&mut self) -> DocId {
        match self {
            Self::Term(list) => list.advance(),
            Self::Phrase(phrase) => phrase.find(phrase.doc + 1),
        }
    }

    /// Moves to the first posting that is not before `target`.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target {
            return self.doc();
        }
        match self {
            Self::Term(list) => list.seek(target),
            Self::Phrase(phrase) => phrase.find(target),
        }
    }
}

/// Terms that follow one another.
pub(crate) struct Phrase {
    lists: Vec<SegmentPostings>,
    gap: u32,
    doc: DocId,
    frequency: u32,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl Phrase {
    fn new(lists: Vec<SegmentPostings>, gap: u32) -> Self {
        let mut phrase = Self { lists, gap, doc: 0, frequency: 0, before: Vec::new(), here: Vec::new() };
        phrase.find(0);
        phrase
    }

    /// Finds the first posting from `target` on that holds the phrase.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = self.meet(target);
            if self.doc == TERMINATED {
                return TERMINATED;
            }
            self.frequency = self.count();
            if self.frequency > 0 {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    /// Finds the first posting from `target` on that holds every term.
    fn meet(&mut self, mut target: DocId) -> DocId {
        'again: loop {
            for list in &mut self.lists {
                let doc = if list.doc() < target { list.seek(target) } else { list.doc() };
                if doc == TERMINATED {
                    return TERMINATED;
                }
                if doc > target {
                    target = doc;
                    continue 'again;
                }
            }
            return target;
        }
    }

    /// Counts how often the terms follow one another, each at most `gap` after the one before.
    fn count(&mut self) -> u32 {
        let Self { lists, gap, before, here, .. } = self;
        let Some((first, rest)) = lists.split_first_mut() else { return 0 };
        first.positions(before);
        for list in rest {
            list.positions(here);
            here.retain(|&at| before.iter().any(|&prior| at > prior && at - prior <= *gap));
            std::mem::swap(before, here);
            if before.is_empty() {
                return 0;
            }
        }
        before.len() as u32
    }
}
