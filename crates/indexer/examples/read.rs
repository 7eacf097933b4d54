//! Reads files without an index, and prints the facts of each posting as JSON: `read FILE…`.

use jobsearch_indexer::formats::ReadError;
use jobsearch_indexer::{Options, prepare, read_postings};
use std::path::Path;

fn main() -> Result<(), ReadError> {
    let options = Options::default();
    for file in std::env::args().skip(1) {
        read_postings(Path::new(&file), &options, &mut |record| {
            match record.posting {
                Ok(raw) => {
                    let posting = prepare(&raw, &options);
                    println!("{}\n{}", posting.title, serde_json::json!(posting.facts));
                }
                Err(why) => eprintln!("{file}, {}: {why}", record.record),
            }
            Ok(())
        })?;
    }
    Ok(())
}
