//! What bytes and characters may be in a word, and where it ends.

use crate::fold::{ACCENTED_LEAD, fold, is_silent, push_all_folded};
use crate::words::Shape;

/// The most letters on each side of a `&` that binds, as in `BD&L`.
pub(crate) const AMPERSAND_SIDE: usize = 3;

/// The most bytes that `net` takes up with accents and invisible characters.
const LONGEST_NET: usize = 16;

/// What a byte may be in a word, as bits.
pub(crate) const LETTER: u8 = 1;
pub(crate) const FIGURE: u8 = 2;
/// It may begin a word together with what follows it: a dot, or a part of a character beyond ASCII.
pub(crate) const DOUBTFUL: u8 = 4;

/// What each byte may be in a word; 0 for what parts words.
pub(crate) const CLASSES: [u8; 256] = {
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

/// The end of the run of plain letters and figures that starts here, and which of the two are in it.
#[inline]
pub(crate) fn plain_run(bytes: &[u8], start: usize) -> (usize, u8) {
    let (mut at, mut seen) = (start, 0);
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        if class & (LETTER | FIGURE) == 0 {
            break;
        }
        (at, seen) = (at + 1, seen | class);
    }
    (at, seen)
}

/// Folds the run of letters and figures that starts here; gives its end.
pub(crate) fn push_run(text: &str, start: usize, folded: &mut String) -> usize {
    let end = run_end(text, start);
    push_all_folded(&text[start..end], folded);
    end
}

/// The end of the run of letters and figures that starts here, with the accents and the invisible characters among
/// and behind them; the start where there is no letter.
pub(crate) fn run_end(text: &str, start: usize) -> usize {
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
#[inline]
pub(crate) fn may_end(rest: &[u8], length: usize, letters: bool) -> bool {
    let lone = letters && length == 1;
    match rest {
        [first, ..] if first.is_ascii() && length > 1 => *first != b'&' || length > AMPERSAND_SIDE,
        // General punctuation, such as `’` and `–`, and the two signs among the accented letters.
        [0xe2, 0x80, 0x90..=0xbf, ..] | [ACCENTED_LEAD, ..] => true,
        [0x80..=0xff, ..] | [b'&', ..] => false,
        [b'.' | b'+' | b'#', ..] | [b' ', b'&', ..] => !lone,
        _ => true,
    }
}

pub(crate) fn is_lone_letter(folded: &str) -> bool {
    let mut letters = folded.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a character beyond ASCII is part of a word: not `º`, `ª` and the modifier apostrophes, which Unicode
/// counts among the letters.
pub(crate) fn is_letter(c: char) -> bool {
    // Nearly all that are asked about are told without the tables of Unicode: accented letters, and the signs of print.
    match c {
        '×' | '÷' | '\u{a0}' | '«' | '»' | '°' | '·' | '\u{2000}'..='\u{206f}' => return false,
        'À'..='ÿ' => return true,
        _ => {}
    }
    c.is_alphanumeric() && !matches!(c, 'ª' | 'º' | '\u{2b9}'..='\u{2bf}') && !is_silent(c)
}

/// Whether the dot at this place is the one of `.NET`: nothing touches it in front, nothing follows the name.
pub(crate) fn is_dot_net(text: &str, at: usize) -> bool {
    if !matches!(text.as_bytes().get(at + 1), Some(b'n' | b'N' | 0x80..)) {
        return false;
    }
    let before = text[..at].trim_end_matches(is_silent).chars().next_back();
    let name = &text[at + 1..run_end(text, at + 1)];
    before.is_none_or(|c| c != '.' && !c.is_alphanumeric()) && name.len() < LONGEST_NET && fold(name) == "net"
}

pub(crate) fn shape_of(folded: &str) -> Shape {
    let figures = folded.bytes().filter(u8::is_ascii_digit).count();
    match figures {
        0 => Shape::Letters,
        _ if figures == folded.len() => Shape::Digits,
        _ => Shape::Mixed,
    }
}
