//! Whether the words of a query stand side by side in a title.

use crate::cursor::reach;
use crate::score::Text;
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

/// How far apart neighbours of a query may stand in a title: function words come between.
const NEIGHBOURS: u32 = 3;

/// The positions of the query's words in titles; postings must be asked for in order.
pub(crate) struct TitleOrder {
    /// The first reading of each word, in the order typed; none where no title holds it.
    words: Vec<Option<SegmentPostings>>,
    before: Vec<u32>,
    here: Vec<u32>,
}

impl TitleOrder {
    pub(crate) fn open(text: &Text<'_>, terms: &Terms<'_>, segment: usize) -> tantivy::Result<Self> {
        let place = Place { segment, field: TextField::Title };
        let index = terms.index(place);
        let mut words = Vec::new();
        // A word alone has no neighbours.
        let count: usize = text.groups.iter().map(|group| group.words.len()).sum();
        for word in text.groups.iter().flat_map(|group| &group.words).filter(|_| count > 1) {
            let number = word.readings.first().and_then(|reading| reading.terms.first());
            let info = number.map_or(Ok(None), |&number| terms.info(number, place))?;
            let list = info.map(|info| {
                index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
            });
            words.push(list.transpose()?);
        }
        Ok(Self { words, before: Vec::new(), here: Vec::new() })
    }

    /// The share of neighbouring words of the query that are neighbours in this posting's title, from 0 to 1.
    pub(crate) fn share(&mut self, doc: DocId) -> f32 {
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
        if pairs == 0 { 0.0 } else { together as f32 / pairs as f32 }
    }
}
