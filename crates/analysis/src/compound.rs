//! Words that are written in one and in two: `weekend`, `week-end`.

use crate::tables::{WordMap, compounds};
use std::sync::LazyLock;

/// Words that are read as another, or together with the next, by rules of their own: none is a compound.
const READ_OTHERWISE: [&str; 4] = ["bac", "dotnet", "st", "ste"];

/// How a word is also written in two, and what it is also written in one with.
#[derive(Default)]
pub(crate) struct Compound {
    /// The two words that it is also written in.
    pub(crate) parts: Option<(&'static str, &'static str)>,
    /// The words that may follow it and be written in one with it.
    seconds: Vec<&'static str>,
}

static COMPOUNDS: LazyLock<WordMap<Compound>> = LazyLock::new(|| {
    let mut known = WordMap::<Compound>::default();
    for (joined, (first, second)) in compounds() {
        known.entry(joined).or_default().parts = Some((first, second));
        known.entry(first).or_default().seconds.push(second);
    }
    for word in READ_OTHERWISE {
        known.entry(word).or_default();
    }
    known
});

impl Compound {
    /// What is known of a word, perhaps in the plural; nothing of most words, which have one spelling only.
    pub(crate) fn of(word: &str) -> Option<&'static Self> {
        let (own, has_parts) = (COMPOUNDS.get(word), |one: &&Self| one.parts.is_some());
        let singular = || COMPOUNDS.get(word.strip_suffix('s')?).filter(has_parts);
        own.filter(has_parts).or_else(singular).or(own)
    }

    /// Whether a word behind it, perhaps in the plural, may be written in one with it.
    pub(crate) fn takes(&self, next: &str) -> bool {
        let fits = |second: &&str| next.strip_prefix(second).is_some_and(|rest| matches!(rest, "" | "s"));
        self.seconds.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(word: &str, next: &str) -> bool {
        Compound::of(word).is_some_and(|compound| compound.takes(next))
    }

    #[test]
    fn compounds_are_told_in_one_and_in_two() {
        for (joined, (first, second)) in compounds() {
            for joined in [joined, &format!("{joined}s")] {
                assert_eq!(Compound::of(joined).and_then(|compound| compound.parts), Some((first, second)));
            }
            assert!(takes(first, second), "{joined}");
        }
        assert!(!takes("week", "ending"));
        assert!(!takes("poste", "fixe"));
    }
}
