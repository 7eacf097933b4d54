//! What is looked up of postings one by one, beside their text.

use crate::run::Asks;
use crate::score::Text;
use crate::segments::Segment;
use crate::terms::Terms;
use crate::title::TitleOrder;
use jobsearch_engine::PostingFacts;

/// What is looked up of the postings of a segment.
pub(crate) struct Reading<'a> {
    pub(crate) ord: u32,
    pub(crate) segment: &'a Segment,
    pub(crate) terms: &'a Terms<'a>,
    asks: Asks,
    /// Those of the posting that was read last.
    pub(crate) facts: PostingFacts,
    pub(crate) order: TitleOrder<'a>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(text: &'a Text<'a>, terms: &'a Terms<'a>, (ord, asks): (u32, Asks)) -> Self {
        let (segment, order) = (terms.segment(ord as usize), TitleOrder::of(text, terms, ord as usize));
        Self { ord, segment, terms, asks, facts: PostingFacts::default(), order }
    }

    /// Looks up the facts of a posting.
    pub(crate) fn read(&mut self, doc: u32) {
        self.read_all_but_places(doc);
        if self.asks.places {
            self.segment.columns.read_places(doc, &mut self.facts);
        }
    }

    pub(crate) fn read_all_but_places(&mut self, doc: u32) {
        let columns = &self.segment.columns;
        columns.read_facts(doc, &mut self.facts);
        if self.asks.amounts {
            columns.read_amounts(doc, &mut self.facts);
        }
        if self.asks.skills {
            columns.read_skills(doc, &mut self.facts);
        }
    }
}
