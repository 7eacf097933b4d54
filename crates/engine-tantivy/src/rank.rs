//! Ranking alone: which postings answer a plan best, before anything is read of them.

use crate::collect::Candidate;
use crate::open::IndexSearcher;
use crate::run::{Run, Tally};
use crate::score::Text;
use crate::terms::Terms;
use crate::window::Window;
use jobsearch_engine::{EngineError, SearchPlan, Tier};
use std::sync::{MutexGuard, PoisonError};

/// How the postings of an index answer a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// How many postings each tier holds, the best tier first; copies count one by one.
    pub by_tier: [u64; Tier::COUNT],
    /// How many the filters left out.
    pub filtered_out: u64,
    /// The tier and the score of each posting of the page, best first.
    pub page: Vec<(Tier, f32)>,
}

impl IndexSearcher {
    /// Ranks the postings of the index, and reads none of them: what [`Searcher::search`](jobsearch_engine::Searcher::search)
    /// does before it looks up what to say of a hit.
    ///
    /// # Errors
    /// Fails when the index cannot be read.
    pub fn rank(&self, plan: &SearchPlan) -> Result<Ranking, EngineError> {
        let rank = || {
            let mut terms = self.terms()?;
            let text = Text::new(plan, &mut terms, self.searcher.num_docs().max(1))?;
            self.page(plan, &text, &terms)
        };
        let (page, tally) = rank().map_err(|cause| EngineError::failed("rank the postings", cause))?;
        Ok(Ranking {
            by_tier: tally.by_tier,
            filtered_out: tally.filtered_out,
            page: page.iter().map(|Candidate { rank, .. }| (rank.tier(), rank.score())).collect(),
        })
    }

    /// The terms of a plan, none of them yet.
    pub(crate) fn terms(&self) -> tantivy::Result<Terms<'_>> {
        Ok(Terms::new(self.segments.all(&self.searcher, &self.fields)?, &self.names))
    }

    /// The page asked for, best first, and how many postings there are.
    pub(crate) fn page(
        &self,
        plan: &SearchPlan,
        text: &Text<'_>,
        terms: &Terms<'_>,
    ) -> tantivy::Result<(Vec<Candidate>, Tally)> {
        let wanted = plan.offset + plan.limit;
        // A search that fails leaves none behind: its window may not be empty.
        let mut window = self.spare().take().unwrap_or_else(Window::new);
        let mut run = Run::new(plan, text, terms, wanted);
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            run.segment(ord as u32, segment, &mut window)?;
        }
        self.spare().replace(window);
        let Run { top, tally, .. } = run;
        let mut best = top.into_sorted();
        if !plan.fold_copies {
            best = self.open_copies(plan, best, wanted)?;
        }
        Ok((best.into_iter().skip(plan.offset).take(plan.limit).collect(), tally))
    }

    fn spare(&self) -> MutexGuard<'_, Option<Window>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
