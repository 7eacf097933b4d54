//! From what a query means to what an engine runs.

use crate::asked::{Asked, AskedWord, Role};
use crate::options::Options;
use crate::understand::Intent;
use crate::weights::{Readings, Weights};
use jobsearch_analysis::surface_key;
use jobsearch_engine::{Field, Group, Name, Profile, Reading, SearchPlan, Word, skill_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{Concept, ConceptId, Label, Relation, Vocabulary};
use std::collections::HashSet;

/// Makes a plan.
pub(crate) fn plan(intent: &Intent, weights: &Weights, options: &Options) -> SearchPlan {
    let planner = Planner { vocabulary: &options.vocabulary, weights: &weights.readings };
    SearchPlan {
        groups: intent.asked.iter().map(|asked| planner.group(asked)).collect(),
        excluded: intent.excluded.iter().map(|terms| phrase(terms.clone())).collect(),
        wanted: intent.wanted.clone(),
        filters: intent.filters.clone(),
        skills: profile(intent, weights),
        titles: intent.titles.iter().map(|title| surface_key(title)).filter(|key| *key != 0).collect(),
        scoring: weights.scoring(!intent.skills.is_empty()),
        offset: options.offset,
        limit: options.limit,
        fold_copies: options.fold_copies,
        today: options.today.map_or(0, |day| day.0),
    }
}

/// The skills asked for; those the vocabulary does not know are groups of the plan.
fn profile(intent: &Intent, weights: &Weights) -> Option<Profile> {
    let groups = intent.asked.iter().enumerate().filter(|(_, asked)| asked.role == Role::Skill);
    let keys = intent.skills.iter().filter_map(|skill| skill.id.as_deref()).map(skill_key).collect();
    let (required, wished) = (weights.skills.required, weights.skills.wished);
    let groups = groups.map(|(number, _)| number).collect();
    (!intent.skills.is_empty()).then_some(Profile { keys, groups, required, wished })
}

struct Planner<'a> {
    vocabulary: &'a Vocabulary,
    weights: &'a Readings,
}

impl Planner<'_> {
    fn group(&self, asked: &Asked) -> Group {
        let typed: Vec<String> = asked.words.iter().map(|word| word.terms[0].clone()).collect();
        let mut group = Group { label: asked.label.clone(), weight: 1.0, needed: true, ..Group::default() };
        match asked.role {
            Role::Text => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.others = self.others(&typed, &asked.concepts);
            }
            Role::FactWord => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.weight = self.weights.fact_word;
                group.needed = false;
            }
            Role::Skill => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.others = self.others(&typed, &asked.concepts);
                group.weight = self.weights.fact_word;
                group.needed = false;
            }
            Role::Phrase => {
                group.demanded = true;
                group.words = vec![Word { label: asked.label.clone(), readings: vec![phrase(typed)] }];
            }
            Role::Title | Role::Company => {
                group.demanded = true;
                let only = if asked.role == Role::Title { Field::Title } else { Field::Company };
                group.words = asked.words.iter().map(|word| self.word(word, Some(only))).collect();
            }
        }
        group
    }

    fn word(&self, word: &AskedWord, only: Option<Field>) -> Word {
        let readings = word.terms.iter().map(|term| Reading { only, ..Reading::term(term, 1.0) });
        Word { label: word.label.clone(), readings: readings.collect() }
    }

    /// What else the market calls the concepts, the nearest first.
    fn others(&self, typed: &[String], concepts: &[(ConceptId, f32)]) -> Vec<Name> {
        let mut names =
            Names { typed: typed.join(" "), language: None, weights: self.weights, named: Vec::new() };
        for (id, certainty) in concepts {
            let concept = self.vocabulary.get(*id);
            names.language = names.language_of(concept);
            names.add(concept, self.weights.same * certainty);
            for (relation, tied) in concept.relations() {
                let weight = match relation {
                    Relation::Narrower => self.weights.narrower,
                    Relation::Broader => self.weights.broader,
                    Relation::Related => self.weights.related,
                };
                names.add(tied, weight * certainty);
            }
        }
        names.best()
    }
}

/// Other names for what was typed.
struct Names<'a> {
    /// The terms typed, joined as those of labels are.
    typed: String,
    /// The language they are a name in; none where it is one in both.
    language: Option<Language>,
    weights: &'a Readings,
    named: Vec<Named<'a>>,
}

/// The labels of a concept that are in one language and equally near to it.
struct Named<'a> {
    weight: f32,
    concept: &'a str,
    /// The first of them.
    label: Label<'a>,
}

impl<'a> Names<'a> {
    fn language_of(&self, concept: Concept<'a>) -> Option<Language> {
        let mut typed =
            concept.labels().filter(|label| label.terms == self.typed).map(|label| label.language);
        let language = typed.next()?;
        typed.all(|other| other == language).then_some(language)
    }

    /// Adds the names of a concept; who types one language reads it, and the other one perhaps.
    fn add(&mut self, concept: Concept<'a>, weight: f32) {
        for label in concept.distinct_labels(&self.typed) {
            let is_foreign = self.language.is_some_and(|language| language != label.language);
            let foreign = if is_foreign { self.weights.foreign } else { 1.0 };
            let weight = weight * label.weight * foreign;
            self.named.push(Named { weight, concept: concept.id(), label });
        }
    }

    /// The best names, each once.
    fn best(mut self) -> Vec<Name> {
        self.named.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.concept.cmp(b.concept)));
        let mut seen = HashSet::new();
        self.named.retain(|Named { concept, label, .. }| {
            seen.insert((*concept, label.language, label.weight.to_bits()))
        });
        self.named.truncate(self.weights.most);
        self.named.into_iter().map(|named| name(self.weights, named)).collect()
    }
}

fn name(weights: &Readings, Named { weight, concept, label }: Named<'_>) -> Name {
    Name {
        label: label.text.to_owned(),
        concept: concept.to_owned(),
        language: label.language,
        nearness: label.weight,
        weight,
        only: (weight < weights.body_from).then_some(Field::Title),
    }
}

fn phrase(terms: Vec<String>) -> Reading {
    Reading { label: terms.join(" "), terms, weight: 1.0, only: None }
}
