//! The other names of a plan: which postings hold them is looked up once, as long as the index is open.

use crate::cursor::Cursor;
use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Name};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Term};

/// Packs what a field names: the names of one concept lie side by side, whatever the field.
pub(crate) fn pack_name((field, key): (TextField, u64)) -> u64 {
    key << 8 | field as u64
}

/// From so many postings on they are not kept: that is a block.
const MANY: u32 = 128;

/// The postings of a segment that hold a name in a field.
pub(crate) enum Held {
    /// All of them, none perhaps.
    Few(Arc<[DocId]>),
    /// Where the index keeps them.
    Many(TermInfo),
}

impl Held {
    fn look_up(term: &Term, names: &InvertedIndexReader) -> tantivy::Result<Self> {
        Ok(match names.get_term_info(term)? {
            None => Self::Few(Arc::default()),
            Some(info) if info.doc_freq >= MANY => Self::Many(info),
            Some(info) => {
                let list = names.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                Self::Few(list.docs().into())
            }
        })
    }

    fn len(&self) -> u64 {
        match self {
            Self::Few(docs) => docs.len() as u64,
            Self::Many(info) => info.doc_freq.into(),
        }
    }
}

/// The postings of an index that hold a name in a field, by segment; `None` where no posting holds it.
type Kept = Option<Arc<[Held]>>;

/// What was looked up of packed names so far. They are the vocabulary's, not what people type: there is an end to them,
/// and each takes at most half a kilobyte a segment.
#[derive(Default)]
pub(crate) struct KnownNames(Mutex<ByNumber>);

impl KnownNames {
    /// Takes hold of it, for all names of a group.
    pub(crate) fn hold(&self) -> MutexGuard<'_, ByNumber> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names by their packed numbers.
#[derive(Default)]
pub(crate) struct ByNumber(FxHashMap<u64, Kept>);

impl ByNumber {
    fn kept(&mut self, packed: u64, segments: &[&Segment]) -> tantivy::Result<Kept> {
        if let Some(kept) = self.0.get(&packed) {
            return Ok(kept.clone());
        }
        // Which field of the index it is makes no difference to the bytes.
        let term = Term::from_field_u64(Field::from_field_id(0), packed);
        let look_up = |segment: &&Segment| Held::look_up(&term, &segment.names);
        let held = segments.iter().map(look_up).collect::<tantivy::Result<Arc<[_]>>>()?;
        let kept = held.iter().any(|held| held.len() > 0).then_some(held);
        self.0.insert(packed, kept.clone());
        Ok(kept)
    }
}

/// A name, and the postings that hold it.
pub(crate) struct ReadyName<'p> {
    pub(crate) name: &'p Name,
    /// In the order of [`Name::FIELDS`].
    kept: [Kept; Name::FIELDS.len()],
}

impl<'p> ReadyName<'p> {
    /// Looks a name up; `None` where no posting holds it.
    pub(crate) fn look_up(
        name: &'p Name,
        known: &mut ByNumber,
        segments: &[&Segment],
    ) -> tantivy::Result<Option<Self>> {
        let (key, mut kept) = (name.key(), [const { None }; Name::FIELDS.len()]);
        for (at, field) in Name::FIELDS.into_iter().enumerate() {
            if name.only.is_none_or(|only| only == field) {
                kept[at] = known.kept(pack_name((field, key)), segments)?;
            }
        }
        let is_held = kept.iter().any(Option::is_some);
        Ok(is_held.then_some(Self { name, kept }))
    }

    /// The postings of a segment that hold it in a field; `None` where there are none.
    pub(crate) fn open(
        &self,
        (number, segment): (usize, &Segment),
        field: TextField,
    ) -> tantivy::Result<Option<Cursor>> {
        let Some(at) = Name::FIELDS.iter().position(|known| *known == field) else { return Ok(None) };
        match self.kept[at].as_ref().map(|kept| &kept[number]) {
            Some(Held::Few(docs)) => Ok((!docs.is_empty()).then(|| Cursor::few(docs.clone()))),
            Some(Held::Many(info)) => Cursor::term(&segment.names, info, IndexRecordOption::Basic).map(Some),
            None => Ok(None),
        }
    }

    /// How many postings hold it in the title or the body, whichever is more.
    pub(crate) fn frequency(&self) -> u64 {
        let sum = |kept: &Arc<[Held]>| kept.iter().map(Held::len).sum();
        self.kept.iter().flatten().map(sum).max().unwrap_or(0)
    }
}
