//! Jobs for learners, whose names say the contract: `stage marketing`, `assistant RH en alternance`.

use crate::cover::{Piece, PieceReading};
use jobsearch_posting::Scheme;
use jobsearch_vocabulary::{Meaning, Mention};

/// From so sure on a contract inside the name of a job is meant.
const SURE: f32 = 0.8;

/// Parts the name of a job for learners into its contract and the job, each to be looked for as such: a title is not half
/// an answer to `alternance RH` because it says alternance.
pub(crate) fn part_learners(pieces: Vec<Piece>, mentions: &[Mention]) -> Vec<Piece> {
    pieces.into_iter().flat_map(|piece| parts(piece, mentions)).collect()
}

fn parts(piece: Piece, mentions: &[Mention]) -> Vec<Piece> {
    let PieceReading::Concept(named) = &piece.reading else { return vec![piece] };
    // `stage lighting` is no internship.
    let speaks_alike = |mention: &Mention| {
        named.iter().any(|name| {
            name.language.is_none() || mention.language.is_none() || name.language == mention.language
        })
    };
    let contracts = mentions
        .iter()
        .filter(|mention| is_at_an_end(mention, &piece) && is_for_learners(mention) && speaks_alike(mention));
    // `en alternance` rather than `alternance`.
    let Some(longest) = contracts.clone().max_by_key(|mention| mention.tokens.len()) else {
        return vec![piece];
    };
    let said = longest.tokens.clone();
    let contracts: Vec<Mention> = contracts.filter(|mention| mention.tokens == said).cloned().collect();
    let is_first = said.start == piece.tokens.start;
    let rest = if is_first { said.end..piece.tokens.end } else { piece.tokens.start..said.start };
    // What is left may be a name as well.
    let is_rest =
        |mention: &&Mention| mention.tokens == rest && matches!(mention.meaning, Meaning::Concept(_));
    let named = mentions.iter().filter(is_rest).chain(named).cloned().collect();
    let contract =
        Piece { tokens: said, reading: PieceReading::Fact(contracts), rivals: Vec::new(), ..piece.clone() };
    let job = Piece { tokens: rest, reading: PieceReading::Concept(named), ..piece };
    if is_first { vec![contract, job] } else { vec![job, contract] }
}

fn is_at_an_end(mention: &Mention, piece: &Piece) -> bool {
    let (inner, name) = (&mention.tokens, &piece.tokens);
    inner.len() < name.len() && (inner.start == name.start || inner.end == name.end)
}

fn is_for_learners(mention: &Mention) -> bool {
    match mention.meaning {
        // `apprentissage automatique` is machine learning.
        Meaning::Contract(kind) => {
            mention.certainty >= SURE && matches!(kind.scheme(), Scheme::Internship | Scheme::WorkStudy)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;
    use jobsearch_vocabulary::Vocabulary;
    use std::ops::Range;

    /// Parts what was typed, read as one name; compares the words of each piece.
    fn check(typed: &str, expected: &[&str]) {
        let (vocabulary, tokens) = (Vocabulary::new(), Analyzer::new().tokens(typed));
        let mentions = vocabulary.recognise(&tokens);
        let is_name = |mention: &&Mention| {
            matches!(mention.meaning, Meaning::Concept(_)) && mention.tokens.len() == tokens.len()
        };
        let named: Vec<Mention> = mentions.iter().filter(is_name).cloned().collect();
        assert!(!named.is_empty(), "{typed} is no name");
        let reading = PieceReading::Concept(named);
        let whole =
            Piece { tokens: 0..tokens.len(), reading, negated: false, certainty: 0.9, rivals: Vec::new() };
        let words =
            |range: &Range<usize>| &typed[tokens[range.start].span.start..tokens[range.end - 1].span.end];
        let pieces = part_learners(vec![whole], &mentions);
        assert_eq!(pieces.iter().map(|piece| words(&piece.tokens)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_contract_of_a_learner_is_parted_from_the_job() {
        check("stage marketing", &["stage", "marketing"]);
        check("assistant RH en alternance", &["assistant RH", "en alternance"]);
        check("sales intern", &["sales", "intern"]);
        check("stage manager", &["stage manager"]);
        check("stage lighting", &["stage lighting"]);
        check("apprentissage automatique", &["apprentissage automatique"]);
        check("chef de projet", &["chef de projet"]);
    }
}
