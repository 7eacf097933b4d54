//! What postings hold of what was asked: each set of parts is made once, judged once, and known by its number.
//!
//! Thousands of postings hold the same few sets. A posting that is found in a list goes from the set it holds so far to the
//! one that has the list's part as well: a step in a table, whatever the part is worth.

use std::ops::Range;

/// The set without any part.
pub(crate) const NOTHING: u32 = 0;

/// A step that was not made yet.
const UNKNOWN: u32 = u32::MAX;

/// Sets of parts, by their numbers.
pub(crate) struct Holdings {
    /// Where the parts of each set end; they begin where those of the one before end.
    ends: Vec<usize>,
    /// The parts of all sets, those of each in order.
    held: Vec<usize>,
    /// By part and set, the set that has the part as well.
    steps: Vec<Vec<u32>>,
}

impl Holdings {
    pub(crate) fn new() -> Self {
        Self { ends: vec![0], held: Vec::new(), steps: Vec::new() }
    }

    /// Forgets all sets but the one without any part, and takes parts up to a number.
    pub(crate) fn begin(&mut self, parts: usize) {
        self.ends.truncate(1);
        self.held.clear();
        self.steps.iter_mut().for_each(Vec::clear);
        self.steps.resize_with(parts.max(self.steps.len()), Vec::new);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The parts of a set, in order.
    pub(crate) fn parts(&self, set: u32) -> &[usize] {
        &self.held[range(&self.ends, set)]
    }

    /// Adds a part to sets; parts are added in order.
    pub(crate) fn add(&mut self, part: usize) -> Addition<'_> {
        let Self { ends, held, steps } = self;
        let steps = &mut steps[part];
        steps.resize(ends.len(), UNKNOWN);
        Addition { part, ends, held, steps }
    }
}

/// A part that is added to sets.
pub(crate) struct Addition<'h> {
    part: usize,
    ends: &'h mut Vec<usize>,
    held: &'h mut Vec<usize>,
    steps: &'h mut Vec<u32>,
}

impl Addition<'_> {
    /// The set that has the part as well.
    #[inline]
    pub(crate) fn to(&mut self, set: u32) -> u32 {
        match self.steps[set as usize] {
            UNKNOWN => self.make(set),
            known => known,
        }
    }

    #[cold]
    fn make(&mut self, set: u32) -> u32 {
        let made = self.ends.len() as u32;
        self.held.extend_from_within(range(self.ends, set));
        self.held.push(self.part);
        self.ends.push(self.held.len());
        self.steps[set as usize] = made;
        // It has the part.
        self.steps.push(made);
        made
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
        let mut check = |parts: &[usize], expected: &[usize]| {
            let set = parts.iter().fold(NOTHING, |set, &part| holdings.add(part).to(set));
            assert_eq!(holdings.parts(set), expected, "{parts:?}");
            set
        };
        let both = check(&[0, 2], &[0, 2]);
        assert_ne!(check(&[0], &[0]), check(&[2], &[2]));
        assert_eq!(check(&[], &[]), NOTHING);
        assert_eq!(check(&[0, 2], &[0, 2]), both);
        // Two names of one part.
        assert_eq!(check(&[0, 2, 2], &[0, 2]), both);
        assert_eq!(holdings.len(), 4);
        holdings.begin(2);
        assert_eq!(holdings.len(), 1);
    }
}
