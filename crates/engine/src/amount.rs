//! What postings say in figures: pay, days, lengths. Each is a span, so that `45k` and `40 to 50k` are compared alike.

use crate::{Met, PostingFacts};
use jobsearch_posting::{Day, Experience, Facts, WorkingTime};

/// The shortest week that counts as full time where a posting gives no figure, in hours.
const FULL_WEEK: f32 = 35.0;

/// What a posting may say in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The gross pay a year, in this currency; where none is named, in whichever the posting gives.
    Pay(Option<Currency>),
    /// The day it was posted, counted from 1970-01-01.
    Posted,
    /// The day the job starts, counted from 1970-01-01.
    Start,
    /// How long the contract runs, in months.
    Months,
    /// The hours worked a week.
    Hours,
    /// The years of experience asked for.
    Experience,
}

/// A currency that pay is compared in; there are no rates here, so that other ones are told apart and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are their ISO 4217 codes")]
pub enum Currency {
    Eur,
    Gbp,
    Usd,
    Chf,
    Cad,
    Mad,
    Inr,
}

impl Currency {
    /// Every currency, in the order of declaration.
    pub const ALL: [Self; 7] = [Self::Eur, Self::Gbp, Self::Usd, Self::Chf, Self::Cad, Self::Mad, Self::Inr];

    /// The currency of an ISO 4217 code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// Its ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
            Self::Chf => "CHF",
            Self::Cad => "CAD",
            Self::Mad => "MAD",
            Self::Inr => "INR",
        }
    }
}

/// From a least to a most, both included; an open end is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The lower end.
    pub least: f32,
    /// The upper end.
    pub most: f32,
}

impl Span {
    /// One figure.
    pub fn exactly(figure: f32) -> Self {
        Self { least: figure, most: figure }
    }

    /// A figure or more.
    pub fn at_least(least: f32) -> Self {
        Self { least, most: f32::INFINITY }
    }

    /// A figure or less.
    pub fn at_most(most: f32) -> Self {
        Self { least: f32::NEG_INFINITY, most }
    }

    /// The days from one to another, both included.
    pub fn days(from: Day, to: Day) -> Self {
        Self { least: from.0 as f32, most: to.0 as f32 }
    }

    /// Tells whether the two have a figure in common.
    pub fn meets(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

/// Tells how the figures of a posting stand to those asked for.
pub(crate) fn amount_met(quantity: Quantity, wanted: Span, facts: &PostingFacts) -> Met {
    let said = match quantity {
        // Pounds are not compared with euros.
        Quantity::Pay(asked) => {
            facts.pay.filter(|_| asked.is_none() || facts.currency.is_none() || asked == facts.currency)
        }
        Quantity::Posted => facts.posted.map(|day| Span::days(day, day)),
        Quantity::Start => facts.start,
        Quantity::Months => facts.months.map(Span::exactly),
        Quantity::Hours => facts.hours.map(Span::exactly).or_else(|| usual_hours(facts.working_time)),
        Quantity::Experience => facts.experience,
    };
    match said {
        None => Met::Unknown,
        Some(said) if said.meets(wanted) => Met::Yes,
        Some(_) => Met::No,
    }
}

/// What full time alone says of the hours; part time says too little.
fn usual_hours(working_time: u8) -> Option<Span> {
    let has = |time: WorkingTime| working_time & 1 << time as u8 != 0;
    (has(WorkingTime::Full) && !has(WorkingTime::Part)).then(|| Span::at_least(FULL_WEEK))
}

/// The yearly gross pay, and its currency.
pub(crate) fn pay(facts: &Facts) -> Option<(Span, Option<Currency>)> {
    let pay = &facts.pay.as_ref()?.value;
    let (least, most) = pay.yearly_gross?;
    Some((Span { least: least as f32, most: most as f32 }, Currency::from_code(&pay.currency)))
}

/// The month in which the job starts: few postings mean the day to the letter.
pub(crate) fn start(facts: &Facts) -> Option<Span> {
    let (year, month, _) = facts.start.as_ref()?.value.ymd();
    let first = Day::from_ymd(year, month, 1)?;
    let next = if month == 12 { Day::from_ymd(year + 1, 1, 1) } else { Day::from_ymd(year, month + 1, 1) };
    Some(Span::days(first, Day(next?.0 - 1)))
}

/// The years asked for and more; experience that is asked for without a figure is a year at least.
pub(crate) fn experience(facts: &Facts) -> Option<Span> {
    let Experience { min_years, beginners } = facts.experience.as_ref()?.value;
    Some(match (beginners, min_years) {
        (true, _) => Span::exactly(0.0),
        (false, 0.0) => Span::at_least(1.0),
        (false, years) => Span::exactly(years),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quantity: Quantity, wanted: Span, facts: PostingFacts, expected: Met) {
        assert_eq!(amount_met(quantity, wanted, &facts), expected, "{quantity:?} {wanted:?} {facts:?}");
    }

    #[test]
    fn pay_meets_where_the_spans_do_and_the_currency_is_no_other() {
        let facts = |currency| PostingFacts {
            pay: Some(Span { least: 40_000.0, most: 50_000.0 }),
            currency,
            ..PostingFacts::default()
        };
        let least = Span::at_least;
        check(Quantity::Pay(None), least(45_000.0), facts(Some(Currency::Eur)), Met::Yes);
        check(Quantity::Pay(None), least(51_000.0), facts(Some(Currency::Eur)), Met::No);
        check(Quantity::Pay(None), Span::at_most(40_000.0), facts(None), Met::Yes);
        check(Quantity::Pay(Some(Currency::Gbp)), least(45_000.0), facts(Some(Currency::Eur)), Met::Unknown);
        check(Quantity::Pay(Some(Currency::Gbp)), least(45_000.0), facts(None), Met::Yes);
        check(Quantity::Pay(None), least(45_000.0), PostingFacts::default(), Met::Unknown);
    }

    #[test]
    fn full_time_without_a_figure_is_a_full_week_or_more() {
        let times = |times: &[WorkingTime]| PostingFacts {
            working_time: times.iter().fold(0, |bits, time| bits | 1 << *time as u8),
            ..PostingFacts::default()
        };
        let full = times(&[WorkingTime::Full]);
        check(Quantity::Hours, Span::exactly(35.0), full.clone(), Met::Yes);
        check(Quantity::Hours, Span::exactly(24.0), full.clone(), Met::No);
        check(Quantity::Hours, Span::exactly(24.0), times(&[WorkingTime::Part]), Met::Unknown);
        check(Quantity::Hours, Span::exactly(35.0), PostingFacts { hours: Some(28.0), ..full }, Met::No);
    }
}
