//! What a stretch of postings holds, list by list.
//!
//! Walking each posting list through a window of a few thousand postings, instead of all lists posting by posting, keeps
//! what is noted in the nearest cache.

use crate::holdings::{Addition, Holdings, NOTHING};
use crate::lists::{List, Lists, Part};
use crate::stretch::{Places, WINDOW};
use tantivy::DocId;

/// How many postings it spans.
const SPAN: usize = WINDOW as usize;

/// Which parts the postings of a window hold.
pub(crate) struct Window {
    start: DocId,
    /// By place, the number of the set that is held.
    sets: Box<[u32; SPAN]>,
    /// The sets that were met.
    pub(crate) holdings: Holdings,
    /// By counted part and place, how often it is held; where it is not, what is left from earlier.
    often: Vec<[u32; SPAN]>,
}

impl Window {
    pub(crate) fn new() -> Self {
        let (sets, holdings) = (Box::new([NOTHING; SPAN]), Holdings::new());
        Self { start: 0, sets, holdings, often: Vec::new() }
    }

    /// Notes what the postings from `start` on hold, where a window begins, and tells which ones are found; no list that
    /// makes a posting a hit may be beyond it.
    pub(crate) fn fill(&mut self, start: DocId, lists: &mut Lists) -> Places {
        let mut hits = Places::NONE;
        self.start = start;
        self.sets.fill(NOTHING);
        while self.often.len() < lists.counted {
            self.often.push([0; SPAN]);
        }
        for list in &mut lists.lists {
            if list.cursor.doc() < start {
                list.cursor.each_before(start, |_, _| ());
            }
            if list.cursor.doc() < start + WINDOW {
                let often = lists.parts[list.part].counted.map(|number| &mut self.often[number]);
                note(list, &mut hits, (&mut self.sets, often), self.holdings.add(list.part));
            }
        }
        hits
    }

    /// The posting at a place.
    pub(crate) fn doc(&self, at: usize) -> DocId {
        self.start + at as u32
    }

    /// The number of the set that the posting at a place holds.
    #[inline]
    pub(crate) fn set(&self, at: usize) -> u32 {
        self.sets[at]
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
    (sets, often): (&mut [u32; SPAN], Option<&mut [u32; SPAN]>),
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
        None => list.cursor.each_before(end, |doc, _| step(doc as usize % SPAN)),
        Some(often) => list.cursor.each_before(end, |doc, frequency| {
            let at = doc as usize % SPAN;
            often[at] = frequency;
            step(at);
        }),
    }
}
