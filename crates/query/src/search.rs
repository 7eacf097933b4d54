//! The walk from a typed string to ranked results.

use crate::highlight::{Highlight, highlight};
use crate::interpretation::Interpretation;
use crate::options::{Options, QueryError};
use crate::parse::parse;
use crate::plan::plan;
use crate::reasons::{Reason, reasons};
use crate::understand::{Intent, understand};
use crate::weights::WEIGHTS;
use jobsearch_analysis::Analyzer;
use jobsearch_engine::{Hit, Hits, SearchPlan, Searcher, Tier};
use jobsearch_posting::Posting;
use jobsearch_vocabulary::Vocabulary;

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// The query as typed.
    pub query: String,
    /// How it was understood.
    pub interpretation: Interpretation,
    /// How many postings were found, in all tiers.
    pub total: u64,
    /// How many each tier holds: all words and facts; a fact unsaid or near; a fact missed; not all words.
    pub by_tier: [u64; Tier::COUNT],
    /// How many postings the filters left out.
    pub filtered_out: u64,
    /// The page asked for, best first.
    pub found: Vec<Found>,
}

/// A posting found, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its rank, from 1.
    pub rank: usize,
    /// The posting.
    pub posting: Posting,
    /// How fully it answers.
    pub tier: Tier,
    /// Its score, comparable inside one tier of one answer.
    pub score: f32,
    /// How many other copies of it there are.
    pub copies: u32,
    /// Why it is here.
    pub reasons: Vec<Reason>,
    /// The sentence that shows it best.
    pub highlight: Option<Highlight>,
}

/// Searches: parse, understand, plan, run, highlight.
///
/// # Errors
/// Fails when the query is empty, names an unknown field or value, or when the engine fails.
pub fn search(engine: &dyn Searcher, typed: &str, options: &Options) -> Result<SearchResults, QueryError> {
    let vocabulary = Vocabulary::new();
    let query = parse(typed);
    let intent = understand(&query, engine, &vocabulary, options)?;
    let plan = plan(&intent, &vocabulary, options);
    if plan.groups.is_empty() && plan.wanted.is_empty() && plan.filters.is_empty() {
        return Err(QueryError::Empty);
    }
    let hits = engine.search(&plan)?;
    let mut interpretation = interpretation(intent, &plan);
    if hits.hits.is_empty() {
        interpretation.notices.extend(did_you_mean(engine, &plan));
    }
    Ok(results(typed, interpretation, &plan, hits, options))
}

/// What was understood, with the other names the plan looks for.
pub(crate) fn interpretation(intent: Intent, plan: &SearchPlan) -> Interpretation {
    let mut understood = intent.understood;
    for stretch in &mut understood {
        let Some(group) = plan.groups.iter().find(|group| group.label == stretch.typed) else { continue };
        let same = group.others.iter().filter(|other| other.weight >= WEIGHTS.readings.same * 0.9);
        stretch.also = same.take(4).map(|other| other.label.clone()).collect();
    }
    Interpretation { understood, notices: intent.notices }
}

fn results(
    typed: &str,
    interpretation: Interpretation,
    plan: &SearchPlan,
    hits: Hits,
    options: &Options,
) -> SearchResults {
    let analyzer = Analyzer::new();
    let total = hits.total();
    let found = |(at, hit): (usize, Hit)| Found {
        rank: plan.offset + at + 1,
        tier: hit.tier,
        score: hit.score,
        copies: hit.copies,
        reasons: reasons(plan, &hit),
        highlight: options.highlights.then(|| highlight(plan, &hit, &analyzer)).flatten(),
        posting: hit.posting,
    };
    SearchResults {
        query: typed.to_owned(),
        interpretation,
        total,
        by_tier: hits.by_tier,
        filtered_out: hits.filtered_out,
        found: hits.hits.into_iter().enumerate().map(found).collect(),
    }
}

fn did_you_mean(engine: &dyn Searcher, plan: &SearchPlan) -> Vec<String> {
    let words = plan.groups.iter().flat_map(|group| &group.words);
    let corrected = words.filter_map(|word| {
        let near = crate::suggest::spelling(engine, &word.readings.first()?.terms.first()?.clone())?;
        Some(format!("nothing says `{}`: did you mean `{near}`?", word.label))
    });
    corrected.collect()
}

/// Names the vocabulary that queries are read with; an index notes the one it was made with.
pub fn vocabulary_label() -> &'static str {
    Vocabulary::label()
}
