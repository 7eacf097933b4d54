//! The walk: from paths to a report.

use crate::discover::{self, SourceFile, read_counted};
use crate::fingerprint::Fingerprint;
use crate::formats::{Format, ReadError};
use crate::kept::{Cleaned, Kept, KeptFile, Record};
use crate::prepare::tell_languages;
use crate::repeats::{self, Repeats};
use crate::seen::{SeenIds, State};
use crate::{IndexerError, Options, Progress, RawPosting, Report, Skipped, extract};
use jobsearch_engine::{EngineError, PostingWriter, PreparedPosting};
use jobsearch_posting::Posting;
use jobsearch_vocabulary::Vocabulary;
use std::cell::Cell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Raised whenever a posting would come out otherwise, so that old ones are made anew.
const RULES: u64 = 1;
/// Progress is told every so many postings.
const STEP: usize = 200;

/// Makes the index say what the files under the paths say: adds what is new, replaces what changed, takes out what is
/// gone, and leaves everything else alone. What repeats is counted before anything is written; files that do not fit in
/// memory until then are read twice. Nothing is visible before the one commit at the end.
///
/// # Errors
/// Fails when a path is missing, when no posting can be read, or when the engine refuses; the index then stays as it was.
pub fn index(
    paths: &[PathBuf],
    writer: &mut dyn PostingWriter,
    options: &Options,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Report, IndexerError> {
    let found = discover::discover(paths)?;
    let mut run = Run::new(&found.files, options, progress);
    run.report.skipped = found.skipped;
    let kept = run.count(&found.files);
    let mut seen = SeenIds::of(writer)?;
    run.write((&found.files, kept), (writer, &mut seen))?;
    if run.report.read == 0 {
        let paths = paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ");
        return Err(IndexerError::NoPosting { paths, skipped: run.report.skipped });
    }
    let paths: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
    for id in seen.gone(&paths, &run.unread) {
        writer.remove(id)?;
        run.report.gone += 1;
    }
    writer.commit(Vocabulary::label())?;
    Ok(run.report)
}

/// What goes along from file to file.
struct Run<'a> {
    options: &'a Options,
    progress: &'a mut dyn FnMut(&Progress),
    told: Progress,
    bytes: Rc<Cell<u64>>,
    repeats: Repeats,
    report: Report,
    /// Files that could not be read to their end: their postings are not taken for gone.
    unread: HashSet<PathBuf>,
}

impl<'a> Run<'a> {
    fn new(files: &[SourceFile], options: &'a Options, progress: &'a mut dyn FnMut(&Progress)) -> Self {
        let total_bytes = 2 * files.iter().map(|file| file.bytes).sum::<u64>();
        let told = Progress { files: files.len(), total_bytes, ..Progress::default() };
        let (repeats, report) = (Repeats::default(), Report::default());
        Self { options, progress, told, bytes: Rc::default(), repeats, report, unread: HashSet::new() }
    }

    /// The first pass: counts what repeats. What cannot be read is reported by the second.
    fn count(&mut self, files: &[SourceFile]) -> Kept {
        let mut kept = Kept::new();
        for file in files {
            let bytes = Rc::clone(&self.bytes);
            let before = bytes.get();
            let outcome = read_counted(
                file,
                self.options,
                (&bytes, &mut |read| {
                    let record = Record::of(read, self.options);
                    if let Ok(cleaned) = &record.cleaned {
                        self.repeats.count(&cleaned.posting);
                        self.step();
                    }
                    kept.push(record);
                    Ok(())
                }),
            );
            kept.close(outcome, bytes.get() - before);
            self.told.files_done += 1;
            self.tell();
        }
        self.told.files_done = 0;
        self.told.postings = 0;
        kept
    }

    /// The second pass: prepares each posting, and writes what the index does not have.
    fn write(
        &mut self,
        (files, kept): (&[SourceFile], Kept),
        (writer, seen): (&mut dyn PostingWriter, &mut SeenIds),
    ) -> Result<(), IndexerError> {
        for (file, kept) in files.iter().zip(kept.into_files()) {
            let mut origin = FileOrigin::of(file);
            let before = self.bytes.get();
            let outcome = match kept {
                Some(kept) => self.take_kept(kept, &mut origin, (&mut *writer, seen))?,
                None => self.take_again(file, &mut origin, (&mut *writer, seen))?,
            };
            self.report.bytes += self.bytes.get() - before;
            self.close(outcome, &origin);
        }
        Ok(())
    }

    fn take_kept(
        &mut self,
        kept: KeptFile,
        origin: &mut FileOrigin,
        (writer, seen): (&mut dyn PostingWriter, &mut SeenIds),
    ) -> Result<Result<&'static dyn Format, ReadError>, EngineError> {
        for record in kept.records {
            self.take(record, origin, (&mut *writer, seen))?;
        }
        self.bytes.set(self.bytes.get() + kept.bytes);
        Ok(kept.outcome)
    }

    fn take_again(
        &mut self,
        file: &SourceFile,
        origin: &mut FileOrigin,
        (writer, seen): (&mut dyn PostingWriter, &mut SeenIds),
    ) -> Result<Result<&'static dyn Format, ReadError>, EngineError> {
        let mut refused: Option<EngineError> = None;
        let bytes = Rc::clone(&self.bytes);
        let outcome = read_counted(
            file,
            self.options,
            (&bytes, &mut |read| {
                let record = Record::of(read, self.options);
                self.take(record, origin, (&mut *writer, seen)).map_err(|error| {
                    refused = Some(error);
                    ReadError::Stopped
                })
            }),
        );
        refused.map_or(Ok(outcome), Err)
    }

    fn take(
        &mut self,
        record: Record,
        origin: &mut FileOrigin,
        (writer, seen): (&mut dyn PostingWriter, &mut SeenIds),
    ) -> Result<(), EngineError> {
        self.step();
        let Cleaned { raw, raw_hash, posting } = match record.cleaned {
            Ok(cleaned) => cleaned,
            Err(why) => {
                self.report.skipped.push(origin.skipped(record.place, why));
                return Ok(());
            }
        };
        self.report.read += 1;
        origin.read += 1;
        let Some(id) = seen.claim(&origin.id_of(&raw, raw_hash), raw_hash) else {
            self.report.unchanged += 1;
            return Ok(());
        };
        let (posting, cluster) = self.marked(posting);
        let content_hash = content_hash(raw_hash, &posting);
        match seen.compare(&id, (&origin.absolute, content_hash)) {
            State::Unchanged => {
                self.report.unchanged += 1;
                return Ok(());
            }
            State::New => self.report.added += 1,
            State::Changed => self.report.changed += 1,
        }
        let facts = extract::facts(&raw, &posting);
        let posting = Posting { id, source: origin.source_of(&record.place), facts, ..posting };
        self.report.count(&posting);
        writer.add(PreparedPosting {
            posting,
            file: origin.absolute.display().to_string(),
            content_hash,
            cluster,
        })
    }

    /// Sets apart what other postings share; returns the cluster too.
    fn marked(&mut self, mut posting: Posting) -> (Posting, u64) {
        tell_languages(&mut posting);
        let cluster = repeats::cluster_of(&posting);
        self.report.boilerplate_paragraphs += self.repeats.mark(&mut posting);
        (posting, cluster)
    }

    fn close(&mut self, outcome: Result<&'static dyn Format, ReadError>, origin: &FileOrigin) {
        match outcome {
            Ok(format) => {
                self.report.files += 1;
                *self.report.by_format.entry(format.name()).or_default() += origin.read;
            }
            Err(error) => {
                self.unread.insert(origin.absolute.clone());
                let record = match &error {
                    ReadError::Syntax { record, .. } => Some(record.clone()),
                    _ => None,
                };
                self.report.skipped.push(Skipped {
                    source: origin.shown.clone(),
                    record,
                    why: error.to_string(),
                });
            }
        }
        self.told.files_done += 1;
        self.tell();
    }

    fn step(&mut self) {
        self.told.postings += 1;
        if self.told.postings.is_multiple_of(STEP) {
            self.tell();
        }
    }

    fn tell(&mut self) {
        self.told.bytes = self.bytes.get();
        (self.progress)(&self.told);
    }
}

/// Where the records of a file come from.
struct FileOrigin {
    shown: String,
    absolute: PathBuf,
    /// The file's name without extensions, where it may serve for an id.
    stem: Option<String>,
    read: usize,
}

impl FileOrigin {
    fn of(file: &SourceFile) -> Self {
        let path = discover::without_packing(&file.path);
        let one = crate::formats::one_a_file(&path);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).filter(|_| one);
        Self { shown: file.path.display().to_string(), absolute: absolute(&file.path), stem, read: 0 }
    }

    fn id_of(&self, raw: &RawPosting, raw_hash: u64) -> String {
        let own = raw.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        own.map(str::to_owned).or_else(|| self.stem.clone()).unwrap_or_else(|| format!("{raw_hash:016x}"))
    }

    fn skipped(&self, record: String, why: String) -> Skipped {
        Skipped { source: self.shown.clone(), record: Some(record).filter(|record| !record.is_empty()), why }
    }

    /// `offers.ndjson:17` for `line 17`, `all.zip!offers.ndjson:17` for `!offers.ndjson: line 17`.
    fn source_of(&self, record: &str) -> String {
        let (member, place) = crate::formats::member_of(record);
        match place.rsplit(' ').next() {
            Some(number) if !number.is_empty() => format!("{}{member}:{number}", self.shown),
            _ => format!("{}{member}", self.shown),
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A hash of all that decides what is indexed: the record, what others share with it, the rules and the vocabulary.
fn content_hash(raw_hash: u64, posting: &Posting) -> u64 {
    let mut hash = Fingerprint::new();
    hash.feed(&RULES.to_le_bytes());
    hash.feed(Vocabulary::label().as_bytes());
    hash.feed(&raw_hash.to_le_bytes());
    for section in &posting.sections {
        hash.feed(&[u8::from(section.boilerplate)]);
        hash.feed(&(section.text.len() as u64).to_le_bytes());
    }
    hash.value()
}
