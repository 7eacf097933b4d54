//! The side that answers.

use crate::{EngineError, Hits, SearchPlan, Spot};
use jobsearch_posting::{Language, Posting};

/// An index that can be asked. Opening one is the engine's own business.
pub trait Searcher {
    /// Answers a plan.
    ///
    /// # Errors
    /// Fails when the index cannot be read; an answer without hits is no error.
    fn search(&self, plan: &SearchPlan) -> Result<Hits, EngineError>;

    /// Tells how many postings hold a term, in any field.
    fn frequency(&self, term: &str) -> u64;

    /// Tells how many postings are at exactly this spot.
    fn count_at(&self, spot: &Spot) -> u64;

    /// Tells how many postings are written in a language; one written in both counts as the language of most of its text.
    fn count_in(&self, language: Language) -> u64;

    /// Tells how many postings the index holds.
    fn len(&self) -> u64;

    /// Tells whether the index holds nothing.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fetches a posting by its id.
    ///
    /// # Errors
    /// Fails when the index cannot be read; an unknown id is `None`.
    fn posting(&self, id: &str) -> Result<Option<Posting>, EngineError>;

    /// Names every posting, in no particular order.
    ///
    /// # Errors
    /// Fails when the index cannot be read.
    fn list(&self, each: &mut dyn FnMut(Listed)) -> Result<(), EngineError>;

    /// The terms of the index that begin with a prefix, with how many postings hold each; the most frequent first.
    fn terms(&self, prefix: &str, limit: usize) -> Vec<(String, u64)>;

    /// The vocabulary the index was made with ([`PostingWriter::commit`](crate::PostingWriter::commit)).
    fn vocabulary(&self) -> &str;
}

/// A posting's name and origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it was read.
    pub source: String,
}
