//! What is looked up of postings one by one, beside their text.

use crate::score::Text;
use crate::segments::Segment;
use crate::stands::Stands;
use crate::terms::Terms;
use crate::title::TitleOrder;
use jobsearch_engine::{PostingFacts, SearchPlan, Wanted};

/// Which facts a plan asks for, of those that are kept apart.
#[derive(Clone, Copy)]
pub(crate) struct Asks {
    pub(crate) places: bool,
    pub(crate) amounts: bool,
    pub(crate) skills: bool,
}

impl Asks {
    pub(crate) fn of(plan: &SearchPlan) -> Self {
        let any = |is: fn(&Wanted) -> bool| {
            plan.wanted.iter().chain(&plan.filters).any(|condition| is(&condition.wanted))
        };
        Self {
            places: any(|wanted| matches!(wanted, Wanted::Place(_))),
            amounts: any(|wanted| matches!(wanted, Wanted::Amount(..))),
            skills: plan.skills.is_some(),
        }
    }
}

/// What is looked up of the postings of a segment.
pub(crate) struct Reading<'a> {
    pub(crate) ord: u32,
    pub(crate) segment: &'a Segment,
    pub(crate) terms: &'a Terms<'a>,
    pub(crate) stands: Stands<'a>,
    asks: Asks,
    /// Those of the posting that was read last.
    pub(crate) facts: PostingFacts,
    pub(crate) order: TitleOrder<'a>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(
        plan: &'a SearchPlan,
        text: &'a Text<'a>,
        (ord, terms): (u32, &'a Terms<'a>),
    ) -> tantivy::Result<Self> {
        let (segment, order) = (terms.segment(ord as usize), TitleOrder::of(text, terms, ord as usize));
        let stands = Stands::open(plan, &segment.columns)?;
        let (asks, facts) = (Asks::of(plan), PostingFacts::default());
        Ok(Self { ord, segment, terms, stands, asks, facts, order })
    }

    /// Looks up the facts of a posting.
    pub(crate) fn read(&mut self, doc: u32) -> tantivy::Result<()> {
        self.segment.columns.read(doc, self.asks, &mut self.facts)
    }
}
