//! What the market calls things: contracts, job titles and skills, locations.
//!
//! ```
//! use jobsearch_analysis::Analyzer;
//! use jobsearch_posting::ContractKind;
//! use jobsearch_vocabulary::{Meaning, Vocabulary, longest};
//!
//! let tokens = Analyzer::new().tokens("CDI intérimaire, temps plein");
//! let mentions = longest(Vocabulary::new().contract_mentions(&tokens));
//! assert_eq!(mentions[0].meaning, Meaning::Contract(ContractKind::AgencyPermanent));
//! assert_eq!(mentions[0].tokens, 0..2);
//! ```
//!
//! Rooms: the [`Vocabulary`] recognises [`Mention`]s in analysed text; a [`Concept`] is a title, skill, tool, diploma
//! or sector with its names; [`contracts`] knows how contracts, working times and remote work are spelt;
//! [`locations`] knows places. Everything is packed at build time from `tables/`: nothing is parsed at start. [`packs`]
//! are what users add: packed once, then laid over our own concepts.

pub mod calendar;
mod concept_table;
mod concepts;
pub mod contracts;
mod keys;
pub mod languages;
mod layers;
mod links;
pub mod locations;
mod mention;
mod openings;
mod packed;
mod packing;
pub mod packs;
mod share_of_time;
mod steps;
mod vocabulary;
mod walk;

#[cfg(test)]
#[path = "../build/contracts.rs"]
mod pack_contracts;

pub use concepts::{Concept, ConceptId, ConceptKind, Label, Relation};
pub use mention::{Meaning, Mention, longest};
pub use share_of_time::shares_of_time;
pub use vocabulary::{Ambiguity, Vocabulary};
