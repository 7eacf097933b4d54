//! What is paid: from any spelling to figures, and to a gross amount a year.

mod amounts;
mod lines;
mod needles;
mod words;

use super::{Analysed, Part, given};
use amounts::Amounts;
use jobsearch_analysis::fold;
use jobsearch_posting::{Country, Fact, OpenEnd, Origin, Pay, Period, SectionKind};
use lines::lines;
use memchr::memchr2_iter;
use memchr::memmem::Finder;
use std::sync::LazyLock;
use words::{
    about_pay, currency_of, has_word, is_for_something_else, name, names_pay, open_end, period,
    period_before, period_behind, usual_currency,
};

/// The longest line that is read whole, and how much of a longer one is read behind a word of pay, in bytes.
const LINE: usize = 400;
/// How much of it is read before that word, for the amount may come first.
const BEFORE: usize = 50;
/// How many lines behind what an hour brings may tell what a year does, which needs no assumption.
const BEHIND_HOURLY: usize = 2;

/// Reads the pay from its own field, else from a line of the text that speaks of pay.
pub(super) fn pay(analysed: &Analysed<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    let own = analysed.raw.pay.as_deref().and_then(|raw| Some(given(read(raw, country)?, "pay", raw)));
    own.or_else(|| {
        analysed.sections.iter().filter(|part| may_tell(part)).find_map(|part| in_text(part, country))
    })
    .or_else(|| in_text(&analysed.title, country))
    .or_else(|| in_company_text(analysed, country))
}

/// Reads lines that speak of a salary in sections that otherwise say nothing of the job.
fn in_company_text(analysed: &Analysed<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    let apart = analysed.posting.sections.iter().enumerate().filter(|(_, section)| {
        matches!(section.kind, SectionKind::Company | SectionKind::Legal) && !section.boilerplate
    });
    apart.filter(|(_, section)| has_money(&section.text)).find_map(|(number, section)| {
        lines(&section.text).find_map(|(at, line)| {
            let folded = fold(line).replace('’', "'");
            let says = has_money(line)
                && line.len() <= LINE
                && ["salaire", "remuneration", "salary", "package"]
                    .iter()
                    .any(|word| has_word(&folded, word));
            let value = says.then(|| read_money(about_pay(&folded, true)?, country)).flatten()?;
            let origin = Origin::Section(number, at..at + line.len());
            Some(Fact { value, raw: line.to_owned(), origin })
        })
    })
}

/// Where a text holds both figures of a pay, the upper one beside a currency or counted in thousands.
pub(crate) fn holds(text: &str, (low, high): (f64, f64)) -> Option<usize> {
    amounts::find(&fold(text), (low, high))
}

fn may_tell(part: &Part<'_>) -> bool {
    part.kind != SectionKind::Company
}

fn in_text(part: &Part<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    if let Some(fact) = in_heading(part, country) {
        return Some(fact);
    }
    if !has_money(part.text) {
        return None;
    }
    let heading = fold(part.heading);
    let mut under_pay = ["salaire", "remuneration", "salary", "pay", "compensation"]
        .iter()
        .any(|word| has_word(&heading, word));
    let (mut hourly, mut behind) = (None, 0);
    for (start, line) in lines(part.text) {
        behind += usize::from(hourly.is_some() && !line.trim().is_empty());
        if behind > BEHIND_HOURLY {
            break;
        }
        for (at, cut) in pieces(line).filter(|(_, cut)| has_money(cut)) {
            let Some(pay) = in_line(cut, under_pay || hourly.is_some(), country) else { continue };
            let fact = part.fact(pay, start + at..start + at + cut.len());
            match fact.value.period {
                Period::Hour => hourly = hourly.or(Some(fact)),
                Period::Year => return Some(fact),
                _ => return hourly.or(Some(fact)),
            }
        }
        // `The base salary for this role is:` speaks of the next line.
        under_pay |= line.ends_with(':') && about_pay(&fold(line), false).is_some();
    }
    hourly
}

/// `Salaire : 27,50 EUR par heure` may stand as a heading.
fn in_heading(part: &Part<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    let value = in_line(Some(part.heading).filter(|heading| has_money(heading))?, false, country)?;
    Some(Fact { value, raw: part.heading.to_owned(), origin: part.origin(0..0) })
}

fn in_line(line: &str, under_pay: bool, country: Option<Country>) -> Option<Pay> {
    let folded = fold(line).replace('’', "'");
    read_money(about_pay(&folded, under_pay || opens_with_sum(line))?, country)
}

/// A line whole, or of a long one what stands behind each word that speaks of pay, then its sentences, each with its place.
fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_long = line.len() > LINE;
    let whole = (!is_long).then_some((0, line));
    let behind_words = is_long.then(|| behind_words(line)).into_iter().flatten();
    whole.into_iter().chain(behind_words).chain(sentences(line))
}

/// What stands behind each word of a long line that speaks of pay, and a little before it.
fn behind_words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    const WORDS: [&str; 9] = [
        "émunération",
        "alaire",
        "alarial",
        "alary",
        "ompensation",
        "Package",
        "TJM",
        "pay range",
        "per annum",
    ];
    let mut starts: Vec<usize> =
        WORDS.iter().flat_map(|word| line.match_indices(word)).map(|(at, _)| at).collect();
    starts.sort_unstable();
    starts.into_iter().map(move |at| {
        let start = line.floor_char_boundary(at.saturating_sub(BEFORE));
        let end = line.floor_char_boundary(at + LINE);
        // A sum in the sentence before is for something else.
        let start = line[start..at].rfind(". ").map_or(start, |stop| start + stop + 1);
        (start, &line[start..end])
    })
}

/// The sentences of a line that has several, without those that are too long to be one.
fn sentences(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let stops = [". ", "! ", "? "];
    let mut ends: Vec<usize> =
        stops.iter().flat_map(|stop| line.match_indices(stop)).map(|(at, _)| at + 1).collect();
    ends.sort_unstable();
    let ends = if ends.is_empty() { ends } else { ends.into_iter().chain([line.len()]).collect() };
    let starts = std::iter::once(0).chain(ends.clone());
    let all = starts.zip(ends).map(|(start, end)| (start, &line[start..end]));
    all.filter(|(_, sentence)| sentence.len() <= LINE)
}

/// Tells whether a line has figures and a currency.
fn has_money(line: &str) -> bool {
    /// Looked for one by one, for each is rare and found at once where it is.
    static SIGNS: LazyLock<[Finder<'_>; 11]> = LazyLock::new(|| {
        ["€", "£", "$", "EUR", "USD", "GBP", "euro", "Euro", "CHF", "MAD", "DH"].map(Finder::new)
    });
    let has_sign = || SIGNS.iter().any(|sign| sign.find(line.as_bytes()).is_some());
    // Without a stop at the first, many bytes are looked at at once.
    let has_figures = line.bytes().fold(false, |has, byte| has | byte.is_ascii_digit());
    has_figures && (has_sign() || has_thousands(line))
}

/// `45 - 55k`, `50 K brut`
fn has_thousands(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr2_iter(b'k', b'K', bytes).any(|at| match &bytes[..at] {
        [.., digit] if digit.is_ascii_digit() => true,
        [.., digit, b' '] if digit.is_ascii_digit() => {
            bytes.get(at + 1).is_none_or(|byte| !byte.is_ascii_alphanumeric())
        }
        _ => false,
    })
}

/// What begins with two sums is about pay, and so is a short piece that begins with one of a year: `Nurse | £27,316 | Hull`.
fn opens_with_sum(line: &str) -> bool {
    /// The longest lower sum with what joins it to the upper one, in bytes.
    const SUM: usize = 16;
    /// The longest piece that a single sum may open, in bytes.
    const PIECE: usize = 60;
    let sign = |c: char| matches!(c, '£' | '€' | '$');
    line.split('|').any(|piece| {
        let piece = piece.trim_matches(|c: char| c == '-' || c.is_whitespace());
        let Some(behind) = piece.strip_prefix(sign) else { return false };
        let length = behind.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(behind.len());
        let is_yearly = behind[..length].bytes().filter(u8::is_ascii_digit).count() == 5;
        behind.find(sign).is_some_and(|at| at < SUM) || piece.len() <= PIECE && is_yearly
    })
}

/// Reads a pay from a text, where a figure without a currency, a small sum, or one without a period may be anything.
fn read_money(folded: &str, country: Option<Country>) -> Option<Pay> {
    /// What a year of work brings, from the least to the most.
    const YEARLY: std::ops::Range<f64> = 4_500.0..600_000.0;
    /// From here on a sum is for a year, whatever period stands further behind.
    const A_YEAR: f64 = 10_000.0;
    let amounts = Amounts::read(folded).filter(|amounts| amounts.are_money)?;
    if is_for_something_else(&folded[amounts.end..]) {
        return None;
    }
    let named = named_period(folded, &amounts);
    if named.is_none() && amounts.max < A_YEAR && !names_pay(folded) {
        return None;
    }
    let mut pay = pay_of(folded, (&amounts, named), country);
    // `£36,708 - £39,867 | 36 hours per week`: the period is for something else.
    if pay.yearly_gross.is_none() && amounts.max >= A_YEAR {
        pay = pay_of(folded, (&amounts, None), country);
    }
    let scale = if pay.currency == "MAD" || pay.currency == "INR" { 10.0 } else { 1.0 };
    let is_a_living = |(low, high): (f64, f64)| low >= YEARLY.start && high <= scale * YEARLY.end;
    pay.yearly_gross.is_some_and(is_a_living).then_some(pay)
}

/// Reads a pay in any spelling; nothing where no figure is given.
fn read(raw: &str, country: Option<Country>) -> Option<Pay> {
    read_folded(&fold(raw).replace('’', "'"), country)
}

fn read_folded(folded: &str, country: Option<Country>) -> Option<Pay> {
    let amounts = Amounts::read(about_pay(folded, true)?).or_else(|| Amounts::read(folded))?;
    // `Band 8a` is no sum.
    if !amounts.are_money && amounts.max < 1000.0 {
        return None;
    }
    let named = named_period(folded, &amounts);
    Some(pay_of(folded, (&amounts, named), country))
}

/// The period named right behind the amounts, or before them, or anywhere.
fn named_period(folded: &str, amounts: &Amounts) -> Option<Period> {
    period_behind(&folded[amounts.end..]).or_else(|| {
        let named = period(folded)?;
        Some(period_before(&folded[..amounts.start]).unwrap_or(named))
    })
}

/// The pay that amounts make with the period named for them; the likely period where none is.
fn pay_of(folded: &str, (amounts, named): (&Amounts, Option<Period>), country: Option<Country>) -> Pay {
    let currency =
        currency_of(folded, amounts.start..amounts.end).or_else(|| country.and_then(usual_currency));
    let currency = currency.unwrap_or("EUR").to_owned();
    let (period, assumed) = (named.unwrap_or_else(|| amounts.likely_period(&currency)), named.is_none());
    let gross = gross(folded);
    let is_single = amounts.min == amounts.max;
    let open = is_single.then(|| open_end(&folded[..amounts.start], &folded[amounts.end..])).flatten();
    let (min, max) = (amounts.min, amounts.max);
    let mut pay = Pay { min, max, currency, period, open, gross, yearly_gross: None, note: None };
    let mut notes = Vec::new();
    if assumed {
        notes.push(format!("{} assumed", name(period)));
    }
    if folded.contains("predicted") || folded.contains("estimat") {
        notes.push("estimated by the source".into());
    }
    match implausible(&pay) {
        Some(why) => notes.push(why),
        None => to_yearly(&mut pay, amounts.months_a_year, &mut notes),
    }
    pay.note = (!notes.is_empty()).then(|| notes.join("; "));
    pay
}

/// Why the figures cannot be meant as they are written.
fn implausible(pay: &Pay) -> Option<String> {
    let scale = if pay.currency == "MAD" { 5.0 } else { 1.0 };
    let (least, most) = match pay.period {
        Period::Hour => (2.0, 400.0),
        Period::Day => (15.0, 3_000.0),
        Period::Week => (50.0, 10_000.0),
        Period::Month => (200.0, 20_000.0),
        Period::Year => (4_000.0, 1_500_000.0),
    };
    let low = pay.min < least;
    (low || pay.max > most * scale)
        .then(|| format!("not believed: {} a {}", if low { pay.min } else { pay.max }, name(pay.period)))
}

fn to_yearly(pay: &mut Pay, months: Option<f64>, notes: &mut Vec<String>) {
    let mut times = pay.period.times_a_year(&pay.currency);
    match pay.period {
        Period::Hour => notes.push(format!("{} hours a week assumed", Pay::hours_a_week(&pay.currency))),
        Period::Day => notes.push(format!("{} days a year assumed", Pay::DAYS_A_YEAR)),
        Period::Month => match months.filter(|months| (12.0..=16.0).contains(months)) {
            Some(months) => times = months,
            None => notes.push(format!("{times} months a year assumed")),
        },
        Period::Week | Period::Year => {}
    }
    if pay.gross == Some(false) {
        notes.push("net taken as 78 % of gross".into());
        times /= Pay::NET_OF_GROSS;
    }
    let (mut least, mut most) = (pay.min * times, pay.max * times);
    if let Some(end) = pay.open {
        match end {
            OpenEnd::Above => most *= Pay::OPEN_REACH,
            OpenEnd::Below => least /= Pay::OPEN_REACH,
        }
        notes.push(format!("an open end assumed at {} times", Pay::OPEN_REACH));
    }
    pay.yearly_gross = Some((least.round(), most.round()));
}

fn gross(folded: &str) -> Option<bool> {
    if folded.contains("brut") || folded.contains("gross") {
        Some(true)
    } else if has_word(folded, "net") || has_word(folded, "nets") {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(raws: &str, expected: Expect) {
        let one = |raw: &str| match read(raw, None) {
            None => format!("{raw}: -"),
            Some(pay) => format!(
                "{raw}: {}-{} {} {} {:?} {:?} {}",
                pay.min,
                pay.max,
                pay.currency,
                name(pay.period),
                pay.gross,
                pay.yearly_gross,
                pay.note.unwrap_or_default()
            ),
        };
        expected.assert_eq(&raws.split('|').map(one).collect::<Vec<_>>().join("\n"));
    }

    fn check_texts(texts: &[&str], expected: Expect) {
        let one = |text: &&str| {
            let (title, description) = (Some("Poste".into()), Some((*text).into()));
            let raw = crate::RawPosting { title, description, ..Default::default() };
            let pay = crate::prepare(&raw, &crate::Options::default()).facts.pay;
            format!("{text}: {:?}", pay.map(|fact| (fact.value.min, fact.value.max, fact.value.period)))
        };
        expected.assert_eq(&texts.iter().map(one).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn every_way_to_write_a_pay() {
        check(
            "Mensuel de 2308.0 Euros à 2821.0 Euros sur 12.0 mois|\
             Annuel de 17,00 Euros à 27,00 Euros|45 à 60K€|Selon profil|\
             £24,214 - £30,112 pa pro rata|50 - 55 k€ brut annuel|\
             Salaire brut : Annuel de 35000,00 Euros à 40000,00 Euros|\
             132605.1-132605.1 (predicted)|42500.0|Horaire de 11,65 Euros à 12,50 Euros|\
             De 30 000 € à 35 000 € par an - CDI|A partir de 45 k€ brut annuel|£14.49 p/h|\
             100000-150000 USD YEAR|85 $ de l’heure|2 100 € net par mois sur 13 mois|\
             13,10 €/h + prime Ségur|TJM 450 €|Competitive|CHF 95'000 par an|8000 DH par mois|\
             Stage|entre 38 et 42 k€|35K à 40K €|2 000 € bruts mensuels, 35 h|\
             Mensuel de 30000.0 Euros à 35000.0 Euros sur 12.0 mois|$120,000 - $150,000|\
             28 000 – 32 000 € brut sur 13 mois|30 - 35 USD hour|1.800,50 € brut mensuel|\
             CA$ 85,000 a year|Band 5 £28,407 to £34,581 per annum|£20.10p/h - £28.00p/h|£9,250 apprentice|\
             26,100.50 - 28,000 plus £4,000 Welcome Bonus|Salary circa £30,0000",
            expect![[r#"
                Mensuel de 2308.0 Euros à 2821.0 Euros sur 12.0 mois: 2308-2821 EUR month None Some((27696.0, 33852.0)) 
                Annuel de 17,00 Euros à 27,00 Euros: 17-27 EUR year None None not believed: 17 a year
                45 à 60K€: 45000-60000 EUR year None Some((45000.0, 60000.0)) year assumed
                Selon profil: -
                £24,214 - £30,112 pa pro rata: 24214-30112 GBP year None Some((24214.0, 30112.0)) 
                50 - 55 k€ brut annuel: 50000-55000 EUR year Some(true) Some((50000.0, 55000.0)) 
                Salaire brut : Annuel de 35000,00 Euros à 40000,00 Euros: 35000-40000 EUR year Some(true) Some((35000.0, 40000.0)) 
                132605.1-132605.1 (predicted): 132605.1-132605.1 EUR year None Some((132605.0, 132605.0)) year assumed; estimated by the source
                42500.0: 42500-42500 EUR year None Some((42500.0, 42500.0)) year assumed
                Horaire de 11,65 Euros à 12,50 Euros: 11.65-12.5 EUR hour None Some((21203.0, 22750.0)) 35 hours a week assumed
                De 30 000 € à 35 000 € par an - CDI: 30000-35000 EUR year None Some((30000.0, 35000.0)) 
                A partir de 45 k€ brut annuel: 45000-45000 EUR year Some(true) Some((45000.0, 56250.0)) an open end assumed at 1.25 times
                £14.49 p/h: 14.49-14.49 GBP hour None Some((28256.0, 28256.0)) 37.5 hours a week assumed
                100000-150000 USD YEAR: 100000-150000 USD year None Some((100000.0, 150000.0)) 
                85 $ de l’heure: 85-85 USD hour None Some((176800.0, 176800.0)) 40 hours a week assumed
                2 100 € net par mois sur 13 mois: 2100-2100 EUR month Some(false) Some((35000.0, 35000.0)) net taken as 78 % of gross
                13,10 €/h + prime Ségur: 13.1-13.1 EUR hour None Some((23842.0, 23842.0)) 35 hours a week assumed
                TJM 450 €: 450-450 EUR day None Some((98100.0, 98100.0)) 218 days a year assumed
                Competitive: -
                CHF 95'000 par an: 95000-95000 CHF year None Some((95000.0, 95000.0)) 
                8000 DH par mois: 8000-8000 MAD month None Some((96000.0, 96000.0)) 12 months a year assumed
                Stage: -
                entre 38 et 42 k€: 38000-42000 EUR year None Some((38000.0, 42000.0)) year assumed
                35K à 40K €: 35000-40000 EUR year None Some((35000.0, 40000.0)) year assumed
                2 000 € bruts mensuels, 35 h: 2000-2000 EUR month Some(true) Some((24000.0, 24000.0)) 12 months a year assumed
                Mensuel de 30000.0 Euros à 35000.0 Euros sur 12.0 mois: 30000-35000 EUR month None None not believed: 35000 a month
                $120,000 - $150,000: 120000-150000 USD year None Some((120000.0, 150000.0)) year assumed
                28 000 – 32 000 € brut sur 13 mois: 28000-32000 EUR year Some(true) Some((28000.0, 32000.0)) year assumed
                30 - 35 USD hour: 30-35 USD hour None Some((62400.0, 72800.0)) 40 hours a week assumed
                1.800,50 € brut mensuel: 1800.5-1800.5 EUR month Some(true) Some((21606.0, 21606.0)) 12 months a year assumed
                CA$ 85,000 a year: 85000-85000 CAD year None Some((85000.0, 85000.0)) 
                Band 5 £28,407 to £34,581 per annum: 28407-34581 GBP year None Some((28407.0, 34581.0)) 
                £20.10p/h - £28.00p/h: 20.1-28 GBP hour None Some((39195.0, 54600.0)) 37.5 hours a week assumed
                £9,250 apprentice: 9250-9250 GBP year None Some((9250.0, 9250.0)) year assumed
                26,100.50 - 28,000 plus £4,000 Welcome Bonus: 26100.5-28000 GBP year None Some((26101.0, 28000.0)) year assumed
                Salary circa £30,0000: -"#]],
        );
    }

    #[test]
    fn sums_in_texts() {
        check_texts(
            &[
                "Salary – £24,907 to £30,615",
                "A relocation package of up to £8,000 is offered.",
                "Salaire : 2000 à 2500 € brut + prime de panier 15 €",
                "Un bon d'achat de 30 €/mois dans nos magasins",
                "Chiffre d'affaires : 3 millions d'euros",
                "The post has a £1500 new hire bonus.",
                "The base salary for this role is:\n$150,000—$200,000 USD",
                "Pay Rates: Days: £19.21 Saturdays: £24.98 Sundays: £30.74",
                "Salaire de 1'801 euros brut par mois sur 35 h par semaine",
                "Standard DBS check at a cost of £26.",
                "Rémunération : 26,40 EUR par heure",
                "Salaire entre 50 et 53 K brut annuel (hors variable)",
                "Un salaire mensuel brut de 1 940 €, 2 010 € après 1 an",
                "Nurse | Theatres | £27,310 | Leeds",
                "Team leader, Band 7 - £38,000 to £44,000",
                "Days: £18.10 Nights/Saturdays: £22.40 Sundays: £27.00",
                "Salary: £16,700 based on 37 hours / £20,400 based on 45 hours / £8.70 per hour",
                "Your base salary range is 150,000 USD - 240,000 USD for Level 3, and 180,000 USD - 290,000 USD for Level 4.",
                "Salary: £15.70 per hour.\n\n- £35,000 - £44,700, depending on hours",
                "Un minimum garanti de 2400 € et une rémunération variable",
                "Some premium shifts earn up to £29 per hour.",
                "Compensation: From $30/hr to $70/hr, depending on location",
            ],
            expect![[r#"
                Salary – £24,907 to £30,615: Some((24907.0, 30615.0, Year))
                A relocation package of up to £8,000 is offered.: None
                Salaire : 2000 à 2500 € brut + prime de panier 15 €: Some((2000.0, 2500.0, Month))
                Un bon d'achat de 30 €/mois dans nos magasins: None
                Chiffre d'affaires : 3 millions d'euros: None
                The post has a £1500 new hire bonus.: None
                The base salary for this role is:
                $150,000—$200,000 USD: Some((150000.0, 200000.0, Year))
                Pay Rates: Days: £19.21 Saturdays: £24.98 Sundays: £30.74: Some((19.21, 30.74, Hour))
                Salaire de 1'801 euros brut par mois sur 35 h par semaine: Some((1801.0, 1801.0, Month))
                Standard DBS check at a cost of £26.: None
                Rémunération : 26,40 EUR par heure: Some((26.4, 26.4, Hour))
                Salaire entre 50 et 53 K brut annuel (hors variable): Some((50000.0, 53000.0, Year))
                Un salaire mensuel brut de 1 940 €, 2 010 € après 1 an: Some((1940.0, 1940.0, Month))
                Nurse | Theatres | £27,310 | Leeds: Some((27310.0, 27310.0, Year))
                Team leader, Band 7 - £38,000 to £44,000: Some((38000.0, 44000.0, Year))
                Days: £18.10 Nights/Saturdays: £22.40 Sundays: £27.00: Some((18.1, 27.0, Hour))
                Salary: £16,700 based on 37 hours / £20,400 based on 45 hours / £8.70 per hour: Some((16700.0, 20400.0, Year))
                Your base salary range is 150,000 USD - 240,000 USD for Level 3, and 180,000 USD - 290,000 USD for Level 4.: Some((150000.0, 290000.0, Year))
                Salary: £15.70 per hour.

                - £35,000 - £44,700, depending on hours: Some((35000.0, 44700.0, Year))
                Un minimum garanti de 2400 € et une rémunération variable: None
                Some premium shifts earn up to £29 per hour.: None
                Compensation: From $30/hr to $70/hr, depending on location: Some((30.0, 70.0, Hour))"#]],
        );
    }

    #[test]
    fn open_ends_and_cut_thousands() {
        check(
            "£40-43,000|Jusqu'à 70k€|Up to £45k per annum|Dès 2 500 € brut par mois|45k+ selon profil|45 k€ + primes|\
             De 15 € brut /heure à 23 € brut /heure|$90,000 in the US, 95,000 CAD in Canada",
            expect![[r#"
                £40-43,000: 40000-43000 GBP year None Some((40000.0, 43000.0)) year assumed
                Jusqu'à 70k€: 70000-70000 EUR year None Some((56000.0, 70000.0)) year assumed; an open end assumed at 1.25 times
                Up to £45k per annum: 45000-45000 GBP year None Some((36000.0, 45000.0)) an open end assumed at 1.25 times
                Dès 2 500 € brut par mois: 2500-2500 EUR month Some(true) Some((30000.0, 37500.0)) 12 months a year assumed; an open end assumed at 1.25 times
                45k+ selon profil: 45000-45000 EUR year None Some((45000.0, 56250.0)) year assumed; an open end assumed at 1.25 times
                45 k€ + primes: 45000-45000 EUR year None Some((45000.0, 45000.0)) year assumed
                De 15 € brut /heure à 23 € brut /heure: 15-23 EUR hour Some(true) Some((27300.0, 41860.0)) 35 hours a week assumed
                $90,000 in the US, 95,000 CAD in Canada: 90000-90000 USD year None Some((90000.0, 90000.0)) year assumed"#]],
        );
    }

    #[test]
    fn benefits_beside_pay() {
        check_texts(
            &[
                "Fertility HRA (up to $10,000 per year)",
                "Prime de 300 € et tickets restaurant. Salaire : 2 100 € brut par mois.",
                "Un pack qui vaut près de 400 €/mois de pouvoir d'achat en plus de la rémunération",
                "The DBS levies a charge of £40, taken from your first salary payments.",
            ],
            expect![[r#"
                Fertility HRA (up to $10,000 per year): None
                Prime de 300 € et tickets restaurant. Salaire : 2 100 € brut par mois.: Some((2100.0, 2100.0, Month))
                Un pack qui vaut près de 400 €/mois de pouvoir d'achat en plus de la rémunération: None
                The DBS levies a charge of £40, taken from your first salary payments.: None"#]],
        );
    }
}
