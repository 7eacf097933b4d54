//! The words of a query as the readers of figures look at them.

use jobsearch_analysis::Token;
use jobsearch_posting::Period;
use std::ops::Range;

/// What makes the figure behind it the lower end of a range.
const AT_LEAST: &[&str] = &[
    "plus de",
    "au moins",
    "minimum",
    "min",
    "mini",
    "over",
    "above",
    "at least",
    "more than",
    "a partir de",
    "from",
];
/// What makes it the upper end.
const AT_MOST: &[&str] = &[
    "moins de",
    "au plus",
    "maximum",
    "max",
    "maxi",
    "under",
    "below",
    "less than",
    "at most",
    "up to",
    "jusqu a",
];

/// The first spelling of each word, and the signs between them.
pub(super) struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Where among the tokens each word is.
    firsts: Vec<usize>,
}

/// A figure, and the letters glued to it: `35h`, `30km`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure<'t> {
    pub(super) value: f64,
    pub(super) unit: &'t str,
    /// It was written in thousands: `45k`.
    pub(super) thousands: bool,
}

/// Whether a figure is the least, the most, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Least,
    Most,
}

/// How many days a period has, more or less.
pub(super) fn days(period: Period) -> f64 {
    match period {
        Period::Hour => 1.0 / 24.0,
        Period::Day => 1.0,
        Period::Week => 7.0,
        Period::Month => 30.0,
        Period::Year => 365.0,
    }
}

/// How many months a period has.
pub(super) fn months(period: Period) -> f32 {
    match period {
        Period::Hour | Period::Day => 1.0 / 30.0,
        Period::Week => 12.0 / 52.0,
        Period::Month => 1.0,
        Period::Year => 12.0,
    }
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        let firsts = tokens.iter().enumerate().filter(|(_, token)| !token.alias).map(|(at, _)| at);
        Self { text, tokens, firsts: firsts.collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }

    fn token(&self, at: usize) -> Option<&'t Token> {
        self.firsts.get(at).map(|at| &self.tokens[*at])
    }

    /// A word, folded; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| &token.word)
    }

    /// Tells whether a word is one of some, parted by `|`.
    pub(super) fn is(&self, at: usize, words: &str) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.split('|').any(|known| known == word)
    }

    /// Tells whether these words stand here, one after the other; gives the place behind them.
    pub(super) fn after(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for word in phrase.split(' ') {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The place behind the first of some phrases that stands here.
    pub(super) fn after_any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.after(at, phrase))
    }

    /// The signs between the word before and this one; before the first word and behind the last one, those at the ends.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let start = at.checked_sub(1).and_then(|before| self.token(before)).map_or(0, |token| token.span.end);
        let end = self.token(at).map_or(self.text.len(), |token| token.span.start);
        self.text.get(start..end).unwrap_or("")
    }

    /// The tokens of some words, other spellings of the last one included.
    pub(super) fn range(&self, words: Range<usize>) -> Range<usize> {
        let end = self.firsts.get(words.end).copied().unwrap_or(self.tokens.len());
        self.firsts[words.start]..end
    }

    /// The figure at a place.
    pub(super) fn figure(&self, at: usize) -> Option<Figure<'t>> {
        let token = self.token(at)?;
        let term = token.term.as_str();
        let length = term.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(term.len());
        let (figure, unit) = term.split_at(length);
        let value = figure.parse().ok().filter(|value: &f64| value.is_finite() && *value < 1e9)?;
        let written = self.text.get(token.span.clone()).unwrap_or("");
        Some(Figure { value, unit, thousands: written.contains(['k', 'K']) && !unit.contains('k') })
    }

    /// The small number at a place, in figures or in letters.
    pub(super) fn count(&self, at: usize) -> Option<Figure<'t>> {
        const NUMBERS: [&str; 12] = [
            "un|une|one|a",
            "deux|two",
            "trois|three",
            "quatre|four",
            "cinq|five",
            "six",
            "sept|seven",
            "huit|eight",
            "neuf|nine",
            "dix|ten",
            "onze|eleven",
            "douze|twelve",
        ];
        self.figure(at).or_else(|| {
            let number = NUMBERS.iter().position(|names| self.is(at, names))?;
            Some(Figure { value: (number + 1) as f64, unit: "", thousands: false })
        })
    }

    /// The period that a word names.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        period(self.word(at))
    }

    /// Whether the words here, or the sign before the word here, make the figure that follows an end of a range; and where
    /// they end.
    pub(super) fn bound_before(&self, at: usize) -> (usize, Option<Bound>) {
        let (end, bound) = match (self.after_any(at, AT_LEAST), self.after_any(at, AT_MOST)) {
            (Some(end), _) => (end, Some(Bound::Least)),
            (None, Some(end)) => (end, Some(Bound::Most)),
            _ => (at, None),
        };
        let signs = self.gap(end);
        let signed = match () {
            () if signs.contains(['>', '≥']) => Some(Bound::Least),
            () if signs.contains(['<', '≤']) => Some(Bound::Most),
            () => None,
        };
        (end, bound.or(signed))
    }

    /// The same for what stands behind a figure: `45k+`, `6 mois minimum`.
    pub(super) fn bound_behind(&self, at: usize) -> (usize, Option<Bound>) {
        const LEAST: &[&str] =
            &["minimum", "min", "mini", "et plus", "ou plus", "or more", "and more", "at least"];
        const MOST: &[&str] = &["maximum", "max", "maxi", "et moins", "ou moins", "or less", "at most"];
        if self.gap(at).starts_with('+') {
            return (at, Some(Bound::Least));
        }
        match (self.after_any(at, LEAST), self.after_any(at, MOST)) {
            (Some(end), _) => (end, Some(Bound::Least)),
            (None, Some(end)) => (end, Some(Bound::Most)),
            _ => (at, None),
        }
    }

    /// The upper end of a range whose lower end is the word before: `-`, `à`, `to`, `et`.
    pub(super) fn upper(&self, at: usize) -> Option<(usize, Figure<'t>)> {
        let signs: String =
            self.gap(at).chars().filter(|c| !c.is_whitespace() && !"€£$".contains(*c)).collect();
        if matches!(signs.as_str(), "-" | "–" | "—" | "..") {
            return Some((at + 1, self.figure(at)?));
        }
        (self.is(at, "a|to|et|and|ou|or") && signs.is_empty()).then_some(())?;
        Some((at + 2, self.figure(at + 1)?))
    }
}

/// The period that a folded word names.
pub(super) fn period(word: &str) -> Option<Period> {
    Some(match word {
        "h" | "heure" | "heures" | "hour" | "hours" | "hr" | "hrs" => Period::Hour,
        "j" | "jr" | "jour" | "jours" | "d" | "day" | "days" => Period::Day,
        "semaine" | "semaines" | "sem" | "w" | "wk" | "week" | "weeks" => Period::Week,
        "mois" | "m" | "month" | "months" => Period::Month,
        "an" | "ans" | "annee" | "annees" | "annum" | "y" | "yr" | "yrs" | "year" | "years" => Period::Year,
        _ => return None,
    })
}
