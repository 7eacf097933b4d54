//! What one must or should know.

use super::{Part, Reading, given};
use aho_corasick::AhoCorasick;
use jobsearch_analysis::fold;
use jobsearch_posting::{Fact, Language, SectionKind, Skill};
use jobsearch_vocabulary::{Concept, ConceptKind, Meaning, Mention, longest};
use std::sync::LazyLock;

/// The most skills kept of a posting.
const MOST: usize = 60;
/// How sure and how near the meaning a mention must be.
const SURE: f32 = 0.45;
const NEAR: f32 = 0.6;

/// Reads the given skills, then those named in the title and in the sections that ask something of the applicant.
pub(super) fn skills(reading: &Reading<'_>) -> Vec<Fact<Skill>> {
    let mut found: Vec<Fact<Skill>> = Vec::new();
    for raw in &reading.raw.skills {
        let tokens = super::first_spellings(&reading.analyzer, raw);
        for (concept, mention) in concepts(reading, &reading.vocabulary.concept_mentions(&tokens)) {
            let skill = skill(&concept, (mention.language, true));
            add(&mut found, given(skill, "skills", raw));
        }
    }
    let bearing = reading.sections.iter().filter(|part| part.kind.bears_skills());
    // Where skills are listed they are meant as such; a description of tasks names them in passing.
    let (listed, passing): (Vec<_>, Vec<_>) = bearing.partition(|part| {
        matches!(part.kind, SectionKind::Skills | SectionKind::Profile | SectionKind::Education)
    });
    for part in std::iter::once(&reading.title).chain(listed).chain(passing) {
        in_part(reading, part, &mut found);
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

fn in_part(reading: &Reading<'_>, part: &Part<'_>, found: &mut Vec<Fact<Skill>>) {
    let only_wished = says_wished(&fold(part.heading));
    let mut last = ("", false);
    for (concept, mention) in concepts(reading, &part.concepts) {
        let id = concept.id();
        let known = found.iter().position(|known| known.value.id == id);
        if known.is_some_and(|known| found[known].value.required) || part.is_denied(mention.tokens.start) {
            continue;
        }
        let span = part.span(mention.tokens.clone());
        let sentence = sentence_around(part.text, span.start);
        if !std::ptr::eq(last.0, sentence) {
            last = (sentence, says_wished(&fold(sentence)));
        }
        let required = !only_wished && !last.1;
        if let Some(known) = known {
            found[known].value.required = required;
            continue;
        }
        let language = mention
            .language
            .or_else(|| part.number.and_then(|number| reading.posting.sections[number].language));
        found.push(part.fact(skill(&concept, (language, required)), span));
    }
}

/// The skills, tools and diplomas among mentions, without overlaps.
fn concepts<'a>(reading: &Reading<'a>, mentions: &[Mention]) -> Vec<(Concept<'a>, Mention)> {
    let sure = mentions.iter().filter(|mention| mention.certainty >= SURE && mention.weight >= NEAR);
    let chosen = longest(sure.cloned().collect());
    let of = |mention: Mention| match mention.meaning {
        Meaning::Concept(handle) => Some((reading.vocabulary.get(handle), mention)),
        _ => None,
    };
    let is_skill = |concept: &Concept<'_>| {
        matches!(concept.kind(), ConceptKind::Skill | ConceptKind::Tool | ConceptKind::Diploma)
    };
    chosen.into_iter().filter_map(of).filter(|(concept, _)| is_skill(concept)).collect()
}

fn skill(concept: &Concept<'_>, (language, required): (Option<Language>, bool)) -> Skill {
    let label = concept.preferred(language.unwrap_or(Language::Fr)).to_owned();
    Skill { id: concept.id().to_owned(), label, required }
}

/// Adds a skill once; demanded anywhere is demanded.
fn add(found: &mut Vec<Fact<Skill>>, fact: Fact<Skill>) {
    match found.iter_mut().find(|known| known.value.id == fact.value.id) {
        Some(known) => known.value.required |= fact.value.required,
        None => found.push(fact),
    }
}

fn sentence_around(text: &str, at: usize) -> &str {
    let (before, behind) = text.as_bytes().split_at(at);
    let start =
        before.iter().rposition(|byte| matches!(byte, b'\n' | b'.' | b';')).map_or(0, |stop| stop + 1);
    let end =
        behind.iter().position(|byte| matches!(byte, b'\n' | b';')).map_or(text.len(), |stop| at + stop);
    let sentence = &text[start..end];
    let stop = sentence.find(". ").filter(|stop| start + stop > at).unwrap_or(sentence.len());
    &sentence[..stop]
}

fn says_wished(folded: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new([
            "souhait",
            "un plus",
            "apprecie",
            "serait un",
            "seraient un",
            "idealement",
            "atout",
            "nice to have",
            "ideally",
            "a plus",
            "desirable",
            "preferred",
            "preferably",
            "bonus",
            "les plus",
            "advantage",
            "optionnel",
            "de preference",
            "nice-to-have",
            "would be an asset",
        ])
        .expect("a few words make an automaton")
    });
    WORDS.is_match(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[test]
    fn wishes_are_told_from_demands() {
        let check = |texts: &[&str], expected: Expect| {
            let said: Vec<_> = texts.iter().map(|text| says_wished(&fold(text)).to_string()).collect();
            expected.assert_eq(&said.join(" "));
        };
        check(
            &[
                "Rust exigé",
                "La maîtrise d'Excel serait un plus",
                "Nice to have",
                "Idéalement CACES 3",
                "Python required",
            ],
            expect!["false true true true false"],
        );
        assert_eq!(sentence_around("Un. Deux trois. Quatre", 5), " Deux trois");
    }
}
