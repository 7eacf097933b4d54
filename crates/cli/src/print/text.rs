//! Results for people.

use anyhow::Result;
use jobsearch_engine::Tier;
use jobsearch_query::results::{ComparedSkill, ComparedSkills, Highlight};
use jobsearch_query::{Found, SearchResults};
use std::io::{IsTerminal, Write};

/// How many missing skills are named.
const MISSING: usize = 8;

/// Prints the reading on standard error and the results on `out`.
pub(super) fn results(results: &SearchResults, out: &mut dyn Write) -> Result<()> {
    let style = Style::of_terminal();
    eprintln!("{}", results.interpretation);
    match results.total {
        0 => eprintln!("nothing found{}", left_out(results)),
        total => eprintln!("{} of {total}{}", results.found.len(), left_out(results)),
    }
    let mut tier = None;
    for found in &results.found {
        if tier.replace(found.tier) != Some(found.tier) {
            let count = results.by_tier[found.tier as usize];
            writeln!(out, "{}", style.dim(&format!("— {} ({count})", tier_name(found.tier, results))))?;
        }
        print(found, &style, out)?;
    }
    Ok(())
}

fn left_out(results: &SearchResults) -> String {
    match results.filtered_out {
        0 => String::new(),
        count => format!("; the filters left out {count}"),
    }
}

fn tier_name(tier: Tier, results: &SearchResults) -> &'static str {
    // Of a profile alone few offers ask for all.
    let is_profile = |found: &Found| found.skills.is_some() && results.query.trim().is_empty();
    match tier {
        Tier::Full if results.found.iter().any(is_profile) => "they ask for some of it",
        Tier::Full => "all you asked for",
        Tier::Unknown => "something is not said, or nearly fits",
        Tier::Loose => "the words fit less well",
        Tier::Missed => "something differs, or none of it is said",
        Tier::Partial => "some of what you asked for",
    }
}

fn print(found: &Found, style: &Style, out: &mut dyn Write) -> Result<()> {
    let posting = &found.posting;
    writeln!(out, "{:>3}. {}", found.rank, style.bold(&posting.title))?;
    let posted = posting.posted.map(|day| day.to_string()).unwrap_or_default();
    let copies = match found.copies {
        0 => String::new(),
        1 => "1 copy".to_owned(),
        count => format!("{count} copies"),
    };
    let company = posting.company.clone().unwrap_or_default();
    let facts = [company, super::locations(posting), super::contracts(posting), posted, copies];
    let facts: Vec<&str> = facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    if !facts.is_empty() {
        writeln!(out, "     {}", facts.join(" · "))?;
    }
    let reasons: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
    if !reasons.is_empty() {
        writeln!(out, "     {}", style.dim(&reasons.join(" · ")))?;
    }
    if let Some(skills) = found.skills.as_ref().filter(|skills| !skills.missing.is_empty()) {
        writeln!(out, "     {}", style.dim(&missing(skills)))?;
    }
    if let Some(highlight) = &found.highlight {
        writeln!(out, "     {}", sentence(highlight, style))?;
    }
    writeln!(out, "     {}", style.dim(&format!("{} · {}", posting.id, posting.source)))?;
    Ok(())
}

/// The skills that a posting asks for and the profile lacks.
fn missing(skills: &ComparedSkills) -> String {
    let name = |skill: &ComparedSkill| match skill.required {
        true => skill.name.clone(),
        false => format!("{} (wished)", skill.name),
    };
    let mut names: Vec<String> = skills.missing.iter().take(MISSING).map(name).collect();
    if skills.missing.len() > MISSING {
        names.push(format!("{} more", skills.missing.len() - MISSING));
    }
    format!("missing: {}", names.join(", "))
}

fn sentence(highlight: &Highlight, style: &Style) -> String {
    let mut text = String::new();
    let mut at = 0;
    for span in &highlight.spans {
        text.push_str(&highlight.text[at..span.start]);
        text.push_str(&style.bright(&highlight.text[span.clone()]));
        at = span.end;
    }
    text.push_str(&highlight.text[at..]);
    text
}

/// Colours, where they can be seen and are wanted.
struct Style {
    colours: bool,
}

impl Style {
    fn of_terminal() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { colours: !refused && std::io::stdout().is_terminal() }
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn bright(&self, text: &str) -> String {
        self.paint("1;33", text)
    }
}
