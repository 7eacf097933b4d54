//! The per-posting facts of a segment.

use crate::place_lists::PlaceLists;
use crate::reading::Asks;
use crate::schema::{AMOUNTS, CLUSTER, FACTS, HASH, PLACE_LISTS, SKILLS};
use crate::signals::{unpack_amounts, unpack_facts, unpack_skill};
use jobsearch_engine::{AskedSkill, PostingFacts};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::{BytesColumn, Cardinality, Column, ColumnValues};
use tantivy::{DocId, SegmentReader};

/// The columns of a segment.
pub(crate) struct Columns {
    facts: Arc<dyn ColumnValues<u64>>,
    amounts: Arc<dyn ColumnValues<u64>>,
    skills: Column<u64>,
    places: BytesColumn,
    /// The places, read when they are asked for.
    place_lists: OnceLock<PlaceLists>,
    hash: Arc<dyn ColumnValues<u64>>,
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
            places: columns.bytes(PLACE_LISTS)?.unwrap_or_else(|| BytesColumn::empty(segment.max_doc())),
            place_lists: OnceLock::new(),
            hash: single(HASH)?,
            cluster: single(CLUSTER)?,
        })
    }

    /// All facts but the amounts, the skills and the places, packed.
    pub(crate) fn packed_facts(&self, doc: DocId) -> u64 {
        self.facts.get_val(doc)
    }

    /// The amounts, packed.
    pub(crate) fn packed_amounts(&self, doc: DocId) -> u64 {
        self.amounts.get_val(doc)
    }

    /// Reads the facts of a posting, of those that are kept apart only what is asked for.
    pub(crate) fn read(&self, doc: DocId, asks: Asks, facts: &mut PostingFacts) -> tantivy::Result<()> {
        unpack_facts(self.packed_facts(doc), facts);
        if asks.amounts {
            unpack_amounts(self.packed_amounts(doc), facts);
        }
        if asks.skills {
            facts.skills.clear();
            facts.skills.extend(self.skills(doc));
        }
        if asks.places {
            let lists = self.place_lists()?;
            facts.places.clear();
            facts.places.extend_from_slice(lists.places(lists.number(doc)));
        }
        Ok(())
    }

    /// The skills.
    pub(crate) fn skills(&self, doc: DocId) -> impl Iterator<Item = AskedSkill> {
        self.skills.values_for_doc(doc).map(unpack_skill)
    }

    /// The places of all postings.
    pub(crate) fn place_lists(&self) -> tantivy::Result<&PlaceLists> {
        if let Some(lists) = self.place_lists.get() {
            return Ok(lists);
        }
        let mut numbers = vec![0; self.places.num_rows() as usize];
        single(self.places.ords().clone()).get_range(0, &mut numbers);
        let numbers = numbers.into_iter().map(|number| number as u32).collect();
        let lists = PlaceLists::open(&self.places, numbers)?;
        Ok(self.place_lists.get_or_init(|| lists))
    }

    /// What breaks ties.
    pub(crate) fn hash(&self, doc: DocId) -> u64 {
        self.hash.get_val(doc)
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
