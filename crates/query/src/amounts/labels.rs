//! How figures are told to people.

use super::AmountMeaning;
use super::lengths::{HOURS_TOLERANCE, NO_EXPERIENCE, around_months};
use jobsearch_engine::{Currency, Quantity, Span};
use jobsearch_posting::Day;
use jobsearch_vocabulary::calendar::month_name;

/// What a figure is about, in a word.
pub(crate) fn what(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Pay(_) => "pay",
        Quantity::Posted => "posted",
        Quantity::Start => "start",
        Quantity::Months => "duration",
        Quantity::Hours => "hours",
        Quantity::Experience => "experience",
    }
}

/// A figure with what it is about: `pay ≥ 45k€ a year`, `start January 2027`.
pub(crate) fn label(meaning: &AmountMeaning) -> String {
    match meaning {
        AmountMeaning::Wanted(Quantity::Experience, span) if span.most <= NO_EXPERIENCE => {
            "for beginners".to_owned()
        }
        AmountMeaning::Radius(km) => format!("within {} km", rounded(*km)),
        AmountMeaning::Wanted(quantity, span) => format!("{} {}", what(*quantity), figures(*quantity, *span)),
    }
}

fn figures(quantity: Quantity, span: Span) -> String {
    match quantity {
        Quantity::Pay(currency) => ends(span, |amount| money(amount, currency)) + " a year",
        Quantity::Posted => days(span, "since", day),
        Quantity::Start => match (day_of(span.least), day_of(span.most)) {
            (Some(first), Some(last)) if first.ymd().1 == last.ymd().1 && last.0 - first.0 >= 27 => {
                month(span.least)
            }
            _ => days(span, "from", month),
        },
        Quantity::Months => without(span, around_months) + " months",
        Quantity::Hours => without(span, |_| HOURS_TOLERANCE) + " a week",
        Quantity::Experience => ends(span, rounded) + " years",
    }
}

fn ends(span: Span, one: impl Fn(f32) -> String) -> String {
    match (span.least.is_finite(), span.most.is_finite()) {
        (true, true) if span.least == span.most => one(span.least),
        (true, true) => format!("{}–{}", one(span.least), one(span.most)),
        (true, false) => format!("≥ {}", one(span.least)),
        _ => format!("≤ {}", one(span.most)),
    }
}

fn days(span: Span, since: &str, one: impl Fn(f32) -> String) -> String {
    match (span.least.is_finite(), span.most.is_finite()) {
        (true, true) if span.least == span.most => one(span.least),
        (true, true) => format!("{} to {}", one(span.least), one(span.most)),
        (true, false) => format!("{since} {}", one(span.least)),
        _ => format!("until {}", one(span.most)),
    }
}

/// The tolerance round a single figure is not said.
fn without(span: Span, around: impl Fn(f32) -> f32) -> String {
    let middle = (span.least + span.most) / 2.0;
    let is_one = (span.most - middle - around(middle)).abs() < 0.01;
    if is_one { rounded(middle) } else { ends(span, rounded) }
}

fn money(amount: f32, currency: Option<Currency>) -> String {
    let (before, behind) = match currency {
        Some(Currency::Eur) => ("", "€"),
        Some(Currency::Gbp) => ("£", ""),
        Some(Currency::Usd) => ("$", ""),
        Some(other) => ("", other.code()),
        None => ("", ""),
    };
    let gap = if behind.len() == 3 && behind != "€" { " " } else { "" };
    format!("{before}{}k{gap}{behind}", rounded(amount / 1_000.0))
}

/// With one decimal at most, and none where it is zero.
fn rounded(figure: f32) -> String {
    let tenths = (figure * 10.0).round() / 10.0;
    format!("{tenths}")
}

fn day(number: f32) -> String {
    Day(number as i32).to_string()
}

fn day_of(number: f32) -> Option<Day> {
    number.is_finite().then_some(Day(number as i32))
}

fn month(number: f32) -> String {
    let (year, month, _) = Day(number as i32).ymd();
    format!("{} {year}", month_name(month))
}
