//! `seeds/`, indexed once for all tests: whole, and those of its postings that are judged.

use crate::program::root;
use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_indexer::Report;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Earlier indexes are taken away when they are this old: nobody tells when the last test has ended.
const KEPT: Duration = Duration::from_secs(600);

/// The folders whose postings are judged; a format that is added later does not move the ranking under review.
const JUDGED: [&str; 3] = ["json", "ndjson", "text"];

/// The index of all seeds, opened.
pub(crate) fn open() -> IndexSearcher {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    opened(INDEX.get_or_init(|| made("all", &[root().join("seeds")])))
}

/// The index of the judged seeds, opened.
pub(crate) fn open_judged() -> IndexSearcher {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    opened(INDEX.get_or_init(|| made("judged", &JUDGED.map(|folder| root().join("seeds").join(folder)))))
}

/// Makes an index of the postings under some paths.
pub(crate) fn fill(dir: &Path, paths: &[PathBuf]) -> Report {
    let mut writer = jobsearch_engine_tantivy::write(dir).expect("an index can be made");
    let options = jobsearch_indexer::Options::default();
    jobsearch_indexer::index(paths, &mut writer, &options, &mut |_| ()).expect("there are postings")
}

fn made(name: &str, paths: &[PathBuf]) -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
    sweep(&all);
    let dir = all.join(format!("{}-{name}", std::process::id()));
    fill(&dir, paths);
    dir
}

fn opened(dir: &Path) -> IndexSearcher {
    jobsearch_engine_tantivy::open(dir).expect("the index was just made")
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
