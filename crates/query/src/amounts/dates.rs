//! Dates in a query: how long ago a posting may have been posted, and when the job should start.

use super::words::{self, Bound, Words, period};
use super::{AmountMeaning, FigureAt};
use jobsearch_engine::{Quantity, Span};
use jobsearch_posting::{Day, Period};
use jobsearch_vocabulary::calendar::month;

/// Months that are other words too.
const OTHER_WORDS: &str = "may|march|mars|mar|jan|dec|sep|oct|nov|jun|jul|apr|avr|feb|fev|aug";
/// Words before the first day on which a job may start.
const OPEN: &[&str] =
    &["a partir de", "a partir du", "a compter de", "a compter du", "des", "from", "starting from"];
/// Words before the day or month in which it starts.
const LEADS: &[&str] = &[
    "prise de poste en",
    "prise de poste",
    "starting in",
    "starting",
    "start in",
    "start",
    "starts in",
    "debut",
    "demarrage",
    "courant",
    "fin",
    "mi",
    "mid",
    "early",
    "late",
    "rentree",
    "pour",
    "en",
    "in",
    "le",
    "on",
];

/// Reads since when offers may have been posted: `cette semaine`, `last 7 days`, `depuis janvier`.
pub(super) fn posted(words: &Words<'_>, at: usize, today: Day) -> Option<FigureAt> {
    let named = words.is(at, "publie|publiee|publiees|publies|posted|published|parue|parues|paru");
    let (since, end) = since(words, if named { at + 1 } else { at }, today)?;
    Some((end, wanted(Quantity::Posted, Span::at_least(since.0 as f32)), 0.95))
}

fn since(words: &Words<'_>, at: usize, today: Day) -> Option<(Day, usize)> {
    let (year, now, _) = today.ymd();
    let first_of_month = Day::from_ymd(year, now, 1)?;
    let monday = Day(today.0 - (today.0 + 3).rem_euclid(7));
    let plain: [(&[&str], Day); 6] = [
        (&["cette semaine", "this week", "semaine en cours"], monday),
        (&["ce mois ci", "ce mois", "this month"], first_of_month),
        (&["aujourdhui", "today"], today),
        (&["depuis hier", "since yesterday", "hier", "yesterday"], Day(today.0 - 1)),
        (
            &["semaine derniere", "semaine passee", "derniere semaine", "last week", "past week"],
            Day(today.0 - 7),
        ),
        (&["mois dernier", "mois passe", "dernier mois", "last month", "past month"], Day(today.0 - 30)),
    ];
    let known = plain.iter().find_map(|(phrases, day)| Some((*day, words.after_any(at, phrases)?)));
    known.or_else(|| counted(words, at, today)).or_else(|| {
        let behind = words.after_any(at, &["depuis le", "depuis la", "depuis", "since the", "since"])?;
        let (span, end) = date(words, behind, Years::Past(today))?;
        Some((Day(span.least as i32), end))
    })
}

/// A number of days back: `last 7 days`, `7 derniers jours`, `depuis 3 jours`, `moins de 2 semaines`.
fn counted(words: &Words<'_>, at: usize, today: Day) -> Option<(Day, usize)> {
    const BEFORE: &[&str] = &[
        "il y a moins de",
        "depuis moins de",
        "moins de",
        "less than",
        "last",
        "past",
        "depuis",
        "since",
        "les",
        "ces",
        "the last",
    ];
    let start = words.after_any(at, BEFORE);
    let figure_at = start.unwrap_or(at);
    let count = words.count(figure_at).filter(|count| count.unit.is_empty() && count.value < 10_000.0)?;
    let last = words.is(figure_at + 1, "derniers|dernieres|last|past");
    let unit_at = if last { figure_at + 2 } else { figure_at + 1 };
    let unit = words.period(unit_at).filter(|_| words.word(unit_at).len() > 1)?;
    // `les 3 jours` and `moins de 6 mois` say nothing of the posting.
    let only_last = matches!(words.word(at), "les" | "ces") || start.is_none();
    let is_length = matches!(words.word(at), "moins" | "less")
        && matches!(unit, Period::Month | Period::Year | Period::Hour);
    if (only_last && !last) || is_length {
        return None;
    }
    let end = words.after_any(unit_at + 1, &["ago", "old"]).unwrap_or(unit_at + 1);
    Some((Day(today.0 - (count.value * words::days(unit)).ceil() as i32), end))
}

/// Reads when the job should start: `janvier`, `à partir de mars 2027`, `janvier à juin`, `juillet août`, `rentrée 2027`.
pub(super) fn start(words: &Words<'_>, at: usize, today: Day) -> Option<FigureAt> {
    if let Some((span, end)) = season(words, at, today) {
        return Some((end, wanted(Quantity::Start, span), 0.9));
    }
    let open = words.after_any(at, OPEN);
    let mut month_at = open.or_else(|| words.after_any(at, LEADS)).unwrap_or(at);
    let led = month_at > at;
    month_at = words.after_any(month_at, &["debut", "mi", "mid", "early", "le", "the"]).unwrap_or(month_at);
    if is_day_of_month(words, month_at) && month(words.word(month_at + 1)).is_some() {
        month_at += 1;
    }
    month(words.word(month_at))?;
    let (span, end) = date(words, month_at, Years::Ahead(today))?;
    let has_year = end > month_at + 1;
    if words.is(month_at, OTHER_WORDS) && !led && !has_year && month_at == at {
        return None;
    }
    let last_at = last_month(words, end);
    let last = last_at.and_then(|last_at| date(words, last_at, Years::Ahead(Day(span.least as i32))));
    let (span, end) = match (open, last) {
        (_, Some((last, end))) => (Span { least: span.least, most: last.most }, end),
        (Some(_), None) => (Span::at_least(span.least), end),
        (None, None) => (span, end),
    };
    Some((end, wanted(Quantity::Start, span), 0.9))
}

/// Where the last month of a stretch begins: behind `à` or `et`, or behind the first month itself.
fn last_month(words: &Words<'_>, end: usize) -> Option<usize> {
    if words.is(end, "a|to") {
        return Some(end + 1);
    }
    let joined = words.is(end, "et|ou|and|or");
    let at = end + usize::from(joined);
    let follows = joined || !words.is(at, OTHER_WORDS);
    (follows && month(words.word(at)).is_some()).then_some(at)
}

/// A part of a year with a name of its own: the months of `rentrée`, and those of `été 2027`, which without a year is
/// just a word.
fn season(words: &Words<'_>, at: usize, today: Day) -> Option<(Span, usize)> {
    const SEASONS: [(&str, u32); 4] =
        [("printemps|spring", 3), ("ete|summer", 6), ("automne|autumn|fall", 9), ("hiver|winter", 12)];
    if let Some(end) = words.after_any(at, &["rentree scolaire", "rentree de", "rentree"]) {
        let year = year_at(words, end);
        let led = month(words.word(end)).is_some() || is_day_of_month(words, end) && year.is_none();
        let span = whole_month(year.unwrap_or(Years::Ahead(today).of(9)), 9)?;
        return (!led).then_some((span, end + usize::from(year.is_some())));
    }
    let (_, first) = SEASONS.iter().find(|(names, _)| words.is(at, names))?;
    let year = year_at(words, at + 1)?;
    let last = whole_month(year + i32::from(*first == 12), (first + 1) % 12 + 1)?;
    Some((Span { least: whole_month(year, *first)?.least, most: last.most }, at + 2))
}

/// Reads the value of a field: `<30d`, `>2026-03-01`, `2026-03`, `mars`, `2026-01-01..2026-02-01`.
pub(super) fn told_posted(words: &Words<'_>, today: Day) -> Option<FigureAt> {
    let (at, bound) = words.bound_before(0);
    if let Some((count, unit, end)) = counted_value(words, at) {
        let days = (count * words::days(unit)).ceil() as f32;
        let span = match bound {
            Some(Bound::Least) => Span::at_most(today.0 as f32 - days),
            _ => Span::at_least(today.0 as f32 - days),
        };
        return Some((end, wanted(Quantity::Posted, span), 1.0));
    }
    told_date(words, (at, bound), Years::Past(today))
        .map(|(span, end)| (end, wanted(Quantity::Posted, span), 1.0))
        .or_else(|| posted(words, at, today))
}

/// Reads the value of a field: `janvier`, `>2027-01`, `mars 2027`.
pub(super) fn told_start(words: &Words<'_>, today: Day) -> Option<FigureAt> {
    let bound = words.bound_before(0);
    told_date(words, bound, Years::Ahead(today))
        .map(|(span, end)| (end, wanted(Quantity::Start, span), 1.0))
        .or_else(|| start(words, 0, today))
}

fn told_date(words: &Words<'_>, (at, bound): (usize, Option<Bound>), years: Years) -> Option<(Span, usize)> {
    let (span, end) = date(words, at, years)?;
    if words.gap(end).trim() == ".." {
        let (last, end) = date(words, end, years)?;
        return Some((Span { least: span.least, most: last.most }, end));
    }
    let span = match bound {
        Some(Bound::Least) => Span::at_least(span.least),
        Some(Bound::Most) => Span::at_most(span.least - 1.0),
        None => span,
    };
    Some((span, end))
}

/// `30d`, `7j`, `2 weeks`.
fn counted_value(words: &Words<'_>, at: usize) -> Option<(f64, Period, usize)> {
    let count = words.count(at).filter(|count| count.value < 10_000.0)?;
    match count.unit {
        "" => Some((count.value, words.period(at + 1)?, at + 2)),
        unit => Some((count.value, period(unit)?, at + 1)),
    }
}

/// Which year is meant where none is said.
#[derive(Clone, Copy)]
enum Years {
    /// The latest that has begun by this day.
    Past(Day),
    /// The first that has not ended on this day.
    Ahead(Day),
}

impl Years {
    fn of(self, month: u32) -> i32 {
        let (Self::Past(day) | Self::Ahead(day)) = self;
        let (year, now, _) = day.ymd();
        match self {
            Self::Past(_) => year - i32::from(month > now),
            Self::Ahead(_) => year + i32::from(month < now),
        }
    }
}

/// A day, a month or a year: `2026-03-01`, `1er mars`, `03/2026`, `mars 2026`, `2026`; the days it spans, and where it ends.
fn date(words: &Words<'_>, at: usize, years: Years) -> Option<(Span, usize)> {
    let number = |at: usize| number_at(words, at);
    let year = |at: usize| year_at(words, at);
    let joined = |at: usize| matches!(words.gap(at), "-" | "/" | ".");
    let month_number = |at: usize| number(at).filter(|month| (1..=12).contains(month));
    let day = |year, month, day| Day::from_ymd(year, month, day).map(|day| Span::days(day, day));
    if is_day_of_month(words, at)
        && let Some(named) = month(words.word(at + 1))
    {
        let of_month = words.word(at).trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()?;
        let said = year(at + 2);
        return Some((
            day(said.unwrap_or(years.of(named)), named, of_month)?,
            at + 2 + usize::from(said.is_some()),
        ));
    }
    if let Some(named) = month(words.word(at)) {
        let said = year(at + 1);
        return Some((
            whole_month(said.unwrap_or(years.of(named)), named)?,
            at + 1 + usize::from(said.is_some()),
        ));
    }
    if let Some(year) = year(at) {
        if let (true, Some(month)) = (joined(at + 1), month_number(at + 1)) {
            return match (joined(at + 2), number(at + 2)) {
                (true, Some(of_month)) => Some((day(year, month, of_month)?, at + 3)),
                _ => Some((whole_month(year, month)?, at + 2)),
            };
        }
        return Some((Span::days(Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?), at + 1));
    }
    match (number(at), joined(at + 1), month_number(at + 1), joined(at + 2), year(at + 2)) {
        (Some(of_month), true, Some(month), true, Some(year)) => Some((day(year, month, of_month)?, at + 3)),
        _ => None,
    }
}

/// The number at a place, in figures alone.
fn number_at(words: &Words<'_>, at: usize) -> Option<u32> {
    words.figure(at).filter(|figure| figure.unit.is_empty()).map(|figure| figure.value as u32)
}

/// The year that is written at a place.
fn year_at(words: &Words<'_>, at: usize) -> Option<i32> {
    number_at(words, at).filter(|year| (2000..2100).contains(year)).map(|year| year as i32)
}

fn whole_month(year: i32, month: u32) -> Option<Span> {
    let next = Day::from_ymd(year + i32::from(month == 12), month % 12 + 1, 1)?;
    Some(Span::days(Day::from_ymd(year, month, 1)?, Day(next.0 - 1)))
}

/// `1er`, `15`, `3rd`.
fn is_day_of_month(words: &Words<'_>, at: usize) -> bool {
    let figure = words.figure(at).filter(|figure| (1.0..=31.0).contains(&figure.value));
    figure.is_some_and(|figure| matches!(figure.unit, "" | "er" | "st" | "nd" | "rd" | "th"))
}

fn wanted(quantity: Quantity, span: Span) -> AmountMeaning {
    AmountMeaning::Wanted(quantity, span)
}
