//! Every step of the walk, as text.

use crate::options::{Options, QueryError};
use crate::parse::parse;
use crate::plan::{main_language, plan};
use crate::reasons::reasons;
use crate::search::interpretation;
use crate::understand::{Sources, understand};
use crate::weights::Weights;
use jobsearch_engine::{Name, Reading, SearchPlan, Searcher};
use std::fmt::Write;

/// Prints each step of a search in its order: the parsed query, what it means, the plan, and each hit with its reasons.
///
/// # Errors
/// Fails as [`search`](crate::search) does.
pub fn explain(engine: &dyn Searcher, typed: &str, options: &Options) -> Result<String, QueryError> {
    let vocabulary = &options.vocabulary;
    let weights = Weights::of(options)?;
    let query = parse(typed);
    let mut text = String::from("parsed\n");
    for part in &query.parts {
        let not = if part.excluded { "not " } else { "" };
        line(&mut text, 1, &format!("{not}{:?} `{}`", part.kind, part.text));
    }
    let intent = understand(&query, Sources { engine, vocabulary, weights: &weights }, options)?;
    let plan = plan(&intent, &weights, options, main_language(engine));
    text.push_str("understood\n");
    for understood in &interpretation(intent, &plan, (&weights.readings, vocabulary)).understood {
        line(&mut text, 1, &format!("`{}` as {understood}", understood.typed));
    }
    describe_plan(&plan, &mut text);
    let hits = engine.search(&plan)?;
    line(
        &mut text,
        0,
        &format!("hits {} by tier {:?}, {} filtered out", hits.total(), hits.by_tier, hits.filtered_out),
    );
    for (at, hit) in hits.hits.iter().enumerate() {
        let place = plan.offset + at + 1;
        line(
            &mut text,
            1,
            &format!("{place}. {} [{}] {:?} {:.2}", hit.posting.title, hit.posting.id, hit.tier, hit.score),
        );
        reasons(&plan, hit, vocabulary).iter().for_each(|reason| line(&mut text, 2, &reason.to_string()));
    }
    Ok(text)
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
