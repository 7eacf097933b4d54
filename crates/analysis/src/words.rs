//! The words of a text, folded, and what lies between them.

use crate::gap::{Gap, visible};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters only.
    Letters,
    /// The figures 0 to 9 only.
    Digits,
    /// Letters and figures.
    Mixed,
    /// A word with a sign of its own: `c++`, `.net`, `r&d`.
    Symbol,
}

/// One word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) span: Range<usize>,
    /// Its bytes in the folded text of the words.
    pub(crate) folded: Range<usize>,
    /// What it is made of.
    pub(crate) shape: Shape,
    /// What lies before it.
    pub(crate) gap: Gap,
}

/// The most memory that is kept from a text for the next, in bytes.
const KEPT: usize = 1 << 20;

thread_local! {
    /// The memory of the words that were read last.
    static SPARE: Cell<(String, Vec<Word>)> = const { Cell::new((String::new(), Vec::new())) };
}

/// The words of a text, folded.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    /// The text they were read in.
    pub(crate) text: &'t str,
    /// The text in small letters, where plain words are found as they stand in it, then all other words, folded.
    pub(crate) folded: String,
    pub(crate) list: Vec<Word>,
}

impl Drop for Words<'_> {
    fn drop(&mut self) {
        if self.list.capacity() * size_of::<Word>() <= KEPT {
            SPARE.set((std::mem::take(&mut self.folded), std::mem::take(&mut self.list)));
        }
    }
}

impl<'t> Words<'t> {
    /// Has no words yet.
    pub(crate) fn of(text: &'t str) -> Self {
        let (mut folded, mut list) = SPARE.take();
        folded.clear();
        folded.push_str(text);
        folded.make_ascii_lowercase();
        list.clear();
        Self { text, folded, list }
    }

    /// The number of words.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The word with this number; there must be one.
    #[inline]
    pub(crate) fn word(&self, at: usize) -> &Word {
        &self.list[at]
    }

    /// A word's folded text; empty behind the last word.
    #[inline]
    pub(crate) fn folded(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// How many bytes a word's folded text has; there must be one.
    #[inline]
    pub(crate) fn length(&self, at: usize) -> usize {
        self.list[at].folded.len()
    }

    /// The byte behind a word; there must be one.
    #[inline]
    pub(crate) fn behind(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(self.list[at].span.end).copied()
    }

    /// A word's shape, where there is such a word.
    #[inline]
    pub(crate) fn shape(&self, at: usize) -> Option<Shape> {
        self.list.get(at).map(|word| word.shape)
    }

    /// What lies before a word; [`Gap::Other`] behind the last one.
    #[inline]
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.list.get(at).map_or(Gap::Other, |word| word.gap)
    }

    /// What is seen before a word, back to the word before it; what follows the last word behind it.
    pub(crate) fn gap_text(&self, at: usize) -> Cow<'t, str> {
        visible(self.raw_gap(at))
    }

    /// The same with what is not seen, so that places in it can be counted.
    pub(crate) fn raw_gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.list[before].span.end);
        let to = self.list.get(at).map_or(self.text.len(), |word| word.span.start);
        &self.text[from..to]
    }
}
