//! The terms of a plan, each looked up at most once a field and segment: a plan of forty names says its words many times.

use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Reading};
use std::cell::OnceCell;
use std::collections::HashMap;
use tantivy::postings::TermInfo;

/// The number of fields.
const FIELDS: usize = TextField::ALL.len();

/// The terms of a plan, and what the index says of them.
pub(crate) struct Terms<'p> {
    segments: Vec<&'p Segment>,
    numbers: HashMap<&'p str, usize>,
    terms: Vec<&'p str>,
    /// What each term, segment and field say, in this order, as far as it was asked for.
    known: Vec<OnceCell<Option<TermInfo>>>,
}

/// A reading, with its terms by number.
pub(crate) struct Numbered<'p> {
    pub(crate) reading: &'p Reading,
    pub(crate) terms: Vec<usize>,
}

/// A field of a segment, by number.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) segment: usize,
    pub(crate) field: TextField,
}

impl<'p> Terms<'p> {
    pub(crate) fn new(segments: Vec<&'p Segment>) -> Self {
        Self { segments, numbers: HashMap::new(), terms: Vec::new(), known: Vec::new() }
    }

    /// Numbers the terms of readings.
    pub(crate) fn number(&mut self, readings: &'p [Reading]) -> Vec<Numbered<'p>> {
        let number = |reading: &'p Reading| Numbered {
            reading,
            terms: reading.terms.iter().map(|term| self.number_of(term)).collect(),
        };
        readings.iter().map(number).collect()
    }

    fn number_of(&mut self, term: &'p str) -> usize {
        *self.numbers.entry(term).or_insert_with(|| {
            self.terms.push(term);
            self.known.resize(self.terms.len() * self.segments.len() * FIELDS, OnceCell::new());
            self.terms.len() - 1
        })
    }

    /// The segment with this number.
    pub(crate) fn segment(&self, number: usize) -> &'p Segment {
        self.segments[number]
    }

    /// Where the index keeps a term in a field of a segment; `None` where it has none.
    pub(crate) fn info(&self, number: usize, place: Place) -> tantivy::Result<Option<&TermInfo>> {
        let field = place.field as usize;
        let known = &self.known[(number * self.segments.len() + place.segment) * FIELDS + field];
        if let Some(info) = known.get() {
            return Ok(info.as_ref());
        }
        let info = self.segments[place.segment].indexes[field].terms().get(self.terms[number].as_bytes())?;
        Ok(known.get_or_init(|| info).as_ref())
    }

    /// How many postings hold a term in the title or the body, whichever is more.
    pub(crate) fn frequency(&self, number: usize) -> tantivy::Result<u64> {
        let mut most = 0;
        for field in [TextField::Title, TextField::Body] {
            let mut sum = 0;
            for segment in 0..self.segments.len() {
                let info = self.info(number, Place { segment, field })?;
                sum += info.map_or(0, |info| u64::from(info.doc_freq));
            }
            most = most.max(sum);
        }
        Ok(most)
    }

    /// How many words a field holds in all postings.
    pub(crate) fn tokens(&self, field: TextField) -> u64 {
        self.segments.iter().map(|segment| segment.indexes[field as usize].total_num_tokens()).sum()
    }
}
