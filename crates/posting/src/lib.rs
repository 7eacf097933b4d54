//! What a job posting is: plain values, no I/O, no clock.
//!
//! ```
//! use jobsearch_posting::{ContractKind, Posting};
//!
//! let posting = Posting { id: "4970".into(), title: "Lead oncologie".into(), ..Posting::default() };
//! assert_eq!(posting.title, "Lead oncologie");
//! assert_eq!(ContractKind::from_id("permanent"), Some(ContractKind::Permanent));
//! ```
//!
//! Rooms: [`Posting`] and its [`Section`]s, the [`Facts`] recognised in it, the [`ContractKind`]s of the market,
//! the [`Location`] a posting is at, and the [`Day`] it was published.

mod contract;
mod day;
mod facts;
mod location;
mod posting;

pub use contract::{Contract, ContractKind, ContractSet, ContractTerm, Employment, Scheme, WorkingTime};
pub use day::Day;
pub use facts::{Education, Experience, Fact, Facts, OpenEnd, Origin, Pay, Period, Remote, Skill, Spoken};
pub use location::{Country, Location, Point, Precision};
pub use posting::{Kind, Language, Posting, Section, SectionKind};
