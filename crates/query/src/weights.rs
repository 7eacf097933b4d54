//! Every weight of the ranking, read from one commented table.

use crate::options::{Options, QueryError};
use jobsearch_engine::{Scoring, SignalWeights};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The weights that hold where no others are given.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let table = include_str!("tables/weights.toml");
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
    pub(crate) skills: Skills,
}

/// What a skill of a profile counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Skills {
    pub(crate) required: f32,
    pub(crate) wished: f32,
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
    part_answer: f32,
}

/// What signals can add to a text score.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signals {
    title_coverage: f32,
    title_closeness: f32,
    title_exact: f32,
    title_order: f32,
    coverage: f32,
    facts: f32,
    skills_asked: f32,
    skills_had: f32,
    freshness: f32,
    completeness: f32,
}

/// What another reading of a word counts beside the word itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Readings {
    pub(crate) same: f32,
    pub(crate) foreign: f32,
    pub(crate) as_typed: f32,
    pub(crate) own: f32,
    pub(crate) loose: f32,
    pub(crate) narrower: f32,
    pub(crate) broader: f32,
    pub(crate) related: f32,
    pub(crate) fact_word: f32,
    pub(crate) beside_job: f32,
    pub(crate) most: usize,
    pub(crate) doubtful: f32,
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
    /// The weights of the options: those of their table, or the usual ones.
    pub(crate) fn of(options: &Options) -> Result<Cow<'static, Self>, QueryError> {
        match &options.weights {
            None => Ok(Cow::Borrowed(&*WEIGHTS)),
            Some(table) => match toml::from_str(table) {
                Ok(weights) => Ok(Cow::Owned(weights)),
                Err(cause) => Err(QueryError::BadWeights { cause }),
            },
        }
    }

    /// The weights as an engine takes them; what skills weigh bounds a score only where some are asked for.
    pub(crate) fn scoring(&self, with_skills: bool) -> Scoring {
        let (fields, signals) = (&self.fields, &self.signals);
        Scoring {
            title: fields.title,
            body: fields.body,
            company: fields.company,
            boilerplate: fields.boilerplate,
            k1: fields.k1,
            b: fields.b,
            full_answer: fields.full_answer,
            part_answer: fields.part_answer,
            signals: SignalWeights {
                title_coverage: signals.title_coverage,
                title_closeness: signals.title_closeness,
                title_exact: signals.title_exact,
                title_order: signals.title_order,
                coverage: signals.coverage,
                facts: signals.facts,
                skills_asked: if with_skills { signals.skills_asked } else { 0.0 },
                skills_had: if with_skills { signals.skills_had } else { 0.0 },
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
    fn a_table_that_cannot_be_read_is_refused_with_its_line() {
        let options = Options { weights: Some("[fields]\ntitle = 7".into()), ..Options::default() };
        let refused = Weights::of(&options).expect_err("most of it is missing");
        assert_eq!(refused.to_string(), "cannot read the table of weights");
        let table = include_str!("tables/weights.toml").replace("[signals]", "[signals]\nfacs = 1");
        let refused = Weights::of(&Options { weights: Some(table), ..Options::default() });
        let cause = refused.err().and_then(|error| Some(std::error::Error::source(&error)?.to_string()));
        assert!(cause.is_some_and(|cause| cause.contains("facs")));
    }

    #[test]
    fn the_table_is_readable_and_every_line_says_why() {
        assert!(WEIGHTS.scoring(true).signals.bound() > 1.0);
        let bare = include_str!("tables/weights.toml")
            .lines()
            .filter(|line| line.contains('=') && !line.contains('#'));
        assert_eq!(bare.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
