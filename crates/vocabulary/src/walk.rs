//! Walks a packed map along the tokens of a text.

use fst::raw::{CompiledAddr, Fst, Output};
use jobsearch_analysis::Token;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

/// How many small words in a row may stand inside a label (`au sein de la`).
const MOST_SKIPPED: u8 = 3;
/// From so many tokens on, the table of first words pays for being made.
const WORTH_A_TABLE: usize = 24;

/// A map from labels to values.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'a> {
    /// The map itself.
    pub(crate) map: &'a Fst<&'a [u8]>,
    /// Where the first word of each label leads, for maps that long texts are compared with.
    pub(crate) first_words: Option<&'a OnceLock<FirstWords>>,
}

/// How the tokens of a text are compared with the keys of a map.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    /// Tells which words may be left out inside a label.
    pub(crate) skips: fn(&str) -> bool,
    /// Some keys hold words as typed, each marked by `=`, instead of terms.
    pub(crate) exact: bool,
}

/// Calls `found` with the tokens and the value of each key that the tokens spell, from every position.
pub(crate) fn find_all(
    labels: Labels<'_>,
    rules: Rules,
    tokens: &[Token],
    mut found: impl FnMut(Range<usize>, u64),
) {
    let map = labels.map;
    let first_words = labels.first_words.filter(|_| tokens.len() >= WORTH_A_TABLE);
    let first_words = first_words.map(|words| words.get_or_init(|| FirstWords::of(map)));
    let mut start = 0;
    while start < tokens.len() {
        let end = end_of_position(tokens, start);
        let mut walk = Walk { map, rules, tokens, start, found: &mut found };
        for at in start..end {
            match first_words {
                Some(first_words) => walk.enter(at, first_words),
                None => walk.read(at, At::root(map)),
            }
        }
        start = end;
    }
}

/// The first words of all labels of a map, by hash, each with the place in the map it leads to: most words of a text
/// begin no label, and are told by one look.
pub(crate) struct FirstWords(HashMap<u64, At, BuildHasherDefault<Hashed>>);

impl FirstWords {
    /// Reads the first words of a map.
    pub(crate) fn of(map: &Fst<&[u8]>) -> Self {
        let mut words = Self(HashMap::default());
        words.add(map, At::root(map), EMPTY);
        words
    }

    fn add(&mut self, map: &Fst<&[u8]>, at: At, hash: u64) {
        let node = map.node(at.node);
        if node.is_final() || node.find_input(b' ').is_some() {
            self.0.insert(hash, at);
        }
        for step in node.transitions().filter(|step| step.inp != b' ') {
            let next = At { node: step.addr, output: at.output.cat(step.out) };
            self.add(map, next, fed(hash, &[step.inp]));
        }
    }
}

/// FNV-1a of no bytes.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, fed with some more bytes.
fn fed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Takes keys that are hashes already as they are.
#[derive(Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fed(EMPTY, bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A place in the map: what was read leads here.
#[derive(Clone, Copy)]
struct At {
    node: CompiledAddr,
    output: Output,
}

impl At {
    fn root(map: &Fst<&[u8]>) -> Self {
        Self { node: map.root().addr(), output: Output::zero() }
    }

    fn read(mut self, map: &Fst<&[u8]>, bytes: &[u8]) -> Option<Self> {
        for byte in bytes {
            let node = map.node(self.node);
            let step = node.transition(node.find_input(*byte)?);
            self = Self { node: step.addr, output: self.output.cat(step.out) };
        }
        Some(self)
    }
}

struct Walk<'a, F> {
    map: &'a Fst<&'a [u8]>,
    rules: Rules,
    tokens: &'a [Token],
    /// The first token of the position the walk set out from.
    start: usize,
    found: &'a mut F,
}

impl<F: FnMut(Range<usize>, u64)> Walk<'_, F> {
    /// Reads the token a label may begin with, by its term and, where the map has such keys, by its word.
    fn enter(&mut self, at: usize, first_words: &FirstWords) {
        let token = &self.tokens[at];
        if let Some(next) = first_words.0.get(&fed(EMPTY, token.term.as_bytes())) {
            self.arrive(at, *next);
        }
        if self.rules.exact
            && let Some(next) = first_words.0.get(&fed(fed(EMPTY, b"="), token.word.as_bytes()))
        {
            self.arrive(at, *next);
        }
    }

    /// Reads one token, by its term and, where the map has such keys, by its word.
    fn read(&mut self, at: usize, from: At) {
        let token = &self.tokens[at];
        if let Some(next) = from.read(self.map, token.term.as_bytes()) {
            self.arrive(at, next);
        }
        if self.rules.exact
            && let Some(next) =
                from.read(self.map, b"=").and_then(|mark| mark.read(self.map, token.word.as_bytes()))
        {
            self.arrive(at, next);
        }
    }

    /// Tells what ends after this token, and goes on with what follows it.
    fn arrive(&mut self, last: usize, here: At) {
        let node = self.map.node(here.node);
        let after = self.after(last);
        if node.is_final() {
            (self.found)(self.start..after, here.output.cat(node.final_output()).value());
        }
        if let Some(here) = here.read(self.map, b" ") {
            self.go_on(after, here, MOST_SKIPPED);
        }
    }

    fn go_on(&mut self, next: usize, from: At, skips_left: u8) {
        let Some(token) = self.tokens.get(next) else { return };
        let end = end_of_position(self.tokens, next);
        for at in next..end {
            self.read(at, from);
        }
        if skips_left > 0 && (self.rules.skips)(&token.word) {
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
        Token { term: word.trim_end_matches('s').into(), word: word.into(), position, span, alias }
    }

    fn start_of_position(tokens: &[Token], at: usize) -> usize {
        tokens.iter().position(|token| token.position == tokens[at].position).unwrap_or(at)
    }

    fn check(keys: &[&str], tokens: &[Token], wanted: &[(Range<usize>, u64)]) {
        let mut builder = fst::MapBuilder::memory();
        for (value, key) in (0..).zip(keys) {
            builder.insert(key, value).expect("the keys are sorted");
        }
        let bytes = builder.into_inner().expect("memory does not fail");
        let map = Fst::new(&bytes[..]).expect("it was just packed");
        let mut found = Vec::new();
        let (bare, rules) = (Labels { map: &map, first_words: None }, Rules { skips: is_link, exact: true });
        find_all(bare, rules, tokens, |range, value| found.push((range, value)));
        assert_eq!(found, wanted);
        let first_words = FirstWords::of(&map);
        let mut entered = Vec::new();
        for start in 0..tokens.len() {
            let found = &mut |range, value| entered.push((range, value));
            Walk { map: &map, rules, tokens, start: start_of_position(tokens, start), found }
                .enter(start, &first_words);
        }
        assert_eq!(entered, wanted);
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
