//! From files to postings, in one program, which is linked once: `formats`, `markup_seeds` and `markup_samples` read the
//! examples of every format, `refused` what is made to break a reader; `walk` and `repeats` index into `memory`.

mod formats;
mod markup_samples;
mod markup_seeds;
mod memory;
mod refused;
mod repeats;
mod walk;

use std::path::{Path, PathBuf};

/// A folder of those beside the project, which `JOBSEARCH_SHARED` may name; none where it is not there.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("JOBSEARCH_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        eprintln!("skipped: no `{}`", folder.display());
        return None;
    }
    Some(folder)
}
