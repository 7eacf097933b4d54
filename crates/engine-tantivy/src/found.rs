//! What a posting holds of what was asked, and what that scores.

use crate::lists::{Column, Lists, Part, Says};
use jobsearch_engine::Field as TextField;

/// What a posting holds of what was asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    /// Its text score.
    pub(crate) text: f32,
    /// The part of it that the needed words score.
    pub(crate) core: f32,
    /// The bits of the words it holds.
    pub(crate) words: u64,
    /// Those it says under a name of their own, not of a neighbour.
    pub(crate) said: u64,
    /// The bits of the words its title holds as typed.
    pub(crate) in_title: u64,
    /// The bits of the words in whose place its title holds a name that counts as typed.
    pub(crate) as_typed: u64,
    /// The bits of the words whose other names its title holds in the language typed, and in the other one.
    pub(crate) named_in_title: u64,
    pub(crate) foreign_in_title: u64,
    /// How many words of its title are asked for.
    pub(crate) held: u8,
    /// Whether its title is written just as typed, without the facts or with them.
    pub(crate) is_alike: bool,
    pub(crate) says_it_all: bool,
}

/// What is the same for all postings that hold a set of parts, however often and in however long a text.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// The number of the set.
    pub(crate) set: u32,
    /// How many of its parts are needed ones in titles, and what these score.
    pub(crate) titles: u16,
    pub(crate) least: f32,
    /// What they hold, with what all parts score at most.
    pub(crate) most: Found,
}

impl Known {
    /// What is the same for all that hold these parts.
    pub(crate) fn of(set: u32, parts: &[u16], lists: &Lists) -> Self {
        let mut known = Self { set, titles: 0, least: 0.0, most: Found::default() };
        let (mut extra, most) = (0.0, &mut known.most);
        for of_column in lists.by_column(parts) {
            let column = most.add(of_column, lists);
            let score = column.score(of_column.iter().map(|&part| lists.part(part)), |part| part.range[1]);
            *(if column.needed { &mut most.core } else { &mut extra }) += score;
            if column.needed && column.field == TextField::Title {
                (known.titles, known.least) = (known.titles + of_column.len() as u16, most.core);
            }
        }
        most.text = most.core + extra;
        known
    }
}

impl Found {
    /// Adds what is held of a group in a field, not what that scores.
    fn add<'l>(&mut self, parts: &[u16], lists: &'l Lists) -> &'l Column {
        let column = &lists.columns[lists.part(parts[0]).column];
        let is_title = column.field == TextField::Title;
        let (mut typed, mut longest) = (0u64, 0);
        for &part in parts {
            match lists.part(part).says {
                Says::Word(bit) => typed |= bit,
                Says::Title { with_facts: false } => self.is_alike = true,
                Says::Title { with_facts: true } => self.says_it_all = true,
                Says::Name { itself, foreign, as_typed } => {
                    self.words |= column.bits;
                    self.said |= if itself { column.bits } else { 0 };
                    longest = as_typed.max(longest);
                    let named = if is_title && itself { column.bits } else { 0 };
                    *(if foreign { &mut self.foreign_in_title } else { &mut self.named_in_title }) |= named;
                    self.as_typed |= if foreign || as_typed == 0 { 0 } else { named };
                }
            }
        }
        self.words |= typed;
        self.said |= typed;
        if is_title {
            self.in_title |= typed;
            self.held = self.held.saturating_add(longest.max(typed.count_ones() as u8));
        }
        column
    }

    /// The same, with what further parts score, those of each column complete.
    #[inline]
    pub(crate) fn with(
        mut self,
        parts: &[u16],
        lists: &Lists,
        score: impl Fn(&Part, &Column) -> f32,
    ) -> Self {
        let mut extra = 0.0;
        for of_column in lists.by_column(parts) {
            let column = &lists.columns[lists.part(of_column[0]).column];
            let sum = if column.needed { &mut self.core } else { &mut extra };
            *sum += column.score(of_column.iter().map(|&part| lists.part(part)), |part| score(part, column));
        }
        self.text = self.core + extra;
        self
    }
}

impl Column {
    /// What is held of a group in a field scores: the words typed add up, the readings of each compete, and other names
    /// compete with all the words together.
    #[inline]
    fn score<'a>(&self, parts: impl Iterator<Item = &'a Part>, score: impl Fn(&Part) -> f32) -> f32 {
        let (mut words, mut word, mut names, mut typed) = (0.0, 0.0, 0.0, 0u64);
        for part in parts {
            match (part.says, score(part)) {
                (Says::Word(bit), score) if typed & bit != 0 => word = greater(word, score),
                (Says::Word(bit), score) => {
                    words += word;
                    word = score;
                    typed |= bit;
                }
                (Says::Name { .. }, score) => names = greater(names, score),
                (Says::Title { .. }, _) => (),
            }
        }
        words += word;
        // A title that says only some words of a name counts less than they do: by half of a name more jobs are called
        // than the one asked for.
        let is_name = self.is_name && self.field == TextField::Title;
        if is_name && typed != 0 && (typed.count_ones() as usize) < self.words {
            words *= (words / self.most).sqrt();
        }
        greater(words, names)
    }
}

/// The greater of two; unlike `max` this need not ask for what is no number.
#[inline]
pub(crate) fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}
