//! How good the results of a judged set of queries are.
//!
//! ```
//! use jobsearch_query::evaluate::{Judgments, score};
//!
//! let judged = Judgments::read("q1\tset a\tinfirmier\n", "q1\tid1\t3\n")?;
//! let scores = score(&judged, |_query| vec!["id2".to_owned(), "id1".to_owned()]);
//! assert_eq!(scores[0].mrr, 0.5);
//! # Ok::<(), jobsearch_query::evaluate::BadJudgments>(())
//! ```

mod ablation;
mod forms;
mod variants;

pub use ablation::{Part, Without};
pub use variants::{Variant, overlap};

use std::collections::HashMap;

/// Queries and what was judged of them.
#[derive(Clone, Debug, Default)]
pub struct Judgments {
    /// The queries, in the order of the file.
    pub queries: Vec<Query>,
}

/// A judged query.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Its identifier.
    pub id: String,
    /// The set it belongs to.
    pub set: String,
    /// What is typed.
    pub text: String,
    /// The grade of each judged posting, from 1.
    pub grades: HashMap<String, u32>,
}

/// The scores of a set of queries: means over its queries, each in [0, 1].
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The set, or `mean of sets`.
    pub set: String,
    /// How many queries it has.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten, gain 2^grade − 1.
    pub ndcg: f64,
    /// One over the rank of the first judged posting among the first ten.
    pub mrr: f64,
    /// The share of the judged postings among the first fifty.
    pub recall: f64,
}

/// Judgments that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read line {line} of the {file}: it has not {columns} columns{}", if *file == "judgments" { ", or its grade is no number" } else { "" })]
pub struct BadJudgments {
    file: &'static str,
    line: usize,
    columns: usize,
}

impl Judgments {
    /// Reads queries (`id, set, text`) and grades (`query id, posting id, grade`), both tab-separated.
    ///
    /// # Errors
    /// Fails on a line that does not have its columns.
    pub fn read(queries: &str, grades: &str) -> Result<Self, BadJudgments> {
        let mut judged = Self::default();
        let mut place = HashMap::new();
        for (at, line) in lines(queries) {
            let [id, set, text] =
                columns(line).ok_or(BadJudgments { file: "queries", line: at, columns: 3 })?;
            place.insert(id, judged.queries.len());
            judged.queries.push(Query {
                id: id.into(),
                set: set.into(),
                text: text.into(),
                grades: HashMap::new(),
            });
        }
        for (at, line) in lines(grades) {
            let bad = || BadJudgments { file: "judgments", line: at, columns: 3 };
            let [query, posting, grade] = columns(line).ok_or_else(bad)?;
            let grade = grade.trim().parse().map_err(|_| bad())?;
            if let Some(place) = place.get(query) {
                judged.queries[*place].grades.insert(posting.into(), grade);
            }
        }
        Ok(judged)
    }
}

/// Reads a run, as an engine of another kind may write it: lines of query id and posting id, best first, tab-separated.
///
/// # Errors
/// Fails on a line that does not have its columns.
pub fn read_run(text: &str) -> Result<HashMap<String, Vec<String>>, BadJudgments> {
    let mut run: HashMap<String, Vec<String>> = HashMap::new();
    for (at, line) in lines(text) {
        let bad = BadJudgments { file: "run", line: at, columns: 2 };
        let (query, posting) = line.split_once('\t').ok_or(bad)?;
        run.entry(query.to_owned()).or_default().push(posting.trim_end().to_owned());
    }
    Ok(run)
}

/// Scores a run: the ids that each query finds, best first, fifty at most. Gives a line a set, and their mean.
pub fn score(judged: &Judgments, mut run: impl FnMut(&Query) -> Vec<String>) -> Vec<Score> {
    let mut scores: Vec<Score> = Vec::new();
    for query in &judged.queries {
        let found = run(query);
        let at = scores.iter().position(|score| score.set == query.set).unwrap_or_else(|| {
            scores.push(Score { set: query.set.clone(), queries: 0, ndcg: 0.0, mrr: 0.0, recall: 0.0 });
            scores.len() - 1
        });
        let score = &mut scores[at];
        score.queries += 1;
        score.ndcg += ndcg(query, &found);
        score.mrr += found
            .iter()
            .take(10)
            .position(|id| query.grades.contains_key(id))
            .map_or(0.0, |at| 1.0 / (at + 1) as f64);
        let held = found.iter().take(50).filter(|id| query.grades.contains_key(*id)).count();
        score.recall += held as f64 / query.grades.len().clamp(1, 50) as f64;
    }
    for score in &mut scores {
        let count = score.queries as f64;
        score.ndcg /= count;
        score.mrr /= count;
        score.recall /= count;
    }
    scores.push(mean(&scores));
    scores
}

fn mean(scores: &[Score]) -> Score {
    let of = |value: fn(&Score) -> f64| scores.iter().map(value).sum::<f64>() / scores.len().max(1) as f64;
    Score {
        set: "mean of sets".into(),
        queries: scores.iter().map(|score| score.queries).sum(),
        ndcg: of(|score| score.ndcg),
        mrr: of(|score| score.mrr),
        recall: of(|score| score.recall),
    }
}

fn ndcg(query: &Query, found: &[String]) -> f64 {
    let gain = |grade: u32, at: usize| (f64::from(grade).exp2() - 1.0) / ((at + 2) as f64).log2();
    let graded = found.iter().take(10).map(|id| query.grades.get(id).copied().unwrap_or(0));
    let reached: f64 = graded.enumerate().map(|(at, grade)| gain(grade, at)).sum();
    let mut best: Vec<u32> = query.grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal: f64 = best.into_iter().take(10).enumerate().map(|(at, grade)| gain(grade, at)).sum();
    if ideal > 0.0 { reached / ideal } else { 0.0 }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim().is_empty())
}

fn columns(line: &str) -> Option<[&str; 3]> {
    let mut columns = line.splitn(3, '\t');
    Some([columns.next()?, columns.next()?, columns.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_run_scores_one_and_an_empty_one_nothing() {
        let judged = Judgments::read("q\ts\tx\n", "q\ta\t3\nq\tb\t1\n").expect("it has its columns");
        let perfect = score(&judged, |_| vec!["a".into(), "b".into()]);
        assert_eq!((perfect[0].ndcg, perfect[0].mrr, perfect[0].recall), (1.0, 1.0, 1.0));
        let empty = score(&judged, |_| Vec::new());
        assert_eq!((empty[1].ndcg, empty[1].mrr, empty[1].recall), (0.0, 0.0, 0.0));
        assert!(Judgments::read("q s x", "").is_err());
    }

    #[test]
    fn a_run_is_read_in_its_order() {
        let run = read_run("q\tb\nq\ta\nr\tc\n").expect("it has its columns");
        assert_eq!((&run["q"], &run["r"]), (&vec!["b".to_owned(), "a".into()], &vec!["c".to_owned()]));
        assert_eq!(
            read_run("q a").unwrap_err().to_string(),
            "cannot read line 1 of the run: it has not 2 columns"
        );
    }
}
