//! Walks along the tokens of a text, to find labels in it.

mod letters;

use crate::openings;
use crate::steps::{self, Place};
use fst::raw::Fst;
use jobsearch_analysis::Token;
use letters::Letters;
use std::ops::Range;

/// How many small words in a row may stand inside a label (`au sein de la`).
const MOST_SKIPPED: u8 = 3;
/// No longer word is ever left out, in bytes.
const LONGEST_SKIPPED: usize = 4;

/// Labels with their values.
#[derive(Clone, Copy)]
pub(crate) enum Labels<'a> {
    /// A packed map, and the [bits](openings) of the words that its keys begin with, where there are any: most words of
    /// a text are told by them to begin none.
    Map(&'a Fst<&'a [u8]>, Option<&'a [u8]>),
    /// Where each word leads, [packed](steps).
    Steps(&'a [u8]),
}

/// Tells which words may be left out inside a label.
type Skips = fn(&str) -> bool;

/// Calls `found` with the tokens and the value of each label that the tokens spell, from every position. A label holds
/// terms, or words as typed, each marked by `=`.
pub(crate) fn find_all(
    labels: Labels<'_>,
    skips: Skips,
    tokens: &[Token],
    found: impl FnMut(Range<usize>, u64),
) {
    match labels {
        Labels::Map(map, openings) => walk(Letters(map), (openings, skips), tokens, found),
        Labels::Steps(packed) => {
            walk(Words(packed), (Some(steps::openings(packed)), skips), tokens, found);
        }
    }
}

/// Walks from every token that a label may begin with.
fn walk<T: Trie>(
    trie: T,
    (openings, skips): (Option<&[u8]>, Skips),
    tokens: &[Token],
    mut found: impl FnMut(Range<usize>, u64),
) {
    for (at, token) in tokens.iter().enumerate() {
        let may_begin = openings.map_or((true, true), |bits| openings::may_begin(bits, token));
        if may_begin != (false, false) {
            let start = start_of_position(tokens, at);
            let mut walk = Walk { trie, skips, tokens, start, found: &mut found };
            walk.read(at, trie.root(), may_begin);
        }
    }
}

/// What is walked along.
trait Trie: Copy {
    /// A place between two words.
    type Place: Copy;

    /// The place before any word.
    fn root(self) -> Self::Place;

    /// Where the term of a token leads from a place.
    fn term(self, from: Self::Place, token: &Token) -> Option<Step<Self::Place>>;

    /// Where the word of a token as typed leads from a place.
    fn typed(self, from: Self::Place, token: &Token) -> Option<Step<Self::Place>>;
}

/// Where a word leads.
#[derive(Clone, Copy)]
struct Step<Place> {
    /// The value of the words so far, where they are a label.
    value: Option<u64>,
    /// The place behind them, where others may follow.
    next: Option<Place>,
}

/// Goes from word to word.
#[derive(Clone, Copy)]
struct Words<'a>(&'a [u8]);

impl Words<'_> {
    fn step(self, from: Place, (word, key): (u64, u64)) -> Option<Step<Place>> {
        let step = from.may_lead(word).then(|| steps::find(self.0, from, key))??;
        Some(Step { value: step.value(), next: step.place() })
    }
}

impl Trie for Words<'_> {
    type Place = Place;

    fn root(self) -> Place {
        Place::ROOT
    }

    fn term(self, from: Place, token: &Token) -> Option<Step<Place>> {
        self.step(from, (token.term_key, from.term(token.term_key)))
    }

    fn typed(self, from: Place, token: &Token) -> Option<Step<Place>> {
        self.step(from, (token.word_key, from.typed(token.word_key)))
    }
}

struct Walk<'a, T, F> {
    trie: T,
    skips: Skips,
    tokens: &'a [Token],
    /// The first token of the position the walk set out from.
    start: usize,
    found: &'a mut F,
}

impl<T: Trie, F: FnMut(Range<usize>, u64)> Walk<'_, T, F> {
    /// Reads one token, by its term and by its word as typed, as far as either may lead on.
    fn read(&mut self, at: usize, from: T::Place, (term, typed): (bool, bool)) {
        let token = &self.tokens[at];
        if let Some(step) = term.then(|| self.trie.term(from, token)).flatten() {
            self.arrive(at, step);
        }
        if let Some(step) = typed.then(|| self.trie.typed(from, token)).flatten() {
            self.arrive(at, step);
        }
    }

    /// Tells what ends after this token, and goes on with what follows it.
    fn arrive(&mut self, last: usize, step: Step<T::Place>) {
        let after = self.after(last);
        if let Some(value) = step.value {
            (self.found)(self.start..after, value);
        }
        if let Some(next) = step.next {
            self.go_on(after, next, MOST_SKIPPED);
        }
    }

    fn go_on(&mut self, next: usize, from: T::Place, skips_left: u8) {
        let Some(token) = self.tokens.get(next) else { return };
        let end = end_of_position(self.tokens, next);
        for at in next..end {
            self.read(at, from, (true, true));
        }
        if skips_left > 0 && token.word.len() <= LONGEST_SKIPPED && (self.skips)(&token.word) {
            self.go_on(end, from, skips_left - 1);
        }
    }

    /// The first token after one: a first spelling covers one position, another spelling all that its span holds
    /// (`weekend` stands for `week` and `end`).
    fn after(&self, last: usize) -> usize {
        let read = &self.tokens[last];
        let behind = |token: &Token| match read.alias {
            true => token.position > read.position && token.span.start >= read.span.end,
            false => token.position > read.position,
        };
        let next = self.tokens[last..].iter().position(behind);
        next.map_or(self.tokens.len(), |ahead| last + ahead)
    }
}

/// The first of the tokens that share a position with one.
fn start_of_position(tokens: &[Token], at: usize) -> usize {
    let position = tokens[at].position;
    let same = tokens[..at].iter().rev().take_while(|token| token.position == position).count();
    at - same
}

/// The end of the tokens that share a position with the one at `start`.
fn end_of_position(tokens: &[Token], start: usize) -> usize {
    let position = tokens[start].position;
    let same = tokens[start..].iter().take_while(|token| token.position == position).count();
    start + same
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::is_link;

    fn token(word: &str, position: u32, span: Range<usize>, alias: bool) -> Token {
        let term = word.trim_end_matches('s');
        let (term_key, word_key) = (Token::key(term), Token::key(word));
        Token { term: term.into(), word: word.into(), position, span, alias, term_key, word_key }
    }

    fn check(keys: &[&str], tokens: &[Token], wanted: &[(Range<usize>, u64)]) {
        let mut builder = fst::MapBuilder::memory();
        for (value, key) in (0..).zip(keys) {
            builder.insert(key, value).expect("the keys are sorted");
        }
        let bytes = builder.into_inner().expect("memory does not fail");
        let map = Fst::new(&bytes[..]).expect("it was just packed");
        let packed = steps::pack(keys.iter().copied().zip(0..));
        for labels in [Labels::Map(&map, None), Labels::Steps(&packed)] {
            let mut found = Vec::new();
            find_all(labels, is_link, tokens, |range, value| found.push((range, value)));
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn longer_and_shorter_keys_are_found_and_links_skipped() {
        let tokens = [
            token("chefs", 0, 0..5, false),
            token("de", 1, 6..8, false),
            token("la", 2, 9..11, false),
            token("brigade", 3, 12..19, false),
        ];
        check(&["brigade", "chef", "chef brigade"], &tokens, &[(0..1, 1), (0..4, 2), (3..4, 0)]);
        check(&["=chef", "chef la brigade"], &tokens, &[(0..4, 1)]);
        check(&["=chefs", "brigade chef"], &tokens, &[(0..1, 0)]);
    }

    #[test]
    fn a_mention_goes_through_either_spelling() {
        let tokens = [
            token("week", 0, 0..4, false),
            token("weekend", 0, 0..8, true),
            token("end", 1, 5..8, false),
            token("work", 2, 9..13, false),
        ];
        check(&["week end", "weekend work", "work"], &tokens, &[(0..3, 0), (0..4, 1), (3..4, 2)]);
        let tokens = [
            token("week", 0, 0..7, false),
            token("weekend", 0, 0..7, true),
            token("end", 1, 0..7, false),
            token("work", 2, 8..12, false),
        ];
        check(&["week end", "weekend work", "work"], &tokens, &[(0..3, 0), (0..4, 1), (3..4, 2)]);
    }
}
