//! Lengths in a query: of a contract, of a week's work, of a career, of the way to work.

use super::words::{self, Bound, Figure, Words, period};
use super::{AmountMeaning, FigureAt};
use crate::options::Options;
use jobsearch_engine::{Quantity, Span};
use jobsearch_posting::Period;

/// How far the length of a contract may be from the one asked for, as a share of it.
const LENGTH_TOLERANCE: f32 = 0.15;
/// How far the hours of a week may be from those asked for.
pub(super) const HOURS_TOLERANCE: f32 = 0.6;
/// Fewer than so many are hardly the hours of a week, unless part time is spoken of.
pub(crate) const FEWEST_HOURS: f64 = 15.0;
/// What may stand before an hour of the day.
pub(crate) const BEFORE_HOURS: &[&str] =
    &["after", "apres", "avant", "before", "des", "jusqu", "until", "vers"];
/// Up to so many years asked for, a beginner may apply.
pub(super) const NO_EXPERIENCE: f32 = 0.5;
const KM_IN_A_MILE: f64 = 1.609;

/// What may stand before a distance.
const BEFORE_RADIUS: &[&str] = &[
    "dans un rayon de",
    "un rayon de",
    "rayon de",
    "a moins de",
    "moins de",
    "rayon",
    "within",
    "a",
    "radius",
    "et",
];

/// What may stand behind one.
const BEHIND_RADIUS: &[&str] = &[
    "autour de",
    "aux alentours de",
    "alentour de",
    "a la ronde",
    "autour",
    "around",
    "away from",
    "from",
    "of",
    "de",
    "round",
];

/// Reads how long the contract should run: `6 mois`, `4 à 6 mois`, `durée 1 an`. Where nothing speaks of a contract that ends,
/// only months do, or a word such as `durée` must.
pub(super) fn months(words: &Words<'_>, at: usize, contract_ends: bool) -> Option<FigureAt> {
    let named = words.after_any(at, &["duree de", "duree", "pendant", "durant", "duration"]);
    let (range, unit, end) = counted(words, named.unwrap_or(at))?;
    let is_length = match unit {
        Period::Month => true,
        Period::Week | Period::Year => contract_ends || named.is_some(),
        Period::Hour | Period::Day => false,
    };
    if !is_length || is_experience(words, end) || words.is(end, "par|per|old|ago|a") && unit != Period::Month
    {
        return None;
    }
    let span = range.span(words::months(unit), near_months);
    plausible(range.high.value * f64::from(words::months(unit)), 0.1..=84.0)?;
    Some((end, AmountMeaning::Wanted(Quantity::Months, span), 0.8))
}

/// How far from so many months a contract may be.
pub(super) fn around_months(months: f32) -> f32 {
    (months * LENGTH_TOLERANCE).max(0.5)
}

fn near_months(months: f32) -> Span {
    Span { least: months - around_months(months), most: months + around_months(months) }
}

/// Reads the value of a field: `6`, `6 mois`, `>6`, `1 an`.
pub(super) fn told_months(words: &Words<'_>) -> Option<FigureAt> {
    months(words, 0, true).or_else(|| {
        let (range, end) = range(words, 0)?;
        let span = range.span(1.0, near_months);
        let unit = if range.high.unit.is_empty() { Period::Month } else { period(range.high.unit)? };
        (unit == Period::Month).then_some((end, AmountMeaning::Wanted(Quantity::Months, span), 1.0))
    })
}

/// Reads the experience somebody has or looks for: `sans expérience`, `5 ans d'expérience`, `2+ years`. Who says how many years
/// looks for postings that ask for no more.
pub(super) fn experience(words: &Words<'_>, at: usize) -> Option<FigureAt> {
    no_experience(words, at).or_else(|| so_much_experience(words, at))
}

fn no_experience(words: &Words<'_>, at: usize) -> Option<FigureAt> {
    const NONE: &[&str] = &[
        "sans experience exigee",
        "sans experience",
        "aucune experience",
        "no experience needed",
        "no experience required",
        "no experience",
        "without experience",
        "debutant",
        "debutants",
        "debutante",
        "debutantes",
        "beginner",
        "beginners",
        "jeune diplome",
        "jeunes diplomes",
        "jeune diplomee",
        "premier emploi",
        "1er emploi",
        "entry level",
        "first job",
    ];
    let end = words.after_any(at, NONE)?;
    let welcome = words.word(end).starts_with("accept") || words.is(end, "welcome|bienvenus|bienvenu");
    let end = end + usize::from(welcome);
    Some((end, AmountMeaning::Wanted(Quantity::Experience, Span::at_most(NO_EXPERIENCE)), 0.9))
}

fn so_much_experience(words: &Words<'_>, at: usize) -> Option<FigureAt> {
    let named = is_experience(words, at).then(|| words.after_any(at + 1, &["de", "of"]).unwrap_or(at + 1));
    let (range, unit, end) = counted(words, named.unwrap_or(at))?;
    let is_long = matches!(unit, Period::Month | Period::Year);
    let behind = words.after_any(end, &["de", "of", "d"]).unwrap_or(end);
    let end = match (named, is_experience(words, behind)) {
        (_, true) => behind + 1,
        (Some(_), false) => end,
        // `2+ years` is said of experience only.
        (None, false) if range.plus && unit == Period::Year => end,
        _ => return None,
    };
    plausible(range.high.value * f64::from(words::months(unit)), 0.0..=480.0).filter(|_| is_long)?;
    let (end, bound) = words.bound_behind(end);
    let range = Range { bound: range.bound.or(bound), ..range };
    let span = range.span(words::months(unit) / 12.0, Span::at_most);
    Some((end, AmountMeaning::Wanted(Quantity::Experience, span), 0.9))
}

/// Reads the value of a field: `5`, `<2`, `>3 ans`, `débutant`.
pub(super) fn told_experience(words: &Words<'_>) -> Option<FigureAt> {
    let none = words.after_any(0, &["aucune", "none", "sans", "no"]).filter(|end| *end == words.len());
    if let Some(end) = none {
        return Some((end, AmountMeaning::Wanted(Quantity::Experience, Span::at_most(NO_EXPERIENCE)), 1.0));
    }
    experience(words, 0).or_else(|| {
        let (range, end) = range(words, 0)?;
        let (unit, end) = match (period(range.high.unit), words.period(end)) {
            (Some(unit), _) => (unit, end),
            (None, Some(unit)) => (unit, end + 1),
            (None, None) => (Period::Year, end),
        };
        let span = range.span(words::months(unit) / 12.0, Span::at_most);
        matches!(unit, Period::Month | Period::Year).then_some((
            end,
            AmountMeaning::Wanted(Quantity::Experience, span),
            1.0,
        ))
    })
}

/// Reads the hours of a week: `35h`, `24h/semaine`, `37.5 hours per week`. Where it is not told that they follow, a week must be
/// named, or they must be usual: beside `temps partiel` fewer are.
pub(super) fn hours(words: &Words<'_>, at: usize, (told, part_time): (bool, bool)) -> Option<FigureAt> {
    let (range, end) = range(words, at)?;
    // `après 18h` and `9h à 17h` are hours of the day.
    let is_bound = at > 0 && BEFORE_HOURS.contains(&words.word(at - 1));
    if is_bound || !range.is_one() && !range.low.unit.is_empty() && range.low.value < FEWEST_HOURS {
        return None;
    }
    let minutes = range.high.unit.strip_prefix('h').and_then(|minutes| minutes.parse::<f64>().ok());
    let end = match range.high.unit {
        "h" | "hrs" | "hours" => end,
        _ if minutes.is_some() => end,
        "" if words.period(end) == Some(Period::Hour) && words.gap(end).trim().is_empty() => end + 1,
        "" if told => end,
        _ => return None,
    };
    let week = words.after_any(
        end,
        &[
            "par semaine",
            "per week",
            "a week",
            "semaine",
            "week",
            "hebdo",
            "hebdomadaires",
            "hebdomadaire",
            "weekly",
        ],
    );
    let fewest = if part_time { 5.0 } else { FEWEST_HOURS };
    // `24h` is as often said of a day.
    let a_day = !part_time && range.high.value == 24.0;
    let usual = (fewest..=40.0).contains(&range.high.value) && !a_day && !words.gap(end).starts_with('/');
    if !told && week.is_none() && !usual {
        return None;
    }
    plausible(range.high.value, 2.0..=70.0)?;
    let high = Figure { value: range.high.value + minutes.unwrap_or(0.0) / 60.0, ..range.high };
    let range = Range { high, low: if range.is_one() { high } else { range.low }, ..range };
    let around = |hours: f32| Span { least: hours - HOURS_TOLERANCE, most: hours + HOURS_TOLERANCE };
    let span = range.span(1.0, around);
    Some((week.unwrap_or(end), AmountMeaning::Wanted(Quantity::Hours, span), 1.0))
}

/// Reads how far round a place an offer may be: `à 20 km de`, `within 30 km of`, `30km autour de`.
pub(super) fn radius(words: &Words<'_>, at: usize) -> Option<FigureAt> {
    let figure_at = words.after_any(at, BEFORE_RADIUS).unwrap_or(at);
    let figure = words.figure(figure_at)?;
    let (unit, end) = if figure.unit.is_empty() {
        (words.word(figure_at + 1), figure_at + 2)
    } else {
        (figure.unit, figure_at + 1)
    };
    let km = match unit {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => figure.value,
        "mile" | "miles" | "mi" => figure.value * KM_IN_A_MILE,
        _ => return None,
    };
    plausible(km, Options::DISTANCES_KM)?;
    Some((words.after_any(end, BEHIND_RADIUS).unwrap_or(end), AmountMeaning::Radius(km as f32), 0.9))
}

/// One or two figures, with what makes them an end.
#[derive(Clone, Copy)]
struct Range<'t> {
    low: Figure<'t>,
    high: Figure<'t>,
    bound: Option<Bound>,
    /// A plus sign stands behind the figure.
    plus: bool,
}

impl Range<'_> {
    fn is_one(&self) -> bool {
        self.low == self.high
    }

    /// The span in other units; `one` makes that of a single figure.
    fn span(&self, times: f32, one: impl Fn(f32) -> Span) -> Span {
        let (low, high) = (self.low.value as f32 * times, self.high.value as f32 * times);
        match self.bound {
            _ if !self.is_one() => Span { least: low.min(high), most: low.max(high) },
            Some(Bound::Least) => Span::at_least(low),
            Some(Bound::Most) => Span::at_most(high),
            None => one(low),
        }
    }
}

/// A figure or a range of figures at a place, and where it ends.
fn range<'t>(words: &Words<'t>, at: usize) -> Option<(Range<'t>, usize)> {
    let lead = words.after_any(at, &["entre", "between"]);
    let (figure_at, before) = words.bound_before(lead.unwrap_or(at));
    let low = words.count(figure_at).filter(|figure| !figure.thousands)?;
    let end = figure_at + 1;
    let plus = words.gap(end).starts_with('+');
    let upper = words.upper(end).filter(|(_, high)| low.unit.is_empty() || low.unit == high.unit);
    let (high, end) = upper.map_or((low, end), |(end, high)| (high, end));
    let bound = before.or(plus.then_some(Bound::Least));
    Some((Range { low, high, bound, plus }, end))
}

/// A range with a unit of time: `6 mois`, `2-5 years`, `18-month`, `3 mois minimum`.
fn counted<'t>(words: &Words<'t>, at: usize) -> Option<(Range<'t>, Period, usize)> {
    let (range, end) = range(words, at)?;
    let unit = range.high.unit;
    let (unit, end) = if unit.is_empty() { (words.period(end)?, end + 1) } else { (period(unit)?, end) };
    let (end, behind) = words.bound_behind(end);
    Some((Range { bound: range.bound.or(behind), ..range }, unit, end))
}

fn is_experience(words: &Words<'_>, at: usize) -> bool {
    words.is(at, "experience|experiences|exp|xp|anciennete")
}

fn plausible(value: f64, range: std::ops::RangeInclusive<f64>) -> Option<f64> {
    Some(value).filter(|value| range.contains(value))
}
