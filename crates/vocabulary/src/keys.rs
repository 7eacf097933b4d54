//! How a label becomes the key it is found by.
//!
//! Shared with the build script, as what packs is: our tables are packed at build time, a user's pack when it is added.

use jobsearch_analysis::{Analyzer, Token};
use std::collections::BTreeMap;

/// Stands before the letters of a country or a state, so that only who asks for a code finds one.
pub(crate) const CODE_MARK: char = '\u{1}';

/// The terms of a label, joined by a space, without the words inside that are skipped; empty where it has none.
pub(crate) fn key(label: &str, skips: fn(&str) -> bool) -> String {
    join(label, skips, |token| token.term.to_string())
}

/// The words of a label as typed, each marked by `=`: a key that plurals and other forms do not share.
pub(crate) fn exact_key(label: &str, skips: fn(&str) -> bool) -> String {
    join(label, skips, |token| format!("={}", token.word))
}

fn join(label: &str, skips: fn(&str) -> bool, spell: impl Fn(&Token) -> String) -> String {
    let tokens: Vec<Token> = Analyzer::new().tokens(label).into_iter().filter(|token| !token.alias).collect();
    let last = tokens.len().saturating_sub(1);
    let kept = tokens.iter().enumerate().filter(|(at, token)| *at == 0 || *at == last || !skips(&token.word));
    kept.map(|(_, token)| spell(token)).collect::<Vec<_>>().join(" ")
}

/// Packs keys into an `fst` map.
pub(crate) fn map<Key: AsRef<[u8]>>(keys: &BTreeMap<Key, u64>) -> Vec<u8> {
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
