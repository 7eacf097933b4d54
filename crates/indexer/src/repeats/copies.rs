//! Which postings are copies of one another. The first of them leads its cluster; those that come later are compared
//! with the leaders they share a key with, so that the cost stays in step with the number of postings.

use super::sketch::{BANDS, Bins, Likeness, Signature};

/// The most leaders of a generation. The last two are remembered: what a run holds in memory has a bound, and copies
/// are looked for among half a million postings at least. Copies that are alike to the letter share their cluster at any distance.
const GENERATION: usize = 1 << 19;
/// The most leaders under one key; postings that share so little with so many are told apart by their other keys.
const CROWD: usize = 48;
/// The bits of a slot that number a leader; the others are the highest of its key.
const LEADER_BITS: u32 = GENERATION.trailing_zeros() + 1;

/// The clusters known so far.
pub(crate) struct Copies {
    young: Leaders,
    old: Leaders,
}

impl Copies {
    /// Knows none yet, and has room for those of so many postings.
    pub(crate) fn among(postings: usize) -> Self {
        Self { young: Leaders::among(postings), old: Leaders::among(0) }
    }

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
            self.old = std::mem::replace(&mut self.young, Leaders::among(GENERATION));
        }
        self.young.add(signature, cluster);
        cluster
    }
}

/// The leaders of a generation.
struct Leaders {
    bins: Vec<Bins>,
    names: Vec<u32>,
    clusters: Vec<u64>,
    /// Leaders, counted from 1, each with the highest bits of a key; each stands at its key's place or behind it. Now and
    /// then a leader is found under a key that is not its own: whether it is alike is looked at anyway.
    slots: Vec<u32>,
}

impl Leaders {
    /// Has none yet, and slots for those of so many postings, a quarter of which stay free.
    fn among(postings: usize) -> Self {
        let keys = postings.min(GENERATION) * (BANDS + 1);
        let slots = vec![0; (keys * 4 / 3 + 1).next_power_of_two()];
        Self { bins: Vec::new(), names: Vec::new(), clusters: Vec::new(), slots }
    }

    fn find(&self, signature: &Signature) -> Option<u64> {
        let like = |leader: usize| {
            signature.is_like(&self.bins[leader], self.names[leader]).then(|| self.clusters[leader])
        };
        signature.keys.iter().find_map(|&key| self.under(key).find_map(like))
    }

    fn add(&mut self, signature: &Signature, cluster: u64) {
        self.bins.push(signature.bins);
        self.names.push(signature.name());
        self.clusters.push(cluster);
        let leader = self.clusters.len() as u32;
        for key in signature.keys {
            if self.under(key).count() < CROWD {
                self.put(key, leader);
            }
        }
    }

    /// The leaders under a key, the earliest first.
    fn under(&self, key: u32) -> impl Iterator<Item = usize> {
        let last = self.slots.len() - 1;
        let behind = (0..self.slots.len()).map(move |far| self.slots[(key as usize + far) & last]);
        let leaders = behind.take_while(|slot| *slot != 0);
        let of_key = leaders.filter(move |slot| slot >> LEADER_BITS == key >> LEADER_BITS);
        of_key.map(|slot| (slot & ((1 << LEADER_BITS) - 1)) as usize - 1)
    }

    fn put(&mut self, key: u32, leader: u32) {
        let last = self.slots.len() - 1;
        let mut at = key as usize & last;
        while self.slots[at] != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = key >> LEADER_BITS << LEADER_BITS | leader;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repeats::Sketch;
    use crate::{Options, RawLocation, RawPosting, prepare::cleaned};

    fn likeness(title: &str, (company, town): (&str, &str), body: &str) -> Likeness {
        let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        let raw = RawPosting {
            title: named(title),
            company: named(company),
            description: named(body),
            locations: vec![RawLocation { text: named(town), ..RawLocation::default() }],
            ..RawPosting::default()
        };
        Sketch::of(&cleaned(&raw, &Options::default()), &raw, raw.hash()).0.likeness
    }

    /// A body of so many sentences, from one on.
    fn body(from: usize, count: usize) -> String {
        let sentence = |n: usize| {
            format!("Vous tenez le rayon {} avec soin, et {} avec entrain.", "a".repeat(n), "b".repeat(n))
        };
        (from..from + count).map(sentence).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn copies_are_told_by_their_words() {
        let (acme, botte) = (("Acme", "Tours"), ("Botte", "Blois"));
        let first = ("Cariste", acme, body(1, 20));
        let check = |(title, place, body): (&str, (&str, &str), String), wanted: bool| {
            let mut copies = Copies::among(10);
            let cluster = copies.cluster(&likeness(first.0, first.1, &first.2));
            let other = copies.cluster(&likeness(title, place, &body));
            assert_eq!(cluster == other, wanted, "{title}, {place:?}: {body}");
        };
        check(("Cariste", acme, body(1, 20)), true);
        check(("Vendeur", botte, body(1, 20)), true);
        check(("Vendeur", botte, body(2, 20)), true);
        check(("Vendeur", botte, body(10, 20)), false);
        check(("Vendeur", botte, body(40, 20)), false);
        // More may differ when title and company agree.
        check(("Vendeur", botte, body(6, 20)), false);
        check(("Cariste", ("Acme", "Blois"), body(6, 20)), true);
        check(("Cariste", ("Acme", "Blois"), body(40, 20)), false);
    }

    #[test]
    fn what_names_no_company_shares_none() {
        // However much the keys agree that stand in its place.
        for from in 1..=20 {
            let mut copies = Copies::among(10);
            let mut cluster = |from| copies.cluster(&likeness("Cariste", ("", "Tours"), &body(from, 20)));
            assert_ne!(cluster(from), cluster(from + 5), "{from}");
        }
    }

    #[test]
    fn postings_without_a_body_are_copies_when_all_else_agrees() {
        let check = |(title, place): (&str, (&str, &str)), wanted: bool| {
            let mut copies = Copies::among(10);
            let mut cluster = |likeness| copies.cluster(&likeness);
            let first = cluster(likeness("Cariste", ("Acme", "Tours"), ""));
            assert_eq!(first == cluster(likeness(title, place, "")), wanted, "{title}, {place:?}");
        };
        check(("CARISTE (H/F)", ("Acme", "Tours")), true);
        check(("Cariste", ("Acme", "Blois")), false);
        check(("Cariste", ("Botte", "Tours")), false);
        check(("Vendeur", ("Acme", "Tours")), false);
        let alone = |place| likeness("Cariste", place, "");
        assert_ne!(
            alone(("", "Tours")),
            likeness("Cariste", ("", "Tours"), "Oui."),
            "nobody is the same company"
        );
    }

    #[test]
    fn later_copies_find_a_leader_of_an_earlier_run() {
        let mut copies = Copies::among(10);
        copies.note(&likeness("Cariste", ("Acme", "Tours"), &body(1, 20)), 42);
        assert_eq!(copies.cluster(&likeness("Cariste", ("Acme", "Blois"), &body(1, 21))), 42);
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let mut copies = Copies::among(3 * GENERATION);
        let signature = |n: u64| Signature {
            bins: [n.wrapping_mul(0x9e37_79b9_7f4a_7c15); 4],
            keys: [(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32; 4],
        };
        for n in 1..=2 * GENERATION as u64 + 1 {
            copies.lead(&signature(n), n);
        }
        assert_eq!(copies.young.clusters.len() + copies.old.clusters.len(), GENERATION + 1);
        assert_eq!(copies.find(&signature(GENERATION as u64 + 7)), Some(GENERATION as u64 + 7));
    }
}
