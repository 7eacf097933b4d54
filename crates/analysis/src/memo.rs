//! What the stem and the tables say of a word, kept for when it comes again: a few thousand words are most of any text.

use crate::Token;
use crate::compound::Compound;
use crate::stem::Stem;
use smol_str::SmolStr;
use std::cell::Cell;

/// How many words are kept at first, and at most; powers of two.
const FEW: usize = 256;
const MOST: usize = 1 << 15;
/// How many times more are kept once as many words came anew as there was room for.
const GROWTH: usize = 16;

thread_local! {
    static KEPT: Cell<Memo> = const { Cell::new(Memo { slots: Vec::new(), new: 0 }) };
}

/// What is known of a word. It fills what a processor fetches at once.
#[derive(Clone, Default)]
#[repr(align(64))]
pub(crate) struct Known {
    /// The word itself.
    pub(crate) word: SmolStr,
    /// Its stem.
    pub(crate) term: SmolStr,
    /// The key of the stem.
    pub(crate) term_key: u64,
    /// The other ways it is written.
    pub(crate) compound: Option<&'static Compound>,
}

/// The words that came last, each in the place that its hash names.
#[derive(Default)]
pub(crate) struct Memo {
    slots: Vec<Known>,
    /// How many words came that were not kept, since there are so many slots.
    new: usize,
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

    /// Looks up a folded word; its key comes beside.
    #[inline(always)]
    pub(crate) fn look_up(&mut self, word: &str) -> (&Known, u64) {
        let key = Token::key(word);
        let at = key as usize & (self.slots.len() - 1);
        if self.slots[at].word != word {
            self.slots[at] = Known::of(word, key);
            self.new += 1;
        }
        (&self.slots[at], key)
    }
}

impl Known {
    #[cold]
    fn of(word: &str, key: u64) -> Self {
        let (stem, compound) = (Stem::of(word), Compound::of(word));
        let word = SmolStr::new(word);
        if stem.kept.len() == word.len() {
            return Self { term: word.clone(), word, term_key: key, compound };
        }
        let term: SmolStr = [stem.kept, stem.tail].into_iter().collect();
        Self { word, term_key: Token::key(&term), term, compound }
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
            let known = memo.look_up(word).0;
            assert_eq!((known.word.as_str(), known.term.as_str()), (word, &*stem(word)));
        }
    }
}
