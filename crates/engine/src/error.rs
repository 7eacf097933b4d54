//! What can go wrong in an engine.

use std::path::PathBuf;

/// An engine's failure: what was tried, on what; the cause is in `source()`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// There is no index at this place.
    #[error("no index in `{}`", path.display())]
    NoIndex {
        /// The folder that was looked at.
        path: PathBuf,
    },
    /// The index was made by another version of the analysis or of the schema.
    #[error("the index in `{}` was made by another version ({found}; this one reads {expected})", path.display())]
    OtherVersion {
        /// The folder of the index.
        path: PathBuf,
        /// What the index says of itself.
        found: String,
        /// What this program writes and reads.
        expected: String,
    },
    /// There is an index, but its files are damaged or cannot be read.
    #[error("cannot open the index in `{}`", path.display())]
    Unreadable {
        /// The folder of the index.
        path: PathBuf,
        /// Why it cannot be opened.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another process is writing to the index.
    #[error("the index in `{}` is being written by {owner}", path.display())]
    Busy {
        /// The folder of the index.
        path: PathBuf,
        /// Who holds it, as far as it is known.
        owner: String,
    },
    /// The engine failed at something.
    #[error("cannot {action}")]
    Failed {
        /// What was tried, on what.
        action: String,
        /// Why it failed.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl EngineError {
    /// Wraps an engine's own failure, saying what was tried.
    pub fn failed(
        action: impl Into<String>,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Failed { action: action.into(), cause: cause.into() }
    }
}
