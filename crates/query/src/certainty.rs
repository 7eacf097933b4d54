//! How sure a reading of some words is beside the words around them.

use crate::cover::{class, is_content};
use crate::weights::Understanding;
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_posting::Precision;
use jobsearch_vocabulary::locations::PlaceId;
use jobsearch_vocabulary::{Meaning, Mention};

/// Words that come before a place.
const BEFORE_PLACES: &[&str] = &[
    "a", "au", "aux", "autour", "pres", "vers", "sur", "in", "at", "near", "around", "dans", "en", "within",
];
/// Below this certainty the name of a place is an ordinary word too: nice, tours, die.
pub(crate) const ORDINARY: f32 = 0.8;

/// What the words around a mention make of its certainty.
pub(crate) fn certainty(
    tokens: &[Token],
    mention: &Mention,
    all: &[Mention],
    weights: &Understanding,
) -> f32 {
    let beside_text = if is_beside_text(tokens, mention) { weights.beside_text } else { 0.0 };
    match mention.meaning {
        Meaning::Concept(_) => {
            // What several concepts are called is as surely a name: `veilleur de nuit`.
            let same = all.iter().filter(|other| other.tokens == mention.tokens && class(other) == 0);
            weights.concept * same.map(|other| other.certainty).sum::<f32>().clamp(0.5, 1.0)
        }
        Meaning::Place(place) => certainty_of_place(tokens, (mention, place), all, weights),
        Meaning::Contract(_) | Meaning::WorkingTime(_) | Meaning::Remote(_) => {
            (mention.certainty + beside_text).min(1.0)
        }
    }
}

/// How sure a place is.
fn certainty_of_place(
    tokens: &[Token],
    (mention, place): (&Mention, PlaceId),
    all: &[Mention],
    weights: &Understanding,
) -> f32 {
    let before = mention.tokens.start.checked_sub(1).map(|at| tokens[at].word.as_str());
    // One is in a region or a country with `en`; in wood with it too.
    let is_wide = place.place().precision() != Precision::Commune;
    let leads_to = |word: &str| BEFORE_PLACES.contains(&word) && (word != "en" || is_wide);
    let before_place = before.is_some_and(leads_to);
    // The trades `de la défense` are elsewhere than at La Défense.
    let is_thing = before == Some("de") && is_stop_word(&tokens[mention.tokens.start].word);
    let mut certainty = mention.certainty;
    if is_beside_text(tokens, mention) {
        certainty += weights.beside_text;
    } else if all.iter().any(|rival| rival.tokens == mention.tokens && class(rival) == 0) {
        // `maçon` alone is a job before it is Mâcon.
        certainty *= weights.beside_concept;
    }
    let is_word = || is_thing || !before_place && is_among_plain_words(tokens, mention, all);
    if mention.certainty < ORDINARY && is_word() {
        certainty = certainty.min(weights.plain_word * 0.9);
    }
    if before_place {
        // `sur bois` is no village.
        certainty += weights.after_preposition * (2.0 * mention.certainty).min(1.0);
    }
    certainty.min(1.0)
}

/// Tells whether there are other words than those of a mention.
fn is_beside_text(tokens: &[Token], mention: &Mention) -> bool {
    tokens.iter().enumerate().any(|(at, token)| !mention.tokens.contains(&at) && is_content(token))
}

/// Tells whether plain words alone come before a mention, and one right behind: `nice working environment`.
fn is_among_plain_words(tokens: &[Token], mention: &Mention, all: &[Mention]) -> bool {
    let is_named = |at: usize| all.iter().any(|other| other.tokens.contains(&at));
    let content = |at: &usize| is_content(&tokens[*at]);
    let next = (mention.tokens.end..tokens.len()).find(content);
    let mut before = (0..mention.tokens.start).filter(content);
    next.is_some_and(|next| !is_named(next)) && !before.any(is_named)
}
