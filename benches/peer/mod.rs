//! What a search is measured against: tantivy with nothing of ours but the terms.

use jobsearch_analysis::Analyzer;
use std::path::Path;
use std::process::Command;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, Term};

/// The minimal program: opens an index, runs one term query on the titles, prints a number of each of ten postings.
#[expect(clippy::disallowed_methods, reason = "the peer opens an index as tantivy does, without a door")]
pub(crate) fn run_minimal(dir: &Path, term: &str) {
    let index = Index::open_in_dir(dir).expect("there is an index");
    let searcher = index.reader().expect("it can be read").searcher();
    let title = index.schema().get_field("title").expect("it has titles");
    let query = TermQuery::new(Term::from_field_text(title, term), IndexRecordOption::WithFreqs);
    let top = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("it can be searched");
    for (score, address) in top {
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let numbers = columns.u64("hash").expect("every posting has a number");
        println!("{score:.3} {:?}", numbers.first(address.doc_id));
    }
}

/// One field that holds everything, in our terms.
pub(crate) struct Plain {
    searcher: Searcher,
    text: Field,
    analyzer: Analyzer,
}

impl Plain {
    /// Indexes the texts in memory.
    pub(crate) fn new(texts: &[String]) -> Self {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 200_000_000).expect("it can be written");
        let analyzer = Analyzer::new();
        for whole in texts {
            let mut document = TantivyDocument::default();
            document.add_pre_tokenized_text(text, analysed(&analyzer, whole));
            writer.add_document(document).expect("a text can be added");
        }
        writer.commit().expect("it can be committed");
        writer.wait_merging_threads().expect("merges end");
        let searcher = index.reader().expect("it can be read").searcher();
        Self { searcher, text, analyzer }
    }

    /// Any of the words, or the phrase where the query is in quotes.
    pub(crate) fn query(&self, typed: &str) -> Box<dyn Query> {
        let terms = analysed(&self.analyzer, typed).tokens.into_iter();
        let terms: Vec<Term> = terms.map(|token| Term::from_field_text(self.text, &token.text)).collect();
        if typed.starts_with('"') {
            return Box::new(PhraseQuery::new(terms));
        }
        let one = |term| -> (Occur, Box<dyn Query>) {
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        Box::new(BooleanQuery::new(terms.into_iter().map(one).collect()))
    }

    /// The ten best.
    pub(crate) fn search(&self, query: &dyn Query) -> Vec<(f32, DocAddress)> {
        let best = TopDocs::with_limit(10).order_by_score();
        self.searcher.search(query, &best).expect("it can be searched")
    }
}

fn analysed(analyzer: &Analyzer, text: &str) -> PreTokenizedString {
    let mut tokens = Vec::new();
    analyzer.for_each(text, &mut |found| {
        if !found.alias {
            tokens.push(Token {
                offset_from: found.span.start,
                offset_to: found.span.end,
                position: found.position as usize,
                text: found.term.to_string(),
                ..Token::default()
            });
        }
    });
    PreTokenizedString { text: text.to_owned(), tokens }
}

/// The most memory that a program holds while it runs, in 10⁶ bytes, as `/proc` tells it: the highest of some runs, because
/// the last look may come too early.
pub(crate) fn most_memory(program: impl Fn() -> Command) -> f64 {
    (0..10).map(|_| watched(program())).fold(0.0, f64::max)
}

fn watched(mut command: Command) -> f64 {
    let mut child = command.spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most: f64 = 0.0;
    while child.try_wait().expect("it can be waited for").is_none() {
        most = most.max(peak(&std::fs::read_to_string(&status).unwrap_or_default()));
    }
    most
}

/// `VmHWM`, which only grows.
fn peak(status: &str) -> f64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.split_whitespace().next()).and_then(|value| value.parse::<f64>().ok());
    kilobytes.map_or(0.0, |kilobytes| kilobytes * 1024.0 / 1e6)
}
