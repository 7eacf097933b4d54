//! What the index keeps of a posting.

use crate::tokenizer;
use jobsearch_engine::Field as TextField;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

/// Counts the changes of this file, of [`crate::signals`] and of [`crate::stored`]; part of the analyser's name on disk.
pub(crate) const VERSION: u32 = 7;

/// The fields, as numbers of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The posting's id, a term.
    pub(crate) id: Field,
    /// The file it was read from, a term.
    pub(crate) file: Field,
    /// The searched text, in the order of [`TextField::ALL`].
    pub(crate) text: [Field; TextField::ALL.len()],
    /// What the title and the body name ([`crate::names`]): terms.
    pub(crate) names: Field,
    /// The posting in its stored form ([`crate::stored`]).
    pub(crate) posting: Field,
    /// A hash of what was read, a column; it also breaks ties, so that an answer never depends on the order of indexing.
    pub(crate) hash: Field,
    /// How the title is written ([`surface_key`](jobsearch_analysis::surface_key)), a term.
    pub(crate) title_key: Field,
    /// What copies of one posting share, packed: a term, and a column.
    pub(crate) cluster: Field,
    /// The packed facts, a column ([`crate::signals`]).
    pub(crate) facts: Field,
    /// The packed amounts, a column.
    pub(crate) amounts: Field,
    /// The skills asked for, a column of several values: a key and, in the last bit, whether it is required.
    pub(crate) skills: Field,
    /// The packed places, terms.
    pub(crate) places: Field,
    /// All of them as one value ([`crate::place_lists`]), a column.
    pub(crate) place_lists: Field,
    /// The main language, a term.
    pub(crate) language: Field,
}

/// Column names, for the readers that ask by name.
pub(crate) const HASH: &str = "hash";
pub(crate) const CLUSTER: &str = "cluster";
pub(crate) const FACTS: &str = "facts";
pub(crate) const AMOUNTS: &str = "amounts";
pub(crate) const SKILLS: &str = "skills";
pub(crate) const PLACE_LISTS: &str = "place_lists";

/// Builds the schema, always the same.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |has_length| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(&tokenizer::name())
            .set_fieldnorms(has_length)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    // Whole, and without a length, which costs a table a term: only titles and bodies are measured.
    let whole = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
    let whole = TextOptions::default().set_indexing_options(whole);
    let number = NumericOptions::default().set_indexed();
    let fields = Fields {
        id: schema.add_text_field("id", whole.clone()),
        file: schema.add_text_field("file", whole),
        text: [("title", true), ("body", true), ("company", false), ("boilerplate", false)]
            .map(|(name, has_length)| schema.add_text_field(name, text(has_length))),
        names: schema.add_u64_field("names", number.clone()),
        posting: schema.add_text_field("posting", STORED),
        hash: schema.add_u64_field(HASH, FAST),
        title_key: schema.add_u64_field("title_key", number.clone()),
        cluster: schema.add_u64_field(CLUSTER, number.clone() | FAST),
        facts: schema.add_u64_field(FACTS, FAST),
        amounts: schema.add_u64_field(AMOUNTS, FAST),
        skills: schema.add_u64_field(SKILLS, FAST),
        places: schema.add_u64_field("places", number.clone()),
        place_lists: schema.add_bytes_field(PLACE_LISTS, FAST),
        language: schema.add_u64_field("language", number),
    };
    (schema.build(), fields)
}
