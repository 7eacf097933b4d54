//! `jobsearch eval-facts PATH…`

use crate::args::EvalFactsArguments;
use anyhow::{Result, bail};
use jobsearch_indexer::Options;
use jobsearch_indexer::evaluate::{Evaluation, Gold, evaluate};
use std::io::Write;

/// Measures every fact and prints a line for each; the misses of one fact where asked.
pub(super) fn run(arguments: &EvalFactsArguments) -> Result<bool> {
    let options = Options::default();
    let gold = match &arguments.gold {
        Some(path) => Gold::read(path, &options)?,
        None => Gold::default(),
    };
    let evaluation = evaluate(&arguments.paths, &gold, &options)?;
    if let Some(fact) = &arguments.misses {
        return print_misses(&evaluation, fact);
    }
    let mut out = std::io::stdout().lock();
    let [fact, given, read, precision] = ["fact", "given", "read", "precision"];
    writeln!(
        out,
        "{fact:14}{given:>8}{read:>8}{precision:>11}{:>9}{:>8}{:>10}",
        "in text", "recall", "disputed"
    )?;
    for score in &evaluation.scores {
        let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.3}"));
        writeln!(
            out,
            "{:14}{:8}{:8}{:>11}{:9}{:>8}{:10}",
            score.fact,
            score.given,
            score.read,
            share(score.precision()),
            score.told,
            share(score.recall()),
            score.disputed
        )?;
    }
    Ok(true)
}

/// Lists misses: the id, what the source says, what was read, and the words there.
fn print_misses(evaluation: &Evaluation, fact: &str) -> Result<bool> {
    if evaluation.scores.iter().all(|score| score.fact != fact) {
        let facts: Vec<&str> = evaluation.scores.iter().map(|score| score.fact).collect();
        bail!("`{fact}` is none of the facts measured: {}", facts.join(", "));
    }
    let mut out = std::io::stdout().lock();
    for miss in evaluation.misses.iter().filter(|miss| miss.fact == fact) {
        writeln!(out, "{}\t{}\t{}\t{}", miss.id, miss.expected, miss.found, miss.words)?;
    }
    Ok(true)
}
