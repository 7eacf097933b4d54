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
    type TokenStream<'a> = Unpacked<'a, Box<dyn Iterator<Item = (u32, &'a str)> + 'a>>;

    fn token_stream<'a>(&'a mut self, packed: &'a str) -> Self::TokenStream<'a> {
        self.token.reset();
        Unpacked { terms: Box::new(Terms::unpack(packed)), token: &mut self.token }
    }
}

/// The terms of one text.
pub(crate) struct Unpacked<'a, I> {
    terms: I,
    token: &'a mut Token,
}

impl<'a, I: Iterator<Item = (u32, &'a str)>> TokenStream for Unpacked<'a, I> {
    fn advance(&mut self) -> bool {
        let Some((position, term)) = self.terms.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = position as usize;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
