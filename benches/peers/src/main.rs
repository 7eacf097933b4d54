//! `jobsearch-peers POSTINGS QUERIES OUT`: plain engines answer the queries, and `jobsearch eval --score` scores them.
//!
//! Each engine indexes the postings as their sources give them, in five fields. A query asks for any of its words in any
//! field, and a word in the title counts three times. A run is written for each engine: query id and posting id,
//! tab-separated, best first, fifty a query.

mod postings;
mod sqlite;
mod tantivies;

use anyhow::{Context, Result, bail};
use postings::Posting;
use std::fmt::Write;
use std::path::Path;

/// How many postings a query lists.
const LISTED: usize = 50;

/// What a word counts in each of [`postings::FIELDS`].
const WEIGHTS: [f32; 5] = [3.0, 1.0, 1.0, 1.0, 1.0];

/// An engine that has indexed the postings.
trait Peer {
    /// The ids of the postings that answer best, fifty at most.
    fn ask(&self, typed: &str) -> Result<Vec<String>>;
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, queries, out] = &arguments[..] else {
        bail!("usage: jobsearch-peers POSTINGS QUERIES OUT");
    };
    let postings = postings::read(folder.as_ref());
    eprintln!("{} postings read", postings.len());
    let queries = std::fs::read_to_string(queries).with_context(|| format!("cannot read `{queries}`"))?;
    std::fs::create_dir_all(out).with_context(|| format!("cannot make the folder `{out}`"))?;
    for (name, make) in PEERS {
        let run = run(&*make(&postings)?, &queries)?;
        let file = Path::new(out).join(format!("{name}.tsv"));
        std::fs::write(&file, run).with_context(|| format!("cannot write `{}`", file.display()))?;
        println!("{}", file.display());
    }
    Ok(())
}

/// Makes a peer of the postings.
type Make = fn(&[Posting]) -> Result<Box<dyn Peer>>;

/// Each peer, by the name of its run.
const PEERS: [(&str, Make); 3] = [
    ("SQLite FTS5", sqlite::index),
    ("tantivy, default", tantivies::index_default),
    ("tantivy, French", tantivies::index_french),
];

/// Asks every query; queries are lines of id, set and text, tab-separated.
fn run(peer: &dyn Peer, queries: &str) -> Result<String> {
    let mut run = String::new();
    for line in queries.lines().filter(|line| !line.trim().is_empty()) {
        let mut columns = line.splitn(3, '\t');
        let (Some(id), Some(_), Some(text)) = (columns.next(), columns.next(), columns.next()) else {
            bail!("a query has not 3 columns: {line}");
        };
        for posting in peer.ask(text)? {
            writeln!(run, "{id}\t{posting}")?;
        }
    }
    Ok(run)
}
