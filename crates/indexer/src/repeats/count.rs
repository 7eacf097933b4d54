//! Counting the texts of all postings, in parts so that the memory it takes has a bound.

use super::notes::{Note, Notes};
use super::texts;
use crate::fingerprint::{FingerprintMap, FingerprintSet};
use std::collections::hash_map::Entry;
use std::io;

/// The most texts that are counted at a time.
const PART: u64 = 1_700_000;

/// The fingerprints of all standing texts: those of three clusters, of two of one company, or long ones of two.
pub(crate) fn standing(notes: &mut Notes) -> io::Result<FingerprintSet> {
    let parts = notes.texts / PART + 1;
    standing_in(parts, notes)
}

/// Reads the notes once for each part.
fn standing_in(parts: u64, notes: &mut Notes) -> io::Result<FingerprintSet> {
    let mut standing = FingerprintSet::default();
    // Made once for all parts: one that grows is held twice for a while.
    let room = (notes.texts / parts) as usize;
    let mut seen: FingerprintMap<Seen> = FingerprintMap::with_capacity_and_hasher(room, Default::default());
    for part in 0..parts {
        seen.clear();
        notes.each(&mut |note| {
            let Note { cluster, sketch, .. } = note;
            // The last bit of a fingerprint tells its kind, and the lowest choose a map's place.
            for text in sketch.texts.iter().filter(|text| (*text >> 32) % parts == part) {
                let now = Seen::by(*cluster, sketch.company);
                match seen.entry(*text) {
                    Entry::Vacant(free) => drop(free.insert(now)),
                    Entry::Occupied(known) => known.into_mut().and(now, texts::is_long(*text)),
                }
            }
            Ok(())
        })?;
        standing.extend(seen.iter().filter(|(_, seen)| seen.standing).map(|(text, _)| *text));
    }
    Ok(standing)
}

/// Who has a text.
#[derive(Clone, Copy)]
struct Seen {
    /// The first clusters; twice the same as long as there is one.
    clusters: [u32; 2],
    /// The company of the first; 0 where it is unknown.
    company: u32,
    standing: bool,
}

impl Seen {
    fn by(cluster: u64, company: u32) -> Self {
        Self { clusters: [cluster as u32; 2], company, standing: false }
    }

    /// Adds a posting that has the text.
    fn and(&mut self, other: Self, long: bool) {
        let [first, second] = self.clusters;
        let [cluster, _] = other.clusters;
        if cluster == first && self.company == 0 {
            self.company = other.company;
        }
        if self.standing || cluster == first || cluster == second {
            return;
        }
        let one_company = self.company != 0 && self.company == other.company;
        self.standing = first != second || long || one_company;
        self.clusters[1] = cluster;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repeats::{Sketch, scratch};

    /// A short text, and a long one.
    const SHORT: u64 = 0x1234_5678_9abc_def0;
    const LONG: u64 = SHORT | 1;

    #[test]
    fn a_text_stands_when_enough_share_it() {
        let check = |text: u64, sharing: &[(u64, u32)], wanted: bool| {
            for parts in [1, 2, 7] {
                let mut notes = scratch(None).unwrap();
                for (cluster, company) in sharing {
                    let sketch = Sketch { texts: vec![text], company: *company, ..Sketch::default() };
                    notes.push(&Note { cluster: *cluster, sketch, ..Note::default() }).unwrap();
                }
                let standing = standing_in(parts, &mut notes).unwrap();
                assert_eq!(
                    standing.contains(&text),
                    wanted,
                    "{text:x} shared by {sharing:?} in {parts} parts"
                );
            }
        };
        check(SHORT, &[(1, 5)], false);
        check(SHORT, &[(1, 5), (1, 5), (1, 5)], false);
        check(SHORT, &[(1, 5), (2, 6)], false);
        check(SHORT, &[(1, 0), (2, 0)], false);
        check(SHORT, &[(1, 5), (2, 5)], true);
        check(SHORT, &[(1, 0), (1, 5), (2, 5)], true);
        check(SHORT, &[(1, 5), (2, 6), (2, 6)], false);
        check(SHORT, &[(1, 5), (2, 6), (3, 0)], true);
        check(LONG, &[(1, 5), (1, 6)], false);
        check(LONG, &[(1, 5), (2, 6)], true);
    }
}
