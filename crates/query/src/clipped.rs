//! Words clipped as people type them: `ingé méca`, `tech maintenance`.

use jobsearch_analysis::{Analyzer, Token};
use jobsearch_vocabulary::{Meaning, Mention, Vocabulary};

/// A clipped word a line, folded, and what it may stand for.
const CLIPPED: &str = include_str!("tables/clipped.txt");
/// So many clipped words are spelled out at most: each may stand for several.
const MOST_CLIPPED: usize = 3;

/// What was typed with its clipped words spelled out, where that makes names of several words of them: `tech` is a
/// technician beside `maintenance`, and none in `tech lead`. None where nothing is spelled out.
pub(crate) fn spelled_out(
    text: &str,
    tokens: &[Token],
    (analyzer, vocabulary): (&Analyzer, &Vocabulary),
) -> Option<String> {
    let is_clipped = |token: &&Token| !token.alias && wholes(&token.word).is_some();
    let mut clipped: Vec<&Token> = tokens.iter().filter(is_clipped).collect();
    if clipped.is_empty() {
        return None;
    }
    let named = vocabulary.recognise(tokens);
    clipped.retain(|token| !names(&named, tokens, token.span.start));
    if clipped.is_empty() || clipped.len() > MOST_CLIPPED {
        return None;
    }
    spellings(text, &clipped).into_iter().find_map(|(spelled, starts)| {
        let tokens = analyzer.tokens(&spelled);
        let named = vocabulary.recognise(&tokens);
        starts.iter().all(|start| names(&named, &tokens, *start)).then_some(spelled)
    })
}

/// What a clipped word may stand for.
fn wholes(word: &str) -> Option<impl Iterator<Item = &'static str>> {
    let wholes =
        CLIPPED.lines().find_map(|line| line.split_once(' ').filter(|(clipped, _)| *clipped == word));
    wholes.map(|(_, wholes)| wholes.split('|'))
}

/// Every way to spell the clipped words out, each with where their wholes start.
fn spellings(text: &str, clipped: &[&Token]) -> Vec<(String, Vec<usize>)> {
    let mut spellings = vec![(String::new(), Vec::new())];
    let mut end = 0;
    for token in clipped {
        let before = &text[end..token.span.start];
        let spell = |(spelled, starts): &(String, Vec<usize>), whole: &str| {
            let start = spelled.len() + before.len();
            ([spelled, before, whole].concat(), [starts.as_slice(), &[start]].concat())
        };
        let each =
            |spelled| wholes(&token.word).into_iter().flatten().map(move |whole| spell(spelled, whole));
        spellings = spellings.iter().flat_map(each).collect();
        // `resp. magasin` loses its point.
        end = token.span.end + usize::from(text[token.span.end..].starts_with(". "));
    }
    spellings.iter_mut().for_each(|(spelled, _)| spelled.push_str(&text[end..]));
    spellings
}

/// Tells whether a word that starts here is part of a name of several words.
fn names(named: &[Mention], tokens: &[Token], start: usize) -> bool {
    named.iter().any(|mention| {
        let words = &tokens[mention.tokens.clone()];
        let is_name = matches!(mention.meaning, Meaning::Concept(_)) && words.len() > 1;
        is_name && words.iter().any(|token| token.span.start == start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let (analyzer, vocabulary) = (Analyzer::new(), Vocabulary::new());
        let spelled = spelled_out(typed, &analyzer.tokens(typed), (&analyzer, &vocabulary));
        assert_eq!(spelled.as_deref().unwrap_or(typed), expected);
    }

    #[test]
    fn clipped_words_are_spelled_out_where_they_make_a_name() {
        check("ingé méca", "ingénieur mécanique");
        check("tech maintenance Lyon CDI", "technicien maintenance Lyon CDI");
        check("resp. magasin", "responsable magasin");
        check("éduc spé", "éduc spé");
        check("moniteur éduc", "moniteur éducateur");
        check("software dev London", "software developer London");
    }

    #[test]
    fn others_stay_as_they_are() {
        for typed in ["tech lead", "dev", "tech", "devops", "admin sys", "com", "info trafic", "ops", ""] {
            check(typed, typed);
        }
    }

    #[test]
    fn the_table_is_sorted_and_folded() {
        let clipped: Vec<&str> = CLIPPED.lines().filter_map(|line| Some(line.split_once(' ')?.0)).collect();
        assert!(clipped.is_sorted() && clipped.len() == CLIPPED.lines().count());
        assert!(clipped.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
