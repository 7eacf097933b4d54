//! The other names of a plan, each looked up once in every segment.

use crate::cursor::Cursor;
use crate::segments::Segment;
use jobsearch_engine::{Field as TextField, Name};
use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};

/// Packs what a field names: the names of one concept lie side by side, whatever the field.
pub(crate) fn pack_name((field, key): (TextField, u64)) -> u64 {
    key << 8 | field as u64
}

/// A name, and where the index keeps the postings that hold it.
pub(crate) struct ReadyName<'p> {
    pub(crate) name: &'p Name,
    /// By segment, then in the order of [`Name::FIELDS`].
    infos: Vec<[Option<TermInfo>; Name::FIELDS.len()]>,
}

impl<'p> ReadyName<'p> {
    /// Looks a name up; `None` where no posting holds it.
    pub(crate) fn look_up(name: &'p Name, segments: &[&Segment]) -> tantivy::Result<Option<Self>> {
        let mut infos = Vec::with_capacity(segments.len());
        for segment in segments {
            let mut info: [Option<TermInfo>; Name::FIELDS.len()] = Default::default();
            for (at, field) in Name::FIELDS.into_iter().enumerate() {
                if name.only.is_none_or(|only| only == field) {
                    // Which field of the index it is makes no difference to the bytes.
                    let term = Term::from_field_u64(Field::from_field_id(0), pack_name((field, name.key())));
                    info[at] = segment.names.get_term_info(&term)?;
                }
            }
            infos.push(info);
        }
        let is_held = infos.iter().flatten().any(Option::is_some);
        Ok(is_held.then_some(Self { name, infos }))
    }

    /// The postings of a segment that hold it in a field; `None` where there are none.
    pub(crate) fn open(
        &self,
        (number, segment): (usize, &Segment),
        field: TextField,
    ) -> tantivy::Result<Option<Cursor>> {
        let Some(at) = Name::FIELDS.iter().position(|known| *known == field) else { return Ok(None) };
        let Some(info) = &self.infos[number][at] else { return Ok(None) };
        Cursor::term(&segment.names, info, IndexRecordOption::Basic).map(Some)
    }

    /// How many postings hold it in the title or the body, whichever is more.
    pub(crate) fn frequency(&self) -> u64 {
        let sum = |at: usize| -> u64 {
            let infos = self.infos.iter().filter_map(|info| info[at].as_ref());
            infos.map(|info| u64::from(info.doc_freq)).sum()
        };
        (0..Name::FIELDS.len()).map(sum).max().unwrap_or(0)
    }
}
