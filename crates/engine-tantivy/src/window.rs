//! Text scores of a stretch of postings, term by term.
//!
//! Walking each posting list through a window of a few thousand postings, instead of all lists posting by posting, keeps
//! the sums in the nearest cache and lets the readings of a word compete by a plain maximum.

use crate::lists::{Column, List, Lists};
use crate::score::{Norms, counts_occurrences};
use crate::stretch::{Places, Touched, WINDOW};
use jobsearch_engine::Field as TextField;
use tantivy::DocId;

/// What the text of a window's postings scores, and which words it holds.
pub(crate) struct Window {
    pub(crate) start: DocId,
    /// The postings that are found, and those among them that are scored.
    pub(crate) hits: Places,
    pub(crate) scored: Places,
    slots: Vec<Slot>,
    /// The postings that hold the word at hand, and those that hold something of the group at hand.
    word: Touched,
    group: Touched,
    /// Room for what is handed out.
    pub(crate) room: Vec<Found>,
}

/// What is known of a posting while its window is filled.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// What the word at hand scores, and the group at hand, in the field at hand.
    word: f32,
    group: f32,
    /// What needed words score, and the others.
    score: f32,
    extra: f32,
    /// The words found, those found in the title as typed, under a name that counts as typed, under another name in the
    /// language typed, and in the other one.
    words: u64,
    in_title: u64,
    as_typed: u64,
    named_in_title: u64,
    foreign_in_title: u64,
    /// How many words of the title are asked for, and how many of the group at hand stand there as typed, or make a name
    /// that counts as typed.
    held: u8,
    typed: u8,
    longest: u8,
}

impl Slot {
    /// Adds a word of the group at hand, with its bit once more where it stands in the title.
    #[inline]
    fn hold(&mut self, bit: u64, title_bit: u64, score: f32) {
        self.group += score;
        self.words |= bit;
        self.in_title |= title_bit;
        self.typed += u8::from(title_bit != 0);
    }
}

impl Window {
    pub(crate) fn new() -> Self {
        Self {
            start: 0,
            hits: Places::NONE,
            scored: Places::NONE,
            slots: vec![Slot::default(); WINDOW as usize],
            word: Touched::new(),
            group: Touched::new(),
            room: Vec::new(),
        }
    }

    /// Finds the postings from `start` on, and scores them, or only those that are found in the title where `untitled`
    /// is not set; the lists must not be beyond `start`.
    pub(crate) fn fill(&mut self, start: DocId, lists: &mut Lists<'_>, norms: &[Norms], untitled: bool) {
        self.start = start;
        (self.hits, self.scored) = (Places::NONE, Places::ALL);
        lists.titles.iter_mut().for_each(|column| self.add(column, norms));
        if !untitled {
            self.scored = self.hits;
        }
        lists.texts.iter_mut().for_each(|column| self.add(column, norms));
        let hits = self.hits;
        self.scored = self.scored.and(&hits);
        lists.extras.iter_mut().for_each(|column| self.add(column, norms));
        self.hits = hits;
    }

    /// Adds what a group scores in a field, and what holds it to the hits.
    fn add(&mut self, column: &mut Column<'_>, norms: &[Norms]) {
        let lengths = column.lengths.map_or(&[][..], |lengths| lengths.from(self.start));
        let (norm, counts) = (&norms[column.field as usize], counts_occurrences(column.field));
        let stretch = Stretch { start: self.start, norm, counts, lengths };
        self.fill_words(column, &stretch);
        self.discount_parts(column);
        self.fill_names(column, &stretch);
        self.settle(column);
    }

    /// The words typed add up; the readings of each compete.
    fn fill_words(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) {
        let in_title = column.field == TextField::Title;
        for (bit, readings) in &mut column.words {
            let Self { hits, scored, slots, word, group, .. } = self;
            let title_bit = if in_title { *bit } else { 0 };
            let rivals = readings.len() > 1;
            for List { cursor, worth, .. } in readings.iter_mut() {
                let score = Score::of(*worth, stretch);
                cursor.each_before(stretch.start + WINDOW, |doc, frequency| {
                    let Some(at) = stretch.at(doc) else { return };
                    hits.insert(at);
                    if scored.contains(at) {
                        let (slot, score) = (&mut slots[at], score.at(at, frequency));
                        if rivals {
                            word.note(at, slot.word == 0.0);
                            slot.word = greater(slot.word, score);
                        } else {
                            group.note(at, slot.group == 0.0);
                            slot.hold(*bit, title_bit, score);
                        }
                    }
                });
            }
            word.drain(|at| {
                let slot = &mut slots[at];
                let score = std::mem::take(&mut slot.word);
                group.note(at, slot.group == 0.0);
                slot.hold(*bit, title_bit, score);
            });
        }
    }

    /// A title that says only some words of a name counts less than they do: by half of a name more jobs are called than
    /// the one asked for.
    fn discount_parts(&mut self, column: &Column<'_>) {
        if column.field == TextField::Title && column.is_name && column.words.len() > 1 {
            let Self { slots, group, .. } = self;
            group.each(|at| {
                let slot = &mut slots[at];
                if usize::from(slot.typed) < column.words.len() {
                    slot.group *= (slot.group / column.most).sqrt();
                }
            });
        }
    }

    /// Other names compete with all the words together.
    fn fill_names(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) {
        let in_title = column.field == TextField::Title;
        let Self { hits, scored, slots, group, .. } = self;
        let end = stretch.start + WINDOW;
        let near = column.others.iter_mut().filter(|list| list.cursor.doc() < end);
        for List { cursor, worth, is_name, foreign, as_typed } in near {
            let (bits, longest) = (column.bits, *as_typed);
            let named = if in_title && *is_name { bits } else { 0 };
            let (named, abroad) = if *foreign { (0, named) } else { (named, 0) };
            let typed = if longest > 0 { named } else { 0 };
            let score = Score::of(*worth, stretch);
            cursor.each_before(end, |doc, frequency| {
                let Some(at) = stretch.at(doc) else { return };
                hits.insert(at);
                if scored.contains(at) {
                    let slot = &mut slots[at];
                    group.note(at, slot.group == 0.0);
                    slot.group = greater(slot.group, score.at(at, frequency));
                    slot.words |= bits;
                    slot.named_in_title |= named;
                    slot.foreign_in_title |= abroad;
                    slot.as_typed |= typed;
                    slot.longest = slot.longest.max(longest);
                }
            });
        }
    }

    /// Adds what the group of a column scores in its field.
    fn settle(&mut self, column: &Column<'_>) {
        let (needed, in_title) = (column.needed, column.field == TextField::Title);
        let Self { slots, group, .. } = self;
        group.drain(|at| {
            let slot = &mut slots[at];
            let score = std::mem::take(&mut slot.group);
            let sum = if needed { &mut slot.score } else { &mut slot.extra };
            *sum += score;
            if in_title {
                let (typed, named) = (std::mem::take(&mut slot.typed), std::mem::take(&mut slot.longest));
                slot.held = slot.held.saturating_add(typed.max(named));
            }
        });
    }

    /// Takes out the hits that are not scored, and tells how many they were.
    pub(crate) fn take_unscored(&mut self) -> u64 {
        let unscored = self.hits.without(&self.scored);
        self.hits = self.hits.and(&self.scored);
        unscored.len()
    }

    /// Hands out the hits that matter, and leaves the window empty: first those that are scored, in order, then the others.
    #[inline]
    pub(crate) fn drain(&mut self, into: &mut Vec<Found>, mut matters: impl FnMut(&Found) -> bool) {
        let Self { start, hits, scored, .. } = *self;
        let mut take = |found: Found| {
            if matters(&found) {
                into.push(found);
            }
        };
        scored.each(|at| {
            let slot = std::mem::take(&mut self.slots[at]);
            if hits.contains(at) {
                take(Found {
                    doc: start + at as u32,
                    text: slot.score + slot.extra,
                    core: slot.score,
                    words: slot.words,
                    in_title: slot.in_title,
                    as_typed: slot.as_typed,
                    named_in_title: slot.named_in_title,
                    foreign_in_title: slot.foreign_in_title,
                    held: slot.held,
                });
            }
        });
        hits.without(&scored).each(|at| take(Found { doc: start + at as u32, ..Found::default() }));
    }
}

/// The greater of two; unlike `max` this need not ask for what is no number.
#[inline]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// A posting whose text holds something asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    pub(crate) doc: DocId,
    /// Its text score.
    pub(crate) text: f32,
    /// The part of it that the needed words score.
    pub(crate) core: f32,
    /// The bits of the words it holds.
    pub(crate) words: u64,
    /// The bits of the words its title holds as typed.
    pub(crate) in_title: u64,
    /// The bits of the words in whose place its title holds a name that counts as typed.
    pub(crate) as_typed: u64,
    /// The bits of the words whose other names its title holds in the language typed, and in the other one.
    pub(crate) named_in_title: u64,
    pub(crate) foreign_in_title: u64,
    /// How many words of its title are asked for.
    pub(crate) held: u8,
}

/// A stretch of a segment in one field.
struct Stretch<'a> {
    start: DocId,
    norm: &'a Norms,
    /// Whether more occurrences are worth more.
    counts: bool,
    /// The number of the length of each posting from the start on, where it counts.
    lengths: &'a [u8],
}

impl Stretch<'_> {
    /// The place of a posting in the window, if it is not before it.
    #[inline]
    fn at(&self, doc: DocId) -> Option<usize> {
        doc.checked_sub(self.start).map(|at| at as usize)
    }
}

/// What a match scores in a stretch.
enum Score<'a> {
    /// The same wherever it is.
    Flat(f32),
    /// By how often, and in how long a text.
    Counted(f32, &'a Stretch<'a>),
}

impl<'a> Score<'a> {
    fn of(worth: f32, stretch: &'a Stretch<'a>) -> Self {
        match stretch.counts {
            true => Self::Counted(worth, stretch),
            false => Self::Flat((worth * stretch.norm.score(1, 0)).max(f32::MIN_POSITIVE)),
        }
    }

    /// It is above zero: what weighs nothing is found all the same.
    #[inline]
    fn at(&self, at: usize, frequency: u32) -> f32 {
        match self {
            Self::Flat(score) => *score,
            Self::Counted(worth, Stretch { norm, lengths, .. }) => {
                let score = worth * norm.score(frequency, lengths.get(at).copied().unwrap_or(0));
                greater(score, f32::MIN_POSITIVE)
            }
        }
    }
}
