//! What the words beside a piece of a query make of it.

use crate::cover::{PLACE, Piece, PieceReading, class, is_content};
use jobsearch_analysis::{Token, is_stop_word};

/// Words that turn what follows into its contrary.
const NEGATIONS: &[&str] = &[
    "aucun",
    "except",
    "excluding",
    "hors",
    "neither",
    "ni",
    "no",
    "non",
    "nor",
    "not",
    "pas",
    "sans",
    "sauf",
    "without",
];

/// Those that are part of names as well: `vendeur non alimentaire`, `no code`.
const IN_NAMES: &[&str] = &["no", "non"];

/// Words that offer a choice.
const CHOICES: &[&str] = &["or", "ou", "soit"];

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
    for number in 0..pieces.len() {
        let before = number.checked_sub(1).map(|before| pieces[before].clone());
        let piece = &mut pieces[number];
        // `not ES soudeur` avoids what is named ES, no welder.
        let is_own = |at: &usize| match &before {
            Some(before) => before.tokens.end <= *at || before.tokens == (*at..*at + 1),
            None => true,
        };
        let Some(at) = negation_before(tokens, piece.tokens.start).filter(is_own) else {
            piece.negated = before.is_some_and(|before| is_negated_with(&before, piece, tokens));
            continue;
        };
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

/// Tells whether a fact is avoided with the one before it: `pas de stage ou d'alternance`.
fn is_negated_with(before: &Piece, piece: &Piece, tokens: &[Token]) -> bool {
    before.negated
        && matches!(piece.reading, PieceReading::Fact(_))
        && tokens[before.tokens.end..piece.tokens.start].iter().any(is_choice)
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

/// Tells whether of two texts beside each other either would do: `infirmier ou aide-soignant`, but neither `band 5 or 6`,
/// nor what is half a name (`logiciel ou d'application`, `clinical or counselling psychologist`) or one name said twice
/// (`chef ou cheffe de projet`).
pub(crate) fn are_alternatives(text: &str, tokens: &[Token], one: &Piece, other: &Piece) -> bool {
    let is_name = |token: &Token| token.word.contains(char::is_alphabetic);
    let are_alike = match (&one.reading, &other.reading) {
        (PieceReading::Concept(_), PieceReading::Concept(_)) => true,
        (PieceReading::Word, PieceReading::Word) => {
            [one, other].iter().all(|piece| tokens[piece.tokens.clone()].iter().any(is_name))
        }
        _ => false,
    };
    let says =
        |piece: &Piece, term: &str| tokens[piece.tokens.clone()].iter().any(|token| token.term == term);
    let is_in = |one: &Piece, other: &Piece| {
        tokens[one.tokens.clone()].iter().all(|token| token.alias || says(other, &token.term))
    };
    let follows = |choice: &Token| {
        let start = tokens[other.tokens.start].span.start;
        is_choice(choice) && text.get(choice.span.end..start).is_some_and(|gap| gap.trim().is_empty())
    };
    let is_offered = tokens[one.tokens.end..other.tokens.start].last().is_some_and(follows);
    is_offered && are_alike && !is_in(one, other) && !is_in(other, one)
}

/// Tells whether a word offers a choice.
pub(crate) fn is_choice(token: &Token) -> bool {
    CHOICES.contains(&token.word.as_str())
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
