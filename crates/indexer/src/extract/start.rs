//! The day on which the job starts.

use super::marks::Reader;
use super::{Analysed, Part};
use jobsearch_posting::{Day, Fact};
use jobsearch_vocabulary::calendar::month;

/// How many words may stand between what speaks of a start and its date.
const NEAR: usize = 7;
/// The same behind words that speak of any beginning (`à partir de`).
const VERY_NEAR: usize = 3;
/// A job starts no earlier than so many days before it was posted, and no later than so many after.
const BEFORE: i32 = 90;
const AFTER: i32 = 500;

/// The words that may speak of a start.
pub(super) const WORDS: [&str; 12] = [
    "commencement",
    "commencing",
    "compter",
    "debut",
    "demarrage",
    "des",
    "partir",
    "pourvoir",
    "prise",
    "start",
    "starting",
    "starts",
];

/// Reads it from the text: `prise de poste : janvier 2026`, `Start date: 05/01/2026`, `à partir du 1er mars`.
pub(super) fn start(analysed: &Analysed<'_>) -> Option<Fact<Day>> {
    let posted = analysed.posting.posted;
    std::iter::once(&analysed.title).chain(&analysed.sections).find_map(|part| in_text(part, posted))
}

fn in_text(part: &Part<'_>, posted: Option<Day>) -> Option<Fact<Day>> {
    part.marks.of_reader(Reader::Start).find_map(|at| {
        let near = speaks_of_start(part, at)?;
        // Few words are dates: what stands before one is looked at last.
        let dated = |date: usize| Some((date, day_at(part, date, posted)?));
        let (date, (day, end)) = (at + 1..=at + near).find_map(dated)?;
        let is_its = part.in_one_sentence(at, date) && !(at + 1..=date).any(|near| ends(part.word(near)));
        let plausible = posted.is_none_or(|posted| (-BEFORE..=AFTER).contains(&(day.0 - posted.0)));
        (is_its && plausible).then(|| part.fact(day, part.span(at..end.min(part.tokens.len()))))
    })
}

/// How far behind a word that speaks of a start its date may stand.
fn speaks_of_start(part: &Part<'_>, at: usize) -> Option<usize> {
    let next = |words: usize| part.word(at + words);
    match part.word(at) {
        // `interviews will be held in the week commencing 30th November`
        "commencing" if at > 0 && part.word(at - 1) == "week" => None,
        "demarrage" | "pourvoir" | "starting" | "start" | "starts" | "commencing" | "commencement" => {
            Some(NEAR)
        }
        "debut" if !next(1).starts_with("de") || matches!(next(2), "contrat" | "stage" | "mission") => {
            Some(NEAR)
        }
        "prise" if matches!(next(2), "poste" | "fonction" | "fonctions") => Some(NEAR),
        "partir" | "compter" | "des" => Some(VERY_NEAR),
        _ => None,
    }
}

/// Words behind which another date comes.
fn ends(word: &str) -> bool {
    matches!(
        word,
        "jusqu"
            | "jusqua"
            | "until"
            | "closing"
            | "limite"
            | "cloture"
            | "candidature"
            | "candidatures"
            | "publication"
            | "published"
            | "posted"
            | "au"
            | "to"
    )
}

/// The date at a token, and where it ends; without a day, the first of the month; without a year, the first such month
/// after the posting.
fn day_at(part: &Part<'_>, at: usize, posted: Option<Day>) -> Option<(Day, usize)> {
    let number = |at: usize| part.word(at).parse::<u32>().ok();
    let year = |at: usize| number(at).filter(|year| (2000..2100).contains(year)).map(|year| year as i32);
    if let Some(named) = month(part.word(at)) {
        // `February 4, 2026`; elsewhere the day stands before the month.
        let behind = day_of_month(part.word(at + 1)).filter(|_| year(at + 2).is_some());
        let before = at.checked_sub(1).and_then(|at| day_of_month(part.word(at)));
        let (end, day) = (at + 1 + usize::from(behind.is_some()), behind.or(before).unwrap_or(1));
        // `octobre ou novembre 2026`
        let later =
            matches!(part.word(end), "ou" | "or" | "et" | "and" | "a") && month(part.word(end + 1)).is_some();
        let end = end + if later { 2 } else { 0 };
        return match year(end) {
            Some(year) => Some((Day::from_ymd(year, named, day)?, end + 1)),
            // `may` and `mar` are other words too.
            None if part.word(at).len() > 3 || part.word(at) == "mai" => {
                Some((next((named, day), posted?)?, end))
            }
            None => None,
        };
    }
    let (first, second) = (number(at)?, number(at + 1)?);
    let day = match year(at + 2) {
        Some(year) => Day::from_ymd(year, second, first),
        None => Day::from_ymd(year(at)?, second, number(at + 2)?),
    };
    Some((day?, at + 3))
}

/// `25`, `1er`, `4th`.
fn day_of_month(word: &str) -> Option<u32> {
    let figures =
        ["er", "st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    figures.parse().ok().filter(|day| (1..=31).contains(day))
}

fn next((month, day): (u32, u32), posted: Day) -> Option<Day> {
    let (year, now, _) = posted.ymd();
    Day::from_ymd(year + i32::from(month < now), month, day)
}

#[cfg(test)]
mod tests {
    use crate::RawPosting;
    use crate::extract::tests::{check_texts, titled};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| {
            let found = posting.facts.start;
            format!("{:?}", found.map(|fact| (fact.value.to_string(), fact.raw)))
        };
        check_texts(
            texts,
            &RawPosting { posted: Some("2025-10-15".into()), ..titled("Poste") },
            told,
            expected,
        );
    }

    #[test]
    fn starts_are_told_from_other_days() {
        check(
            &[
                "Date de prise de poste : janvier 2026",
                "Date de début prévue : 05/01/2026",
                "Début du stage : février",
                "Stage de 6 mois à partir de mars 2026.",
                "Poste à pourvoir le 1er décembre",
                "Poste à pourvoir dès que possible",
                "Prise de poste le lundi 24 novembre 2025",
                "Poste à pourvoir dès le 3 mars",
                "Start date: 4th February 2026",
                "Starting February 9, 2026 in our office",
                "Start Date: End of February / Beginning of March 2026.",
                "The desired start date would be Monday 18th January 2026.",
                "Disponible dès septembre",
                "A start-up founded in May 2012",
                "Candidatures à partir du site, jusqu'au 3 mars 2026",
                "You may start in a team of five",
                "Startup créée au début de mars 2014",
                "Interviews will be held in the week commencing 23 November 2025",
                "Démarrage : janvier ou février 2026",
                "Date de début : au plus vite. Date de publication 14/04/2026",
            ],
            expect![[r#"
                Date de prise de poste : janvier 2026: Some(("2026-01-01", "prise de poste : janvier 2026"))
                Date de début prévue : 05/01/2026: Some(("2026-01-05", "début prévue : 05/01/2026"))
                Début du stage : février: Some(("2026-02-01", "Début du stage : février"))
                Stage de 6 mois à partir de mars 2026.: Some(("2026-03-01", "partir de mars 2026"))
                Poste à pourvoir le 1er décembre: Some(("2025-12-01", "pourvoir le 1er décembre"))
                Poste à pourvoir dès que possible: None
                Prise de poste le lundi 24 novembre 2025: Some(("2025-11-24", "Prise de poste le lundi 24 novembre 2025"))
                Poste à pourvoir dès le 3 mars: Some(("2026-03-03", "pourvoir dès le 3 mars"))
                Start date: 4th February 2026: Some(("2026-02-04", "Start date: 4th February 2026"))
                Starting February 9, 2026 in our office: Some(("2026-02-09", "Starting February 9, 2026"))
                Start Date: End of February / Beginning of March 2026.: Some(("2026-02-01", "Start Date: End of February"))
                The desired start date would be Monday 18th January 2026.: Some(("2026-01-18", "start date would be Monday 18th January 2026"))
                Disponible dès septembre: Some(("2026-09-01", "dès septembre"))
                A start-up founded in May 2012: None
                Candidatures à partir du site, jusqu'au 3 mars 2026: None
                You may start in a team of five: None
                Startup créée au début de mars 2014: None
                Interviews will be held in the week commencing 23 November 2025: None
                Démarrage : janvier ou février 2026: Some(("2026-01-01", "Démarrage : janvier ou février 2026"))
                Date de début : au plus vite. Date de publication 14/04/2026: None"#]],
        );
    }
}
