//! From what a query means to what an engine runs.

use crate::options::Options;
use crate::asked::{Asked, AskedWord, Role};
use crate::understand::Intent;
use crate::weights::{Readings, WEIGHTS};
use jobsearch_analysis::{Analyzer, is_stop_word, surface_key};
use jobsearch_engine::{Field, Group, Reading, SearchPlan, Word};
use jobsearch_vocabulary::{ConceptId, Relation, Vocabulary};
use std::collections::HashMap;

/// Makes a plan.
pub(crate) fn plan(intent: &Intent, vocabulary: &Vocabulary, options: &Options) -> SearchPlan {
    let planner = Planner { vocabulary, analyzer: Analyzer::new(), weights: &WEIGHTS.readings };
    SearchPlan {
        groups: intent.asked.iter().map(|asked| planner.group(asked)).collect(),
        excluded: intent.excluded.iter().map(|terms| phrase(terms.clone(), 1.0, true)).collect(),
        wanted: intent.wanted.clone(),
        filters: intent.filters.clone(),
        titles: intent.titles.iter().map(|title| surface_key(title)).filter(|key| *key != 0).collect(),
        scoring: WEIGHTS.scoring(),
        offset: options.offset,
        limit: options.limit,
        fold_copies: options.fold_copies,
        today: options.today.map_or(0, |day| day.0),
    }
}

struct Planner<'a> {
    vocabulary: &'a Vocabulary,
    analyzer: Analyzer,
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
            Role::Phrase => {
                group.demanded = true;
                group.words = vec![Word { label: asked.label.clone(), readings: vec![phrase(typed, 1.0, true)] }];
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
        let mut names = Names { typed, planner: self, weights: HashMap::new() };
        for (id, certainty) in concepts {
            let concept = self.vocabulary.get(*id);
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

    fn terms(&self, label: &str) -> Vec<String> {
        let tokens = self.analyzer.tokens(label);
        tokens.into_iter().filter(|token| !token.alias && !is_stop_word(&token.word)).map(|token| token.term).collect()
    }
}

/// Other names for what was typed, each with its best weight.
struct Names<'a> {
    typed: &'a [String],
    planner: &'a Planner<'a>,
    weights: HashMap<Vec<String>, (f32, String)>,
}

impl Names<'_> {
    fn add<'l>(&mut self, labels: impl Iterator<Item = jobsearch_vocabulary::Label<'l>>, weight: f32) {
        for label in labels {
            let terms = self.planner.terms(label.text);
            if terms.is_empty() || terms == self.typed {
                continue;
            }
            let weight = weight * label.weight;
            let best = self.weights.entry(terms).or_insert_with(|| (0.0, label.text.to_owned()));
            if weight > best.0 {
                *best = (weight, label.text.to_owned());
            }
        }
    }

    fn readings(self) -> Vec<Reading> {
        let weights = self.planner.weights;
        let mut readings: Vec<Reading> = self
            .weights
            .into_iter()
            .map(|(terms, (weight, label))| {
                let only = (weight < weights.body_from).then_some(Field::Title);
                Reading { label, only, ..phrase(terms, weight, false) }
            })
            .collect();
        readings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.terms.cmp(&b.terms)));
        readings.truncate(weights.most);
        readings
    }
}

fn phrase(terms: Vec<String>, weight: f32, exact: bool) -> Reading {
    Reading { label: terms.join(" "), terms, weight, exact, only: None }
}
