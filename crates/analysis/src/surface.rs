//! A short text as it is written, whatever its case, its accents and its signs.

use crate::fold;
use fnv::FnvHasher;
use std::hash::Hasher;

/// A hash of the words of a text, unstemmed and in order: two titles have the same key when a reader would say that
/// they are written alike (`Agent-e de propreté`, `AGENT.E DE PROPRETE`). Zero where there are no words.
pub fn surface_key(text: &str) -> u64 {
    let folded = fold(text);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'))
        .filter(|word| !word.is_empty())
        .peekable();
    if words.peek().is_none() {
        return 0;
    }
    let mut hash = FnvHasher::default();
    for word in words {
        hash.write(word.as_bytes());
        hash.write(b" ");
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_case_and_accents_do_not_count_words_do() {
        let alike = |a, b| surface_key(a) == surface_key(b);
        assert!(alike("Agent-e de propreté", "AGENT.E  DE PROPRETE"));
        assert!(alike("(Senior) AI Engineer", "Senior AI engineer"));
        assert!(!alike("Consultant IA", "Consultant en IA"));
        assert!(!alike("Développeur C", "Développeur C++"));
        assert_eq!(surface_key(" - "), 0);
    }
}
