//! Walking the postings of a segment, a window at a time, and what is known of them by the parts they hold.

use crate::found::{Found, Known, greater};
use crate::lists::Lists;
use crate::rate::Said;
use crate::reading::Reading;
use crate::score::{Norms, Text};
use crate::window::Window;
use jobsearch_engine::{Answer, Field as TextField, Tier};
use std::cmp::Reverse;
use std::ops::Range;
use tantivy::DocId;

/// How far it tells where postings rank what all of them have in common that hold a set of parts.
#[derive(Clone, Copy)]
pub(crate) struct Outlook {
    pub(crate) known: Known,
    /// How their words answer where they score least, and where they score most.
    pub(crate) answers: [Answer; 2],
    /// The best tier they may have, and whether it is theirs whatever else is said.
    pub(crate) tier: Tier,
    pub(crate) is_sure: bool,
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
    lists: Lists,
    window: &'w mut Window,
}

impl<'w> Walk<'w> {
    pub(crate) fn new(
        text: &Text<'_>,
        reading: Reading<'w>,
        window: &'w mut Window,
    ) -> tantivy::Result<Self> {
        let lists = Lists::open(text, reading.terms, reading.ord as usize)?;
        Ok(Self { reading, lists, window })
    }

    /// The first posting from here on that is found.
    pub(crate) fn next(&self) -> DocId {
        self.lists.next()
    }

    /// Goes on to the window that begins at a posting.
    pub(crate) fn fill(&mut self, start: DocId) -> &mut Window {
        self.window.fill(start, &mut self.lists);
        self.window
    }

    /// Puts the postings of the window together that hold the same, and tells how far those of each set rank, the best
    /// first.
    pub(crate) fn group(&mut self, tell: impl Fn(Known) -> Outlook) -> Vec<Outlook> {
        self.window.group();
        let sets = 0..self.window.holdings.len() as u32;
        let held = sets.filter(|&set| !self.window.range(set).is_empty());
        let known = |set| Known::of(set, self.window.holdings.parts(set), &self.lists);
        let mut outlooks: Vec<Outlook> = held.map(|set| tell(known(set))).collect();
        // No score is below zero, so that its bits are in order.
        outlooks.sort_by_cached_key(|outlook| (outlook.tier, Reverse(outlook.most.to_bits())));
        outlooks
    }

    /// Where the postings stand that hold a set.
    pub(crate) fn range(&self, known: &Known) -> Range<usize> {
        self.window.range(known.set)
    }

    /// The place of the posting that stands there.
    pub(crate) fn at(&self, number: usize) -> u16 {
        self.window.at(number)
    }

    /// The posting at a place of the window.
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
        let parts = &self.window.holdings.parts(known.set)[known.titles..];
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
