//! Every step of the walk, as text.

use crate::options::{Options, QueryError};
use crate::parse::{ParsedQuery, parse};
use crate::search::{SearchResults, plan, search};
use jobsearch_engine::{Name, Reading, SearchPlan, Searcher};
use std::fmt::Write;

/// Prints each step of a search in its order: the parsed query, what it means, the plan, and each hit with its reasons.
///
/// # Errors
/// Fails as [`search`](crate::search) does.
pub fn explain(engine: &dyn Searcher, typed: &str, options: &Options) -> Result<String, QueryError> {
    let plan = plan(engine, typed, options)?;
    let results = search(engine, typed, options)?;
    let mut text = String::new();
    describe_query(&parse(typed), &mut text);
    describe_reading(&results, &mut text);
    describe_plan(&plan, &mut text);
    describe_hits(&results, &mut text);
    Ok(text)
}

fn describe_query(query: &ParsedQuery, text: &mut String) {
    text.push_str("parsed\n");
    for part in &query.parts {
        let not = if part.excluded { "not " } else { "" };
        line(text, 1, &format!("{not}{:?} `{}`", part.kind, part.text));
    }
}

fn describe_reading(results: &SearchResults, text: &mut String) {
    text.push_str("understood\n");
    for understood in &results.interpretation.understood {
        line(text, 1, &format!("`{}` as {understood}", understood.typed));
    }
    results.interpretation.notices.iter().for_each(|notice| line(text, 1, &format!("notice: {notice}")));
}

fn describe_plan(plan: &SearchPlan, text: &mut String) {
    text.push_str("plan\n");
    for group in &plan.groups {
        let kind = if group.demanded {
            "must say"
        } else if group.needed {
            "says"
        } else {
            "may say"
        };
        line(text, 1, &format!("{kind} `{}`", group.label));
        group.words.iter().for_each(|word| line(text, 2, &readings(&word.readings)));
        if !group.others.is_empty() {
            line(text, 2, &format!("or {}", names(&group.others)));
        }
    }
    plan.wanted.iter().for_each(|wanted| line(text, 1, &format!("wanted {}", wanted.label)));
    plan.filters.iter().for_each(|filter| {
        line(text, 1, &format!("only {}{}", if filter.negated { "not " } else { "" }, filter.label));
    });
    plan.excluded.iter().for_each(|reading| line(text, 1, &format!("without {}", reading.label)));
    if let Some(profile) = &plan.skills {
        line(text, 1, &format!("{} skills of a profile", profile.keys.len() + profile.groups.len()));
    }
}

fn describe_hits(results: &SearchResults, text: &mut String) {
    let SearchResults { total, by_tier, filtered_out, .. } = results;
    line(text, 0, &format!("hits {total} by tier {by_tier:?}, {filtered_out} filtered out"));
    for found in &results.found {
        let (rank, posting) = (found.rank, &found.posting);
        let head = format!("{rank}. {} [{}] {:?} {:.2}", posting.title, posting.id, found.tier, found.score);
        line(text, 1, &head);
        found.reasons.iter().for_each(|reason| line(text, 2, &reason.to_string()));
    }
}

fn readings(readings: &[Reading]) -> String {
    let one = |reading: &Reading| {
        let field = reading.only.map_or(String::new(), |field| format!(" in {field:?}").to_lowercase());
        format!("{}×{:.2}{field}", reading.terms.join(" "), reading.weight)
    };
    readings.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn names(names: &[Name]) -> String {
    let one = |name: &Name| {
        let field = name.only.map_or(String::new(), |field| format!(" in {field:?}").to_lowercase());
        format!("{} ({})×{:.2}{field}", name.concept, name.label, name.weight)
    };
    names.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn line(text: &mut String, depth: usize, content: &str) {
    let _ = writeln!(text, "{}{content}", "  ".repeat(depth));
}
