//! Each fact that was read against what the source says.

use super::text::{around, read_from};
use super::title::holds_tag;
use super::{Case, contract, place};
use crate::extract;
use jobsearch_analysis::fold;
use jobsearch_posting::{Pay, Period, Remote};

/// What a posting shows of a fact that its source gives.
pub(super) struct Seen {
    pub(super) expected: String,
    /// What was read; empty where nothing was.
    pub(super) found: String,
    /// The words around what was read.
    pub(super) words: String,
    /// The words that hold it, where the text does.
    pub(super) told: Option<String>,
    pub(super) right: bool,
    /// The title says otherwise than the field.
    pub(super) disputed: bool,
}

type Compare = fn(&Case<'_>) -> Option<Seen>;

/// Every fact with what compares it; nothing where the source does not give it.
pub(super) const FACTS: [(&str, Compare); 10] = [
    ("contract", contract::contract),
    ("working time", contract::working_time),
    ("location", place::location),
    ("pay", pay),
    ("remote", remote),
    ("remote mode", remote_mode),
    ("company", company),
    ("language", language),
    ("place field", place::place_field),
    ("clean title", clean_title),
];

fn pay(case: &Case<'_>) -> Option<Seen> {
    let given = case.given.facts.pay.as_ref()?;
    let estimated = given.value.note.as_deref().is_some_and(|note| note.contains("estimated"));
    let field = given.value.yearly_gross.filter(|_| !estimated)?;
    let found = case.read.facts.pay.as_ref();
    let told = extract::pay::holds(&case.text.whole, (given.value.min, given.value.max));
    let range = found.and_then(|fact| fact.value.yearly_gross);
    let right = range
        .is_some_and(|range| if told.is_some() { are_equal(field, range) } else { meet(field, range) })
        || found.is_some_and(|fact| are_written_alike(&given.value, &fact.value));
    Some(Seen {
        expected: format!("{} = {field:?}", given.raw),
        found: found
            .map(|fact| format!("{}-{} {:?} = {range:?}", fact.value.min, fact.value.max, fact.value.period))
            .unwrap_or_default(),
        words: found.map(|fact| read_from(&case.read, &fact.origin)).unwrap_or_default(),
        disputed: !right && found.is_some() && told.is_none() && is_least_wage(&given.value),
        told: told.map(|at| around(&case.text.whole, at)),
        right,
    })
}

/// The least wage of France, to the cent: what boards fill in where nothing was given.
fn is_least_wage(pay: &Pay) -> bool {
    /// What an hour of it brought from 2023 on.
    const HOURLY: [f64; 5] = [11.27, 11.52, 11.65, 11.88, 12.02];
    const HOURS: f64 = 35.0 * 52.0;
    let is = |amount: f64, of: f64| (amount - of).abs() < 0.000_5 * of;
    pay.currency == "EUR"
        && HOURLY.iter().any(|hour| match pay.period {
            Period::Hour => is(pay.min, *hour),
            Period::Month => is(pay.min, hour * HOURS / 12.0),
            Period::Year => is(pay.min, hour * HOURS),
            _ => false,
        })
}

/// Both ends of a field and of what was read within 1 %.
fn are_equal(one: (f64, f64), other: (f64, f64)) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 0.01 * one.max(other);
    // A field with a single figure (`from`, `up to`) may be one end of what the text says.
    let one_end = near(one.0, one.1) && (near(one.0, other.0) || near(one.0, other.1));
    near(one.0, other.0) && near(one.1, other.1) || one_end
}

/// The same amounts for the same period: one of the two may say `net` or `sur 13 mois` and the other not.
fn are_written_alike(one: &Pay, other: &Pay) -> bool {
    one.period == other.period && are_equal((one.min, one.max), (other.min, other.max))
}

/// Two ranges that meet, or lie within 12 % of each other.
fn meet(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 <= other.1 * 1.12 && other.0 <= one.1 * 1.12
}

fn remote(case: &Case<'_>) -> Option<Seen> {
    compare_remote(case, |given, found| (given == Remote::No) == (found == Remote::No))
}

fn remote_mode(case: &Case<'_>) -> Option<Seen> {
    // A bare `true` does not say how often.
    let bare = case.raw.remote.as_deref().is_some_and(|raw| raw.eq_ignore_ascii_case("true"));
    let same = |given, found| std::mem::discriminant(&given) == std::mem::discriminant(&found);
    if bare { None } else { compare_remote(case, same) }
}

fn compare_remote(case: &Case<'_>, same: impl Fn(Remote, Remote) -> bool) -> Option<Seen> {
    const REFUSED: [&[&str]; 6] = [
        &["presentiel"],
        &["sur", "site", "uniquement"],
        &["pas", "de", "teletravail"],
        &["on", "site", "only"],
        &["no", "remote"],
        &["sans", "teletravail"],
    ];
    // Boards fill in `false` where nothing was said.
    let given = case.given.facts.remote.as_ref().filter(|fact| !fact.raw.eq_ignore_ascii_case("false"))?;
    let found = case.read.facts.remote.as_ref();
    let told = match given.value {
        Remote::No => REFUSED.iter().find_map(|words| case.text.find(words, false)),
        _ => speaks_of_remote_work(case),
    };
    Some(Seen {
        expected: format!("{} = {:?}", given.raw, given.value),
        found: found.map(|fact| format!("{:?}", fact.value)).unwrap_or_default(),
        words: found.map(|fact| read_from(&case.read, &fact.origin)).unwrap_or_default(),
        told,
        right: found.is_some_and(|fact| same(given.value, fact.value)),
        disputed: false,
    })
}

/// Clouds are hybrid too, and much is monitored, supported and interviewed remotely.
fn speaks_of_remote_work(case: &Case<'_>) -> Option<String> {
    const ALWAYS: [&str; 6] =
        ["teletravail", "teletravaille", "remotely", "wfh", "remote-first", "fully-remote"];
    const OTHER: [&str; 12] = [
        "cloud",
        "monitoring",
        "interview",
        "technical",
        "support",
        "implementation",
        "search",
        "teams",
        "sensing",
        "control",
        "access",
        "cardiac",
    ];
    const OF_WORK: [&str; 9] =
        ["work", "working", "office", "model", "role", "position", "remote", "schedule", "mode"];
    let tokens = &case.text.tokens;
    let next = |at: usize| tokens.get(at + 1).map_or("", |token| token.word.as_str());
    let says = |at: &usize| match tokens[*at].word.as_str() {
        "remote" => !OTHER.contains(&next(*at)),
        "hybrid" | "hybride" => OF_WORK.contains(&next(*at)),
        word => ALWAYS.contains(&word),
    };
    (0..tokens.len()).find(says).map(|at| around(&case.text.whole, tokens[at].span.start))
}

fn company(case: &Case<'_>) -> Option<Seen> {
    let given = case.given.company.as_deref()?;
    let found = case.read.company.as_deref().unwrap_or_default();
    let (one, other) = (spelt(given), spelt(found));
    let right =
        !other.is_empty() && (one.starts_with(&other) || other.starts_with(&one) || other == letters(given));
    let told = case.text.find_text(given);
    // Boards put the agency or a heading of their own where the company belongs.
    let named_often = !found.is_empty() && case.text.whole.matches(found).count() >= OFTEN;
    let origin = case.read.facts.company.as_ref().map(|fact| &fact.origin);
    Some(Seen {
        expected: given.to_owned(),
        found: found.to_owned(),
        words: origin.map(|origin| read_from(&case.read, origin)).unwrap_or_default(),
        disputed: !right && told.is_none() && named_often,
        told,
        right,
    })
}

/// How often a text must name a company to dispute a field whose company it never names.
const OFTEN: usize = 3;

/// The first letters of a name's words: `NHSBT`.
fn letters(name: &str) -> String {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect()
}

/// A name without its signs, capitals and legal form.
fn spelt(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        !matches!(
            *word,
            "" | "sas" | "sa" | "sarl" | "groupe" | "group" | "ltd" | "limited" | "inc" | "the" | "france"
        )
    });
    words.collect()
}

fn language(case: &Case<'_>) -> Option<Seen> {
    let expected = case.gold?.language?;
    case.raw.description.as_ref()?;
    let found = case.read.main_language();
    Some(Seen {
        expected: format!("{expected:?}"),
        found: found.map(|language| format!("{language:?}")).unwrap_or_default(),
        words: around(&case.text.whole, 0),
        told: Some(around(&case.text.whole, 0)),
        right: found == Some(expected),
        disputed: false,
    })
}

fn clean_title(case: &Case<'_>) -> Option<Seen> {
    let raw = case.raw.title.as_deref()?;
    let right = !holds_tag(&case.read.title);
    Some(Seen {
        expected: raw.to_owned(),
        found: case.read.title.clone(),
        words: String::new(),
        told: Some(String::new()),
        right,
        disputed: false,
    })
}
