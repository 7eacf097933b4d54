//! Text scores of a stretch of postings, term by term.
//!
//! Walking each posting list through a window of a few thousand postings, instead of all lists posting by posting, keeps
//! the sums in the nearest cache and lets the readings of a word compete by a plain maximum.

use crate::cursor::Cursor;
use crate::score::{Norms, ReadyGroup, ReadyWord, Text, counts_occurrences};
use crate::segments::Lengths;
use crate::stretch::{Places, Sums, WINDOW};
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::{DocId, TERMINATED};

/// From this weight on a reading is another name of what was typed; below it is something near.
const NAME: f32 = 0.5;

/// All posting lists of a plan in a segment, grouped as they compete.
pub(crate) struct Lists<'t> {
    /// Those that make a posting a hit: in titles, and elsewhere.
    titles: Vec<Column<'t>>,
    texts: Vec<Column<'t>>,
    /// Those that only add to a hit.
    extras: Vec<Column<'t>>,
}

/// A group in one field.
struct Column<'t> {
    field: TextField,
    lengths: Option<&'t Lengths>,
    words: Vec<(u64, Vec<List>)>,
    others: Vec<List>,
    bits: u64,
    /// Whether the group is part of a full answer.
    needed: bool,
}

/// A reading in one field.
struct List {
    cursor: Cursor,
    /// What a match is worth before its frequency: rarity × weight of the reading.
    worth: f32,
    /// Whether it names the thing itself, not a neighbour of it.
    is_name: bool,
    /// How many words of a title it makes where it counts as what was typed, else 0.
    as_typed: u8,
}

/// What the text of a window's postings scores, and which words it holds.
pub(crate) struct Window {
    pub(crate) start: DocId,
    /// The postings that are found, and those among them that are scored.
    pub(crate) hits: Places,
    pub(crate) scored: Places,
    score: Vec<f32>,
    /// What words add that are no part of a full answer.
    extra: Vec<f32>,
    /// The words found, those found in the title as typed, under a name that counts as typed, and under any name.
    words: Vec<u64>,
    in_title: Vec<u64>,
    as_typed: Vec<u64>,
    named_in_title: Vec<u64>,
    /// How many words of the title are asked for, and how many of the group at hand stand there as typed, or make a name
    /// that counts as typed.
    held: Vec<u8>,
    typed: Vec<u8>,
    longest: Vec<u8>,
    word: Sums,
    group: Sums,
}

impl<'t> Lists<'t> {
    /// Opens the posting lists of a plan's text in a segment.
    pub(crate) fn open(text: &Text<'_>, terms: &Terms<'t>, segment: usize) -> tantivy::Result<Self> {
        let mut lists = Self { titles: Vec::new(), texts: Vec::new(), extras: Vec::new() };
        for field in TextField::ALL {
            let place = Place { segment, field };
            let lengths = (field == TextField::Body).then(|| &terms.segment(segment).lengths[field as usize]);
            for group in &text.groups {
                let mut words = Vec::new();
                for word in group.words.iter().filter(|word| word.bit != 0) {
                    words.push((word.bit, lists_of_word(word, terms, place)?));
                }
                let others = lists_of_names(group, terms, place)?;
                if others.is_empty() && words.iter().all(|(_, lists)| lists.is_empty()) {
                    continue;
                }
                let needed = text.needed & group.bits != 0;
                let of_its_kind = match field {
                    _ if !needed && text.needed != 0 => &mut lists.extras,
                    TextField::Title => &mut lists.titles,
                    _ => &mut lists.texts,
                };
                of_its_kind.push(Column { field, lengths, words, others, bits: group.bits, needed });
            }
        }
        Ok(lists)
    }

    /// The first posting from here on that a list holds which makes it a hit.
    pub(crate) fn next(&self) -> DocId {
        let lists = |column: &'_ Column<'t>| {
            let words = column.words.iter().flat_map(|(_, lists)| lists);
            words.chain(&column.others).map(|list| list.cursor.doc()).min()
        };
        self.titles.iter().chain(&self.texts).filter_map(lists).min().unwrap_or(TERMINATED)
    }
}

/// Opens the lists of a word's readings in a field.
fn lists_of_word(word: &ReadyWord<'_>, terms: &Terms<'_>, place: Place) -> tantivy::Result<Vec<List>> {
    let mut lists = Vec::new();
    for numbered in &word.readings {
        let reading = numbered.reading;
        if reading.only.is_some_and(|only| only != place.field) {
            continue;
        }
        if let Some(cursor) = Cursor::open(terms, numbered, place)? {
            lists.push(List { cursor, worth: word.rarity * reading.weight, is_name: true, as_typed: 0 });
        }
    }
    Ok(lists)
}

/// Opens the lists of a group's other names in a field.
fn lists_of_names(group: &ReadyGroup<'_>, terms: &Terms<'_>, place: Place) -> tantivy::Result<Vec<List>> {
    let mut lists = Vec::new();
    let segment = (place.segment, terms.segment(place.segment));
    for ready in group.others.iter().flatten() {
        if let Some(cursor) = ready.open(segment, place.field)? {
            let (weight, as_typed) = (ready.name.weight, ready.name.as_typed.unwrap_or(0));
            let worth = group.rarity * weight;
            lists.push(List { cursor, worth, is_name: weight >= NAME, as_typed });
        }
    }
    Ok(lists)
}

impl Window {
    pub(crate) fn new() -> Self {
        let size = WINDOW as usize;
        Self {
            start: 0,
            hits: Places::NONE,
            scored: Places::NONE,
            score: vec![0.0; size],
            extra: vec![0.0; size],
            words: vec![0; size],
            in_title: vec![0; size],
            as_typed: vec![0; size],
            named_in_title: vec![0; size],
            held: vec![0; size],
            typed: vec![0; size],
            longest: vec![0; size],
            word: Sums::new(),
            group: Sums::new(),
        }
    }

    /// Finds the postings from `start` on, and scores them, or only those that are found in the title where `untitled`
    /// is not set; the lists must not be beyond `start`.
    pub(crate) fn fill(&mut self, start: DocId, lists: &mut Lists<'_>, norms: &[Norms], untitled: bool) {
        self.start = start;
        (self.hits, self.scored) = (Places::NONE, Places::ALL);
        for column in &mut lists.titles {
            self.hits = self.add(column, norms).or(&self.hits);
        }
        if !untitled {
            self.scored = self.hits;
        }
        for column in &mut lists.texts {
            self.hits = self.add(column, norms).or(&self.hits);
        }
        self.scored = self.scored.and(&self.hits);
        for column in &mut lists.extras {
            self.add(column, norms);
        }
    }

    /// Adds what a group scores in a field. Gives the postings that hold it there.
    fn add(&mut self, column: &mut Column<'_>, norms: &[Norms]) -> Places {
        let lengths = column.lengths.map_or(&[][..], |lengths| lengths.from(self.start));
        let (norm, counts) = (&norms[column.field as usize], counts_occurrences(column.field));
        let stretch = Stretch { start: self.start, norm, counts, lengths };
        let found = self.fill_words(column, &stretch).or(&self.fill_names(column, &stretch));
        self.settle(column);
        found
    }

    /// The words typed add up; the readings of each compete. Gives the postings that hold one.
    fn fill_words(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) -> Places {
        let mut found = Places::NONE;
        let Self { scored, word, group, words, in_title, typed, .. } = self;
        let title = (column.field == TextField::Title).then_some((in_title, typed));
        let mut held = Held { group, words, title, bit: 0 };
        for (bit, readings) in &mut column.words {
            held.bit = *bit;
            let rivals = readings.len() > 1;
            for List { cursor, worth, .. } in readings.iter_mut() {
                let score = Score::of(*worth, stretch);
                cursor.each_before(stretch.start + WINDOW, |doc, frequency| {
                    let Some(at) = stretch.at(doc) else { return };
                    found.insert(at);
                    match scored.contains(at) {
                        true if rivals => word.keep_best(at, score.at(at, frequency)),
                        true => held.add(at, score.at(at, frequency)),
                        false => {}
                    }
                });
            }
            word.drain(|at, score| held.add(at, score));
        }
        found
    }

    /// Other names compete with all the words together. Gives the postings that hold one.
    fn fill_names(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) -> Places {
        let in_title = column.field == TextField::Title;
        let mut found = Places::NONE;
        let Self { scored, group, words, named_in_title, as_typed: typed, longest, .. } = self;
        for List { cursor, worth, is_name, as_typed } in &mut column.others {
            let (bits, is_named, as_typed) = (column.bits, in_title && *is_name, *as_typed);
            let score = Score::of(*worth, stretch);
            cursor.each_before(stretch.start + WINDOW, |doc, frequency| {
                let Some(at) = stretch.at(doc) else { return };
                found.insert(at);
                if scored.contains(at) {
                    group.keep_best(at, score.at(at, frequency));
                    words[at] |= bits;
                    if is_named {
                        named_in_title[at] |= bits;
                    }
                    if as_typed > 0 {
                        typed[at] |= if is_named { bits } else { 0 };
                        longest[at] = longest[at].max(as_typed);
                    }
                }
            });
        }
        found
    }

    /// Adds what the group of a column scores in its field.
    fn settle(&mut self, column: &Column<'_>) {
        let Self { group, score, extra, held, typed, longest, .. } = self;
        let sum = if column.needed { score } else { extra };
        if column.field != TextField::Title {
            return group.drain(|at, score| sum[at] += score);
        }
        group.drain(|at, score| {
            let (typed, named) = (std::mem::take(&mut typed[at]), std::mem::take(&mut longest[at]));
            held[at] = held[at].saturating_add(typed.max(named));
            sum[at] += score;
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
            let core = std::mem::take(&mut self.score[at]);
            let found = Found {
                doc: start + at as u32,
                text: core + std::mem::take(&mut self.extra[at]),
                core,
                words: std::mem::take(&mut self.words[at]),
                in_title: std::mem::take(&mut self.in_title[at]),
                as_typed: std::mem::take(&mut self.as_typed[at]),
                named_in_title: std::mem::take(&mut self.named_in_title[at]),
                held: std::mem::take(&mut self.held[at]),
            };
            if hits.contains(at) {
                take(found);
            }
        });
        hits.without(&scored).each(|at| take(Found { doc: start + at as u32, ..Found::default() }));
    }
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
    /// The bits of the words whose other names its title holds.
    pub(crate) named_in_title: u64,
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

/// Where it is noted that a word was found.
struct Held<'w> {
    group: &'w mut Sums,
    words: &'w mut [u64],
    /// In a title: which words, and how many.
    title: Option<(&'w mut Vec<u64>, &'w mut Vec<u8>)>,
    bit: u64,
}

impl Held<'_> {
    #[inline]
    fn add(&mut self, at: usize, score: f32) {
        self.group.add(at, score);
        self.words[at] |= self.bit;
        if let Some((words, count)) = &mut self.title {
            words[at] |= self.bit;
            count[at] += 1;
        }
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
                if score > f32::MIN_POSITIVE { score } else { f32::MIN_POSITIVE }
            }
        }
    }
}
