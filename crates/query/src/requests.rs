//! Words that ask for offers and say nothing of them, `offre d'emploi`, `jobs`, `je cherche`, `réf. 2024-118`, and hours of the
//! day, by which no offer is told from another: `après 18h`, `8h-12h`.

use crate::amounts::{BEFORE_HOURS, FEWEST_HOURS};
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_vocabulary::Mention;
use std::ops::Range;

/// A phrase a line, in folded words.
const PHRASES: &str = include_str!("tables/requests.txt");

/// The stretches that may only ask: of `cherche un travail de nuit` the first word does.
pub(crate) fn requests(tokens: &[Token], mentions: &[Mention]) -> Vec<Range<usize>> {
    let beginning = |start: &usize| {
        // `chef de poste` asks for no post, nor does `La Poste`.
        *start == 0 || !matches!(tokens[start - 1].word.as_str(), "de" | "du" | "la")
    };
    let asking = |start: usize| {
        let ends = PHRASES.lines().filter_map(|phrase| end_of(phrase, tokens, start));
        let opening = opens(tokens, mentions).filter(|_| start == 0);
        let others = [opening, end_of_reference(tokens, start), end_of_hours(tokens, start)];
        ends.chain(others.into_iter().flatten()).map(move |end| start..end).collect::<Vec<_>>()
    };
    (0..tokens.len()).filter(beginning).flat_map(asking).collect()
}

/// Where a query that begins with a word for work itself comes to what is wanted: `travail Lyon`, `recherche alternance`.
fn opens(tokens: &[Token], mentions: &[Mention]) -> Option<usize> {
    let next = (1..tokens.len()).find(|at| !is_stop_word(&tokens[*at].word));
    let names = |at: usize| mentions.iter().any(|mention| mention.tokens.start == at);
    match tokens.first()?.word.as_str() {
        "travail" => Some(1),
        // `recherche médicale` is about research.
        "recherche" => next.filter(|next| names(*next)).map(|_| 1),
        _ => None,
    }
}

/// Where the number of an offer ends that begins at a token: `réf. 2024-118`.
fn end_of_reference(tokens: &[Token], start: usize) -> Option<usize> {
    let has_figures = |token: &Token| token.word.contains(|c: char| c.is_ascii_digit());
    let numbers = tokens[start + 1..].iter().take_while(|token| has_figures(token)).count();
    let is_reference = numbers > 0 && matches!(tokens[start].word.as_str(), "ref" | "reference");
    is_reference.then_some(start + 1 + numbers)
}

/// Where hours of the day end that begin at a token: `après 18h`, `de 8h à 12h`, `9am to 5pm`.
fn end_of_hours(tokens: &[Token], start: usize) -> Option<usize> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&&*token.word));
    let hour = |at: usize| tokens.get(at).and_then(|token| hour_of(&token.word));
    let after = start + usize::from(is(start + 1, &["a"]));
    if is(start, BEFORE_HOURS) && hour(after + 1).is_some() {
        return Some(after + 2);
    }
    let first = start + usize::from(is(start, &["de", "entre", "from", "between"]));
    let second = first + 1 + usize::from(is(first + 1, &["a", "et", "to", "and"]));
    let is_of_day = |hour: f64| hour < FEWEST_HOURS;
    let (from, to) = (hour(first)?, hour(second)?);
    (is_of_day(from) || is_of_day(to)).then_some(second + 1)
}

/// The hour that a word tells: `18h`, `8h30`, `9am`.
fn hour_of(word: &str) -> Option<f64> {
    let (figures, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    let is_hour = match unit.strip_prefix('h') {
        Some(minutes) => minutes.is_empty() || minutes.len() == 2 && minutes.parse::<u32>().is_ok(),
        None => matches!(unit, "am" | "pm"),
    };
    figures.parse().ok().filter(|hour| is_hour && *hour <= 24.0)
}

/// Where a phrase that begins at a token ends.
fn end_of(phrase: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let mut at = start;
    for word in phrase.split(' ') {
        let token = tokens.get(at)?;
        if token.alias || token.word != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;
    use jobsearch_vocabulary::Vocabulary;

    fn check(query: &str, expected: &[&str]) {
        let tokens = Analyzer::new().tokens(query);
        let found = requests(&tokens, &Vocabulary::new().recognise(&tokens));
        let found: Vec<&str> = found
            .into_iter()
            .map(|found| &query[tokens[found.start].span.start..tokens[found.end - 1].span.end])
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn ways_to_ask_are_told_from_what_is_asked_for() {
        check("Offres d’emploi infirmier", &["Offres", "Offres d’emploi", "emploi"]);
        check(
            "je recherche un poste de comptable",
            &["je recherche", "je recherche un poste", "recherche un poste", "poste"],
        );
        check("nurse jobs in London", &["jobs"]);
        check("jcherche un taf cariste svp", &["jcherche", "jcherche un taf", "taf", "svp"]);
        check("travail sans diplôme Marseille", &["travail"]);
        check("recherche alternance", &["recherche"]);
        check("soudeur Réf. 2024-118 CDI", &["Réf. 2024-118"]);
        check("référence produit", &[]);
        check("ménage après 18h Lyon", &["après 18h"]);
        check("caissier de 8h à 12h30", &["de 8h à 12h30"]);
        check("cleaner 9am-5pm", &["9am-5pm"]);
        check("secrétaire 20h à 24h", &[]);
        check("infirmier 12h", &[]);
        check("recherche appliquée", &[]);
        check("droit du travail", &[]);
        check("chargé de recherche", &[]);
        check("chef de poste", &[]);
        check("facteur La Poste", &[]);
        check("", &[]);
    }

    #[test]
    fn the_table_is_sorted_and_folded() {
        let phrases: Vec<&str> = PHRASES.lines().collect();
        assert!(phrases.is_sorted() && !phrases.is_empty());
        let folded = |phrase: &&str| phrase.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
        assert!(phrases.iter().all(folded));
    }
}
