//! How results and postings look: for people, as JSON, as CSV.

mod csv;
mod json;
mod report;
mod show;
mod text;

use crate::args::Format;
pub(crate) use report::{report, report_head, skipped_line, summary_line};

use anyhow::{Context, Result};
use jobsearch_posting::{Contract, Fact, Location, Posting};
use jobsearch_query::SearchResults;
use std::io::{BufWriter, Write, stdout};

/// Prints on standard output, to the end.
pub(crate) fn on_stdout(print: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    print(&mut out).and_then(|()| Ok(out.flush()?)).context("cannot write the results")
}

/// Prints the answer to a query; talk goes to standard error.
pub(crate) fn results(results: &SearchResults, format: Format, out: &mut dyn Write) -> Result<()> {
    for notice in &results.interpretation.notices {
        eprintln!("notice: {notice}");
    }
    match format {
        Format::Text => text::results(results, out),
        Format::Json => json::results(results, out),
        Format::Ndjson => json::lines(results, out),
        Format::Csv => csv::results(results, out),
    }
}

/// Prints a posting with all that is known of it.
pub(crate) fn posting(posting: &Posting, format: Format, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Text => show::posting(posting, out),
        Format::Json | Format::Ndjson => json::posting(posting, format == Format::Json, out),
        Format::Csv => csv::posting(posting, out),
    }
}

/// The contracts of a posting, as shown in a line.
fn contracts(posting: &Posting) -> String {
    let name = |fact: &Fact<Contract>| match fact.value.months {
        Some(months) if months >= 1.0 => format!("{} {months:.0} mois", fact.value.kind.name()),
        _ => fact.value.kind.name().to_owned(),
    };
    join(posting.facts.contracts.iter().map(name))
}

/// The locations of a posting, as shown in a line.
fn locations(posting: &Posting) -> String {
    let name = |fact: &Fact<Location>| {
        let location = &fact.value;
        match (&location.department, location.country) {
            (Some(department), _) if *department != location.name => {
                format!("{} ({department})", location.name)
            }
            (None, Some(country)) if country.code() != location.name => {
                format!("{} ({country})", location.name)
            }
            _ => location.name.clone(),
        }
    };
    join(posting.facts.locations.iter().map(name))
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

fn join(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.dedup();
    parts.join(", ")
}
