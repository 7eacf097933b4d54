//! The languages one must speak, with their levels.

use super::marks::Reader;
use super::{Analysed, Part, given};
use jobsearch_analysis::Token;
use jobsearch_posting::{Fact, Spoken};
use jobsearch_vocabulary::languages::code_of;

/// How many words may stand between a language and what is said of it.
const NEAR: usize = 6;

/// Reads them from their own field, else from phrases such as `anglais courant` or `fluent in French`.
pub(super) fn languages(analysed: &Analysed<'_>) -> Vec<Fact<Spoken>> {
    let mut found: Vec<Fact<Spoken>> = Vec::new();
    for raw in &analysed.raw.languages {
        let tokens = super::first_spellings(raw);
        for at in 0..tokens.len() {
            if let Some(code) = code_of(&tokens[at].word) {
                let level = (at..tokens.len()).chain(0..at).find_map(|near| level_of(&tokens, near));
                add(
                    &mut found,
                    given(Spoken { code: code.into(), level: level.map(str::to_owned) }, "languages", raw),
                );
            }
        }
    }
    for part in analysed.sections.iter().chain([&analysed.title]) {
        in_text(part, &mut found);
    }
    found
}

fn add(found: &mut Vec<Fact<Spoken>>, fact: Fact<Spoken>) {
    if found.iter().all(|known| known.value.code != fact.value.code) {
        found.push(fact);
    }
}

fn in_text(part: &Part<'_>, found: &mut Vec<Fact<Spoken>>) {
    let languages =
        part.marks.of_reader(Reader::Languages).filter_map(|at| Some((at, code_of(part.word(at))?)));
    for (at, code) in languages {
        let near = |near: &usize| *near != at && part.in_one_sentence((*near).min(at), (*near).max(at));
        let mut behind: Vec<usize> = (at + 1..(at + 1 + NEAR).min(part.tokens.len())).filter(near).collect();
        behind.extend((at.saturating_sub(NEAR)..at).rev().filter(near));
        if part.is_denied(at) || !behind.iter().any(|near| asks_for_language(part.word(*near))) {
            continue;
        }
        let level = behind.iter().find_map(|near| level_of(&part.tokens, *near)).map(str::to_owned);
        add(found, part.fact(Spoken { code: code.into(), level }, part.span(at..at + 1)));
    }
}

/// Words that say of a language near them that one must speak it, and what others begin with that do.
const WORDS: [&str; 13] =
    ["lu", "bon", "bonne", "plus", "a1", "a2", "b1", "b2", "c1", "c2", "oral", "level", "basic"];
const BEGINNINGS: [&str; 40] = [
    "courant",
    "couramment",
    "bilingu",
    "parl",
    "maitris",
    "niveau",
    "ecrit",
    "fluen",
    "profici",
    "speak",
    "spoken",
    "written",
    "langu",
    "professionnel",
    "technique",
    "operationnel",
    "exige",
    "requis",
    "required",
    "indispensable",
    "souhaite",
    "imperatif",
    "obligatoire",
    "native",
    "natif",
    "toeic",
    "toefl",
    "intermediaire",
    "notions",
    "pratique",
    "command",
    "mandatory",
    "apprecie",
    "essential",
    "working",
    "conversational",
    "avance",
    "advanced",
    "aisance",
    "verbal",
];

/// Tells whether a word near a language's name says that one must speak it.
fn asks_for_language(word: &str) -> bool {
    WORDS.contains(&word) || BEGINNINGS.iter().any(|known| word.starts_with(known))
}

/// The level of the Common European Framework that the word at a place names.
fn level_of(tokens: &[Token], at: usize) -> Option<&'static str> {
    let word = tokens[at].word.as_str();
    Some(match word {
        "a1" => "A1",
        "a2" => "A2",
        "b1" => "B1",
        "b2" => "B2",
        "c1" => "C1",
        "c2" => "C2",
        _ if word.starts_with("bilingu")
            || word.starts_with("nati") && word != "national" && word != "nationale" =>
        {
            "C2"
        }
        _ if word.starts_with("courant")
            || word == "couramment"
            || word.starts_with("fluen")
            || word.starts_with("avance") =>
        {
            "C1"
        }
        _ if word.starts_with("operationnel") || word.starts_with("professionnel") || word == "working" => {
            "B2"
        }
        _ if word.starts_with("intermedia") || word == "conversational" => "B1",
        "notions" | "scolaire" | "basic" => "A2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| {
            let spoken = posting.facts.languages.iter();
            let said = spoken
                .map(|fact| format!("{} {}", fact.value.code, fact.value.level.as_deref().unwrap_or("-")));
            said.collect::<Vec<_>>().join(", ")
        };
        check_texts(texts, &titled("Poste"), told, expected);
    }

    #[test]
    fn languages_and_levels() {
        check(
            &[
                "Anglais courant exigé",
                "communication orale et écrite (français & anglais niveau B2/C1 minimum)",
                "Fluent in French, German is a plus",
                "Professeur d'anglais en collège",
                "Le marché français",
                "Vous êtes bilingue anglais. Notre cuisine italienne.",
                "Pas d'anglais requis",
            ],
            expect![[r#"
                Anglais courant exigé: en C1
                communication orale et écrite (français & anglais niveau B2/C1 minimum): fr B2, en B2
                Fluent in French, German is a plus: fr C1, de C1
                Professeur d'anglais en collège: 
                Le marché français: 
                Vous êtes bilingue anglais. Notre cuisine italienne.: en C2
                Pas d'anglais requis: "#]],
        );
    }
}
