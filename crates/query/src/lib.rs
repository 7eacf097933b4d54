//! From a typed string to ranked results: the crate other tools embed.
//!
//! A tool needs this crate and an engine: `jobsearch-engine-tantivy` keeps an index in a folder. The command `jobsearch index`
//! fills it, or `jobsearch-indexer` from the tool itself. Once opened it is asked as often as one likes, from any thread.
//!
//! ```
//! use jobsearch_query::{Options, search};
//!
//! # let folder = tempfile::tempdir()?;
//! # let (index, offers) = (folder.path().join("index"), folder.path().join("offers"));
//! # std::fs::create_dir(&offers)?;
//! # std::fs::write(offers.join("1.txt"), "Soudeur TIG (H/F)\n\nContrat : CDI\n\nAssembler des cuves en inox.")?;
//! let mut writer = jobsearch_engine_tantivy::write(&index)?;
//! jobsearch_indexer::index(&[offers], &mut writer, &jobsearch_indexer::Options::default(), &mut |_| ())?;
//!
//! let engine = jobsearch_engine_tantivy::open(&index)?;
//! let results = search(&engine, "soudeuse CDI", &Options { limit: 20, ..Options::default() })?;
//! for found in &results.found {
//!     println!("{}. {}", found.rank, found.posting.title);
//! }
//! assert_eq!(results.found[0].posting.title, "Soudeur TIG");
//! let reasons: Vec<String> = results.found[0].reasons.iter().map(ToString::to_string).collect();
//! assert_eq!(reasons, ["“soudeuse” in the title", "CDI"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Nothing is printed, and nothing but the engine is read: not the clock ([`Options::today`] tells the day), not the
//! folder of packs ([`Options::vocabulary`] holds what words mean). What was odd about a query stands in the notices of the
//! [`Interpretation`](results::Interpretation); a [`QueryError`] has a hint.
//!
//! One walk, no way back: [`search`] parses what was typed, understands it, plans, asks the engine and highlights.
//! [`plan`] stops before the engine is asked, [`explain`] shows each step, [`evaluate`] scores a judged set of queries.

mod amounts;
mod asked;
mod certainty;
mod clipped;
mod contradictions;
mod cover;
pub mod evaluate;
mod excluded;
mod explain;
mod facts;
mod fields;
mod highlight;
mod interpretation;
mod learners;
mod mentions;
mod neighbours;
mod operators;
mod options;
mod parse;
mod places;
mod plan;
mod profile;
mod reasons;
mod requests;
mod said;
mod search;
mod sieve;
mod skills;
mod suggest;
mod titles;
mod understand;
mod weights;

/// What results are made of: the posting and its tier, how the query was read, the sentence that shows a hit best, and the
/// skills it asks for.
pub mod results {
    pub use crate::highlight::Highlight;
    pub use crate::interpretation::{Interpretation, Understood};
    pub use crate::skills::{ComparedSkill, ComparedSkills};
    pub use jobsearch_engine::Tier;
    pub use jobsearch_posting::Posting;
}

pub use explain::explain;
pub use options::{Options, QueryError};
pub use reasons::Reason;
pub use search::{Found, SearchResults, plan, search};
