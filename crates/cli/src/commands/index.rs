//! `jobsearch index PATH…`

use crate::args::IndexArguments;
use crate::print;
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jobsearch_indexer::{Event, Options, Progress, Report};
use std::fs::File;
use std::io::{self, BufWriter, Write, stderr};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The file beside the engine's own that keeps what is known of repeats.
const REPEATS: &str = ".repeats";

/// Indexes the paths and prints the closing report.
pub(super) fn run(arguments: &IndexArguments) -> Result<bool> {
    let dir = super::index_dir(&arguments.index);
    let start = Instant::now();
    let report = fill(&dir, &arguments.paths, arguments.report.as_deref())?;
    print::report(&report, start.elapsed().as_secs_f64(), &mut stderr())?;
    Ok(report.read > 0)
}

/// Makes the index in a folder say what the files say, with a progress bar on a terminal. What is skipped is written to
/// a file where one is named.
pub(super) fn fill(dir: &Path, paths: &[PathBuf], skipped: Option<&Path>) -> Result<Report> {
    let mut bar = Bar::new();
    let mut list = List::open(skipped)?;
    let mut writer = jobsearch_engine_tantivy::write(dir)?;
    let vocabulary = super::vocabulary_of(dir)?;
    let (repeats, passed_over) = (Some(dir.join(REPEATS)), Some(dir.to_owned()));
    let options = Options { repeats, passed_over, vocabulary, ..Options::default() };
    let done = jobsearch_indexer::index(paths, &mut writer, &options, &mut |event| match event {
        Event::Progress(progress) => bar.show(progress),
        Event::Skipped(skipped) => list.write(|out| print::skipped_line(skipped, out)),
    });
    bar.bar.finish_and_clear();
    if let Ok(report) = &done {
        list.write(|out| print::summary_line(report, out));
    }
    list.close()?;
    Ok(done?)
}

/// The file that what is skipped is written to as it comes, where one is named; the first failure is told at the end.
struct List<'a>(Option<(&'a Path, io::Result<BufWriter<File>>)>);

impl<'a> List<'a> {
    fn open(path: Option<&'a Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self(None)) };
        let file = File::create(path).with_context(|| cannot_write(path))?;
        Ok(Self(Some((path, Ok(BufWriter::new(file))))))
    }

    fn write(&mut self, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
        if let Some((_, file)) = &mut self.0
            && let Ok(out) = file
            && let Err(cause) = write(out)
        {
            *file = Err(cause);
        }
    }

    fn close(self) -> Result<()> {
        let Some((path, file)) = self.0 else { return Ok(()) };
        file.and_then(|mut out| out.flush()).with_context(|| cannot_write(path))
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write the report `{}`", path.display())
}

/// How far a run has come, on a terminal.
struct Bar {
    bar: ProgressBar,
    start: Instant,
    /// When the pass began that is going on, and the postings it had come to when they were last shown.
    pass: (Instant, usize),
}

impl Bar {
    fn new() -> Self {
        let style = ProgressStyle::with_template("{bar:30} {percent:>3}% {msg} {eta} left");
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let start = Instant::now();
        Self { bar, start, pass: (start, 0) }
    }

    fn show(&mut self, progress: &Progress) {
        if self.bar.is_hidden() {
            return;
        }
        let Progress { files_done, files, postings, bytes, total_bytes } = *progress;
        // The second pass counts postings anew.
        let (began, before) = self.pass;
        self.pass = (if postings < before { Instant::now() } else { began }, postings);
        let rate = postings as f64 / self.pass.0.elapsed().as_secs_f64().max(0.001);
        let megabytes = bytes as f64 / 1e6 / self.start.elapsed().as_secs_f64().max(0.001);
        self.bar.set_length(total_bytes);
        self.bar.set_position(bytes);
        self.bar.set_message(format!(
            "{files_done}/{files} files, {postings} postings, {rate:.0}/s, {megabytes:.1} MB/s"
        ));
    }
}
