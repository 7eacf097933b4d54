//! Words that ask for offers and say nothing of them: `offre d'emploi`, `jobs`, `je cherche`.

use jobsearch_analysis::Token;
use std::ops::Range;

/// A phrase a line, in folded words.
const PHRASES: &str = include_str!("tables/requests.txt");

/// The stretches that only ask, the longest of each beginning.
pub(crate) fn requests(tokens: &[Token]) -> Vec<Range<usize>> {
    let longest = |start: usize| {
        // `chef de poste` asks for no post.
        if start > 0 && matches!(tokens[start - 1].word.as_str(), "de" | "du") {
            return None;
        }
        let ends = PHRASES.lines().filter_map(|phrase| end_of(phrase, tokens, start));
        ends.max().map(|end| start..end)
    };
    (0..tokens.len()).filter_map(longest).collect()
}

/// Where a phrase that begins at a token ends.
fn end_of(phrase: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let mut at = start;
    for word in phrase.split(' ') {
        let token = tokens.get(at)?;
        if token.alias || token.word != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    fn check(query: &str, expected: &[&str]) {
        let tokens = Analyzer::new().tokens(query);
        let found = requests(&tokens);
        let found: Vec<&str> = found
            .into_iter()
            .map(|found| &query[tokens[found.start].span.start..tokens[found.end - 1].span.end])
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn ways_to_ask_are_told_from_what_is_asked_for() {
        check("Offres d’emploi infirmier", &["Offres d’emploi", "emploi"]);
        check(
            "je recherche un poste de comptable",
            &["je recherche un poste", "recherche un poste", "poste"],
        );
        check("nurse jobs in London", &["jobs"]);
        check("chargé de recherche", &[]);
        check("chef de poste", &[]);
        check("", &[]);
    }

    #[test]
    fn the_table_is_sorted_and_folded() {
        let phrases: Vec<&str> = PHRASES.lines().collect();
        assert!(phrases.is_sorted() && !phrases.is_empty());
        let folded = |phrase: &&str| phrase.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
        assert!(phrases.iter().all(folded));
    }
}
