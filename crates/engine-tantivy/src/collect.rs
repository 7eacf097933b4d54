//! The best postings so far.

use jobsearch_engine::Tier;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
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

/// So many more than there is room for are taken in before the best are told, or a share of the room where it is large:
/// the sooner the best are told, the fewer others are taken in.
const WAITING: usize = 4;
const SHARE_OF_ROOM: usize = 4;

/// Keeps the best; of copies of one posting only the best where they are folded.
pub(crate) struct Top {
    kept: Vec<Candidate>,
    /// The clusters of those that are kept, while the best are told.
    seen: FxHashSet<u64>,
    fold_copies: bool,
    room: usize,
    /// What has to be outdone once there is no more room.
    worst: Option<(Tier, f32)>,
}

impl Top {
    pub(crate) fn new(room: usize, fold_copies: bool) -> Self {
        // Nothing outdoes the best tier with an endless score.
        let worst = (room == 0).then_some((Tier::Full, f32::INFINITY));
        Self { kept: Vec::new(), seen: FxHashSet::default(), fold_copies, room, worst }
    }

    /// Tells whether a posting of this tier and at most this score may still get in.
    #[inline]
    pub(crate) fn may_enter(&self, tier: Tier, score: f32) -> bool {
        self.worst.is_none_or(|(worst, least)| tier < worst || (tier == worst && score >= least))
    }

    pub(crate) fn push(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= self.room + WAITING.max(self.room / SHARE_OF_ROOM) {
            self.tell_the_best();
        }
    }

    /// The best first.
    pub(crate) fn into_sorted(mut self) -> Vec<Candidate> {
        self.tell_the_best();
        self.kept
    }

    fn tell_the_best(&mut self) {
        self.kept.sort_unstable();
        if self.fold_copies {
            self.seen.clear();
            self.kept.retain(|candidate| candidate.cluster == 0 || self.seen.insert(candidate.cluster));
        }
        self.kept.truncate(self.room);
        if self.kept.len() == self.room {
            self.worst = self.kept.last().map(|worst| (worst.tier, worst.score)).or(self.worst);
        }
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
