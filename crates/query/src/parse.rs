//! What was typed, split as its signs say: words, "phrases", -exclusions, field:value. Nothing here can fail.

use crate::fields::takes_blank;
use crate::operators::Operators;
use std::ops::Range;

/// What follows so many bytes is not read: nobody types as much.
const MOST_BYTES: usize = 20_000;

const EMPTY_QUOTES: &str = "empty quotes are ignored";
const PARTED_GROUP: &str = "`OR` joins the two names beside it, not all of a group that has an `AND`";

/// A query, split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParsedQuery {
    /// Its parts, in order.
    pub(crate) parts: Vec<Part>,
    /// All that was typed, where it is words without signs.
    pub(crate) whole: Option<String>,
    /// What was odd about it.
    pub(crate) notices: Vec<String>,
}

/// A part of a query, and the bytes it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: PartKind,
    /// The text without its signs.
    pub(crate) text: String,
    /// A leading `-`, `!` or `NOT`.
    pub(crate) excluded: bool,
    /// An `OR` joins it with the part before.
    pub(crate) instead: bool,
    pub(crate) span: Range<usize>,
}

/// What a part is by its signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// Words without signs.
    Words,
    /// Words in quotes.
    Phrase,
    /// A value for the field of this name, in lower case.
    Field(String),
}

/// Splits what was typed.
pub(crate) fn parse(typed: &str) -> ParsedQuery {
    let mut query = ParsedQuery::default();
    let typed = match typed.char_indices().find(|(at, _)| *at >= MOST_BYTES) {
        Some((cut, _)) => {
            query.notices.push(format!("only the first {MOST_BYTES} bytes are read"));
            &typed[..cut]
        }
        None => typed,
    };
    let mut operators = Operators::of(typed);
    let mut rest = 0;
    while let Some(part) = next_part(typed, &mut rest, &mut operators) {
        if part.is_empty() {
            query.empty_quotes();
            continue;
        }
        match query.parts.last_mut() {
            // Words without signs are read together: `chef de projet` is one name.
            Some(last) if last.goes_on_with(&part, typed) => {
                last.text = typed[last.span.start..part.span.end].to_owned();
                last.span.end = part.span.end;
            }
            _ => query.parts.push(part),
        }
    }
    query.parts.iter_mut().for_each(Part::close);
    if operators.parts_groups {
        query.notices.push(PARTED_GROUP.to_owned());
    }
    query.whole = whole_of(&query.parts, typed);
    query
}

fn whole_of(parts: &[Part], typed: &str) -> Option<String> {
    match parts {
        [] => None,
        [only] => only.is_plain().then(|| only.text.clone()),
        several => several.iter().all(Part::is_plain).then(|| typed.trim().to_owned()),
    }
}

impl ParsedQuery {
    /// Says once that quotes were empty.
    fn empty_quotes(&mut self) {
        if !self.notices.iter().any(|notice| notice == EMPTY_QUOTES) {
            self.notices.push(EMPTY_QUOTES.to_owned());
        }
    }
}

impl Part {
    /// Quotes without a word in them ask for nothing.
    fn is_empty(&self) -> bool {
        match self.kind {
            PartKind::Words => false,
            PartKind::Phrase => !self.text.contains(char::is_alphanumeric),
            PartKind::Field(_) => self.text.trim().is_empty(),
        }
    }

    /// Closes brackets that were left open, as in a title that is cut there: `Consultant(e) confirmé(e`.
    fn close(&mut self) {
        if self.kind == PartKind::Words && self.text.rfind('(') > self.text.rfind(')') {
            self.text.push(')');
        }
    }

    /// Words that are asked for and have no sign.
    fn is_plain(&self) -> bool {
        self.kind == PartKind::Words && !self.excluded
    }

    /// Tells whether a part goes on with the next: bare words do, those of a group in what is avoided or in a field.
    fn goes_on_with(&self, next: &Self, typed: &str) -> bool {
        let is_bare = |part: &Self| typed[part.span.start..].starts_with(&part.text);
        self.kind == next.kind
            && self.excluded == next.excluded
            && is_bare(self)
            && is_bare(next)
            && typed[self.span.end..next.span.start].chars().all(is_blank)
    }
}

fn next_part(typed: &str, rest: &mut usize, operators: &mut Operators) -> Option<Part> {
    let start = operators.pass(typed, *rest)?;
    let mut at = start;
    let excluded = is_excluded(&typed[at..]);
    if excluded {
        at += typed[at..].chars().next().map_or(0, char::len_utf8);
    }
    let (kind, text, end) = kind_at(typed, at, operators);
    *rest = end;
    let mut part = Part { kind, text: text.to_owned(), excluded, instead: false, span: start..end };
    operators.mark(&mut part);
    Some(part)
}

/// What kind of part begins at a place, its text, and where it ends.
fn kind_at<'t>(typed: &'t str, at: usize, operators: &Operators) -> (PartKind, &'t str, usize) {
    if let Some((text, end)) = quoted(typed, at) {
        return (PartKind::Phrase, text, end);
    }
    let end = operators.end_of_word(typed, at);
    let word = &typed[at..end];
    let Some((field, value_at)) = field_of(word).and_then(|field| Some((field, value_at(typed, field, at)?)))
    else {
        return (PartKind::Words, word, end);
    };
    let value = value_at..operators.end_of_word(typed, value_at);
    let (text, end) = quoted(typed, value_at).unwrap_or_else(|| compared(typed, value));
    (PartKind::Field(field.to_lowercase()), text, end)
}

/// Tells whether a hyphen stands before the next word, and there alone: `Auxiliaire de vie -AVS-` excludes nothing.
pub(crate) fn is_excluded(rest: &str) -> bool {
    const SIGNS: [char; 4] = ['-', '−', '–', '!'];
    let word = rest.split(is_blank).next().unwrap_or_default();
    rest.starts_with(SIGNS)
        && rest.chars().nth(1).is_some_and(|c| c.is_alphanumeric() || is_quote(c))
        && !word.ends_with(SIGNS)
}

/// A value, with the word behind it where it is nothing but a sign: `pay:> 45k`.
fn compared(typed: &str, value: Range<usize>) -> (&str, usize) {
    let is_sign = typed[value.clone()].chars().all(|c| "<>=≤≥".contains(c));
    let next = typed[value.end..].find(|c: char| !is_blank(c)).map(|blanks| value.end + blanks);
    let end = match next {
        Some(next) if is_sign => next + typed[next..].find(is_blank).unwrap_or(typed.len() - next),
        _ => value.end,
    };
    (&typed[value.start..end], end)
}

/// A field's name is letters only, and no address: `https://…` is a word.
pub(crate) fn field_of(word: &str) -> Option<&str> {
    let (field, value) = word.split_once(':')?;
    let is_name = field.chars().count() >= 2 && field.chars().all(|c| c.is_alphabetic() || c == '_');
    (is_name && !value.starts_with("//")).then_some(field)
}

/// Where the value of a field begins whose name stands at `at`: right behind the colon, or behind blanks where the field
/// takes them.
fn value_at(typed: &str, field: &str, at: usize) -> Option<usize> {
    let behind = at + field.len() + 1;
    let blanks = typed[behind..].find(|c| !is_blank(c))?;
    (blanks == 0 || takes_blank(&field.to_lowercase())).then_some(behind + blanks)
}

pub(crate) fn end_of_word(typed: &str, at: usize) -> usize {
    at + typed[at..].find(is_blank).unwrap_or(typed.len() - at)
}

/// The text between a quote at `at` and the next one, and where it ends; a quote that is never closed reaches to the end.
fn quoted(typed: &str, at: usize) -> Option<(&str, usize)> {
    let opening = typed[at..].chars().next().filter(|c| is_quote(*c))?;
    let inside = at + opening.len_utf8();
    match typed[inside..].char_indices().find(|(_, c)| is_quote(*c)) {
        Some((length, closing)) => {
            Some((&typed[inside..inside + length], inside + length + closing.len_utf8()))
        }
        None => Some((&typed[inside..], typed.len())),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„')
}

pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(typed: &str, expected: Expect) {
        let lines: Vec<String> = parse(typed)
            .parts
            .iter()
            .map(|part| {
                format!(
                    "{}{:?} `{}` {:?}",
                    if part.excluded { "not " } else { "" },
                    part.kind,
                    part.text,
                    part.span
                )
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn signs_split_a_query() {
        check("chef de projet", expect![[r#"Words `chef de projet` 0..14"#]]);
        check("Développeur(se) confirmé(e", expect![[r#"Words `Développeur(se) confirmé(e)` 0..28"#]]);
        check(
            r#"infirmier -cdd "bloc opératoire" contrat:CDI lieu:"La Rochelle""#,
            expect![[r#"
                Words `infirmier` 0..9
                not Words `cdd` 10..14
                Phrase `bloc opératoire` 15..33
                Field("contrat") `CDI` 34..45
                Field("lieu") `La Rochelle` 46..64"#]],
        );
        check(
            "« data engineer » Lyon",
            expect![[r#"
            Phrase ` data engineer ` 0..19
            Words `Lyon` 20..24"#]],
        );
    }

    #[test]
    fn a_sign_takes_the_word_behind_it() {
        check(
            "pay:> 45k dev posted:<30d pay:>",
            expect![[r#"
            Field("pay") `> 45k` 0..9
            Words `dev` 10..13
            Field("posted") `<30d` 14..25
            Field("pay") `>` 26..31"#]],
        );
        check(
            "lieu:  Lyon ville: \"La Rochelle\" Durée: 6 mois",
            expect![[r#"
                Field("lieu") `Lyon` 0..11
                Field("ville") `La Rochelle` 12..32
                Words `Durée: 6 mois` 33..47"#]],
        );
    }

    #[test]
    fn odd_signs_are_words() {
        check("https://example.org - c++", expect![[r#"Words `https://example.org - c++` 0..25"#]]);
        check(r#""never closed"#, expect![[r#"Phrase `never closed` 0..13"#]]);
        check("  \0 ", expect![""]);
        check("bac: lieu:", expect![[r#"Words `bac: lieu:` 0..10"#]]);
        check("fraiseur -CN-", expect![[r#"Words `fraiseur -CN-` 0..13"#]]);
    }

    #[test]
    fn empty_quotes_vanish_with_one_notice() {
        check(
            r#"chef "" de -" … " projet «» lieu:"""#,
            expect![[r#"
                Words `chef` 0..4
                Words `de` 8..10
                Words `projet` 20..26"#]],
        );
        let query = parse(&"\"".repeat(1000));
        assert_eq!((query.parts, query.notices), (Vec::new(), vec![EMPTY_QUOTES.to_owned()]));
    }
}
