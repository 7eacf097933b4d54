//! Words that are looked for in a text all at once.

use aho_corasick::AhoCorasick;
use std::ops::Range;

/// Words, and the automaton that finds them.
pub(super) struct Needles {
    words: Vec<&'static str>,
    automaton: AhoCorasick,
}

impl Needles {
    /// Looks for some words.
    pub(super) fn of(words: &[&'static str]) -> Self {
        let automaton = AhoCorasick::new(words).expect("a few words make an automaton");
        Self { words: words.to_vec(), automaton }
    }

    /// Tells whether any of them stands in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.automaton.is_match(text)
    }

    /// Every place where one of them stands in a text, overlaps included: its number, the word, and where.
    pub(super) fn find<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, &'static str, Range<usize>)> + 'a {
        let found = self.automaton.find_overlapping_iter(text);
        found.map(|found| (found.pattern().as_usize(), self.words[found.pattern()], found.range()))
    }
}

/// Tells whether the word at some bytes of a text stands alone: with no letter on either side, or before it where it
/// does not begin with one itself.
pub(super) fn stands_alone(text: &str, word: Range<usize>) -> bool {
    let (before, behind) = (text[..word.start].chars().next_back(), text[word.end..].chars().next());
    let opens_with_letter = text[word].starts_with(char::is_alphanumeric);
    let before = before.is_none_or(|c| !c.is_alphabetic()) || !opens_with_letter;
    before && behind.is_none_or(|c| !c.is_alphabetic())
}
