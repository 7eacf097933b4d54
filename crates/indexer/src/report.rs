//! What a run tells: while it goes on, and at its end.

use crate::seen::State;
use jobsearch_posting::{Kind, Language, Posting};
use std::collections::BTreeMap;

/// So many of what was passed over are kept until the end.
const KEPT: usize = 100;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were read.
    pub files: usize,
    /// The postings that were read.
    pub read: usize,
    /// Those the index did not have.
    pub added: usize,
    /// Those the index had otherwise, or that share their standing text with other postings than before.
    pub changed: usize,
    /// Those the index already had, copies within the run included.
    pub unchanged: usize,
    /// Postings of other files that were made anew, since what they share with others is no longer the same.
    pub revised: usize,
    /// Those taken out of the index, being in no file any more.
    pub gone: usize,
    /// How many files and records were passed over.
    pub skipped: usize,
    /// The first hundred of them; each is told as it comes, by [`Event::Skipped`].
    pub first_skipped: Vec<Skipped>,
    /// Bytes read on disk.
    pub bytes: u64,
    /// Postings by format.
    pub by_format: BTreeMap<&'static str, usize>,
    /// Postings by main language: `fr`, `en` or `unknown`.
    pub by_language: BTreeMap<&'static str, usize>,
    /// Postings by kind: `offer` or `role_sheet`.
    pub by_kind: BTreeMap<&'static str, usize>,
    /// How many added or changed postings say what.
    pub facts: FactCounts,
    /// Paragraphs that were set apart, being shared with other postings.
    pub boilerplate_paragraphs: usize,
    /// Groups of copies of one posting, among all postings known.
    pub clusters: usize,
    /// The postings in those groups but for one of each.
    pub copies: usize,
}

/// How many postings say what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactCounts {
    /// A contract.
    pub contract: usize,
    /// The working time.
    pub working_time: usize,
    /// A place.
    pub location: usize,
    /// Whether one may work from elsewhere.
    pub remote: usize,
    /// A skill.
    pub skill: usize,
    /// The pay.
    pub pay: usize,
    /// The experience.
    pub experience: usize,
    /// The education.
    pub education: usize,
    /// A language to speak.
    pub language: usize,
    /// The day it was posted.
    pub posted: usize,
}

/// A file or a record that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file, as given.
    pub source: String,
    /// Which record of it: `line 12`, `record 3`; none for the whole file.
    pub record: Option<String>,
    /// Why.
    pub why: String,
}

/// What a run tells while it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// It has come so far.
    Progress(&'a Progress),
    /// It passes something over.
    Skipped(&'a Skipped),
}

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read to their end, in this pass.
    pub files_done: usize,
    /// Files in all.
    pub files: usize,
    /// Postings read so far, in this pass.
    pub postings: usize,
    /// Bytes read on disk so far, over both passes.
    pub bytes: u64,
    /// Bytes to read over both passes.
    pub total_bytes: u64,
}

impl Report {
    /// Counts what was passed over, and keeps it if it is one of the first: there may be any number.
    pub(crate) fn skip(&mut self, skipped: Skipped) {
        self.skipped += 1;
        if self.first_skipped.len() < KEPT {
            self.first_skipped.push(skipped);
        }
    }

    /// Counts a posting with so many paragraphs of standing text, compared with the index; it may be of another file than
    /// those given.
    pub(crate) fn count(&mut self, (posting, standing): (&Posting, usize), (state, given): (State, bool)) {
        if !given {
            self.revised += usize::from(state != State::Unchanged);
            return;
        }
        *match state {
            State::New => &mut self.added,
            State::Changed => &mut self.changed,
            State::Unchanged => &mut self.unchanged,
        } += 1;
        self.boilerplate_paragraphs += standing;
        *self.by_language.entry(language(posting)).or_default() += 1;
        *self.by_kind.entry(kind(posting.kind)).or_default() += 1;
    }

    /// Counts what a posting says that goes into the index.
    pub(crate) fn count_facts(&mut self, posting: &Posting) {
        let facts = &posting.facts;
        let counts = &mut self.facts;
        for (said, count) in [
            (!facts.contracts.is_empty(), &mut counts.contract),
            (!facts.working_time.is_empty(), &mut counts.working_time),
            (!facts.locations.is_empty(), &mut counts.location),
            (facts.remote.is_some(), &mut counts.remote),
            (!facts.skills.is_empty(), &mut counts.skill),
            (facts.pay.is_some(), &mut counts.pay),
            (facts.experience.is_some(), &mut counts.experience),
            (facts.education.is_some(), &mut counts.education),
            (!facts.languages.is_empty(), &mut counts.language),
            (posting.posted.is_some(), &mut counts.posted),
        ] {
            *count += usize::from(said);
        }
    }
}

fn language(posting: &Posting) -> &'static str {
    match posting.main_language() {
        None => "unknown",
        Some(Language::Fr) => "fr",
        Some(Language::En) => "en",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Offer => "offer",
        Kind::RoleSheet => "role_sheet",
    }
}
