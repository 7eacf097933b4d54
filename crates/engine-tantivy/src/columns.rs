//! The per-posting facts of a segment.

use crate::schema::{AMOUNTS, CLUSTER, FACTS, HASH, PLACES, SKILLS, TITLE_KEY};
use crate::signals::{unpack_amounts, unpack_facts, unpack_skill, unpack_spot};
use jobsearch_engine::PostingFacts;
use std::sync::Arc;
use tantivy::columnar::{Cardinality, Column, ColumnValues};
use tantivy::{DocId, SegmentReader};

/// The columns of a segment.
pub(crate) struct Columns {
    facts: Arc<dyn ColumnValues<u64>>,
    amounts: Arc<dyn ColumnValues<u64>>,
    skills: Column<u64>,
    places: Column<u64>,
    hash: Arc<dyn ColumnValues<u64>>,
    title_key: Arc<dyn ColumnValues<u64>>,
    cluster: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    pub(crate) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let single = |name| columns.u64(name).map(single);
        Ok(Self {
            facts: single(FACTS)?,
            amounts: single(AMOUNTS)?,
            skills: columns.u64(SKILLS)?,
            places: columns.u64(PLACES)?,
            title_key: single(TITLE_KEY)?,
            hash: single(HASH)?,
            cluster: single(CLUSTER)?,
        })
    }

    /// Reads all facts but the amounts, the skills and the places.
    pub(crate) fn read_facts(&self, doc: DocId, facts: &mut PostingFacts) {
        unpack_facts(self.facts.get_val(doc), facts);
    }

    /// Reads the amounts.
    pub(crate) fn read_amounts(&self, doc: DocId, facts: &mut PostingFacts) {
        unpack_amounts(self.amounts.get_val(doc), facts);
    }

    /// Reads the skills.
    pub(crate) fn read_skills(&self, doc: DocId, facts: &mut PostingFacts) {
        facts.skills.clear();
        facts.skills.extend(self.skills.values_for_doc(doc).map(unpack_skill));
    }

    /// Reads the places.
    pub(crate) fn read_places(&self, doc: DocId, facts: &mut PostingFacts) {
        facts.places.clear();
        facts.places.extend(self.places.values_for_doc(doc).map(unpack_spot));
    }

    /// What breaks ties.
    pub(crate) fn hash(&self, doc: DocId) -> u64 {
        self.hash.get_val(doc)
    }

    /// How the title is written.
    pub(crate) fn title_key(&self, doc: DocId) -> u64 {
        self.title_key.get_val(doc)
    }

    /// What copies of one posting share.
    pub(crate) fn cluster(&self, doc: DocId) -> u64 {
        self.cluster.get_val(doc)
    }
}

/// A column that has one value a posting is read without asking where it is.
fn single(column: Column<u64>) -> Arc<dyn ColumnValues<u64>> {
    match column.get_cardinality() {
        Cardinality::Full => column.values,
        _ => column.first_or_default_col(0),
    }
}
