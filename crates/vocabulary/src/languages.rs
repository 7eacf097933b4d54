//! What languages are called.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// ISO 639-1 code of each language (639-3 where there is none), its English name, and its names in both languages, folded.
const LANGUAGES: &[(&str, &str, &[&str])] = &[
    ("en", "English", &["anglais", "anglaise", "english"]),
    ("fr", "French", &["francais", "francaise", "french"]),
    ("de", "German", &["allemand", "allemande", "german"]),
    ("es", "Spanish", &["espagnol", "espagnole", "spanish"]),
    ("it", "Italian", &["italien", "italienne", "italian"]),
    ("nl", "Dutch", &["neerlandais", "neerlandaise", "dutch"]),
    ("ar", "Arabic", &["arabe", "arabic"]),
    ("pt", "Portuguese", &["portugais", "portugaise", "portuguese"]),
    ("zh", "Chinese", &["chinois", "mandarin", "chinese"]),
    ("ja", "Japanese", &["japonais", "japanese"]),
    ("ru", "Russian", &["russe", "russian"]),
    ("pl", "Polish", &["polonais", "polish"]),
    ("lb", "Luxembourgish", &["luxembourgeois", "luxembourgish"]),
    ("ber", "Tamazight", &["amazighe", "tamazight"]),
    ("cy", "Welsh", &["welsh", "gallois"]),
];

/// The codes by the names: every word of a text is looked up.
static CODES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    LANGUAGES.iter().flat_map(|(code, _, names)| names.iter().map(|name| (*name, *code))).collect()
});

/// The names of all languages, folded.
pub fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|(_, _, names)| names.iter().copied())
}

/// The code of the language that a folded word names.
pub fn code_of(word: &str) -> Option<&'static str> {
    CODES.get(word).copied()
}

/// The English name of a language; the code itself where it is none of ours.
pub fn name_of(code: &str) -> &str {
    LANGUAGES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_own_name() {
        for (code, name, _) in LANGUAGES {
            assert_eq!(code_of(&name.to_lowercase()), Some(*code));
            assert_eq!(name_of(code), *name);
        }
        assert_eq!((code_of("rust"), name_of("xx")), (None, "xx"));
    }
}
