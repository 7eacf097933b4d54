//! The paragraphs and sentences of a text, read in one go: each word is folded and hashed once.

use crate::fingerprint::Fingerprint;
use jobsearch_analysis::fold;
use std::ops::Range;
use std::sync::LazyLock;

/// The fewest tokens of a paragraph that is counted whole.
pub(crate) const PARAGRAPH: usize = 8;
/// The fewest tokens of a sentence that is counted.
const SENTENCE: usize = 4;
/// From so many tokens on, a paragraph is long.
const LONG: usize = 40;

/// A paragraph or a sentence of one.
pub(crate) struct Text {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// A hash of its words; the last bit is set in a long paragraph, and in nothing else.
    pub(crate) fingerprint: u64,
    /// Its words.
    pub(crate) tokens: usize,
    /// It is a paragraph.
    pub(crate) whole: bool,
}

/// The texts of each section of a posting, in order.
pub(crate) type Texts = Vec<Vec<Text>>;

/// Reads the paragraphs that are long enough, each followed by its sentences; gives the hash of each word as it is read.
pub(crate) fn read(text: &str, word: &mut impl FnMut(u64)) -> Vec<Text> {
    let mut found = Vec::with_capacity(text.len() / 64 + 1);
    let mut start = 0;
    for line in text.split('\n') {
        read_paragraph((line, start), word, &mut found);
        start += line.len() + 1;
    }
    found
}

/// Tells whether a fingerprint is that of a long paragraph.
pub(crate) fn is_long(fingerprint: u64) -> bool {
    fingerprint & 1 == 1
}

/// Reads a paragraph and its sentences in one go: each word is hashed once, for both.
fn read_paragraph((line, start): (&str, usize), word: &mut impl FnMut(u64), found: &mut Vec<Text>) {
    let first = found.len();
    let mut measure = Measure::new(word);
    let bytes = line.as_bytes();
    let (mut at, mut sentence_start) = (0, 0);
    while at < bytes.len() {
        at += measure.feed_run(&bytes[at..]);
        let Some(byte) = bytes.get(at) else { break };
        at += measure.feed(&line[at..], *byte);
        if matches!(byte, b'.' | b'!' | b'?') && bytes.get(at) == Some(&b' ') {
            found.extend(measure.close_sentence().sentence(start + sentence_start..start + at));
            sentence_start = at;
        }
    }
    found.extend(measure.close_sentence().sentence(start + sentence_start..start + at));
    if measure.paragraph.tokens >= PARAGRAPH {
        found.insert(first, measure.paragraph.text(start..start + line.len(), true));
    }
}

/// The words of a text, counted and hashed.
#[derive(Clone, Copy, Default)]
struct Tally {
    hash: u64,
    tokens: usize,
}

impl Tally {
    fn add(&mut self, word: u64) {
        self.hash = (self.hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.tokens += 1;
    }

    /// A sentence that is long enough.
    fn sentence(self, range: Range<usize>) -> Option<Text> {
        (self.tokens >= SENTENCE).then(|| self.text(range, false))
    }

    fn text(self, range: Range<usize>, whole: bool) -> Text {
        let long = u64::from(whole && self.tokens >= LONG);
        let fingerprint = (self.hash ^ (self.hash >> 32)) & !1 | long;
        Text { range, fingerprint, tokens: self.tokens, whole }
    }
}

/// What was read of a paragraph, and of the sentence that is being read: folded words, figures all alike.
struct Measure<'a, Each: FnMut(u64)> {
    paragraph: Tally,
    sentence: Tally,
    /// The word that is being read.
    word: Fingerprint,
    /// Something of it was read.
    begun: bool,
    each: &'a mut Each,
}

impl<'a, Each: FnMut(u64)> Measure<'a, Each> {
    fn new(each: &'a mut Each) -> Self {
        let (paragraph, sentence) = (Tally::default(), Tally::default());
        Self { paragraph, sentence, word: Fingerprint::new(), begun: false, each }
    }

    /// Takes in the plain letters and figures that the bytes begin with; gives how many there are.
    fn feed_run(&mut self, bytes: &[u8]) -> usize {
        let mut word = self.word;
        let mut length = 0;
        for byte in bytes {
            let folded = PLAIN[usize::from(*byte)];
            if folded == 0 {
                break;
            }
            word.feed(&[folded]);
            length += 1;
        }
        (self.word, self.begun) = (word, self.begun || length > 0);
        length
    }

    /// Takes in the character at the start of the rest, given its first byte; gives its length.
    fn feed(&mut self, rest: &str, byte: u8) -> usize {
        if byte.is_ascii() {
            self.feed_byte(byte);
            return 1;
        }
        let character = rest.chars().next().unwrap_or_default();
        match FOLDED.get((character as usize).wrapping_sub(0x80)) {
            Some(folded) => folded.bytes().for_each(|byte| self.feed_byte(byte)),
            None => fold(&rest[..character.len_utf8()]).bytes().for_each(|byte| self.feed_byte(byte)),
        }
        character.len_utf8()
    }

    fn feed_byte(&mut self, byte: u8) {
        match PLAIN[usize::from(byte)] {
            0 if byte < 0x80 || is_mark(byte) => return self.close_word(),
            0 => self.word.feed(&[byte]),
            letter => self.word.feed(&[letter]),
        }
        self.begun = true;
    }

    fn close_word(&mut self) {
        if std::mem::take(&mut self.begun) {
            let word = std::mem::replace(&mut self.word, Fingerprint::new()).value();
            self.paragraph.add(word);
            self.sentence.add(word);
            (self.each)(word);
        }
    }

    fn close_sentence(&mut self) -> Tally {
        self.close_word();
        std::mem::take(&mut self.sentence)
    }
}

/// Plain letters in lower case, figures all alike; 0 for other bytes.
const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        plain[byte as usize] = match byte {
            b'0'..=b'9' => b'#',
            b'a'..=b'z' | b'A'..=b'Z' => byte.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    plain
};

/// The characters from U+0080 to U+017F, folded: all accented letters of French among them.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
    ('\u{80}'..='\u{17f}').map(|character| fold(character.encode_utf8(&mut [0; 4]))).collect()
});

/// Bytes of general punctuation (`’`, `–`, `…`), which lead with 0xE2, are taken for letters but for that one.
fn is_mark(byte: u8) -> bool {
    byte == 0xe2
}
