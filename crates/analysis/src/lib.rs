//! How text becomes terms, the same when indexing and when searching.
//!
//! French and English go through one chain: no guess of the language stands between a text and its terms.
//!
//! ```
//! use jobsearch_analysis::Analyzer;
//!
//! let tokens = Analyzer::new().tokens("Développeur·se C++ (H/F)");
//! let terms: Vec<&str> = tokens.iter().map(|token| token.term.as_str()).collect();
//! assert_eq!(terms, ["developpeur", "c++"]);
//! ```
//!
//! Rooms, in the order a text walks through them: `scan` finds the words and folds them (`fold`); the [`Analyzer`]
//! reads those that belong together (`inclusive` forms, `number`s, `address`es) and gives each its light [`stem`].
//! Beside the chain: the language of a section ([`guess_language`]), and the fingerprint by which an index knows the
//! chain it was made with. The French–English key ([`cognate`]) and the Snowball [`root`] make no terms: the names of the
//! vocabulary reach further. They are for tools that compare words, as the example `pairs` does.
//!
//! Never here: input or output, the clock, options. Nothing fails: every text has terms, if only none.

mod address;
mod analyzer;
mod cognate;
mod compound;
mod fingerprint;
mod fold;
mod gap;
mod inclusive;
mod language;
mod letters;
mod memo;
mod number;
mod root;
mod scan;
mod stem;
mod surface;
mod tables;
mod terms;
mod words;

pub use analyzer::{Analyzer, Token};
pub use cognate::cognate;
pub use fold::fold;
pub use language::guess_language;
pub use root::root;
pub use stem::stem;
pub use surface::surface_key;
pub use terms::Terms;

/// Whether a folded word is a function word of French or English. The [`Analyzer`] keeps them all.
pub fn is_stop_word(folded: &str) -> bool {
    tables::STOP_WORDS.contains(folded)
}
