//! `jobsearch index PATH…`

use crate::args::IndexArguments;
use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jobsearch_indexer::{Options, Progress, Report};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many skipped records the closing report names.
const NAMED: usize = 20;

/// Indexes the paths and prints the closing report.
pub(super) fn run(arguments: &IndexArguments) -> Result<bool> {
    let report = fill(&super::index_dir(&arguments.index), &arguments.paths)?;
    Ok(report.read > 0)
}

/// Makes the index in a folder say what the files say, with a progress bar on a terminal.
pub(super) fn fill(dir: &Path, paths: &[PathBuf]) -> Result<Report> {
    let start = Instant::now();
    let bar = progress_bar();
    let options = Options::default();
    let mut writer = jobsearch_engine_tantivy::write(dir)?;
    let report =
        jobsearch_indexer::index(paths, &mut writer, &options, &mut |progress| show(&bar, progress, start))?;
    bar.finish_and_clear();
    print(&report, start.elapsed().as_secs_f64());
    Ok(report)
}

fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {percent:>3}% {msg} {eta} left");
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn show(bar: &ProgressBar, progress: &Progress, start: Instant) {
    if bar.is_hidden() {
        return;
    }
    let seconds = start.elapsed().as_secs_f64().max(0.001);
    bar.set_length(progress.total_bytes);
    bar.set_position(progress.bytes);
    let rate = progress.postings as f64 / seconds;
    let megabytes = progress.bytes as f64 / 1e6 / seconds;
    bar.set_message(format!("{}, {rate:.0}/s, {megabytes:.1} MB/s", count(progress.postings, "posting")));
}

fn print(report: &Report, seconds: f64) {
    let Report { files, read, added, changed, unchanged, gone, skipped, .. } = report;
    // A file that breaks off is not counted, though postings before the break are.
    let from = if *files == 0 { String::new() } else { format!(" from {}", count(*files, "file")) };
    eprintln!("{} read{from} in {seconds:.1} s", count(*read, "posting"));
    eprintln!(
        "{added} added, {changed} changed, {unchanged} unchanged, {gone} gone, {} skipped",
        skipped.len()
    );
    for skipped in skipped.iter().take(NAMED) {
        let record = skipped.record.as_ref().map_or(String::new(), |record| format!(", {record}"));
        eprintln!("  skipped {}{record}: {}", skipped.source, skipped.why);
    }
    if skipped.len() > NAMED {
        eprintln!("  and {} more", skipped.len() - NAMED);
    }
}

/// `1 file`, `2 files`.
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
