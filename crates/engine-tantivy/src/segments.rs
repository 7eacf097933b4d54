//! What is opened of each segment, once: finding a column or a field by its name costs more than a query reads of it.

use crate::columns::Columns;
use crate::schema::Fields;
use jobsearch_engine::Field as TextField;
use std::sync::{Arc, OnceLock};
use tantivy::directory::OwnedBytes;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocId, InvertedIndexReader, Searcher, SegmentReader};

/// The segments of an index, opened as they are asked for.
pub(crate) struct Segments {
    opened: Vec<OnceLock<Segment>>,
}

/// An opened segment.
pub(crate) struct Segment {
    pub(crate) columns: Columns,
    /// The terms of each text field.
    pub(crate) indexes: [Arc<InvertedIndexReader>; TextField::ALL.len()],
    /// What titles and bodies name.
    pub(crate) names: Arc<InvertedIndexReader>,
    /// How titles are written.
    pub(crate) title_keys: Arc<InvertedIndexReader>,
    /// The lengths of titles and of bodies; those of no other text count.
    pub(crate) title_lengths: Lengths,
    pub(crate) body_lengths: Lengths,
}

/// How many words a field of each posting has, about: the number of a length in tantivy's table of lengths.
pub(crate) struct Lengths(Option<OwnedBytes>);

impl Lengths {
    fn open(reader: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let file = reader.fieldnorms_readers().get_inner_file().open_read(field);
        Ok(Self(file.map(|file| file.read_bytes()).transpose()?))
    }

    /// The numbers of the lengths from a posting on.
    pub(crate) fn from(&self, doc: DocId) -> &[u8] {
        self.0.as_ref().and_then(|lengths| lengths.get(doc as usize..)).unwrap_or_default()
    }

    /// How many words it has, about; 1 where that is not known.
    pub(crate) fn words(&self, doc: DocId) -> u32 {
        self.from(doc).first().map_or(1, |number| FieldNormReader::id_to_fieldnorm(*number))
    }
}

impl Segments {
    /// Opens nothing yet.
    pub(crate) fn of(searcher: &Searcher) -> Self {
        Self { opened: searcher.segment_readers().iter().map(|_| OnceLock::new()).collect() }
    }

    /// The segment with this number.
    pub(crate) fn get(&self, ord: u32, searcher: &Searcher, fields: &Fields) -> tantivy::Result<&Segment> {
        let place = &self.opened[ord as usize];
        if let Some(segment) = place.get() {
            return Ok(segment);
        }
        let segment = Segment::open(searcher.segment_reader(ord), fields)?;
        Ok(place.get_or_init(|| segment))
    }

    /// All segments, in order.
    pub(crate) fn all(&self, searcher: &Searcher, fields: &Fields) -> tantivy::Result<Vec<&Segment>> {
        (0..self.opened.len()).map(|ord| self.get(ord as u32, searcher, fields)).collect()
    }
}

impl Segment {
    fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let [title, body, company, boilerplate] = fields.text;
        let index = |field| reader.inverted_index(field);
        Ok(Self {
            columns: Columns::open(reader)?,
            indexes: [index(title)?, index(body)?, index(company)?, index(boilerplate)?],
            names: index(fields.names)?,
            title_keys: index(fields.title_key)?,
            title_lengths: Lengths::open(reader, title)?,
            body_lengths: Lengths::open(reader, body)?,
        })
    }
}
