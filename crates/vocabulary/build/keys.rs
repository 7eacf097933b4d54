//! How a label becomes the key it is found by.

use crate::links::{is_conjunction, is_link};
use jobsearch_analysis::{Analyzer, Token, is_stop_word};
use std::collections::BTreeMap;

/// Which small words a key leaves out between its first and its last term.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skip {
    /// Those that tie words together.
    Links,
    /// The conjunctions too.
    LinksAndConjunctions,
}

/// The terms of a label, joined by a space, without the small words inside; empty where it has none.
pub(crate) fn key(label: &str, skip: Skip) -> String {
    join(label, skip, |token| token.term.clone())
}

/// The words of a label as typed, each marked by `=`: a key that plurals and other forms do not share.
pub(crate) fn exact_key(label: &str, skip: Skip) -> String {
    join(label, skip, |token| format!("={}", token.word))
}

/// The terms of a label that are no function words, joined by a space; empty where it has none.
pub(crate) fn content_terms(label: &str) -> String {
    let tokens = Analyzer::new().tokens(label).into_iter();
    let content = tokens.filter(|token| !token.alias && !is_stop_word(&token.word)).map(|token| token.term);
    content.collect::<Vec<_>>().join(" ")
}

fn join(label: &str, skip: Skip, spell: impl Fn(&Token) -> String) -> String {
    let tokens: Vec<Token> = Analyzer::new().tokens(label).into_iter().filter(|token| !token.alias).collect();
    let last = tokens.len().saturating_sub(1);
    let kept =
        tokens.iter().enumerate().filter(|(at, token)| *at == 0 || *at == last || !skips(skip, &token.word));
    kept.map(|(_, token)| spell(token)).collect::<Vec<_>>().join(" ")
}

fn skips(skip: Skip, word: &str) -> bool {
    is_link(word) || (skip == Skip::LinksAndConjunctions && is_conjunction(word))
}

/// Packs keys into an `fst` map.
pub(crate) fn map(keys: &BTreeMap<String, u64>) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in keys {
        builder.insert(key, *value).expect("a BTreeMap gives its keys in order, each once");
    }
    builder.into_inner().expect("memory does not fail")
}

/// The lines of a table that hold a row, numbered from 1 for messages.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    })
}
