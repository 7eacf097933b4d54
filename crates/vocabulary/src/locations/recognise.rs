//! Finds places in analysed text.

use super::packed::{STEPS, readings};
use super::place::PlaceId;
use crate::walk::{Labels, find_all};
use jobsearch_analysis::Token;
use std::ops::Range;

/// Finds every place that the tokens name: the tokens, the place and how sure that reading is, from 0 to 1.
///
/// Overlaps are kept, and all namesakes, the likeliest first. A name that is also an ordinary word is less certain,
/// and so is a number that is followed by what it counts.
pub fn recognise(tokens: &[Token]) -> Vec<(Range<usize>, PlaceId, f32)> {
    let mut found = Vec::new();
    for_each(tokens, |range, value| {
        let doubt = doubt(tokens, &range);
        found.extend(
            readings(value).map(|(place, certainty)| (range.clone(), PlaceId(place), certainty * doubt)),
        );
    });
    found
}

/// Calls `sink` with the tokens and the readings of each place name, postcode and department number.
pub(super) fn for_each(tokens: &[Token], sink: impl FnMut(Range<usize>, u64)) {
    // `ST PIERRE D AMILLY`: where the apostrophe is kept, the analysis has cut these off.
    let skips = |word: &str| matches!(word, "d" | "l");
    find_all(Labels::Steps(STEPS), skips, tokens, sink);
}

/// What remains of the certainty: a number is a place only when nothing else explains it.
fn doubt(tokens: &[Token], range: &Range<usize>) -> f32 {
    const COUNTED: f32 = 0.15;
    let first = &tokens[range.start];
    if !first.word.starts_with(|c: char| c.is_ascii_digit()) {
        return 1.0;
    }
    let alone = first.span.len() == first.word.len();
    let counts = tokens.get(range.end).is_some_and(|next| is_unit(&next.word));
    if alone && !counts { 1.0 } else { COUNTED }
}

/// What is counted in postings: money, time, people.
fn is_unit(word: &str) -> bool {
    UNITS.split(' ').any(|unit| unit == word)
}

const UNITS: &str = "% an annee annees annuel annuels ans brut bruts day days dh dhs eur euro euros gbp h heure \
    heures hour hours j jour jours k ke kg km lits mad min minutes mois months net personnes places \
    postes semaines usd weeks year years";

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    /// The likeliest place and its certainty, in tenths, for each range of words.
    fn check(text: &str, expected: &[(&str, &str, u8)]) {
        let tokens = Analyzer::new().tokens(text);
        let mut found: Vec<(&str, &str, u8)> = Vec::new();
        for (range, place, certainty) in recognise(&tokens) {
            let words = &text[tokens[range.start].span.start..tokens[range.end - 1].span.end];
            if certainty >= 0.2 && !found.iter().any(|(known, ..)| *known == words) {
                found.push((words, place.place().name(), (certainty * 10.0) as u8));
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_places_in_queries_and_texts() {
        check("développeur rust Lyon télétravail", &[("Lyon", "Lyon", 9)]);
        check("infirmière de nuit 75 CDD", &[("75", "Paris", 6)]);
        check(
            "poste à Saint Etienne (42000)",
            &[("Saint Etienne", "Saint-Étienne", 9), ("42000", "Saint-Étienne", 9)],
        );
        check("salaire 45000 euros, 35 heures", &[]);
        check("prime de 45k€", &[]);
        check("UK or USA", &[("UK", "Royaume-Uni", 9), ("USA", "États-Unis", 9)]);
        check("Paris 8e", &[("Paris", "Paris", 9), ("Paris 8e", "Paris 8e Arrondissement", 9)]);
        check("a very nice place to work, force de vente, plan de formation", &[("nice", "Nice", 7)]);
    }

    #[test]
    fn namesakes_are_all_told_the_likeliest_first() {
        let tokens = Analyzer::new().tokens("Vienne");
        let names: Vec<_> =
            recognise(&tokens).iter().map(|(_, id, _)| id.place().country().map(|c| c.to_string())).collect();
        assert_eq!(names, ["FR", "AT", "FR"].map(|code| Some(code.to_owned())));
        let certainties: Vec<_> = recognise(&tokens).iter().map(|(.., certainty)| *certainty).collect();
        assert!(certainties.is_sorted_by(|a, b| a >= b));
    }
}
