//! From what a query means to what an engine runs.

use crate::asked::{Asked, AskedWord, Role};
use crate::options::Options;
use crate::understand::Intent;
use crate::weights::{Readings, Weights};
use jobsearch_analysis::surface_key;
use jobsearch_engine::{Field, Group, Profile, Reading, SearchPlan, Word, skill_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{Concept, ConceptId, Label, Relation, Vocabulary};
use std::collections::HashSet;

/// Makes a plan.
pub(crate) fn plan(intent: &Intent, weights: &Weights, options: &Options) -> SearchPlan {
    let planner = Planner { vocabulary: &options.vocabulary, weights: &weights.readings };
    SearchPlan {
        groups: intent.asked.iter().map(|asked| planner.group(asked)).collect(),
        excluded: intent.excluded.iter().map(|terms| phrase(terms.clone(), 1.0, true)).collect(),
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
                group.words =
                    vec![Word { label: asked.label.clone(), readings: vec![phrase(typed, 1.0, true)] }];
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
    fn others(&self, typed: &[String], concepts: &[(ConceptId, f32)]) -> Vec<Reading> {
        let mut names =
            Names { typed: typed.join(" "), language: None, weights: self.weights, named: Vec::new() };
        for (id, certainty) in concepts {
            let concept = self.vocabulary.get(*id);
            names.language = names.language_of(concept);
            names.add(concept.labels(), self.weights.same * certainty);
            for (relation, tied) in concept.relations() {
                let weight = match relation {
                    Relation::Narrower => self.weights.narrower,
                    Relation::Broader => self.weights.broader,
                    Relation::Related => self.weights.related,
                };
                names.add(tied.labels(), weight * certainty);
            }
        }
        names.readings()
    }
}

/// Other names for what was typed, each with its weight; a name may come several times.
struct Names<'a> {
    /// The terms typed, joined as those of labels are.
    typed: String,
    /// The language they are a name in; none where it is one in both.
    language: Option<Language>,
    weights: &'a Readings,
    named: Vec<(f32, Label<'a>)>,
}

impl<'a> Names<'a> {
    fn language_of(&self, concept: Concept<'a>) -> Option<Language> {
        let mut typed =
            concept.labels().filter(|label| label.terms == self.typed).map(|label| label.language);
        let language = typed.next()?;
        typed.all(|other| other == language).then_some(language)
    }

    /// Adds names; who types one language reads it, and the other one perhaps.
    fn add(&mut self, labels: impl Iterator<Item = Label<'a>>, weight: f32) {
        let other = labels.filter(|label| !label.terms.is_empty() && label.terms != self.typed);
        let (language, foreign) = (self.language, self.weights.foreign);
        self.named.extend(other.map(|label| {
            let is_foreign = language.is_some_and(|language| language != label.language);
            (weight * label.weight * if is_foreign { foreign } else { 1.0 }, label)
        }));
    }

    /// The best names, each once.
    fn readings(mut self) -> Vec<Reading> {
        self.named.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut seen = HashSet::new();
        let mut best: Vec<(f32, Label<'a>)> = Vec::new();
        for (weight, label) in self.named {
            // Names of one weight are chosen by their terms, so all of them are looked at.
            if best.len() >= self.weights.most && best.last().is_some_and(|last| weight < last.0) {
                break;
            }
            if seen.insert(label.terms) {
                best.push((weight, label));
            }
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.terms.cmp(b.1.terms)));
        best.truncate(self.weights.most);
        best.into_iter().map(|(weight, label)| reading(self.weights, weight, label)).collect()
    }
}

fn reading(weights: &Readings, weight: f32, label: Label<'_>) -> Reading {
    Reading {
        label: label.text.to_owned(),
        terms: label.terms.split(' ').map(str::to_owned).collect(),
        weight,
        exact: false,
        only: (weight < weights.body_from).then_some(Field::Title),
    }
}

fn phrase(terms: Vec<String>, weight: f32, exact: bool) -> Reading {
    Reading { label: terms.join(" "), terms, weight, exact, only: None }
}
