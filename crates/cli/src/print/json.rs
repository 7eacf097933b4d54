//! Results as JSON.

use anyhow::Result;
use jobsearch_engine::Tier;
use jobsearch_posting::Posting;
use jobsearch_query::{Found, SearchResults};
use serde_json::{Value, json};
use std::io::Write;

/// Prints one document for the whole answer.
pub(super) fn results(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    let reading = &results.interpretation;
    let document = json!({
        "query": results.query,
        "interpretation": {
            "line": reading.to_string(),
            "understood": reading.understood,
            "notices": reading.notices,
        },
        "total": results.total,
        "by_tier": Tier::ALL.iter().map(|tier| (name(*tier).to_owned(), json!(results.by_tier[*tier as usize]))).collect::<serde_json::Map<_, _>>(),
        "filtered_out": results.filtered_out,
        "hits": results.found.iter().map(hit).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

/// Prints one document a hit, a line each.
pub(super) fn lines(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    for found in &results.found {
        serde_json::to_writer(&mut *out, &hit(found))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Prints a posting with all that is known of it.
pub(super) fn posting(posting: &Posting, pretty: bool, out: &mut dyn Write) -> Result<()> {
    match pretty {
        true => serde_json::to_writer_pretty(&mut *out, posting)?,
        false => serde_json::to_writer(&mut *out, posting)?,
    }
    writeln!(out)?;
    Ok(())
}

fn hit(found: &Found) -> Value {
    let posting = &found.posting;
    let facts = &posting.facts;
    let mut document = json!({
        "rank": found.rank,
        "id": posting.id,
        "source": posting.source,
        "url": posting.url,
        "kind": posting.kind,
        "title": posting.title,
        "company": posting.company,
        "locations": facts.locations.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "contract": facts.contracts.iter().map(|fact| &fact.value).collect::<Vec<_>>(),
        "posted": posting.posted,
        "score": found.score,
        "tier": name(found.tier),
        "copies": found.copies,
        "reasons": found.reasons.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "highlights": found.highlight.iter().collect::<Vec<_>>(),
    });
    if let Some(skills) = &found.skills {
        document["skills"] = json!(skills);
    }
    document
}

/// The name of a tier in JSON and CSV.
pub(super) fn name(tier: Tier) -> &'static str {
    match tier {
        Tier::Full => "full",
        Tier::Unknown => "unknown",
        Tier::Loose => "loose",
        Tier::Missed => "missed",
        Tier::Partial => "partial",
    }
}
