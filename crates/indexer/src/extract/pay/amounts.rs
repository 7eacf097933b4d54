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
    /// Where they begin in the text.
    pub(super) start: usize,
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

impl Figure {
    /// Tells whether this may be the lower end of a range: `Band 7 - £38,890` is none.
    fn may_open(&self, high: &Self) -> bool {
        /// How many times the lower end a range may reach.
        const WIDEST: f64 = 10.0;
        self.paid || self.thousands || self.value * WIDEST >= high.value
    }
}

impl Amounts {
    /// Reads the first amount or range of a folded text.
    pub(super) fn read(text: &str) -> Option<Self> {
        /// How many times its lower end a range reaches where only the upper one has its thousands.
        const WIDEST_CUT: f64 = 2.5;
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
        let (low, high) = range(text, &amounts)?;
        // In `45 à 60 k€` and in `£40-43,000` both are thousands.
        let is_cut =
            || high.value >= 10_000.0 && (1.0..=WIDEST_CUT).contains(&(high.value / low.value / 1000.0));
        let thousands = low.value < 1000.0 && (high.thousands || is_cut());
        let value = |figure: &Figure| {
            figure.value * if figure.thousands || thousands && figure.value < 1000.0 { 1000.0 } else { 1.0 }
        };
        let are_money = low.paid || low.thousands || high.paid || high.thousands;
        let (start, end) = (low.start, high.end);
        let (low, high) = (value(low), value(high));
        let (min, max) = (low.min(high), low.max(high));
        (low > 0.0).then_some(Self { min, max, months_a_year, are_money, start, end })
    }

    /// The period that figures of this size are usually for.
    pub(super) fn likely_period(&self, currency: &str) -> Period {
        match self.max {
            ..150.0 => Period::Hour,
            ..900.0 => Period::Day,
            // Where pay is told by the year.
            5_000.0.. if matches!(currency, "GBP" | "USD") => Period::Year,
            ..9_000.0 => Period::Month,
            _ => Period::Year,
        }
    }
}

/// The lowest and the highest of the first sums that belong together.
fn range<'a>(text: &str, amounts: &[&'a Figure]) -> Option<(&'a Figure, &'a Figure)> {
    let between = |at: usize| &text[amounts[at].end..amounts[at + 1].start];
    let goes_on = |at: usize| at + 1 < amounts.len() && joins(between(at));
    // Where some figure has a currency, one without it that comes earlier is a band, a date or an age.
    let paid = amounts.iter().position(|figure| figure.paid || figure.thousands);
    let opens = |at: usize| at > 0 && joins(between(at - 1)) && amounts[at - 1].may_open(amounts[at]);
    let first = paid.map(|at| at - usize::from(opens(at))).or((!amounts.is_empty()).then_some(0))?;
    let mut last = first + usize::from(goes_on(first));
    // `$50,000 - $60,000 for level 1, and $65,000 - $75,000 for level 2`
    while amounts.get(last + 1).is_some_and(|next| next.paid && next.value > amounts[first].value)
        && is_variant(between(last))
    {
        last += 1;
        last += usize::from(goes_on(last));
    }
    // `Days: £19.21 Saturdays: £24.98 Sundays: £30.74`
    let most = amounts[first..].iter().filter(|figure| figure.paid && text.contains("saturday"));
    let high = most.fold(amounts[last], |high, figure| if figure.value > high.value { figure } else { high });
    Some((amounts[first], high))
}

/// Tells whether the words behind a sum say which level or week it is for.
fn is_variant(between: &str) -> bool {
    /// The longest such words, in bytes.
    const LONGEST: usize = 45;
    between.len() <= LONGEST && (between.contains("level") || between.contains("based on"))
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
        // `30,0000` is no number.
        let rest = &bytes[end..];
        if rest.first() == Some(&b',') && rest.len() > 4 && rest[1..5].iter().all(u8::is_ascii_digit) {
            at = end + 1 + rest[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            continue;
        }
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

/// What may stand beside the figures of a range, and joins nothing.
const BESIDE_FIGURES: [&str; 35] = [
    "(min)",
    "/an",
    "/day",
    "/h",
    "/heure",
    "/hour",
    "/hr",
    "/jour",
    "/mois",
    "/year",
    "/yr",
    "an",
    "brut",
    "bruts",
    "cad",
    "chf",
    "de",
    "dh",
    "eur",
    "euro",
    "euros",
    "gbp",
    "heure",
    "k",
    "l'heure",
    "mad",
    "mois",
    "p.a",
    "p/h",
    "p/hr",
    "pa",
    "par",
    "progressing",
    "rising",
    "usd",
];

/// Tells whether the words between two figures make them a range.
fn joins(between: &str) -> bool {
    const JOINTS: [&str; 13] =
        ["a", "-", "–", "—", "to", "et", "and", "/", "jusqu'a", "up to", "et jusqu'a", "~", "&"];
    let bare = between.replace(['€', '£', '$'], " ");
    let bare: Vec<&str> = bare.split_whitespace().filter(|word| !BESIDE_FIGURES.contains(word)).collect();
    JOINTS.contains(&bare.join(" ").as_str())
}
