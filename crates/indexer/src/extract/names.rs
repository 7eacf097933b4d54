//! What a posting names, for queries that ask for it in other words.

use super::Reading;
use jobsearch_analysis::Token;
use jobsearch_engine::{Field, name_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{Meaning, Mention};

/// The names in the titles and in the sections that speak of this job only, each once a field.
pub(super) fn names(reading: &Reading<'_>) -> Vec<(Field, u64)> {
    let mut names = Vec::new();
    let inside = named_without_facts(reading);
    for mention in reading.title.concepts.iter().chain(&reading.other_titles).chain(&inside) {
        add(&mut names, (reading, Field::Title), mention);
    }
    for part in &reading.sections {
        let is_standing = part.number.is_some_and(|number| reading.posting.sections[number].boilerplate);
        if !is_standing {
            part.concepts.iter().for_each(|mention| add(&mut names, (reading, Field::Body), mention));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// What the title names when a contract or a working time inside a name is passed over: `Professeur contractuel de
/// mathématiques` is a `professeur de mathématiques`.
fn named_without_facts(reading: &Reading<'_>) -> Vec<Mention> {
    let title = &reading.title;
    if title.terms.is_empty() {
        return Vec::new();
    }
    let is_fact = |at: usize| title.terms.iter().any(|fact| fact.tokens.contains(&at));
    let bare =
        title.tokens.iter().enumerate().filter(|(at, _)| !is_fact(*at)).map(|(_, token)| token.clone());
    reading.vocabulary.concept_mentions(&bare.collect::<Vec<Token>>())
}

fn add(names: &mut Vec<(Field, u64)>, (reading, field): (&Reading<'_>, Field), mention: &Mention) {
    let Meaning::Concept(concept) = mention.meaning else { return };
    let id = reading.vocabulary.get(concept).id();
    // A word that is the same in both languages is a label of both.
    let languages = mention.language.map_or(vec![Language::Fr, Language::En], |language| vec![language]);
    names.extend(languages.into_iter().map(|language| (field, name_key(id, language, mention.weight))));
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
            let noted = |field| names.contains(&(field, name_key(concept, language, 1.0)));
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
