//! The language of a section: function words first, then accents and elisions.

use crate::Token;
use crate::fold::fold;
use crate::gap::is_apostrophe;
use crate::letters::{LETTER, plain_run};
use crate::tables::stop_words;
use jobsearch_posting::Language;
use memchr::memchr3_iter;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// How much further than the other a language must be, as a share of all that was seen.
const CLEAR: f32 = 0.4;

/// The least that must be seen before a language is named.
const ENOUGH: f32 = 1.0;

/// What an accented letter and an elision count, beside a function word's 1. One accent may come with a name.
const ACCENT: f32 = 0.5;

/// Function words that speak for one language only.
struct Speaking {
    /// A bit for each, by the key of the word: most words of a text are told by it to be none.
    bits: [u64; BITS],
    /// The language each speaks for, by its key.
    languages: FxHashMap<u64, Language>,
    /// How many letters the longest has.
    longest: usize,
}

/// How many numbers hold the bits, a power of two.
const BITS: usize = 1 << 7;

static SPEAKING: LazyLock<Speaking> = LazyLock::new(|| {
    let mut speaking = Speaking { bits: [0; BITS], languages: FxHashMap::default(), longest: 0 };
    for (word, languages) in stop_words() {
        let language = match languages {
            "f" => Language::Fr,
            "e" => Language::En,
            _ => continue,
        };
        let key = Token::key(word);
        speaking.bits[Speaking::place(key)] |= 1 << (key & 63);
        speaking.languages.insert(key, language);
        speaking.longest = speaking.longest.max(word.len());
    }
    speaking
});

impl Speaking {
    /// Which language a word speaks for.
    #[inline]
    fn language(&self, word: &str) -> Option<Language> {
        if word.len() > self.longest {
            return None;
        }
        let key = Token::key(word);
        let may_speak = self.bits[Self::place(key)] & 1 << (key & 63) != 0;
        may_speak.then(|| self.languages.get(&key).copied()).flatten()
    }

    /// Which number holds the bit of a key.
    #[inline]
    fn place(key: u64) -> usize {
        (key >> 6) as usize % BITS
    }
}

/// The language of a text, where its function words, accents and elisions leave no doubt.
///
/// `None` for a text that speaks for neither language or for both alike: a title, a list of tools.
pub fn guess_language(text: &str) -> Option<Language> {
    let (mut french, mut english) = (accents(text), 0.0);
    let folded = fold(text);
    let mut at = 0;
    while at < folded.len() {
        let (end, seen) = plain_run(folded.as_bytes(), at);
        match (seen == LETTER).then(|| language_of(&folded, at..end)).flatten() {
            Some(Language::Fr) => french += 1.0,
            Some(Language::En) => english += 1.0,
            None => {}
        }
        at = end + 1;
    }
    let (seen, lead) = (french + english, french - english);
    if seen < ENOUGH || lead.abs() < CLEAR * seen {
        return None;
    }
    Some(if lead > 0.0 { Language::Fr } else { Language::En })
}

/// The language that a word of a folded text speaks for.
fn language_of(folded: &str, word: Range<usize>) -> Option<Language> {
    let (before, behind) = (&folded[..word.start], &folded[word.end..]);
    match &folded[word] {
        "c" | "d" | "j" | "l" | "n" | "qu" | "s" if opens_at_apostrophe(behind) => Some(Language::Fr),
        "s" if ends_at_apostrophe(before) => Some(Language::En),
        word => SPEAKING.language(word),
    }
}

/// Whether a text begins with an apostrophe and a word that it touches.
fn opens_at_apostrophe(text: &str) -> bool {
    let next = text.trim_start_matches(is_apostrophe);
    next.len() < text.len() && next.starts_with(char::is_alphanumeric)
}

/// Whether a text ends in a word and an apostrophe that touches it.
fn ends_at_apostrophe(text: &str) -> bool {
    let last = text.trim_end_matches(is_apostrophe);
    last.len() < text.len() && last.ends_with(char::is_alphanumeric)
}

/// What the accented letters of French count; a composed and a decomposed accent count alike.
fn accents(text: &str) -> f32 {
    // Each of these is led by one of three bytes.
    let leads = memchr3_iter(0xc3, 0xc5, 0xcc, text.as_bytes());
    let accented = leads.filter(|at| text[*at..].chars().next().is_some_and(is_french));
    accented.count() as f32 * ACCENT
}

fn is_french(c: char) -> bool {
    matches!(
        c,
        'é' | 'è'
            | 'ê'
            | 'ë'
            | 'à'
            | 'â'
            | 'ç'
            | 'ù'
            | 'û'
            | 'î'
            | 'ï'
            | 'ô'
            | 'œ'
            | 'É'
            | 'È'
            | 'Ê'
            | 'Ë'
            | 'À'
            | 'Â'
            | 'Ç'
            | 'Ù'
            | 'Û'
            | 'Î'
            | 'Ï'
            | 'Ô'
            | 'Œ'
            | '\u{300}'
            | '\u{301}'
            | '\u{302}'
            | '\u{327}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Language>) {
        assert_eq!(guess_language(text), expected, "{text:?}");
    }

    #[test]
    fn clear_texts() {
        check("Vous participez à la mise en œuvre de la stratégie", Some(Language::Fr));
        check("POSTE BASE A CASABLANCA AVEC DES DEPLACEMENTS", Some(Language::Fr));
        check("Sens de l'organisation", Some(Language::Fr));
        check("You will lead the development of our platform", Some(Language::En));
        check("Support the patients and the patient's carers", Some(Language::En));
    }

    #[test]
    fn names_and_lists_are_left_open() {
        check("", None);
        check("Global Medical Lead Oncologie", None);
        check("Python, SQL, Docker", None);
    }
}
