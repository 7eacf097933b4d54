//! The walk: from paths to a report.

use crate::discover;
use crate::repeats::Past;
use crate::run::Run;
use crate::scope::Scope;
use crate::seen::Held;
use crate::{Event, IndexerError, Options, Report};
use jobsearch_engine::PostingWriter;
use std::path::{Path, PathBuf};

/// Raised whenever a posting would come out otherwise, so that old ones are made anew.
pub(crate) const RULES: u64 = 9;

/// Makes the index say what the files under the paths say: adds what is new, replaces what changed, takes out what is
/// gone, and leaves everything else alone, but for earlier postings whose standing text is no longer the same. What
/// repeats is counted before anything is written; files that do not fit in memory until then are read twice. Nothing is
/// visible before the one commit at the end.
///
/// # Errors
/// Fails when a path is missing, when no posting can be read, or when the engine refuses; the index then stays as it was.
pub fn index(
    paths: &[PathBuf],
    writer: &mut dyn PostingWriter,
    options: &Options,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Report, IndexerError> {
    let found = discover::discover(paths, options)?;
    let held = Held::of(writer)?;
    let scope = Scope::of(paths);
    let path = options.repeats.as_deref();
    let past = path.and_then(|path| Past::open(path, held.digest()));
    // Without notes of them, earlier postings of other files are read again, so that they are counted.
    let others = if path.is_some() && past.is_none() { scope.others(&held) } else { Vec::new() };
    let mut run = Run::new((&found.files, &others), (held, scope), options, tell);
    found.skipped.into_iter().for_each(|skipped| run.skip(skipped));
    let failed = |cause| IndexerError::Repeats { path: path.unwrap_or(Path::new("")).to_owned(), cause };
    let (kept, notes) = run.count().map_err(failed)?;
    let (touched, book) = run.settle(past, notes).map_err(failed)?;
    run.write(kept, writer)?;
    run.write_touched(&touched, writer)?;
    if run.report.read == 0 {
        return Err(IndexerError::no_posting(paths, run.report.first_skipped));
    }
    run.remove_gone(writer)?;
    let sealed = book.seal(run.standing(), run.digest()).map_err(failed)?;
    // All else that the run knew is given back before the engine puts its files in order.
    let report = std::mem::take(&mut run.report);
    drop(run);
    writer.commit(options.vocabulary.label())?;
    sealed.publish().map_err(failed)?;
    Ok(report)
}
