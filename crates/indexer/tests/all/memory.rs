//! An index in memory.

use jobsearch_engine::{EngineError, Indexed, PostingWriter, PreparedPosting};
use std::collections::BTreeMap;

/// Keeps what it is given; what is not committed does not count.
#[derive(Default)]
pub(crate) struct Memory {
    /// The postings by their ids.
    pub(crate) committed: BTreeMap<String, PreparedPosting>,
    pending: BTreeMap<String, Option<PreparedPosting>>,
    /// How many postings the last commit changed.
    pub(crate) written: usize,
    /// The next commit fails.
    pub(crate) cut_off: bool,
}

impl PostingWriter for Memory {
    fn indexed(&self, each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError> {
        for (id, PreparedPosting { file, content_hash, .. }) in &self.committed {
            each(Indexed { id: id.clone(), file: file.clone(), content_hash: *content_hash });
        }
        Ok(())
    }

    fn add(&mut self, posting: PreparedPosting) -> Result<(), EngineError> {
        self.pending.insert(posting.posting.id.clone(), Some(posting));
        Ok(())
    }

    fn remove(&mut self, id: &str) -> Result<(), EngineError> {
        self.pending.insert(id.into(), None);
        Ok(())
    }

    fn commit(&mut self, _vocabulary: &str) -> Result<(), EngineError> {
        let pending = std::mem::take(&mut self.pending);
        if self.cut_off {
            return Err(EngineError::failed("commit", "cut off"));
        }
        self.written = pending.len();
        for (id, posting) in pending {
            match posting {
                Some(posting) => drop(self.committed.insert(id, posting)),
                None => drop(self.committed.remove(&id)),
            }
        }
        Ok(())
    }
}
