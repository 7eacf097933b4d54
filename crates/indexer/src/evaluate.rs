//! How well the facts of postings are read, measured against what their sources say in fields of their own.
//!
//! Every structured field of a posting is hidden; contract, working time, place, pay, remote work, company and language
//! are then read from the title and the text alone, and compared with the field (or with a [`Gold`] file, for what the
//! sources do not say). Two figures come of it:
//!
//! - **precision**: of the postings whose text gave a fact and whose source gives it too, how many agree;
//! - **recall**: of the postings whose source gives a fact *that the text holds too*, how many gave it rightly. A field
//!   whose value stands nowhere in the text says nothing of the reading, and is left out.
//!
//! Boards fill their fields with defaults: a title `Data analyst en alternance` is given as a CDI. Where the title plainly
//! says otherwise than the field and was believed (or a form within the text does, or the text names another company three
//! times and the one given never, or tells a pay where the field holds the least wage to the cent), the posting is
//! *disputed*: it is counted apart, and listed among the misses for a reader to judge.
//!
//! What counts as right, and when a text holds the value:
//!
//! | fact | right | the text holds it |
//! |---|---|---|
//! | contract | one kind in common, or one that satisfies the other (`alternance`, apprenticeship) | a spelling of that kind that is sure by itself |
//! | working time | one in common (full or part time) | a spelling of it that is sure by itself |
//! | location | the first place read is the town or department given, or a town abroad within 30 km | its name with a capital, or a department's number in brackets |
//! | pay | lower and upper yearly amount within 1 %, or the only one given an end of the range, or the same amounts for the same period; where the text holds other figures (rounded, or of another year), ranges that come within 12 % of each other | both figures, the upper one beside a currency or a `k` |
//! | remote | both allow it, or both do not (a bare `false` is a default, and left out) | it speaks of remote work (or, for a refusal, of work on site) |
//! | remote mode | as before, and both sometimes or both always | as before |
//! | company | the same name, its initials, or one the beginning of the other | the name |
//! | language | the language of most of the text | always |
//! | place field | the field itself resolves, to the department of its postcode and within 30 km of its position | it has a name or a number |
//! | clean title | no gender tag is left | always |

mod compare;
mod contract;
mod gold;
mod place;
mod text;
mod title;

use crate::discover::{self, SourceFile};
use crate::{IndexerError, Options, RawLocation, RawPosting, prepare};
use compare::{FACTS, Seen};
pub use gold::Gold;
use jobsearch_posting::Posting;
use std::path::PathBuf;
use text::Text;

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// The postings that were read.
    pub postings: usize,
    /// A score for each fact.
    pub scores: Vec<Score>,
    /// What was read wrong or not at all.
    pub misses: Vec<Miss>,
}

/// How well a fact is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The fact.
    pub fact: &'static str,
    /// The postings whose source gives it.
    pub given: usize,
    /// Those of them whose text gave it too.
    pub read: usize,
    /// Those of them where both agree.
    pub right: usize,
    /// The postings whose source gives it and whose text holds it.
    pub told: usize,
    /// Those of them that were read rightly.
    pub told_right: usize,
    /// The postings left out, because their title says otherwise than the field.
    pub disputed: usize,
}

/// A fact that was read wrong, or not at all though the text holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Miss {
    /// The fact.
    pub fact: &'static str,
    /// The posting's identifier.
    pub id: String,
    /// What the source says.
    pub expected: String,
    /// What was read; empty where nothing was.
    pub found: String,
    /// The words around what was read, or around what was not.
    pub words: String,
}

impl Score {
    /// The share of what was read that is right, in [0, 1]; none where nothing was read.
    pub fn precision(&self) -> Option<f64> {
        (self.read > 0).then(|| self.right as f64 / self.read as f64)
    }

    /// The share of what the texts hold that was read rightly, in [0, 1]; none where they hold nothing.
    pub fn recall(&self) -> Option<f64> {
        (self.told > 0).then(|| self.told_right as f64 / self.told as f64)
    }

    fn count(&mut self, seen: &Seen) {
        if seen.disputed {
            self.disputed += 1;
            return;
        }
        self.given += 1;
        self.read += usize::from(!seen.found.is_empty());
        self.right += usize::from(seen.right);
        self.told += usize::from(seen.told.is_some());
        self.told_right += usize::from(seen.told.is_some() && seen.right);
    }
}

/// A posting read twice: what its source gives, and what its text alone says.
struct Case<'a> {
    raw: &'a RawPosting,
    given: Posting,
    read: Posting,
    gold: Option<&'a gold::Row>,
    text: Text,
}

/// Reads the postings under the paths, and measures every fact.
///
/// # Errors
/// Fails when a path is missing or no posting can be read.
pub fn evaluate(paths: &[PathBuf], gold: &Gold, options: &Options) -> Result<Evaluation, IndexerError> {
    let found = discover::discover(paths, options)?;
    let mut evaluation = Evaluation {
        scores: FACTS.iter().map(|(fact, _)| Score { fact, ..Score::default() }).collect(),
        ..Evaluation::default()
    };
    for file in &found.files {
        evaluation.take(file, gold, options);
    }
    if evaluation.postings == 0 {
        return Err(IndexerError::no_posting(paths, found.skipped));
    }
    Ok(evaluation)
}

impl Evaluation {
    /// Measures the postings of a file up to where it can be read.
    fn take(&mut self, file: &SourceFile, gold: &Gold, options: &Options) {
        let _ = discover::read_postings(&file.path, options, &mut |record| {
            if let Ok(raw) = &record.posting {
                self.postings += 1;
                self.measure(&Case::new(raw, gold, options));
            }
            Ok(())
        });
    }

    fn measure(&mut self, case: &Case<'_>) {
        for (score, (fact, compare)) in self.scores.iter_mut().zip(FACTS) {
            let Some(seen) = compare(case) else { continue };
            score.count(&seen);
            if !seen.right && (seen.told.is_some() || !seen.found.is_empty()) {
                self.misses.push(Miss {
                    fact,
                    id: case.given.id.clone(),
                    expected: if seen.disputed {
                        format!("disputed: {}", seen.expected)
                    } else {
                        seen.expected
                    },
                    words: if seen.words.is_empty() { seen.told.unwrap_or_default() } else { seen.words },
                    found: seen.found,
                });
            }
        }
    }
}

impl<'a> Case<'a> {
    fn new(raw: &'a RawPosting, gold: &'a Gold, options: &Options) -> Self {
        let fields = RawPosting { title: None, description: None, sections: Vec::new(), ..raw.clone() };
        let prose = RawPosting {
            title: raw.title.clone(),
            description: raw.description.clone(),
            sections: raw.sections.clone(),
            ..RawPosting::default()
        };
        let (given, read) = (prepare(&fields, options), prepare(&prose, options));
        let gold = gold.row(raw.id.as_deref().unwrap_or(""));
        Self { raw, given, text: Text::of(&read), read, gold }
    }

    /// The place as the source writes it, where it is one.
    fn place(&self) -> Option<&RawLocation> {
        self.raw.locations.first()
    }
}
