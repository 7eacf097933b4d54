//! The words that labels begin with, a bit each: a word whose bit is not set begins none. Terms come first, then, in as
//! many bytes, words as typed.
//!
//! Shared with the build script.

use jobsearch_analysis::Token;

/// The bits of the words that some labels begin with, in so many bytes, twice a power of two.
pub(crate) fn of<'l>(labels: impl Iterator<Item = &'l str>, bytes: usize) -> Vec<u8> {
    let mut bits = vec![0; bytes];
    let (terms, typed) = bits.split_at_mut(bytes / 2);
    for label in labels {
        let word = label.split(' ').next().unwrap_or_default();
        match word.strip_prefix('=') {
            Some(word) => put(typed, Token::key(word)),
            None => put(terms, Token::key(word)),
        }
    }
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
