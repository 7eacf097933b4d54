//! Figures in a query: pay, dates, lengths, distances.
//!
//! A reader each: it looks at a place among the words and tells what begins there. Which of rival readings holds is decided
//! in [`crate::cover`], as for every other reading.

mod counts;
mod dates;
mod labels;
mod lengths;
mod pay;
mod words;

pub(crate) use counts::counts;
pub(crate) use labels::{label, what};
pub(crate) use lengths::{BEFORE_HOURS, FEWEST_HOURS};

use jobsearch_analysis::Token;
use jobsearch_engine::{Quantity, Span};
use jobsearch_posting::Day;
use std::ops::Range;
use words::Words;

/// A stretch of a query that is read as a figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) tokens: Range<usize>,
    pub(crate) meaning: AmountMeaning,
    /// How sure the reading is, from 0 to 1.
    pub(crate) certainty: f32,
}

/// What a figure means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AmountMeaning {
    /// A posting should say such a figure.
    Wanted(Quantity, Span),
    /// How far round a place an offer may be, in kilometres.
    Radius(f32),
}

/// What the reading of figures depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Context {
    /// The day from which `cette semaine` and `janvier` are counted; without it they are words.
    pub(crate) today: Option<Day>,
    /// A contract that ends is spoken of: `6 mois` is its length.
    pub(crate) contract_ends: bool,
    /// Part time is spoken of: `20h` are the hours of a week.
    pub(crate) part_time: bool,
}

/// What a reader finds at a place: where it ends, what it means, and how sure it is.
type FigureAt = (usize, AmountMeaning, f32);

/// Finds every figure among the tokens of a text, overlaps included.
pub(crate) fn amounts(text: &str, tokens: &[Token], context: Context) -> Vec<Amount> {
    let words = Words::new(text, tokens);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let lengths = [
            pay::pay(&words, at, false),
            lengths::months(&words, at, context.contract_ends),
            lengths::experience(&words, at),
            lengths::hours(&words, at, (false, context.part_time)),
            lengths::radius(&words, at),
        ];
        let dates =
            context.today.map(|today| [dates::posted(&words, at, today), dates::start(&words, at, today)]);
        let all = lengths.into_iter().chain(dates.into_iter().flatten()).flatten();
        found.extend(all.map(|(end, meaning, certainty)| Amount {
            tokens: words.range(at..end),
            meaning,
            certainty,
        }));
    }
    found
}

/// Reads the whole value of a field as a figure of one kind.
pub(crate) fn told(
    quantity: Quantity,
    value: &str,
    tokens: &[Token],
    today: Option<Day>,
) -> Option<AmountMeaning> {
    let words = Words::new(value, tokens);
    let found = match quantity {
        Quantity::Pay(_) => pay::pay(&words, 0, true),
        Quantity::Posted => dates::told_posted(&words, today?),
        Quantity::Start => dates::told_start(&words, today?),
        Quantity::Months => lengths::told_months(&words),
        Quantity::Hours => lengths::hours(&words, 0, (true, false)),
        Quantity::Experience => lengths::told_experience(&words),
    };
    found.filter(|(end, ..)| *end >= words.len()).map(|(_, meaning, _)| meaning)
}

/// Reads a distance, and the rest of the text without it: `Lyon+30km`.
pub(crate) fn radius_in(text: &str, tokens: &[Token]) -> Option<(f32, String)> {
    let words = Words::new(text, tokens);
    let found = (0..words.len()).find_map(|at| Some((at, lengths::radius(&words, at)?)));
    let (at, (end, AmountMeaning::Radius(km), _)) = found? else { return None };
    let range = words.range(at..end);
    let (start, stop) = (tokens[range.start].span.start, tokens[range.end - 1].span.end);
    let rest = format!("{} {}", &text[..start], &text[stop..]);
    Some((km, rest.trim_matches(|c: char| c.is_whitespace() || c == '+').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use jobsearch_analysis::Analyzer;

    const TODAY: Option<Day> = Some(Day(20_779));

    fn check(queries: &str, expected: Expect) {
        let context = Context { today: TODAY, contract_ends: true, part_time: false };
        let one = |query: &str| {
            let tokens = Analyzer::new().tokens(query);
            let mut found = amounts(query, &tokens, context);
            // The longest at each place, as a rule, is what is meant.
            found.sort_by_key(|amount| (amount.tokens.start, usize::MAX - amount.tokens.end));
            let mut end = 0;
            found.retain(|amount| {
                amount.tokens.start >= end && {
                    end = amount.tokens.end;
                    true
                }
            });
            let said = found.iter().map(|amount| {
                let (first, last) = (&tokens[amount.tokens.start], &tokens[amount.tokens.end - 1]);
                format!("[{}] {}", &query[first.span.start..last.span.end], label(&amount.meaning))
            });
            format!("{query}: {}", said.collect::<Vec<_>>().join(", "))
        };
        expected.assert_eq(&queries.split(" | ").map(one).collect::<Vec<_>>().join("\n"));
    }

    fn check_told(quantity: Quantity, values: &str, expected: Expect) {
        let one = |value: &str| {
            let meaning = told(quantity, value, &Analyzer::new().tokens(value), TODAY);
            format!("{value}: {}", meaning.map_or("-".to_owned(), |meaning| label(&meaning)))
        };
        expected.assert_eq(&values.split(" | ").map(one).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn pay_in_every_spelling() {
        check(
            "500€/jour | TJM 500 | 550 TJM | 45k€ | >45k | 40-50k€ | entre 40 et 50k€ | \
             40 à 45 k€ brut annuel | 45 000 € par an | 2 500€ net par mois | 15€/h | \
             £400 per day | $60/hour | salaire 2500 | salary > 60k | moins de 30k€ | \
             45k€ minimum | 45k+ | max 500 euros par jour | 95k CHF | 2000€ brut/mois | budget 3 | \
             75 | serveur 2 étoiles | 1€ | 12 000 dh par mois | 15000 MAD | 6500 chf | 100k CHF | 15000 € | 15 euros de l'heure | 1800 net | 2100 brut par mois | 35 net",
            expect![[r#"
                500€/jour: [500€/jour] pay ≥ 109k€ a year
                TJM 500: [TJM 500] pay ≥ 109k a year
                550 TJM: [550 TJM] pay ≥ 119.9k a year
                45k€: [45k] pay ≥ 45k€ a year
                >45k: [45k] pay ≥ 45k a year
                40-50k€: [40-50k] pay 40k€–50k€ a year
                entre 40 et 50k€: [entre 40 et 50k] pay 40k€–50k€ a year
                40 à 45 k€ brut annuel: [40 à 45 k€ brut annuel] pay 40k€–45k€ a year
                45 000 € par an: [45 000 € par an] pay ≥ 45k€ a year
                2 500€ net par mois: [2 500€ net par mois] pay ≥ 38.5k€ a year
                15€/h: [15€/h] pay ≥ 27.3k€ a year
                £400 per day: [400 per day] pay ≥ £87.2k a year
                $60/hour: [60/hour] pay ≥ $124.8k a year
                salaire 2500: [salaire 2500] pay ≥ 30k a year
                salary > 60k: [salary > 60k] pay ≥ 60k a year
                moins de 30k€: [moins de 30k] pay ≤ 30k€ a year
                45k€ minimum: [45k€ minimum] pay ≥ 45k€ a year
                45k+: [45k] pay ≥ 45k a year
                max 500 euros par jour: [max 500 euros par jour] pay ≤ 109k€ a year
                95k CHF: [95k CHF] pay ≥ 95k CHF a year
                2000€ brut/mois: [2000€ brut/mois] pay ≥ 24k€ a year
                budget 3: 
                75: 
                serveur 2 étoiles: 
                1€: 
                12 000 dh par mois: [12 000 dh par mois] pay ≥ 144k MAD a year
                15000 MAD: [15000 MAD] pay ≥ 180k MAD a year
                6500 chf: [6500 chf] pay ≥ 78k CHF a year
                100k CHF: [100k CHF] pay ≥ 100k CHF a year
                15000 €: [15000] pay ≥ 15k€ a year
                15 euros de l'heure: [15 euros de l'heure] pay ≥ 27.3k€ a year
                1800 net: [1800 net] pay ≥ 27.7k a year
                2100 brut par mois: [2100 brut par mois] pay ≥ 25.2k a year
                35 net: "#]],
        );
        check_told(
            Quantity::Pay(None),
            ">45k | <40k | 40-50k | 45000 | 500/jour | 2500€/mois | abc | >=45k£ | 45k lots",
            expect![[r#"
                >45k: pay ≥ 45k a year
                <40k: pay ≤ 40k a year
                40-50k: pay 40k–50k a year
                45000: pay ≥ 45k a year
                500/jour: pay ≥ 109k a year
                2500€/mois: pay ≥ 30k€ a year
                abc: -
                >=45k£: pay ≥ £45k a year
                45k lots: -"#]],
        );
    }

    #[test]
    fn days_since_the_posting() {
        check(
            "cette semaine | this week | ce mois-ci | aujourd'hui | posted today | hier | \
             last 7 days | 7 derniers jours | les 3 dernières semaines | past month | \
             semaine dernière | depuis janvier | since March | depuis le 1er mars 2026 | \
             depuis 3 jours | publié depuis une semaine | moins de 7 jours | \
             publiées il y a moins de 2 semaines | last 24 hours | since 2026-03-01 | \
             derniers jours",
            expect![[r#"
                cette semaine: [cette semaine] posted since 2026-11-16
                this week: [this week] posted since 2026-11-16
                ce mois-ci: [ce mois-ci] posted since 2026-11-01
                aujourd'hui: [aujourd'hui] posted since 2026-11-22
                posted today: [posted today] posted since 2026-11-22
                hier: [hier] posted since 2026-11-21
                last 7 days: [last 7 days] posted since 2026-11-15
                7 derniers jours: [7 derniers jours] posted since 2026-11-15
                les 3 dernières semaines: [les 3 dernières semaines] posted since 2026-11-01
                past month: [past month] posted since 2026-10-23
                semaine dernière: [semaine dernière] posted since 2026-11-15
                depuis janvier: [depuis janvier] posted since 2026-01-01
                since March: [since March] posted since 2026-03-01
                depuis le 1er mars 2026: [depuis le 1er mars 2026] posted since 2026-03-01
                depuis 3 jours: [depuis 3 jours] posted since 2026-11-19
                publié depuis une semaine: [publié depuis une semaine] posted since 2026-11-15
                moins de 7 jours: [moins de 7 jours] posted since 2026-11-15
                publiées il y a moins de 2 semaines: [publiées il y a moins de 2 semaines] posted since 2026-11-08
                last 24 hours: [last 24 hours] posted since 2026-11-21
                since 2026-03-01: [since 2026-03-01] posted since 2026-03-01
                derniers jours: "#]],
        );
        check_told(
            Quantity::Posted,
            "<30d | <7j | 7j | >30d | <2w | >2026-03-01 | <2026-03-01 | 2026-03 | 01/03/2026 | \
             mars | today | cette semaine | 2026-01-01..2026-02-01 | abc | 7",
            expect![[r#"
                <30d: posted since 2026-10-23
                <7j: posted since 2026-11-15
                7j: posted since 2026-11-15
                >30d: posted until 2026-10-23
                <2w: posted since 2026-11-08
                >2026-03-01: posted since 2026-03-01
                <2026-03-01: posted until 2026-02-28
                2026-03: posted 2026-03-01 to 2026-03-31
                01/03/2026: posted 2026-03-01
                mars: posted 2026-03-01 to 2026-03-31
                today: posted since 2026-11-22
                cette semaine: posted since 2026-11-16
                2026-01-01..2026-02-01: posted 2026-01-01 to 2026-02-01
                abc: -
                7: -"#]],
        );
    }

    #[test]
    fn days_of_a_start() {
        check(
            "janvier | novembre | septembre 2027 | à partir de mars | dès février | \
             starting in May | may | march | mars | from 1st March | début janvier | \
             janvier à juin | le 15 mars 2027 | mid-January | rentrée septembre | juillet août | \
             juillet/août 2027 | décembre et janvier | rentrée | rentrée scolaire 2027 | été 2027 | winter 2026 | \
             summer | janvier mars",
            expect![[r#"
                janvier: [janvier] start January 2027
                novembre: [novembre] start November 2026
                septembre 2027: [septembre 2027] start September 2027
                à partir de mars: [à partir de mars] start from March 2027
                dès février: [dès février] start from February 2027
                starting in May: [starting in May] start May 2027
                may: 
                march: 
                mars: 
                from 1st March: [from 1st March] start from March 2027
                début janvier: [début janvier] start January 2027
                janvier à juin: [janvier à juin] start January 2027 to June 2027
                le 15 mars 2027: [le 15 mars 2027] start March 2027
                mid-January: [mid-January] start January 2027
                rentrée septembre: [rentrée septembre] start September 2027
                juillet août: [juillet août] start July 2027 to August 2027
                juillet/août 2027: [juillet/août 2027] start July 2027 to August 2027
                décembre et janvier: [décembre et janvier] start December 2026 to January 2027
                rentrée: [rentrée] start September 2027
                rentrée scolaire 2027: [rentrée scolaire 2027] start September 2027
                été 2027: [été 2027] start June 2027 to August 2027
                winter 2026: [winter 2026] start December 2026 to February 2027
                summer: 
                janvier mars: [janvier] start January 2027"#]],
        );
        check_told(
            Quantity::Start,
            "janvier | 2027-01 | >2027-01 | mars 2027 | <2027-06-01 | 01/09/2027 | asap",
            expect![[r#"
                janvier: start January 2027
                2027-01: start January 2027
                >2027-01: start from January 2027
                mars 2027: start March 2027
                <2027-06-01: start until May 2027
                01/09/2027: start September 2027
                asap: -"#]],
        );
    }

    #[test]
    fn lengths_of_contracts_and_weeks() {
        check(
            "6 mois | 4 à 6 mois | 4-6 mois | 18-month | 12 months | 2 ans | un an | six mois | \
             6 mois minimum | moins de 3 mois | 8 semaines | durée 6 mois | 35h | 24h/semaine | \
             24h | 28h | 16 hours | 12h | 37.5 hours per week | 39 heures | 24h/24 | 20 à 28h par semaine | \
             moins de 30h | après 18h | 20h-28h",
            expect![[r#"
                6 mois: [6 mois] duration 6 months
                4 à 6 mois: [4 à 6 mois] duration 4–6 months
                4-6 mois: [4-6 mois] duration 4–6 months
                18-month: [18-month] duration 18 months
                12 months: [12 months] duration 12 months
                2 ans: [2 ans] duration 24 months
                un an: [un an] duration 12 months
                six mois: [six mois] duration 6 months
                6 mois minimum: [6 mois minimum] duration ≥ 6 months
                moins de 3 mois: [moins de 3 mois] duration ≤ 3 months
                8 semaines: [8 semaines] duration 1.8 months
                durée 6 mois: [durée 6 mois] duration 6 months
                35h: [35h] hours 35 a week
                24h/semaine: [24h/semaine] hours 24 a week
                24h: 
                28h: [28h] hours 28 a week
                16 hours: [16 hours] hours 16 a week
                12h: 
                37.5 hours per week: [37.5 hours per week] hours 37.5 a week
                39 heures: [39 heures] hours 39 a week
                24h/24: 
                20 à 28h par semaine: [20 à 28h par semaine] hours 20–28 a week
                moins de 30h: [moins de 30h] hours ≤ 30 a week
                après 18h: 
                20h-28h: [20h-28h] hours 20–28 a week"#]],
        );
        check_told(
            Quantity::Months,
            "6 | 6 mois | >6 | 4-6 mois | 1 an | <3m | abc",
            expect![[r#"
                6: duration 6 months
                6 mois: duration 6 months
                >6: duration ≥ 6 months
                4-6 mois: duration 4–6 months
                1 an: duration 12 months
                <3m: duration ≤ 3 months
                abc: -"#]],
        );
        check_told(
            Quantity::Hours,
            "35 | 35h | <30h | 24-28h | abc",
            expect![[r#"
                35: hours 35 a week
                35h: hours 35 a week
                <30h: hours ≤ 30 a week
                24-28h: hours 24–28 a week
                abc: -"#]],
        );
    }

    #[test]
    fn lengths_of_careers() {
        check(
            "sans expérience | débutant | débutante acceptée | jeune diplômée | 1er emploi | entry-level | \
             no experience required | 5 ans d'expérience | 2+ years | 3 ans d'expérience minimum | \
             expérience 2 ans | at least 3 years of experience | 2-5 years experience | \
             6 mois d'expérience | experience manager",
            expect![[r#"
                sans expérience: [sans expérience] for beginners
                débutant: [débutant] for beginners
                débutante acceptée: [débutante acceptée] for beginners
                jeune diplômée: [jeune diplômée] for beginners
                1er emploi: [1er emploi] for beginners
                entry-level: [entry-level] for beginners
                no experience required: [no experience required] for beginners
                5 ans d'expérience: [5 ans d'expérience] experience ≤ 5 years
                2+ years: [2+ years] duration ≥ 24 months
                3 ans d'expérience minimum: [3 ans d'expérience minimum] experience ≥ 3 years
                expérience 2 ans: [expérience 2 ans] experience ≤ 2 years
                at least 3 years of experience: [at least 3 years of experience] experience ≥ 3 years
                2-5 years experience: [2-5 years experience] experience 2–5 years
                6 mois d'expérience: [6 mois d'expérience] for beginners
                experience manager: "#]],
        );
        check_told(
            Quantity::Experience,
            "5 | <2 | >3 ans | 0 | débutant | 2-5 | aucune | abc",
            expect![[r#"
                5: experience ≤ 5 years
                <2: experience ≤ 2 years
                >3 ans: experience ≥ 3 years
                0: for beginners
                débutant: for beginners
                2-5: experience 2–5 years
                aucune: for beginners
                abc: -"#]],
        );
    }

    #[test]
    fn distances() {
        check(
            "à 20 km de Lyon | within 30 km of Bristol | 30km autour de Nantes | Lyon + 30 km | \
             10 miles from Leeds | dans un rayon de 15 km autour de Lille | \
             à moins de 5 km de Metz | permis B 20",
            expect![[r#"
                à 20 km de Lyon: [à 20 km de] within 20 km
                within 30 km of Bristol: [within 30 km of] within 30 km
                30km autour de Nantes: [30km autour de] within 30 km
                Lyon + 30 km: [30 km] within 30 km
                10 miles from Leeds: [10 miles from] within 16.1 km
                dans un rayon de 15 km autour de Lille: [dans un rayon de 15 km autour de] within 15 km
                à moins de 5 km de Metz: [à moins de 5 km de] within 5 km
                permis B 20: "#]],
        );
        let split = |text: &str| radius_in(text, &Analyzer::new().tokens(text));
        assert_eq!(split("Lyon+30km"), Some((30.0, "Lyon".to_owned())));
        assert_eq!(split("30 km autour de La Rochelle"), Some((30.0, "La Rochelle".to_owned())));
        assert_eq!(split("La Rochelle"), None);
    }

    #[test]
    fn without_a_day_dates_are_words() {
        let tokens = Analyzer::new().tokens("cette semaine janvier");
        assert_eq!(amounts("cette semaine janvier", &tokens, Context::default()), []);
        assert_eq!(told(Quantity::Posted, "7j", &Analyzer::new().tokens("7j"), None), None);
    }
}
