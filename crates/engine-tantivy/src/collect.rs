//! The best postings so far.

use jobsearch_engine::Tier;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use tantivy::DocAddress;

/// A posting that may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) tier: Tier,
    pub(crate) score: f32,
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
        (self.tier.cmp(&other.tier))
            .then(other.score.total_cmp(&self.score))
            .then(self.hash.cmp(&other.hash))
            .then(self.address.cmp(&other.address))
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
    /// The tier and the score of the worst one when there is no room left.
    worst: Option<(Tier, f32)>,
}

impl Top {
    pub(crate) fn new(room: usize, fold_copies: bool) -> Self {
        // Nothing outdoes the best tier with an endless score.
        let worst = (room == 0).then_some((Tier::Full, f32::INFINITY));
        Self { kept: BTreeSet::new(), of_clusters: FxHashMap::default(), fold_copies, room, worst }
    }

    /// Tells whether a posting of this tier and at most this score may still get in.
    #[inline]
    pub(crate) fn may_enter(&self, tier: Tier, score: f32) -> bool {
        self.worst.is_none_or(|(worst, least)| tier < worst || (tier == worst && score >= least))
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
            self.worst = self.kept.last().map(|worst| (worst.tier, worst.score)).or(self.worst);
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
            let candidate = Candidate { tier: Tier::Full, score, hash: 7, cluster, named: false, address };
            if top.may_enter(candidate.tier, score) {
                top.push(candidate);
            }
        }
        let best = top.into_sorted().into_iter().map(|best| (best.score, best.cluster));
        assert_eq!(best.collect::<Vec<_>>(), expected);
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
