//! What a posting names, for queries that ask for it in other words.

use super::{Part, Reading};
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_engine::{Field, name_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{Meaning, Mention, Vocabulary};

/// The names in the titles and in the sections that speak of this job only, each once a field.
pub(super) fn names(reading: &Reading<'_>) -> Vec<(Field, u64)> {
    let mut names = Names { vocabulary: reading.vocabulary, keys: Vec::new() };
    let title = &reading.title;
    names.add_title(&title.concepts, &title.tokens);
    if !title.terms.is_empty() {
        let bare = without_facts(title);
        names.add_title(&reading.vocabulary.concept_mentions(&bare), &bare);
    }
    for (tokens, concepts) in &reading.other_titles {
        names.add_title(concepts, tokens);
    }
    for part in &reading.sections {
        let is_standing = part.number.is_some_and(|number| reading.posting.sections[number].boilerplate);
        if !is_standing {
            part.concepts.iter().for_each(|mention| names.add(Field::Body, mention, 0));
        }
    }
    names.keys.sort_unstable();
    names.keys.dedup();
    names.keys
}

/// The words of a title but those of a contract or a working time: `Professeur contractuel de mathématiques` is a
/// `professeur de mathématiques`.
fn without_facts(title: &Part<'_>) -> Vec<Token> {
    let is_fact = |at: usize| title.terms.iter().any(|fact| fact.tokens.contains(&at));
    let bare = title.tokens.iter().enumerate().filter(|(at, _)| !is_fact(*at));
    bare.map(|(_, token)| token.clone()).collect()
}

/// Takes names in.
struct Names<'a> {
    vocabulary: &'a Vocabulary,
    keys: Vec<(Field, u64)>,
}

impl Names<'_> {
    /// Adds what a title names, also by the number of words of the name: it tells how much else the title says.
    fn add_title(&mut self, concepts: &[Mention], tokens: &[Token]) {
        for mention in concepts {
            self.add(Field::Title, mention, 0);
            let words = tokens[mention.tokens.clone()].iter().filter(|token| !is_stop_word(&token.word));
            self.add(Field::Title, mention, words.count().min(u8::MAX.into()) as u8);
        }
    }

    fn add(&mut self, field: Field, mention: &Mention, words: u8) {
        let Meaning::Concept(concept) = mention.meaning else { return };
        let id = self.vocabulary.get(concept).id();
        // A word that is the same in both languages is a label of both.
        let both = [Language::Fr, Language::En].into_iter();
        for language in both.filter(|language| mention.language.is_none_or(|own| own == *language)) {
            self.keys.push((field, name_key(id, (language, mention.weight), words)));
        }
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
}
