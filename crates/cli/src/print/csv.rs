//! Results as comma-separated values.

use super::{contracts, json, locations};
use anyhow::Result;
use jobsearch_posting::Posting;
use jobsearch_query::SearchResults;
use std::io::Write;

/// Prints a header and a line a hit.
pub(super) fn results(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "rank",
        "id",
        "source",
        "title",
        "company",
        "locations",
        "contract",
        "posted",
        "score",
        "tier",
        "reasons",
    ])?;
    for found in &results.found {
        let posting = &found.posting;
        let reasons: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
        table.write_record([
            &found.rank.to_string(),
            &posting.id,
            &posting.source,
            &posting.title,
            posting.company.as_deref().unwrap_or_default(),
            &locations(posting),
            &contracts(posting),
            &posting.posted.map(|day| day.to_string()).unwrap_or_default(),
            &format!("{:.3}", found.score),
            json::name(found.tier),
            &reasons.join("; "),
        ])?;
    }
    table.flush()?;
    Ok(())
}

/// Prints a posting as a header and a line.
pub(super) fn posting(posting: &Posting, out: &mut dyn Write) -> Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["id", "source", "url", "title", "company", "locations", "contract", "posted"])?;
    table.write_record([
        &posting.id,
        &posting.source,
        posting.url.as_deref().unwrap_or_default(),
        &posting.title,
        posting.company.as_deref().unwrap_or_default(),
        &locations(posting),
        &contracts(posting),
        &posting.posted.map(|day| day.to_string()).unwrap_or_default(),
    ])?;
    table.flush()?;
    Ok(())
}
