//! The terms of a plan, each looked up at most once a field and segment: a plan of forty names says its words many times.

use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Reading};
use std::cell::OnceCell;
use std::collections::HashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader};

/// The number of fields.
const FIELDS: usize = TextField::ALL.len();

/// The terms of a plan, and what the index says of them.
pub(crate) struct Terms<'p> {
    segments: Vec<&'p Segment>,
    numbers: HashMap<&'p str, usize>,
    terms: Vec<&'p str>,
    /// What the index says of each term, segment and field, in this order, as far as it was asked for.
    known: Vec<Known>,
}

/// What the index says of a term in a field of a segment.
#[derive(Clone, Default)]
struct Known {
    info: OnceCell<Option<TermInfo>>,
    docs: OnceCell<Vec<DocId>>,
    /// A bit a posting.
    bits: OnceCell<Vec<u64>>,
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
            self.known.resize(self.terms.len() * self.segments.len() * FIELDS, Known::default());
            self.terms.len() - 1
        })
    }

    /// The segment with this number.
    pub(crate) fn segment(&self, number: usize) -> &'p Segment {
        self.segments[number]
    }

    /// Where the index keeps a term in a field of a segment; `None` where it has none.
    pub(crate) fn info(&self, number: usize, place: Place) -> tantivy::Result<Option<&TermInfo>> {
        let known = self.known(number, place);
        if let Some(info) = known.info.get() {
            return Ok(info.as_ref());
        }
        let info = self.index(place).terms().get(self.terms[number].as_bytes())?;
        Ok(known.info.get_or_init(|| info).as_ref())
    }

    /// The postings that hold a term in a field of a segment, in order.
    pub(crate) fn docs(&self, number: usize, place: Place) -> tantivy::Result<&[DocId]> {
        let known = self.known(number, place);
        if let Some(docs) = known.docs.get() {
            return Ok(docs);
        }
        let mut docs = Vec::new();
        if let Some(info) = self.info(number, place)? {
            docs.reserve(info.doc_freq as usize);
            let mut blocks =
                self.index(place).read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !blocks.docs().is_empty() {
                docs.extend_from_slice(blocks.docs());
                blocks.advance();
            }
        }
        Ok(known.docs.get_or_init(|| docs))
    }

    /// The postings that hold every one of some terms in a field of a segment, in order.
    pub(crate) fn shared(&self, numbers: &[usize], place: Place) -> tantivy::Result<Vec<DocId>> {
        let mut by_length = Vec::with_capacity(numbers.len());
        for &number in numbers {
            match self.info(number, place)? {
                Some(info) => by_length.push((info.doc_freq, number)),
                None => return Ok(Vec::new()),
            }
        }
        by_length.sort_unstable();
        let Some(((_, rarest), others)) = by_length.split_first() else { return Ok(Vec::new()) };
        let mut docs = self.docs(*rarest, place)?.to_vec();
        for (_, other) in others {
            let bits = self.bits(*other, place)?;
            docs.retain(|&doc| bits.get(doc as usize / 64).is_some_and(|block| block >> (doc % 64) & 1 == 1));
        }
        Ok(docs)
    }

    /// The postings that hold a term, a bit each, as far as the last of them.
    fn bits(&self, number: usize, place: Place) -> tantivy::Result<&[u64]> {
        let known = self.known(number, place);
        if let Some(bits) = known.bits.get() {
            return Ok(bits);
        }
        let docs = self.docs(number, place)?;
        let mut bits = vec![0; docs.last().map_or(0, |last| *last as usize / 64 + 1)];
        docs.iter().for_each(|&doc| bits[doc as usize / 64] |= 1 << (doc % 64));
        Ok(known.bits.get_or_init(|| bits))
    }

    /// The terms of a field of a segment.
    pub(crate) fn index(&self, place: Place) -> &'p InvertedIndexReader {
        &self.segments[place.segment].indexes[place.field as usize]
    }

    fn known(&self, number: usize, place: Place) -> &Known {
        &self.known[(number * self.segments.len() + place.segment) * FIELDS + place.field as usize]
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
