//! Where words begin and end, and what lies between them.
//!
//! A word is a run of letters and figures. A few signs belong to the word they touch: `C++`, `C#`, `.NET`, `R&D`,
//! and the dots of `C.D.I.` do not part it. Everything else is a gap, kept as a [`Gap`] so that the rules that read
//! several words at once (`chargé(e)`, `CI/CD`, `45 000`) need not look at the text again.

use crate::fold::{ACCENTED, ACCENTED_LEAD, fold, is_silent, push_all_folded};
use crate::gap::{Gap, gap_of, plain_gap, visible};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// The longest word kept, in bytes once folded; what is longer is noise (keys, encoded images) and is cut.
const LONGEST: usize = 128;

/// The most letters on each side of a `&` that binds, as in `BD&L`.
const AMPERSAND_SIDE: usize = 3;

/// The most bytes that `net` takes up with accents and invisible characters.
const LONGEST_NET: usize = 16;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters only.
    Letters,
    /// The figures 0 to 9 only.
    Digits,
    /// Letters and figures.
    Mixed,
    /// A word with a sign of its own: `c++`, `.net`, `r&d`.
    Symbol,
}

/// One word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) span: Range<usize>,
    /// Its bytes in [`Words::folded`].
    folded: Range<usize>,
    /// What it is made of.
    pub(crate) shape: Shape,
    /// What lies before it.
    gap: Gap,
}

/// The most memory that is kept from a text for the next, in bytes.
const KEPT: usize = 1 << 20;

thread_local! {
    /// The memory of the words that were read last.
    static SPARE: Cell<(String, Vec<Word>)> = const { Cell::new((String::new(), Vec::new())) };
}

/// The words of a text, folded.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    /// The text they were read in.
    pub(crate) text: &'t str,
    /// The text in small letters, where plain words are found as they stand in it, then all other words, folded.
    folded: String,
    list: Vec<Word>,
}

impl Drop for Words<'_> {
    fn drop(&mut self) {
        if self.list.capacity() * size_of::<Word>() <= KEPT {
            SPARE.set((std::mem::take(&mut self.folded), std::mem::take(&mut self.list)));
        }
    }
}

impl<'t> Words<'t> {
    /// Has no words yet.
    fn of(text: &'t str) -> Self {
        let (mut folded, mut list) = SPARE.take();
        folded.clear();
        folded.push_str(text);
        folded.make_ascii_lowercase();
        list.clear();
        Self { text, folded, list }
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The word with this number; there must be one.
    pub(crate) fn word(&self, at: usize) -> &Word {
        &self.list[at]
    }

    /// A word's folded text; empty behind the last word.
    pub(crate) fn folded(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// How many bytes a word's folded text has; there must be one.
    pub(crate) fn length(&self, at: usize) -> usize {
        self.list[at].folded.len()
    }

    /// The byte behind a word; there must be one.
    pub(crate) fn behind(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(self.list[at].span.end).copied()
    }

    /// A word's shape, where there is such a word.
    pub(crate) fn shape(&self, at: usize) -> Option<Shape> {
        self.list.get(at).map(|word| word.shape)
    }

    /// What lies before a word; [`Gap::Other`] behind the last one.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.list.get(at).map_or(Gap::Other, |word| word.gap)
    }

    /// What is seen before a word, back to the word before it; what follows the last word behind it.
    pub(crate) fn gap_text(&self, at: usize) -> Cow<'t, str> {
        visible(self.raw_gap(at))
    }

    /// The same with what is not seen, so that places in it can be counted.
    pub(crate) fn raw_gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.list[before].span.end);
        let to = self.list.get(at).map_or(self.text.len(), |word| word.span.start);
        &self.text[from..to]
    }
}

/// Reads the words of a text.
pub(crate) fn scan(text: &str) -> Words<'_> {
    let mut scanner = Scanner { words: Words::of(text), at: 0, behind: 0 };
    while let Some(start) = scanner.next_start() {
        let gap = scanner.gap_before(start);
        if !scanner.read_plain_word(start, gap) {
            scanner.read_word(start, gap);
        }
    }
    scanner.words
}

/// What a byte may be in a word, as bits.
const LETTER: u8 = 1;
const FIGURE: u8 = 2;
/// It may begin a word together with what follows it: a dot, or a part of a character beyond ASCII.
const DOUBTFUL: u8 = 4;

/// What each byte may be in a word; 0 for what parts words.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => FIGURE,
            b'.' | 0x80.. => DOUBTFUL,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

struct Scanner<'t> {
    words: Words<'t>,
    at: usize,
    /// The end of the last word.
    behind: usize,
}

impl Scanner<'_> {
    /// Where the next word starts, if there is one.
    fn next_start(&mut self) -> Option<usize> {
        let text = self.words.text;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match CLASSES[usize::from(byte)] {
                0 => self.at += 1,
                DOUBTFUL if byte == b'.' => {
                    if is_dot_net(text, self.at) {
                        return Some(self.at);
                    }
                    self.at += 1;
                }
                DOUBTFUL => {
                    let c = char_at(text, self.at)?;
                    if is_letter(c) {
                        return Some(self.at);
                    }
                    self.at += c.len_utf8();
                }
                _ => return Some(self.at),
            }
        }
        None
    }

    /// What lies between the last word and the one that starts here.
    fn gap_before(&self, start: usize) -> Gap {
        let (text, first) = (self.words.text, self.behind == 0);
        match &text.as_bytes()[self.behind..start] {
            b" " if !first => Gap::Blank,
            bytes => match plain_gap(bytes).filter(|_| !first) {
                Some(gap) => gap,
                None => gap_of(&visible(&text[self.behind..start]), first),
            },
        }
    }

    fn push(&mut self, word: Word) {
        self.behind = word.span.end;
        self.words.list.push(word);
    }

    /// Reads the word that starts here; none where its letters fold to nothing.
    fn read_word(&mut self, start: usize, gap: Gap) {
        let from = self.words.folded.len();
        let mut end = start;
        let mut symbol = self.words.text.as_bytes()[start] == b'.';
        if symbol {
            self.words.folded.push('.');
            end += 1;
        }
        end = push_run(self.words.text, end, &mut self.words.folded);
        let lone = is_lone_letter(&self.words.folded[from..]);
        if lone {
            end = self.push_dotted(end);
        }
        if self.words.folded[from..].chars().nth(AMPERSAND_SIDE).is_none() {
            let with_sign = self.push_sign(lone, end);
            symbol |= with_sign > end;
            end = with_sign;
        }
        self.cut(from);
        self.at = end.max(start + 1);
        let folded = from..self.words.folded.len();
        let shape = if symbol { Shape::Symbol } else { shape_of(&self.words.folded[from..]) };
        if !folded.is_empty() {
            self.push(Word { span: start..end, folded, shape, gap });
        }
    }

    /// Reads a word as most are: plain and accented letters and figures, without a sign of its own, not to be cut. Tells
    /// whether it is one.
    fn read_plain_word(&mut self, start: usize, gap: Gap) -> bool {
        let (bytes, from) = (self.words.text.as_bytes(), self.words.folded.len());
        let (mut at, mut done, mut seen) = (start, start, 0);
        loop {
            let letters = self.letters(at);
            seen |= if letters > 0 { LETTER } else { 0 };
            at += letters;
            let figures = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if figures > 0 {
                seen |= FIGURE;
                at += figures;
                continue;
            }
            if bytes.get(at) != Some(&ACCENTED_LEAD) {
                break;
            }
            let Some(accented) = ACCENTED[usize::from(bytes[at + 1] & 0x3f)] else { break };
            self.words.folded.extend_from_within(done..at);
            self.words.folded.push_str(accented);
            seen |= LETTER;
            at += 2;
            done = at;
        }
        let folded = if done == start {
            start..at
        } else {
            self.words.folded.extend_from_within(done..at);
            from..self.words.folded.len()
        };
        let shape = match seen {
            LETTER => Shape::Letters,
            FIGURE => Shape::Digits,
            0 => return false,
            _ => Shape::Mixed,
        };
        if folded.len() > LONGEST || !may_end(&bytes[at..], folded.len(), shape != Shape::Digits) {
            self.words.folded.truncate(from);
            return false;
        }
        self.at = at;
        self.push(Word { span: start..at, folded, shape, gap });
        true
    }

    /// How many plain letters stand here. The text in small letters is looked at, eight bytes at a time.
    fn letters(&self, from: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ONES;
        let small = &self.words.folded.as_bytes()[..self.words.text.len()];
        let mut at = from;
        while let Some(bytes) = small[at..].first_chunk() {
            let bytes = u64::from_le_bytes(*bytes);
            // The highest bit of each byte is set where it is no less than `a`, and where it is more than `z`.
            let low = bytes & !HIGH;
            let (from_a, behind_z) = (low + ONES * (0x80 - 0x61), low + ONES * (0x80 - 0x7b));
            let letters = from_a & !behind_z & !bytes & HIGH;
            let run = (letters ^ HIGH).trailing_zeros() as usize / 8;
            at += run;
            if run < 8 {
                return at - from;
            }
        }
        at - from + small[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
    }

    /// Goes on through the dots of `C.D.I`, each followed by a single letter; gives the end.
    fn push_dotted(&mut self, mut end: usize) -> usize {
        while self.words.text[end..].starts_with('.') {
            let from = self.words.folded.len();
            let stop = push_run(self.words.text, end + 1, &mut self.words.folded);
            if !is_lone_letter(&self.words.folded[from..]) {
                self.words.folded.truncate(from);
                break;
            }
            end = stop;
        }
        end
    }

    /// Goes on through the signs of `C++`, `C#` and `R&D`; gives the end, the same where there is no sign.
    fn push_sign(&mut self, lone: bool, end: usize) -> usize {
        let rest = &self.words.text[end..];
        if lone && rest.starts_with("++") && !rest[2..].starts_with('+') {
            self.words.folded.push_str("++");
            return end + 2;
        }
        if lone && rest.starts_with('#') && run_end(rest, 1) == 1 {
            self.words.folded.push('#');
            return end + 1;
        }
        self.push_ampersands(lone, end)
    }

    /// Goes on through `&` and the few letters behind it; between single letters there may be spaces.
    fn push_ampersands(&mut self, lone: bool, mut end: usize) -> usize {
        let text = self.words.text;
        loop {
            let rest = &text[end..];
            let sign = match rest {
                _ if rest.starts_with('&') => 1,
                _ if lone && rest.starts_with(" & ") => 3,
                _ => return end,
            };
            let from = self.words.folded.len();
            self.words.folded.push('&');
            let stop = push_run(text, end + sign, &mut self.words.folded);
            let side = self.words.folded[from + 1..].chars().count();
            let most = if sign == 1 { AMPERSAND_SIDE } else { 1 };
            if side == 0 || side > most || text[stop..].starts_with(';') {
                self.words.folded.truncate(from);
                return end;
            }
            end = stop;
        }
    }

    /// Cuts what is too long to be a word.
    fn cut(&mut self, from: usize) {
        let folded = &mut self.words.folded;
        if folded.len() - from > LONGEST {
            let end = (from..=from + LONGEST).rev().find(|&at| folded.is_char_boundary(at));
            folded.truncate(end.unwrap_or(from));
        }
    }
}

/// Folds the run of letters and figures that starts here; gives its end.
fn push_run(text: &str, start: usize, folded: &mut String) -> usize {
    let end = run_end(text, start);
    push_all_folded(&text[start..end], folded);
    end
}

/// The end of the run of letters and figures that starts here, with the accents and the invisible characters among
/// and behind them; the start where there is no letter.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut lettered) = (start, false);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            lettered = true;
            at += 1;
            continue;
        }
        let Some(c) = char_at(text, at).filter(|&c| !c.is_ascii() && (is_letter(c) || is_silent(c))) else {
            break;
        };
        lettered |= !is_silent(c);
        at += c.len_utf8();
    }
    if lettered { at } else { start }
}

/// Tells whether a plain word of some folded letters ends before these bytes for sure: they begin with no sign that may
/// belong to it, and with no letter or accent of another kind.
fn may_end(rest: &[u8], length: usize, letters: bool) -> bool {
    let lone = letters && length == 1;
    match rest {
        [first, ..] if first.is_ascii() && length > AMPERSAND_SIDE => true,
        // General punctuation, such as `’` and `–`, and the two signs among the accented letters.
        [0xe2, 0x80, 0x90..=0xbf, ..] | [ACCENTED_LEAD, ..] => true,
        [0x80..=0xff, ..] => false,
        [b'&', ..] => length > AMPERSAND_SIDE,
        [b'.' | b'+' | b'#', ..] | [b' ', b'&', ..] => !lone,
        _ => true,
    }
}

fn is_lone_letter(folded: &str) -> bool {
    let mut letters = folded.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a character beyond ASCII is part of a word: not `º`, `ª` and the modifier apostrophes, which Unicode
/// counts among the letters.
fn is_letter(c: char) -> bool {
    // Nearly all that are asked about are here, and are told without the tables of Unicode.
    if ('À'..='ÿ').contains(&c) {
        return !matches!(c, '×' | '÷');
    }
    c.is_alphanumeric() && !matches!(c, 'ª' | 'º' | '\u{2b9}'..='\u{2bf}') && !is_silent(c)
}

/// Whether the dot at this place is the one of `.NET`: nothing touches it in front, nothing follows the name.
fn is_dot_net(text: &str, at: usize) -> bool {
    if !matches!(text.as_bytes().get(at + 1), Some(b'n' | b'N' | 0x80..)) {
        return false;
    }
    let before = text[..at].trim_end_matches(is_silent).chars().next_back();
    let name = &text[at + 1..run_end(text, at + 1)];
    before.is_none_or(|c| c != '.' && !c.is_alphanumeric()) && name.len() < LONGEST_NET && fold(name) == "net"
}

fn shape_of(folded: &str) -> Shape {
    let figures = folded.bytes().filter(u8::is_ascii_digit).count();
    match figures {
        0 => Shape::Letters,
        _ if figures == folded.len() => Shape::Digits,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = scan(text);
        let found: Vec<&str> = (0..words.len()).map(|at| words.folded(at)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        check("", &[]);
        check("Lead oncologie, 35h!", &["lead", "oncologie", "35h"]);
        check("inge\u{301}nieur\u{a0}qualité", &["ingenieur", "qualite"]);
        check("opti\u{ad}misation N°4970 Nº5", &["optimisation", "n", "4970", "n", "5"]);
    }

    #[test]
    fn some_signs_belong_to_the_word() {
        check("C++ et C# · C/C++", &["c++", "et", "c#", "c", "c++"]);
        check(".NET ASP.NET fin.net ...net", &[".net", "asp", "net", "fin", "net", "net"]);
        check(
            "R&D R & D BD&L M&A a&nbsp;b Dupont&Fils",
            &["r&d", "r&d", "bd&l", "m&a", "a", "nbsp", "b", "dupont", "fils"],
        );
        check("C.D.I. U.S.A. M.Dupont 5.a", &["cdi", "usa", "m", "dupont", "5", "a"]);
        check("2 & 3 A & B", &["2", "3", "a&b"]);
    }

    #[test]
    fn gaps_are_named() {
        let words = scan("(a b'c-d - e/f / gg.h·i,j (k)s +5\nl");
        let gaps: Vec<Gap> = (0..words.len()).map(|at| words.gap(at)).collect();
        use Gap::*;
        let expected = [
            Open,
            Blank,
            Apostrophe,
            Hyphen,
            Dash,
            Slash,
            SpacedSlash,
            Dot,
            Middot,
            Comma,
            Open,
            Close,
            Plus,
            Blank,
        ];
        assert_eq!(gaps, expected);
    }

    #[test]
    fn the_span_holds_accents_and_what_is_not_seen() {
        let words = scan("e\u{301}te\u{301}\u{200b} x");
        assert_eq!(words.word(0).span, 0..10);
    }
}
