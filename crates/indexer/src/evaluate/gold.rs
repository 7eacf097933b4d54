//! What is known of postings beside their own fields.

use crate::IndexerError;
use crate::Options;
use crate::discover::read_text;
use jobsearch_posting::{ContractKind, Language};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// What is known of postings beside their own fields, by identifier: one JSON object a line with `id`, and `lang` (`fr`,
/// `en`) or `contract_norm` (`CDI`, `CDD`, `interim`, `stage`, `alternance`, `freelance`, `saisonnier`). Anything else
/// in it is left alone.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    rows: HashMap<String, Row>,
}

/// What is known of a posting.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    pub(super) language: Option<Language>,
    pub(super) contract: Option<ContractKind>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    lang: Option<String>,
    contract_norm: Option<String>,
}

impl Gold {
    /// Reads a file, which may be packed.
    ///
    /// # Errors
    /// Fails when the file cannot be read or a line is no such object.
    pub fn read(path: &Path, options: &Options) -> Result<Self, IndexerError> {
        let broken =
            |error| IndexerError::Open { path: path.to_owned(), cause: std::io::Error::other(error) };
        let mut gold = Self::default();
        for line in read_text(path, options)?.lines() {
            let line: Line = serde_json::from_str(line).map_err(broken)?;
            let row = Row {
                language: line.lang.as_deref().and_then(language),
                contract: line.contract_norm.as_deref().and_then(contract),
            };
            gold.rows.insert(line.id, row);
        }
        Ok(gold)
    }

    pub(super) fn row(&self, id: &str) -> Option<&Row> {
        self.rows.get(id)
    }
}

fn language(code: &str) -> Option<Language> {
    match code {
        "fr" => Some(Language::Fr),
        "en" => Some(Language::En),
        _ => None,
    }
}

fn contract(name: &str) -> Option<ContractKind> {
    Some(match name {
        "CDI" => ContractKind::Permanent,
        "CDD" => ContractKind::FixedTerm,
        "interim" => ContractKind::Agency,
        "stage" => ContractKind::Internship,
        "alternance" => ContractKind::WorkStudy,
        "freelance" => ContractKind::Freelance,
        "saisonnier" => ContractKind::Seasonal,
        _ => return None,
    })
}
