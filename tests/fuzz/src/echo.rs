//! An engine that finds what it is asked for.

use jobsearch_engine::{EngineError, Field, Hit, Hits, Listed, Match, Met, SearchPlan, Searcher, Spot, Tier};
use jobsearch_indexer::{RawPosting, prepare};
use jobsearch_posting::{Language, Posting};

/// Answers every plan with one posting, whose title and body are the query.
pub(crate) struct Echo {
    posting: Posting,
}

impl Echo {
    /// The engine for a query.
    pub(crate) fn of(typed: &str) -> Self {
        let text = Some(typed.to_owned());
        let raw = RawPosting { title: text.clone(), description: text, ..RawPosting::default() };
        Self { posting: prepare(&raw, &super::OPTIONS) }
    }
}

impl Searcher for Echo {
    /// Every word of the plan is said to be in the body, and every other name as well.
    fn search(&self, plan: &SearchPlan) -> Result<Hits, EngineError> {
        let mut matches = Vec::new();
        for (group, asked) in plan.groups.iter().enumerate() {
            let found = |word, reading| Match { group, word, reading, field: Field::Body };
            matches.extend((0..asked.words.len()).map(|word| found(Some(word), 0)));
            matches.extend((0..asked.others.len()).map(|other| found(None, other)));
        }
        let hit = Hit {
            posting: self.posting.clone(),
            score: 1.0,
            tier: Tier::Full,
            met: plan.wanted.iter().map(|_| Met::Unknown).collect(),
            matches,
            copies: 0,
        };
        Ok(Hits { by_tier: [1, 0, 0, 0, 0], filtered_out: 0, hits: vec![hit] })
    }

    fn frequency(&self, term: &str) -> u64 {
        u64::from(term.len() % 2 == 0)
    }

    fn count_at(&self, _: &Spot) -> u64 {
        0
    }

    fn count_in(&self, _: Language) -> u64 {
        0
    }

    fn len(&self) -> u64 {
        1
    }

    fn posting(&self, id: &str) -> Result<Option<Posting>, EngineError> {
        Ok((id == self.posting.id).then(|| self.posting.clone()))
    }

    fn list(&self, _: &mut dyn FnMut(Listed)) -> Result<(), EngineError> {
        Ok(())
    }

    fn terms(&self, _: &str, _: usize) -> Vec<(String, u64)> {
        Vec::new()
    }

    fn vocabulary(&self) -> &str {
        ""
    }
}
