//! What the stem and the tables say of a word, kept for when it comes again: a few thousand words are most of any text.

use crate::Token;
use crate::stem::stem_in_place;
use crate::tables::{COMPOUND_PARTS, COMPOUND_STARTS};
use smol_str::SmolStr;
use std::cell::Cell;

/// How many words are kept at first, and at most; powers of two.
const FEW: usize = 256;
const MOST: usize = 1 << 15;
/// How many times more are kept once as many words came anew as there was room for.
const GROWTH: usize = 8;

thread_local! {
    static KEPT: Cell<Memo> = const { Cell::new(Memo { slots: Vec::new(), new: 0, buffer: String::new() }) };
}

/// What is known of a word.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// The word itself.
    pub(crate) word: SmolStr,
    /// Its stem.
    pub(crate) term: SmolStr,
    /// The keys of both.
    pub(crate) word_key: u64,
    pub(crate) term_key: u64,
    /// The other ways it is written.
    pub(crate) compound: Compound,
}

/// How a word is also written in two, and what it is also written in one with.
#[derive(Clone, Copy, Default)]
pub(crate) struct Compound {
    /// The two words that it is also written in.
    pub(crate) parts: Option<&'static (&'static str, &'static str)>,
    /// The words that may follow it and be written in one with it.
    seconds: Option<&'static Vec<&'static str>>,
}

/// The words that came last, each in the place that its hash names.
#[derive(Default)]
pub(crate) struct Memo {
    slots: Vec<Known>,
    /// How many words came that were not kept, since there are so many slots.
    new: usize,
    /// For stems.
    buffer: String,
}

impl Memo {
    /// Takes what this thread has kept, for the next text.
    pub(crate) fn take() -> Self {
        let mut memo = KEPT.take();
        let room = memo.slots.len();
        if memo.new >= room && room < MOST {
            memo.slots = vec![Known::default(); (room * GROWTH).clamp(FEW, MOST)];
            memo.new = 0;
        }
        memo
    }

    /// Keeps it for the next text.
    pub(crate) fn keep(self) {
        KEPT.set(self);
    }

    /// Looks up a folded word.
    pub(crate) fn look_up(&mut self, word: &str) -> &Known {
        let key = Token::key(word);
        let at = key as usize & (self.slots.len() - 1);
        let known = &mut self.slots[at];
        if known.word_key != key || known.word != word {
            *known = Known::of(word, key, &mut self.buffer);
            self.new += 1;
        }
        known
    }
}

impl Known {
    fn of(word: &str, word_key: u64, stem: &mut String) -> Self {
        stem.clear();
        stem.push_str(word);
        stem_in_place(stem);
        let (term, term_key) = (SmolStr::new(&*stem), Token::key(stem));
        Self { word: word.into(), term, word_key, term_key, compound: Compound::of(word) }
    }
}

impl Compound {
    fn of(word: &str) -> Self {
        let parts = COMPOUND_PARTS.get(word);
        let parts = parts.or_else(|| COMPOUND_PARTS.get(word.strip_suffix('s')?));
        Self { parts, seconds: COMPOUND_STARTS.get(word) }
    }

    /// Whether there are words behind it that may be written in one with it.
    pub(crate) fn is_begun(self) -> bool {
        self.seconds.is_some()
    }

    /// Whether a word behind it, perhaps in the plural, may be written in one with it.
    pub(crate) fn takes(self, next: &str) -> bool {
        let fits = |second: &&str| next.strip_prefix(second).is_some_and(|rest| matches!(rest, "" | "s"));
        self.seconds.is_some_and(|seconds| seconds.iter().any(fits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem;

    #[test]
    fn a_word_is_known_as_if_it_came_first() {
        let words: Vec<String> = (0..3 * FEW).map(|number| format!("motss{number}s")).collect();
        let mut memo = Memo::take();
        for word in words.iter().chain(&words).map(String::as_str).chain(["", "travaux", "directrices"]) {
            let known = memo.look_up(word);
            assert_eq!((known.word.as_str(), known.term.as_str()), (word, &*stem(word)));
        }
    }

    #[test]
    fn compounds_are_told_in_one_and_in_two() {
        let mut memo = Memo::take();
        for (joined, (first, second)) in COMPOUND_PARTS.iter() {
            assert_eq!(memo.look_up(joined).compound.parts, Some(&(*first, *second)));
            assert!(memo.look_up(first).compound.takes(second), "{joined}");
        }
        assert!(!memo.look_up("week").compound.takes("ending"));
        assert!(!memo.look_up("poste").compound.takes("fixe"));
    }
}
