//! The terms of a plan, each looked up at most once a field and segment.

use crate::names::KnownNames;
use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Reading};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;

/// The number of fields.
const FIELDS: usize = TextField::ALL.len();

/// The terms of a plan, and where the index keeps them.
pub(crate) struct Terms<'p> {
    segments: Vec<&'p Segment>,
    names: &'p KnownNames,
    numbers: FxHashMap<&'p str, usize>,
    terms: Vec<&'p str>,
    /// What the index says of each term, segment and field, in this order, as far as it was asked for.
    infos: Vec<OnceCell<Option<TermInfo>>>,
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
    pub(crate) fn new(segments: Vec<&'p Segment>, names: &'p KnownNames) -> Self {
        Self { segments, names, numbers: FxHashMap::default(), terms: Vec::new(), infos: Vec::new() }
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
            self.infos.resize(self.terms.len() * self.segments.len() * FIELDS, OnceCell::new());
            self.terms.len() - 1
        })
    }

    /// The segments, in order.
    pub(crate) fn segments(&self) -> &[&'p Segment] {
        &self.segments
    }

    /// What is known of names.
    pub(crate) fn names(&self) -> &'p KnownNames {
        self.names
    }

    /// The segment with this number.
    pub(crate) fn segment(&self, number: usize) -> &'p Segment {
        self.segments[number]
    }

    /// Where the index keeps a term in a field of a segment; `None` where it has none.
    pub(crate) fn info(&self, number: usize, place: Place) -> tantivy::Result<Option<&TermInfo>> {
        let known =
            &self.infos[(number * self.segments.len() + place.segment) * FIELDS + place.field as usize];
        if let Some(info) = known.get() {
            return Ok(info.as_ref());
        }
        let info = self.index(place).terms().get(self.terms[number].as_bytes())?;
        Ok(known.get_or_init(|| info).as_ref())
    }

    /// The terms of a field of a segment.
    pub(crate) fn index(&self, place: Place) -> &'p InvertedIndexReader {
        &self.segments[place.segment].indexes[place.field as usize]
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
