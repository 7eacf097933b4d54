//! What indexing costs, in processor time: `jobsearch index` from the files on disk, against raw tantivy that is handed
//! the same texts in memory and puts each into one stored field with its default chain.

mod measure;

use jobsearch_engine::{EngineError, Indexed, PostingWriter, PreparedPosting};
use measure::corpus::{Corpus, texts};
use measure::{median, seconds};
use std::path::Path;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, doc};

/// How often each side indexes everything.
const RUNS: usize = 3;
/// What tantivy's writer may hold in memory, in bytes, a thread.
const MEMORY: usize = 80_000_000;

fn main() {
    let corpus = Corpus::read();
    let (mut ours, mut theirs, mut walls) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(processor_seconds(|| walls.push(seconds(|| index(&corpus.folder)))));
        theirs.push(processor_seconds(|| raw_tantivy(&corpus.texts)));
    }
    let (ours, theirs, wall) = (median(&mut ours), median(&mut theirs), median(&mut walls));
    let rate = corpus.texts.len() as f64 / wall;
    println!("indexing, processor time, median of {RUNS}");
    println!("{:22}{ours:8.2} s  ({wall:.2} s on the clock, {rate:.0} postings/s)", "jobsearch index");
    println!("{:22}{:8.2} s", "  reading, once", processor_seconds(|| drop(texts(&corpus.folder))));
    println!("{:22}{:8.2} s", "  all but writing", processor_seconds(|| walk(&corpus.folder, &mut Nowhere)));
    println!("{:22}{theirs:8.2} s", "raw tantivy");
    println!("{:22}{:8.2}    (no less than 0.35 is wanted)", "speed ratio", theirs / ours);
}

fn index(folder: &Path) {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    walk(folder, &mut jobsearch_engine_tantivy::write(dir.path()).expect("an index can be made"));
}

fn walk(folder: &Path, writer: &mut dyn PostingWriter) {
    let options = jobsearch_indexer::Options::default();
    let report = jobsearch_indexer::index(&[folder.to_owned()], writer, &options, &mut |_| ());
    report.expect("the postings can be indexed");
}

/// Takes postings and keeps none.
struct Nowhere;

impl PostingWriter for Nowhere {
    fn indexed(&self, _each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError> {
        Ok(())
    }

    fn add(&mut self, posting: PreparedPosting) -> Result<(), EngineError> {
        std::hint::black_box(posting);
        Ok(())
    }

    fn remove(&mut self, _id: &str) -> Result<(), EngineError> {
        Ok(())
    }

    fn commit(&mut self, _vocabulary: &str) -> Result<(), EngineError> {
        Ok(())
    }
}

fn raw_tantivy(texts: &[String]) {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_dir(dir.path(), schema.build()).expect("an index can be made");
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let mut writer = index.writer_with_num_threads(threads, threads * MEMORY).expect("it can be written");
    for text in texts {
        writer.add_document(doc!(field => text.as_str())).expect("a text can be added");
    }
    writer.commit().expect("it can be committed");
    writer.wait_merging_threads().expect("merges end");
}

/// Processor time this process took meanwhile, in all its threads, from `/proc/self/stat` (counted in hundredths).
fn processor_seconds(run: impl FnOnce()) -> f64 {
    let before = ticks();
    run();
    (ticks() - before) / 100.0
}

fn ticks() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("this bench runs on Linux");
    // The name, in parentheses, may hold blanks; user and system time are the 12th and 13th values behind it.
    let behind = stat.rsplit(')').next().unwrap_or_default();
    behind.split_whitespace().skip(11).take(2).filter_map(|value| value.parse::<f64>().ok()).sum()
}
