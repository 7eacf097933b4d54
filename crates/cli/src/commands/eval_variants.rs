//! `jobsearch eval-variants QUERIES`

use crate::args::EvalVariantsArguments;
use crate::print;
use anyhow::Result;
use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_query::evaluate::{Judgments, Query, Variant, overlap};
use jobsearch_query::{Options, QueryError, search};
use std::io::Write;

/// A variant that keeps less than this share of the answer is counted.
const ENOUGH: f64 = 0.9;

/// How a query fares when it is typed otherwise.
struct Kept {
    query: String,
    typed: String,
    overlap: f64,
}

/// Prints how much of the first ten each way of typing a query keeps.
pub(super) fn run(arguments: &EvalVariantsArguments) -> Result<bool> {
    let judged = Judgments::read(&super::read(&arguments.queries)?, "")?;
    let (index, vocabulary) = super::open(&arguments.index)?;
    let options = Options { highlights: false, weights: super::weights()?, vocabulary, ..Options::default() };
    let index = (&index, &options);
    let found: Vec<Vec<String>> =
        judged.queries.iter().map(|query| first_ten(index, &query.text)).collect::<Result<_, _>>()?;
    let mut variants = Vec::new();
    for variant in Variant::ALL {
        let kept = kept(index, &judged.queries, &found, variant)?;
        if !kept.is_empty() {
            variants.push((variant.to_string(), kept));
        }
    }
    print::on_stdout(|out| {
        print_shares(&variants, out)?;
        print_worst(variants, arguments.worst, out)
    })?;
    Ok(true)
}

/// A row a variant: how much is kept in the mean, and by how many too little.
fn print_shares(variants: &[(String, Vec<Kept>)], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{:18}{:>8}{:>9}{:>10}", "typed", "queries", "overlap", "below .9")?;
    for (name, kept) in variants {
        let count = kept.len() as f64;
        let mean = kept.iter().map(|kept| kept.overlap).sum::<f64>() / count;
        let below = kept.iter().filter(|kept| kept.overlap < ENOUGH).count() as f64 / count;
        writeln!(out, "{name:18}{:8}{mean:9.3}{below:10.3}", kept.len())?;
    }
    Ok(())
}

/// So many queries of each variant that keep the least.
fn print_worst(variants: Vec<(String, Vec<Kept>)>, most: usize, out: &mut dyn Write) -> Result<()> {
    for (name, mut kept) in variants {
        kept.retain(|kept| kept.overlap < 1.0);
        kept.sort_by(|a, b| a.overlap.total_cmp(&b.overlap));
        for Kept { query, typed, overlap } in kept.iter().take(most) {
            writeln!(out, "{name:18}{overlap:5.2}  {query}  →  {typed}")?;
        }
    }
    Ok(())
}

/// The queries that a variant changes, each with what is left of its answer.
fn kept(
    index: (&IndexSearcher, &Options),
    queries: &[Query],
    found: &[Vec<String>],
    variant: Variant,
) -> Result<Vec<Kept>> {
    let changed =
        queries.iter().zip(found).filter_map(|(query, found)| Some((query, found, variant.of(&query.text)?)));
    let one = |(query, found, typed): (&Query, &Vec<String>, String)| {
        let overlap = overlap(found, &first_ten(index, &typed)?);
        Ok(Kept { query: query.text.clone(), typed, overlap })
    };
    changed.map(one).collect()
}

fn first_ten((index, options): (&IndexSearcher, &Options), typed: &str) -> Result<Vec<String>> {
    match search(index, typed, options) {
        Ok(results) => Ok(results.found.into_iter().map(|found| found.posting.id).collect()),
        // A query that says nothing finds nothing.
        Err(QueryError::Empty) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}
