//! `jobsearch QUERY…`

use crate::args::SearchArguments;
use crate::print;
use anyhow::Result;
use jobsearch_query::Options;
use std::io::Write;

/// Searches and prints what was found; `false` when nothing was.
pub(super) fn run(arguments: &SearchArguments) -> Result<bool> {
    let query = arguments.query.join(" ");
    let (index, vocabulary) = super::open(&arguments.index)?;
    let options = Options { vocabulary, ..options(arguments)? };
    let results = jobsearch_query::search(&index, &query, &options)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    print::results(&results, arguments.format, &mut out)?;
    out.flush()?;
    Ok(!results.found.is_empty())
}

/// The options typed.
pub(super) fn options(arguments: &SearchArguments) -> Result<Options> {
    let profile = arguments.profile.as_deref().map(super::read).transpose()?;
    Ok(Options {
        limit: arguments.limit,
        offset: arguments.offset,
        contracts: arguments.contract.clone(),
        location: arguments.location.clone(),
        radius_km: arguments.radius,
        literal: arguments.literal,
        fold_copies: !arguments.all_copies,
        skills: arguments.skills.clone(),
        profile,
        weights: super::weights()?,
        today: super::today(),
        ..Options::default()
    })
}
