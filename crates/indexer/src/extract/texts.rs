//! The texts of a posting, each analysed once: for the engine, and for the readers of facts.

use jobsearch_analysis::{Analyzer, Terms, Token};
use jobsearch_engine::Field;
use rustc_hash::FxBuildHasher;
use std::cell::RefCell;
use std::hash::BuildHasher;
use std::ops::Deref;

/// How many texts that are only searched are kept with their terms, and the longest of them, in bytes: headings, companies
/// and standing paragraphs come again and again.
const TEXTS: usize = 1 << 10;
const LONGEST_TEXT: usize = 1 << 11;

thread_local! {
    /// Each in the place that its hash names.
    static KNOWN: RefCell<Vec<(String, Terms)>> = const { RefCell::new(Vec::new()) };
}

/// Analyses texts, each once, for the engine and for the readers of facts.
#[derive(Default)]
pub(super) struct Texts {
    analyzer: Analyzer,
    /// The terms of all that is searched, each text with its field.
    pub(super) terms: Vec<(Field, Terms)>,
}

impl Texts {
    /// Takes a text that is only searched.
    pub(super) fn take(&mut self, field: Field, text: &str) {
        self.terms.push((field, self.terms_of(text)));
    }

    fn terms_of(&self, text: &str) -> Terms {
        if text.len() > LONGEST_TEXT {
            return self.analyzer.terms(text);
        }
        KNOWN.with_borrow_mut(|kept| {
            kept.resize_with(TEXTS, Default::default);
            let (known, terms) = &mut kept[FxBuildHasher.hash_one(text) as usize % TEXTS];
            if known != text {
                (*known, *terms) = (text.to_owned(), self.analyzer.terms(text));
            }
            terms.clone()
        })
    }

    /// Takes a text that facts are read from; gives its tokens without the alternative spellings.
    pub(super) fn read(&mut self, field: Field, text: &str) -> Tokens {
        let (mut terms, mut tokens) = (Terms::for_bytes(text.len()), Tokens::none());
        self.analyzer.for_each(text, &mut |token| {
            terms.push(&token);
            if !token.alias {
                tokens.0.push(token);
            }
        });
        self.terms.push((field, terms));
        tokens
    }
}

/// The tokens of a text without the alternative spellings, which stand for words already there.
pub(super) fn first_spellings(text: &str) -> Tokens {
    let mut tokens = Tokens::none();
    Analyzer::new().for_each(text, &mut |token| {
        if !token.alias {
            tokens.0.push(token);
        }
    });
    tokens
}

/// The tokens of a text. Their memory is used again: it is by far the most that reading a posting takes.
pub(super) struct Tokens(Vec<Token>);

/// How many times memory is kept at most, and for how many tokens: no posting takes more, but for those nobody would write.
const KEPT: usize = 16;
const LONGEST: usize = 1 << 12;

thread_local! {
    static SPARE: RefCell<Vec<Vec<Token>>> = const { RefCell::new(Vec::new()) };
}

impl Tokens {
    fn none() -> Self {
        Self(SPARE.with_borrow_mut(Vec::pop).unwrap_or_default())
    }

    /// Leaves out the tokens from a number on.
    pub(super) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        let mut tokens = std::mem::take(&mut self.0);
        tokens.clear();
        SPARE.with_borrow_mut(|spare| {
            if spare.len() < KEPT && tokens.capacity() <= LONGEST {
                spare.push(tokens);
            }
        });
    }
}

impl Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.0
    }
}
