//! What any search engine must do for jobsearch: a plan in, hits out.
//!
//! The contract is kept small, so that an engine on this machine and an engine elsewhere can both keep it. Engines
//! never parse a query and never analyse text for one: a [`SearchPlan`] holds terms, facts and weights, all plain
//! values. Two traits are the meeting point: a [`Searcher`] answers plans, a [`PostingWriter`] takes
//! [`PreparedPosting`]s and makes them visible all at once. [`conformance`] holds the cases every engine must pass.
//!
//! ```
//! use jobsearch_engine::{Condition, Group, Met, PostingFacts, SearchPlan, Wanted};
//! use jobsearch_posting::ContractKind;
//!
//! let wanted = Wanted::Contract(ContractKind::Permanent.satisfied_by());
//! let (groups, wanted) = (vec![Group::word("oncologi")], vec![Condition::new("CDI", wanted)]);
//! let plan = SearchPlan { groups, wanted, ..SearchPlan::default() };
//! assert_eq!(plan.wanted[0].met_by(&PostingFacts::default()), Met::Unknown);
//! ```

mod amount;
mod condition;
pub mod conformance;
mod error;
mod facts;
mod hit;
mod name;
mod plan;
mod searcher;
mod skills;
mod writer;

pub use amount::{Currency, Quantity, Span};
pub use condition::{Area, Condition, Met, RemoteWish, Wanted};
pub use error::EngineError;
pub use facts::{PostingFacts, Spot};
pub use hit::{Answer, Field, Hit, Hits, Match, Tier};
pub use name::{Name, name_key};
pub use plan::{Group, Reading, Scoring, SearchPlan, SignalWeights, Word};
pub use searcher::{Listed, Searcher};
pub use skills::{AskedSkill, Fit, Profile, language_skill, skill_key};
pub use writer::{Indexed, PostingWriter, PreparedPosting};
