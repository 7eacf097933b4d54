//! Walks along the tokens of a text, to find labels in it.

mod letters;

use crate::openings::Openings;
use crate::steps::{self, Place, Steps};
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
    /// A packed map.
    Map(&'a Fst<&'a [u8]>),
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
        Labels::Map(map) => walk(Letters(map), (None, skips), tokens, found),
        Labels::Steps(packed) => {
            let steps = Steps::read(packed);
            walk(steps, (Some(steps.openings), skips), tokens, found);
        }
    }
}

/// Walks from every token that a label may begin with.
fn walk<T: Trie>(
    trie: T,
    (openings, skips): (Option<Openings<'_>>, Skips),
    tokens: &[Token],
    mut found: impl FnMut(Range<usize>, u64),
) {
    let root = trie.root();
    for (start, token) in tokens.iter().enumerate() {
        let may_begin = openings.map_or((true, true), |openings| openings.may_begin(token));
        if may_begin != (false, false) {
            let mut walk = Walk { trie, skips, tokens, start, found: &mut found };
            walk.read(start, root, may_begin);
        }
    }
}

/// What is walked along.
trait Trie: Copy {
    /// A place between two words.
    type Place: Copy;

    /// The place before any word.
    fn root(self) -> Self::Place;

    /// Tells whether the term of a token may lead on from a place, and its word as typed: most words are turned away here.
    fn may_lead(from: Self::Place, token: &Token) -> (bool, bool);

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

impl Trie for Steps<'_> {
    type Place = Place;

    #[inline]
    fn root(self) -> Place {
        Place::ROOT
    }

    #[inline]
    fn may_lead(from: Place, token: &Token) -> (bool, bool) {
        from.may_lead(token)
    }

    #[inline]
    fn term(self, from: Place, token: &Token) -> Option<Step<Place>> {
        self.find(from, from.term(token.term_key)).map(Step::from)
    }

    #[inline]
    fn typed(self, from: Place, token: &Token) -> Option<Step<Place>> {
        self.find(from, from.typed(token.word_key)).map(Step::from)
    }
}

impl From<steps::Step> for Step<Place> {
    #[inline]
    fn from(step: steps::Step) -> Self {
        Self { value: step.value(), next: step.place() }
    }
}

struct Walk<'a, T, F> {
    trie: T,
    skips: Skips,
    tokens: &'a [Token],
    /// The token that the walk set out from.
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
            (self.found)(start_of_position(self.tokens, self.start)..after, value);
        }
        if let Some(next) = step.next {
            self.go_on(after, next);
        }
    }

    /// Reads the next position, and those behind the words that may be left out.
    fn go_on(&mut self, mut next: usize, from: T::Place) {
        for _ in 0..=MOST_SKIPPED {
            let Some(first) = self.tokens.get(next) else { return };
            while let Some(token) = self.tokens.get(next).filter(|token| token.position == first.position) {
                let may_lead = T::may_lead(from, token);
                if may_lead != (false, false) {
                    self.read(next, from, may_lead);
                }
                next += 1;
            }
            if first.word.len() > LONGEST_SKIPPED || !(self.skips)(&first.word) {
                return;
            }
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
        for labels in [Labels::Map(&map), Labels::Steps(&packed)] {
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
