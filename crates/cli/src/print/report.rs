//! What a run did: for people, and as JSON a line each.

use super::count;
use anyhow::Result;
use jobsearch_indexer::{FactCounts, Report, Skipped};
use serde_json::json;
use std::io::{self, Write};

/// How many skipped records are named to people.
const NAMED: usize = 20;

/// Prints the closing report of a run that took so many seconds.
pub(crate) fn report(report: &Report, seconds: f64, out: &mut dyn Write) -> Result<()> {
    report_head(report, seconds, out)?;
    for (name, counts) in counts(report) {
        let said =
            counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}"));
        let said = said.collect::<Vec<_>>().join(", ");
        if !said.is_empty() {
            writeln!(out, "  {name:10}{said}")?;
        }
    }
    let named = &report.first_skipped[..report.first_skipped.len().min(NAMED)];
    for skipped in named {
        let record = skipped.record.as_ref().map_or(String::new(), |record| format!(", {record}"));
        writeln!(out, "  skipped {}{record}: {}", skipped.source, skipped.why)?;
    }
    if report.skipped > named.len() {
        writeln!(out, "  and {} more", report.skipped - named.len())?;
    }
    Ok(())
}

/// Prints how many postings were read, and what became of them.
pub(crate) fn report_head(report: &Report, seconds: f64, out: &mut dyn Write) -> Result<()> {
    let Report { files, read, added, changed, unchanged, gone, skipped, .. } = report;
    // A file that breaks off is not counted, though postings before the break are.
    let from = if *files == 0 { String::new() } else { format!(" from {}", count(*files, "file")) };
    writeln!(out, "{} read{from} in {seconds:.1} s", count(*read, "posting"))?;
    writeln!(out, "{added} added, {changed} changed, {unchanged} unchanged, {gone} gone, {skipped} skipped")?;
    if report.revised > 0 {
        let revised = count(report.revised, "earlier posting");
        writeln!(out, "{revised} made anew: what they share with others is no longer the same")?;
    }
    Ok(())
}

/// Prints a skipped record as a line of JSON.
pub(crate) fn skipped_line(skipped: &Skipped, out: &mut dyn Write) -> io::Result<()> {
    let Skipped { source, record, why } = skipped;
    writeln!(out, "{}", json!({ "type": "skipped", "file": source, "record": record, "reason": why }))
}

/// Prints the summary of a run as a line of JSON.
pub(crate) fn summary_line(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut summary = json!({
        "type": "summary",
        "files": report.files,
        "bytes": report.bytes,
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "revised": report.revised,
        "gone": report.gone,
        "skipped": report.skipped,
    });
    for (name, counts) in counts(report) {
        summary[name] = counts.into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect();
    }
    writeln!(out, "{summary}")
}

/// The counts of a report, in groups.
fn counts(report: &Report) -> [(&'static str, Vec<(&'static str, usize)>); 5] {
    let all = |counts: &std::collections::BTreeMap<&'static str, usize>| {
        counts.iter().map(|(name, count)| (*name, *count)).collect()
    };
    let repeats = vec![
        ("clusters", report.clusters),
        ("copies", report.copies),
        ("standing_paragraphs", report.boilerplate_paragraphs),
    ];
    [
        ("formats", all(&report.by_format)),
        ("languages", all(&report.by_language)),
        ("kinds", all(&report.by_kind)),
        ("facts", facts(&report.facts)),
        ("repeats", repeats),
    ]
}

fn facts(counts: &FactCounts) -> Vec<(&'static str, usize)> {
    vec![
        ("contract", counts.contract),
        ("working_time", counts.working_time),
        ("location", counts.location),
        ("remote", counts.remote),
        ("pay", counts.pay),
        ("experience", counts.experience),
        ("education", counts.education),
        ("language", counts.language),
        ("skill", counts.skill),
        ("date", counts.posted),
    ]
}
