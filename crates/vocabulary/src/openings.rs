//! The words that labels begin with, a bit each: a word whose bit is not set begins none. Terms come first, then, in as
//! many bytes, words as typed. Of the bits of either one in eight is set at most.
//!
//! Shared with the build script.

use jobsearch_analysis::Token;
use std::collections::BTreeSet;

/// How many bytes hold the bits of terms, or of words as typed, at least.
const FEWEST: usize = 1 << 12;

/// The bits of the words that some labels begin with.
pub(crate) fn of<'l>(labels: impl Iterator<Item = &'l str>) -> Vec<u8> {
    let words: BTreeSet<&str> = labels.filter_map(|label| label.split(' ').next()).collect();
    let (typed, terms): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.starts_with('='));
    let bytes = typed.len().max(terms.len()).next_power_of_two().max(FEWEST);
    let mut bits = vec![0; 2 * bytes];
    let (of_terms, of_typed) = bits.split_at_mut(bytes);
    terms.iter().for_each(|word| put(of_terms, Token::key(word)));
    typed.iter().for_each(|word| put(of_typed, Token::key(&word[1..])));
    bits
}

/// The bits of the words that some labels begin with.
#[derive(Clone, Copy)]
pub(crate) struct Openings<'a> {
    terms: &'a [u8],
    typed: &'a [u8],
}

impl<'a> Openings<'a> {
    /// Reads what [`of`] packed.
    pub(crate) fn read(bits: &'a [u8]) -> Self {
        let (terms, typed) = bits.split_at(bits.len() / 2);
        Self { terms, typed }
    }

    /// Tells whether a label may begin with the term of a token, and with its word as typed.
    #[inline]
    pub(crate) fn may_begin(self, token: &Token) -> (bool, bool) {
        (has(self.terms, token.term_key), has(self.typed, token.word_key))
    }
}

fn put(bits: &mut [u8], key: u64) {
    let (byte, bit) = place(bits, key);
    bits[byte] |= bit;
}

#[inline]
fn has(bits: &[u8], key: u64) -> bool {
    let (byte, bit) = place(bits, key);
    bits[byte] & bit != 0
}

#[inline]
fn place(bits: &[u8], key: u64) -> (usize, u8) {
    ((key >> 3) as usize & (bits.len() - 1), 1 << (key & 7))
}
