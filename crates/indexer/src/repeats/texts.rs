//! The paragraphs and sentences of a text, read in one go: each word is folded and hashed once.

use crate::fingerprint::Fingerprint;
use jobsearch_analysis::fold;
use jobsearch_posting::Section;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// The fewest tokens of a paragraph that is counted whole.
const PARAGRAPH: usize = 8;
/// The fewest tokens of a sentence that is counted.
const SENTENCE: usize = 4;
/// From so many tokens on, a paragraph is long.
const LONG: usize = 40;
/// A posting has a paragraph or a sentence for so many bytes, or fewer of them.
const BYTES_A_TEXT: usize = 64;

/// A paragraph or a sentence of one. There are many of them, so it is small.
pub(crate) struct Text {
    /// The number of its section.
    pub(crate) section: u32,
    start: u32,
    end: u32,
    /// A hash of its words; the last bit is set in a long paragraph, and in nothing else.
    pub(crate) fingerprint: u64,
    /// It has fewer words than a paragraph that is counted whole.
    pub(crate) is_short: bool,
    /// It is a paragraph.
    pub(crate) whole: bool,
}

impl Text {
    /// Where it stands in its section, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The texts of a posting, section by section, in order.
pub(crate) type Texts = Vec<Text>;

/// Reads the paragraphs of some sections that are long enough, each followed by its sentences, in one go; gives the hash of
/// each word as it is read.
pub(crate) fn read(sections: &[Section], each: &mut impl FnMut(u64)) -> Texts {
    let bytes: usize = sections.iter().map(|section| section.text.len()).sum();
    let mut measure = Measure { found: Vec::with_capacity(bytes / BYTES_A_TEXT + 1), ..Measure::new(each) };
    // What is longer than 4 GB nobody wrote.
    for (number, section) in
        (0..).zip(sections).filter(|(_, section)| u32::try_from(section.text.len()).is_ok())
    {
        measure.open(number);
        read_section(&section.text, &mut measure);
    }
    measure.found.shrink_to_fit();
    measure.found
}

fn read_section(text: &str, measure: &mut Measure<'_, impl FnMut(u64)>) {
    let bytes = text.as_bytes();
    let accented = &*ACCENTED;
    let mut word = Word::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let letter = PLAIN[usize::from(*byte)];
        if letter != 0 {
            word.feed(letter);
            at += 1;
        } else if byte.is_ascii() {
            measure.close(std::mem::replace(&mut word, Word::new()));
            at += 1;
            match byte {
                b'.' | b'!' | b'?' if bytes.get(at) == Some(&b' ') => measure.close_sentence(at),
                b'\n' => measure.close_paragraph(at - 1),
                _ => {}
            }
        } else if let Some(letter) = accented.letter(&bytes[at..]) {
            word.feed(letter);
            at += 2;
        } else {
            let character = text[at..].chars().next().unwrap_or_default();
            word = measure.feed_other(word, character);
            at += character.len_utf8();
        }
    }
    measure.close(word);
    measure.close_paragraph(at);
}

/// Tells whether a fingerprint is that of a long paragraph.
pub(crate) fn is_long(fingerprint: u64) -> bool {
    fingerprint & 1 == 1
}

/// The words of a text that is being read, counted and hashed.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Where the text begins.
    start: usize,
    hash: u64,
    tokens: usize,
}

impl Tally {
    fn from(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    #[inline]
    fn add(&mut self, word: u64) {
        self.hash = (self.hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.tokens += 1;
    }

    fn text(self, (section, end): (u32, usize), whole: bool) -> Text {
        let long = u64::from(whole && self.tokens >= LONG);
        let fingerprint = (self.hash ^ (self.hash >> 32)) & !1 | long;
        let (start, end, is_short) = (self.start as u32, end as u32, self.tokens < PARAGRAPH);
        Text { section, start, end, fingerprint, is_short, whole }
    }
}

/// A word that is being read: folded letters, figures all alike.
#[derive(Clone, Copy)]
struct Word {
    hash: Fingerprint,
    /// Something of it was read.
    begun: bool,
}

impl Word {
    #[inline]
    fn new() -> Self {
        Self { hash: Fingerprint::new(), begun: false }
    }

    #[inline]
    fn feed(&mut self, letter: u8) {
        self.hash.feed(&[letter]);
        self.begun = true;
    }
}

/// What was read of the sections.
struct Measure<'a, Each: FnMut(u64)> {
    /// The number of the section that is being read.
    section: u32,
    /// The paragraph that is being read.
    paragraph: Tally,
    /// The sentence that is being read.
    sentence: Tally,
    each: &'a mut Each,
    /// The texts that came to their end.
    found: Vec<Text>,
    /// Which of them is to be the paragraph that is being read.
    first: usize,
}

impl<'a, Each: FnMut(u64)> Measure<'a, Each> {
    fn new(each: &'a mut Each) -> Self {
        let (paragraph, sentence) = (Tally::default(), Tally::default());
        Self { section: 0, paragraph, sentence, each, found: Vec::new(), first: 0 }
    }

    /// Begins a section.
    fn open(&mut self, section: u32) {
        (self.section, self.first) = (section, self.found.len());
        (self.paragraph, self.sentence) = (Tally::default(), Tally::default());
    }

    /// Takes in a word that was read to its end, if there is one.
    #[inline]
    fn close(&mut self, word: Word) {
        if word.begun {
            let word = word.hash.value();
            self.paragraph.add(word);
            self.sentence.add(word);
            (self.each)(word);
        }
    }

    /// Takes in a character of any other kind; gives the word that is being read behind it.
    fn feed_other(&mut self, mut word: Word, character: char) -> Word {
        let mut buffer = [0; 4];
        let written = &*character.encode_utf8(&mut buffer);
        let folded = match character {
            // Folding leaves quotes, dashes and their like as they are.
            '\u{2010}'..='\u{2027}' => Cow::Borrowed(written),
            _ => Cow::Owned(fold(written)),
        };
        for byte in folded.bytes() {
            match PLAIN[usize::from(byte)] {
                0 if byte.is_ascii() || is_mark(byte) => {
                    self.close(std::mem::replace(&mut word, Word::new()))
                }
                0 => word.feed(byte),
                letter => word.feed(letter),
            }
        }
        word
    }

    /// Ends the sentence, which is noted if it is long enough; another begins.
    fn close_sentence(&mut self, end: usize) {
        let sentence = std::mem::replace(&mut self.sentence, Tally::from(end));
        if sentence.tokens >= SENTENCE {
            self.found.push(sentence.text((self.section, end), false));
        }
    }

    /// Ends the paragraph, which goes before its sentences if it is long enough; another begins behind the line end.
    fn close_paragraph(&mut self, end: usize) {
        self.close_sentence(end);
        self.sentence = Tally::from(end + 1);
        let paragraph = std::mem::replace(&mut self.paragraph, Tally::from(end + 1));
        if paragraph.tokens >= PARAGRAPH {
            self.found.insert(self.first, paragraph.text((self.section, end), true));
        }
        self.first = self.found.len();
    }
}

/// Plain letters in lower case, figures all alike; 0 for other bytes.
static PLAIN: [u8; 256] = {
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

/// What [`PLAIN`] has for the letter that each character from U+0080 to U+017F folds to, all accented letters of French
/// among them; 0 for those that fold to something else.
struct Accented([u8; 0x100]);

static ACCENTED: LazyLock<Accented> = LazyLock::new(|| {
    Accented(std::array::from_fn(|at| {
        let character = char::from_u32(0x80 + at as u32).unwrap_or_default();
        match fold(character.encode_utf8(&mut [0; 4])).as_bytes() {
            [letter] => PLAIN[usize::from(*letter)],
            _ => 0,
        }
    }))
});

impl Accented {
    /// The letter of the character of two bytes that the bytes begin with.
    #[inline]
    fn letter(&self, bytes: &[u8]) -> Option<u8> {
        let [lead @ 0xc2..=0xc5, next, ..] = bytes else { return None };
        let letter = self.0[usize::from(lead - 0xc2) << 6 | usize::from(next & 0x3f)];
        (letter != 0).then_some(letter)
    }
}

/// Bytes of general punctuation (`’`, `–`, `…`), which lead with 0xE2, are taken for letters but for that one.
fn is_mark(byte: u8) -> bool {
    byte == 0xe2
}
