//! From a typed string to ranked results: the crate other tools embed.
//!
//! ```
//! use jobsearch_engine::Searcher;
//! use jobsearch_query::{Options, search};
//!
//! fn first_title(engine: &dyn Searcher) -> Option<String> {
//!     let results = search(engine, "oncologie CDI", &Options::default()).ok()?;
//!     eprintln!("{}", results.interpretation);
//!     results.found.first().map(|found| found.posting.title.clone())
//! }
//! ```
//!
//! One walk, no way back: [`search`] parses what was typed, understands it, plans, asks the engine and highlights.
//! [`plan`] stops before the engine is asked, [`explain`] shows each step, [`evaluate`] scores a judged set of queries.

mod amounts;
mod asked;
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
mod understand;
mod weights;

/// What results are made of, besides the postings: how the query was read, the sentence that shows a hit
/// best, and the skills it asks for.
pub mod results {
    pub use crate::highlight::Highlight;
    pub use crate::interpretation::{Interpretation, Understood};
    pub use crate::skills::{ComparedSkill, ComparedSkills};
}

pub use explain::explain;
pub use options::{Options, QueryError};
pub use reasons::Reason;
pub use search::{Found, SearchResults, plan, search};
