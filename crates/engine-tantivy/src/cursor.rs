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
    /// Opens the lists without looking for the first posting; `None` where a term does not occur.
    pub(crate) fn open(
        terms: &Terms<'_>,
        reading: &Numbered<'_>,
        place: Place,
    ) -> tantivy::Result<Option<Self>> {
        let mut infos = Vec::with_capacity(reading.terms.len());
        for &number in &reading.terms {
            match terms.info(number, place)? {
                Some(info) => infos.push(info),
                None => return Ok(None),
            }
        }
        let index = &terms.segment(place.segment).indexes[place.field as usize];
        if let [info] = infos[..] {
            let list = index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            return Ok(Some(Self::Term(Box::new(list))));
        }
        let mut lists = Vec::with_capacity(infos.len());
        for info in infos {
            lists.push(index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(Some(Self::Phrase(Phrase::new(lists, if reading.reading.exact { 1 } else { PHRASE_GAP }))))
    }

    /// Goes to the first posting.
    pub(crate) fn start(&mut self) {
        if let Self::Phrase(phrase) = self {
            phrase.find(0);
        }
    }

    /// The posting the cursor is at, or `TERMINATED`.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Term(list) => list.doc(),
            Self::Phrase(phrase) => phrase.doc,
        }
    }

    /// Hands out the postings before `end` with how often each holds it, and goes on to the first from there on.
    pub(crate) fn each_before(&mut self, end: DocId, mut each: impl FnMut(DocId, u32)) {
        match self {
            Self::Term(list) => {
                let mut doc = list.doc();
                while doc < end {
                    each(doc, list.term_freq());
                    doc = list.advance();
                }
            }
            Self::Phrase(phrase) => {
                while phrase.doc < end {
                    each(phrase.doc, phrase.frequency);
                    phrase.find(phrase.doc + 1);
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

/// Terms that follow one another.
pub(crate) struct Phrase {
    lists: Vec<SegmentPostings>,
    /// The lists, the shortest first.
    shortest: Vec<usize>,
    gap: u32,
    doc: DocId,
    frequency: u32,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl Phrase {
    fn new(lists: Vec<SegmentPostings>, gap: u32) -> Self {
        let mut shortest: Vec<usize> = (0..lists.len()).collect();
        shortest.sort_by_key(|&at| lists[at].doc_freq());
        Self { lists, shortest, gap, doc: 0, frequency: 0, before: Vec::new(), here: Vec::new() }
    }

    /// Finds the first posting from `target` on that holds the phrase.
    fn find(&mut self, mut target: DocId) {
        loop {
            self.doc = self.meet(target);
            if self.doc == TERMINATED {
                return;
            }
            self.frequency = self.count();
            if self.frequency > 0 {
                return;
            }
            target = self.doc + 1;
        }
    }

    /// Finds the first posting from `target` on that holds every term.
    fn meet(&mut self, mut target: DocId) -> DocId {
        'again: loop {
            for &at in &self.shortest {
                let doc = reach(&mut self.lists[at], target);
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

    fn holds(&mut self, doc: DocId) -> bool {
        self.shortest.iter().all(|&at| reach(&mut self.lists[at], doc) == doc) && self.count() > 0
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

/// The first posting of a list that is not before `target`.
pub(crate) fn reach(list: &mut SegmentPostings, target: DocId) -> DocId {
    if list.doc() < target { list.seek(target) } else { list.doc() }
}
