//! What the index holds and what this run has seen: to tell new, changed, copied and gone.

use crate::fingerprint::Fingerprint;
use jobsearch_engine::{EngineError, PostingWriter};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What a posting is, compared with the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The index does not have it.
    New,
    /// The index has it otherwise.
    Changed,
    /// The index has it, or this run gave the same before.
    Unchanged,
}

/// The ids of the index and of the run.
pub(crate) struct SeenIds {
    indexed: HashMap<String, (PathBuf, u64)>,
    /// The raw content under each id of this run, both as hashes.
    run: HashMap<u64, u64>,
    kept: HashSet<u64>,
}

impl SeenIds {
    /// Reads what the index holds.
    pub(crate) fn of(writer: &dyn PostingWriter) -> Result<Self, EngineError> {
        let mut indexed = HashMap::new();
        writer.indexed(&mut |posting| {
            indexed.insert(posting.id, (PathBuf::from(posting.file), posting.content_hash));
        })?;
        Ok(Self { indexed, run: HashMap::new(), kept: HashSet::new() })
    }

    /// The id that a record is to have: its own, or with `~2` and on when other content has that already; none for
    /// a copy of what had it.
    pub(crate) fn claim(&mut self, id: &str, raw_hash: u64) -> Option<String> {
        let mut candidate = id.to_owned();
        for number in 2.. {
            match self.run.entry(Fingerprint::of(candidate.as_bytes())) {
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(raw_hash);
                    return Some(candidate);
                }
                std::collections::hash_map::Entry::Occupied(taken) if *taken.get() == raw_hash => {
                    return None;
                }
                std::collections::hash_map::Entry::Occupied(_) => candidate = format!("{id}~{number}"),
            }
        }
        None
    }

    /// Compares a posting with the index, and notes that it is still there.
    pub(crate) fn compare(&mut self, id: &str, (file, hash): (&Path, u64)) -> State {
        self.kept.insert(Fingerprint::of(id.as_bytes()));
        match self.indexed.get(id) {
            None => State::New,
            Some((known, content)) if *content == hash && known == file => State::Unchanged,
            Some(_) => State::Changed,
        }
    }

    /// The indexed postings that no file under the paths has any more, those of unread files excepted.
    pub(crate) fn gone(&self, paths: &[PathBuf], unread: &HashSet<PathBuf>) -> Vec<&str> {
        let is_gone = |id: &str, file: &Path| {
            let under = paths.iter().any(|path| file.starts_with(path));
            under && !unread.contains(file) && !self.kept.contains(&Fingerprint::of(id.as_bytes()))
        };
        let mut gone: Vec<&str> = self
            .indexed
            .iter()
            .filter(|(id, (file, _))| is_gone(id, file))
            .map(|(id, _)| id.as_str())
            .collect();
        gone.sort_unstable();
        gone
    }
}
