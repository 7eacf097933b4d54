//! The nearest known spelling.

use jobsearch_engine::Searcher;

/// A word this short, or with a figure in it, is never corrected: CDI is one letter from CDD.
const SHORTEST: usize = 5;

/// The nearest of some names at two edits at most, or one for short names.
pub(crate) fn nearest(typed: &str, names: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let most = if typed.chars().count() <= 4 { 1 } else { 2 };
    let near = names.into_iter().map(|name| (distance(typed, name), name));
    near.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// The most frequent term of the index at one edit of a term that it does not hold.
pub(crate) fn spelling(engine: &dyn Searcher, term: &str) -> Option<String> {
    let correctable = term.chars().count() >= SHORTEST && term.chars().all(char::is_alphabetic);
    if !correctable || engine.frequency(term) > 0 {
        return None;
    }
    // People rarely mistake the first letter.
    let prefix: String = term.chars().take(1).collect();
    let near = engine.terms(&prefix, usize::MAX).into_iter().filter(|(known, _)| distance(term, known) == 1);
    near.max_by_key(|(_, frequency)| *frequency).map(|(known, _)| known)
}

/// Edits (insert, delete, replace, swap of neighbours) from one word to another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return a.len().abs_diff(b.len());
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        let check = |a, b, edits| assert_eq!(distance(a, b), edits, "{a} {b}");
        check("contrat", "contrat", 0);
        check("contart", "contrat", 1);
        check("contra", "contrat", 1);
        check("lieux", "lieu", 1);
        assert_eq!(nearest("contract", ["contrat", "lieu"]), Some("contrat"));
        assert_eq!(nearest("xyz", ["contrat", "lieu"]), None);
    }
}
