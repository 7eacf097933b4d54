//! Every weight of the ranking, read from one commented table.

use jobsearch_engine::{Scoring, SignalWeights};
use serde::Deserialize;
use std::sync::LazyLock;

/// The weights in force.
pub(crate) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let table = std::env::var("JOBSEARCH_WEIGHTS").ok().and_then(|file| std::fs::read_to_string(file).ok());
    let table = table.as_deref().unwrap_or(include_str!("tables/weights.toml"));
    toml::from_str(table).expect("tables/weights.toml is part of the program, and a test reads it")
});

/// All weights.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) fields: Fields,
    pub(crate) signals: Signals,
    pub(crate) readings: Readings,
    pub(crate) understanding: Understanding,
}

/// What a match counts by field, and BM25's constants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fields {
    title: f32,
    body: f32,
    company: f32,
    boilerplate: f32,
    k1: f32,
    b: f32,
    full_answer: f32,
}

/// What signals can add to a text score.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signals {
    title_coverage: f32,
    title_names: f32,
    title_closeness: f32,
    title_exact: f32,
    title_order: f32,
    coverage: f32,
    facts: f32,
    freshness: f32,
    completeness: f32,
}

/// What another reading of a word counts beside the word itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Readings {
    pub(crate) same: f32,
    pub(crate) foreign: f32,
    pub(crate) narrower: f32,
    pub(crate) broader: f32,
    pub(crate) related: f32,
    pub(crate) fact_word: f32,
    pub(crate) most: usize,
    pub(crate) body_from: f32,
}

/// When a word is read as a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Understanding {
    pub(crate) plain_word: f32,
    pub(crate) beside_text: f32,
    pub(crate) beside_concept: f32,
    pub(crate) deserted: f32,
    pub(crate) after_preposition: f32,
    pub(crate) concept: f32,
}

impl Weights {
    /// The weights as an engine takes them.
    pub(crate) fn scoring(&self) -> Scoring {
        let (fields, signals) = (&self.fields, &self.signals);
        Scoring {
            title: fields.title,
            body: fields.body,
            company: fields.company,
            boilerplate: fields.boilerplate,
            k1: fields.k1,
            b: fields.b,
            full_answer: fields.full_answer,
            signals: SignalWeights {
                title_coverage: signals.title_coverage,
                title_names: signals.title_names,
                title_closeness: signals.title_closeness,
                title_exact: signals.title_exact,
                title_order: signals.title_order,
                coverage: signals.coverage,
                facts: signals.facts,
                freshness: signals.freshness,
                completeness: signals.completeness,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_readable_and_every_line_says_why() {
        assert!(WEIGHTS.scoring().signals.bound() > 1.0);
        let bare = include_str!("tables/weights.toml")
            .lines()
            .filter(|line| line.contains('=') && !line.contains('#'));
        assert_eq!(bare.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
