//! The hours worked a week.

use super::marks::Reader;
use super::{Analysed, Part, given};
use jobsearch_analysis::Token;
use jobsearch_posting::Fact;
use std::ops::Range;

/// How many words may stand between the hours and the week.
const NEAR: usize = 3;

/// Reads them from the field of the working time, else from the title, else from the text.
pub(super) fn weekly_hours(analysed: &Analysed<'_>) -> Option<Fact<f32>> {
    let own = analysed.raw.working_time.iter().find_map(|raw| {
        let tokens = super::first_spellings(raw);
        let (hours, _) = (0..tokens.len()).find_map(|at| hours_at(&tokens, at))?;
        Some(given(hours, "working_time", raw))
    });
    own.or_else(|| std::iter::once(&analysed.title).chain(&analysed.sections).find_map(in_text))
}

fn in_text(part: &Part<'_>) -> Option<Fact<f32>> {
    let (hours, tokens) = part.marks.of_reader(Reader::Hours).find_map(|at| hours_at(&part.tokens, at))?;
    Some(part.fact(hours, part.span(tokens)))
}

/// The hours named at a token: `24h/semaine`, `37.5 hours per week`, `37h30 hebdomadaires`; without a week only what is a
/// usual French one (`35h`).
fn hours_at(tokens: &[Token], at: usize) -> Option<(f32, Range<usize>)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let written = word(at);
    if !written.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (figure, rest) =
        written.split_at(written.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(written.len()));
    let (unit, end) = if rest.is_empty() { (word(at + 1), at + 2) } else { (rest, at + 1) };
    let minutes = unit.strip_prefix('h').and_then(|minutes| minutes.parse::<f32>().ok());
    let is_french = minutes.is_some() || matches!(unit, "h" | "heure" | "heures");
    if !is_french && !matches!(unit, "hours" | "hour" | "hrs" | "hr") {
        return None;
    }
    let hours = figure.parse::<f32>().ok()? + minutes.unwrap_or(0.0) / 60.0;
    let is_week = |word: &str| {
        let is_weekend = word.ends_with("end");
        ["semaine", "hebdo", "week"].iter().any(|week| word.starts_with(week)) && !is_weekend
            || matches!(word, "sem" | "pw")
    };
    // In `6h30 à 14h30, 35h / semaine` the first two are times of a day.
    let is_time = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('h');
    let is_other = |word: &str| {
        word.starts_with("suppl") || matches!(word, "day" | "jour" | "mois" | "month" | "overtime")
    };
    let near = (end..end + NEAR).take_while(|at| !is_other(word(*at)) && !is_time(word(*at)));
    let behind = near.map(|at| is_week(word(at)) && word(at + 1) != "end").position(|is_week| is_week);
    let usual = is_french
        && (35.0..=39.0).contains(&hours)
        && !matches!(word(end), "de" | "d")
        && !is_other(word(end));
    let plausible = (6.0..=60.0).contains(&hours) && (behind.is_some() || usual);
    plausible.then(|| (hours, at..(end + behind.map_or(0, |week| week + 1)).min(tokens.len())))
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| {
            let found = posting.facts.weekly_hours;
            format!("{:?}", found.map(|fact| (fact.value, fact.raw)))
        };
        check_texts(texts, &titled("Poste"), told, expected);
    }

    #[test]
    fn hours_of_a_week_are_told_from_other_hours() {
        check(
            &[
                "Contrat de 24h/semaine, en journée.",
                "37.5 hours per week, Monday to Friday",
                "Temps plein 37h30 hebdomadaires",
                "CDI 35h",
                "Durée : 35 heures, horaires normaux",
                "Part time: 22,5 hrs a week",
                "The service is open 24 hours a day, 7 days a week.",
                "4 heures supplémentaires par semaine",
                "35 heures de formation",
                "Horaires : 6h30 à 14h30. Travail un week-end sur deux.",
                "Vous travaillez de 05h00 à 12h30 / 35h / semaine",
                "Prise de poste à 8h30",
                "72 hours per pay period",
            ],
            expect![[r#"
                Contrat de 24h/semaine, en journée.: Some((24.0, "24h/semaine"))
                37.5 hours per week, Monday to Friday: Some((37.5, "37.5 hours per week"))
                Temps plein 37h30 hebdomadaires: Some((37.5, "37h30 hebdomadaires"))
                CDI 35h: Some((35.0, "35h"))
                Durée : 35 heures, horaires normaux: Some((35.0, "35 heures"))
                Part time: 22,5 hrs a week: Some((22.5, "22,5 hrs a week"))
                The service is open 24 hours a day, 7 days a week.: None
                4 heures supplémentaires par semaine: None
                35 heures de formation: None
                Horaires : 6h30 à 14h30. Travail un week-end sur deux.: None
                Vous travaillez de 05h00 à 12h30 / 35h / semaine: Some((35.0, "35h / semaine"))
                Prise de poste à 8h30: None
                72 hours per pay period: None"#]],
        );
    }

    #[test]
    fn the_field_of_the_working_time_goes_before_the_text() {
        let raw = RawPosting {
            title: Some("Poste".into()),
            description: Some("Nous sommes ouverts 39h par semaine.".into()),
            working_time: vec!["28H/semaine Travail en journée".into()],
            ..RawPosting::default()
        };
        let hours = prepare(&raw, &Options::default()).facts.weekly_hours;
        assert_eq!(hours.map(|fact| fact.value), Some(28.0));
    }
}
