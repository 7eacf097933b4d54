//! Compares the clusters of copies that a run finds with those of a list, pair by pair: `copies POSTINGS GOLD`, where GOLD
//! holds a JSON object a line (`.zst` or plain) with `id` and, for a posting that has copies, `dup_group`.

use jobsearch_engine::{EngineError, Indexed, PostingWriter, PreparedPosting};
use jobsearch_indexer::{Options, index};
use std::collections::HashMap;
use std::error::Error;
use std::hash::Hash;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Keeps the cluster of each posting.
#[derive(Default)]
struct Clusters(HashMap<String, u64>);

impl PostingWriter for Clusters {
    fn indexed(&self, _each: &mut dyn FnMut(Indexed)) -> Result<(), EngineError> {
        Ok(())
    }

    fn add(&mut self, prepared: PreparedPosting) -> Result<(), EngineError> {
        self.0.insert(prepared.posting.id, prepared.cluster);
        Ok(())
    }

    fn remove(&mut self, _id: &str) -> Result<(), EngineError> {
        Ok(())
    }

    fn commit(&mut self, _vocabulary: &str) -> Result<(), EngineError> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let [postings, gold] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "copies POSTINGS GOLD")?;
    let mut found = Clusters::default();
    index(&[PathBuf::from(postings)], &mut found, &Options::default(), &mut |_| ())?;
    let gold = groups(Path::new(&gold))?;
    let found: Vec<(&String, u64)> = found.0.iter().map(|(id, cluster)| (id, *cluster)).collect();
    let alone = |id: &String| Err::<&String, _>(id.clone());
    let group = |id: &String| gold.get(id).map_or_else(|| alone(id), Ok);
    let said = pairs(found.iter().map(|(_, cluster)| *cluster));
    let wanted = pairs(found.iter().map(|(id, _)| group(id)));
    let right = pairs(found.iter().map(|(id, cluster)| (group(id), *cluster)));
    println!(
        "{} postings, {wanted} pairs of copies wanted, {said} found, {right} of them right",
        found.len()
    );
    println!("precision {:.3}, recall {:.3}", right as f64 / said as f64, right as f64 / wanted as f64);
    Ok(())
}

/// How many pairs of values are the same.
fn pairs<Value: Eq + Hash>(values: impl Iterator<Item = Value>) -> usize {
    let mut counts: HashMap<Value, usize> = HashMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.values().map(|count| count * (count - 1) / 2).sum()
}

/// The group of each posting that has copies.
fn groups(gold: &Path) -> Result<HashMap<String, String>, Box<dyn Error>> {
    let file = std::fs::File::open(gold)?;
    let lines: Box<dyn BufRead> = match gold.extension().is_some_and(|extension| extension == "zst") {
        true => Box::new(BufReader::new(ruzstd::decoding::StreamingDecoder::new(file)?)),
        false => Box::new(BufReader::new(file)),
    };
    let mut groups = HashMap::new();
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        if let (Some(id), Some(group)) = (record["id"].as_str(), record["dup_group"].as_str()) {
            groups.insert(id.to_owned(), group.to_owned());
        }
    }
    Ok(groups)
}
