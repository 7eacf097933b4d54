//! The titles that say just what was typed.

use crate::cover::{Piece, PieceReading};
use crate::said::labels;
use crate::understand::Intent;
use jobsearch_analysis::{Token, surface_key};
use jobsearch_engine::{Group, Name};
use jobsearch_posting::Language;
use jobsearch_vocabulary::Vocabulary;

/// The titles that would say what these words ask for: all but the facts before and behind it, or all of it.
pub(crate) fn typed_titles(text: &str, tokens: &[Token], pieces: &[Piece]) -> Vec<String> {
    let is_text = |piece: &&Piece| matches!(piece.reading, PieceReading::Word | PieceReading::Concept(_));
    let mut bare = pieces.iter().filter(is_text);
    let first = bare.next();
    let last = bare.next_back().or(first);
    let without_facts = first.zip(last).map(|(first, last)| {
        text[tokens[first.tokens.start].span.start..tokens[last.tokens.end - 1].span.end].to_owned()
    });
    without_facts.into_iter().chain([text.to_owned()]).collect()
}

/// The keys of the titles that say just what was typed, or just a name in the main language that counts as much where
/// nothing else is asked for.
pub(crate) fn title_keys(
    intent: &Intent,
    groups: &[Group],
    (vocabulary, main): (&Vocabulary, Option<Language>),
) -> Vec<u64> {
    let mut needed = groups.iter().filter(|group| group.needed);
    let only = needed.next().filter(|_| needed.next().is_none());
    let is_one = |name: &&Name| name.as_typed.is_some() && main.is_none_or(|main| main == name.language);
    let names = only.into_iter().flat_map(|group| &group.others).filter(is_one);
    let names = names.flat_map(|name| labels(vocabulary, name)).map(|label| label.text);
    let titles = intent.titles.iter().map(String::as_str).chain(names);
    let mut keys: Vec<u64> = titles.filter_map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The key of the title that says all that was typed, where that asks for a job and for facts as well.
pub(crate) fn whole_title(intent: &Intent, groups: &[Group]) -> Option<u64> {
    let asks_both = !intent.wanted.is_empty() && groups.iter().any(|group| group.needed);
    intent.whole.as_deref().filter(|_| asks_both).and_then(key)
}

/// The key of a title; none where it has no words.
fn key(title: &str) -> Option<u64> {
    Some(surface_key(title)).filter(|key| *key != 0)
}
