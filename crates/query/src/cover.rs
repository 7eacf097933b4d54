//! Choosing what the words of a query mean: rival readings, scored by how sure they are and by their neighbours.

use crate::amounts::{Amount, AmountMeaning};
use crate::weights::Understanding;
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_vocabulary::{Meaning, Mention};
use std::ops::Range;

/// Words that come before a place.
const BEFORE_PLACES: &[&str] = &[
    "a", "au", "aux", "autour", "pres", "vers", "sur", "in", "at", "near", "around", "dans", "en", "within",
];
/// Below this certainty the name of a place is an ordinary word too: nice, tours, die.
const ORDINARY: f32 = 0.8;
/// Words that turn what follows into its contrary.
const NEGATIONS: &[&str] =
    &["pas", "sans", "hors", "sauf", "no", "not", "non", "without", "except", "excluding", "aucun"];

/// A stretch of a query, read in one way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) tokens: Range<usize>,
    pub(crate) reading: PieceReading,
    /// A word before it says that it is to be avoided.
    pub(crate) negated: bool,
    /// How sure the reading is, from 0 to 1.
    pub(crate) certainty: f32,
    /// What else the words could have meant, the surest first.
    pub(crate) rivals: Vec<Mention>,
}

/// How a stretch is read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PieceReading {
    /// A contract, working time, remote mode or place; several mentions where the words name several things.
    Fact(Vec<Mention>),
    /// Pay, a date, a length or a distance.
    Amount(AmountMeaning),
    /// A job, skill or other concept; several where a name is shared.
    Concept(Vec<Mention>),
    /// Just a word.
    Word,
}

/// Reads the words of a query in the way that is surest over all.
pub(crate) fn cover(
    tokens: &[Token],
    mentions: &[Mention],
    amounts: &[Amount],
    weights: &Understanding,
) -> Vec<Piece> {
    let mut choices = choices(tokens, mentions, weights);
    choices.extend(amounts.iter().map(Choice::of_amount));
    // best[i] is what reading the tokens from i on is worth, and with which choice it begins.
    let mut best: Vec<(f32, Option<usize>)> = vec![(0.0, None); tokens.len() + 1];
    for start in (0..tokens.len()).rev() {
        let plain = if is_content(&tokens[start]) { weights.plain_word } else { 0.0 };
        best[start] = (plain + best[start + 1].0, None);
        for (at, choice) in choices.iter().enumerate().filter(|(_, choice)| choice.tokens.start == start) {
            let worth = choice.worth(tokens) + best[choice.tokens.end].0;
            if worth > best[start].0 {
                best[start] = (worth, Some(at));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match best[at].1 {
            Some(chosen) => {
                pieces.push(piece(&choices[chosen], tokens, mentions));
                at = choices[chosen].tokens.end;
            }
            None => {
                let is_word = is_content(&tokens[at]) || !tokens.iter().any(is_content);
                if is_word && !tokens[at].alias && !is_negation_of_a_fact(tokens, at, &choices, &best) {
                    let rivals = rivals(at..at + 1, &[], mentions);
                    pieces.push(Piece {
                        tokens: at..end_of_word(tokens, at),
                        reading: PieceReading::Word,
                        negated: false,
                        certainty: weights.plain_word,
                        rivals,
                    });
                }
                at += 1;
            }
        }
    }
    pieces
}

/// A possible reading of a stretch: all mentions of one class over the same words, or a figure.
struct Choice {
    tokens: Range<usize>,
    amount: Option<AmountMeaning>,
    mentions: Vec<Mention>,
    certainty: f32,
}

impl Choice {
    fn of_amount(amount: &Amount) -> Self {
        let Amount { tokens, meaning, certainty } = amount.clone();
        Self { tokens, amount: Some(meaning), mentions: Vec::new(), certainty }
    }

    fn is_fact(&self) -> bool {
        self.amount.is_some() || class(&self.mentions[0]) > 0
    }

    fn worth(&self, tokens: &[Token]) -> f32 {
        let words =
            tokens[self.tokens.clone()].iter().filter(|token| is_content(token)).count().max(1) as f32;
        // A longer name is worth a little more than the names it is made of.
        self.certainty * words + 0.05 * (words - 1.0)
    }
}

fn choices(tokens: &[Token], mentions: &[Mention], weights: &Understanding) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    // A name inside a longer name of its kind is no reading of its own: `Tournon-sur-Rhône` is not Tournon and the Rhône.
    let inside = |mention: &Mention, longer: &Mention| {
        class(longer) == class(mention)
            && longer.tokens.len() > mention.tokens.len()
            && longer.tokens.start <= mention.tokens.start
            && mention.tokens.end <= longer.tokens.end
    };
    for mention in mentions.iter().filter(|mention| !mentions.iter().any(|longer| inside(mention, longer))) {
        let certainty = certainty(tokens, mention, mentions, weights);
        let same = |choice: &&mut Choice| {
            choice.tokens == mention.tokens && class(&choice.mentions[0]) == class(mention)
        };
        match choices.iter_mut().find(same) {
            Some(choice) => {
                choice.certainty = choice.certainty.max(certainty);
                choice.mentions.push(mention.clone());
            }
            None => choices.push(Choice {
                tokens: mention.tokens.clone(),
                amount: None,
                mentions: vec![mention.clone()],
                certainty,
            }),
        }
    }
    choices
}

/// What the words around a mention make of its certainty.
fn certainty(tokens: &[Token], mention: &Mention, all: &[Mention], weights: &Understanding) -> f32 {
    if matches!(mention.meaning, Meaning::Concept(_)) {
        return weights.concept * mention.certainty.max(0.5);
    }
    let inside = |at: usize| mention.tokens.contains(&at);
    let beside_text = tokens.iter().enumerate().any(|(at, token)| !inside(at) && is_content(token));
    let before = mention.tokens.start.checked_sub(1).map(|at| tokens[at].word.as_str());
    let is_place = matches!(mention.meaning, Meaning::Place(_));
    let before_place = is_place && before.is_some_and(|word| BEFORE_PLACES.contains(&word));
    let mut certainty = mention.certainty;
    if beside_text {
        certainty += weights.beside_text;
    } else if is_place && all.iter().any(|rival| rival.tokens == mention.tokens && class(rival) == 0) {
        // `maçon` alone is a job before it is Mâcon.
        certainty *= weights.beside_concept;
    }
    if is_place && mention.certainty < ORDINARY && !before_place && is_among_plain_words(tokens, mention, all)
    {
        certainty = certainty.min(weights.plain_word * 0.9);
    }
    if before_place {
        certainty += weights.after_preposition;
    }
    certainty.min(1.0)
}

/// Tells whether plain words alone come before a mention, and one right behind: `nice working environment`.
fn is_among_plain_words(tokens: &[Token], mention: &Mention, all: &[Mention]) -> bool {
    let is_named = |at: usize| all.iter().any(|other| other.tokens.contains(&at));
    let content = |at: &usize| is_content(&tokens[*at]);
    let next = (mention.tokens.end..tokens.len()).find(content);
    let mut before = (0..mention.tokens.start).filter(content);
    next.is_some_and(|next| !is_named(next)) && !before.any(is_named)
}

fn piece(choice: &Choice, tokens: &[Token], mentions: &[Mention]) -> Piece {
    let reading = match choice.amount {
        Some(meaning) => PieceReading::Amount(meaning),
        None if choice.is_fact() => PieceReading::Fact(choice.mentions.clone()),
        None => PieceReading::Concept(choice.mentions.clone()),
    };
    let negated = choice.is_fact() && negation_before(tokens, choice.tokens.start).is_some();
    let rivals = rivals(choice.tokens.clone(), &choice.mentions, mentions);
    Piece { tokens: choice.tokens.clone(), reading, negated, certainty: choice.certainty, rivals }
}

fn rivals(tokens: Range<usize>, chosen: &[Mention], mentions: &[Mention]) -> Vec<Mention> {
    let mut rivals: Vec<Mention> = mentions
        .iter()
        .filter(|mention| mention.tokens == tokens && !chosen.contains(mention))
        .filter(|mention| chosen.is_empty() || class(mention) != class(&chosen[0]))
        .cloned()
        .collect();
    rivals.sort_by(|a, b| b.certainty.total_cmp(&a.certainty));
    rivals
}

/// The negating word before a fact, over at most one linking word (`pas de télétravail`).
fn negation_before(tokens: &[Token], start: usize) -> Option<usize> {
    let is_negation = |at: usize| NEGATIONS.contains(&tokens[at].word.as_str());
    let near = start.checked_sub(1)?;
    if is_negation(near) {
        return Some(near);
    }
    let far = near.checked_sub(1)?;
    (is_stop_word(&tokens[near].word) && is_negation(far)).then_some(far)
}

fn is_negation_of_a_fact(
    tokens: &[Token],
    at: usize,
    choices: &[Choice],
    best: &[(f32, Option<usize>)],
) -> bool {
    (at + 1..=at + 2).filter(|next| *next < tokens.len()).any(|next| {
        let is_fact = best[next].1.is_some_and(|chosen| choices[chosen].is_fact());
        is_fact && negation_before(tokens, next) == Some(at)
    })
}

fn end_of_word(tokens: &[Token], at: usize) -> usize {
    at + 1
        + tokens[at + 1..]
            .iter()
            .take_while(|token| token.alias && token.position == tokens[at].position)
            .count()
}

fn is_content(token: &Token) -> bool {
    !token.alias && !is_stop_word(&token.word)
}

/// Facts of one class compete with each other only by being listed together.
fn class(mention: &Mention) -> u8 {
    match mention.meaning {
        Meaning::Concept(_) => 0,
        Meaning::Contract(_) => 1,
        Meaning::WorkingTime(_) => 2,
        Meaning::Remote(_) => 3,
        Meaning::Place(_) => 4,
    }
}
