//! Lines and spaces: one kind of each.

use memchr::memchr;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// How many bytes are looked at at once.
const PIECE: usize = 64;

/// Makes spaces plain and single, bullets a dash, letters composed, and leaves one empty line between paragraphs.
pub(super) fn tidy(text: &str) -> String {
    let text: Cow<'_, str> = match is_composed(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in lines(&text) {
        let start = out.len();
        if start > 0 {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        let written = out.len();
        push_line(&mut out, line);
        if out.len() == written {
            out.truncate(start);
            // `\r\n` splits into a line and an empty one, which is no gap.
            gap |= start > 0 && !ends_with_carriage_return(&text, line);
        } else {
            gap = false;
        }
    }
    out
}

/// Tells whether letters and accents are one character. Before U+0300 and in most punctuation they always are.
fn is_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |at: usize| bytes[at] == 0xe2 && bytes[at + 1] == 0x80 && bytes[at + 2] > 0x81;
    let is_doubtful = |at: usize| bytes[at] >= 0xcc && !is_mark(at);
    // Most pieces have no such byte, which is told of many bytes at once.
    let pieces = bytes.chunks(PIECE).zip((0..).step_by(PIECE));
    let mut told =
        pieces.filter(|(piece, _)| piece.iter().fold(false, |found, byte| found | (*byte >= 0xcc)));
    let doubtful = told.any(|(piece, start)| (start..start + piece.len()).any(is_doubtful));
    !doubtful || is_nfc(text)
}

/// The pieces between line ends of any kind.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let first_end = if has_rare_end(text.as_bytes()) { first_line_end } else { first_usual_end };
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (at, length) = first_end(text.as_bytes());
        rest = (length > 0).then(|| &text[at + length..]);
        Some(&text[..at])
    })
}

/// Tells whether any line end is not `\n`, looking at many bytes at a time. A few characters that are none count as well.
fn has_rare_end(bytes: &[u8]) -> bool {
    let one = bytes.iter().fold(false, |found, byte| found | matches!(byte, 0x0b..=b'\r'));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let ends = |lead: u8, byte: u8| (lead == 0xc2) & (byte == 0x85) | (lead == 0x80) & (byte & 0xfe == 0xa8);
    one || pairs.fold(false, |found, (lead, byte)| found | ends(*lead, *byte))
}

/// Where the first `\n` is, and that it is one byte long; the end of the bytes where there is none.
fn first_usual_end(bytes: &[u8]) -> (usize, usize) {
    memchr(b'\n', bytes).map_or((bytes.len(), 0), |at| (at, 1))
}

/// Where the first line end of any kind is, and how long; the end of the bytes where there is none.
fn first_line_end(bytes: &[u8]) -> (usize, usize) {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| KINDS[usize::from(*byte)] & END != 0) {
        if let Some(length) = line_end(&bytes[from + at..]) {
            return (from + at, length);
        }
        from += at + 1;
    }
    (bytes.len(), 0)
}

/// What most bytes are, as bits.
const PLAIN: u8 = 1;
/// It leads the letters from `À` to `ÿ`.
const ACCENTED: u8 = 2;
const SPACE: u8 = 4;
/// A line end may begin with it.
const END: u8 = 8;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'!'..=b'~' => PLAIN,
            0xc3 => ACCENTED,
            b' ' => SPACE,
            b'\n'..=b'\r' | 0xc2 | 0xe2 => END,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// How long the line end is that the bytes begin with.
fn line_end(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\n' | b'\r' | 0x0b | 0x0c, ..] => Some(1),
        [0xc2, 0x85, ..] => Some(2),
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some(3),
        _ => None,
    }
}

/// The empty piece between the `\r` and the `\n` of one line end.
fn ends_with_carriage_return(text: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
    piece.is_empty() && text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

fn push_line(out: &mut String, line: &str) {
    let start = out.len();
    let behind = behind_bullet(line);
    let text = behind.unwrap_or(line).trim_matches(' ');
    if is_plain(text.as_bytes()) {
        if behind.is_some() && !text.is_empty() {
            out.push_str("- ");
        }
        return out.push_str(text);
    }
    let mut space = false;
    let mut rest = behind.unwrap_or(line);
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match class(first) {
            Class::Space => space = out.len() > start,
            Class::Nothing => {}
            Class::Letter => {
                length += unchanged(&rest.as_bytes()[length..]);
                if behind.is_some() && out.len() == start {
                    out.push_str("- ");
                } else if space {
                    out.push(' ');
                }
                space = false;
                out.push_str(&rest[..length]);
            }
        }
        rest = &rest[length..];
    }
}

/// Tells whether a text has nothing but plain and accented letters, and single spaces: as most lines, all of it stays as it
/// is. This looks at many bytes at a time.
fn is_plain(text: &[u8]) -> bool {
    // No other letters have these bytes but those that 0xc3 leads.
    let other = |byte: &u8| !matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3);
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let doubled = pairs.fold(false, |found, (one, next)| found | ((*one == b' ') & (*next == b' ')));
    !doubled && !text.iter().fold(false, |found, byte| found | other(byte))
}

/// How many bytes stay as they are behind a letter: plain and accented letters, and single spaces between them.
fn unchanged(bytes: &[u8]) -> usize {
    let kind = |at: usize| bytes.get(at).map_or(0, |byte| KINDS[usize::from(*byte)]);
    let mut length = 0;
    loop {
        match kind(length) {
            PLAIN => length += 1,
            ACCENTED => length += 2,
            SPACE if matches!(kind(length + 1), PLAIN | ACCENTED) => length += 1,
            _ => return length,
        }
    }
}

enum Class {
    Letter,
    Space,
    Nothing,
}

fn class(character: char) -> Class {
    match character {
        '!'..='~' => Class::Letter,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Class::Space
        }
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{feff}'
        | '\u{2060}'
        | '\u{202a}'..='\u{202e}'
        | '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}' => Class::Nothing,
        '\u{e000}'..='\u{f8ff}' | '\u{fe0f}' => Class::Nothing,
        _ => Class::Letter,
    }
}

/// Signs that are bullets wherever they open a line; so are those that only a font tells, from U+E000 on.
const BULLETS: [char; 25] = [
    '•', '●', '▪', '■', '◦', '‣', '·', '∙', '➢', '➤', '►', '▶', '✓', '✔', '✅', '❖', '◆', '▸', '○', '→', '➔',
    '⇒', '➡', '»', '⁃',
];

/// What stands behind the bullet that opens a line.
fn behind_bullet(line: &str) -> Option<&str> {
    // Most lines begin with a word.
    if line.as_bytes().first().is_some_and(|first| first.is_ascii_alphanumeric() && *first != b'o') {
        return None;
    }
    let line =
        line.trim_start_matches(|c| matches!(class(c), Class::Space) || c == '\u{200b}' || c == '\u{feff}');
    let first = line.chars().next()?;
    let behind = &line[first.len_utf8()..];
    match first {
        sign if BULLETS.contains(&sign) || matches!(sign, '\u{e000}'..='\u{f8ff}') => {
            Some(behind.trim_start_matches(['-', '•']))
        }
        '-' | '–' | '—' | '*' | '+' | 'o' | '−' | '§' | '>' if behind.starts_with([' ', '\t', '\u{a0}']) => {
            Some(behind)
        }
        // `-Souder` is an item; `--- ` a rule and `-5` a figure.
        '-' | '–' | '—' if behind.starts_with(char::is_alphabetic) => Some(behind),
        _ => None,
    }
}
