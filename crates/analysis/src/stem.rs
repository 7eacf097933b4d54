//! The light stem: number and gender are taken off, what a word means is left alone.
//!
//! No ending of a verb or of a derived noun is touched: `manager` does not meet `manage`, `formation` does not meet
//! `former`. Those share a Snowball [`root`](crate::root()), which no term is made of.

use crate::tables::STEMS;
use std::borrow::Cow;

/// The light stem of a folded word: `directrices` gives `directeur`.
///
/// Only words of four ASCII letters and more have one, and a few shorter ones by table; anything else comes back
/// as it is. Never fails.
pub fn stem(folded_word: &str) -> Cow<'_, str> {
    let Stem { kept, tail } = Stem::of(folded_word);
    match tail {
        "" => Cow::Borrowed(kept),
        _ => Cow::Owned([kept, tail].concat()),
    }
}

/// A light stem, in two parts: nearly always no more is done to a word than to take letters off its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stem<'w> {
    /// What is left of the word.
    pub(crate) kept: &'w str,
    /// What stands behind it.
    pub(crate) tail: &'static str,
}

impl PartialEq for Stem<'_> {
    fn eq(&self, other: &Self) -> bool {
        let length = |stem: &Self| stem.kept.len() + stem.tail.len();
        let bytes = |stem: &Self| stem.kept.bytes().chain(stem.tail.bytes());
        length(self) == length(other) && bytes(self).eq(bytes(other))
    }
}

impl<'w> Stem<'w> {
    /// The stem of a folded word.
    pub(crate) fn of(word: &'w str) -> Self {
        if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Self { kept: word, tail: "" };
        }
        if let Some(&tail) = STEMS.get(word) {
            return Self { kept: "", tail };
        }
        let (kept, tail) = if word.len() < 4 { (word.len(), "") } else { Self::parts(word) };
        Self { kept: &word[..kept], tail }
    }

    /// How many letters are left of a word of four and more that the tables do not have, and what stands behind them.
    fn parts(word: &str) -> (usize, &'static str) {
        let (kept, tail) = singular(word.as_bytes());
        let single = &word[..kept];
        let known = match tail {
            "" if kept == word.len() => None,
            "" => STEMS.get(single),
            _ => STEMS.get([single, tail].concat().as_str()),
        };
        match (known, tail) {
            (Some(&stem), _) => (0, stem),
            (None, "") => masculine(single.as_bytes()),
            (None, _) => (kept, tail),
        }
    }
}

/// Takes off the plural. `nodejs` is none.
fn singular(word: &[u8]) -> (usize, &'static str) {
    let length = word.len();
    match word {
        [.., b's' | b'j', b's'] => (length, ""),
        [.., b's'] | [.., b'e', b'a', b'u', b'x'] | [.., b'o', b'u', b'x'] => (length - 1, ""),
        [.., b'a', b'u', b'x'] if length >= 6 => (length - 3, "al"),
        [.., b'e', b'u', b'x'] if length >= 6 => (length - 3, "eur"),
        _ => (length, ""),
    }
}

/// Takes off the feminine.
fn masculine(word: &[u8]) -> (usize, &'static str) {
    let length = word.len();
    match word {
        [.., b't', b'r', b'i', b'c', b'e'] if length >= 8 => (length - 5, "teur"),
        [.., b'e', b'u', b's', b'e'] if length >= 7 => (length - 4, "eur"),
        [.., b'i', b'v', b'e'] if length >= 6 => (length - 3, "if"),
        [.., b'e', b'e'] => finish(without_e(&word[..length - 1])),
        _ => finish(without_e(word)),
    }
}

/// Takes off a last `e`, and what it leaves of `aise` and `oise`.
fn without_e(word: &[u8]) -> &[u8] {
    let length = word.len();
    match word {
        [rest @ .., b'e'] if length >= 5 && rest.ends_with(b"i") => rest,
        [rest @ .., b'a' | b'o', b'i', b's', b'e'] if length >= 6 => &word[..rest.len() + 2],
        [rest @ .., b'e'] if length >= 6 => rest,
        _ => word,
    }
}

/// Brings the last letters into the one form that both languages share.
fn finish(word: &[u8]) -> (usize, &'static str) {
    let undoubled = match word {
        [rest @ .., a, b] if word.len() >= 5 && a == b && is_consonant(*a) => rest.len() + 1,
        _ => word.len(),
    };
    match &word[..undoubled] {
        [.., before, b'y'] if is_consonant(*before) => (undoubled - 1, "i"),
        _ => (undoubled, ""),
    }
}

/// Whether an ASCII letter is a consonant; `y` counts as a vowel.
pub(crate) fn is_consonant(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &str) {
        for word in words {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    fn check_apart(pairs: &[(&str, &str)]) {
        for (one, other) in pairs {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn plural() {
        check(&["infirmier", "infirmiers"], "infirmier");
        check(&["reseau", "reseaux"], "reseau");
        check(&["hopital", "hopitaux"], "hopital");
        check(&["travail", "travaux"], "travail");
        check(&["enjeu", "enjeux"], "enjeu");
        check(&["company", "companies"], "compani");
        check(&["process", "processes", "proces"], "proces");
    }

    #[test]
    fn gender() {
        check(&["directeur", "directrice", "directrices"], "directeur");
        check(&["developpeur", "developpeuse"], "developpeur");
        check(&["creatif", "creative", "creatives"], "creatif");
        check(&["serieux", "serieuse"], "serieur");
        check(&["charge", "chargee", "chargees"], "charg");
        check(&["forme", "formee"], "forme");
        check(&["technicien", "technicienne"], "technicien");
        check(&["anglais", "anglaise"], "anglai");
        check(&["chef", "cheffe"], "chef");
        check(&["nouveau", "nouvelle", "nouveaux", "nouvelles"], "nouveau");
        check(&["acteur", "actrice"], "acteur");
    }

    #[test]
    fn the_two_languages_meet() {
        check(&["oncologie", "oncology"], "oncologi");
        check(&["energie", "energy"], "energi");
    }

    #[test]
    fn protected_words_stay() {
        check(&["nantes"], "nantes");
        check(&["tours"], "tours");
        check(&["aws"], "aws");
        check(&["css"], "css");
        check(&["analytics"], "analytics");
        check(&["trainee"], "trainee");
    }

    #[test]
    fn figures_and_signs_stay() {
        check(&["35heures"], "35heures");
        check(&["r&ds"], "r&ds");
    }

    #[test]
    fn derived_words_stay_apart() {
        check_apart(&[
            ("university", "universe"),
            ("manager", "manage"),
            ("news", "new"),
            ("medecin", "medecine"),
            ("marin", "marine"),
            ("cours", "cour"),
            ("formation", "former"),
            ("tours", "tour"),
            ("humane", "human"),
        ]);
    }
}
