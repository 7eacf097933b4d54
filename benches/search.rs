//! What a search costs.
//!
//! Cold: `jobsearch "oncologie CDI"` from a standing start, against a minimal tantivy program that opens the same index,
//! runs one term query and prints ten numbers; in turn, on the clock, with the most memory each held.
//! Warm: in this process, a class of query at a time. What is compared is the ranking: a plan that is made becomes exact
//! counts by tier and a page of ranked postings, against tantivy's BM25 over one field that holds the same texts in the
//! same terms, a query that becomes a page of addresses; in turn. Beside them stands the whole answer: the typed string
//! understood, planned and ranked, ten postings read, each with its reasons and a highlight.

mod measure;
mod peer;

use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_query::{Options, plan, search};
use measure::corpus::Corpus;
use measure::{median, seconds};
use peer::{Plain, most_memory, run_minimal};
use std::path::Path;
use std::process::{Command, Stdio};

/// The argument by which this program runs as the minimal one.
const MINIMAL: &str = "--minimal";
/// How often each program is started.
const STARTS: usize = 60;
/// How often each query is asked.
const ASKED: usize = 60;

const CLASSES: &[(&str, &[&str])] = &[
    ("one common word", &["infirmier", "développeur", "manager", "comptable"]),
    ("two words", &["chef projet", "software engineer", "agent entretien", "aide soignante"]),
    ("three words", &["responsable ressources humaines", "senior data engineer", "chargé clientèle banque"]),
    ("word and contract", &["oncologie CDI", "comptable CDD", "cariste intérim", "nurse permanent"]),
    ("word and place", &["infirmier lyon", "data engineer paris", "comptable casablanca", "nurse london"]),
    ("phrase", &["\"chef de projet\"", "\"registered nurse\"", "\"conducteur de travaux\""]),
    ("cross-language", &["forklift driver", "cook", "gestionnaire de paie", "warehouse worker"]),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, dir, term] = arguments.as_slice()
        && flag == MINIMAL
    {
        return run_minimal(Path::new(dir), term);
    }
    let corpus = Corpus::read();
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = jobsearch_engine_tantivy::write(dir.path()).expect("an index can be made");
    let options = jobsearch_indexer::Options::default();
    let report =
        jobsearch_indexer::index(std::slice::from_ref(&corpus.folder), &mut writer, &options, &mut |_| ());
    report.expect("the postings can be indexed");
    drop(writer);
    cold(dir.path());
    warm(dir.path(), &corpus.texts);
}

fn cold(dir: &Path) {
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobsearch"));
        command.args(["oncologie CDI", "--index"]).arg(dir);
        quiet(command)
    };
    let theirs = || {
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command.arg(MINIMAL).arg(dir).arg("oncologi");
        quiet(command)
    };
    let start = |mut command: Command| {
        seconds(|| assert!(command.status().expect("it starts").success(), "{command:?} fails"))
    };
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        our_times.push(start(ours()) * 1e3);
        their_times.push(start(theirs()) * 1e3);
    }
    let (our_time, their_time) = (median(&mut our_times), median(&mut their_times));
    println!("\n{:38}{:>8}{:>10}", "cold start, median of 60", "ms", "most MB");
    println!("{:38}{our_time:8.2}{:10.1}", "jobsearch \"oncologie CDI\"", most_memory(ours));
    println!("{:38}{their_time:8.2}{:10.1}", "minimal tantivy, one term", most_memory(theirs));
    println!("{:38}{:8.2}   (at most 3 and 60 MB are wanted)", "ratio", our_time / their_time);
}

fn quiet(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn warm(dir: &Path, texts: &[String]) {
    let index = jobsearch_engine_tantivy::open(dir).expect("the index was just made");
    let plain = Plain::new(texts);
    let options = Options::default();
    let title = "warm, median of 60, µs";
    println!("\n{title:30}{:>10}{:>10}{:>8}{:>14}", "ranking", "tantivy", "ratio", "whole answer");
    let mut logarithms = Vec::new();
    for (class, queries) in CLASSES {
        let mut sums = [0.0; 3];
        for typed in *queries {
            let [ranking, theirs, whole] = turns(&index, &plain, (typed, &options));
            logarithms.push((ranking / theirs).ln());
            sums = [sums[0] + ranking, sums[1] + theirs, sums[2] + whole];
        }
        let [ranking, theirs, whole] = sums.map(|sum| sum / queries.len() as f64);
        println!("{class:30}{ranking:10.0}{theirs:10.0}{:8.2}{whole:14.0}", ranking / theirs);
    }
    let mean = (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp();
    println!("{:30}{:>20}{mean:8.2}", "geometric mean of the queries", "");
}

/// What a query takes in µs: to be ranked, to be ranked by tantivy, and to be answered.
fn turns(index: &IndexSearcher, plain: &Plain, (typed, options): (&str, &Options)) -> [f64; 3] {
    let ours = plan(index, typed, options).expect("the query can be planned");
    let theirs = plain.query(typed);
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ASKED {
        times[0].push(seconds(|| index.rank(&ours)) * 1e6);
        times[1].push(seconds(|| plain.search(&*theirs)) * 1e6);
        times[2].push(seconds(|| search(index, typed, options)) * 1e6);
    }
    times.each_mut().map(|times| median(times))
}
