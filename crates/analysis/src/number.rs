//! Figures and amounts: `21 800`, `4,7`, `45k€`, `45-50 k€`, `35h`.

use crate::gap::Gap;
use crate::words::{Shape, Words};

/// What may stand for thousands behind a figure.
const THOUSANDS: [&str; 6] = ["k", "ke", "keur", "keuro", "keuros", "kf"];

/// Currencies that may be glued to a figure.
const CURRENCIES: [&str; 9] = ["chf", "dh", "dhs", "eur", "euro", "euros", "gbp", "mad", "usd"];

/// A figure read in a text; its value is in the buffer it was read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The word behind it.
    pub(crate) next: usize,
    /// Its end in the text, in bytes.
    pub(crate) end: usize,
    /// A currency was glued to its last word: where it is in the list.
    pub(crate) currency: Option<&'static str>,
    /// Thousands were meant: the value is the full amount.
    scaled: bool,
    /// It can be the lower end of a range that takes its unit from the upper end.
    bare: bool,
}

/// Reads the figure that starts with this word into `value`; none where the word does not start with one.
pub(crate) fn read(words: &Words<'_>, at: usize, value: &mut String) -> Option<Figure> {
    let figure = read_one(words, at, value)?;
    if figure.bare && value.len() <= 3 && upper_end_in_thousands(words, figure.next, value) {
        scale(value);
    }
    Some(figure)
}

fn read_one(words: &Words<'_>, at: usize, value: &mut String) -> Option<Figure> {
    value.clear();
    let (digits, mut suffix) = split(words, at)?;
    value.push_str(digits);
    let mut last = at;
    if let Some(figure) = shifts(words, at, value) {
        return Some(figure);
    }
    if suffix.is_empty() {
        (last, suffix) = push_groups(words, at, value);
    }
    if suffix.is_empty() {
        (last, suffix) = push_fraction(words, last, value);
    }
    Some(finish(words, last, suffix, value))
}

/// The figures a word starts with, and what follows them.
fn split<'w>(words: &'w Words<'_>, at: usize) -> Option<(&'w str, &'w str)> {
    let matching = matches!(words.shape(at)?, Shape::Digits | Shape::Mixed);
    let folded = words.folded(at);
    let figures = folded.bytes().take_while(u8::is_ascii_digit).count();
    (matching && figures > 0).then(|| folded.split_at(figures))
}

/// Shift work written with a sign: `3*8`, `2×12` are `3x8`, `2x12`.
fn shifts(words: &Words<'_>, at: usize, value: &mut String) -> Option<Figure> {
    let figures = |at: usize| words.shape(at) == Some(Shape::Digits) && words.folded(at).len() < 3;
    let times = matches!(&*words.gap_text(at + 1), "*" | "×") && figures(at) && figures(at + 1);
    times.then(|| {
        value.extend(["x", words.folded(at + 1)]);
        Figure { next: at + 2, end: words.word(at + 1).span.end, currency: None, scaled: false, bare: false }
    })
}

/// Appends groups of three figures; gives the last word taken and what follows its figures.
fn push_groups<'w>(words: &'w Words<'_>, at: usize, value: &mut String) -> (usize, &'w str) {
    let mut last = at;
    let mut suffix = "";
    if value.len() > 3 || value.starts_with('0') || follows_figure(words, at) {
        return (last, suffix);
    }
    let sign = words.gap(at + 1);
    while suffix.is_empty() && words.gap(last + 1) == sign && groups(words, last + 1) {
        let Some((digits, rest)) = split(words, last + 1).filter(|(digits, _)| digits.len() == 3) else {
            break;
        };
        value.push_str(digits);
        suffix = rest;
        last += 1;
    }
    (last, suffix)
}

/// Whether what lies before a word may part thousands: one space of any kind, a comma, a dot, an apostrophe.
fn groups(words: &Words<'_>, at: usize) -> bool {
    match words.gap(at) {
        Gap::Comma | Gap::Dot | Gap::Apostrophe => true,
        Gap::Blank => {
            let gap = words.gap_text(at);
            let mut blank = gap.chars();
            blank.next().is_some_and(|c| c != '\n') && blank.next().is_none()
        }
        _ => false,
    }
}

/// Whether a figure comes right before, so that this word is part of a date, a version or a telephone number.
fn follows_figure(words: &Words<'_>, at: usize) -> bool {
    at > 0 && words.shape(at - 1) == Some(Shape::Digits) && groups(words, at)
}

/// Appends the figures behind a decimal comma or dot; gives the last word taken and what follows its figures.
fn push_fraction<'w>(words: &'w Words<'_>, last: usize, value: &mut String) -> (usize, &'w str) {
    let decimal = |at: usize| matches!(words.gap(at), Gap::Comma | Gap::Dot) && split(words, at).is_some();
    let follows =
        last > 0 && decimal(last) && words.shape(last - 1) != Some(Shape::Letters) && value.len() <= 3;
    let Some((digits, rest)) = split(words, last + 1) else { return (last, "") };
    let version = rest.is_empty() && decimal(last + 2);
    if follows || !decimal(last + 1) || version || digits.len() > 4 {
        return (last, "");
    }
    if digits.bytes().any(|digit| digit != b'0') {
        value.push('.');
        value.push_str(digits);
    }
    (last + 1, rest)
}

/// Reads the unit behind the figures.
fn finish(words: &Words<'_>, last: usize, suffix: &str, value: &mut String) -> Figure {
    let end = words.word(last).span.end;
    let mut figure = Figure { next: last + 1, end, currency: None, scaled: false, bare: false };
    if THOUSANDS.contains(&suffix) {
        figure.scaled = true;
    } else if let Some(&currency) = CURRENCIES.iter().find(|&&currency| currency == suffix) {
        figure.currency = Some(currency);
    } else if !suffix.is_empty() {
        value.push_str(suffix);
    } else if words.gap(last + 1) == Gap::Blank && THOUSANDS.contains(&words.folded(last + 1)) {
        figure = Figure { next: last + 2, end: words.word(last + 1).span.end, scaled: true, ..figure };
    } else {
        figure.bare = true;
    }
    if figure.scaled {
        scale(value);
    }
    figure
}

/// Whether the words from here on end a range in thousands above this value: `- 50 k€`, `à 50k€`.
fn upper_end_in_thousands(words: &Words<'_>, next: usize, lower: &str) -> bool {
    let upper = match words.gap(next) {
        Gap::Hyphen | Gap::Dash | Gap::Slash | Gap::SpacedSlash => next,
        Gap::Blank if matches!(words.folded(next), "a" | "to") && words.gap(next + 1) == Gap::Blank => {
            next + 1
        }
        _ => return false,
    };
    let mut value = String::new();
    let figure = read_one(words, upper, &mut value);
    let mut scaled = lower.to_owned();
    scale(&mut scaled);
    figure.is_some_and(|figure| figure.scaled) && (scaled.len(), &scaled) < (value.len(), &value)
}

/// Multiplies a written figure by a thousand.
fn scale(value: &mut String) {
    let fraction = value.find('.').map(|dot| value.split_off(dot)).unwrap_or_default();
    let decimals = fraction.trim_start_matches('.');
    let (thousands, rest) = decimals.split_at(decimals.len().min(3));
    value.push_str(thousands);
    value.extend(std::iter::repeat_n('0', 3 - thousands.len()));
    if !rest.is_empty() {
        value.push('.');
        value.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    fn check(text: &str, expected: &[&str]) {
        let words = scan(text);
        let (mut at, mut value, mut found) = (0, String::new(), Vec::new());
        while at < words.len() {
            match read(&words, at, &mut value) {
                Some(figure) => {
                    found.push(value.clone());
                    at = figure.next;
                }
                None => at += 1,
            }
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn thousands_may_be_parted_by_any_sign() {
        for text in ["21 800", "21\u{a0}800", "21\u{202f}800", "21,800", "21.800", "21'800", "21800"] {
            check(text, &["21800"]);
        }
        check("1 000 000 €", &["1000000"]);
        check("75008 250", &["75008", "250"]);
        check("06 12 34 56 78", &["06", "12", "34", "56", "78"]);
    }

    #[test]
    fn decimals() {
        check("4,7 et 4.7", &["4.7", "4.7"]);
        check("2308.0 17,00 ; 2 308,50", &["2308", "17", "2308.50"]);
        check("01.09.2024 v7.5.1", &["01", "09", "2024", "5", "1"]);
    }

    #[test]
    fn amounts() {
        for text in [
            "45k€",
            "45 K€",
            "45 000 €",
            "€45,000",
            "45KE",
            "45000euros",
            "45 keuros",
            "45.000€",
            "45 000,00",
        ] {
            check(text, &["45000"]);
        }
        check("45-50k€", &["45000", "50000"]);
        check("45 à 50 k€", &["45000", "50000"]);
        check("45 – 50 K€", &["45000", "50000"]);
        check("32,5k€", &["32500"]);
        check("45-50", &["45", "50"]);
    }

    #[test]
    fn figures_with_a_unit_stay_whole() {
        check("35h 3x8 1er 2ème 8h30", &["35h", "3x8", "1er", "2eme", "8h30"]);
    }
}
