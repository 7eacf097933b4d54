//! Pay in a query, brought to a gross amount a year as the pay of postings is.

use super::words::{Bound, Figure, Words};
use super::{AmountMeaning, FigureAt};
use jobsearch_engine::{Currency, Quantity, Span};
use jobsearch_posting::{Pay, Period};

/// What thousands a year may be meant by a bare `45k`.
const THOUSANDS: std::ops::RangeInclusive<f64> = 10_000.0..=500_000.0;

/// Words between a pay and its period.
const JOINING: &[&str] = &["de l", "par", "per", "a", "an", "l", "the", "la", "le", "de"];

/// Reads a pay: `500€/jour`, `TJM 500`, `40-50k€`, `>45k`. Where it is not told that a pay follows, a currency, a word for pay or
/// thousands must say so.
pub(super) fn pay(words: &Words<'_>, at: usize, told: bool) -> Option<FigureAt> {
    let (start, mut said) = names(words, at);
    let lead = words.after_any(start, &["entre", "between", "de"]).unwrap_or(start);
    let (figure_at, before) = words.bound_before(lead);
    let low = plain(words, figure_at)?;
    said.currency = said.currency.or_else(|| currency_before(words, figure_at));
    let mut end = figure_at + 1;
    let high = words.upper(end).filter(|(_, high)| high.unit.is_empty());
    if let Some((behind, _)) = high {
        end = behind;
    }
    end = said.read_behind(words, end);
    let (end, behind) = words.bound_behind(end);
    let high = high.map(|(_, high)| high);
    let (least, most) = ends(low, high);
    let thousands = (low.thousands || high.is_some_and(|high| high.thousands)) && THOUSANDS.contains(&most);
    let is_pay =
        told || said.currency.is_some() || said.is_rate || thousands || (said.is_named() && most >= 100.0);
    let yearly = said.yearly(most);
    if !is_pay || (lead > start && high.is_none()) || !(2_000.0..2_000_000.0).contains(&(most * yearly)) {
        return None;
    }
    let (least, most) = ((least * yearly) as f32, (most * yearly) as f32);
    let span = match (high, before.or(behind)) {
        (Some(_), _) => Span { least, most },
        (None, Some(Bound::Most)) => Span::at_most(most),
        (None, _) => Span::at_least(least),
    };
    Some((end, AmountMeaning::Wanted(Quantity::Pay(said.currency), span), 0.95))
}

/// What is said of a pay besides its figures.
#[derive(Default)]
struct Said {
    currency: Option<Currency>,
    period: Option<Period>,
    named: bool,
    /// A day rate is spoken of.
    is_rate: bool,
    net: bool,
    gross: bool,
}

/// Words that say that a pay follows; gives the place behind them.
fn names(words: &Words<'_>, at: usize) -> (usize, Said) {
    let mut said = Said::default();
    let mut end = at;
    while words.is(end, "salaire|salaires|salary|pay|paid|paye|payee|remuneration|package|tjm|tarif|rate") {
        said.is_rate |= words.word(end) == "tjm";
        said.named = true;
        end += 1;
    }
    (end, said)
}

/// A figure that nothing but thousands is glued to.
fn plain<'t>(words: &Words<'t>, at: usize) -> Option<Figure<'t>> {
    words.figure(at).filter(|figure| figure.unit.is_empty() && figure.value > 0.0)
}

/// Both ends of a range; of `40 à 50k` both are thousands.
fn ends(low: Figure<'_>, high: Option<Figure<'_>>) -> (f64, f64) {
    let Some(high) = high else { return (low.value, low.value) };
    let scaled = high.thousands && !low.thousands && low.value < 1_000.0;
    let low = if scaled { low.value * 1_000.0 } else { low.value };
    (low.min(high.value), low.max(high.value))
}

impl Said {
    /// A word tells that it is a pay: `salaire 2500`, `1800 net`.
    fn is_named(&self) -> bool {
        self.named || self.net || self.gross
    }

    /// Reads the currency, the period and the like behind a figure; gives the place behind them.
    fn read_behind(&mut self, words: &Words<'_>, mut at: usize) -> usize {
        loop {
            let signs = words.gap(at);
            self.currency = self.currency.or_else(|| currency_in(signs, true));
            let period_at = words.after_any(at, JOINING);
            let joined = period_at.is_some();
            let period_at = period_at.unwrap_or(at);
            let blank = signs.trim_matches(|c: char| c.is_whitespace() || "€£$".contains(c));
            if !matches!(blank, "" | "/") {
                return at;
            }
            match words.word(at) {
                "net" | "nets" => self.net = true,
                "brut" | "bruts" | "gross" | "brute" => self.gross = true,
                "tjm" => self.is_rate = true,
                "annuel" | "annuels" | "yearly" | "annually" => self.period = Some(Period::Year),
                "mensuel" | "mensuels" | "monthly" => self.period = Some(Period::Month),
                "daily" | "journalier" => self.period = Some(Period::Day),
                word => match (currency_of(word), words.period(period_at)) {
                    (Some(currency), _) if self.currency.is_none_or(|known| known == currency) => {
                        self.currency = Some(currency)
                    }
                    // `45k an hour` is no year; `6 mois` behind a pay is no period of it, nor is `h` or `j` without a sign.
                    (None, Some(period))
                        if self.period.is_none() && (joined || blank == "/" || word == "mois") =>
                    {
                        self.period = Some(period);
                        at = period_at;
                    }
                    _ => return at,
                },
            }
            at += 1;
        }
    }

    /// What a figure is multiplied with to be a gross amount a year.
    fn yearly(&self, figure: f64) -> f64 {
        let usual = || usual_period(figure, self.currency);
        let period = self.period.unwrap_or_else(|| if self.is_rate { Period::Day } else { usual() });
        let times = period.times_a_year(self.currency.map_or("", Currency::code));
        if self.net { times / Pay::NET_OF_GROSS } else { times }
    }
}

/// The period that a figure is a usual pay for: `15000 MAD` are a month's, `15000 €` a year's.
fn usual_period(figure: f64, currency: Option<Currency>) -> Period {
    let (hour, day, month) = match currency {
        Some(Currency::Mad) => (150.0, 1_500.0, 80_000.0),
        Some(Currency::Inr) => (300.0, 5_000.0, 200_000.0),
        Some(Currency::Chf) => (150.0, 1_500.0, 20_000.0),
        _ => (150.0, 900.0, 9_000.0),
    };
    match figure {
        _ if figure < hour => Period::Hour,
        _ if figure < day => Period::Day,
        _ if figure < month => Period::Month,
        _ => Period::Year,
    }
}

/// The currency whose sign stands before a figure, and not behind the one before: `1800€ 59` is no 59 €.
fn currency_before(words: &Words<'_>, at: usize) -> Option<Currency> {
    let signs = words.gap(at);
    let follows = at.checked_sub(1).is_some_and(|before| words.figure(before).is_some());
    currency_in(signs, false).filter(|_| !follows || !signs.ends_with(char::is_whitespace))
}

/// The currency whose sign is in a gap: behind a figure at its start, before one at its end.
fn currency_in(signs: &str, behind: bool) -> Option<Currency> {
    let signs = signs.trim_matches(|c: char| c.is_whitespace() || "<>≥≤=~+".contains(c));
    let sign = if behind { signs.chars().next() } else { signs.chars().last() };
    match sign? {
        '€' => Some(Currency::Eur),
        '£' => Some(Currency::Gbp),
        '$' => Some(Currency::Usd),
        '₹' => Some(Currency::Inr),
        _ => None,
    }
}

fn currency_of(word: &str) -> Option<Currency> {
    Some(match word {
        "eur" | "euro" | "euros" => Currency::Eur,
        "gbp" | "pounds" => Currency::Gbp,
        "usd" | "dollar" | "dollars" => Currency::Usd,
        "chf" => Currency::Chf,
        "cad" => Currency::Cad,
        "mad" | "dh" | "dhs" | "dirham" | "dirhams" => Currency::Mad,
        "inr" => Currency::Inr,
        _ => return None,
    })
}
