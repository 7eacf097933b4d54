//! The search engine on this machine: an index on disk, on tantivy.
//!
//! This is the only crate that sees tantivy. [`open`] and [`write()`] are the one door: both refuse an index made by
//! another analysis or another schema, so that a query and the postings always meet in the same terms.
//!
//! ```no_run
//! use jobsearch_engine::{Group, SearchPlan, Searcher};
//!
//! let index = jobsearch_engine_tantivy::open("index".as_ref())?;
//! let hits = index.search(&SearchPlan { groups: vec![Group::word("oncologi")], ..SearchPlan::default() })?;
//! # Ok::<(), jobsearch_engine::EngineError>(())
//! ```

mod answer;
mod collect;
mod columns;
mod copies;
mod cursor;
mod directory;
mod document;
mod found;
mod holdings;
mod in_flight;
mod lists;
mod names;
mod open;
mod place_lists;
mod rank;
mod rate;
mod reading;
mod run;
mod schema;
mod score;
mod search;
mod segments;
mod signals;
mod stands;
mod stored;
mod stretch;
mod terms;
mod title;
mod tokenizer;
mod walk;
mod window;
mod write;

pub use open::{IndexSearcher, exists, open, write};
pub use rank::Ranking;
pub use write::IndexWriter;
