//! What is asked of an engine: terms, facts and weights, nothing to parse.

use crate::{Condition, Field, Name, Profile};

/// A search, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchPlan {
    /// What the text should say. A posting that says none of it is no hit; where no group is needed, one that meets a
    /// wanted fact or asks for a skill of the profile is a hit as well, and where nothing at all is asked for, every one is.
    pub groups: Vec<Group>,
    /// What the text must not say.
    pub excluded: Vec<Reading>,
    /// Facts that rank in tiers: what satisfies all of them comes first.
    pub wanted: Vec<Condition>,
    /// Facts without which a posting is left out.
    pub filters: Vec<Condition>,
    /// The skills that somebody has; postings that ask for them come first.
    pub skills: Option<Profile>,
    /// Keys ([`surface_key`](jobsearch_analysis::surface_key)) of titles that say exactly what was typed.
    pub titles: Vec<u64>,
    /// The key of the title that says all that was typed, facts and all: a posting that has it answers in full, whatever
    /// its facts. None where no fact was typed, or only facts.
    pub whole_title: Option<u64>,
    /// How the text and the signals weigh.
    pub scoring: Scoring,
    /// How many hits are passed over.
    pub offset: usize,
    /// How many hits are returned at most.
    pub limit: usize,
    /// Whether copies of one posting are shown as one hit. Otherwise they are listed one by one: a posting whose title says
    /// just what was typed brings its copies along, behind it, even those whose own titles say something else, as long as
    /// they fit the facts as well.
    pub fold_copies: bool,
    /// The day from which freshness is counted, in days since 1970-01-01; engines read no clock.
    pub today: i32,
}

impl Default for SearchPlan {
    fn default() -> Self {
        Self {
            groups: Vec::new(),
            excluded: Vec::new(),
            wanted: Vec::new(),
            filters: Vec::new(),
            skills: None,
            titles: Vec::new(),
            whole_title: None,
            scoring: Scoring::default(),
            offset: 0,
            limit: 10,
            fold_copies: true,
            today: 0,
        }
    }
}

/// Words that belong together, and what else the market calls the same thing.
///
/// In each field a group scores what its words score together, or what the best of `others` scores, whichever
/// is more: readings compete, they do not add up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What was typed.
    pub label: String,
    /// The words typed.
    pub words: Vec<Word>,
    /// Other names, each standing for all the words of the group.
    pub others: Vec<Name>,
    /// How much the group counts beside the others, 1 as a rule. What counts less may stand anywhere in a full answer.
    pub weight: f32,
    /// Whether its words are one name: a title that says only some of them counts less than they do, and the less the
    /// less it says.
    pub is_name: bool,
    /// Whether a posting that lacks the group is less than a full answer.
    pub needed: bool,
    /// Whether a posting that lacks the group is left out.
    pub demanded: bool,
}

impl Group {
    /// A group of one word read in one way.
    pub fn word(term: &str) -> Self {
        Self {
            label: term.to_owned(),
            words: vec![Word { label: term.to_owned(), readings: vec![Reading::term(term, 1.0)] }],
            others: Vec::new(),
            weight: 1.0,
            is_name: false,
            needed: true,
            demanded: false,
        }
    }
}

/// A word typed, and the terms it may stand as in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// The word as typed.
    pub label: String,
    /// Its readings; the first is the word itself.
    pub readings: Vec<Reading>,
}

/// One way to find a word in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What a person would call it.
    pub label: String,
    /// The terms, in order; several make a phrase, which stands side by side.
    pub terms: Vec<String>,
    /// How much a match counts beside the typed word itself, above 0 and at most 1.
    pub weight: f32,
    /// The only field it counts in; all of them where none is named.
    pub only: Option<Field>,
}

impl Reading {
    /// A single term.
    pub fn term(term: &str, weight: f32) -> Self {
        Self { label: term.to_owned(), terms: vec![term.to_owned()], weight, ..Self::default() }
    }
}

/// How text and signals make a score: `text × (1 + Σ weight·signal)`.
///
/// `text` is BM25, summed over the fields with the weights given here. Every signal lies in [0, 1] and every weight is positive,
/// so that `1 + Σ weight` bounds what signals can add: engines may pass over what cannot reach the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// Weight of a match in the title.
    pub title: f32,
    /// Weight of a match in the body.
    pub body: f32,
    /// Weight of a match in the company's name.
    pub company: f32,
    /// Weight of a match in text that many postings share.
    pub boilerplate: f32,
    /// BM25's k1 for every field.
    pub k1: f32,
    /// BM25's b for the body; titles are not discounted for their length, a signal does that.
    pub b: f32,
    /// The text score that makes a full answer, as a share of what the query's words score in a title.
    pub full_answer: f32,
    /// The text score that answers in part, as the same share; below it, words are found in passing.
    pub part_answer: f32,
    /// What the signals weigh.
    pub signals: SignalWeights,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            title: 3.0,
            body: 1.0,
            company: 1.0,
            boilerplate: 0.1,
            k1: 1.2,
            b: 0.5,
            full_answer: 0.6,
            part_answer: 0.1,
            signals: SignalWeights::default(),
        }
    }
}

/// The weight of each signal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignalWeights {
    /// The share of the query that the title holds under any name.
    pub title_coverage: f32,
    /// The share of the title that the query asks for, as typed.
    pub title_closeness: f32,
    /// The title says what the query asks for, all of it and nothing else; in full when it is written alike.
    pub title_exact: f32,
    /// The share of neighbouring words of the query that are neighbours in the title too.
    pub title_order: f32,
    /// The share of the query found anywhere.
    pub coverage: f32,
    /// How well the wanted facts are met, nearness included.
    pub facts: f32,
    /// How much of the profile's skills the posting asks for.
    pub skills_asked: f32,
    /// How much of the skills that the posting asks for the profile has.
    pub skills_had: f32,
    /// How recently it was posted.
    pub freshness: f32,
    /// How much the posting says of itself.
    pub completeness: f32,
}

impl SignalWeights {
    /// What the signals that follow from the words found can add at most.
    pub fn of_words(&self) -> f32 {
        self.title_coverage + self.title_closeness + self.coverage
    }

    /// What signals can multiply a text score with at most.
    pub fn bound(&self) -> f32 {
        1.0 + self.title_coverage
            + self.title_closeness
            + self.title_exact
            + self.title_order
            + self.coverage
            + self.facts
            + self.skills_asked
            + self.skills_had
            + self.freshness
            + self.completeness
    }
}
