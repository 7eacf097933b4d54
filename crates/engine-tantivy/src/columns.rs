//! The per-posting facts of a segment.

use crate::schema::{AMOUNTS, CLUSTER, FACTS, HASH, PLACES, SKILLS, TITLE_KEY};
use crate::signals::{unpack_amounts, unpack_facts, unpack_skill, unpack_spot};
use jobsearch_engine::PostingFacts;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues};
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
        Ok(Self {
            facts: columns.u64(FACTS)?.first_or_default_col(0),
            amounts: columns.u64(AMOUNTS)?.first_or_default_col(0),
            skills: columns.u64(SKILLS)?,
            places: columns.u64(PLACES)?,
            title_key: columns.u64(TITLE_KEY)?.first_or_default_col(0),
            hash: columns.u64(HASH)?.first_or_default_col(0),
            cluster: columns.u64(CLUSTER)?.first_or_default_col(0),
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
