//! The other names of a plan: where the index keeps them is looked up once, as long as it is open.

use crate::cursor::Cursor;
use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Name};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::Term;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::Field;

/// Packs what a field names: the names of one concept lie side by side, whatever the field.
pub(crate) fn pack_name((field, key): (TextField, u64)) -> u64 {
    key << 8 | field as u64
}

/// Where an index keeps the postings of a name in a field, by segment; `None` where no posting holds it.
type Kept = Option<Arc<[Option<TermInfo>]>>;

/// What was looked up of packed names so far. They are the vocabulary's, not what people type: there is an end to them.
#[derive(Default)]
pub(crate) struct KnownNames(Mutex<FxHashMap<u64, Kept>>);

impl KnownNames {
    fn kept(&self, packed: u64, segments: &[&Segment]) -> tantivy::Result<Kept> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = known.get(&packed) {
            return Ok(kept.clone());
        }
        // Which field of the index it is makes no difference to the bytes.
        let term = Term::from_field_u64(Field::from_field_id(0), packed);
        let look_up = |segment: &&Segment| Ok(segment.names.get_term_info(&term)?);
        let infos = segments.iter().map(look_up).collect::<tantivy::Result<Arc<[_]>>>()?;
        let kept = infos.iter().any(Option::is_some).then_some(infos);
        known.insert(packed, kept.clone());
        Ok(kept)
    }
}

/// A name, and where the index keeps the postings that hold it.
pub(crate) struct ReadyName<'p> {
    pub(crate) name: &'p Name,
    /// In the order of [`Name::FIELDS`].
    kept: [Kept; Name::FIELDS.len()],
}

impl<'p> ReadyName<'p> {
    /// Looks a name up; `None` where no posting holds it.
    pub(crate) fn look_up(
        name: &'p Name,
        known: &KnownNames,
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
        (field, spare): (TextField, &mut Option<BlockSegmentPostings>),
    ) -> tantivy::Result<Option<Cursor>> {
        let Some(at) = Name::FIELDS.iter().position(|known| *known == field) else { return Ok(None) };
        let Some(info) = self.kept[at].as_ref().and_then(|infos| infos[number].as_ref()) else {
            return Ok(None);
        };
        Cursor::uncounted(&segment.names, info, spare).map(Some)
    }

    /// How many postings hold it in the title or the body, whichever is more.
    pub(crate) fn frequency(&self) -> u64 {
        let sum = |infos: &Arc<[Option<TermInfo>]>| -> u64 {
            infos.iter().flatten().map(|info| u64::from(info.doc_freq)).sum()
        };
        self.kept.iter().flatten().map(sum).max().unwrap_or(0)
    }
}
