//! `jobsearch explain QUERY…`

use crate::args::SearchArguments;
use anyhow::Result;
use jobsearch_query::Options;
use std::io::Write;

/// Prints every step of a search.
pub(super) fn run(arguments: &SearchArguments) -> Result<bool> {
    let query = arguments.query.join(" ");
    let (index, vocabulary) = super::open(&arguments.index)?;
    let options = Options { vocabulary, ..super::search::options(arguments)? };
    let text = jobsearch_query::explain(&index, &query, &options)?;
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(true)
}
