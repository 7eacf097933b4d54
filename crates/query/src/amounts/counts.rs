//! Figures that count what stands behind them, and are no department then and no arrondissement.

use super::words::Words;
use jobsearch_analysis::Token;
use std::ops::Range;

/// What is counted in queries. Without `jour` and `h`: `75 jour` is a place and a shift, `75 H/F` a place and a tag.
const COUNTED: &str = "minutes|min|heures|hours|hrs|jours|days|semaines|weeks|mois|months|ans|annees|years|km|kms|\
    kilometres|kilometers|miles|tonnes|t|euros|dollars|postes|etoiles";

/// The figures that count what stands behind them: `6` in `Paris 6 mois`, `4 à 6` in `4 à 6 mois`.
pub(crate) fn counts(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let words = Words::new(text, tokens);
    let ends = (0..words.len()).filter_map(|at| Some((at, count(&words, at)?)));
    ends.map(|(at, end)| words.range(at..end)).collect()
}

/// Where the figures end that begin here and count something.
fn count(words: &Words<'_>, at: usize) -> Option<usize> {
    words.figure(at).filter(|figure| figure.unit.is_empty())?;
    let end = words.upper(at + 1).map_or(at + 1, |(end, _)| end);
    words.is(end, COUNTED).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    #[test]
    fn a_figure_counts_what_stands_behind_it() {
        let check = |query: &str, expected: &[&str]| {
            let tokens = Analyzer::new().tokens(query);
            let found = counts(query, &tokens);
            let found =
                found.into_iter().map(|range| tokens[range.start].span.start..tokens[range.end - 1].span.end);
            assert_eq!(found.map(|span| &query[span]).collect::<Vec<_>>(), expected, "{query}");
        };
        check("stage Paris 6 mois", &["6"]);
        check("comptable Lyon 2 à 3 ans", &["2 à 3", "3"]);
        check("chauffeur 44 tonnes", &["44"]);
        check("vendeur 69", &[]);
        check("infirmier 75 H/F", &[]);
        check("infirmier 75 jour", &[]);
        check("vendeur 35h", &[]);
    }
}
