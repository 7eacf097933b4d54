//! Results as JSON.

use anyhow::Result;
use jobsearch_engine::Tier;
use jobsearch_posting::{Contract, Day, Kind, Location, Posting};
use jobsearch_query::results::{ComparedSkills, Highlight};
use jobsearch_query::{Found, SearchResults};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Prints one document for the whole answer.
pub(super) fn results(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    let reading = &results.interpretation;
    let document = Document {
        query: &results.query,
        interpretation: json!({
            "line": reading.to_string(),
            "understood": reading.understood,
            "notices": reading.notices,
        }),
        total: results.total,
        by_tier: Tier::ALL.iter().map(|tier| (name(*tier), results.by_tier[*tier as usize])).collect(),
        filtered_out: results.filtered_out,
        hits: results.found.iter().map(Hit::of).collect(),
    };
    writeln!(out, "{}", serde_json::to_string_pretty(&document)?)?;
    Ok(())
}

/// Prints one document a hit, a line each.
pub(super) fn lines(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    for found in &results.found {
        writeln!(out, "{}", serde_json::to_string(&Hit::of(found))?)?;
    }
    Ok(())
}

/// Prints a posting with all that is known of it.
pub(super) fn posting(posting: &Posting, pretty: bool, out: &mut dyn Write) -> Result<()> {
    let json = if pretty { serde_json::to_string_pretty(posting)? } else { serde_json::to_string(posting)? };
    writeln!(out, "{json}")?;
    Ok(())
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

/// The whole answer, its fields in reading order.
#[derive(Serialize)]
struct Document<'a> {
    query: &'a str,
    interpretation: Value,
    total: u64,
    by_tier: BTreeMap<&'static str, u64>,
    filtered_out: u64,
    hits: Vec<Hit<'a>>,
}

/// A hit, its fields in reading order.
#[derive(Serialize)]
struct Hit<'a> {
    rank: usize,
    id: &'a str,
    source: &'a str,
    url: Option<&'a str>,
    kind: Kind,
    title: &'a str,
    company: Option<&'a str>,
    locations: Vec<&'a Location>,
    contract: Vec<&'a Contract>,
    posted: Option<Day>,
    score: f32,
    tier: &'static str,
    copies: u32,
    reasons: Vec<String>,
    highlights: Vec<&'a Highlight>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skills: Option<&'a ComparedSkills>,
}

impl<'a> Hit<'a> {
    fn of(found: &'a Found) -> Self {
        let posting = &found.posting;
        Self {
            rank: found.rank,
            id: &posting.id,
            source: &posting.source,
            url: posting.url.as_deref(),
            kind: posting.kind,
            title: &posting.title,
            company: posting.company.as_deref(),
            locations: posting.facts.locations.iter().map(|fact| &fact.value).collect(),
            contract: posting.facts.contracts.iter().map(|fact| &fact.value).collect(),
            posted: posting.posted,
            score: found.score,
            tier: name(found.tier),
            copies: found.copies,
            reasons: found.reasons.iter().map(ToString::to_string).collect(),
            highlights: found.highlight.iter().collect(),
            skills: found.skills.as_ref(),
        }
    }
}
