//! What can stop a run.

use jobsearch_engine::EngineError;
use std::path::PathBuf;

/// A failure that stops a run; a bad record never does, it is listed in the report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexerError {
    /// There is nothing at a path that was named.
    #[error("cannot find `{}`", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// No file under the paths holds a posting that can be read.
    #[error("no posting in {paths}")]
    NoPosting {
        /// The paths as given, quoted.
        paths: String,
        /// The first few files that were passed over, and why.
        skipped: Vec<crate::Skipped>,
    },
    /// A file cannot be opened.
    #[error("cannot open `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why it cannot.
        #[source]
        cause: std::io::Error,
    },
    /// What is known of repeats cannot be kept.
    #[error("cannot keep what repeats in `{}`", path.display())]
    Repeats {
        /// The file it is kept in.
        path: PathBuf,
        /// Why it cannot.
        #[source]
        cause: std::io::Error,
    },
    /// The engine refused.
    #[error("cannot write the index")]
    Engine(#[from] EngineError),
}

impl IndexerError {
    pub(crate) fn no_posting(paths: &[PathBuf], skipped: Vec<crate::Skipped>) -> Self {
        let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        Self::NoPosting { paths: paths.join(", "), skipped }
    }

    /// Says what to do next, where that can be told.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => {
                Some("give files or folders that exist, for example `jobsearch index seeds`".into())
            }
            Self::NoPosting { skipped, .. } => Some(match skipped.first() {
                Some(first) => format!("`{}` was passed over: {}", first.source, first.why),
                None => "`jobsearch formats` lists what can be read".into(),
            }),
            Self::Open { .. } => Some("check that you may read the file".into()),
            Self::Repeats { .. } => {
                Some("check that there is room on the disk and that you may write there".into())
            }
            Self::Engine(_) => None,
        }
    }
}
