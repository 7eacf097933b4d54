//! Fills an index from a program, and asks it: `cargo run -p jobsearch-query --example embed -- seeds "oncologie CDI"`.

use jobsearch_query::{Options, search};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [postings, query] = arguments.as_slice() else {
        return Err("give a file or folder of postings, and a query".into());
    };
    let folder = tempfile::tempdir()?;
    let mut writer = jobsearch_engine_tantivy::write(folder.path())?;
    let limits = jobsearch_indexer::Options::default();
    let report = jobsearch_indexer::index(&[postings.into()], &mut writer, &limits, &mut |_| ())?;
    println!("{} postings, {} files or records passed over", report.added, report.skipped);

    let index = jobsearch_engine_tantivy::open(folder.path())?;
    let results = search(&index, query, &Options::default())?;
    println!("{} ({} found)", results.interpretation, results.total);
    for found in &results.found {
        println!("{:2}. {}", found.rank, found.posting.title);
        for reason in &found.reasons {
            println!("    {reason}");
        }
    }
    Ok(())
}
