//! The light stem: number and gender are taken off, what a word means is left alone.
//!
//! No ending of a verb or of a derived noun is touched: `manager` does not meet `manage`, `formation` does not meet
//! `former`. Those meet through the root, at a lower weight.

use crate::tables::STEMS;
use std::borrow::Cow;

/// The light stem of a folded word: `directrices` gives `directeur`.
///
/// Only words of four ASCII letters and more have one, and a few shorter ones by table; anything else comes back
/// as it is. Never fails.
pub fn stem(folded_word: &str) -> Cow<'_, str> {
    let mut stemmed = folded_word.to_owned();
    stem_in_place(&mut stemmed);
    if stemmed == folded_word { Cow::Borrowed(folded_word) } else { Cow::Owned(stemmed) }
}

/// Turns a folded word into its light stem.
pub(crate) fn stem_in_place(word: &mut String) {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) || known(word) {
        return;
    }
    if word.len() < 4 {
        return;
    }
    if singular(word) && known(word) {
        return;
    }
    masculine(word);
    finish(word);
}

/// Replaces a word of the tables by its stem; false where the tables do not have it.
fn known(word: &mut String) -> bool {
    match STEMS.get(word.as_str()) {
        Some(&stem) => {
            word.clear();
            word.push_str(stem);
            true
        }
        None => false,
    }
}

/// Takes off the plural; true where there was one. `nodejs` is none.
fn singular(word: &mut String) -> bool {
    if !word.ends_with(['s', 'x']) {
        return false;
    }
    if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("js") {
        word.pop();
        return true;
    }
    if word.ends_with("eaux") || word.ends_with("oux") {
        word.pop();
        return true;
    }
    long(word, 6) && (replace(word, "aux", "al") || replace(word, "eux", "eur"))
}

/// Takes off the feminine.
fn masculine(word: &mut String) {
    if !word.ends_with('e') {
        return;
    }
    let changed = (long(word, 8) && replace(word, "trice", "teur"))
        || (long(word, 7) && replace(word, "euse", "eur"))
        || (long(word, 6) && replace(word, "ive", "if"));
    if changed {
        return;
    }
    replace(word, "ee", "e");
    if long(word, 5) && replace(word, "ie", "i") {
        return;
    }
    if long(word, 6) && replace(word, "e", "") && (word.ends_with("ais") || word.ends_with("ois")) {
        word.pop();
    }
}

/// Brings the last letters into the one form that both languages share.
fn finish(word: &mut String) {
    if long(word, 5) && ends_doubled(word) {
        word.pop();
    }
    if word.ends_with('y') && word.bytes().rev().nth(1).is_some_and(is_consonant) {
        word.pop();
        word.push('i');
    }
}

fn long(word: &str, letters: usize) -> bool {
    word.len() >= letters
}

/// Exchanges an ending; false where the word ends otherwise.
fn replace(word: &mut String, ending: &str, new: &str) -> bool {
    let found = word.ends_with(ending);
    if found {
        word.truncate(word.len() - ending.len());
        word.push_str(new);
    }
    found
}

fn ends_doubled(word: &str) -> bool {
    let mut last = word.bytes().rev();
    matches!((last.next(), last.next()), (Some(a), Some(b)) if a == b && is_consonant(a))
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
