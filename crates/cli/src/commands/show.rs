//! `jobsearch show ID`

use crate::args::ShowArguments;
use crate::print;
use anyhow::Result;
use jobsearch_engine::Searcher;

/// Prints a posting; `false` when the index has none of this id.
pub(super) fn run(arguments: &ShowArguments) -> Result<bool> {
    let (index, _) = super::open(&arguments.index)?;
    let Some(posting) = index.posting(&arguments.id)? else {
        eprintln!("no posting `{}`; `jobsearch list` names them all", arguments.id);
        return Ok(false);
    };
    print::on_stdout(|out| print::posting(&posting, arguments.format, out))?;
    Ok(true)
}
