//! The posting lists of a plan in a segment, and the part each plays in what a posting scores.

use crate::cursor::Cursor;
use crate::score::{Norms, ReadyGroup, Text, counts_occurrences};
use crate::segments::Segment;
use crate::terms::{Place, Terms};
use jobsearch_engine::Field as TextField;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TERMINATED, Term};

/// All posting lists of a plan in a segment.
pub(crate) struct Lists {
    /// Those that make a posting a hit, then those that only add to one; in either order their parts.
    pub(crate) lists: Vec<List>,
    /// In the order of their columns, and in a column the words before the names.
    pub(crate) parts: Vec<Part>,
    pub(crate) columns: Vec<Column>,
    /// How many parts are counted.
    pub(crate) counted: usize,
}

/// The postings that hold a reading or a name in one field.
pub(crate) struct List {
    pub(crate) cursor: Cursor,
    /// The number of the part it plays.
    pub(crate) part: usize,
    /// Whether it makes a posting a hit.
    pub(crate) finds: bool,
}

/// A group in one field.
pub(crate) struct Column {
    pub(crate) field: TextField,
    pub(crate) bits: u64,
    /// How many words the group has.
    pub(crate) words: usize,
    /// Whether they are one name.
    pub(crate) is_name: bool,
    /// What the group scores at most.
    pub(crate) most: f32,
    /// Whether the group is part of a full answer.
    pub(crate) needed: bool,
}

/// What a list says of the postings it holds.
pub(crate) struct Part {
    /// The number of its column.
    pub(crate) column: usize,
    pub(crate) says: Says,
    /// What a match is worth before its frequency: rarity × weight of the reading.
    pub(crate) worth: f32,
    /// What a match scores at least and at most; it is above zero: what weighs nothing is found all the same.
    pub(crate) range: [f32; 2],
    /// The number among the counted parts, where occurrences are.
    pub(crate) counted: Option<usize>,
}

/// What is said by a match.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Says {
    /// The word with this bit.
    Word(u64),
    /// Another name for all the words of a group.
    Name {
        /// Whether it names the thing itself, not a neighbour of it.
        itself: bool,
        /// Whether it does so in another language.
        foreign: bool,
        /// How many words of a title it makes where it counts as what was typed, else 0.
        as_typed: u8,
    },
    /// The whole title, just as typed.
    Title {
        /// Whether the facts that were typed are part of it.
        with_facts: bool,
    },
}

/// A list, what it says, and what a match is worth.
type Opened = (Cursor, Says, f32);

impl Lists {
    /// Opens the posting lists of a plan's text in a segment.
    pub(crate) fn open(text: &Text<'_>, terms: &Terms<'_>, segment: usize) -> tantivy::Result<Self> {
        let many = text.groups.iter().map(|group| group.words.len() + group.others.len()).sum();
        let (opened, parts) = (Vec::with_capacity(many), Vec::with_capacity(many));
        let mut lists = Self { lists: opened, parts, columns: Vec::new(), counted: 0 };
        for finds in [true, false] {
            for field in TextField::ALL {
                for group in &text.groups {
                    let needed = text.needed & group.bits != 0;
                    if finds == (needed || text.needed == 0) {
                        let opened = open(group, terms, Place { segment, field })?;
                        lists.add(opened, (group, needed, finds), (field, &text.norms[field as usize]));
                    }
                }
            }
        }
        lists.add_titles(text, terms.segment(segment))?;
        Ok(lists)
    }

    /// The first posting from here on that a list holds which makes it a hit.
    pub(crate) fn next(&self) -> DocId {
        let finding = self.lists.iter().take_while(|list| list.finds);
        finding.map(|list| list.cursor.doc()).min().unwrap_or(TERMINATED)
    }

    /// The part with this number.
    #[inline]
    pub(crate) fn part(&self, number: u16) -> &Part {
        &self.parts[usize::from(number)]
    }

    /// Parts, by their numbers, those of each column together.
    #[inline]
    pub(crate) fn by_column<'a>(&'a self, parts: &'a [u16]) -> impl Iterator<Item = &'a [u16]> {
        parts.chunk_by(|&one, &other| self.part(one).column == self.part(other).column)
    }

    fn add(
        &mut self,
        opened: Vec<Opened>,
        (group, needed, finds): (&ReadyGroup<'_>, bool, bool),
        (field, norms): (TextField, &Norms),
    ) {
        if opened.is_empty() {
            return;
        }
        let (column, from) = (self.columns.len(), self.lists.len());
        for (cursor, says, worth) in opened {
            let part = self.number_of((column, says, worth), (field, norms));
            self.lists.push(List { cursor, part, finds });
        }
        self.lists[from..].sort_by_key(|list| list.part);
        self.columns.push(Column {
            field,
            bits: group.bits,
            words: group.words.iter().filter(|word| word.bit != 0).count(),
            is_name: group.is_name,
            most: group.rarity * norms.most(),
            needed,
        });
    }

    /// Adds the titles that are written as typed, which score nothing by themselves.
    fn add_titles(&mut self, text: &Text<'_>, segment: &Segment) -> tantivy::Result<()> {
        for &(key, with_facts) in &text.titles {
            // Which field of the index it is makes no difference to the bytes.
            let key = Term::from_field_u64(Field::from_field_id(0), key);
            if let Some(info) = segment.title_keys.get_term_info(&key)? {
                let cursor = Cursor::term(&segment.title_keys, &info, IndexRecordOption::Basic)?;
                let (column, part) = (self.columns.len(), self.parts.len());
                self.lists.push(List { cursor, part, finds: text.is_free });
                let says = Says::Title { with_facts };
                self.parts.push(Part { column, says, worth: 0.0, range: [0.0; 2], counted: None });
            }
        }
        let (field, bits) = (TextField::Title, 0);
        self.columns.push(Column { field, bits, words: 0, is_name: false, most: 0.0, needed: false });
        Ok(())
    }

    /// The number of a part; names that say the same are one.
    fn number_of(
        &mut self,
        (column, says, worth): (usize, Says, f32),
        (field, norms): (TextField, &Norms),
    ) -> usize {
        let is_name = matches!(says, Says::Name { .. });
        let is_same = |part: &Part| part.column == column && part.says == says && part.worth == worth;
        if let Some(known) = self.parts.iter().rposition(is_same)
            && is_name
        {
            return known;
        }
        let counted = (!is_name && counts_occurrences(field)).then_some(self.counted);
        let range = norms.range(worth, counted.is_some());
        self.counted += usize::from(counted.is_some());
        self.parts.push(Part { column, says, worth, range, counted });
        self.parts.len() - 1
    }
}

/// Opens the lists of a group in a field: the readings of its words, then its other names.
fn open(group: &ReadyGroup<'_>, terms: &Terms<'_>, place: Place) -> tantivy::Result<Vec<Opened>> {
    let mut opened = Vec::with_capacity(group.words.len() + group.others.len());
    for word in group.words.iter().filter(|word| word.bit != 0) {
        for numbered in &word.readings {
            if numbered.reading.only.is_none_or(|only| only == place.field)
                && let Some(cursor) = Cursor::open(terms, numbered, place)?
            {
                opened.push((cursor, Says::Word(word.bit), word.rarity * numbered.reading.weight));
            }
        }
    }
    let segment = (place.segment, terms.segment(place.segment));
    for ready in group.others.iter().flatten() {
        if let Some(cursor) = ready.open(segment, place.field)? {
            let (weight, as_typed) = (ready.name.weight, ready.name.as_typed.unwrap_or(0));
            let (itself, foreign) = (ready.name.is_itself(), ready.name.foreign);
            let says = Says::Name { itself, foreign, as_typed };
            opened.push((cursor, says, group.rarity * weight));
        }
    }
    Ok(opened)
}
