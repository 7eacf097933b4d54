//! How failures are told: what was tried, why it failed, and what to do next.

use jobsearch_engine::EngineError;
use jobsearch_indexer::IndexerError;
use jobsearch_query::QueryError;
use jobsearch_vocabulary::packs::PackError;
use std::error::Error;
use std::io::ErrorKind;
use std::process::ExitCode;

/// Prints a failure on standard error and gives the exit status.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    // Whoever reads our output may close it early: `jobsearch … | head` is no failure.
    if error.chain().any(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: {error}");
    let mut above = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // Libraries often repeat their cause in their own message.
        if !above.contains(&cause) {
            eprintln!("  caused by: {cause}");
        }
        above = cause;
    }
    if let Some(hint) = hint(error) {
        eprintln!("hint: {hint}");
    }
    ExitCode::from(2)
}

/// Keeps the library that reads PDFs from telling of its panics: the reader catches them, and the closing report names the
/// file with a reason.
pub(crate) fn silence_pdf_reader() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The reader of PDFs works in a thread of this name.
        if std::thread::current().name() != Some("pdf") {
            told(panic);
        }
    }));
}

fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let query = cause.downcast_ref::<QueryError>().and_then(QueryError::hint);
        let indexer = cause.downcast_ref::<IndexerError>().and_then(IndexerError::hint);
        let engine = cause.downcast_ref::<EngineError>().and_then(engine_hint);
        let pack = cause.downcast_ref::<PackError>().and_then(PackError::hint);
        query.or(indexer).or(engine).or(pack)
    })
}

fn engine_hint(error: &EngineError) -> Option<String> {
    match error {
        EngineError::NoIndex { .. } => Some("`jobsearch index PATH…` makes one from your postings".into()),
        EngineError::Unreadable { path, cause } if is_refused(cause.as_ref()) => {
            Some(format!("see that you may read `{}` and what lies in it", path.display()))
        }
        EngineError::OtherVersion { path, .. } | EngineError::Unreadable { path, .. } => Some(format!(
            "remove `{}` and run `jobsearch index PATH…` again: an index is made anew from the files",
            path.display()
        )),
        EngineError::Failed { .. } => Some(
            "see that there is room on the disk and that you may write there; what the index held before, it still holds"
                .into(),
        ),
        EngineError::Busy { .. } => {
            Some("wait until it is done, or name another index with `--index DIR`".into())
        }
        _ => None,
    }
}

fn is_refused(cause: &(dyn Error + 'static)) -> bool {
    is_of_kind(cause, ErrorKind::PermissionDenied)
}

fn is_broken_pipe(cause: &(dyn Error + 'static)) -> bool {
    is_of_kind(cause, ErrorKind::BrokenPipe)
}

fn is_of_kind(cause: &(dyn Error + 'static), kind: ErrorKind) -> bool {
    cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == kind)
}
