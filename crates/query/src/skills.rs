//! Skills that somebody has: read from a list or a text, and compared with what a posting asks for.

use crate::asked::Role;
use crate::interpretation::Understood;
use crate::profile::told_of_work;
use crate::understand::Reader;
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_engine::{Hit, SearchPlan, language_skill};
use jobsearch_posting::Posting;
use jobsearch_vocabulary::{Concept, ConceptKind, Meaning, Mention, Vocabulary, languages, longest};
use serde::Serialize;

/// How sure and how near the meaning a mention must be, as for the skills of a posting.
const SURE: f32 = 0.45;
const NEAR: f32 = 0.6;

/// A skill of a profile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KnownSkill {
    /// As it was typed or found.
    pub(crate) label: String,
    /// Its identifier as postings have it; none where the vocabulary does not know it.
    pub(crate) id: Option<String>,
}

/// The skills of a profile beside those a posting asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparedSkills {
    /// What the posting asks for and the profile has.
    pub matched: Vec<ComparedSkill>,
    /// What the posting asks for and the profile lacks, what is required first.
    pub missing: Vec<ComparedSkill>,
    /// What the profile has and the posting does not ask for.
    pub unasked: Vec<String>,
}

/// A skill that a posting asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedSkill {
    /// Its name.
    pub name: String,
    /// The posting demands it; otherwise it is wished for, or only named in the text.
    pub required: bool,
}

impl Reader<'_> {
    /// Reads the skills of the options: the list, then the text.
    pub(crate) fn skills(&mut self) {
        let options = self.options;
        for item in options.skills.iter().flat_map(|list| list.split([',', ';', '\n'])) {
            self.listed_skill(item.trim());
        }
        let Some(profile) = &options.profile else { return };
        let before = self.intent.skills.len();
        let tokens: Vec<Token> =
            self.analyzer.tokens(&told_of_work(profile)).into_iter().filter(|token| !token.alias).collect();
        for (concept, mention) in skills_named(self.vocabulary, &tokens) {
            let label = concept.preferred(mention.language.unwrap_or(jobsearch_posting::Language::Fr));
            self.add_skill(label, concept.id().to_owned());
        }
        for code in tokens.iter().filter_map(|token| languages::code_of(&token.word)) {
            self.add_skill(languages::name_of(code), language_skill(code));
        }
        match self.intent.skills.len() - before {
            0 => self.intent.notices.push("no skill was recognised in the profile".to_owned()),
            1 => self.intent.notices.push("one skill was recognised in the profile".to_owned()),
            count => self.intent.notices.push(format!("{count} skills were recognised in the profile")),
        }
    }

    /// A skill that the vocabulary does not know is looked for as words.
    fn listed_skill(&mut self, item: &str) {
        let tokens: Vec<Token> = self.analyzer.tokens(item);
        let first: Vec<Token> = tokens.iter().filter(|token| !token.alias).cloned().collect();
        if first.is_empty() {
            return;
        }
        if let Some(code) = language(&first) {
            return self.add_skill(item, language_skill(code));
        }
        let named = skills_named(self.vocabulary, &first);
        let covered: usize = named.iter().map(|(_, mention)| mention.tokens.len()).sum();
        let content = first.iter().filter(|token| !is_stop_word(&token.word)).count();
        if !named.is_empty() && covered >= content {
            for (concept, mention) in named {
                let words = &first[mention.tokens];
                let label = &item[words[0].span.start..words[words.len() - 1].span.end];
                self.add_skill(label, concept.id().to_owned());
            }
            return;
        }
        let mentions = self.vocabulary.concept_mentions(&tokens).into_iter();
        let whole = mentions.filter(|mention| mention.tokens == (0..tokens.len()));
        let concepts = whole.filter_map(|mention| match mention.meaning {
            Meaning::Concept(concept) => Some((concept, mention.weight)),
            _ => None,
        });
        let concepts: Vec<_> = concepts.collect();
        self.ask(item, &tokens, concepts, Role::Skill);
        self.intent
            .notices
            .push(format!("`{item}` is no skill of the vocabulary: it is looked for in the text"));
        self.intent.understood.push(Understood::skill(item));
        self.intent.skills.push(KnownSkill { label: item.to_owned(), id: None });
    }

    fn add_skill(&mut self, label: &str, id: String) {
        if self.intent.skills.iter().all(|known| known.id.as_ref() != Some(&id)) {
            self.intent.understood.push(Understood::skill(label));
            self.intent.skills.push(KnownSkill { label: label.to_owned(), id: Some(id) });
        }
    }
}

/// `anglais`, `anglais courant`, `English B2`: a language, and at most a word on how well.
fn language(tokens: &[Token]) -> Option<&'static str> {
    (tokens.len() <= 2).then(|| tokens.iter().find_map(|token| languages::code_of(&token.word))).flatten()
}

/// The skills, tools and diplomas that tokens name, without overlaps.
fn skills_named<'v>(vocabulary: &'v Vocabulary, tokens: &[Token]) -> Vec<(Concept<'v>, Mention)> {
    let sure = |mention: &Mention| mention.certainty >= SURE && mention.weight >= NEAR;
    let mentions = vocabulary.concept_mentions(tokens).into_iter().filter(sure);
    let named = longest(mentions.collect()).into_iter().filter_map(|mention| match mention.meaning {
        Meaning::Concept(concept) => Some((vocabulary.get(concept), mention)),
        _ => None,
    });
    let is_skill = |concept: &Concept<'_>| {
        matches!(concept.kind(), ConceptKind::Skill | ConceptKind::Tool | ConceptKind::Diploma)
    };
    named.filter(|(concept, _)| is_skill(concept)).collect()
}

/// Compares the skills of a profile with those a hit asks for.
pub(crate) fn compare(skills: &[KnownSkill], plan: &SearchPlan, hit: &Hit) -> ComparedSkills {
    let asked = asked_by(&hit.posting);
    let has = |id: &str| skills.iter().any(|skill| skill.id.as_deref() == Some(id));
    let in_text = |label: &str| {
        let group = plan.groups.iter().position(|group| !group.needed && group.label == label);
        group.is_some_and(|group| hit.matches.iter().any(|found| found.group == group))
    };
    let mut compared = ComparedSkills::default();
    for (id, name, required) in &asked {
        let skill = ComparedSkill { name: name.clone(), required: *required };
        if has(id) { compared.matched.push(skill) } else { compared.missing.push(skill) }
    }
    for skill in skills {
        match &skill.id {
            Some(id) if asked.iter().any(|(asked, ..)| asked == id) => {}
            None if in_text(&skill.label) => {
                compared.matched.push(ComparedSkill { name: skill.label.clone(), required: false });
            }
            _ => compared.unasked.push(skill.label.clone()),
        }
    }
    compared.matched.sort_by_key(|skill| !skill.required);
    compared.missing.sort_by_key(|skill| !skill.required);
    compared
}

/// The identifier and the name of each skill a posting asks for, languages included, and whether it is required.
fn asked_by(posting: &Posting) -> Vec<(String, String, bool)> {
    let facts = &posting.facts;
    let skills = facts.skills.iter().map(|fact| &fact.value);
    let skills = skills.map(|skill| (skill.id.clone(), skill.label.clone(), skill.required));
    let spoken = facts.languages.iter().map(|fact| fact.value.code.as_str());
    let spoken = spoken.map(|code| (language_skill(code), languages::name_of(code).to_owned(), true));
    skills.chain(spoken).collect()
}
