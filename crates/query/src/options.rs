//! How to search, and what can go wrong.

use jobsearch_engine::EngineError;
use jobsearch_posting::Day;

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
    /// The day from which freshness is counted; without it, freshness does not count.
    pub today: Option<Day>,
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
            today: None,
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
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl QueryError {
    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => Some("type what you look for, for example `jobsearch \"oncologie CDI\"`".into()),
            Self::UnknownField { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}:`?")),
            Self::UnknownField { .. } => {
                Some("fields are contract, location, remote, time, title, company, text; quote the word to search it as text".into())
            }
            Self::UnknownValue { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            _ => None,
        }
    }
}
