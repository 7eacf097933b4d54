//! The posting lists of a plan in a segment, grouped as they compete.

use crate::cursor::Cursor;
use crate::score::{ReadyGroup, ReadyWord, Text};
use crate::segments::Lengths;
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::{DocId, TERMINATED};

/// From this weight on a reading is another name of what was typed; below it is something near.
const NAME: f32 = 0.5;

/// All posting lists of a plan in a segment.
pub(crate) struct Lists<'t> {
    /// Those that make a posting a hit: in titles, and elsewhere.
    pub(crate) titles: Vec<Column<'t>>,
    pub(crate) texts: Vec<Column<'t>>,
    /// Those that only add to a hit.
    pub(crate) extras: Vec<Column<'t>>,
}

/// A group in one field.
pub(crate) struct Column<'t> {
    pub(crate) field: TextField,
    /// How long the field is in each posting, where that counts.
    pub(crate) lengths: Option<&'t Lengths>,
    /// The readings of each word, by its bit.
    pub(crate) words: Vec<(u64, Vec<List>)>,
    pub(crate) others: Vec<List>,
    pub(crate) bits: u64,
    /// Whether the words are one name.
    pub(crate) is_name: bool,
    /// What the group scores at most.
    pub(crate) most: f32,
    /// Whether the group is part of a full answer.
    pub(crate) needed: bool,
}

/// A reading in one field.
pub(crate) struct List {
    pub(crate) cursor: Cursor,
    /// What a match is worth before its frequency: rarity × weight of the reading.
    pub(crate) worth: f32,
    /// Whether it names the thing itself, not a neighbour of it.
    pub(crate) is_name: bool,
    /// Whether it does so in another language.
    pub(crate) foreign: bool,
    /// How many words of a title it makes where it counts as what was typed, else 0.
    pub(crate) as_typed: u8,
}

impl<'t> Lists<'t> {
    /// Opens the posting lists of a plan's text in a segment.
    pub(crate) fn open(text: &Text<'_>, terms: &Terms<'t>, segment: usize) -> tantivy::Result<Self> {
        let mut lists = Self { titles: Vec::new(), texts: Vec::new(), extras: Vec::new() };
        for field in TextField::ALL {
            let place = Place { segment, field };
            let lengths = (field == TextField::Body).then(|| &terms.segment(segment).body_lengths);
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
                let (bits, is_name) = (group.bits, group.is_name);
                let most = group.rarity * text.norms[field as usize].most();
                of_its_kind.push(Column { field, lengths, words, others, bits, is_name, most, needed });
            }
        }
        Ok(lists)
    }

    /// The first posting from here on that a list holds which makes it a hit.
    pub(crate) fn next(&self) -> DocId {
        self.titles.iter().chain(&self.texts).map(Column::next).min().unwrap_or(TERMINATED)
    }

    /// What a posting before `end` scores at most whose title holds nothing that makes it a hit.
    pub(crate) fn most_untitled(&self, end: DocId) -> f32 {
        let near = self.texts.iter().chain(&self.extras).filter(|column| column.next() < end);
        near.map(|column| column.most).sum()
    }
}

impl Column<'_> {
    /// The first posting from here on that it holds.
    fn next(&self) -> DocId {
        let lists = self.words.iter().flat_map(|(_, lists)| lists).chain(&self.others);
        lists.map(|list| list.cursor.doc()).min().unwrap_or(TERMINATED)
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
            let worth = word.rarity * reading.weight;
            lists.push(List { cursor, worth, is_name: true, foreign: false, as_typed: 0 });
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
            let (worth, foreign) = (group.rarity * weight, ready.name.foreign);
            lists.push(List { cursor, worth, is_name: weight >= NAME, foreign, as_typed });
        }
    }
    Ok(lists)
}
