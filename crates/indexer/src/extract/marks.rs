//! Where each reader of facts need look: few words begin anything, and all of them are told in one walk over a text.

use super::{education, experience, remote, start};
use jobsearch_analysis::Token;
use jobsearch_vocabulary::languages;
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
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let (words, mut marks) = (&*WORDS, Vec::new());
        for (at, token) in (0..).zip(tokens) {
            let readers = words.readers(token.word_key) | readers_of(text, token);
            if readers != 0 {
                marks.push((at, readers));
            }
        }
        Self(marks)
    }

    /// The tokens that a reader looks at, in the order of the text.
    pub(super) fn of_reader(&self, reader: Reader) -> impl Iterator<Item = usize> + '_ {
        let own = move |(_, readers): &&(u32, u8)| readers & reader.bit() != 0;
        self.0.iter().filter(own).map(|(at, _)| *at as usize)
    }
}

/// The bits of the readers that look at all words that begin as a token is written.
fn readers_of(text: &str, token: &Token) -> u8 {
    match text.as_bytes()[token.span.start..] {
        [b'0'..=b'9', ..] => Reader::Hours.bit(),
        [b'b' | b'B', b'a' | b'A', b'c' | b'C', ..] => Reader::Education.bit(),
        _ => 0,
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

/// The words that readers look at, each by its key with the bits of those readers, at or behind the place that the key
/// names; a place without readers ends the search.
struct Words(Box<[(u64, u8); PLACES]>);

/// How many words there is place for, a power of two: many more than there are, so that most places are free.
const PLACES: usize = 1 << 10;

impl Words {
    fn new() -> Self {
        let mut words = Self(Box::new([(0, 0); PLACES]));
        let mut add = |reader: Reader, word| {
            let key = Token::key(word);
            let place = words.place(key);
            words.0[place] = (key, words.0[place].1 | reader.bit());
        };
        education::WORDS.iter().for_each(|word| add(Reader::Education, word));
        experience::WORDS.iter().for_each(|word| add(Reader::Experience, word));
        remote::WORDS.iter().for_each(|word| add(Reader::Remote, word));
        start::WORDS.iter().for_each(|word| add(Reader::Start, word));
        languages::names().for_each(|word| add(Reader::Languages, word));
        words
    }

    /// The bits of the readers that look at a word, by its key.
    fn readers(&self, key: u64) -> u8 {
        self.0[self.place(key)].1
    }

    /// The place of a key, or the free one where it would be.
    fn place(&self, key: u64) -> usize {
        let mut at = key as usize % PLACES;
        while self.0[at].1 != 0 && self.0[at].0 != key {
            at = (at + 1) % PLACES;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    #[test]
    fn readers_are_led_to_their_words() {
        let text = "Bac+2, 35h : anglais, télétravail dès mars, débutant accepté";
        let marks = Marks::of(text, &Analyzer::new().tokens(text));
        let places = |reader| marks.of_reader(reader).collect::<Vec<_>>();
        use Reader::*;
        let found = [Education, Hours, Languages, Remote, Start, Experience].map(places);
        // Other spellings are tokens of their own: `bac+2`, `teletravail`.
        assert_eq!(found, [vec![0, 1], vec![2, 3], vec![4], vec![6], vec![8], vec![10]]);
    }
}
