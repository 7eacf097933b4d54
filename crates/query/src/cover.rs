//! Choosing what the words of a query mean: rival readings, scored by how sure they are and by their neighbours.

use crate::amounts::{Amount, AmountMeaning};
use crate::asked::changes_next;
use crate::certainty::certainty;
use crate::learners::part_learners;
use crate::neighbours::{negate, negates, set_surroundings_aside};
use crate::requests::requests;
use crate::weights::Understanding;
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_vocabulary::{Meaning, Mention};
use std::ops::Range;

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
    /// What no offer can be told by: `offre d'emploi`, `sans diplôme`.
    Aside,
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
    choices.extend(requests(tokens, mentions).into_iter().map(|tokens| Choice::of_request(tokens, weights)));
    let pieces = pieces(tokens, &choices, mentions, weights);
    let mut pieces = part_learners(pieces, mentions);
    negate(&mut pieces, tokens);
    set_surroundings_aside(&mut pieces, tokens);
    pieces
}

/// Takes the words of a query as they stand.
pub(crate) fn as_words(tokens: &[Token], weights: &Understanding) -> Vec<Piece> {
    pieces(tokens, &[], &[], weights)
}

/// The surest of all choices, and plain words between them.
fn pieces(tokens: &[Token], choices: &[Choice], mentions: &[Mention], weights: &Understanding) -> Vec<Piece> {
    let chosen = surest(tokens, choices, weights);
    let only_stop_words = !tokens.iter().any(is_content);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(choice) = chosen[at] {
            pieces.push(piece(choice, mentions));
            at = choice.tokens.end;
            continue;
        }
        // `sous-directeur` is no directeur, but `avant septembre` is a time.
        let is_text = |next: &Choice| matches!(next.reading, PieceReading::Concept(_));
        let changes_text = changes_next(tokens, at)
            && !negates(&tokens[at])
            && chosen.get(at + 1).is_some_and(|next| next.is_none_or(is_text));
        if !tokens[at].alias && (only_stop_words || is_content(&tokens[at]) || changes_text) {
            pieces.push(Piece {
                tokens: at..end_of_word(tokens, at),
                reading: PieceReading::Word,
                negated: false,
                certainty: weights.plain_word,
                rivals: rivals(at..at + 1, &[], mentions),
            });
        }
        at += 1;
    }
    pieces
}

/// For each token the choice that the surest reading of what begins there begins with; none where that is a plain word.
fn surest<'c>(tokens: &[Token], choices: &'c [Choice], weights: &Understanding) -> Vec<Option<&'c Choice>> {
    let mut chosen = vec![None; tokens.len()];
    // worth[i] is what reading the tokens from i on is worth.
    let mut worth = vec![0.0; tokens.len() + 1];
    for start in (0..tokens.len()).rev() {
        let plain = if is_content(&tokens[start]) { weights.plain_word } else { 0.0 };
        worth[start] = plain + worth[start + 1];
        for choice in choices.iter().filter(|choice| choice.tokens.start == start) {
            let with = choice.worth(tokens) + worth[choice.tokens.end];
            if with > worth[start] {
                (worth[start], chosen[start]) = (with, Some(choice));
            }
        }
    }
    chosen
}

/// A possible reading of a stretch: all mentions of one class over the same words, a figure, or a way to ask.
struct Choice {
    tokens: Range<usize>,
    reading: PieceReading,
    certainty: f32,
}

impl Choice {
    fn of_amount(amount: &Amount) -> Self {
        let Amount { tokens, meaning, certainty } = amount.clone();
        // Function words count too: `moins de 35h` is worth more than `35h`.
        let certainty = certainty + 0.001 * tokens.len() as f32;
        Self { tokens, reading: PieceReading::Amount(meaning), certainty }
    }

    fn of_request(tokens: Range<usize>, weights: &Understanding) -> Self {
        Self { tokens, reading: PieceReading::Aside, certainty: weights.concept }
    }

    fn of_mention(mention: &Mention, certainty: f32) -> Self {
        let mentions = vec![mention.clone()];
        let is_concept = class(mention) == 0;
        let reading = if is_concept { PieceReading::Concept(mentions) } else { PieceReading::Fact(mentions) };
        Self { tokens: mention.tokens.clone(), reading, certainty }
    }

    /// Takes a mention in that says the same of the same words, or gives it back.
    fn join(&mut self, mention: &Mention, certainty: f32) -> bool {
        let (PieceReading::Fact(mentions) | PieceReading::Concept(mentions)) = &mut self.reading else {
            return false;
        };
        let joins = self.tokens == mention.tokens && class(&mentions[0]) == class(mention);
        if joins {
            self.certainty = self.certainty.max(certainty);
            mentions.push(mention.clone());
        }
        joins
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
    let inside =
        |mention: &Mention, longer: &Mention| class(longer) == class(mention) && mention.is_part_of(longer);
    // `pas` is no town.
    let is_negation = |mention: &Mention| mention.tokens.len() == 1 && negates(&tokens[mention.tokens.start]);
    for mention in mentions {
        if is_negation(mention) || mentions.iter().any(|longer| inside(mention, longer)) {
            continue;
        }
        let certainty = certainty(tokens, mention, mentions, weights);
        if !choices.iter_mut().any(|choice| choice.join(mention, certainty)) {
            choices.push(Choice::of_mention(mention, certainty));
        }
    }
    choices
}

fn piece(choice: &Choice, mentions: &[Mention]) -> Piece {
    let chosen = match &choice.reading {
        PieceReading::Fact(mentions) | PieceReading::Concept(mentions) => &mentions[..],
        _ => &[],
    };
    Piece {
        tokens: choice.tokens.clone(),
        reading: choice.reading.clone(),
        negated: false,
        certainty: choice.certainty,
        rivals: rivals(choice.tokens.clone(), chosen, mentions),
    }
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

fn end_of_word(tokens: &[Token], at: usize) -> usize {
    at + 1
        + tokens[at + 1..]
            .iter()
            .take_while(|token| token.alias && token.position == tokens[at].position)
            .count()
}

pub(crate) fn is_content(token: &Token) -> bool {
    !token.alias && !is_stop_word(&token.word)
}

/// The class of places.
pub(crate) const PLACE: u8 = 4;

/// Facts of one class compete with each other only by being listed together.
pub(crate) fn class(mention: &Mention) -> u8 {
    match mention.meaning {
        Meaning::Concept(_) => 0,
        Meaning::Contract(_) => 1,
        Meaning::WorkingTime(_) => 2,
        Meaning::Remote(_) => 3,
        Meaning::Place(_) => PLACE,
    }
}
