//! The per-posting facts of a segment.

use crate::schema::{AMOUNTS, CLUSTER, FACTS, HASH, PLACES, SKILLS};
use crate::signals::{unpack_amounts, unpack_facts, unpack_skill, unpack_spot};
use jobsearch_engine::{AskedSkill, PostingFacts};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::{Cardinality, Column, ColumnIndex, ColumnValues};
use tantivy::{DocId, SegmentReader};

/// The columns of a segment.
pub(crate) struct Columns {
    facts: Arc<dyn ColumnValues<u64>>,
    amounts: Arc<dyn ColumnValues<u64>>,
    skills: Column<u64>,
    places: Column<u64>,
    /// The places once more, laid out flat, when they were asked for.
    flat_places: OnceLock<Flat>,
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
            places: columns.u64(PLACES)?,
            flat_places: OnceLock::new(),
            hash: single(HASH)?,
            cluster: single(CLUSTER)?,
        })
    }

    /// All facts but the amounts, the skills and the places, packed.
    pub(crate) fn packed_facts(&self, doc: DocId) -> u64 {
        self.facts.get_val(doc)
    }

    /// Reads all facts but the amounts, the skills and the places.
    pub(crate) fn read_facts(&self, doc: DocId, facts: &mut PostingFacts) {
        unpack_facts(self.packed_facts(doc), facts);
    }

    /// Reads the amounts.
    pub(crate) fn read_amounts(&self, doc: DocId, facts: &mut PostingFacts) {
        unpack_amounts(self.amounts.get_val(doc), facts);
    }

    /// Reads the skills.
    pub(crate) fn read_skills(&self, doc: DocId, facts: &mut PostingFacts) {
        facts.skills.clear();
        facts.skills.extend(self.skills(doc));
    }

    /// The skills.
    pub(crate) fn skills(&self, doc: DocId) -> impl Iterator<Item = AskedSkill> {
        self.skills.values_for_doc(doc).map(unpack_skill)
    }

    /// Reads what is said in figures, and no more.
    pub(crate) fn read_figures(&self, doc: DocId) -> PostingFacts {
        let mut facts = PostingFacts::default();
        self.read_facts(doc, &mut facts);
        self.read_amounts(doc, &mut facts);
        facts
    }

    /// Reads the places.
    pub(crate) fn read_places(&self, doc: DocId, facts: &mut PostingFacts) {
        facts.places.clear();
        facts.places.extend(self.places.values_for_doc(doc).map(unpack_spot));
    }

    /// The packed places of every posting.
    pub(crate) fn flat_places(&self) -> &Flat {
        self.flat_places.get_or_init(|| Flat::of(&self.places))
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

/// A column of several values a posting, laid out flat: to find the values of one posting in the column itself takes
/// three look-ups.
#[derive(Default)]
pub(crate) struct Flat {
    /// Where the values of each posting begin, and where the last ones end.
    starts: Vec<u32>,
    values: Vec<u64>,
}

impl Flat {
    fn of(column: &Column<u64>) -> Self {
        let mut values = vec![0; column.values.num_vals() as usize];
        column.values.get_range(0, &mut values);
        Self { starts: starts(&column.index, column.num_docs()), values }
    }

    /// The values of a posting.
    pub(crate) fn get(&self, doc: DocId) -> &[u64] {
        match self.starts.get(doc as usize..=doc as usize + 1) {
            Some(&[start, end]) => &self.values[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// Where the values of each posting begin, and where the last ones end.
fn starts(index: &ColumnIndex, postings: u32) -> Vec<u32> {
    match index {
        ColumnIndex::Empty { .. } => Vec::new(),
        ColumnIndex::Full => (0..=postings).collect(),
        ColumnIndex::Optional(some) => {
            spread(some.iter_non_null_docs().zip(0..), some.num_non_nulls(), postings)
        }
        ColumnIndex::Multivalued(several) => {
            let column = several.get_start_index_column();
            let mut starts = vec![0; column.num_vals() as usize];
            column.get_range(0, &mut starts);
            if starts.len() > postings as usize {
                return starts;
            }
            let last = starts.last().copied().unwrap_or_default();
            spread(several.iter_non_null_docs().zip(starts), last, postings)
        }
    }
}

/// Fills in the postings that have no value; what they would have begins where the next ones do.
fn spread(some: impl Iterator<Item = (DocId, u32)>, last: u32, postings: u32) -> Vec<u32> {
    let mut starts = Vec::with_capacity(postings as usize + 1);
    for (doc, start) in some {
        starts.resize(doc as usize + 1, start);
    }
    starts.resize(postings as usize + 1, last);
    starts
}

/// A column that has one value a posting is read without asking where it is.
fn single(column: Column<u64>) -> Arc<dyn ColumnValues<u64>> {
    match column.get_cardinality() {
        Cardinality::Full => column.values,
        _ => column.first_or_default_col(0),
    }
}
