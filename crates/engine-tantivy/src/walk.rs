//! Walking the postings of a segment, a window at a time, and what is known of them by the parts they hold.

use crate::found::{Found, greater};
use crate::lists::Lists;
use crate::rate::Said;
use crate::reading::Reading;
use crate::score::{Norms, Text};
use crate::stretch::Places;
use crate::window::Window;
use jobsearch_engine::{Answer, Field as TextField, Tier};
use tantivy::DocId;

/// When there are more sets than this, those of earlier windows are forgotten.
const MANY_SETS: usize = 4096;

/// What is the same for all postings that hold a set of parts, however often and in however long a text.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// How many of the parts are needed ones in titles, and what these score.
    titles: usize,
    pub(crate) least: f32,
    /// What they hold, with what all parts score at most.
    pub(crate) most: Found,
}

/// How far that tells where they rank.
#[derive(Clone, Copy)]
pub(crate) struct Outlook {
    pub(crate) known: Known,
    /// How their words answer, where that does not depend on what they score.
    pub(crate) answer: Option<Answer>,
    /// Their tier, where it depends on nothing else.
    pub(crate) tier: Option<Tier>,
    /// What their words add to it, and what multiplies it at most.
    pub(crate) said: Said,
    pub(crate) rate: f32,
    /// What they score at most, signals and all.
    pub(crate) most: f32,
    /// Whether they lack what is demanded.
    pub(crate) is_out: bool,
}

/// A segment on its way through a window.
pub(crate) struct Walk<'w> {
    pub(crate) reading: Reading<'w>,
    lists: Lists,
    /// By the number of the set, as far as one was asked for.
    outlooks: Vec<Option<Outlook>>,
    window: &'w mut Window,
}

impl<'w> Walk<'w> {
    pub(crate) fn new(
        text: &Text<'_>,
        reading: Reading<'w>,
        window: &'w mut Window,
    ) -> tantivy::Result<Self> {
        let lists = Lists::open(text, reading.terms, reading.ord as usize)?;
        window.holdings.begin(lists.parts.len());
        Ok(Self { reading, lists, outlooks: Vec::new(), window })
    }

    /// The first posting from here on that is found.
    pub(crate) fn next(&self) -> DocId {
        self.lists.next()
    }

    /// Goes on to the window that begins at a posting, and tells which ones are found in it.
    pub(crate) fn fill(&mut self, start: DocId) -> Places {
        if self.window.holdings.len() > MANY_SETS {
            self.window.holdings.begin(self.lists.parts.len());
            self.outlooks.clear();
        }
        let hits = self.window.fill(start, &mut self.lists);
        self.outlooks.resize(self.window.holdings.len(), None);
        hits
    }

    /// The posting at a place of the window.
    pub(crate) fn doc(&self, at: usize) -> DocId {
        self.window.doc(at)
    }

    /// How many words the title of the posting at a place of the window has, about.
    pub(crate) fn title_length(&self, at: usize) -> u32 {
        self.reading.segment.title_lengths.words(self.doc(at))
    }

    /// How far the posting at a place of the window ranks, told once for all that hold the same.
    #[inline]
    pub(crate) fn outlook(&mut self, at: usize, tell: impl FnOnce(Known) -> Outlook) -> &Outlook {
        let set = self.window.set(at);
        if self.outlooks[set as usize].is_none() {
            self.outlooks[set as usize] = Some(tell(self.known(set)));
        }
        self.outlooks[set as usize].as_ref().expect("it was told")
    }

    /// What is the same for all postings that hold a set.
    pub(crate) fn known(&self, set: u32) -> Known {
        let (parts, lists) = (self.window.holdings.parts(set), &self.lists);
        let found = Found::of(parts, lists);
        let titles = parts.partition_point(|&part| lists.is_in_title(part));
        let titled = found.with(&parts[..titles], lists, |part, _| part.range[1]);
        let most = titled.with(&parts[titles..], lists, |part, _| part.range[1]);
        Known { titles, least: titled.core, most }
    }

    /// What the posting at a place of the window scores, given what is the same for all that hold its set.
    pub(crate) fn scored(&self, at: usize, known: &Known, norms: &[Norms]) -> Found {
        let lengths = &self.reading.segment.body_lengths;
        let length = lengths.from(self.doc(at)).first().copied().unwrap_or(0);
        let parts = &self.window.holdings.parts(self.window.set(at))[known.titles..];
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
