//! A posting for people, with every fact and where it was read.

use anyhow::Result;
use jobsearch_posting::{Fact, Facts, OpenEnd, Origin, Posting, Remote};
use std::fmt::Debug;
use std::io::Write;

/// Prints a posting: its head, its facts with their origin, its sections.
pub(super) fn posting(posting: &Posting, out: &mut dyn Write) -> Result<()> {
    head(posting, out)?;
    facts(&posting.facts, out)?;
    for section in &posting.sections {
        let heading = section.heading.as_ref().map_or(String::new(), |heading| format!(" {heading}"));
        let standing = if section.boilerplate { ", shared with other postings" } else { "" };
        writeln!(out, "\n[{}{standing}]{heading}\n{}", word(&section.kind), section.text)?;
    }
    Ok(())
}

fn head(posting: &Posting, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", posting.title)?;
    for other in &posting.other_titles {
        writeln!(out, "also: {other}")?;
    }
    let head = [
        ("id", Some(posting.id.clone())),
        ("source", Some(posting.source.clone())),
        ("url", posting.url.clone()),
        ("company", posting.company.clone()),
        ("posted", posting.posted.map(|day| day.to_string())),
        ("valid through", posting.valid_through.map(|day| day.to_string())),
    ];
    for (name, value) in head {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name:14} {value}")?;
        }
    }
    Ok(())
}

fn facts(facts: &Facts, out: &mut dyn Write) -> Result<()> {
    all("contract", &facts.contracts, out, |contract| {
        let months = contract.months.map_or(String::new(), |months| format!(", {months} months"));
        format!("{} ({}){months}", contract.kind.name(), contract.kind.id())
    })?;
    all("working time", &facts.working_time, out, word)?;
    all("location", &facts.locations, out, |place| {
        let department = place.department.as_ref().map_or(String::new(), |code| format!(", {code}"));
        let country = place.country.map_or(String::new(), |country| format!(", {country}"));
        format!("{}{department}{country} ({})", place.name, word(&place.precision))
    })?;
    all("remote", &facts.remote, out, |remote| match remote {
        Remote::No => "no".to_owned(),
        Remote::Hybrid(0) => "some days".to_owned(),
        Remote::Hybrid(days) => format!("{days} days a week"),
        Remote::Full => "always".to_owned(),
    })?;
    all("pay", &facts.pay, out, |pay| {
        let note = pay.note.as_ref().map_or(String::new(), |note| format!(", {note}"));
        let amount = match pay.open {
            None if pay.min == pay.max => pay.min.to_string(),
            None => format!("{}–{}", pay.min, pay.max),
            Some(OpenEnd::Above) => format!("from {}", pay.min),
            Some(OpenEnd::Below) => format!("up to {}", pay.max),
        };
        format!("{amount} {} a {}{note}", pay.currency, word(&pay.period))
    })?;
    all("start", &facts.start, out, ToString::to_string)?;
    all("hours a week", &facts.weekly_hours, out, ToString::to_string)?;
    all("experience", &facts.experience, out, |experience| format!("{} years", experience.min_years))?;
    all("education", &facts.education, out, |education| format!("bac{:+}", education.bac_plus))?;
    all("language", &facts.languages, out, |spoken| {
        format!("{} {}", spoken.code, spoken.level.as_deref().unwrap_or_default())
    })?;
    all("skill", &facts.skills, out, |skill| {
        format!("{}{}", skill.label, if skill.required { "" } else { " (wished)" })
    })
}

fn all<'f, T: 'f>(
    name: &str,
    facts: impl IntoIterator<Item = &'f Fact<T>>,
    out: &mut dyn Write,
    value: impl Fn(&T) -> String,
) -> Result<()> {
    for fact in facts {
        writeln!(out, "{name:14} {}  ← “{}”, {}", value(&fact.value), fact.raw, origin(&fact.origin))?;
    }
    Ok(())
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Given(field) => format!("given as {field}"),
        Origin::Title(span) => format!("read in the title, bytes {}–{}", span.start, span.end),
        Origin::Section(number, span) => {
            format!("read in section {}, bytes {}–{}", number + 1, span.start, span.end)
        }
    }
}

/// The name of a value that is one word.
fn word(value: &impl Debug) -> String {
    format!("{value:?}").to_lowercase()
}
