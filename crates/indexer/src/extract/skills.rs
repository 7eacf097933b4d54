//! What one must or should know.

use super::{Analysed, Part, given};
use aho_corasick::{AhoCorasick, MatchKind};
use jobsearch_analysis::{Token, fold};
use jobsearch_posting::{Fact, Language, SectionKind, Skill};
use jobsearch_vocabulary::{Concept, ConceptId, ConceptKind, Meaning, Mention, longest};
use memchr::memmem::Finder;
use memchr::{memchr2, memrchr3};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The most skills kept of a posting.
const MOST: usize = 60;
/// How sure and how near the meaning a mention must be.
const SURE: f32 = 0.45;
const NEAR: f32 = 0.6;

/// Reads the given skills, then those named in the title and in the sections that ask something of the applicant.
pub(super) fn skills(analysed: &Analysed<'_>) -> Vec<Fact<Skill>> {
    let mut found = Found::default();
    for raw in &analysed.raw.skills {
        let tokens = super::first_spellings(raw);
        for (concept, mention) in concepts(analysed, &analysed.vocabulary.concept_mentions(&tokens), &tokens)
        {
            match found.place(concept.handle()) {
                Some(place) => found.demand(place),
                None => {
                    let words = &tokens[mention.tokens.clone()];
                    let said = &raw[words[0].span.start..words[words.len() - 1].span.end];
                    let skill = skill(&concept, &mention, said);
                    let fact = given(skill, "skills", raw);
                    found.push(concept.handle(), fact);
                }
            }
        }
    }
    let bearing = analysed.sections.iter().filter(|part| part.kind.bears_skills());
    // Where skills are listed they are meant as such; a description of tasks names them in passing.
    let (listed, passing): (Vec<_>, Vec<_>) = bearing.partition(|part| {
        matches!(part.kind, SectionKind::Skills | SectionKind::Profile | SectionKind::Education)
    });
    for part in std::iter::once(&analysed.title).chain(listed).chain(passing) {
        in_part(analysed, part, &mut found);
        if found.facts.len() >= MOST {
            break;
        }
    }
    found.facts.truncate(MOST);
    found.facts
}

/// Skills, each once.
#[derive(Default)]
struct Found {
    facts: Vec<Fact<Skill>>,
    /// The concept of each.
    concepts: Vec<ConceptId>,
}

impl Found {
    /// Where a skill is that was found already.
    fn place(&self, concept: ConceptId) -> Option<usize> {
        self.concepts.iter().position(|known| *known == concept)
    }

    fn push(&mut self, concept: ConceptId, fact: Fact<Skill>) {
        self.concepts.push(concept);
        self.facts.push(fact);
    }

    /// What is demanded anywhere is demanded.
    fn demand(&mut self, place: usize) {
        self.facts[place].value.required = true;
    }

    fn is_demanded(&self, place: usize) -> bool {
        self.facts[place].value.required
    }
}

fn in_part(analysed: &Analysed<'_>, part: &Part<'_>, found: &mut Found) {
    if part.concepts.is_empty() {
        return;
    }
    let only_wished = says_wished(part.heading);
    let mut last: Option<Sentence> = None;
    for (concept, mention) in concepts(analysed, &part.concepts, &part.tokens) {
        if part.number.is_some() && is_in_passing(&part.tokens[mention.tokens.clone()]) {
            continue;
        }
        let place = found.place(concept.handle());
        if place.is_some_and(|place| found.is_demanded(place)) || part.is_denied(mention.tokens.start) {
            continue;
        }
        let span = part.span(mention.tokens.clone());
        let sentence = match last.filter(|last| last.holds(part.text, span.start)) {
            Some(same) => same,
            None => Sentence::around(part.text, span.start),
        };
        last = Some(sentence);
        let required = !only_wished && !sentence.is_wish;
        match place {
            Some(place) if required => found.demand(place),
            Some(_) => {}
            None => {
                let own = part.number.and_then(|number| analysed.posting.sections[number].language);
                let mention = Mention { language: mention.language.or(own), ..mention };
                let skill = Skill { required, ..skill(&concept, &mention, &part.text[span.clone()]) };
                found.push(concept.handle(), part.fact(skill, span));
            }
        }
    }
}

/// The skills, tools and diplomas among mentions, without overlaps.
fn concepts<'a>(
    analysed: &Analysed<'a>,
    mentions: &[Mention],
    tokens: &[Token],
) -> Vec<(Concept<'a>, Mention)> {
    let is_sure = |mention: &&Mention| mention.certainty >= SURE && mention.weight >= NEAR;
    let mut sure = Vec::with_capacity(mentions.len());
    sure.extend(mentions.iter().filter(is_sure).cloned());
    let skills = longest(sure).into_iter().filter_map(|mention| {
        let Meaning::Concept(handle) = mention.meaning else { return None };
        let concept = analysed.vocabulary.get(handle);
        let is_skill =
            matches!(concept.kind(), ConceptKind::Skill | ConceptKind::Tool | ConceptKind::Diploma);
        is_skill.then_some((concept, mention))
    });
    let skills: Vec<_> = skills.collect();
    let is_called_so = |(concept, mention): &&(Concept<'a>, Mention)| {
        let words = &tokens[mention.tokens.clone()];
        [Language::Fr, Language::En].iter().any(|language| is(words, &fold(concept.preferred(*language))))
    };
    // `Reporting` is reporting and not financial reporting, though that is called so too.
    let alike = skills.chunk_by(|one, other| one.1.tokens == other.1.tokens);
    let meant = alike.flat_map(|alike| match alike {
        [_] => alike,
        _ => alike.iter().find(is_called_so).map_or(alike, std::slice::from_ref),
    });
    meant.cloned().collect()
}

/// Tells whether words are said in passing by postings that ask for nothing of the kind.
fn is_in_passing(words: &[Token]) -> bool {
    static PASSING: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let rows = include_str!("../../tables/passing.tsv").lines().filter(|row| !row.starts_with('#'));
        let mut by_first: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for row in rows {
            by_first.entry(row.split(' ').next().unwrap_or(row)).or_default().push(row);
        }
        by_first
    });
    let known = words.first().and_then(|first| PASSING.get(first.word.as_str()));
    known.is_some_and(|known| known.iter().any(|row| is(words, row)))
}

/// Tells whether tokens are these words.
fn is(tokens: &[Token], words: &str) -> bool {
    tokens.iter().map(|token| token.word.as_str()).eq(words.split(' '))
}

/// A skill that is demanded. What is only near it is shown in the posting's own words: who asks for Confluence did not say
/// Jira.
fn skill(concept: &Concept<'_>, mention: &Mention, said: &str) -> Skill {
    let usual = concept.preferred(mention.language.unwrap_or(Language::Fr));
    let label = if mention.weight < 1.0 { said } else { usual };
    Skill { id: concept.id().to_owned(), label: label.to_owned(), required: true }
}

/// The sentence around a mention.
#[derive(Clone, Copy)]
struct Sentence {
    /// Where the mention is.
    at: usize,
    /// It speaks of what is only wished for.
    is_wish: bool,
}

impl Sentence {
    fn around(text: &str, at: usize) -> Self {
        Self { at, is_wish: says_wished(sentence_around(text, at)) }
    }

    /// Tells whether a later mention is in the same sentence for sure.
    fn holds(self, text: &str, at: usize) -> bool {
        let between = text.as_bytes().get(self.at..at);
        between.is_some_and(|between| !between.iter().any(|byte| matches!(byte, b'\n' | b'.' | b';')))
    }
}

fn sentence_around(text: &str, at: usize) -> &str {
    static STOP: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b". "));
    let (before, behind) = text.as_bytes().split_at(at);
    let start = memrchr3(b'\n', b'.', b';', before).map_or(0, |stop| stop + 1);
    let behind = &behind[..memchr2(b'\n', b';', behind).unwrap_or(behind.len())];
    let end = at + STOP.find(behind).unwrap_or(behind.len());
    &text[start..end]
}

fn says_wished(text: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let wishes = [
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
        ];
        // Any match will do; the first of all is found by far the fastest.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(wishes);
        automaton.expect("a few words make an automaton")
    });
    !text.is_empty() && WORDS.is_match(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[test]
    fn what_is_said_in_passing_is_no_skill() {
        let check = |title: &str, text: &str, expected: Expect| {
            let (title, description) = (Some(title.into()), Some(text.into()));
            let raw = crate::RawPosting { title, description, ..Default::default() };
            let skills = crate::prepare(&raw, &crate::Options::default()).facts.skills;
            let labels: Vec<_> = skills.iter().map(|skill| skill.value.label.as_str()).collect();
            expected.assert_eq(&labels.join(", "));
        };
        let text = "Profil : Python, reporting, Confluence, travail en équipe dans un environnement agile. \
                    Formation : bac+5. Rémunération selon profil.";
        check("Développeur", text, expect!["Python, reporting, Confluence, agile, bac+5"]);
        check(
            "Ingénieur d’études – énergie",
            text,
            expect!["énergie, Python, reporting, Confluence, agile, bac+5"],
        );
    }

    #[test]
    fn wishes_are_told_from_demands() {
        let check = |texts: &[&str], expected: Expect| {
            let said: Vec<_> = texts.iter().map(|text| says_wished(text).to_string()).collect();
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
