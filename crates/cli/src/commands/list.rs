//! `jobsearch list`

use crate::args::IndexChoice;
use crate::print;
use anyhow::Result;
use jobsearch_engine::Searcher;

/// Prints id, title and source of every posting, tab-separated, in the order of ids.
pub(super) fn run(choice: &IndexChoice) -> Result<bool> {
    let (index, _) = super::open(choice)?;
    let mut all = Vec::new();
    index.list(&mut |listed| all.push(listed))?;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    print::on_stdout(|out| {
        for listed in &all {
            writeln!(out, "{}\t{}\t{}", listed.id, listed.title, listed.source)?;
        }
        Ok(())
    })?;
    Ok(!all.is_empty())
}
