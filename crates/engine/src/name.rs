//! What a posting names, whatever the words.

use crate::Field;
use fnv::FnvHasher;
use jobsearch_posting::Language;
use std::hash::Hasher;

/// What else the market calls what was typed: all labels of a concept that are in one language and equally near to it.
///
/// An index notes which of them the title and the body of a posting hold, so that forty synonyms are one look-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// What a person would call it.
    pub label: String,
    /// The identifier of the concept.
    pub concept: String,
    /// The language of the labels.
    pub language: Language,
    /// How near the labels are to the concept, above 0 and at most 1.
    pub nearness: f32,
    /// How much a match counts beside the words typed, above 0 and at most 1.
    pub weight: f32,
    /// The only field it counts in; title and body where none is named.
    pub only: Option<Field>,
    /// Where a title that says it is as near to what was asked as one that says what was typed: of how many words the
    /// labels are. Such a name counts in titles only.
    pub as_typed: Option<u8>,
    /// It is in another language than what was typed: a posting that answers by it alone must say that it fits.
    pub foreign: bool,
}

impl Name {
    /// The fields whose names are noted.
    pub const FIELDS: [Field; 2] = [Field::Title, Field::Body];
    /// From this nearness on a label is a proper name of its concept. Of bodies only these are noted, and only these by
    /// their number of words: a body touches many things in passing.
    pub const PROPER: f32 = 0.9;
    /// From this weight on it names what was typed; below, only something near it.
    const ITSELF: f32 = 0.5;

    /// Tells whether it names what was typed, not something near it.
    pub fn is_itself(&self) -> bool {
        self.weight >= Self::ITSELF
    }

    /// The number it is noted under.
    pub fn key(&self) -> u64 {
        name_key(&self.concept, (self.language, self.nearness), self.as_typed.unwrap_or(0))
    }
}

/// A number of 56 bits for the labels of a concept that are in one language, equally near to it, and of so many words, or
/// of any number of words where that is 0; the same in every index. Those of one concept share all but the last two bytes.
pub fn name_key(concept: &str, (language, nearness): (Language, f32), words: u8) -> u64 {
    let language = match language {
        Language::Fr => 0,
        Language::En => 1,
    };
    let nearness = (nearness * 100.0).round() as u8;
    let mut hash = FnvHasher::default();
    hash.write(concept.as_bytes());
    hash.finish() >> 24 << 16 | u64::from(nearness << 1 | language) << 8 | u64::from(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_concepts_languages_and_nearness_apart() {
        let key = name_key("nurse", (Language::Fr, 0.6), 1);
        let others = [
            name_key("nurses", (Language::Fr, 0.6), 1),
            name_key("nurse", (Language::En, 0.6), 1),
            name_key("nurse", (Language::Fr, 0.61), 1),
            name_key("nurse", (Language::Fr, 0.6), 2),
        ];
        assert!(!others.contains(&key));
        assert_eq!(key, name_key("nurse", (Language::Fr, 0.600_000_1), 1));
    }
}
