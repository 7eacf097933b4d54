//! Where each reader of facts need look: few words begin anything, and all of them are told in one walk over a text.

use super::{education, experience, remote, start};
use jobsearch_analysis::Token;
use jobsearch_vocabulary::languages;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A reader that looks at certain words only.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    Education,
    Experience,
    Hours,
    Languages,
    Remote,
    Start,
}

impl Reader {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The words of a text that some reader looks at: their places, and the bits of those readers.
pub(super) struct Marks(Vec<(u32, u8)>);

impl Marks {
    /// Goes through the tokens of a text.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let marked = |(at, token): (usize, &Token)| match WORDS.readers(token) {
            0 => None,
            readers => Some((at as u32, readers)),
        };
        Self(tokens.iter().enumerate().filter_map(marked).collect())
    }

    /// The tokens that a reader looks at, in the order of the text.
    pub(super) fn of_reader(&self, reader: Reader) -> impl Iterator<Item = usize> + '_ {
        let own = move |(_, readers): &&(u32, u8)| readers & reader.bit() != 0;
        self.0.iter().filter(own).map(|(at, _)| *at as usize)
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

/// The words that readers look at.
struct Words {
    /// A bit for each, by the key of the word: most words of a text are told by it to be none.
    bits: Vec<u64>,
    readers: FxHashMap<&'static str, u8>,
}

/// How many numbers hold the bits, a power of two.
const BITS: usize = 1 << 9;

impl Words {
    fn new() -> Self {
        let mut words = Self { bits: vec![0; BITS], readers: FxHashMap::default() };
        let mut add = |reader: Reader, word| {
            let (at, bit) = place(Token::key(word));
            words.bits[at] |= bit;
            *words.readers.entry(word).or_default() |= reader.bit();
        };
        education::WORDS.iter().for_each(|word| add(Reader::Education, word));
        experience::WORDS.iter().for_each(|word| add(Reader::Experience, word));
        remote::WORDS.iter().for_each(|word| add(Reader::Remote, word));
        start::WORDS.iter().for_each(|word| add(Reader::Start, word));
        languages::names().for_each(|word| add(Reader::Languages, word));
        words
    }

    /// The bits of the readers that look at a word.
    fn readers(&self, token: &Token) -> u8 {
        let own = match token.word.as_bytes() {
            [b'0'..=b'9', ..] => Reader::Hours.bit(),
            [b'b', b'a', b'c', ..] => Reader::Education.bit(),
            _ => 0,
        };
        let (at, bit) = place(token.word_key);
        if self.bits[at] & bit == 0 {
            return own;
        }
        own | self.readers.get(token.word.as_str()).copied().unwrap_or(0)
    }
}

/// Where the bit of a key is.
fn place(key: u64) -> (usize, u64) {
    ((key >> 6) as usize % BITS, 1 << (key % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    #[test]
    fn readers_are_led_to_their_words() {
        let marks = Marks::of(
            &Analyzer::new().tokens("Bac+2, 35h : anglais, télétravail dès mars, débutant accepté"),
        );
        let places = |reader| marks.of_reader(reader).collect::<Vec<_>>();
        use Reader::*;
        let found = [Education, Hours, Languages, Remote, Start, Experience].map(places);
        // Other spellings are tokens of their own: `bac+2`, `teletravail`.
        assert_eq!(found, [vec![0, 1], vec![2, 3], vec![4], vec![6], vec![8], vec![10]]);
    }
}
