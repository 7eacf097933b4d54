//! What a posting names, for queries that ask for it in other words.

use super::{Analysed, Part};
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_engine::{Field, Name, name_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{ConceptId, ConceptKind, Meaning, Mention, Vocabulary};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The names in the titles and in the sections that speak of this job only, each once a field.
pub(super) fn names(analysed: &Analysed<'_>) -> Vec<(Field, u64)> {
    let mut names = Names { keys: Keys::of(analysed.vocabulary), noted: Vec::with_capacity(USUAL) };
    let title = &analysed.title;
    names.add_title(&title.concepts, &title.tokens);
    if !title.terms.is_empty() {
        let bare = without_facts(title);
        names.add_title(&analysed.vocabulary.concept_mentions(&bare), &bare);
    }
    for (tokens, concepts) in &analysed.other_titles {
        names.add_title(concepts, tokens);
    }
    for part in &analysed.sections {
        let is_standing = part.number.is_some_and(|number| analysed.posting.sections[number].boilerplate);
        if !is_standing {
            part.concepts.iter().filter(is_proper).for_each(|mention| names.add(Field::Body, mention, 0));
        }
    }
    let Names { keys, mut noted } = names;
    keys.keep();
    noted.sort_unstable();
    noted.dedup();
    noted
}

/// The words of a title but those of a contract or a working time: `Professeur contractuel de mathématiques` is a
/// `professeur de mathématiques`.
fn without_facts(title: &Part<'_>) -> Vec<Token> {
    let is_fact = |at: usize| title.terms.iter().any(|fact| fact.tokens.contains(&at));
    let bare = title.tokens.iter().enumerate().filter(|(at, _)| !is_fact(*at));
    bare.map(|(_, token)| token.clone()).collect()
}

fn is_proper(mention: &&Mention) -> bool {
    mention.weight >= Name::PROPER
}

/// Tells whether a loose name of a job is only part of a proper name of another: a chef de projet is no chef.
fn hides(job: &Mention, mention: &Mention, vocabulary: &Vocabulary) -> bool {
    let is_job = |mention: &Mention| match mention.meaning {
        Meaning::Concept(concept) => vocabulary.get(concept).kind() == ConceptKind::Title,
        _ => false,
    };
    mention.is_part_of(job)
        && job.meaning != mention.meaning
        && is_proper(&job)
        && !is_proper(&mention)
        && is_job(job)
        && is_job(mention)
}

/// Takes names in.
struct Names<'a> {
    keys: Keys<'a>,
    noted: Vec<(Field, u64)>,
}

impl Names<'_> {
    /// Adds what a title names, proper names also by their number of words: it tells how much else the title says.
    fn add_title(&mut self, concepts: &[Mention], tokens: &[Token]) {
        let vocabulary = self.keys.vocabulary;
        let is_meant = |mention: &&Mention| !concepts.iter().any(|job| hides(job, mention, vocabulary));
        for mention in concepts.iter().filter(is_meant) {
            self.add(Field::Title, mention, 0);
            if is_proper(&mention) {
                let words = tokens[mention.tokens.clone()].iter().filter(|token| !is_stop_word(&token.word));
                self.add(Field::Title, mention, words.count().min(u8::MAX.into()) as u8);
            }
        }
    }

    fn add(&mut self, field: Field, mention: &Mention, words: u8) {
        let Meaning::Concept(concept) = mention.meaning else { return };
        // A word that is the same in both languages is a label of both.
        for language in [Language::Fr, Language::En] {
            if mention.language.is_none_or(|own| own == language) {
                self.noted.push((field, self.keys.key(concept, (language, mention.weight), words)));
            }
        }
    }
}

/// How many names a posting has room for from the start.
const USUAL: usize = 64;
/// How many keys are kept at most.
const MOST_KEPT: usize = 1 << 14;

thread_local! {
    static KEPT: RefCell<(String, Known)> = RefCell::default();
}

/// The key of each name that came so far, by its concept, its language, the bits of its nearness and its words.
type Known = FxHashMap<(ConceptId, Language, u32, u8), u64>;

/// The keys of names, which come again in one posting after another.
struct Keys<'a> {
    vocabulary: &'a Vocabulary,
    known: Known,
}

impl<'a> Keys<'a> {
    /// Takes the keys that this thread has kept, if they are of this vocabulary.
    fn of(vocabulary: &'a Vocabulary) -> Self {
        let (label, known) = KEPT.take();
        let known =
            if label == vocabulary.label() && known.len() < MOST_KEPT { known } else { Known::default() };
        Self { vocabulary, known }
    }

    /// Keeps them for the next posting.
    fn keep(self) {
        KEPT.set((self.vocabulary.label().to_owned(), self.known));
    }

    fn key(&mut self, concept: ConceptId, (language, nearness): (Language, f32), words: u8) -> u64 {
        let key = || name_key(self.vocabulary.get(concept).id(), (language, nearness), words);
        *self.known.entry((concept, language, nearness.to_bits(), words)).or_insert_with(key)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};
    use jobsearch_engine::{Field, name_key};
    use jobsearch_posting::Language::{En, Fr};

    /// Compares in which fields each of some names is noted.
    fn check(title: &str, text: &str, expected: Expect) {
        let raw =
            RawPosting { title: Some(title.into()), description: Some(text.into()), ..RawPosting::default() };
        let options = Options::default();
        let posting = prepare(&raw, &options);
        let names = super::super::extract(&raw, &posting, &options.vocabulary).names;
        let known = [("nurse", Fr), ("nurse", En), ("mathematics-teacher", Fr), ("midwife", En)];
        let told = known.map(|(concept, language)| {
            let noted = |field| names.contains(&(field, name_key(concept, (language, 1.0), 0)));
            format!("{concept} {language:?}: {} {}", noted(Field::Title), noted(Field::Body))
        });
        expected.assert_eq(&told.join("\n"));
    }

    #[test]
    fn what_titles_and_texts_name_is_noted_in_the_language_that_names_it() {
        check(
            "Infirmier·ère de nuit",
            "Working with nurses and midwives.",
            expect![[r#"
            nurse Fr: true false
            nurse En: false true
            mathematics-teacher Fr: false false
            midwife En: false true"#]],
        );
        check(
            "Professeur contractuel de mathématiques",
            "Collège.",
            expect![[r#"
            nurse Fr: false false
            nurse En: false false
            mathematics-teacher Fr: true false
            midwife En: false false"#]],
        );
    }

    #[test]
    fn a_loose_name_within_the_name_of_another_job_is_not_meant() {
        let names_chef = |title: &str| {
            let raw = RawPosting { title: Some(title.into()), ..RawPosting::default() };
            let (options, chef) = (Options::default(), name_key("head-chef", (Fr, 0.3), 0));
            let names = super::super::extract(&raw, &prepare(&raw, &options), &options.vocabulary).names;
            names.contains(&(Field::Title, chef))
        };
        assert!(names_chef("Chef H/F"));
        assert!(!names_chef("Chef de projet H/F"));
    }
}
