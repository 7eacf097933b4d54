//! What postings hold of what was asked: each set of parts is made once, judged once, and known by its number.
//!
//! Thousands of postings hold the same few sets. A posting that is found in a list goes from the set it holds so far to the
//! one that has the list's part as well: a step in a table, whatever the part is worth.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// The set without any part.
pub(crate) const NOTHING: u32 = 0;

/// A step that was not made yet.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// Steps from so many sets are in tables; where there are more, hardly two postings hold the same.
const MANY: usize = 4096;

/// Sets of parts, by their numbers.
pub(crate) struct Holdings {
    /// Where the parts of each set end; they begin where those of the one before end.
    ends: Vec<usize>,
    /// The parts of all sets, those of each in order.
    held: Vec<u16>,
    /// By part and set, the set that has the part as well.
    steps: Vec<Vec<u32>>,
    /// The same for further sets.
    further: FxHashMap<(usize, u32), u32>,
}

impl Holdings {
    pub(crate) fn new() -> Self {
        Self { ends: vec![0], held: Vec::new(), steps: Vec::new(), further: FxHashMap::default() }
    }

    /// Forgets all sets but the one without any part, and takes parts up to a number.
    pub(crate) fn begin(&mut self, parts: usize) {
        self.ends.truncate(1);
        self.held.clear();
        self.further.clear();
        self.steps.iter_mut().for_each(Vec::clear);
        self.steps.resize_with(parts.max(self.steps.len()), Vec::new);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The parts of a set, in order.
    pub(crate) fn parts(&self, set: u32) -> &[u16] {
        &self.held[range(&self.ends, set)]
    }

    /// Adds a part to sets, or only to those that have one where it finds nothing by itself; parts are added in order.
    pub(crate) fn add(&mut self, part: usize, finds: bool) -> Addition<'_> {
        let Self { ends, held, steps, further } = self;
        let steps = &mut steps[part];
        steps.resize(ends.len().min(MANY), UNKNOWN);
        if !finds {
            steps[NOTHING as usize] = NOTHING;
        }
        Addition { part, ends, held, steps, further }
    }
}

/// A part that is added to sets.
pub(crate) struct Addition<'h> {
    part: usize,
    ends: &'h mut Vec<usize>,
    held: &'h mut Vec<u16>,
    steps: &'h mut Vec<u32>,
    further: &'h mut FxHashMap<(usize, u32), u32>,
}

impl Addition<'_> {
    /// By set, the set that has the part as well, where the step is in the table.
    #[inline]
    pub(crate) fn steps(&self) -> &[u32] {
        self.steps
    }

    /// The set that has the part as well.
    #[cold]
    pub(crate) fn to(&mut self, set: u32) -> u32 {
        let known = self.steps.get(set as usize).filter(|&&known| known != UNKNOWN);
        if let Some(&known) = known.or_else(|| self.further.get(&(self.part, set))) {
            return known;
        }
        let made = self.ends.len() as u32;
        self.held.extend_from_within(range(self.ends, set));
        self.held.push(self.part as u16);
        self.ends.push(self.held.len());
        self.know(set, made);
        // It has the part.
        self.know(made, made);
        made
    }

    fn know(&mut self, set: u32, made: u32) {
        match set as usize {
            known if known < self.steps.len() => self.steps[known] = made,
            next if next < MANY => self.steps.push(made),
            _ => _ = self.further.insert((self.part, set), made),
        }
    }
}

/// Where the parts of a set are.
fn range(ends: &[usize], set: u32) -> Range<usize> {
    let set = set as usize;
    set.checked_sub(1).map_or(0, |before| ends[before])..ends[set]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_that_hold_the_same_parts_hold_one_set() {
        let mut holdings = Holdings::new();
        holdings.begin(3);
        let mut check = |parts: &[usize], expected: &[u16]| {
            let set = parts.iter().fold(NOTHING, |set, &part| holdings.add(part, part != 1).to(set));
            assert_eq!(holdings.parts(set), expected, "{parts:?}");
            set
        };
        let both = check(&[0, 2], &[0, 2]);
        assert_ne!(check(&[0], &[0]), check(&[2], &[2]));
        assert_eq!(check(&[], &[]), NOTHING);
        // What only adds to a hit is held by none by itself.
        assert_eq!(check(&[1], &[]), NOTHING);
        assert_eq!(check(&[0, 2], &[0, 2]), both);
        // Two names of one part.
        assert_eq!(check(&[0, 2, 2], &[0, 2]), both);
        check(&[0, 1], &[0, 1]);
        assert_eq!(holdings.len(), 5);
        holdings.begin(2);
        assert_eq!(holdings.len(), 1);
    }
}
