//! `jobsearch explain QUERY…`

use crate::args::QueryArguments;
use crate::print;
use anyhow::Result;
use jobsearch_query::Options;

/// Prints every step of a search.
pub(super) fn run(arguments: &QueryArguments) -> Result<bool> {
    let query = arguments.query.join(" ");
    let (index, vocabulary) = super::open(&arguments.index)?;
    let options = Options { vocabulary, ..super::search::options(arguments)? };
    let text = jobsearch_query::explain(&index, &query, &options)?;
    print::on_stdout(|out| Ok(out.write_all(text.as_bytes())?))?;
    Ok(true)
}
