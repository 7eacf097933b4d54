//! The nearest known spelling.

use jobsearch_analysis::{Analyzer, fold};
use jobsearch_engine::{Hits, Reading, SearchPlan, Searcher, Word};
use jobsearch_vocabulary::{ConceptKind, Vocabulary, locations};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A word this short, or with a figure in it, is never corrected: CDI is one letter from CDD.
const SHORTEST: usize = 5;
/// In a word of so many letters people make two mistakes.
const LONG: usize = 8;

/// The nearest of some names at two edits at most, or one for short names.
pub(crate) fn nearest(typed: &str, names: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let most = if typed.chars().count() <= 4 { 1 } else { 2 };
    let near = names.into_iter().map(|name| (distance(typed, name), name));
    near.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// A notice for each word typed that no posting says and that is near one that is known. Words that stand in a hit are
/// said, so that the index is hardly ever asked.
pub(crate) fn did_you_mean(
    known: (&dyn Searcher, &Vocabulary),
    plan: &SearchPlan,
    hits: &Hits,
) -> Vec<String> {
    let found = |group: usize, word: usize| {
        let mut matches = hits.hits.iter().flat_map(|hit| &hit.matches);
        matches.any(|found| (found.group, found.word) == (group, Some(word)))
    };
    let groups = plan.groups.iter().enumerate().filter(|(_, group)| group.needed);
    let words =
        groups.flat_map(|(at, group)| (0..).zip(&group.words).map(move |(number, word)| (at, number, word)));
    let notice = |word: &Word| {
        let near = spelling(known, word)?;
        Some(format!("nothing says `{}`: did you mean `{near}`?", word.label))
    };
    words
        .filter(|(group, number, _)| !found(*group, *number))
        .filter_map(|(_, _, word)| notice(word))
        .collect()
}

/// The nearest known spelling of a word that no posting says: that of a name, of a place or of a word of the index.
fn spelling((engine, vocabulary): (&dyn Searcher, &Vocabulary), word: &Word) -> Option<String> {
    let is_said = |reading: &Reading| reading.terms.iter().any(|term| engine.frequency(term) > 0);
    let correctable = word.label.chars().count() >= SHORTEST && word.label.chars().all(char::is_alphabetic);
    if !correctable || word.readings.iter().any(is_said) {
        return None;
    }
    let term = word.readings.first()?.terms.first()?;
    let names = names_near(vocabulary, term);
    if names.iter().any(|name| name.edits == 0) {
        return None;
    }
    let of_names = |most: usize| {
        // A job is looked for under its other names too.
        let leads_on = |name: &&NearName<'_>| name.is_whole || engine.frequency(name.term) > 0;
        let near = names.iter().filter(|name| name.edits <= most).filter(leads_on);
        near.min_by_key(|name| (name.edits, !name.is_whole, Reverse(engine.frequency(name.term))))
    };
    let place = || locations::suggest(&word.label).filter(|name| begin_alike(&fold(name), &word.label));
    of_names(1)
        .map(NearName::as_written)
        .or_else(|| place().map(str::to_owned))
        .or_else(|| of_names(2).map(NearName::as_written))
        .or_else(|| term_near(engine, term))
}

/// A word of a name of the vocabulary that is near to a word typed.
struct NearName<'v> {
    edits: usize,
    /// The term of the word.
    term: &'v str,
    /// The whole name.
    text: &'v str,
    /// The word alone is the name of a job.
    is_whole: bool,
}

impl NearName<'_> {
    /// The word as the name writes it.
    fn as_written(&self) -> String {
        let tokens = Analyzer::new().tokens(self.text);
        let token = tokens.iter().find(|token| token.term == self.term);
        token.map_or(self.text, |token| &self.text[token.span.clone()]).to_owned()
    }
}

/// The names with a word at one edit of a term at most, or at two of a long one that is the name of a job by itself.
fn names_near<'v>(vocabulary: &'v Vocabulary, term: &str) -> Vec<NearName<'v>> {
    // Many names share their words.
    let mut seen: BTreeMap<&str, NearName<'v>> = BTreeMap::new();
    for concept in vocabulary.concepts() {
        for label in concept.labels() {
            let is_whole = concept.kind() == ConceptKind::Title && !label.terms.contains(' ');
            for known in label.terms.split(' ').filter(|known| begin_alike(known, term)) {
                let new =
                    || NearName { edits: distance(term, known), term: known, text: label.text, is_whole };
                let name = seen.entry(known).or_insert_with(new);
                if is_whole && !name.is_whole {
                    (name.text, name.is_whole) = (label.text, true);
                }
            }
        }
    }
    let most = |name: &NearName<'_>| if name.is_whole && term.len() >= LONG { 2 } else { 1 };
    seen.into_values().filter(|name| name.edits <= most(name)).collect()
}

/// People rarely mistake the first letter.
fn begin_alike(known: &str, typed: &str) -> bool {
    known.chars().next() == typed.chars().next() && known.len().abs_diff(typed.len()) <= 2
}

/// The most frequent term of the index at one edit of a term that it does not hold.
fn term_near(engine: &dyn Searcher, term: &str) -> Option<String> {
    let prefix: String = term.chars().take(1).collect();
    let near = engine.terms(&prefix, usize::MAX).into_iter().filter(|(known, _)| distance(term, known) == 1);
    near.max_by_key(|(_, frequency)| *frequency).map(|(known, _)| known)
}

/// Edits (insert, delete, replace, swap of neighbours) from one word to another. Of words whose lengths alone are too far
/// apart to be near, it gives the difference of those.
fn distance(a: &str, b: &str) -> usize {
    match a.chars().count().abs_diff(b.chars().count()) {
        lengths @ 3.. => lengths,
        _ => strsim::osa_distance(a, b),
    }
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
