//! Which files a run speaks for.

use crate::discover::SourceFile;
use crate::origin::absolute;
use crate::seen::Held;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Which files a run speaks for: those under its paths that it could read.
pub(crate) struct Scope {
    paths: Vec<PathBuf>,
    /// Files that could not be read to their end: their postings are not taken for gone.
    unread: HashSet<PathBuf>,
}

impl Scope {
    /// All that is under some paths.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        Self { paths: paths.iter().map(|path| absolute(path)).collect(), unread: HashSet::new() }
    }

    /// Leaves a file out.
    pub(crate) fn leave_out(&mut self, file: &Path) {
        self.unread.insert(file.to_owned());
    }

    /// Tells whether the run speaks for a file, given from the root on.
    pub(crate) fn holds(&self, file: &Path) -> bool {
        self.is_under(file) && !self.unread.contains(file)
    }

    /// The files of the index that are not under the paths and are still there.
    pub(crate) fn others(&self, held: &Held) -> Vec<SourceFile> {
        let others = held.files().iter().filter(|file| !self.is_under(file));
        others.filter_map(|file| SourceFile::at(file)).collect()
    }

    fn is_under(&self, file: &Path) -> bool {
        self.paths.iter().any(|path| file.starts_with(path))
    }
}
