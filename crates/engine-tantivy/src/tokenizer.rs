//! Packed terms, dressed as a text of tantivy's: postings come analysed, and are never analysed here.

use jobsearch_analysis::{Analyzer, Terms};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the terms are registered: it changes whenever a term may come out differently.
pub(crate) fn name() -> String {
    format!("text@{}.{}", Analyzer::fingerprint(), crate::schema::VERSION)
}

/// Hands out packed [`Terms`] one by one.
#[derive(Clone, Default)]
pub(crate) struct TermTokenizer {
    token: Token,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = Unpacked<'a>;

    fn token_stream<'a>(&'a mut self, packed: &'a str) -> Self::TokenStream<'a> {
        self.token.reset();
        Unpacked { packed, token: &mut self.token }
    }
}

/// The terms of one text.
pub(crate) struct Unpacked<'a> {
    /// Those that are left.
    packed: &'a str,
    token: &'a mut Token,
}

impl TokenStream for Unpacked<'_> {
    fn advance(&mut self) -> bool {
        let Some((is_next, term, rest)) = Terms::split_first(self.packed) else { return false };
        self.packed = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        // Before the first term the position is one before the first.
        self.token.position = self.token.position.wrapping_add(usize::from(is_next));
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
