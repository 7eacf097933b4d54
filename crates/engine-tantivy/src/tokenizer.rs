//! Our analyser, dressed as tantivy's.

use jobsearch_analysis::Analyzer;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the analyser is registered: it changes whenever a term may come out differently.
pub(crate) fn name() -> String {
    format!("text@{}.{}", Analyzer::fingerprint(), crate::schema::VERSION)
}

/// Analyses a whole text at once and hands its terms out one by one.
#[derive(Clone, Default)]
pub(crate) struct TermTokenizer {
    analyzer: Analyzer,
    /// All terms of the text, end to end.
    terms: String,
    marks: Vec<Mark>,
    token: Token,
}

#[derive(Clone)]
struct Mark {
    term: Range<usize>,
    span: Range<usize>,
    position: usize,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let Self { analyzer, terms, marks, token } = self;
        terms.clear();
        marks.clear();
        token.reset();
        analyzer.for_each(text, &mut |found| {
            let start = terms.len();
            terms.push_str(&found.term);
            let position = found.position as usize;
            marks.push(Mark { term: start..terms.len(), span: found.span.clone(), position });
        });
        Terms { terms, marks: marks.iter(), token }
    }
}

/// The terms of one text.
pub(crate) struct Terms<'a> {
    terms: &'a str,
    marks: std::slice::Iter<'a, Mark>,
    token: &'a mut Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Some(mark) = self.marks.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.terms[mark.term.clone()]);
        self.token.offset_from = mark.span.start;
        self.token.offset_to = mark.span.end;
        self.token.position = mark.position;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
