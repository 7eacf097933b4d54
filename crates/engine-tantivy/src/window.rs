//! What a stretch of postings holds, list by list.
//!
//! Walking each posting list through a window of some ten thousand postings, instead of all lists posting by posting, keeps
//! what is noted in a near cache; then those that hold the same stand together.

use crate::holdings::{Addition, Holdings, NOTHING, UNKNOWN};
use crate::lists::{List, Lists, Part};
use crate::stretch::{ByPlace, Places, Touched, WINDOW, zeros};
use std::ops::Range;
use std::slice::Iter;
use tantivy::DocId;

/// Which parts the postings of a window hold.
pub(crate) struct Window {
    start: DocId,
    /// By place, the number of the set that is held; nothing again once they are grouped.
    sets: ByPlace<u32>,
    /// The places of the postings that are found.
    found: Touched,
    /// The sets that were met.
    pub(crate) holdings: Holdings,
    /// By counted part and place, how often it is held; where it is not, what is left from earlier.
    often: Vec<ByPlace<u32>>,
    /// By the number of a set, the postings that hold it.
    holders: Vec<Holders>,
    /// By place, the next one that holds the same.
    next: ByPlace<u16>,
}

/// The postings of a window that hold a set.
#[derive(Clone, Copy, Default)]
pub(crate) struct Holders {
    pub(crate) count: u32,
    /// The place of the first one, if there are any.
    pub(crate) first: u16,
}

impl Window {
    pub(crate) fn new() -> Self {
        Self {
            start: 0,
            sets: zeros(),
            found: Touched::new(),
            holdings: Holdings::new(),
            often: Vec::new(),
            holders: Vec::new(),
            next: zeros(),
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
                let often = lists.parts[list.part].counted.map(|number| &mut *self.often[number]);
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
        let Self { sets, found, holders, next, .. } = self;
        holders.clear();
        holders.resize(self.holdings.len() + 1, Holders::default());
        let (sets, holders, next) = (&mut **sets, &mut holders[..], &mut **next);
        // From the last to the first, so that each leads to one behind it: postings that hold the same were found in order.
        for &at in found.all().iter().rev() {
            let set = std::mem::take(&mut sets[usize::from(at)]);
            let Holders { count, first } = &mut holders[set as usize];
            next[usize::from(at)] = *first;
            (*count, *first) = (*count + 1, at);
        }
    }

    /// The postings that hold a set.
    pub(crate) fn holders(&self, set: u32) -> Holders {
        self.holders[set as usize]
    }

    /// The next place that holds the same.
    #[inline]
    pub(crate) fn next(&self, at: u16) -> u16 {
        self.next[usize::from(at)]
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
    (sets, mut often): (&mut Places<u32>, Option<&mut Places<u32>>),
    found: &mut Touched,
) {
    let finds = list.finds;
    let end = list.cursor.doc() / WINDOW * WINDOW + WINDOW;
    list.cursor.each_before(end, |docs, frequencies| {
        if let Some(often) = &mut often {
            docs.iter().zip(frequencies).for_each(|(doc, times)| often[usize::from(*doc as u16)] = *times);
        }
        let mut docs = docs.iter();
        while let Some(at) = match finds {
            true => found.note_each(|notes| {
                go_known_steps(&mut docs, (sets, part.steps()), |at, is_new| notes.note(at, is_new))
            }),
            false => go_known_steps(&mut docs, (sets, part.steps()), |_, _| ()),
        } {
            let set = &mut sets[usize::from(at)];
            found.note(at, finds & (*set == NOTHING));
            *set = part.to(*set);
        }
    });
}

/// Takes postings from the sets they hold to those that have the part as well, up to one from whose set no step is in the
/// table: gives its place. Tells each, and whether it held nothing.
#[inline]
fn go_known_steps(
    docs: &mut Iter<'_, DocId>,
    (sets, steps): (&mut Places<u32>, &[u32]),
    mut tell: impl FnMut(u16, bool),
) -> Option<u16> {
    for &doc in docs {
        let at = doc as u16;
        let set = &mut sets[usize::from(at)];
        match steps.get(*set as usize) {
            Some(&next) if next != UNKNOWN => {
                tell(at, *set == NOTHING);
                *set = next;
            }
            _ => return Some(at),
        }
    }
    None
}
