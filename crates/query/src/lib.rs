//! From a typed string to ranked results: the crate other tools embed.
//!
//! A tool needs this crate and an engine: `jobsearch-engine-tantivy` opens an index on disk, which `jobsearch index` makes,
//! or `jobsearch-indexer` from the tool itself. The engine opened is asked as often as one likes, from any thread.
//!
//! ```no_run
//! use jobsearch_query::{Options, search};
//!
//! let engine = jobsearch_engine_tantivy::open("index".as_ref())?;
//! let results = search(&engine, "oncologie CDI", &Options { limit: 20, ..Options::default() })?;
//! println!("{}: {} found", results.interpretation, results.total);
//! for found in &results.found {
//!     let reasons: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
//!     println!("{}. {} ({:?}: {})", found.rank, found.posting.title, found.tier, reasons.join(", "));
//! }
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
mod explain;
mod facts;
mod fields;
mod highlight;
mod interpretation;
mod learners;
mod mentions;
mod neighbours;
mod options;
mod parse;
mod places;
mod plan;
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
