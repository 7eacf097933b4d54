//! What lies between the words of a text.

use crate::fold::is_invisible;
use std::borrow::Cow;

/// What lies between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// One white space or several.
    Blank,
    /// An apostrophe of any kind, touching both words.
    Apostrophe,
    /// An apostrophe with a space beside it.
    LooseApostrophe,
    /// A hyphen touching both words.
    Hyphen,
    /// A dash, or a hyphen between spaces.
    Dash,
    /// A slash or bar touching both words.
    Slash,
    /// A slash or bar between spaces.
    SpacedSlash,
    /// A full stop touching both words.
    Dot,
    /// A raised dot touching both words.
    Middot,
    /// A comma touching both words.
    Comma,
    /// An opening bracket, perhaps with a hyphen or slash behind it.
    Open,
    /// A closing bracket touching both words, perhaps with another that opens.
    Close,
    /// A plus sign, perhaps between spaces.
    Plus,
    /// Anything else, the start and the end of the text included.
    Other,
}

/// A gap without the characters that are not seen.
pub(crate) fn visible(gap: &str) -> Cow<'_, str> {
    if gap.is_ascii() || !gap.contains(is_invisible) {
        return Cow::Borrowed(gap);
    }
    Cow::Owned(gap.chars().filter(|&c| !is_invisible(c)).collect())
}

/// What a single byte between two words is.
#[inline]
pub(crate) fn one_byte(sign: u8) -> Gap {
    ONE_BYTE[usize::from(sign)]
}

const ONE_BYTE: [Gap; 0x100] = {
    let mut gaps = [Gap::Other; 0x100];
    let mut byte = 0;
    while byte < 0x80 {
        gaps[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' => Gap::Blank,
            sign => one_sign(sign as char, true),
        };
        byte += 1;
    }
    gaps
};

/// What lies before the first word.
pub(crate) fn first_gap(gap: &str) -> Gap {
    if visible(gap).trim_end().ends_with('(') { Gap::Open } else { Gap::Other }
}

/// What lies between two words.
pub(crate) fn gap_of(gap: &str) -> Gap {
    // Many are one of these, and need not be taken apart.
    match gap {
        ", " | ". " | ": " | ".\n" | "\n- " => return Gap::Other,
        "’" => return Gap::Apostrophe,
        _ => {}
    }
    let gap = visible(gap);
    let bare = gap.trim();
    let touching = bare.len() == gap.len();
    let mut signs = bare.chars();
    match (signs.next(), signs.as_str()) {
        (None, _) if touching => Gap::Other,
        (None, _) => Gap::Blank,
        (Some(sign), "") => one_sign(sign, touching),
        (Some('('), "-" | "/" | "." | "·") => Gap::Open,
        (Some(')'), "(") if touching => Gap::Close,
        (Some(sign), more) if is_apostrophe(sign) && more.chars().all(is_apostrophe) => apostrophe(touching),
        _ => Gap::Other,
    }
}

/// What one sign between two words is, perhaps touching both.
const fn one_sign(sign: char, touching: bool) -> Gap {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' if touching => Gap::Hyphen,
        '-' | '\u{2010}' | '\u{2011}' | '–' | '—' => Gap::Dash,
        '/' | '|' | '\\' | '\u{ff0f}' if touching => Gap::Slash,
        '/' | '|' | '\\' | '\u{ff0f}' => Gap::SpacedSlash,
        _ if is_apostrophe(sign) => apostrophe(touching),
        '.' if touching => Gap::Dot,
        '·' | '•' | '‧' | '∙' | '⋅' | '･' if touching => Gap::Middot,
        ',' if touching => Gap::Comma,
        '(' => Gap::Open,
        ')' if touching => Gap::Close,
        '+' => Gap::Plus,
        _ => Gap::Other,
    }
}

const fn apostrophe(touching: bool) -> Gap {
    if touching { Gap::Apostrophe } else { Gap::LooseApostrophe }
}

/// Whether a character is an apostrophe, or the backslash that some exports put before one.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇' | '\\')
}
