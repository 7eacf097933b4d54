//! The best postings so far.

use jobsearch_engine::Tier;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use tantivy::DocAddress;

/// Room for so many clusters is made at once: a page has hardly more.
const ROOM: usize = 32;

/// Where a posting ranks by its tier, then its score: the better, the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(u64);

impl Rank {
    /// Above all postings.
    const ABOVE: Self = Self(0);
    /// Below all postings.
    const BELOW: Self = Self(u64::MAX);

    #[inline]
    pub(crate) fn of(tier: Tier, score: f32) -> Self {
        // No score is below zero, so that its bits are in order.
        Self(u64::from(tier as u8) << u32::BITS | u64::from(!score.to_bits()))
    }

    /// The rank that nothing exceeds whose score has this bound; sums of the same numbers differ in their last digit.
    #[inline]
    pub(crate) fn at_most(tier: Tier, bound: f32) -> Self {
        Self::of(tier, bound * 1.000_01)
    }

    pub(crate) fn tier(self) -> Tier {
        Tier::ALL[(self.0 >> u32::BITS) as usize]
    }

    pub(crate) fn score(self) -> f32 {
        f32::from_bits(!(self.0 as u32))
    }
}

/// A posting that may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) rank: Rank,
    /// Breaks ties, so that an answer does not depend on the order of indexing.
    pub(crate) hash: u64,
    /// What copies of one posting share; none has it where it is 0.
    pub(crate) cluster: u64,
    /// Whether the title says what was asked and nothing else.
    pub(crate) named: bool,
    pub(crate) address: DocAddress,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    /// The better of two is the lesser.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.rank.cmp(&other.rank))
            .then_with(|| self.hash.cmp(&other.hash))
            .then_with(|| self.address.cmp(&other.address))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best; of copies of one posting only the best where they are folded.
pub(crate) struct Top {
    kept: BTreeSet<Candidate>,
    /// The best of each cluster among them, where copies are folded.
    of_clusters: FxHashMap<u64, Candidate>,
    fold_copies: bool,
    room: usize,
    /// The rank of the worst one when there is no room left.
    worst: Rank,
}

impl Top {
    pub(crate) fn new(room: usize, fold_copies: bool) -> Self {
        let of_clusters = FxHashMap::with_capacity_and_hasher(room.min(ROOM), FxBuildHasher);
        let worst = if room == 0 { Rank::ABOVE } else { Rank::BELOW };
        Self { kept: BTreeSet::new(), of_clusters, fold_copies, room, worst }
    }

    /// Tells whether a posting that ranks so may still get in.
    #[inline]
    pub(crate) fn may_enter(&self, rank: Rank) -> bool {
        rank <= self.worst
    }

    pub(crate) fn push(&mut self, candidate: Candidate) {
        if self.fold_copies && candidate.cluster != 0 {
            match self.of_clusters.get(&candidate.cluster) {
                Some(copy) if *copy <= candidate => return,
                Some(copy) => _ = self.kept.remove(copy),
                None => (),
            }
            self.of_clusters.insert(candidate.cluster, candidate);
        }
        self.kept.insert(candidate);
        if self.kept.len() > self.room
            && let Some(gone) = self.kept.pop_last()
        {
            self.of_clusters.remove(&gone.cluster);
        }
        if self.kept.len() == self.room {
            self.worst = self.kept.last().map_or(self.worst, |worst| worst.rank);
        }
    }

    /// The best first.
    pub(crate) fn into_sorted(self) -> Vec<Candidate> {
        self.kept.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fold_copies: bool, room: usize, pushed: &[(f32, u64)], expected: &[(f32, u64)]) {
        let mut top = Top::new(room, fold_copies);
        for (number, &(score, cluster)) in (0..).zip(pushed) {
            let address = DocAddress::new(0, number);
            let rank = Rank::of(Tier::Full, score);
            let candidate = Candidate { rank, hash: 7, cluster, named: false, address };
            if top.may_enter(rank) {
                top.push(candidate);
            }
        }
        let best = top.into_sorted().into_iter().map(|best| (best.rank.score(), best.cluster));
        assert_eq!(best.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_rank_is_lower_the_better_the_tier_and_the_score() {
        let ranked = [(Tier::Full, 2.5), (Tier::Full, 0.0), (Tier::Missed, 9.0), (Tier::Missed, 1e-9)];
        let ranks = ranked.map(|(tier, score)| Rank::of(tier, score));
        assert!(ranks.is_sorted());
        assert_eq!(ranks.map(|rank| (rank.tier(), rank.score())), ranked);
    }

    #[test]
    fn the_best_are_kept() {
        check(false, 2, &[(1.0, 0), (3.0, 0), (2.0, 0), (0.5, 0)], &[(3.0, 0), (2.0, 0)]);
        check(false, 3, &[(1.0, 0), (1.0, 0)], &[(1.0, 0), (1.0, 0)]);
        check(true, 0, &[(1.0, 0)], &[]);
    }

    #[test]
    fn of_copies_the_best_is_kept_wherever_it_comes() {
        let pushed = [(1.0, 5), (3.0, 5), (2.0, 5), (2.5, 0), (2.0, 0)];
        check(true, 2, &pushed, &[(3.0, 5), (2.5, 0)]);
        check(false, 2, &pushed, &[(3.0, 5), (2.5, 0)]);
        check(false, 3, &pushed, &[(3.0, 5), (2.5, 0), (2.0, 5)]);
        // A copy that had to go makes no difference to a better one.
        check(true, 1, &[(1.0, 5), (2.0, 6), (3.0, 5)], &[(3.0, 5)]);
    }
}
