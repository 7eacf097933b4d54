//! `jobsearch eval QUERIES QRELS`

use crate::args::EvalArguments;
use anyhow::{Context, Result, bail};
use jobsearch_query::evaluate::{Judgments, Query, score};
use jobsearch_query::{Options, QueryError, search};
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// How many postings a query lists.
const LISTED: usize = 50;

/// Runs every query, prints the scores of each set, and writes the run where asked.
pub(super) fn run(arguments: &EvalArguments) -> Result<bool> {
    let mut judged = Judgments::read(&read(&arguments.queries)?, &read(&arguments.qrels)?)?;
    leave_out(&mut judged, &arguments.without)?;
    let index = super::open(&arguments.index)?;
    let options = Options { limit: LISTED, fold_copies: false, highlights: false, ..Options::default() };
    let mut run = String::new();
    let mut failed: Vec<QueryError> = Vec::new();
    let scores = score(&judged, |query: &Query| {
        let found = search(&index, &query.text, &options).map(|results| results.found);
        let found = found.unwrap_or_else(|error| {
            failed.push(error);
            Vec::new()
        });
        let ids: Vec<String> = found.into_iter().map(|found| found.posting.id).collect();
        for id in &ids {
            let _ = writeln!(run, "{}\t{id}", query.id);
        }
        ids
    });
    if let Some(file) = &arguments.run {
        std::fs::write(file, run).with_context(|| format!("cannot write the run to `{}`", file.display()))?;
    }
    for error in failed.iter().take(10) {
        eprintln!("notice: a query was refused: {error}");
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:22}{:>5}{:>9}{:>8}{:>7}", "set", "n", "nDCG@10", "MRR@10", "R@50")?;
    for score in &scores {
        let name = &score.set;
        writeln!(out, "{name:22}{:5}{:9.3}{:8.3}{:7.3}", score.queries, score.ndcg, score.mrr, score.recall)?;
    }
    Ok(true)
}

/// Leaves the queries of some sets out, which must be there: a name typed wrong would change nothing.
fn leave_out(judged: &mut Judgments, sets: &[String]) -> Result<()> {
    for set in sets {
        let before = judged.queries.len();
        judged.queries.retain(|query| query.set != *set);
        if judged.queries.len() == before {
            bail!("no query is in the set `{set}`");
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}
