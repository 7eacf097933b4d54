//! How fast text becomes terms: ours, and the chains of tantivy, in turn.

mod measure;

use jobsearch_analysis::Analyzer;
use measure::corpus::Corpus;
use measure::{median, seconds};
use rust_stemmers::{Algorithm, Stemmer};
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer};

/// How often each chain reads the texts.
const RUNS: usize = 5;

type Chain = (&'static str, Box<dyn FnMut(&str) -> usize>);

fn main() {
    let corpus = Corpus::read();
    let mut chains = chains();
    let mut times = vec![Vec::new(); chains.len()];
    for _ in 0..RUNS {
        for ((_, terms), times) in chains.iter_mut().zip(&mut times) {
            times.push(seconds(|| corpus.texts.iter().map(|text| terms(text)).sum::<usize>()));
        }
    }
    println!("{:38}{:>8}{:>8}", "analysis, median of 5", "MB/s", "ratio");
    let rates: Vec<f64> = times.iter_mut().map(|times| corpus.megabytes / median(times)).collect();
    for ((name, _), rate) in chains.iter().zip(&rates) {
        println!("{name:38}{rate:8.1}{:8.2}", rates[0] / rate);
    }
}

fn chains() -> [Chain; 3] {
    let ours = Analyzer::new();
    let ours = move |text: &str| {
        let mut bytes = 0;
        ours.for_each(text, &mut |token| bytes += token.term.len());
        bytes
    };
    let french = Stemmer::create(Algorithm::French);
    [
        ("jobsearch", Box::new(ours)),
        ("tantivy default", Box::new(counted(plain(), str::len))),
        ("tantivy, folded, French stemmer", Box::new(counted(folded(), move |term| french.stem(term).len()))),
    ]
}

/// Counts the bytes of the terms that a chain and a last step make of a text.
fn counted(mut chain: TextAnalyzer, last: impl Fn(&str) -> usize) -> impl FnMut(&str) -> usize {
    move |text| {
        let mut bytes = 0;
        chain.token_stream(text).process(&mut |token| bytes += last(&token.text));
        bytes
    }
}

#[expect(clippy::disallowed_methods, reason = "the peer we are measured against has tantivy's own chain")]
fn plain() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default());
    words.filter(RemoveLongFilter::limit(40)).filter(LowerCaser).build()
}

#[expect(clippy::disallowed_methods, reason = "the peer we are measured against has tantivy's own chain")]
fn folded() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default());
    words.filter(RemoveLongFilter::limit(40)).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}
