//! `jobsearch list`

use crate::args::IndexChoice;
use anyhow::Result;
use jobsearch_engine::Searcher;
use std::io::Write;

/// Prints id, title and source of every posting, tab-separated, in the order of ids.
pub(super) fn run(choice: &IndexChoice) -> Result<bool> {
    let (index, _) = super::open(choice)?;
    let mut all = Vec::new();
    index.list(&mut |listed| all.push(listed))?;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for listed in &all {
        writeln!(out, "{}\t{}\t{}", listed.id, listed.title, listed.source)?;
    }
    out.flush()?;
    Ok(!all.is_empty())
}
