//! Tantivy with two chains: its default, and one that folds accents and stems French.

use crate::postings::{FIELDS, Posting};
use crate::{LISTED, Peer, WEIGHTS};
use anyhow::{Context, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// The longest word of both chains, in bytes, as tantivy has it.
const LONGEST: usize = 40;

struct Tantivy {
    searcher: Searcher,
    chain: TextAnalyzer,
    id: Field,
    fields: Vec<Field>,
}

/// Words, without case.
#[expect(clippy::disallowed_methods, reason = "a peer has a chain of its own")]
pub(crate) fn index_default(postings: &[Posting]) -> Result<Box<dyn Peer>> {
    let chain = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .build();
    index(postings, chain)
}

/// Words without case and accents, by the French Snowball stem.
#[expect(clippy::disallowed_methods, reason = "a peer has a chain of its own")]
pub(crate) fn index_french(postings: &[Posting]) -> Result<Box<dyn Peer>> {
    let chain = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::French))
        .build();
    index(postings, chain)
}

fn index(postings: &[Posting], chain: TextAnalyzer) -> Result<Box<dyn Peer>> {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("peer").set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let id = schema.add_text_field("id", STRING | STORED);
    let fields: Vec<Field> = FIELDS.iter().map(|name| schema.add_text_field(name, text.clone())).collect();
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("peer", chain.clone());
    let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
    for posting in postings {
        let mut document = TantivyDocument::default();
        document.add_text(id, &posting.id);
        fields.iter().zip(&posting.fields).for_each(|(field, text)| document.add_text(*field, text));
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    Ok(Box::new(Tantivy { searcher, chain, id, fields }))
}

impl Peer for Tantivy {
    fn ask(&self, typed: &str) -> Result<Vec<String>> {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        self.chain.clone().token_stream(typed).process(&mut |token| {
            for (field, weight) in self.fields.iter().zip(WEIGHTS) {
                let term = Term::from_field_text(*field, &token.text);
                let term = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                any.push((Occur::Should, Box::new(BoostQuery::new(term, weight))));
            }
        });
        let best = TopDocs::with_limit(LISTED).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(any), &best)?;
        let ids = found.into_iter().map(|(_, address)| {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let id = document.get_first(self.id).and_then(|id| id.as_str().map(str::to_owned));
            id.context("a posting has lost its identifier")
        });
        ids.collect()
    }
}
