//! What is paid: from any spelling to figures, and to a gross amount a year.

mod amounts;
mod words;

use super::{Part, Reading, given};
use amounts::Amounts;
use jobsearch_analysis::fold;
use jobsearch_posting::{Country, Fact, Pay, Period, SectionKind};
use words::{are_about_pay, currency, has_word, name, period, usual_currency};

/// The part of a gross pay that is left after social contributions, in France.
const NET_OF_GROSS: f64 = 0.78;
/// Working days a year under a French flat-rate agreement.
const DAYS: f64 = 218.0;
/// The longest line of the text that is read as one about pay, in bytes.
const LINE: usize = 400;

/// Reads the pay from its own field, else from a line of the text that speaks of pay.
pub(super) fn pay(reading: &Reading<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    let own = reading.raw.pay.as_deref().and_then(|raw| Some(given(read(raw, country)?, "pay", raw)));
    own.or_else(|| {
        reading.sections.iter().filter(|part| may_tell(part)).find_map(|part| in_text(part, country))
    })
    .or_else(|| in_text(&reading.title, country))
}

fn may_tell(part: &Part<'_>) -> bool {
    part.kind != SectionKind::Company
}

fn in_text(part: &Part<'_>, country: Option<Country>) -> Option<Fact<Pay>> {
    let heading = fold(part.heading);
    let under_pay = ["salaire", "remuneration", "salary", "pay", "compensation"]
        .iter()
        .any(|word| has_word(&heading, word));
    let mut start = 0;
    for line in part.text.split('\n') {
        if speaks_of_pay(line, under_pay) {
            let cut = line.char_indices().nth(LINE).map_or(line, |(at, _)| &line[..at]);
            if let Some(pay) = read(cut, country).filter(|pay| pay.yearly_gross.is_some()) {
                return Some(part.fact(pay, start..start + cut.len()));
            }
        }
        start += line.len() + 1;
    }
    None
}

/// A currency alone is not enough: turnovers are given in euros too.
fn speaks_of_pay(line: &str, under_pay: bool) -> bool {
    const SIGNS: [&str; 9] = ["€", "£", "$", "EUR", "euro", "Euro", "CHF", "MAD", "DH"];
    let has_figures = line.bytes().any(|byte| byte.is_ascii_digit()) && line.len() <= 4 * LINE;
    has_figures && SIGNS.iter().any(|sign| line.contains(sign)) && are_about_pay(&fold(line), under_pay)
}

/// Reads a pay in any spelling; nothing where no figure is given.
fn read(raw: &str, country: Option<Country>) -> Option<Pay> {
    let folded = fold(raw).replace('’', "'");
    let amounts = Amounts::read(&folded)?;
    let currency = currency(&folded).or_else(|| country.and_then(usual_currency)).unwrap_or("EUR").to_owned();
    let (period, assumed) = match period(&folded) {
        Some(period) => (period, false),
        None => (amounts.likely_period(), true),
    };
    let gross = gross(&folded);
    let mut pay =
        Pay { min: amounts.min, max: amounts.max, currency, period, gross, yearly_gross: None, note: None };
    let mut notes = Vec::new();
    if assumed {
        notes.push(format!("{} assumed", name(period)));
    }
    if folded.contains("predicted") || folded.contains("estimat") {
        notes.push("estimated by the source".into());
    }
    match implausible(&pay) {
        Some(why) => notes.push(why),
        None => to_yearly(&mut pay, (amounts.months_a_year, country), &mut notes),
    }
    pay.note = (!notes.is_empty()).then(|| notes.join("; "));
    Some(pay)
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

fn to_yearly(pay: &mut Pay, (months, country): (Option<f64>, Option<Country>), notes: &mut Vec<String>) {
    let hours = match (pay.currency.as_str(), country.as_ref().map(Country::code)) {
        ("GBP", _) => 37.5,
        ("USD" | "CAD", _) => 40.0,
        ("CHF", _) => 42.0,
        ("MAD", _) => 44.0,
        _ => 35.0,
    };
    let mut times = match pay.period {
        Period::Hour => {
            notes.push(format!("{hours} hours a week assumed"));
            hours * 52.0
        }
        Period::Day => {
            notes.push(format!("{DAYS} days a year assumed"));
            DAYS
        }
        Period::Week => 52.0,
        Period::Month => {
            let months = months.filter(|months| (12.0..=16.0).contains(months));
            if months.is_none() {
                notes.push("12 months a year assumed".into());
            }
            months.unwrap_or(12.0)
        }
        Period::Year => 1.0,
    };
    if pay.gross == Some(false) {
        notes.push("net taken as 78 % of gross".into());
        times /= NET_OF_GROSS;
    }
    let round = |amount: f64| (amount * times).round();
    pay.yearly_gross = Some((round(pay.min), round(pay.max)));
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
             CA$ 85,000 a year|Band 5 £28,407 to £34,581 per annum",
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
                A partir de 45 k€ brut annuel: 45000-45000 EUR year Some(true) Some((45000.0, 45000.0)) 
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
                Band 5 £28,407 to £34,581 per annum: 28407-34581 GBP year None Some((28407.0, 34581.0)) "#]],
        );
    }
}
