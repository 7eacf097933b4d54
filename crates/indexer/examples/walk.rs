//! Walks paths as `index` does, into a writer that only counts, and prints the report: `walk PATH…`.

use jobsearch_engine::{EngineError, Indexed, PostingWriter, PreparedPosting};
use jobsearch_indexer::{Options, index};
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

/// Counts what it is given.
#[derive(Default)]
struct Counting {
    bytes: usize,
    standing: usize,
    clusters: HashSet<u64>,
}

impl PostingWriter for Counting {
    fn indexed(&self, _each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError> {
        Ok(())
    }

    fn add(&mut self, prepared: PreparedPosting) -> Result<(), EngineError> {
        for section in &prepared.posting.sections {
            self.bytes += section.text.len();
            self.standing += if section.boilerplate { section.text.len() } else { 0 };
        }
        self.clusters.insert(prepared.cluster);
        Ok(())
    }

    fn remove(&mut self, _id: &str) -> Result<(), EngineError> {
        Ok(())
    }

    fn commit(&mut self, _vocabulary: &str) -> Result<(), EngineError> {
        Ok(())
    }
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let (mut writer, start) = (Counting::default(), Instant::now());
    match index(&paths, &mut writer, &Options::default(), &mut |_| ()) {
        Ok(report) => println!("{report:#?}"),
        Err(error) => return println!("error: {error}\nhint: {}", error.hint().unwrap_or_default()),
    }
    let share = writer.standing as f64 * 100.0 / writer.bytes.max(1) as f64;
    println!(
        "{} clusters, {} bytes of text, {share:.1} % standing text",
        writer.clusters.len(),
        writer.bytes
    );
    println!("{:.1} s", start.elapsed().as_secs_f64());
}
