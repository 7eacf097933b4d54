//! What the index holds and what this run has seen: to tell new, changed, copied and gone.

use crate::fingerprint::{Fingerprint, FingerprintMap};
use crate::index::RULES;
use crate::repeats::Note;
use jobsearch_engine::{EngineError, PostingWriter};
use jobsearch_posting::Posting;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What a posting is, compared with the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The index does not have it.
    New,
    /// The index has it otherwise.
    Changed,
    /// The index has it.
    Unchanged,
}

/// What the index holds.
#[derive(Default)]
pub(crate) struct Held {
    /// Sorted by the hashes of ids.
    postings: Vec<HeldPosting>,
    files: Vec<PathBuf>,
    digest: u64,
}

/// A posting that the index holds; there may be millions.
struct HeldPosting {
    /// The hash of its id.
    id: u64,
    /// The hash of its content.
    content: u64,
    /// The number of the file it was read from; [`GONE`] where it is taken for gone.
    file: u32,
    /// The record of this run that has its id, counted from 1; 0 where none has.
    claim: u32,
}

/// In place of the number of a file.
const GONE: u32 = u32::MAX;

impl Held {
    /// Reads what the index holds.
    pub(crate) fn of(writer: &dyn PostingWriter) -> Result<Self, EngineError> {
        let mut held = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        writer.indexed(&mut |posting| {
            let file = numbers.get(&posting.file).copied().unwrap_or_else(|| {
                held.files.push(PathBuf::from(&posting.file));
                numbers.insert(posting.file, held.files.len() as u32 - 1);
                held.files.len() as u32 - 1
            });
            let id = Fingerprint::of(posting.id.as_bytes());
            held.postings.push(HeldPosting { id, content: posting.content_hash, file, claim: 0 });
            held.note(id, posting.content_hash);
        })?;
        held.postings.sort_unstable_by_key(|posting| posting.id);
        Ok(held)
    }

    /// Compares a posting with the index, which from now on is taken to have it.
    pub(crate) fn compare(&mut self, id: &str, (file, content): (&Path, u64)) -> State {
        let id = Fingerprint::of(id.as_bytes());
        let mut state = State::New;
        if let Some(at) = self.find(id) {
            let HeldPosting { content: hash, file: known, .. } = &mut self.postings[at];
            let same = *hash == content && self.files[*known as usize] == file;
            state = if same { State::Unchanged } else { State::Changed };
            let old = std::mem::replace(hash, content);
            self.note(id, old);
        }
        self.note(id, content);
        state
    }

    /// The file a posting was read from.
    pub(crate) fn path(&self, id: &str) -> Option<&Path> {
        let at = self.find(Fingerprint::of(id.as_bytes()))?;
        Some(&self.files[self.postings[at].file as usize])
    }

    /// Every file that postings were read from.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Takes a posting for gone.
    pub(crate) fn forget(&mut self, id: &str) {
        let id = Fingerprint::of(id.as_bytes());
        if let Some(at) = self.find(id) {
            self.postings[at].file = GONE;
            self.note(id, self.postings[at].content);
        }
    }

    /// A hash of all ids and contents, whatever their order.
    pub(crate) fn digest(&self) -> u64 {
        self.digest
    }

    /// The place of a posting.
    fn find(&self, id: u64) -> Option<usize> {
        let at = self.postings.binary_search_by_key(&id, |posting| posting.id).ok()?;
        (self.postings[at].file != GONE).then_some(at)
    }

    /// Adds a posting to the digest, or takes one that is in it out.
    fn note(&mut self, id: u64, content: u64) {
        let mut hash = Fingerprint::new();
        hash.feed(&id.to_le_bytes());
        hash.feed(&content.to_le_bytes());
        self.digest ^= hash.value();
    }
}

/// The records of the first pass, in order, and the ids they have.
#[derive(Default)]
pub(crate) struct Claims {
    claims: Vec<Claim>,
    /// Which claim has an id that the index does not hold, by the id's hash: of the others, [`Held`] notes it.
    new: FingerprintMap<u32>,
}

/// A record, and the id it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The hash of the record.
    pub(crate) raw_hash: u64,
    /// Its cluster; 0 as long as it has none.
    pub(crate) cluster: u64,
    /// The number behind its id; 1 for none, 0 when the record is passed over.
    number: u32,
}

impl Claim {
    /// The id, made of the one the record gives; nothing when the record is passed over.
    pub(crate) fn id(&self, own: String) -> Option<String> {
        match self.number {
            0 => None,
            1 => Some(own),
            number => Some(format!("{own}~{number}")),
        }
    }
}

impl Claims {
    /// The id that a record is to have: its own, or with `~2` and on when other content has that already; none for
    /// a copy of what had it, which is passed over.
    pub(crate) fn claim(&mut self, own: &str, raw_hash: u64, held: &mut Held) -> Option<String> {
        let mut id = own.to_owned();
        let mut number = 1;
        while let Some(at) = self.with_id(&id, held) {
            if self.claims[at].raw_hash == raw_hash {
                self.claims.push(Claim { raw_hash, ..Claim::default() });
                return None;
            }
            number += 1;
            id = format!("{own}~{number}");
        }
        self.claims.push(Claim { raw_hash, cluster: 0, number });
        let (hash, count) = (Fingerprint::of(id.as_bytes()), self.claims.len() as u32);
        match held.find(hash) {
            Some(at) => held.postings[at].claim = count,
            None => drop(self.new.insert(hash, count)),
        }
        Some(id)
    }

    /// Passes the latest record over, though it has an id.
    pub(crate) fn waive(&mut self) {
        if let Some(last) = self.claims.last_mut() {
            last.number = 0;
        }
    }

    /// Tells whether a record of this run has an id.
    pub(crate) fn has(&self, id: &str, held: &Held) -> bool {
        self.with_id(id, held).is_some()
    }

    /// Gives the record with the id of an earlier note the cluster noted; tells whether they are the same to the letter.
    pub(crate) fn assign(&mut self, note: &Note, held: &Held) -> bool {
        let claim = self.with_id(&note.id, held).map(|at| &mut self.claims[at]);
        match claim.filter(|claim| claim.raw_hash == note.raw_hash && claim.number != 0) {
            Some(claim) => {
                claim.cluster = note.cluster;
                true
            }
            None => false,
        }
    }

    /// Gives back what tells the ids that the index does not hold: from now on only those are asked for that it does.
    pub(crate) fn close(&mut self) {
        self.new = FingerprintMap::default();
    }

    /// The records that are not passed over, in order.
    pub(crate) fn taken(&mut self) -> impl Iterator<Item = &mut Claim> {
        self.claims.iter_mut().filter(|claim| claim.number != 0)
    }

    /// How many records there are, those passed over included.
    pub(crate) fn count(&self) -> usize {
        self.claims.len()
    }

    /// A record, in the order of claiming.
    pub(crate) fn get(&self, at: usize) -> Option<Claim> {
        self.claims.get(at).copied()
    }

    /// The place of the record that has an id.
    fn with_id(&self, id: &str, held: &Held) -> Option<usize> {
        let id = Fingerprint::of(id.as_bytes());
        let count = match held.find(id) {
            Some(at) => held.postings[at].claim,
            None => self.new.get(&id).copied().unwrap_or_default(),
        };
        (count as usize).checked_sub(1)
    }
}

/// A hash of all that decides what is indexed: the record, the rules, and what others share with it: a cluster and the
/// vocabulary. Its upper half is the text's alone: of postings that rank alike, the order stays the same whatever else
/// changes.
pub(crate) fn content_hash(
    (raw_hash, text_hash): (u64, u64),
    posting: &Posting,
    (cluster, vocabulary): (u64, &str),
) -> u64 {
    let mut hash = Fingerprint::new();
    hash.feed(&RULES.to_le_bytes());
    hash.feed(vocabulary.as_bytes());
    hash.feed(&raw_hash.to_le_bytes());
    hash.feed(&cluster.to_le_bytes());
    for section in &posting.sections {
        hash.feed(&[u8::from(section.boilerplate)]);
        hash.feed(&(section.text.len() as u64).to_le_bytes());
    }
    text_hash & !u64::from(u32::MAX) | hash.value() & u64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_alone_changes_leaves_the_order_of_the_text() {
        let posting = Posting::default();
        let base = content_hash((1, 7 << 32), &posting, (1, "ours"));
        let upper = |hash: u64| hash >> 32;
        for (raw, text, cluster, vocabulary) in
            [(2, 7, 1, "ours"), (1, 7, 2, "ours"), (1, 7, 1, "theirs"), (2, 8, 1, "ours")]
        {
            let changed = content_hash((raw, text << 32), &posting, (cluster, vocabulary));
            assert_ne!(changed, base);
            assert_eq!(upper(changed) == upper(base), text == 7);
        }
    }
}
