//! What each command does.

mod analyze;
mod eval;
mod eval_facts;
mod eval_variants;
mod explain;
mod formats;
mod index;
mod list;
mod profile;
mod search;
mod show;
mod vocabulary;

use crate::args::{Arguments, Command, IndexChoice};
use crate::print;
use anyhow::{Context, Result};
use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_posting::Day;
use jobsearch_vocabulary::{Vocabulary, packs};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Where the index is unless it is named.
const DEFAULT_INDEX: &str = "index";
/// The variable that names another table of weights.
const WEIGHTS: &str = "JOBSEARCH_WEIGHTS";
/// What the first query indexes where there is nothing else.
const SEEDS: &str = "seeds";

/// Runs a command; `false` says that nothing was found.
pub(crate) fn run(arguments: Arguments) -> Result<bool> {
    match arguments.command {
        Command::Search(arguments) => search::run(&arguments),
        Command::Index(arguments) => index::run(&arguments),
        Command::List(choice) => list::run(&choice),
        Command::Show(arguments) => show::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Formats(arguments) => formats::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::EvalFacts(arguments) => eval_facts::run(&arguments),
        Command::EvalVariants(arguments) => eval_variants::run(&arguments),
        Command::Vocabulary(command) => vocabulary::run(&command),
    }
}

/// Opens the index chosen, and the vocabulary that lies beside it. Where none was named and there is none yet, the seeds
/// are indexed first.
fn open(choice: &IndexChoice) -> Result<(IndexSearcher, Vocabulary)> {
    let dir = index_dir(choice);
    let seeds = Path::new(SEEDS);
    if choice.dir.is_none() && !jobsearch_engine_tantivy::exists(&dir) && seeds.is_dir() {
        eprintln!("no index yet: indexing the sample postings of `{SEEDS}/` into `{DEFAULT_INDEX}/`");
        let start = Instant::now();
        let report = index::fill(&dir, &[seeds.to_owned()], None)?;
        print::report_head(&report, start.elapsed().as_secs_f64(), &mut std::io::stderr())?;
    }
    let index = jobsearch_engine_tantivy::open(&dir)?;
    let vocabulary = vocabulary_of(&dir)?;
    let made_with = jobsearch_engine::Searcher::vocabulary(&index);
    if made_with != vocabulary.label() && !made_with.is_empty() {
        eprintln!(
            "notice: the index was made with another vocabulary; `jobsearch index PATH…` brings it up to date"
        );
    }
    Ok((index, vocabulary))
}

/// The vocabulary with the packs that lie beside an index.
fn vocabulary_of(dir: &Path) -> Result<Vocabulary> {
    let packs = packs::open(dir)?;
    Ok(if packs.is_empty() { Vocabulary::new() } else { Vocabulary::with_packs(packs) })
}

fn index_dir(choice: &IndexChoice) -> PathBuf {
    choice.dir.clone().unwrap_or_else(|| DEFAULT_INDEX.into())
}

/// The table of weights to try, where the variable names one.
fn weights() -> Result<Option<String>> {
    let Some(file) = std::env::var_os(WEIGHTS).filter(|file| !file.is_empty()) else { return Ok(None) };
    let table =
        read(Path::new(&file)).with_context(|| format!("cannot use the table that `{WEIGHTS}` names"))?;
    Ok(Some(table))
}

/// Reads a file of text.
fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// The day of the machine's clock: searching reads none.
fn today() -> Option<Day> {
    let now = jiff::Zoned::now().date();
    Day::from_ymd(now.year().into(), now.month().unsigned_abs().into(), now.day().unsigned_abs().into())
}
