//! `jobsearch eval-facts PATH…`

use crate::args::EvalFactsArguments;
use crate::print;
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
        check_name(&evaluation, fact)?;
    }
    print::on_stdout(|out| match &arguments.misses {
        Some(fact) => print_misses(&evaluation, fact, out),
        None => print_scores(&evaluation, out),
    })?;
    Ok(true)
}

/// Refuses what is none of the facts measured.
fn check_name(evaluation: &Evaluation, fact: &str) -> Result<()> {
    let measured: Vec<&str> = evaluation.scores.iter().map(|score| score.fact).collect();
    if measured.contains(&fact) {
        return Ok(());
    }
    bail!("`{fact}` is none of the facts measured: {}", measured.join(", "))
}

/// Prints a line for each fact.
fn print_scores(evaluation: &Evaluation, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "fact             given    read  precision  in text  recall  disputed")?;
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
    Ok(())
}

/// Lists misses: the id, what the source says, what was read, and the words there.
fn print_misses(evaluation: &Evaluation, fact: &str, out: &mut dyn Write) -> Result<()> {
    for miss in evaluation.misses.iter().filter(|miss| miss.fact == fact) {
        writeln!(out, "{}\t{}\t{}\t{}", miss.id, miss.expected, miss.found, miss.words)?;
    }
    Ok(())
}
