//! The Snowball root, for derived words: développer, développement.

use crate::fold;
use jobsearch_posting::Language;
use rust_stemmers::{Algorithm, Stemmer};

/// The Snowball root of a word in a language: `developpement` and `développer` share one in French.
///
/// The word is folded first. It is slow beside the light stem (about a microsecond a word): meant for the distinct
/// words of an index, not for every word of a text.
pub fn root(term_or_word: &str, language: Language) -> String {
    let algorithm = match language {
        Language::Fr => Algorithm::French,
        Language::En => Algorithm::English,
    };
    Stemmer::create(algorithm).stem(&fold(term_or_word)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], language: Language, expected: &str) {
        for word in words {
            assert_eq!(root(word, language), expected, "{word}");
        }
    }

    #[test]
    fn derived_words_share_a_root() {
        check(&["développer", "developpement"], Language::Fr, "developp");
        check(&["develop", "developing"], Language::En, "develop");
    }
}
