//! The words of pay: periods, currencies, and what tells a line about it. Texts are folded.

use jobsearch_posting::{Country, Period};

/// What each period is called, in the order they are looked for: `annuel` may stand beside `sur 12 mois`.
const PERIODS: [(Period, &str); 5] = [
    (
        Period::Hour,
        "horaire|de l'heure|par heure|/heure|hourly|per hour|an hour|p/h|/h|/hr|hour|euros/h|€/h|ph|l'heure|heure brut",
    ),
    (Period::Day, "tjm|par jour|/jour|/jr|/j|daily|per day|day rate|a day|/day|journalier"),
    (Period::Week, "hebdomadaire|par semaine|weekly|per week|a week|pw|/week"),
    (
        Period::Year,
        "annuel|par an|/an|l'an|per annum|per year|a year|yearly|annual|pa|p.a|/year|/yr|year|annee|an",
    ),
    (Period::Month, "mensuel|par mois|/mois|monthly|per month|a month|/month|pcm|mois|month"),
];

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

/// Words one of which a line about pay has.
const ABOUT: &str = "salaire|remuneration|salary|brut|tjm|per annum|per hour|p/h|de l'heure|par heure|/h|par mois|gratification|\
    pay range|base pay|compensation|a year|an hour|par an|/an|/mois|annuel|mensuel|horaire|/jour|day rate|package|a month|per day|\
    pro rata";
/// Words none of which it has: turnovers and vouchers are given in euros too.
const NOT_ABOUT: &str =
    "chiffre d'affaires|chiffre d’affaires|turnover|revenue|million|milliard|billion|ticket|prime de|budget";

/// The period a text names.
pub(super) fn period(text: &str) -> Option<Period> {
    // `sur 13 mois` counts months, and is no period.
    let counts = text.find("sur ").filter(|at| text[*at..].contains("mois"));
    let before = counts.map_or(text, |at| &text[..at]);
    let named = |period: Period, words: &str| {
        let text = if period == Period::Month { before } else { text };
        words.split('|').any(|word| if word.len() <= 4 { has_word(text, word) } else { text.contains(word) })
    };
    PERIODS.iter().find(|(period, words)| named(*period, words)).map(|(period, _)| *period)
}

/// The currency a text names.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    let is_letters = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = |name: &str| if is_letters(name) { has_word(text, name) } else { text.contains(name) };
    CURRENCIES.iter().find(|(_, names)| names.split('|').any(named)).map(|(code, _)| *code)
}

/// The currency that is paid in a country.
pub(super) fn usual_currency(country: Country) -> Option<&'static str> {
    let known = COUNTRIES.split('|').filter_map(|pair| pair.split_once(' '));
    known.into_iter().find(|(code, _)| *code == country.code()).map(|(_, currency)| currency)
}

/// Tells whether a text speaks of pay.
pub(super) fn are_about_pay(text: &str, under_pay: bool) -> bool {
    let has = |words: &str| words.split('|').any(|word| text.contains(word));
    (under_pay || has(ABOUT)) && !has(NOT_ABOUT)
}

/// Tells whether a text has a word with no letter on either side.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let opens_with_letter = word.starts_with(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic()) || !opens_with_letter;
        before && text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphabetic())
    })
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
