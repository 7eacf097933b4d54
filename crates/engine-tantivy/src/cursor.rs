//! Walking the posting lists of one reading in one field of a segment.

use crate::terms::{Numbered, Place, Terms};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// How many terms may stand between two terms of a phrase: enough for `chef de la` or `responsable des`.
const PHRASE_GAP: u32 = 3;

/// The postings of a term, or of a phrase.
pub(crate) enum Cursor {
    Term(Box<SegmentPostings>),
    Phrase(Phrase),
}

impl Cursor {
    /// Opens the lists without looking for the first posting; `None` where no posting holds all terms.
    pub(crate) fn open(
        terms: &Terms<'_>,
        reading: &Numbered<'_>,
        place: Place,
    ) -> tantivy::Result<Option<Self>> {
        if let [number] = reading.terms[..] {
            let Some(info) = terms.info(number, place)? else { return Ok(None) };
            let list = terms.index(place).read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            return Ok(Some(Self::Term(Box::new(list))));
        }
        let docs = terms.shared(&reading.terms, place)?;
        if docs.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self::Phrase(Phrase::open(terms, reading, place, docs)?)))
    }

    /// The posting the cursor is at, or `TERMINATED`; a phrase may turn out not to be there.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Term(list) => list.doc(),
            Self::Phrase(phrase) => phrase.doc(),
        }
    }

    /// Gives the postings before `end` to a sink, and goes on to the first from there on.
    pub(crate) fn each_before(&mut self, end: DocId, sink: &mut impl Sink) {
        match self {
            Self::Term(list) => {
                let mut doc = list.doc();
                while doc < end {
                    sink.take(doc, list.term_freq());
                    doc = list.advance();
                }
            }
            Self::Phrase(phrase) => {
                while phrase.doc() < end {
                    phrase.give(sink);
                }
            }
        }
    }

    /// Tells whether a posting holds it; postings must be asked for in order.
    pub(crate) fn holds(&mut self, doc: DocId) -> bool {
        match self {
            Self::Term(list) => reach(list, doc) == doc,
            Self::Phrase(phrase) => phrase.holds(doc),
        }
    }
}

/// What takes postings in.
pub(crate) trait Sink {
    /// Tells whether it would change anything that a posting holds the reading so often at most.
    fn matters(&self, doc: DocId, most: u32) -> bool;

    /// Takes a posting that holds the reading so often.
    fn take(&mut self, doc: DocId, frequency: u32);
}

/// Tells of some postings, given in order, whether they hold a reading in a field.
pub(crate) fn held(
    terms: &Terms<'_>,
    reading: &Numbered<'_>,
    place: Place,
    docs: &[DocId],
) -> tantivy::Result<Vec<bool>> {
    if let [number] = reading.terms[..] {
        let all = terms.docs(number, place)?;
        return Ok(docs.iter().map(|doc| all.binary_search(doc).is_ok()).collect());
    }
    let mut candidates = terms.shared(&reading.terms, place)?;
    candidates.retain(|doc| docs.contains(doc));
    if candidates.is_empty() {
        return Ok(vec![false; docs.len()]);
    }
    let mut phrase = Phrase::open(terms, reading, place, candidates)?;
    Ok(docs.iter().map(|&doc| phrase.holds(doc)).collect())
}

/// Terms that follow one another.
pub(crate) struct Phrase {
    lists: Vec<SegmentPostings>,
    /// The postings that hold every term, in whatever order.
    docs: Vec<DocId>,
    /// The number of the first of them that was not looked at.
    next: usize,
    gap: u32,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl Phrase {
    /// Opens the lists of a reading for some postings that hold all its terms.
    fn open(
        terms: &Terms<'_>,
        reading: &Numbered<'_>,
        place: Place,
        docs: Vec<DocId>,
    ) -> tantivy::Result<Self> {
        let mut lists = Vec::with_capacity(reading.terms.len());
        for &number in &reading.terms {
            if let Some(info) = terms.info(number, place)? {
                let positions = IndexRecordOption::WithFreqsAndPositions;
                lists.push(terms.index(place).read_postings_from_terminfo(info, positions)?);
            }
        }
        let gap = if reading.reading.exact { 1 } else { PHRASE_GAP };
        Ok(Self { lists, docs, next: 0, gap, before: Vec::new(), here: Vec::new() })
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.next).copied().unwrap_or(TERMINATED)
    }

    /// Gives the next posting to a sink, if it holds the phrase: positions are read only where that matters.
    fn give(&mut self, sink: &mut impl Sink) {
        let doc = self.doc();
        self.next += 1;
        let Some(last) = self.lists.last_mut() else { return };
        reach(last, doc);
        if !sink.matters(doc, last.term_freq()) {
            return;
        }
        let frequency = self.count(doc);
        if frequency > 0 {
            sink.take(doc, frequency);
        }
    }

    fn holds(&mut self, doc: DocId) -> bool {
        self.docs.binary_search(&doc).is_ok() && self.count(doc) > 0
    }

    /// Counts how often the terms follow one another, each at most `gap` after the one before.
    fn count(&mut self, doc: DocId) -> u32 {
        let Self { lists, gap, before, here, .. } = self;
        let Some((first, rest)) = lists.split_first_mut() else { return 0 };
        reach(first, doc);
        first.positions(before);
        for list in rest {
            reach(list, doc);
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

/// The first posting of a list that is not before `target`.
pub(crate) fn reach(list: &mut SegmentPostings, target: DocId) -> DocId {
    if list.doc() < target { list.seek(target) } else { list.doc() }
}
