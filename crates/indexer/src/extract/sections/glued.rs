//! Headings that lost their line end.

use super::{HEADING, ends_as_known, known};
use std::borrow::Cow;

/// Parts a heading from the text it was glued to: `Descriptif du posteNEXTON recrute`.
pub(super) fn unglued(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut done = 0;
    for at in capitals_inside(text) {
        let line = text[done..at].rfind('\n').map_or(done, |newline| done + newline + 1);
        if let Some(start) = heading_before(&text[line..at]).map(|start| line + start) {
            let out = out.get_or_insert_default();
            out.push_str(text[done..start].trim_end_matches(' '));
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(&text[start..at]);
            out.push('\n');
            done = at;
        }
    }
    match out {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(&text[done..]);
            Cow::Owned(out)
        }
    }
}

/// Where a capital follows a small letter. Pieces of many bytes are told at once to have none, only the others are read as
/// characters.
fn capitals_inside(text: &str) -> Vec<usize> {
    /// How many bytes a piece has.
    const PIECE: usize = 64;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 1;
    while start < bytes.len() {
        let end = bytes.len().min(start + PIECE);
        let pairs = bytes[start - 1..end - 1].iter().zip(&bytes[start..end]);
        if pairs.clone().fold(false, |found, (before, byte)| found | may_be_capital(*before, *byte)) {
            for (at, (before, byte)) in (start..end).zip(pairs) {
                if may_be_capital(*before, *byte) {
                    found.extend(capital_at(text, at));
                }
            }
        }
        start = end;
    }
    found
}

/// Tells whether a byte may be the first of a capital behind a small letter, or the second of one that 0xc3 leads. What
/// others lead is rare, but for the signs of 0xe2, of which none is a capital but `Ⅳ` and its like.
fn may_be_capital(before: u8, byte: u8) -> bool {
    byte.is_ascii_uppercase() & (before >= b'a')
        | (before == 0xc3) & (byte < 0x9f)
        | (byte >= 0xc4) & (byte != 0xe2)
}

/// Where the capital begins that a byte belongs to, if a small letter stands before it.
fn capital_at(text: &str, at: usize) -> Option<usize> {
    let (before, behind) = text.split_at(at - usize::from(text.as_bytes()[at - 1] == 0xc3));
    let is_capital = behind.chars().next().is_some_and(char::is_uppercase);
    (is_capital && before.chars().next_back().is_some_and(char::is_lowercase)).then_some(before.len())
}

/// Where a heading of two words or more begins that ends the text.
fn heading_before(text: &str) -> Option<usize> {
    if !ends_as_known(text) {
        return None;
    }
    let near = text.len().saturating_sub(HEADING + 1)..text.len();
    let words = near.filter(|at| text.as_bytes()[*at] == b' ').map(|at| at + 1);
    let starts = std::iter::once(0).filter(|_| text.len() <= HEADING);
    let mut starts: Vec<usize> = starts.chain(words).collect();
    // The last word alone is too little to go by.
    starts.pop();
    let opens = |start: &usize| text[*start..].chars().next().is_some_and(char::is_uppercase);
    starts.into_iter().filter(opens).find(|start| known(&text[*start..]).is_some())
}
