//! What the words beside a piece of a query make of it.

use crate::cover::{PLACE, Piece, PieceReading, class, is_content};
use jobsearch_analysis::{Token, is_stop_word};

/// Words that turn what follows into its contrary.
const NEGATIONS: &[&str] =
    &["pas", "sans", "hors", "sauf", "no", "not", "non", "without", "except", "excluding", "aucun"];

/// Those that are part of names as well: `vendeur non alimentaire`, `no code`.
const IN_NAMES: &[&str] = &["no", "non"];

/// Words that say no more than that a place is near: `proche de Lyon`, `secteur Annecy`, `Lyon et alentours`.
const AROUND_PLACES: &[&str] = &[
    "agglo",
    "agglomeration",
    "alentours",
    "around",
    "autour",
    "banlieue",
    "bassin",
    "close",
    "environs",
    "near",
    "pays",
    "peripherie",
    "pres",
    "proche",
    "proximite",
    "region",
    "secteur",
    "vers",
];

/// Facts behind a negation are to be avoided. Of a text behind one nothing is known: that it says a word does not tell
/// that it is about it.
pub(crate) fn negate(pieces: &mut Vec<Piece>, tokens: &[Token]) {
    let mut negations = Vec::new();
    for piece in &mut *pieces {
        let Some(at) = negation_before(tokens, piece.tokens.start) else { continue };
        match piece.reading {
            PieceReading::Fact(_) | PieceReading::Amount(_) => piece.negated = true,
            _ if IN_NAMES.contains(&tokens[at].word.as_str()) => continue,
            _ => {
                piece.reading = PieceReading::Aside;
                piece.tokens.start = at;
            }
        }
        negations.push(at);
    }
    pieces.retain(|piece| !(piece.tokens.len() == 1 && negations.contains(&piece.tokens.start)));
}

/// What only says that a place is near, before it or behind it, is not looked for.
pub(crate) fn set_surroundings_aside(pieces: &mut [Piece], tokens: &[Token]) {
    let is_place =
        |piece: &Piece| matches!(&piece.reading, PieceReading::Fact(facts) if class(&facts[0]) == PLACE);
    let is_beside = |a: &Piece, b: &Piece| !tokens[a.tokens.end..b.tokens.start].iter().any(is_content);
    for at in 0..pieces.len() {
        let before = at
            .checked_sub(1)
            .is_some_and(|near| is_place(&pieces[near]) && is_beside(&pieces[near], &pieces[at]));
        let behind = pieces.get(at + 1).is_some_and(|near| is_place(near) && is_beside(&pieces[at], near));
        let word = tokens[pieces[at].tokens.start].word.as_str();
        let is_word = pieces[at].reading == PieceReading::Word;
        if is_word && (before || behind) && AROUND_PLACES.contains(&word) {
            pieces[at].reading = PieceReading::Aside;
        }
    }
}

/// Tells whether a word turns what follows into its contrary.
pub(crate) fn negates(token: &Token) -> bool {
    NEGATIONS.contains(&token.word.as_str())
}

/// The negating word before a stretch, over at most one linking word (`pas de télétravail`).
fn negation_before(tokens: &[Token], start: usize) -> Option<usize> {
    let near = start.checked_sub(1)?;
    if negates(&tokens[near]) {
        return Some(near);
    }
    let far = near.checked_sub(1)?;
    (is_stop_word(&tokens[near].word) && negates(&tokens[far])).then_some(far)
}
