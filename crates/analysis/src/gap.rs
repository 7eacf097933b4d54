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

/// What most gaps between two words are, as [`gap_of`] tells them.
pub(crate) fn plain_gap(gap: &[u8]) -> Option<Gap> {
    Some(match gap {
        b" " | b"\n" => Gap::Blank,
        b"'" | [0xe2, 0x80, 0x99] => Gap::Apostrophe,
        b"-" => Gap::Hyphen,
        b", " | b". " | b": " | b".\n" | b"\n- " => Gap::Other,
        b"," => Gap::Comma,
        b"." => Gap::Dot,
        b"/" => Gap::Slash,
        _ => return None,
    })
}

/// What lies between two words, or before the first one.
pub(crate) fn gap_of(gap: &str, first: bool) -> Gap {
    if gap == " " {
        return Gap::Blank;
    }
    let bare = gap.trim();
    let touching = bare.len() == gap.len();
    match bare {
        _ if first => {
            if bare.ends_with('(') {
                Gap::Open
            } else {
                Gap::Other
            }
        }
        "" if gap.is_empty() => Gap::Other,
        "" => Gap::Blank,
        "-" | "\u{2010}" | "\u{2011}" if touching => Gap::Hyphen,
        "-" | "\u{2010}" | "\u{2011}" | "–" | "—" => Gap::Dash,
        "/" | "|" | "\\" | "\u{ff0f}" if touching => Gap::Slash,
        "/" | "|" | "\\" | "\u{ff0f}" => Gap::SpacedSlash,
        _ if bare.chars().all(is_apostrophe) => {
            if touching {
                Gap::Apostrophe
            } else {
                Gap::LooseApostrophe
            }
        }
        "." if touching => Gap::Dot,
        "·" | "•" | "‧" | "∙" | "⋅" | "･" if touching => Gap::Middot,
        "," if touching => Gap::Comma,
        "(" | "(-" | "(/" | "(." | "(·" => Gap::Open,
        ")" | ")(" if touching => Gap::Close,
        "+" => Gap::Plus,
        _ => Gap::Other,
    }
}

/// Whether a character is an apostrophe, or the backslash that some exports put before one.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇' | '\\')
}
