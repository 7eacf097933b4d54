//! The figures in a text about pay.

use jobsearch_posting::Period;

/// The figures of a pay.
pub(super) struct Amounts {
    pub(super) min: f64,
    pub(super) max: f64,
    /// How many monthly pays make a year, where it is said.
    pub(super) months_a_year: Option<f64>,
    /// A currency stands beside them, or they are counted in thousands.
    pub(super) are_money: bool,
    /// Where the text goes on behind them.
    pub(super) end: usize,
}

/// A number as it stands in the text.
struct Figure {
    value: f64,
    thousands: bool,
    start: usize,
    end: usize,
    /// A currency stands beside it.
    paid: bool,
}

impl Amounts {
    /// Reads the first amount or range of a folded text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let figures = figures(text);
        let counts_months = |figure: &&Figure| {
            text[figure.end..].trim_start().starts_with("mois") && (12.0..=16.0).contains(&figure.value)
        };
        let months_a_year = figures.iter().find(counts_months).map(|figure| figure.value);
        // `2000 à 2500 €` is no year.
        let opens_range = |at: usize| {
            figures.get(at + 1).is_some_and(|next| {
                (next.paid || next.thousands) && joins(&text[figures[at].end..next.start])
            })
        };
        let is_amount = |(at, figure): &(usize, &Figure)| is_amount(text, figure) || opens_range(*at);
        let amounts: Vec<&Figure> =
            figures.iter().enumerate().filter(is_amount).map(|(_, figure)| figure).collect();
        // Where some figure has a currency, one without it that comes earlier is a band, a date or an age.
        let first = amounts.iter().position(|figure| figure.paid || figure.thousands);
        let first =
            first.map(|at| at - usize::from(at > 0 && joins(&text[amounts[at - 1].end..amounts[at].start])));
        let first = first.or((!amounts.is_empty()).then_some(0))?;
        let low = amounts[first];
        let high = amounts.get(first + 1).filter(|high| joins(&text[low.end..high.start])).unwrap_or(&low);
        // In `45 à 60 k€` both are thousands.
        let thousands = high.thousands && low.value < 1000.0;
        let value = |figure: &Figure| {
            figure.value * if figure.thousands || thousands && figure.value < 1000.0 { 1000.0 } else { 1.0 }
        };
        // `Days: £19.21 Saturdays: £24.98 Sundays: £30.74`
        let most = amounts[first..].iter().filter(|_| text.contains("saturday")).filter(|figure| figure.paid);
        let high = most.fold(high, |high, figure| if figure.value > high.value { figure } else { high });
        let are_money = low.paid || low.thousands || high.paid || high.thousands;
        let end = high.end;
        let (low, high) = (value(low), value(high));
        (low > 0.0).then(|| Self { min: low.min(high), max: low.max(high), months_a_year, are_money, end })
    }

    /// The period that figures of this size are usually for.
    pub(super) fn likely_period(&self) -> Period {
        match self.max {
            ..150.0 => Period::Hour,
            ..900.0 => Period::Day,
            ..9_000.0 => Period::Month,
            _ => Period::Year,
        }
    }
}

/// Where a folded text holds two figures close to each other, the upper one beside a currency or counted in thousands.
pub(super) fn find(text: &str, (low, high): (f64, f64)) -> Option<usize> {
    /// How far apart the two may stand, in bytes.
    const APART: usize = 60;
    let figures = figures(text);
    let is = |figure: &Figure, wanted: f64| {
        figure.value == wanted || figure.value * 1000.0 == wanted && wanted >= 10_000.0
    };
    let upper = figures.iter().filter(|figure| (figure.paid || figure.thousands) && is(figure, high));
    upper.map(|figure| figure.start).find(|at| {
        figures.iter().any(|figure| is(figure, low) && figure.start <= *at && at - figure.start <= APART)
    })
}

fn figures(text: &str) -> Vec<Figure> {
    let bytes = text.as_bytes();
    let mut figures = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) {
        let (value, end) = number(text, start);
        let behind = text[end..].trim_start_matches(' ');
        let mark = end + (text[end..].len() - behind.len());
        let letter_behind = behind.chars().nth(1).is_some_and(char::is_alphabetic);
        let thousands = behind.starts_with('k') && (!letter_behind || behind.starts_with("keur"));
        let end = if thousands { mark + 1 } else { end };
        figures.push(Figure {
            value,
            thousands,
            start,
            end,
            paid: currency_beside(text, start, end) || text[start..end].contains('€'),
        });
        at = end.max(start + 1);
    }
    figures
}

/// The number at a place: `24,214`, `30 112`, `2308.0`, `17,00`, `1.800,50`, `95'000`.
fn number(text: &str, start: usize) -> (f64, usize) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let mut written = text[start..end].to_owned();
    while let Some(separator) = bytes.get(end).copied() {
        if !matches!(separator, b' ' | b',' | b'.' | b'\'') {
            break;
        }
        let length = digits(end + 1);
        let grouped = length == 3
            && written.len() <= 6
            && !written.contains('.')
            && (written.len() <= 3 || written.len() == 6 || separator != b' ');
        if grouped && written != "0" {
            written.push_str(&text[end + 1..end + 4]);
            end += 4;
        } else if matches!(separator, b',' | b'.') && (1..=2).contains(&length) {
            written.push('.');
            written.push_str(&text[end + 1..end + 1 + length]);
            end += 1 + length;
            break;
        } else {
            break;
        }
    }
    // `18€54`
    if let Some(cents) = text[end..].strip_prefix('€').filter(|_| written.len() <= 2)
        && cents.len() >= 2
        && cents.bytes().take_while(u8::is_ascii_digit).count() == 2
    {
        written.push('.');
        written.push_str(&cents[..2]);
        end += '€'.len_utf8() + 2;
    }
    (written.parse().unwrap_or(0.0), end)
}

fn currency_beside(text: &str, start: usize, end: usize) -> bool {
    const SIGNS: [&str; 13] =
        ["€", "£", "$", "eur", "gbp", "usd", "chf", "cad", "mad", "dh", "inr", "₹", "dirham"];
    let before = text[..start].trim_end();
    let behind = text[end..].trim_start();
    SIGNS.iter().any(|sign| {
        // In `band 5 £28,407` the sign belongs to the figure behind it.
        let own =
            behind.strip_prefix(sign).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        own || before.ends_with(sign)
    })
}

/// What can be an amount: no count of months, hours or percents, no year, no ordinal.
fn is_amount(text: &str, figure: &Figure) -> bool {
    if figure.paid || figure.thousands {
        return true;
    }
    let behind = text[figure.end..].trim_start();
    let before = text[..figure.start].chars().next_back();
    // A collective agreement is known by its number.
    if text[..figure.start].trim_end().ends_with("ccn") {
        return false;
    }
    let counted = [
        "mois", "month", "h ", "h/", "heures", "hours", "%", "e mois", "eme", "th ", "ans", "years", "jours",
        "days", "j ", "semaine", "week", "ticket", "rtt", "salari",
    ];
    let is_count =
        counted.iter().any(|unit| behind.starts_with(unit)) || behind == "h" || behind.starts_with("h,");
    let is_year = (1990.0..2100.0).contains(&figure.value) && figure.end - figure.start == 4;
    !is_count && !is_year && figure.value >= 7.0 && before.is_none_or(|c| !c.is_alphanumeric() && c != '+')
}

/// Tells whether the words between two figures make them a range.
fn joins(between: &str) -> bool {
    const JOINTS: [&str; 13] =
        ["a", "-", "–", "—", "to", "et", "and", "/", "jusqu'a", "up to", "et jusqu'a", "~", "&"];
    let bare = between.replace(['€', '£', '$'], " ");
    let bare: Vec<&str> = bare
        .split_whitespace()
        .filter(|word| {
            !matches!(
                *word,
                "euros"
                    | "euro"
                    | "eur"
                    | "gbp"
                    | "usd"
                    | "chf"
                    | "cad"
                    | "mad"
                    | "dh"
                    | "brut"
                    | "bruts"
                    | "de"
                    | "par"
                    | "an"
                    | "mois"
                    | "k"
                    | "/an"
                    | "/mois"
                    | "/h"
                    | "pa"
                    | "p.a"
                    | "(min)"
                    | "progressing"
                    | "rising"
            )
        })
        .collect();
    JOINTS.contains(&bare.join(" ").as_str())
}
