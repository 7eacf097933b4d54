//! How to search, and what can go wrong.

use jobsearch_engine::EngineError;
use jobsearch_posting::Day;
use jobsearch_vocabulary::Vocabulary;
use std::ops::RangeInclusive;

/// How to search.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How many results to return at most.
    pub limit: usize,
    /// How many results to pass over.
    pub offset: usize,
    /// Only offers with one of these contracts (`CDI`, `permanent`, `stage`…).
    pub contracts: Vec<String>,
    /// Only offers at this place.
    pub location: Option<String>,
    /// How far round a place an offer is near it, in kilometres.
    pub radius_km: f32,
    /// Read nothing into the words: every word is text.
    pub literal: bool,
    /// Show copies of one posting as one result.
    pub fold_copies: bool,
    /// Compute highlights; evaluation does without.
    pub highlights: bool,
    /// Skills somebody has, each a name, or several between commas; offers that ask for them come first.
    pub skills: Vec<String>,
    /// A text, such as a CV, of which the skills are taken.
    pub profile: Option<String>,
    /// A table of weights as `tables/weights.toml`, to be tried in its place.
    pub weights: Option<String>,
    /// The day from which freshness and dates are counted; without it freshness does not count, and `this week` is text.
    pub today: Option<Day>,
    /// What words mean; an index notes the one it was made with.
    pub vocabulary: Vocabulary,
}

impl Options {
    /// The distances one may ask for round a place, in kilometres.
    pub const DISTANCES_KM: RangeInclusive<f64> = 0.5..=500.0;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            contracts: Vec::new(),
            location: None,
            radius_km: 20.0,
            literal: false,
            fold_copies: true,
            highlights: true,
            skills: Vec::new(),
            profile: None,
            weights: None,
            today: None,
            vocabulary: Vocabulary::new(),
        }
    }
}

/// A query that cannot be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// There is nothing in the query.
    #[error("the query is empty")]
    Empty,
    /// Nothing is left to look for: of what was typed no posting tells.
    #[error("no posting can be found by `{0}` alone")]
    Aside(String),
    /// `field:` names no field.
    #[error("unknown field `{field}` in `{part}`")]
    UnknownField {
        /// The field as typed.
        field: String,
        /// The part of the query it stands in.
        part: String,
        /// The nearest known field.
        nearest: Option<&'static str>,
    },
    /// A field has no such value.
    #[error("`{value}` is no {what}")]
    UnknownValue {
        /// What it should have been: `contract`, `location`…
        what: &'static str,
        /// The value as typed.
        value: String,
        /// The nearest known value.
        nearest: Option<String>,
    },
    /// A date counts from today, and no day was given.
    #[error("`{value}` counts from today, which is not given")]
    NoToday {
        /// The value as typed.
        value: String,
    },
    /// The table of weights is none.
    #[error("cannot read the table of weights")]
    BadWeights {
        /// Where it is wrong.
        #[source]
        cause: toml::de::Error,
    },
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl QueryError {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => Some("type what you look for, for example `oncologie CDI`".into()),
            Self::Aside(typed) => Some(format!("add what you look for, for example `vendeur {typed}`")),
            Self::UnknownField { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}:`?")),
            Self::UnknownField { .. } => {
                let fields: Vec<&str> = crate::fields::FIELDS.iter().map(|(field, _)| *field).collect();
                Some(format!("fields are {}; quote the word to search it as text", fields.join(", ")))
            }
            Self::UnknownValue { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::UnknownValue { what, .. } => {
                crate::fields::example(what).map(|example| format!("for example `{example}`"))
            }
            Self::NoToday { .. } => Some("give `Options::today`".into()),
            Self::BadWeights { .. } => {
                Some("begin with a copy of `crates/query/src/tables/weights.toml`".into())
            }
            Self::Engine(_) => None,
        }
    }
}
