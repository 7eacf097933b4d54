//! What a stretch of postings holds, list by list.
//!
//! Walking each posting list through a window of some thousand postings, instead of all lists posting by posting, keeps
//! what is noted in a near cache; then those that hold the same stand together.

use crate::holdings::{Addition, Holdings, NOTHING};
use crate::lists::{List, Lists, Part};
use crate::stretch::{Places, WINDOW};
use std::ops::Range;
use tantivy::DocId;

/// Which parts the postings of a window hold.
pub(crate) struct Window {
    start: DocId,
    /// By place, the number of the set that is held; nothing once they are grouped.
    sets: Vec<u32>,
    /// The sets that were met.
    pub(crate) holdings: Holdings,
    /// By counted part and place, how often it is held; where it is not, what is left from earlier.
    often: Vec<Vec<u32>>,
    /// The places of the postings that are found, those that hold the same together.
    grouped: Vec<u32>,
    /// By the number of a set, where the places end at which it is held.
    ends: Vec<u32>,
}

impl Window {
    pub(crate) fn new() -> Self {
        Self {
            start: 0,
            sets: vec![NOTHING; WINDOW as usize],
            holdings: Holdings::new(),
            often: Vec::new(),
            grouped: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Notes what so many postings from `start` on hold, where a window begins, and tells which ones are found; no list that
    /// makes a posting a hit may be beyond it.
    pub(crate) fn fill(&mut self, start: DocId, count: usize, lists: &mut Lists) -> Places {
        let mut hits = Places::none(count);
        self.start = start;
        let missing = lists.counted.saturating_sub(self.often.len());
        self.often.extend((0..missing).map(|_| vec![0; WINDOW as usize]));
        for list in &mut lists.lists {
            if list.cursor.doc() < start {
                list.cursor.each_before(start, |_, _| ());
            }
            if list.cursor.doc() < start + WINDOW {
                let often = lists.parts[list.part].counted.map(|number| &mut self.often[number][..]);
                note(list, &mut hits, (&mut self.sets, often), self.holdings.add(list.part));
            }
        }
        hits
    }

    /// Puts the postings together that hold the same, of those that are found but for some.
    pub(crate) fn group(&mut self, mut hits: Places, banned: &Places) {
        banned.each(|at| self.sets[at] = NOTHING);
        hits.remove(banned);
        self.ends.clear();
        self.ends.resize(self.holdings.len() + 1, 0);
        // First each place counts for the set after its own, so that the sums tell where each set begins.
        hits.each(|at| self.ends[self.sets[at] as usize + 1] += 1);
        let mut sum = 0;
        for end in &mut self.ends {
            sum += *end;
            *end = sum;
        }
        self.grouped.resize(sum as usize, 0);
        hits.each(|at| {
            let end = &mut self.ends[std::mem::take(&mut self.sets[at]) as usize];
            self.grouped[*end as usize] = at as u32;
            *end += 1;
        });
    }

    /// Where the postings stand that hold a set.
    pub(crate) fn range(&self, set: u32) -> Range<usize> {
        let set = set as usize;
        set.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[set] as usize
    }

    /// The place of the posting that stands there.
    #[inline]
    pub(crate) fn at(&self, number: usize) -> usize {
        self.grouped[number] as usize
    }

    /// The posting at a place.
    #[inline]
    pub(crate) fn doc(&self, at: usize) -> DocId {
        self.start + at as u32
    }

    /// How often the posting at a place holds a part that it holds.
    #[inline]
    pub(crate) fn often(&self, at: usize, part: &Part) -> u32 {
        part.counted.map_or(1, |number| self.often[number][at])
    }
}

/// Notes which postings of a window hold a list's part, and how often.
fn note(
    list: &mut List,
    hits: &mut Places,
    (sets, often): (&mut [u32], Option<&mut [u32]>),
    mut part: Addition<'_>,
) {
    let finds = list.finds;
    let end = list.cursor.doc() / WINDOW * WINDOW + WINDOW;
    let mut step = |at: usize| {
        if finds || hits.contains(at) {
            hits.insert(at);
            sets[at] = part.to(sets[at]);
        }
    };
    match often {
        None => list.cursor.each_before(end, |doc, _| step((doc % WINDOW) as usize)),
        Some(often) => list.cursor.each_before(end, |doc, frequency| {
            let at = (doc % WINDOW) as usize;
            often[at] = frequency;
            step(at);
        }),
    }
}
