//! Which postings are copies of one another. The first of them leads its cluster; those that come later are compared
//! with the leaders they share a key with, so that the cost stays in step with the number of postings.

use super::sketch::{Bins, Likeness, Signature};

/// The most leaders of a generation. The last two are remembered: what a run holds in memory has a bound, and copies
/// are looked for among half a million postings at least. Copies that are alike to the letter share their cluster at any distance.
const GENERATION: usize = 1 << 19;
/// The most leaders under one key; postings that share so little with so many are told apart by their other keys.
const CROWD: usize = 48;

/// The clusters known so far.
#[derive(Default)]
pub(crate) struct Copies {
    young: Leaders,
    old: Leaders,
}

impl Copies {
    /// The cluster of a posting: that of the leader it is a copy of, or one of its own that it leads from now on.
    pub(crate) fn cluster(&mut self, likeness: &Likeness) -> u64 {
        match likeness {
            Likeness::Heading(key) => *key,
            Likeness::Body(signature) => {
                self.find(signature).unwrap_or_else(|| self.lead(signature, signature.hash()))
            }
        }
    }

    /// Notes the cluster a posting was given in an earlier run.
    pub(crate) fn note(&mut self, likeness: &Likeness, cluster: u64) {
        if let Likeness::Body(signature) = likeness
            && self.find(signature) != Some(cluster)
        {
            self.lead(signature, cluster);
        }
    }

    fn find(&self, signature: &Signature) -> Option<u64> {
        self.young.find(signature).or_else(|| self.old.find(signature))
    }

    fn lead(&mut self, signature: &Signature, cluster: u64) -> u64 {
        if self.young.clusters.len() == GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.add(signature, cluster);
        cluster
    }
}

/// The leaders of a generation.
#[derive(Default)]
struct Leaders {
    signatures: Vec<(Bins, u32)>,
    clusters: Vec<u64>,
    /// Keys and leaders, the leaders counted from 1; each stands at its key's place or behind it.
    slots: Vec<(u32, u32)>,
    filled: usize,
}

impl Leaders {
    fn find(&self, signature: &Signature) -> Option<u64> {
        let like = |leader: u32| {
            let at = leader as usize - 1;
            let (bins, name) = &self.signatures[at];
            signature.is_like(bins, *name).then(|| self.clusters[at])
        };
        signature.keys.iter().find_map(|&key| self.under(key).find_map(like))
    }

    fn add(&mut self, signature: &Signature, cluster: u64) {
        self.signatures.push((signature.bins, signature.name()));
        self.clusters.push(cluster);
        let leader = self.clusters.len() as u32;
        for key in signature.keys {
            if self.under(key).count() < CROWD {
                self.grow();
                self.put((key, leader));
            }
        }
    }

    /// The leaders under a key, the earliest first.
    fn under(&self, key: u32) -> impl Iterator<Item = u32> {
        let last = self.slots.len().wrapping_sub(1);
        let behind = (0..self.slots.len()).map(move |far| self.slots[(key as usize + far) & last]);
        behind.take_while(|slot| slot.1 != 0).filter(move |slot| slot.0 == key).map(|slot| slot.1)
    }

    fn put(&mut self, slot: (u32, u32)) {
        let last = self.slots.len() - 1;
        let mut at = slot.0 as usize & last;
        while self.slots[at].1 != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = slot;
        self.filled += 1;
    }

    /// Keeps a quarter of the slots free.
    fn grow(&mut self) {
        if self.filled * 4 < self.slots.len() * 3 {
            return;
        }
        let doubled = vec![(0, 0); (self.slots.len() * 2).max(64)];
        self.filled = 0;
        let slots = std::mem::replace(&mut self.slots, doubled);
        slots.into_iter().filter(|slot| slot.1 != 0).for_each(|slot| self.put(slot));
    }
}
