//! Walking the postings of a segment, a window at a time, and what is known of them by the parts they hold.

use crate::cursor::Cursor;
use crate::found::{Found, Known, greater};
use crate::lists::Lists;
use crate::rate::Said;
use crate::reading::Reading;
use crate::score::{Norms, Text};
use crate::stretch::WINDOW;
use crate::terms::{Place, Terms};
use crate::window::{Holders, Window};
use jobsearch_engine::{Answer, Field as TextField, Tier};
use tantivy::{DocId, SegmentReader};

/// How far it tells where postings rank what all of them have in common that hold a set of parts.
#[derive(Clone, Copy)]
pub(crate) struct Outlook {
    pub(crate) known: Known,
    /// How their words answer where they score least, and where they score most.
    pub(crate) answers: [Answer; 2],
    /// The best tier they may have, and whether it is theirs whatever else is said.
    pub(crate) tier: Tier,
    pub(crate) is_sure: bool,
    /// Whether their titles say all that was typed, facts too.
    pub(crate) says_it_all: bool,
    /// What their words add.
    pub(crate) said: Said,
    /// What they score at most, signals and all.
    pub(crate) most: f32,
    /// Whether they lack what is demanded.
    pub(crate) is_out: bool,
}

/// A segment on its way through a window.
pub(crate) struct Walk<'w> {
    pub(crate) reading: Reading<'w>,
    reader: &'w SegmentReader,
    lists: Lists,
    /// What the postings must not hold.
    excluded: Vec<Cursor>,
    window: &'w mut Window,
    /// Where the window at hand ends.
    end: DocId,
    /// Every posting is found, whatever it says.
    is_free: bool,
}

impl<'w> Walk<'w> {
    pub(crate) fn new(
        text: &Text<'_>,
        reading: Reading<'w>,
        (reader, window): (&'w SegmentReader, &'w mut Window),
    ) -> tantivy::Result<Self> {
        let segment = reading.ord as usize;
        let lists = Lists::open(text, reading.terms, segment)?;
        let excluded = excluded(text, reading.terms, segment)?;
        Ok(Self { reading, reader, lists, excluded, window, end: 0, is_free: text.is_free })
    }

    /// Goes on to the next window in which postings are found; false where there is none.
    pub(crate) fn go_on(&mut self) -> bool {
        let next = if self.is_free { self.end } else { self.lists.next() };
        if next >= self.reader.max_doc() {
            return false;
        }
        let start = next / WINDOW * WINDOW;
        self.end = self.reader.max_doc().min(start + WINDOW);
        self.window.fill(start, &mut self.lists);
        self.leave_out(start);
        if self.is_free {
            self.window.find_all(start..self.end);
        }
        true
    }

    /// Leaves out the postings of the window that are deleted, or hold what is excluded.
    fn leave_out(&mut self, start: DocId) {
        for cursor in &mut self.excluded {
            cursor.each_before(start, |_, _| ());
            cursor.each_before(self.end, |docs, _| docs.iter().for_each(|doc| self.window.leave_out(*doc)));
        }
        if let Some(alive) = self.reader.alive_bitset() {
            let deleted = (start..self.end).filter(|doc| alive.is_deleted(*doc));
            deleted.for_each(|doc| self.window.leave_out(doc));
        }
    }

    /// Puts the postings of the window together that hold the same, and tells how far those of each set rank.
    pub(crate) fn group(&mut self, tell: impl Fn(Known) -> Outlook) -> Vec<Outlook> {
        self.window.group();
        let sets = 0..self.window.holdings.len() as u32;
        let mut outlooks = Vec::with_capacity(sets.len());
        for set in sets.filter(|&set| self.window.holders(set).count > 0) {
            outlooks.push(tell(Known::of(set, self.window.holdings.parts(set), &self.lists)));
        }
        outlooks
    }

    /// The postings of the window that hold a set.
    pub(crate) fn holders(&self, known: &Known) -> Holders {
        self.window.holders(known.set)
    }

    /// The place of the next posting that holds the same.
    #[inline]
    pub(crate) fn next(&self, at: u16) -> u16 {
        self.window.next(at)
    }

    /// The posting at a place of the window.
    #[inline]
    pub(crate) fn doc(&self, at: u16) -> DocId {
        self.window.doc(at)
    }

    /// How many words the title of the posting at a place of the window has, about.
    pub(crate) fn title_length(&self, at: u16) -> u32 {
        self.reading.segment.title_lengths.words(self.doc(at))
    }

    /// What the posting at a place of the window scores, given what is the same for all that hold its set.
    pub(crate) fn scored(&self, at: u16, known: &Known, norms: &[Norms]) -> Found {
        let lengths = &self.reading.segment.body_lengths;
        let length = lengths.from(self.doc(at)).first().copied().unwrap_or(0);
        let parts = &self.window.holdings.parts(known.set)[known.titles.into()..];
        Found { core: known.least, ..known.most }.with(parts, &self.lists, |part, column| {
            let [least, most] = part.range;
            if least == most {
                return most;
            }
            let length = if column.field == TextField::Body { length } else { 0 };
            let often = self.window.often(at, part);
            greater(part.worth * norms[column.field as usize].score(often, length), least)
        })
    }
}

/// Opens the lists of what the postings of a segment must not hold.
fn excluded(text: &Text<'_>, terms: &Terms<'_>, segment: usize) -> tantivy::Result<Vec<Cursor>> {
    let mut cursors = Vec::new();
    for reading in &text.excluded {
        for field in TextField::ALL {
            if reading.reading.only.is_none_or(|only| only == field) {
                cursors.extend(Cursor::open(terms, reading, Place { segment, field })?);
            }
        }
    }
    Ok(cursors)
}
