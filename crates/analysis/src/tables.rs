//! The word tables: sorted text compiled in, read once into hash tables.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

pub(crate) const COMPOUNDS: &str = include_str!("tables/compounds.txt");
pub(crate) const DOMAINS: &str = include_str!("tables/domains.txt");
pub(crate) const IRREGULAR: &str = include_str!("tables/irregular.txt");
pub(crate) const PROBE: &str = include_str!("tables/probe.txt");
pub(crate) const PROTECTED: &str = include_str!("tables/protected.txt");
pub(crate) const STOPWORDS: &str = include_str!("tables/stopwords.txt");

/// A set of words.
pub(crate) type WordSet = FxHashSet<&'static str>;

/// Words that lead to other words.
pub(crate) type WordMap<T = &'static str> = FxHashMap<&'static str, T>;

/// Words whose stem no rule gives; a protected word leads to itself.
pub(crate) static STEMS: LazyLock<WordMap> = LazyLock::new(|| {
    let protected = lines(PROTECTED).map(|word| (word, word));
    protected.chain(pairs(IRREGULAR)).collect()
});

/// Spellings in one word, with the two words they are also written in.
pub(crate) fn compounds() -> impl Iterator<Item = (&'static str, (&'static str, &'static str))> {
    pairs(COMPOUNDS).filter_map(|(joined, parts)| Some((joined, parts.split_once(' ')?)))
}

/// What ends the name of a host.
pub(crate) static DOMAIN_ENDS: LazyLock<WordSet> = LazyLock::new(|| lines(DOMAINS).collect());

/// Function words of both languages.
pub(crate) static STOP_WORDS: LazyLock<WordSet> =
    LazyLock::new(|| stop_words().map(|(word, _)| word).collect());

/// Function words with the languages they belong to: `f`, `e`, or `fe` for both.
pub(crate) fn stop_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(STOPWORDS)
}

/// The lines of a table, without the remarks.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(table).filter_map(|line| line.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn tables_are_sorted_without_repeats() {
        for table in [COMPOUNDS, DOMAINS, IRREGULAR, PROBE, PROTECTED, STOPWORDS] {
            let keys: Vec<&str> = lines(table).map(|line| line.split('=').next().unwrap_or(line)).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{:?} must come before {:?}", pair[1], pair[0]);
            }
        }
    }

    #[test]
    fn tables_hold_folded_words() {
        for table in [COMPOUNDS, DOMAINS, IRREGULAR, PROTECTED, STOPWORDS] {
            for line in lines(table) {
                assert_eq!(fold(line), line);
            }
        }
    }

    #[test]
    fn no_word_is_both_protected_and_irregular() {
        let protected: WordSet = lines(PROTECTED).collect();
        for (word, _) in pairs(IRREGULAR) {
            assert!(!protected.contains(word), "{word} is in both tables");
        }
    }

    #[test]
    fn compounds_are_their_parts_joined() {
        for (joined, (first, second)) in compounds() {
            assert_eq!(joined, format!("{first}{second}"));
        }
    }
}
