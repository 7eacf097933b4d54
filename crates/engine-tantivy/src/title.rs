//! Whether the words of a query stand side by side in a title.

use crate::cursor::reach;
use crate::score::{ReadyWord, Text};
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

/// How far apart neighbours of a query may stand in a title: function words come between.
const NEIGHBOURS: u32 = 3;

/// The positions of the query's words in the titles of a segment; best asked for in the order of postings.
pub(crate) struct TitleOrder<'p> {
    text: &'p Text<'p>,
    terms: &'p Terms<'p>,
    segment: usize,
    /// The first reading of each word, in the order typed, none where no title holds it; opened when first asked for, and as
    /// they are then, to begin with again.
    words: Vec<Option<SegmentPostings>>,
    opened: Option<Vec<Option<SegmentPostings>>>,
    /// The posting that was asked for last: lists only go forward.
    at: DocId,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl<'p> TitleOrder<'p> {
    pub(crate) fn of(text: &'p Text<'p>, terms: &'p Terms<'p>, segment: usize) -> Self {
        Self {
            text,
            terms,
            segment,
            words: Vec::new(),
            opened: None,
            at: 0,
            before: Vec::new(),
            here: Vec::new(),
        }
    }

    fn open(&self) -> tantivy::Result<Vec<Option<SegmentPostings>>> {
        let place = Place { segment: self.segment, field: TextField::Title };
        let index = self.terms.index(place);
        let words = self.text.groups.iter().flat_map(|group| &group.words);
        let open = |word: &ReadyWord<'_>| {
            let number = word.readings.first().and_then(|reading| reading.terms.first());
            let info = number.map_or(Ok(None), |&number| self.terms.info(number, place))?;
            let option = IndexRecordOption::WithFreqsAndPositions;
            info.map(|info| Ok(index.read_postings_from_terminfo(info, option)?)).transpose()
        };
        words.map(open).collect()
    }

    /// The share of neighbouring words of the query that are neighbours in this posting's title, from 0 to 1.
    pub(crate) fn share(&mut self, doc: DocId) -> tantivy::Result<f32> {
        if self.opened.is_none() || self.at > doc {
            let opened = self.opened.take().map_or_else(|| self.open(), Ok)?;
            self.words.clone_from(&opened);
            self.opened = Some(opened);
        }
        self.at = doc;
        let pairs = self.words.len().saturating_sub(1);
        let mut together = 0;
        self.before.clear();
        for word in &mut self.words {
            self.here.clear();
            if let Some(list) = word
                && reach(list, doc) == doc
            {
                list.positions(&mut self.here);
            }
            let follows = |at: &u32| self.before.iter().any(|prior| at > prior && at - prior <= NEIGHBOURS);
            together += usize::from(self.here.iter().any(follows));
            std::mem::swap(&mut self.before, &mut self.here);
        }
        Ok(if pairs == 0 { 0.0 } else { together as f32 / pairs as f32 })
    }
}
