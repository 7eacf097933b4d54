//! Letters that were broken on the way: UTF-8 and Windows-1252 read as something else, apostrophes and spaces written as
//! question marks.

use crate::decode::{to_windows_1252, windows_1252};
use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr2, memchr2_iter};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Repairs what can be told for sure.
pub(super) fn repair(text: &str) -> Cow<'_, str> {
    let mut text = without_controls(text).map_or(Cow::Borrowed(text), Cow::Owned);
    if let Some(decoded) = (has_mojibake(&text)).then(|| redecoded(&text)).flatten() {
        text = Cow::Owned(decoded);
    }
    if let Some(repaired) = with_apostrophes(&text) {
        text = Cow::Owned(repaired);
    }
    if let Some(spaced) = with_spaces(&text) {
        text = Cow::Owned(spaced);
    }
    text
}

/// Reads control characters from U+0080 on, which no text has, as the signs that Windows-1252 has there (`l\u{92}équipe`);
/// U+0085 is a line end.
fn without_controls(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_control =
        |at: &usize| bytes.get(at + 1).is_some_and(|byte| (0x80..0xa0).contains(byte) && *byte != 0x85);
    memchr_iter(0xc2, bytes).find(is_control)?;
    let sign = |c: char| match c {
        '\u{85}' => c,
        '\u{80}'..='\u{9f}' => windows_1252(c as u8),
        _ => c,
    };
    Some(text.chars().map(sign).collect())
}

/// Writes `40¿000,00€` and `Vos¿missions¿:` with spaces; in Spanish the sign opens a sentence, behind a space.
fn with_spaces(text: &str) -> Option<String> {
    let stands_for_space = |at: usize| {
        text[..at].chars().next_back().is_some_and(|before| !before.is_whitespace() && before != '¿')
    };
    let spaces: Vec<_> = SIGN.find_iter(text.as_bytes()).filter(|at| stands_for_space(*at)).collect();
    if spaces.is_empty() {
        return None;
    }
    let mut done = 0;
    let mut out = String::with_capacity(text.len());
    for at in spaces {
        out.push_str(&text[done..at]);
        out.push(' ');
        done = at + '¿'.len_utf8();
    }
    out.push_str(&text[done..]);
    Some(out)
}

static SIGN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("¿"));

/// `Ã` or `â€` before a character that continues a UTF-8 sequence is next to never written on purpose.
fn has_mojibake(text: &str) -> bool {
    // Each of them has one of these bytes, which little else has.
    memchr2(0x82, 0x83, text.as_bytes()).is_some()
        && (text.contains("â€") || leads_on(text, 'Ã') || leads_on(text, 'Â'))
}

fn leads_on(text: &str, lead: char) -> bool {
    text.match_indices(lead).any(|(at, lead)| {
        let behind = text[at + lead.len()..].chars().next();
        behind.and_then(to_windows_1252).is_some_and(|byte| (0x80..0xc0).contains(&byte))
    })
}

/// Undoes the misreading line by line: a line that cannot have been misread whole stays as it is.
fn redecoded(text: &str) -> Option<String> {
    let mut changed = false;
    let lines: Vec<Cow<'_, str>> = text
        .split('\n')
        .map(|line| {
            let bytes: Option<Vec<u8>> = line.chars().map(to_windows_1252).collect();
            match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                Some(decoded) if decoded != line => {
                    changed = true;
                    Cow::Owned(decoded)
                }
                _ => Cow::Borrowed(line),
            }
        })
        .collect();
    changed.then(|| lines.join("\n"))
}

/// Writes `d?architecture` and `d\u{fffd}architecture` with an apostrophe.
fn with_apostrophes(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut done = 0;
    // The last byte of the other sign is this one.
    for last in memchr2_iter(b'?', 0xbd, text.as_bytes()) {
        let end = last + 1;
        let mark = if text.as_bytes()[last] == b'?' { "?" } else { "\u{fffd}" };
        let Some(before) = text.get(..end).and_then(|text| text.strip_suffix(mark)) else { continue };
        if opens_with_vowel(&text[end..]) && elides(before) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 16));
            out.push_str(&text[done..before.len()]);
            out.push('’');
            done = end;
        }
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

fn elides(before: &str) -> bool {
    let mut letters = before.chars().rev();
    let elided = match letters.next() {
        Some('l' | 'd' | 'j' | 'n' | 'm' | 's' | 't' | 'c' | 'L' | 'D' | 'J' | 'N' | 'M' | 'S' | 'C') => true,
        Some('u') => matches!(letters.next(), Some('q' | 'Q')),
        _ => false,
    };
    elided && letters.next().is_none_or(|c| !c.is_alphanumeric())
}

fn opens_with_vowel(behind: &str) -> bool {
    behind.chars().next().is_some_and(|c| "aeiouyhàâéèêëîïôûùœæAEIOUYHÉÈÊÀÎÔ".contains(c))
}
