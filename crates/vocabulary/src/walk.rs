//! Walks a packed map along the tokens of a text.

use crate::openings;
use fst::raw::{CompiledAddr, Fst, Output};
use jobsearch_analysis::Token;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// How many small words in a row may stand inside a label (`au sein de la`).
const MOST_SKIPPED: u8 = 3;
/// From so many tokens on, the table of first words pays for being made; once made it serves shorter texts too.
const WORTH_A_TABLE: usize = 24;

/// A map from labels to values.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'a> {
    /// The map itself.
    pub(crate) map: &'a Fst<&'a [u8]>,
    /// What is known of the words that labels begin with: most words of a text begin none, and are told by one look.
    pub(crate) openings: Openings<'a>,
}

/// The words that the labels of a map begin with.
#[derive(Clone, Copy)]
pub(crate) enum Openings<'a> {
    /// Not known: every word is looked up.
    #[cfg(test)]
    Any,
    /// Their [bits](openings), packed with the map.
    Packed(&'a [u8]),
    /// A table of where each leads, made for the first long text.
    Table(&'a OnceLock<FirstWords>),
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
    // Some label begins with nearly every letter: here no word is turned away.
    let root = Branch { at: At::root(map), bytes: u64::MAX };
    let (bits, first_words) = labels.openings.known(map, tokens.len());
    let may_begin = |token: &Token| {
        let begins = |key| bits.is_none_or(|bits| openings::has(bits, key));
        begins(token.term_key) || rules.exact && begins(token.word_key)
    };
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| may_begin(token)) {
        let mut walk = Walk { map, rules, tokens, start: start_of_position(tokens, at), found: &mut found };
        match first_words {
            Some(first_words) => walk.enter(at, first_words),
            None => walk.read(at, root),
        }
    }
}

impl<'a> Openings<'a> {
    /// The bits, where there are any, and the table; it is made only for a text of many tokens.
    fn known(self, map: &Fst<&[u8]>, tokens: usize) -> (Option<&'a [u8]>, Option<&'a FirstWords>) {
        let table = match self {
            #[cfg(test)]
            Self::Any => None,
            Self::Packed(bits) => return (Some(bits), None),
            Self::Table(table) if tokens >= WORTH_A_TABLE => Some(table.get_or_init(|| FirstWords::of(map))),
            Self::Table(table) => table.get(),
        };
        (table.map(|table| &table.bits[..]), table)
    }
}

/// The first words of all labels of a map, by key.
pub(crate) struct FirstWords {
    terms: FxHashMap<u64, First>,
    /// Words as typed.
    words: FxHashMap<u64, First>,
    /// The bits of both.
    bits: Vec<u8>,
}

/// How many bytes the bits of a table have.
const TABLE_BITS: usize = 1 << 14;

/// Where a first word leads.
#[derive(Clone, Copy)]
struct First {
    /// The value of the word alone, where it is a label.
    value: Option<u64>,
    /// What may follow it.
    branch: Option<Branch>,
}

impl First {
    /// What was read of a map leads there.
    fn of(map: &Fst<&[u8]>, at: At) -> Self {
        Self { value: at.value(map), branch: at.read(map, b" ").map(|at| Branch::of(map, at)) }
    }
}

impl FirstWords {
    /// Reads the first words of a map.
    pub(crate) fn of(map: &Fst<&[u8]>) -> Self {
        let bits = vec![0; TABLE_BITS];
        let mut first_words = Self { terms: FxHashMap::default(), words: FxHashMap::default(), bits };
        first_words.add(map, At::root(map), &mut Vec::new());
        first_words
    }

    fn add(&mut self, map: &Fst<&[u8]>, at: At, word: &mut Vec<u8>) {
        let first = First::of(map, at);
        if first.value.is_some() || first.branch.is_some() {
            let label = std::str::from_utf8(word).unwrap_or_default();
            let (key, words) = match label.strip_prefix('=') {
                Some(typed) => (Token::key(typed), &mut self.words),
                None => (Token::key(label), &mut self.terms),
            };
            words.insert(key, first);
            openings::put(&mut self.bits, key);
        }
        for step in map.node(at.node).transitions().filter(|step| step.inp != b' ') {
            word.push(step.inp);
            self.add(map, At { node: step.addr, output: at.output.cat(step.out) }, word);
            word.pop();
        }
    }
}

/// A place in the map behind a space.
#[derive(Clone, Copy)]
struct Branch {
    at: At,
    /// The bytes that lead on, each as the bit that its last six bits name: most words are turned away by them.
    bytes: u64,
}

impl Branch {
    fn of(map: &Fst<&[u8]>, at: At) -> Self {
        let bytes = map.node(at.node).transitions().fold(0, |bytes, step| bytes | bit(step.inp));
        Self { at, bytes }
    }

    fn may_lead(self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| self.bytes & bit(*byte) != 0)
    }
}

fn bit(byte: u8) -> u64 {
    1 << (byte & 0x3f)
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

    /// The value of what was read, where it is a key.
    fn value(self, map: &Fst<&[u8]>) -> Option<u64> {
        let node = map.node(self.node);
        node.is_final().then(|| self.output.cat(node.final_output()).value())
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
        if let Some(first) = first_words.terms.get(&token.term_key) {
            self.arrive(at, *first);
        }
        if self.rules.exact
            && let Some(first) = first_words.words.get(&token.word_key)
        {
            self.arrive(at, *first);
        }
    }

    /// Reads one token, by its term and, where the map has such keys, by its word.
    fn read(&mut self, at: usize, from: Branch) {
        let (map, token) = (self.map, &self.tokens[at]);
        let read = |from: At, text: &str| from.read(map, text.as_bytes());
        if from.may_lead(token.term.as_bytes().first())
            && let Some(next) = read(from.at, &token.term)
        {
            self.arrive(at, First::of(map, next));
        }
        if self.rules.exact
            && from.may_lead(Some(&b'='))
            && let Some(next) = read(from.at, "=").and_then(|mark| read(mark, &token.word))
        {
            self.arrive(at, First::of(map, next));
        }
    }

    /// Tells what ends after this token, and goes on with what follows it.
    fn arrive(&mut self, last: usize, here: First) {
        let after = self.after(last);
        if let Some(value) = here.value {
            (self.found)(self.start..after, value);
        }
        if let Some(branch) = here.branch {
            self.go_on(after, branch, MOST_SKIPPED);
        }
    }

    fn go_on(&mut self, next: usize, from: Branch, skips_left: u8) {
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
        let mut found = Vec::new();
        let (bare, rules) =
            (Labels { map: &map, openings: Openings::Any }, Rules { skips: is_link, exact: true });
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
