//! `jobsearch QUERY…`

use crate::args::{QueryArguments, SearchArguments};
use crate::print;
use anyhow::Result;
use jobsearch_query::Options;

/// Searches and prints what was found; `false` when nothing was.
pub(super) fn run(arguments: &SearchArguments) -> Result<bool> {
    let SearchArguments { asked, format } = arguments;
    let (index, vocabulary) = super::open(&asked.index)?;
    let options = Options { vocabulary, ..options(asked)? };
    let results = jobsearch_query::search(&index, &asked.query.join(" "), &options)?;
    print::on_stdout(|out| print::results(&results, *format, out))?;
    Ok(results.total > 0)
}

/// The options typed.
pub(super) fn options(arguments: &QueryArguments) -> Result<Options> {
    let profile = arguments.profile.as_deref().map(super::profile::read).transpose()?;
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
