//! The best postings so far.

use jobsearch_engine::Tier;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use tantivy::DocAddress;

/// A posting that may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) tier: Tier,
    pub(crate) score: f32,
    /// Breaks ties, so that an answer does not depend on the order of indexing.
    pub(crate) hash: u64,
    pub(crate) cluster: u64,
    /// Whether the title says what was asked and nothing else.
    pub(crate) named: bool,
    pub(crate) address: DocAddress,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    /// The better of two is the lesser.
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        (self.tier.cmp(&other.tier)).then(other.score.total_cmp(&self.score)).then(self.hash.cmp(&other.hash))
    }
}

impl PartialOrd for Candidate {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best.
pub(crate) struct Top {
    heap: BinaryHeap<Candidate>,
    room: usize,
}

impl Top {
    pub(crate) fn new(room: usize) -> Self {
        Self { heap: BinaryHeap::with_capacity(room.min(4096) + 1), room }
    }

    /// Tells whether a posting of this tier and at most this score may still get in.
    #[inline]
    pub(crate) fn may_enter(&self, tier: Tier, score: f32) -> bool {
        if self.heap.len() < self.room {
            return true;
        }
        match self.heap.peek() {
            Some(worst) => tier < worst.tier || (tier == worst.tier && score >= worst.score),
            None => false,
        }
    }

    pub(crate) fn push(&mut self, candidate: Candidate) {
        self.heap.push(candidate);
        if self.heap.len() > self.room {
            self.heap.pop();
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.heap.len() >= self.room
    }

    /// The best first.
    pub(crate) fn into_sorted(self) -> Vec<Candidate> {
        self.heap.into_sorted_vec()
    }
}
