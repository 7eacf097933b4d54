//! `jobsearch eval QUERIES QRELS`

use crate::args::EvalArguments;
use crate::print;
use anyhow::{Context, Result, bail};
use jobsearch_engine::Searcher;
use jobsearch_query::evaluate::{Judgments, Part, Query, Score, Without, read_run, score};
use jobsearch_query::{Options, QueryError, search};
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// How many postings a query lists.
const LISTED: usize = 50;

/// What our own row of a table is called.
const OURS: &str = "jobsearch";

/// Parts of the analysis, which are in the index: a search cannot do without them.
const NOT_SWITCHABLE: &str = "stem, compounds, inclusive forms: part of the index, not switchable";

/// Runs every query, prints the scores of each set, and writes the run where asked.
pub(super) fn run(arguments: &EvalArguments) -> Result<bool> {
    let mut judged = Judgments::read(&super::read(&arguments.queries)?, &super::read(&arguments.qrels)?)?;
    leave_out(&mut judged, &arguments.without)?;
    let (index, vocabulary) = super::open(&arguments.index)?;
    let options = Options {
        limit: LISTED,
        fold_copies: false,
        highlights: false,
        weights: super::weights()?,
        vocabulary,
        ..Options::default()
    };
    let (run, scores) = ask_all(&index, &judged, &options);
    if let Some(file) = &arguments.run {
        std::fs::write(file, run).with_context(|| format!("cannot write the run to `{}`", file.display()))?;
    }
    let mut rows = vec![(OURS.to_owned(), scores)];
    for file in &arguments.score {
        rows.push(other(&judged, file)?);
    }
    if arguments.ablation {
        for part in Part::ALL {
            let (_, scores) = ask_all(&Without::new(&index, part), &judged, &options);
            rows.push((format!("− {}", part.name()), scores));
        }
    }
    print::on_stdout(|out| {
        match &rows[..] {
            [(_, scores)] => print_measures(out, scores)?,
            rows => print_beside(out, rows)?,
        }
        if arguments.ablation {
            writeln!(out, "{NOT_SWITCHABLE}")?;
        }
        Ok(())
    })?;
    Ok(true)
}

/// Asks every query; gives the run as text, and its scores.
fn ask_all(engine: &dyn Searcher, judged: &Judgments, options: &Options) -> (String, Vec<Score>) {
    let mut run = String::new();
    let mut failed: Vec<QueryError> = Vec::new();
    let scores = score(judged, |query: &Query| {
        let found = search(engine, &query.text, options).map(|results| results.found);
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
    for error in failed.iter().take(10) {
        eprintln!("notice: a query was refused: {error}");
    }
    (run, scores)
}

/// Scores a run that was written before, under the name of its file.
fn other(judged: &Judgments, file: &Path) -> Result<(String, Vec<Score>)> {
    let run = read_run(&super::read(file)?).with_context(|| format!("cannot score `{}`", file.display()))?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, score(judged, |query| run.get(&query.id).cloned().unwrap_or_default())))
}

/// A row a set, with all measures.
fn print_measures(out: &mut dyn Write, scores: &[Score]) -> std::io::Result<()> {
    writeln!(out, "{:22}{:>5}{:>9}{:>8}{:>7}", "set", "n", "nDCG@10", "MRR@10", "R@50")?;
    for score in scores {
        let name = &score.set;
        writeln!(out, "{name:22}{:5}{:9.3}{:8.3}{:7.3}", score.queries, score.ndcg, score.mrr, score.recall)?;
    }
    Ok(())
}

/// A row a run and a column a set, with the first measure.
fn print_beside(out: &mut dyn Write, rows: &[(String, Vec<Score>)]) -> std::io::Result<()> {
    write!(out, "{:22}", "nDCG@10")?;
    for score in &rows[0].1 {
        write!(out, "  {:>5}", score.set)?;
    }
    for (name, scores) in rows {
        write!(out, "\n{name:22}")?;
        for score in scores {
            write!(out, "  {:1$.3}", score.ndcg, score.set.chars().count().max(5))?;
        }
    }
    writeln!(out)
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
