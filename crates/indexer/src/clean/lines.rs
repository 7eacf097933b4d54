//! Lines and spaces: one kind of each.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Makes spaces plain and single, bullets a dash, letters composed, and leaves one empty line between paragraphs.
pub(super) fn tidy(text: &str) -> String {
    let text: Cow<'_, str> =
        if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']) {
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

/// The empty piece between the `\r` and the `\n` of one line end.
fn ends_with_carriage_return(text: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
    piece.is_empty() && text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

fn push_line(out: &mut String, line: &str) {
    let start = out.len();
    let mut space = false;
    let mut characters = line.chars();
    let mut rest = line;
    if let Some(behind) = behind_bullet(line) {
        rest = behind;
        characters = behind.chars();
    }
    let bulleted = rest.len() != line.len();
    for character in characters.by_ref() {
        match class(character) {
            Class::Space => space = out.len() > start,
            Class::Nothing => {}
            Class::Letter => {
                if bulleted && out.len() == start {
                    out.push_str("- ");
                    space = false;
                }
                if space {
                    out.push(' ');
                    space = false;
                }
                out.push(character);
            }
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

/// What stands behind the bullet that opens a line.
fn behind_bullet(line: &str) -> Option<&str> {
    let line =
        line.trim_start_matches(|c| matches!(class(c), Class::Space) || c == '\u{200b}' || c == '\u{feff}');
    let first = line.chars().next()?;
    let behind = &line[first.len_utf8()..];
    match first {
        '•'
        | '●'
        | '▪'
        | '■'
        | '◦'
        | '‣'
        | '·'
        | '∙'
        | '➢'
        | '➤'
        | '►'
        | '▶'
        | '✓'
        | '✔'
        | '✅'
        | '❖'
        | '◆'
        | '▸'
        | '○'
        | '→'
        | '➔'
        | '⇒'
        | '➡'
        | '»'
        | '\u{e000}'..='\u{f8ff}'
        | '⁃' => Some(behind.trim_start_matches(['-', '•'])),
        '-' | '–' | '—' | '*' | '+' | 'o' | '−' | '§' | '>' if behind.starts_with([' ', '\t', '\u{a0}']) => {
            Some(behind)
        }
        // `-Souder` is an item; `--- ` a rule and `-5` a figure.
        '-' | '–' | '—' if behind.starts_with(char::is_alphabetic) => Some(behind),
        _ => None,
    }
}
