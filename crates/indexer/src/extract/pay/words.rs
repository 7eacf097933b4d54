//! The words of pay: periods, currencies, and what tells a line about it. Texts are folded.

use super::needles::{Needles, stands_alone};
use jobsearch_posting::{Country, OpenEnd, Period};
use std::ops::Range;
use std::sync::LazyLock;

/// What each period is called, in the order they are looked for: `annuel` may stand beside `sur 12 mois`.
const PERIODS: [(Period, &str); 5] = [
    (
        Period::Hour,
        "horaire|de l'heure|par heure|/heure|hourly|per hour|an hour|p/h|/h|/hr|hour|euros/h|€/h|€ heure|ph|l'heure|heure brut",
    ),
    (Period::Day, "tjm|par jour|/jour|/jr|/j|daily|per day|day rate|a day|/day|journalier"),
    (Period::Week, "hebdomadaire|par semaine|weekly|per week|a week|pw|/week"),
    (
        Period::Year,
        "annuel|par an|/an|l'an|per annum|per year|a year|yearly|annual|pa|p.a|/year|/yr|year|annee|an",
    ),
    (Period::Month, "mensuel|par mois|/mois|monthly|per month|a month|/month|pcm|mois|month"),
];

/// The words of periods that stand before a sum.
const BEFORE: [(&str, Period); 10] = [
    ("horaire", Period::Hour),
    ("hourly", Period::Hour),
    ("journalier", Period::Day),
    ("daily", Period::Day),
    ("hebdomadaire", Period::Week),
    ("weekly", Period::Week),
    ("mensuel", Period::Month),
    ("monthly", Period::Month),
    ("annuel", Period::Year),
    ("annual", Period::Year),
];

/// The words that leave an end open, before a figure and behind it.
const OPEN: [(OpenEnd, &str, &str); 2] = [
    (
        OpenEnd::Above,
        "a partir de|a compter de|des|from|starting at|minimum|minimum de|min|min.|au moins|plus de|at least|more than|over|\
         superieur a|superieure a",
        "et plus|ou plus|or more|and above|and over|minimum|mini|min",
    ),
    (
        OpenEnd::Below,
        "jusqu'a|jusque|up to|upto|maximum|maximum de|max|max.|au plus|at most|moins de|less than",
        "maximum|maxi|max",
    ),
];

/// The beginnings of words that may follow the plus of an open end.
const AS_AGREED: [&str; 6] = ["selon", "depend", "doe", "per ", "par ", "brut"];

/// What each currency is called; letters must stand alone (`l'heure` and `cadre` have `eur` and `cad` in them).
const CURRENCIES: [(&str, &str); 7] = [
    ("CHF", "chf|francs suisses"),
    ("MAD", "mad|dirham|dirhams|dh|dhs"),
    ("CAD", "cad|$ ca|$ca|ca$|c$|dollars canadiens"),
    ("GBP", "£|gbp"),
    ("EUR", "€|eur|euro|euros|keur"),
    ("USD", "$|usd|dollar|dollars"),
    ("INR", "inr|₹"),
];

/// The currency of each country we know one of.
const COUNTRIES: &str = "FR EUR|BE EUR|LU EUR|DE EUR|IT EUR|ES EUR|NL EUR|PT EUR|IE EUR|AT EUR|GB GBP|US USD|CA CAD|CH CHF|MA MAD|IN INR";

/// The words of all periods, and the period of each, by number.
static OF_PERIODS: LazyLock<(Needles, Vec<Period>)> = LazyLock::new(|| {
    let words = PERIODS.iter().flat_map(|(period, words)| words.split('|').map(|word| (word, *period)));
    let (words, periods): (Vec<_>, Vec<_>) = words.unzip();
    (Needles::of(&words), periods)
});

/// The names of all currencies, and the code of each, by number.
static OF_CURRENCIES: LazyLock<(Needles, Vec<&str>)> = LazyLock::new(|| {
    let names = CURRENCIES.iter().flat_map(|(code, names)| names.split('|').map(|name| (name, *code)));
    let (names, codes): (Vec<_>, Vec<_>) = names.unzip();
    (Needles::of(&names), codes)
});

/// The period a text names.
pub(super) fn period(text: &str) -> Option<Period> {
    // `sur 13 mois` counts months, and is no period.
    let counts = text.find("sur ").filter(|at| text[*at..].contains("mois"));
    let before = counts.map_or(text, |at| &text[..at]);
    let (needles, periods) = &*OF_PERIODS;
    let named = needles.find(text).filter(|(number, word, range)| {
        let text = if periods[*number] == Period::Month { before } else { text };
        range.end <= text.len() && (word.len() > 4 || stands_alone(text, range.clone()))
    });
    named.map(|(number, ..)| number).min().map(|number| periods[number])
}

/// The period named right behind the figures, where others may follow: `brut par mois sur 35 h par semaine`.
pub(super) fn period_behind(text: &str) -> Option<Period> {
    /// How far behind, in bytes.
    const NEAR: usize = 30;
    let end = text.floor_char_boundary(NEAR);
    let (needles, periods) = &*OF_PERIODS;
    let found = needles.find(&text[..end]);
    let clear = found.filter(|(_, word, _)| word.len() > 5 || word.starts_with('/'));
    clear.map(|(number, _, range)| (range.start, number)).min().map(|(_, number)| periods[number])
}

/// The period named shortly before the figures: `salaire mensuel de`.
pub(super) fn period_before(text: &str) -> Option<Period> {
    /// How far before, in bytes.
    const NEAR: usize = 30;
    let start = text.floor_char_boundary(text.len().saturating_sub(NEAR));
    let places = BEFORE.iter().filter_map(|(word, period)| Some((text[start..].rfind(word)?, *period)));
    places.max_by_key(|(at, _)| *at).map(|(_, period)| period)
}

/// The end that the words beside a single figure leave open: `à partir de` and `minimum` before it, `or more` behind it.
pub(super) fn open_end(before: &str, behind: &str) -> Option<OpenEnd> {
    // `45k+ selon profil`, but not `45k + prime`
    let plus = behind.strip_prefix('+').map(str::trim_start);
    let stands = |rest: &str| {
        !rest.starts_with(char::is_alphanumeric) || AS_AGREED.iter().any(|word| rest.starts_with(word))
    };
    if plus.is_some_and(stands) {
        return Some(OpenEnd::Above);
    }
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '€' | '£' | '$' | ':'));
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '€' | '£' | '$'));
    let ends =
        |words: &&str| before.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphabetic));
    let opens =
        |words: &&str| behind.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let of = |(end, before, behind): &(OpenEnd, &str, &str)| {
        (before.split('|').any(|words| ends(&words)) || behind.split('|').any(|words| opens(&words)))
            .then_some(*end)
    };
    OPEN.iter().find_map(of)
}

/// The currency that stands beside some figures, else the first that the text names.
pub(super) fn currency_of(text: &str, figures: Range<usize>) -> Option<&'static str> {
    /// How far beside them, in bytes.
    const NEAR: usize = 6;
    let start = text.floor_char_boundary(figures.start.saturating_sub(NEAR));
    let end = text.floor_char_boundary(figures.end + NEAR);
    currency(&text[start..end]).or_else(|| currency(text))
}

/// The currency a text names.
fn currency(text: &str) -> Option<&'static str> {
    let (needles, codes) = &*OF_CURRENCIES;
    let is_letters = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named =
        needles.find(text).filter(|(_, name, range)| !is_letters(name) || stands_alone(text, range.clone()));
    named.map(|(number, ..)| number).min().map(|number| codes[number])
}

/// The currency that is paid in a country.
pub(super) fn usual_currency(country: Country) -> Option<&'static str> {
    let known = COUNTRIES.split('|').filter_map(|pair| pair.split_once(' '));
    known.into_iter().find(|(code, _)| *code == country.code()).map(|(_, currency)| currency)
}

/// The part of a folded line that speaks of pay, up to where it turns to other sums; nothing where none does.
pub(super) fn about_pay(text: &str, under_pay: bool) -> Option<&str> {
    static SPEAKS: LazyLock<Needles> = LazyLock::new(|| saying("pay"));
    static ALONE: LazyLock<Needles> = LazyLock::new(|| saying("alone"));
    static TURNS: LazyLock<Needles> = LazyLock::new(|| saying("other"));
    let turns = TURNS.find(text).map(|(.., range)| range.start);
    // `hors variable` speaks of what is paid without it.
    let turns = turns.filter(|at| !text[..*at].ends_with("hors "));
    let end = turns.min().unwrap_or(text.len());
    let head = without_extra(&text[..end], end < text.len());
    let alone = || ALONE.find(head).any(|(.., range)| stands_alone(head, range));
    (under_pay || SPEAKS.are_in(head) || alone()).then_some(head)
}

/// The words of the table that say this of a line.
fn saying(what: &str) -> Needles {
    let rows = include_str!("../../../tables/pay.tsv").lines().filter(|row| !row.starts_with('#'));
    let words = rows.filter_map(|row| row.split_once('\t')).filter(|(_, says)| *says == what);
    Needles::of(&words.map(|(word, _)| word).collect::<Vec<_>>())
}

/// Takes off the sum that belongs to what follows: `27,000 plus £5,000 [welcome bonus]`.
fn without_extra(head: &str, is_cut: bool) -> &str {
    /// The longest such sum with what joins it, in bytes.
    const EXTRA: usize = 20;
    let joined = [" plus ", " + "].iter().filter_map(|joint| head.rfind(joint)).max();
    let extra = joined.filter(|at| is_cut && head.len() - at <= EXTRA);
    extra.map_or(head, |at| &head[..at])
}

/// Tells whether a text names pay outright.
pub(super) fn names_pay(text: &str) -> bool {
    const NAMES: [&str; 13] = [
        "salaire",
        "salarial",
        "remuneration",
        "salary",
        "pay rate",
        "rate of pay",
        "hourly",
        "horaire",
        "tjm",
        "rates",
        "gratification",
        "brut",
        "saturday",
    ];
    NAMES.iter().any(|name| text.contains(name))
}

/// Tells whether what follows a sum says that it is no pay: `£3000 new hire bonus`.
pub(super) fn is_for_something_else(behind: &str) -> bool {
    /// How far behind it is said, in bytes.
    const NEAR: usize = 28;
    const WHAT: [&str; 10] = [
        "bonus",
        "budget",
        "allowance",
        "incentive",
        "relocation",
        "voucher",
        "donation",
        "golden",
        "pouvoir d'achat",
        "stipend",
    ];
    let end = behind.floor_char_boundary(NEAR);
    let near = behind[..end].split(['+', ';']).next().unwrap_or("");
    WHAT.iter().any(|what| near.contains(what)) && !near.contains("plus") && !near.contains("per annum")
}

/// Tells whether a text has a word with no letter on either side.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| stands_alone(text, at..at + word.len()))
}

/// The period's name in a note.
pub(super) fn name(period: Period) -> &'static str {
    match period {
        Period::Hour => "hour",
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Year => "year",
    }
}
