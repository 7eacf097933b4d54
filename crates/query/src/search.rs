//! The walk from a typed string to ranked results.

use crate::highlight::{Highlight, highlight};
use crate::interpretation::Interpretation;
use crate::options::{Options, QueryError};
use crate::parse::parse;
use crate::plan::{self, main_language};
use crate::reasons::{Reason, reasons};
use crate::said::labels;
use crate::skills::{ComparedSkills, KnownSkill, compare};
use crate::suggest::did_you_mean;
use crate::understand::{Intent, Sources, understand};
use crate::weights::{Readings, Weights};
use jobsearch_analysis::Analyzer;
use jobsearch_engine::{Hit, Hits, SearchPlan, Searcher, Tier};
use jobsearch_posting::Posting;
use jobsearch_vocabulary::Vocabulary;

/// So many other names of a stretch of the query are shown.
const MOST_SHOWN: usize = 4;

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// The query as typed.
    pub query: String,
    /// How it was understood.
    pub interpretation: Interpretation,
    /// How many postings were found, in all tiers.
    pub total: u64,
    /// How many each tier holds, in the order of [`Tier`].
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
    /// The skills it asks for beside those of the profile, where there is one.
    pub skills: Option<ComparedSkills>,
    /// The sentence that shows it best.
    pub highlight: Option<Highlight>,
}

/// Searches: parse, understand, plan, run, highlight.
///
/// # Errors
/// Fails when the query is empty or leaves nothing to look for, names an unknown field or value, or when the engine fails.
pub fn search(engine: &dyn Searcher, typed: &str, options: &Options) -> Result<SearchResults, QueryError> {
    let weights = Weights::of(options)?;
    let (intent, plan) = planned(engine, typed, (options, &weights))?;
    let hits = engine.search(&plan)?;
    let page = Page { typed, plan: &plan, skills: intent.skills.clone(), options };
    let mut interpretation = interpretation(intent, &plan, (&weights.readings, &options.vocabulary));
    interpretation.notices.extend(did_you_mean((engine, &options.vocabulary), &plan, &hits));
    Ok(page.results(interpretation, hits))
}

/// The first half of [`search`]: what an engine is asked for a query.
///
/// # Errors
/// Fails when the query is empty or leaves nothing to look for, or names an unknown field or value.
pub fn plan(engine: &dyn Searcher, typed: &str, options: &Options) -> Result<SearchPlan, QueryError> {
    let weights = Weights::of(options)?;
    Ok(planned(engine, typed, (options, &weights))?.1)
}

fn planned(
    engine: &dyn Searcher,
    typed: &str,
    (options, weights): (&Options, &Weights),
) -> Result<(Intent, SearchPlan), QueryError> {
    let sources = Sources { engine, vocabulary: &options.vocabulary, weights };
    let intent = understand(&parse(typed), sources, options)?;
    let plan = plan::plan(&intent, weights, options, main_language(engine));
    let asks_nothing = plan.groups.is_empty() && plan.wanted.is_empty() && plan.filters.is_empty();
    if asks_nothing && plan.excluded.is_empty() && plan.skills.is_none() {
        let aside: Vec<&str> = intent.understood.iter().map(|aside| aside.typed.as_str()).collect();
        return Err(if aside.is_empty() { QueryError::Empty } else { QueryError::Aside(aside.join(" ")) });
    }
    Ok((intent, plan))
}

/// What was understood, with the other names the plan looks for.
fn interpretation(
    intent: Intent,
    plan: &SearchPlan,
    (weights, vocabulary): (&Readings, &Vocabulary),
) -> Interpretation {
    let mut understood = intent.understood;
    for stretch in understood.iter_mut().filter(|stretch| !stretch.filters) {
        let Some(group) = plan.groups.iter().find(|group| group.label == stretch.typed) else { continue };
        let same = group.others.iter().filter(|other| other.weight >= weights.same * 0.9);
        let typed: Vec<&str> = group.words.iter().map(|word| word.readings[0].terms[0].as_str()).collect();
        let typed = typed.join(" ");
        // A name that is looked for in the title and in the text is shown once.
        for label in same.flat_map(|name| labels(vocabulary, name)).filter(|label| label.terms != typed) {
            if stretch.also.len() < MOST_SHOWN && stretch.also.iter().all(|known| known != label.text) {
                stretch.also.push(label.text.to_owned());
            }
        }
    }
    Interpretation { understood, notices: intent.notices }
}

/// What the hits of a page are shown with.
struct Page<'a> {
    typed: &'a str,
    plan: &'a SearchPlan,
    skills: Vec<KnownSkill>,
    options: &'a Options,
}

impl Page<'_> {
    fn results(&self, interpretation: Interpretation, hits: Hits) -> SearchResults {
        let analyzer = Analyzer::new();
        SearchResults {
            query: self.typed.to_owned(),
            interpretation,
            total: hits.total(),
            by_tier: hits.by_tier,
            filtered_out: hits.filtered_out,
            found: (1..).zip(hits.hits).map(|(number, hit)| self.found(number, hit, &analyzer)).collect(),
        }
    }

    fn found(&self, number: usize, hit: Hit, analyzer: &Analyzer) -> Found {
        let skills = (!self.skills.is_empty()).then(|| compare(&self.skills, self.plan, &hit));
        let mut reasons = reasons(self.plan, &hit, &self.options.vocabulary);
        let matched = skills.iter().flat_map(|skills| &skills.matched);
        reasons.extend(
            matched.map(|skill| Reason::Skill { name: skill.name.clone(), required: skill.required }),
        );
        Found {
            rank: self.plan.offset + number,
            tier: hit.tier,
            score: hit.score,
            copies: hit.copies,
            reasons,
            skills,
            highlight: self
                .options
                .highlights
                .then(|| highlight(self.plan, &hit, (analyzer, &self.options.vocabulary)))
                .flatten(),
            posting: hit.posting,
        }
    }
}
