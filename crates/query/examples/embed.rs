//! Asks an index from a program: `cargo run -p jobsearch-query --example embed -- index "oncologie CDI"`.

use jobsearch_query::{Options, search};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, query] = arguments.as_slice() else {
        return Err("give the folder of an index and a query".into());
    };
    let index = jobsearch_engine_tantivy::open(Path::new(folder))?;
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
