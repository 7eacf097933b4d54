//! A run over some files: it reads them to count what repeats, and again to write.

use crate::discover::{SourceFile, read_counted};
use crate::extract::{Extracted, extract, with_facts};
use crate::fingerprint::FingerprintSet;
use crate::formats::{Format, ReadError};
use crate::kept::{Cleaned, Kept, KeptFile, Record};
use crate::origin::FileOrigin;
use crate::prepare::tell_languages;
use crate::repeats::{self, Book, Note, Notes, Past, Settled, Standing, Touched};
use crate::scope::Scope;
use crate::seen::{Claims, Held, State, content_hash};
use crate::teller::Teller;
use crate::{Event, Options, Report, Skipped};
use jobsearch_engine::{EngineError, PostingWriter, PreparedPosting};
use jobsearch_posting::Posting;
use std::io;

/// How the reading of a file ended.
type Outcome = Result<&'static dyn Format, ReadError>;

/// What goes along from file to file.
pub(crate) struct Run<'a> {
    files: &'a [SourceFile],
    /// Files that were not given: what the index has from them is counted again.
    others: &'a [SourceFile],
    options: &'a Options,
    teller: Teller<'a>,
    held: Held,
    scope: Scope,
    claims: Claims,
    /// The first claim of each file.
    first_claims: Vec<usize>,
    standing: Standing,
    /// What was done so far.
    pub(crate) report: Report,
}

impl<'a> Run<'a> {
    /// Has done nothing yet.
    pub(crate) fn new(
        (files, others): (&'a [SourceFile], &'a [SourceFile]),
        (held, scope): (Held, Scope),
        options: &'a Options,
        tell: &'a mut dyn FnMut(Event<'_>),
    ) -> Self {
        let bytes = files.iter().chain(others).map(|file| file.bytes).sum();
        Self {
            files,
            others,
            options,
            teller: Teller::of(tell, files.len() + others.len(), bytes),
            held,
            scope,
            claims: Claims::default(),
            first_claims: Vec::new(),
            standing: Standing::default(),
            report: Report::default(),
        }
    }

    /// The first pass: notes what each posting looks like. What cannot be read is reported by the second.
    pub(crate) fn count(&mut self) -> io::Result<(Kept, Notes)> {
        let mut kept = Kept::new();
        let mut notes = repeats::scratch(self.options.repeats.as_deref())?;
        let mut failed = None;
        for (file, given) in self.all() {
            self.first_claims.push(self.claims.count());
            let origin = FileOrigin::of(file, given);
            kept.open(file.bytes);
            let (bytes, options) = (self.teller.bytes(), self.options);
            let before = bytes.get();
            let each = &mut |read| {
                let mut record = Record::of(read, options);
                if let Ok(cleaned) = &mut record.cleaned {
                    self.note(cleaned, &origin, &mut notes).map_err(|cause| {
                        failed = Some(cause);
                        ReadError::Stopped
                    })?;
                    self.teller.posting_done();
                }
                kept.push(record);
                Ok(())
            };
            let outcome = read_counted(&file.path, options, (&bytes, each));
            if let Some(cause) = failed.take() {
                return Err(cause);
            }
            if outcome.is_err() {
                self.scope.leave_out(&origin.absolute);
            }
            kept.close(outcome, bytes.get() - before);
            self.teller.file_done();
        }
        self.teller.pass_done();
        Ok((kept, notes))
    }

    /// Finds what repeats among the postings read and those noted by earlier runs. Returns the earlier postings that are to
    /// be made anew, and the notes that go with the index from now on.
    pub(crate) fn settle(&mut self, mut past: Option<Past>, mut notes: Notes) -> io::Result<(Touched, Book)> {
        let book = Book::begin(self.options.repeats.as_deref())?;
        let (held, scope) = (&self.held, &self.scope);
        let is_gone = |id: &str| held.path(id).is_none_or(|file| scope.holds(file));
        let seen = (&mut self.claims, held);
        let settled = repeats::settle((past.as_mut(), &mut notes), seen, &is_gone, book)?;
        self.claims.close();
        let Settled { standing, touched, clusters, copies, book } = settled;
        (self.standing, self.report.clusters, self.report.copies) = (standing, clusters, copies);
        Ok((touched, book))
    }

    /// The second pass: prepares each posting, and writes what the index does not have.
    pub(crate) fn write(&mut self, kept: Kept, writer: &mut dyn PostingWriter) -> Result<(), EngineError> {
        let first_claims = std::mem::take(&mut self.first_claims);
        for (((file, given), kept), first) in self.all().zip(kept.into_files()).zip(first_claims) {
            let mut origin = FileOrigin::of(file, given);
            let before = self.teller.bytes_read();
            let mut at = first;
            let mut take = |run: &mut Self, record: Record| {
                let claimed = at;
                at += usize::from(record.cleaned.is_ok());
                run.take((record, claimed), &mut origin, writer)
            };
            let outcome = match kept {
                Some(kept) => self.take_kept(kept, &mut take)?,
                None => self.take_again(file, &mut take)?,
            };
            self.report.bytes += self.teller.bytes_read() - before;
            self.close(outcome, &origin);
        }
        Ok(())
    }

    /// Reads the files of earlier postings whose standing text is no longer the same, and writes those anew. One that its
    /// file does not hold any more stays as it is.
    pub(crate) fn write_touched(
        &mut self,
        touched: &Touched,
        writer: &mut dyn PostingWriter,
    ) -> Result<(), EngineError> {
        for (path, touched) in touched {
            let Some(file) = SourceFile::at(path) else { continue };
            self.teller.expect_bytes(file.bytes);
            let origin = FileOrigin::of(&file, false);
            // What cannot be read here was reported when it was given.
            let _ = self.take_again(&file, &mut |run, record| {
                let Ok(cleaned) = record.cleaned else { return Ok(()) };
                let Some(earlier) = touched.get(&cleaned.raw_hash) else { return Ok(()) };
                let (id, cluster) = (earlier.id.clone(), earlier.cluster);
                run.put((cleaned, &record.place), (id, cluster), &origin, writer)
            })?;
        }
        Ok(())
    }

    /// Takes out what no file has any more.
    pub(crate) fn remove_gone(&mut self, writer: &mut dyn PostingWriter) -> Result<(), EngineError> {
        let mut gone = Vec::new();
        writer.indexed(&mut |posting| {
            if self.scope.holds(posting.file.as_ref()) && !self.claims.has(&posting.id, &self.held) {
                gone.push(posting.id);
            }
        })?;
        gone.sort_unstable();
        for id in gone {
            writer.remove(&id)?;
            self.held.forget(&id);
            self.report.gone += 1;
        }
        Ok(())
    }

    /// Passes something over.
    pub(crate) fn skip(&mut self, skipped: Skipped) {
        self.teller.skipped(&skipped);
        self.report.skip(skipped);
    }

    /// What was found to stand in several postings.
    pub(crate) fn standing(&self) -> &FingerprintSet {
        self.standing.fingerprints()
    }

    /// The digest of the index as it is to be.
    pub(crate) fn digest(&self) -> u64 {
        self.held.digest()
    }

    fn all(&self) -> impl Iterator<Item = (&'a SourceFile, bool)> + use<'a> {
        self.files.iter().map(|file| (file, true)).chain(self.others.iter().map(|file| (file, false)))
    }

    /// Passes a record over, for a reason; of files that were not given nothing is told.
    fn skip_record(&mut self, origin: &FileOrigin, (place, why): (String, String)) {
        if origin.given {
            self.skip(origin.skipped(place, why));
        }
    }

    /// Claims an id for a record, and notes what it looks like.
    fn note(&mut self, cleaned: &mut Cleaned, origin: &FileOrigin, notes: &mut Notes) -> io::Result<()> {
        let Cleaned { raw, raw_hash, sketch, .. } = cleaned;
        let (own, sketch) = (origin.id_of(raw, *raw_hash), std::mem::take(sketch));
        let Some(id) = self.claims.claim(&own, *raw_hash, &mut self.held) else { return Ok(()) };
        if !origin.given && self.held.path(&id) != Some(&origin.absolute) {
            self.claims.waive();
            return Ok(());
        }
        notes.push(&Note { id, raw_hash: *raw_hash, cluster: 0, sketch })
    }

    fn take_kept(
        &mut self,
        kept: KeptFile,
        take: &mut dyn FnMut(&mut Self, Record) -> Result<(), EngineError>,
    ) -> Result<Outcome, EngineError> {
        for record in kept.records {
            take(self, record)?;
        }
        self.teller.pass_bytes(kept.bytes);
        Ok(kept.outcome)
    }

    fn take_again(
        &mut self,
        file: &SourceFile,
        take: &mut dyn FnMut(&mut Self, Record) -> Result<(), EngineError>,
    ) -> Result<Outcome, EngineError> {
        let mut refused: Option<EngineError> = None;
        let bytes = self.teller.bytes();
        let outcome = read_counted(
            &file.path,
            self.options,
            (&bytes, &mut |read| {
                let record = Record::of(read, self.options);
                take(self, record).map_err(|error| {
                    refused = Some(error);
                    ReadError::Stopped
                })
            }),
        );
        refused.map_or(Ok(outcome), Err)
    }

    /// Takes a record of the second pass, and the claim it made in the first.
    fn take(
        &mut self,
        (record, claimed): (Record, usize),
        origin: &mut FileOrigin,
        writer: &mut dyn PostingWriter,
    ) -> Result<(), EngineError> {
        self.teller.posting_done();
        let cleaned = match record.cleaned {
            Ok(cleaned) => cleaned,
            Err(why) => {
                self.skip_record(origin, (record.place, why));
                return Ok(());
            }
        };
        let Some(claim) = self.claims.get(claimed).filter(|claim| claim.raw_hash == cleaned.raw_hash) else {
            self.scope.leave_out(&origin.absolute);
            let why = "the file changed while it was being read".to_owned();
            self.skip_record(origin, (record.place, why));
            return Ok(());
        };
        origin.read += 1;
        self.report.read += usize::from(origin.given);
        let id = claim.id(origin.id_of(&cleaned.raw, cleaned.raw_hash));
        match id {
            Some(id) => self.put((cleaned, &record.place), (id, claim.cluster), origin, writer),
            None => {
                self.report.unchanged += usize::from(origin.given);
                Ok(())
            }
        }
    }

    /// Puts a posting into the index, if it is not there as it is.
    fn put(
        &mut self,
        (cleaned, place): (Cleaned, &str),
        (id, cluster): (String, u64),
        origin: &FileOrigin,
        writer: &mut dyn PostingWriter,
    ) -> Result<(), EngineError> {
        let Cleaned { raw, raw_hash, text_hash, mut posting, texts, .. } = cleaned;
        tell_languages(&mut posting);
        let standing = self.standing.mark(&mut posting, &texts);
        let others = (cluster, self.options.vocabulary.label());
        let content_hash = content_hash((raw_hash, text_hash), &posting, others);
        let state = self.held.compare(&id, (&origin.absolute, content_hash));
        self.report.count((&posting, standing), (state, origin.given));
        if state == State::Unchanged {
            return Ok(());
        }
        let Extracted { facts, terms, names } = extract(&raw, &posting, &self.options.vocabulary);
        let posting = with_facts(Posting { id, source: origin.source_of(place), ..posting }, facts);
        self.report.count_facts(&posting);
        let file = origin.file.clone();
        writer.add(PreparedPosting { posting, terms, names, file, content_hash, cluster })
    }

    fn close(&mut self, outcome: Outcome, origin: &FileOrigin) {
        match outcome {
            Ok(format) if origin.given => {
                self.report.files += 1;
                *self.report.by_format.entry(format.name()).or_default() += origin.read;
            }
            Ok(_) => (),
            Err(error) => {
                self.scope.leave_out(&origin.absolute);
                let record = match &error {
                    ReadError::Syntax { record, .. } => Some(record.clone()),
                    _ => None,
                };
                let skipped = Skipped { source: origin.shown.clone(), record, why: error.to_string() };
                if origin.given {
                    self.skip(skipped);
                }
            }
        }
        self.teller.file_done();
    }
}
