//! Text scores of a stretch of postings, term by term.
//!
//! Walking each posting list through a window of a few thousand postings, instead of all lists posting by posting, keeps
//! the sums in the nearest cache and lets the readings of a word compete by a plain maximum.

use crate::cursor::Cursor;
use crate::score::{Norms, ReadyGroup, ReadyWord, Text};
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, TERMINATED};

/// How many postings a window spans.
pub(crate) const WINDOW: u32 = 4096;

/// From this weight on a reading is another name of what was typed; below it is something near.
const NAME: f32 = 0.5;

/// All posting lists of a plan in a segment, grouped as they compete.
pub(crate) struct Lists<'t> {
    columns: Vec<Column<'t>>,
}

/// A group in one field.
struct Column<'t> {
    field: TextField,
    lengths: Option<&'t FieldNormReader>,
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
    /// A bit a posting that holds any word.
    found: [u64; WINDOW as usize / 64],
    score: Vec<f32>,
    /// What words add that are no part of a full answer.
    extra: Vec<f32>,
    /// The words found, those found in the title as typed, under a name that counts as typed, and under any name.
    words: Vec<u64>,
    in_title: Vec<u64>,
    as_typed: Vec<u64>,
    named_in_title: Vec<u64>,
    /// How many words of the title are asked for, and how many of them make a name of the group at hand.
    held: Vec<u8>,
    longest: Vec<u8>,
    word: Sparse,
    group: Sparse,
}

impl<'t> Lists<'t> {
    /// Opens the posting lists of a plan's text in a segment.
    pub(crate) fn open(text: &Text<'_>, terms: &Terms<'t>, segment: usize) -> tantivy::Result<Self> {
        let mut columns = Vec::new();
        for field in TextField::ALL {
            let place = Place { segment, field };
            let lengths = terms.segment(segment).lengths[field as usize].as_ref();
            for group in &text.groups {
                let mut words = Vec::new();
                for word in group.words.iter().filter(|word| word.bit != 0) {
                    words.push((word.bit, lists_of_word(word, terms, place)?));
                }
                let others = lists_of_names(group, terms, place)?;
                if !others.is_empty() || words.iter().any(|(_, lists)| !lists.is_empty()) {
                    let needed = text.needed & group.bits != 0;
                    columns.push(Column { field, lengths, words, others, bits: group.bits, needed });
                }
            }
        }
        Ok(Self { columns })
    }

    /// The first posting from here on that any list holds.
    pub(crate) fn next(&self) -> DocId {
        self.columns
            .iter()
            .flat_map(|column| column.words.iter().flat_map(|(_, lists)| lists).chain(&column.others))
            .map(|list| list.cursor.doc())
            .min()
            .unwrap_or(TERMINATED)
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
            found: [0; WINDOW as usize / 64],
            score: vec![0.0; size],
            extra: vec![0.0; size],
            words: vec![0; size],
            in_title: vec![0; size],
            as_typed: vec![0; size],
            named_in_title: vec![0; size],
            held: vec![0; size],
            longest: vec![0; size],
            word: Sparse::new(),
            group: Sparse::new(),
        }
    }

    /// Scores the postings from `start` on; the lists must stand there.
    pub(crate) fn fill(&mut self, start: DocId, lists: &mut Lists<'_>, norms: &[Norms]) {
        self.start = start;
        for column in &mut lists.columns {
            let stretch = Stretch { start, norm: &norms[column.field as usize], lengths: column.lengths };
            self.fill_words(column, &stretch);
            self.fill_names(column, &stretch);
            self.settle(column);
        }
    }

    /// The words typed add up; the readings of each compete.
    fn fill_words(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) {
        let in_title = column.field == TextField::Title;
        for (bit, readings) in &mut column.words {
            for List { cursor, worth, .. } in readings.iter_mut() {
                cursor.each_before(stretch.start + WINDOW, |doc, frequency| {
                    self.word.keep_best(stretch.at(doc), stretch.score(*worth, doc, frequency));
                });
            }
            for at in self.word.touched.drain(..) {
                let score = std::mem::take(&mut self.word.values[at as usize]);
                self.group.add(at, score);
                self.words[at as usize] |= *bit;
                if in_title {
                    self.in_title[at as usize] |= *bit;
                }
            }
        }
    }

    /// Other names compete with all the words together.
    fn fill_names(&mut self, column: &mut Column<'_>, stretch: &Stretch<'_>) {
        for List { cursor, worth, is_name, as_typed } in &mut column.others {
            let named = if *is_name && column.field == TextField::Title { column.bits } else { 0 };
            let typed = if *as_typed > 0 { named } else { 0 };
            cursor.each_before(stretch.start + WINDOW, |doc, frequency| {
                let at = stretch.at(doc);
                self.group.keep_best(at, stretch.score(*worth, doc, frequency));
                self.words[at as usize] |= column.bits;
                self.named_in_title[at as usize] |= named;
                self.as_typed[at as usize] |= typed;
                let longest = &mut self.longest[at as usize];
                *longest = (*longest).max(*as_typed);
            });
        }
    }

    /// Adds what the group of a column scores in its field.
    fn settle(&mut self, column: &Column<'_>) {
        let sum = if column.needed { &mut self.score } else { &mut self.extra };
        for at in self.group.touched.drain(..).map(usize::from) {
            if column.field == TextField::Title {
                let typed = (self.in_title[at] & column.bits).count_ones() as u8;
                let named = std::mem::take(&mut self.longest[at]);
                self.held[at] = self.held[at].saturating_add(typed.max(named));
            }
            sum[at] += std::mem::take(&mut self.group.values[at]);
            self.found[at / 64] |= 1 << (at % 64);
        }
    }

    /// Hands out what was found, in order, and leaves the window empty.
    pub(crate) fn drain(&mut self, mut each: impl FnMut(Found)) {
        for block in 0..self.found.len() {
            let mut bits = std::mem::take(&mut self.found[block]);
            while bits != 0 {
                let at = block * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let core = std::mem::take(&mut self.score[at]);
                each(Found {
                    doc: self.start + at as u32,
                    text: core + std::mem::take(&mut self.extra[at]),
                    core,
                    words: std::mem::take(&mut self.words[at]),
                    in_title: std::mem::take(&mut self.in_title[at]),
                    as_typed: std::mem::take(&mut self.as_typed[at]),
                    named_in_title: std::mem::take(&mut self.named_in_title[at]),
                    held: std::mem::take(&mut self.held[at]),
                });
            }
        }
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
    lengths: Option<&'a FieldNormReader>,
}

impl Stretch<'_> {
    fn at(&self, doc: DocId) -> u16 {
        (doc - self.start) as u16
    }

    #[inline]
    fn score(&self, worth: f32, doc: DocId, frequency: u32) -> f32 {
        let length = self.lengths.map_or(0, |lengths| lengths.fieldnorm_id(doc));
        worth * self.norm.score(frequency, length)
    }
}

/// A window of sums of which few are not zero.
struct Sparse {
    values: Vec<f32>,
    touched: Vec<u16>,
}

impl Sparse {
    fn new() -> Self {
        Self { values: vec![0.0; WINDOW as usize], touched: Vec::new() }
    }

    fn keep_best(&mut self, at: u16, score: f32) {
        let value = &mut self.values[at as usize];
        if *value == 0.0 {
            self.touched.push(at);
        }
        *value = value.max(score);
    }

    fn add(&mut self, at: u16, score: f32) {
        let value = &mut self.values[at as usize];
        if *value == 0.0 {
            self.touched.push(at);
        }
        *value += score;
    }
}
