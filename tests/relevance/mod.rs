//! The ranking under review: what the judged queries find in the judged seeds is a file, and a change of it is a diff.
//!
//! `queries.tsv` holds the queries (id, set, text), `qrels.tsv` the grades (query, posting, 3 for the best). When a
//! change is meant, `UPDATE_EXPECT=1 cargo test relevance` writes `goldens.txt` and `scores.txt` anew.

use crate::seeds;
use expect_test::expect_file;
use jobsearch_query::evaluate::{Judgments, Query, Score, score};
use jobsearch_query::{Found, Options, SearchResults, search};
use std::fmt::Write;

/// How much of the mean may be lost without a word.
const LOST: f64 = 0.001;
/// How many hits of a query are under review.
const SHOWN: usize = 5;

fn judgments() -> Judgments {
    Judgments::read(include_str!("queries.tsv"), include_str!("qrels.tsv"))
        .expect("every line has its columns")
}

/// Asks every query; what is asked does not depend on the day.
fn run(mut each: impl FnMut(&Query, &SearchResults)) -> Vec<Score> {
    let index = seeds::open_judged();
    let options = Options { limit: 50, fold_copies: false, highlights: false, ..Options::default() };
    score(&judgments(), |query| {
        let results = search(&index, &query.text, &options).expect("the query can be answered");
        each(query, &results);
        results.found.into_iter().map(|found| found.posting.id).collect()
    })
}

#[test]
fn the_first_five_are_as_reviewed() {
    let mut goldens = String::new();
    run(|query, results| write_query(&mut goldens, query, results));
    expect_file!["goldens.txt"].assert_eq(&goldens);
}

#[test]
fn the_scores_do_not_fall() {
    let scores = run(|_, _| ());
    let before = include_str!("scores.txt");
    let table = table(&scores);
    expect_file!["scores.txt"].assert_eq(&table);
    let (then, now) = (mean_of(before), mean_of(&table));
    assert!(now >= then - LOST, "the mean fell from {then} to {now}:\n{before}\n{table}");
}

#[test]
fn every_judgment_names_a_seed_and_a_query() {
    let mut known = Vec::new();
    jobsearch_engine::Searcher::list(&seeds::open_judged(), &mut |listed| known.push(listed.id))
        .expect("it can be listed");
    let judged = judgments();
    for line in include_str!("qrels.tsv").lines() {
        let (query, posting) = line.split_once('\t').expect("it has columns");
        let posting = posting.split('\t').next().unwrap_or_default();
        assert!(judged.queries.iter().any(|known| known.id == query), "no query `{query}`");
        assert!(known.iter().any(|known| known == posting), "no posting `{posting}`, judged for `{query}`");
    }
    for query in &judged.queries {
        assert!(!query.grades.is_empty(), "nothing is judged for `{}`", query.id);
    }
}

/// A block a query: how it was read, then its first hits, the wanted ones with a star a grade.
fn write_query(goldens: &mut String, query: &Query, results: &SearchResults) {
    let reading =
        results.interpretation.understood.iter().map(|part| format!("{} {}", part.read_as, part.typed));
    let reading: Vec<String> = reading.collect();
    let _ = writeln!(goldens, "{} [{}]\n      {}", query.text, query.set, reading.join(" · "));
    // Copies of one score come in an order that any change of the tables may change.
    let mut found: Vec<&Found> = results.found.iter().collect();
    let alike = found.chunk_by_mut(|one, other| (one.tier, one.score) == (other.tier, other.score));
    alike.for_each(|alike| alike.sort_by_key(|found| &found.posting.id));
    for (rank, found) in (1..=SHOWN).zip(found) {
        let _ = writeln!(goldens, "{}", hit(query, (rank, found)));
    }
    let missed = query.grades.iter().filter(|(id, grade)| **grade == 3 && rank(results, id) > SHOWN);
    let mut missed: Vec<_> = missed.map(|(id, _)| (rank(results, id), id)).collect();
    missed.sort();
    for (rank, id) in missed {
        let rank = if rank == usize::MAX { "-".to_owned() } else { rank.to_string() };
        let _ = writeln!(goldens, "  *** {rank:>2} {id}");
    }
    goldens.push('\n');
}

fn hit(query: &Query, (rank, found): (usize, &Found)) -> String {
    let Found { posting, tier, .. } = found;
    let grade = query.grades.get(&posting.id).copied().unwrap_or(0) as usize;
    let stars = "*".repeat(grade);
    format!("  {stars:3} {rank:>2} {}, {} ({tier:?})", posting.id, posting.title)
}

fn rank(results: &SearchResults, id: &str) -> usize {
    results.found.iter().find(|found| found.posting.id == id).map_or(usize::MAX, |found| found.rank)
}

fn table(scores: &[Score]) -> String {
    let mut table = format!("{:22}{:>4}{:>9}{:>8}{:>7}\n", "set", "n", "nDCG@10", "MRR@10", "R@50");
    for Score { set, queries, ndcg, mrr, recall } in scores {
        let _ = writeln!(table, "{set:22}{queries:4}{ndcg:9.3}{mrr:8.3}{recall:7.3}");
    }
    table
}

/// The mean nDCG that a table ends with; nothing where there is no table yet.
fn mean_of(table: &str) -> f64 {
    let row = table.lines().last().and_then(|row| row.strip_prefix("mean of sets"));
    row.and_then(|row| row.split_whitespace().nth(1)).and_then(|mean| mean.parse().ok()).unwrap_or(0.0)
}
