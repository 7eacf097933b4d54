//! What can go wrong with packs.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A pack that cannot be made, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The files are neither a table of concepts nor those of a known taxonomy.
    #[error("cannot tell what {names} is")]
    Unknown {
        /// The names of the files, quoted.
        names: String,
    },
    /// Files of several formats were given at once.
    #[error("cannot make one pack of {first} and {second} files")]
    Mixed {
        /// A format.
        first: &'static str,
        /// Another.
        second: &'static str,
    },
    /// Lines are wrong; nothing was added.
    #[error("cannot add {names}")]
    Lines {
        /// The names of the files, quoted.
        names: String,
        /// Each with its file and line.
        #[source]
        mistakes: Mistakes,
    },
    /// The name of the pack cannot be that of a file or the beginning of an id.
    #[error("cannot name a pack `{name}`")]
    Name {
        /// The name.
        name: String,
    },
    /// The file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why it cannot.
        #[source]
        cause: io::Error,
    },
    /// The file cannot be written or removed.
    #[error("cannot write `{}`", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why it cannot.
        #[source]
        cause: io::Error,
    },
    /// The file is no pack, or not all of one.
    #[error("the pack `{}` is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The pack was made by a version that analyses or packs otherwise.
    #[error("the pack `{}` was made by another version", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
    },
}

impl PackError {
    /// Says what to do next, where that can be told.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { .. } => Some(
                "give a table (id, kind, French labels, English labels, relations, tab-separated), ESCO's CSV files \
                 (occupations, skills) or ROME's (appellation, code_rome), or a bare table of either (kind, id, \
                 group, French labels, English labels; code, number, title)"
                    .into(),
            ),
            Self::Mixed { .. } => Some("add each by itself, with a `--name` of its own".into()),
            Self::Lines { .. } => Some("nothing was added: correct the lines and add the file again".into()),
            Self::Name { .. } => Some("use letters, figures and `-`, for example `--name my-trades`".into()),
            Self::Damaged { path } | Self::OtherVersion { path } => Some(format!(
                "remove `{}` and run `jobsearch vocabulary add` again on the files it was made from",
                path.display()
            )),
            _ => None,
        }
    }
}

/// What is wrong with some files, a mistake a line.
#[derive(Debug)]
pub struct Mistakes(pub Vec<String>);

/// How many mistakes are shown.
const SHOWN: usize = 10;

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(mistakes) = self;
        for (at, mistake) in mistakes.iter().take(SHOWN).enumerate() {
            f.write_str(if at > 0 { "\n             " } else { "" })?;
            f.write_str(mistake)?;
        }
        match mistakes.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => write!(f, "\n             and {more} more"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Mistakes {}
