//! `jobsearch explain QUERY…`

use crate::args::SearchArguments;
use anyhow::Result;
use std::io::Write;

/// Prints every step of a search.
pub(super) fn run(arguments: &SearchArguments) -> Result<bool> {
    let query = arguments.query.join(" ");
    let index = super::open(&arguments.index)?;
    let text = jobsearch_query::explain(&index, &query, &super::search::options(arguments)?)?;
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(true)
}
