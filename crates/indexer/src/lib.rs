//! From files to the engine.
//!
//! One straight walk, a type a step: a file is discovered, a [`Format`](formats::Format) reads [`RawPosting`]s from it, cleaning
//! and extraction make a posting of each, what repeats is set apart, and the writer takes the rest. [`index`] walks it
//! whole; [`read_postings`] and [`prepare`] are its two halves, for tools that show a file without indexing it.
//!
//! ```
//! use jobsearch_indexer::{Options, RawPosting, prepare};
//!
//! let raw = RawPosting { title: Some("Soudeur TIG (H/F)".into()), ..RawPosting::default() };
//! let posting = prepare(&raw, &Options::default());
//! assert_eq!(posting.title, "Soudeur TIG");
//! assert_eq!(posting.gender_tag.as_deref(), Some("(H/F)"));
//! ```

mod clean;
mod decode;
mod discover;
mod error;
pub mod evaluate;
mod extract;
mod fingerprint;
pub mod formats;
mod index;
mod kept;
mod options;
mod origin;
mod prepare;
mod raw;
mod repeats;
mod report;
mod run;
mod scope;
mod seen;
mod teller;

pub use discover::{read_postings, read_text};
pub use error::IndexerError;
pub use index::index;
pub use options::Options;
pub use prepare::prepare;
pub use raw::{RawLocation, RawPosting, RawSection};
pub use report::{Event, FactCounts, Progress, Report, Skipped};
