//! What a stretch of postings holds, list by list.
//!
//! Walking each posting list through a window of some ten thousand postings, instead of all lists posting by posting, keeps
//! what is noted in a near cache; then those that hold the same stand together.

use crate::holdings::{Addition, Holdings, NOTHING};
use crate::lists::{List, Lists, Part};
use crate::stretch::{ByPlace, Touched, WINDOW, zeros};
use std::ops::Range;
use tantivy::DocId;

/// Which parts the postings of a window hold.
pub(crate) struct Window {
    start: DocId,
    /// By place, the number of the set that is held; nothing again once they are grouped.
    sets: ByPlace,
    /// The places of the postings that are found.
    found: Touched,
    /// The sets that were met.
    pub(crate) holdings: Holdings,
    /// By counted part and place, how often it is held; where it is not, what is left from earlier.
    often: Vec<ByPlace>,
    /// The places of the postings that are found, those that hold the same together.
    grouped: Vec<u16>,
    /// By the number of a set, where the places end at which it is held.
    ends: Vec<u32>,
}

impl Window {
    pub(crate) fn new() -> Self {
        Self {
            start: 0,
            sets: zeros(),
            found: Touched::new(),
            holdings: Holdings::new(),
            often: Vec::new(),
            grouped: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Notes what the postings from `start` on hold, where a window begins; no list that makes a posting a hit may be
    /// beyond it.
    pub(crate) fn fill(&mut self, start: DocId, lists: &mut Lists) {
        self.start = start;
        self.found.clear();
        self.holdings.begin(lists.parts.len());
        let missing = lists.counted.saturating_sub(self.often.len());
        self.often.extend((0..missing).map(|_| zeros()));
        for list in &mut lists.lists {
            if list.cursor.doc() < start {
                list.cursor.each_before(start, |_, _| ());
            }
            if list.cursor.doc() < start + WINDOW {
                let often = lists.parts[list.part].counted.map(|number| &mut self.often[number]);
                let part = self.holdings.add(list.part, list.finds);
                note(list, part, (&mut self.sets, often), &mut self.found);
            }
        }
    }

    /// Takes a posting for one that holds what no other one does: it is in no group that is asked for.
    pub(crate) fn leave_out(&mut self, doc: DocId) {
        let set = &mut self.sets[usize::from(doc as u16)];
        self.found.note(doc as u16, *set == NOTHING);
        *set = self.holdings.len() as u32;
    }

    /// Takes postings for found, all but those that are left out.
    pub(crate) fn find_all(&mut self, docs: Range<DocId>) {
        docs.for_each(|doc| self.found.note(doc as u16, self.sets[usize::from(doc as u16)] == NOTHING));
    }

    /// Puts the postings together that are found and hold the same.
    pub(crate) fn group(&mut self) {
        let Self { sets, found, grouped, ends, .. } = self;
        ends.clear();
        ends.resize(self.holdings.len() + 2, 0);
        // First each place counts for the set after its own, so that the sums tell where each set begins.
        found.all().iter().for_each(|&at| ends[sets[usize::from(at)] as usize + 1] += 1);
        let mut sum = 0;
        for end in ends.iter_mut() {
            sum += *end;
            *end = sum;
        }
        grouped.resize(sum as usize, 0);
        let (ends, grouped) = (&mut ends[..], &mut grouped[..]);
        for &at in found.all() {
            let end = &mut ends[std::mem::take(&mut sets[usize::from(at)]) as usize];
            grouped[*end as usize] = at;
            *end += 1;
        }
    }

    /// Where the postings stand that hold a set.
    pub(crate) fn range(&self, set: u32) -> Range<usize> {
        let set = set as usize;
        set.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[set] as usize
    }

    /// The place of the posting that stands there.
    #[inline]
    pub(crate) fn at(&self, number: usize) -> u16 {
        self.grouped[number]
    }

    /// The posting at a place.
    #[inline]
    pub(crate) fn doc(&self, at: u16) -> DocId {
        self.start + u32::from(at)
    }

    /// How often the posting at a place holds a part that it holds.
    #[inline]
    pub(crate) fn often(&self, at: u16, part: &Part) -> u32 {
        part.counted.map_or(1, |number| self.often[number][usize::from(at)])
    }
}

/// Notes which postings of a window hold a list's part, and how often.
fn note(
    list: &mut List,
    mut part: Addition<'_>,
    (sets, often): (&mut ByPlace, Option<&mut ByPlace>),
    found: &mut Touched,
) {
    let finds = list.finds;
    let end = list.cursor.doc() / WINDOW * WINDOW + WINDOW;
    let mut step = |at: u16| {
        let set = &mut sets[usize::from(at)];
        found.note(at, finds & (*set == NOTHING));
        *set = part.to(*set);
    };
    match often {
        None => list.cursor.each_before(end, |doc, _| step(doc as u16)),
        Some(often) => list.cursor.each_before(end, |doc, frequency| {
            often[usize::from(doc as u16)] = frequency;
            step(doc as u16);
        }),
    }
}
