//! `seeds/`, indexed once for all tests.

use crate::program::root;
use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_indexer::Report;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Earlier indexes are taken away when they are this old: nobody tells when the last test has ended.
const KEPT: Duration = Duration::from_secs(600);

/// The folder of the index.
pub(crate) fn index() -> &'static Path {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    INDEX.get_or_init(|| {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
        sweep(&all);
        let dir = all.join(std::process::id().to_string());
        fill(&dir, &root().join("seeds"));
        dir
    })
}

/// The index, opened.
pub(crate) fn open() -> IndexSearcher {
    jobsearch_engine_tantivy::open(index()).expect("the index was just made")
}

/// Makes an index of the postings under a path.
pub(crate) fn fill(dir: &Path, path: &Path) -> Report {
    let mut writer = jobsearch_engine_tantivy::write(dir).expect("an index can be made");
    let options = jobsearch_indexer::Options::default();
    jobsearch_indexer::index(&[path.to_owned()], &mut writer, &options, &mut |_| ())
        .expect("there are postings")
}

fn sweep(all: &Path) {
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let age = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
            .and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            // Another run may be sweeping too.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
