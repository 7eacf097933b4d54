//! The side that takes postings in.

use crate::{EngineError, Field};
use jobsearch_analysis::Terms;
use jobsearch_posting::Posting;

/// An index that is being written. Nothing is visible before [`commit`](Self::commit), and everything is after.
pub trait PostingWriter {
    /// Names every posting the index holds, so that the walk can tell new, changed and gone.
    ///
    /// # Errors
    /// Fails when the index cannot be read.
    fn indexed(&self, each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError>;

    /// Adds a posting; one with the same id is replaced.
    ///
    /// # Errors
    /// Fails when the index cannot be written.
    fn add(&mut self, posting: PreparedPosting) -> Result<(), EngineError>;

    /// Takes a posting out.
    ///
    /// # Errors
    /// Fails when the index cannot be written.
    fn remove(&mut self, id: &str) -> Result<(), EngineError>;

    /// Makes everything since the last commit visible at once, and notes the vocabulary it was made with.
    ///
    /// # Errors
    /// Fails when the index cannot be written; it then stays as it was.
    fn commit(&mut self, vocabulary: &str) -> Result<(), EngineError>;
}

/// A posting that an index holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Its id.
    pub id: String,
    /// The file it was read from, as given to the writer.
    pub file: String,
    /// The hash of what was read.
    pub content_hash: u64,
}

/// A posting, ready to be indexed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreparedPosting {
    /// The posting, to be kept as it is.
    pub posting: Posting,
    /// What is searched: the terms of each text, and the field it goes to. Two texts of a field never make a phrase.
    pub terms: Vec<(Field, Terms)>,
    /// What the title and the body name, by [`name_key`](crate::name_key), each once.
    pub names: Vec<(Field, u64)>,
    /// The file it was read from, without a record number.
    pub file: String,
    /// A hash of what was read, to tell a changed posting from an unchanged one; postings that rank alike go by it.
    pub content_hash: u64,
    /// What copies of one posting share.
    pub cluster: u64,
}
