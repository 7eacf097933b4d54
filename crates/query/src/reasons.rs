//! Why a posting is among the results, in words.

use crate::amounts;
use crate::said::said;
use jobsearch_engine::{Condition, Field, Hit, Match, Met, SearchPlan, Wanted};
use jobsearch_vocabulary::Vocabulary;
use serde::Serialize;
use std::fmt;

/// A reason why a posting is where it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The words typed were found there.
    Found {
        /// The words typed.
        words: String,
        /// `title`, `text`, `company name` or `company text`.
        place: &'static str,
    },
    /// Another name was found there.
    FoundAs {
        /// The words typed.
        words: String,
        /// The name found.
        name: String,
        /// `title`, `text`, `company name` or `company text`.
        place: &'static str,
    },
    /// The words stand nowhere.
    Missing {
        /// The words typed.
        words: String,
    },
    /// A fact asked for is there.
    Fits {
        /// The fact.
        fact: String,
    },
    /// The place is near the one asked for.
    Near {
        /// The place asked for.
        place: String,
        /// The distance, in kilometres.
        km: u32,
    },
    /// A skill of the profile is asked for.
    Skill {
        /// Its name.
        name: String,
        /// The posting demands it; otherwise it is wished for, or only named in the text.
        required: bool,
    },
    /// The posting does not say.
    Unsaid {
        /// The fact.
        fact: String,
    },
    /// The posting says otherwise.
    Differs {
        /// The fact asked for.
        fact: String,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found { words, place: "title" } => write!(f, "“{words}” in the title"),
            Self::Found { words, place: "company text" } => write!(f, "“{words}” only in company text"),
            Self::Found { words, place } => write!(f, "“{words}” in the {place}"),
            Self::FoundAs { words, name, place } => write!(f, "{name} ≈ {words} in the {place}"),
            Self::Missing { words } => write!(f, "without “{words}”"),
            Self::Fits { fact } => write!(f, "{fact}"),
            Self::Near { place, km } => write!(f, "{km} km from {place}"),
            Self::Skill { name, required: true } => write!(f, "skill {name}, required"),
            Self::Skill { name, required: false } => write!(f, "skill {name}"),
            Self::Unsaid { fact } => write!(f, "{fact} not said"),
            Self::Differs { fact } => write!(f, "not {fact}"),
        }
    }
}

/// Gives the reasons for a hit, in the order of the query: text first, then facts.
pub(crate) fn reasons(plan: &SearchPlan, hit: &Hit, vocabulary: &Vocabulary) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (number, group) in plan.groups.iter().enumerate() {
        if !group.needed {
            continue;
        }
        reasons.extend(text_reasons(plan, hit, (number, vocabulary)));
    }
    reasons.extend(plan.wanted.iter().zip(&hit.met).map(|(wanted, met)| fact_reason(wanted, *met)));
    reasons.extend(
        plan.filters
            .iter()
            .filter(|filter| !filter.negated)
            .map(|filter| Reason::Fits { fact: filter.label.clone() }),
    );
    reasons
}

/// For each word of a group where it was found best, or under which other name the whole group was.
fn text_reasons(plan: &SearchPlan, hit: &Hit, (number, vocabulary): (usize, &Vocabulary)) -> Vec<Reason> {
    let group = &plan.groups[number];
    let in_words: Vec<_> = (0..group.words.len()).map(|word| best_match(hit, (number, Some(word)))).collect();
    let words_field = in_words.iter().map(|found| found.map(|found| found.field)).max().flatten();
    let all_found = in_words.iter().all(Option::is_some);
    let says_words = |from: Field| all_found && words_field.is_some_and(|field| field <= from);
    let names = hit.matches.iter().filter(|found| (found.group, found.word) == (number, None));
    let counts = |other: &&Match| match group.others[other.reading].is_itself() {
        true => !says_words(other.field),
        // What is only near to it says less than the words do, and nothing of what was asked beside a job.
        false => group.weight >= 1.0 && !says_words(other.field.max(Field::Body)),
    };
    let other = names.filter(counts).min_by_key(|other| (other.field, other.reading));
    if let Some(other) = other {
        let name = &group.others[other.reading];
        let in_title = (other.field == Field::Title).then(|| said(vocabulary, &hit.posting.title, name));
        let name = in_title.flatten().unwrap_or(&name.label).to_owned();
        return vec![Reason::FoundAs { words: group.label.clone(), name, place: place(other.field) }];
    }
    if let (true, Some(field)) = (all_found, words_field) {
        let words = match (group.words.as_slice(), in_words.as_slice()) {
            // Of several that would do, the one that was found.
            ([word], [Some(found)]) if word.label == group.label => &word.readings[found.reading].label,
            _ => &group.label,
        };
        return vec![Reason::Found { words: words.clone(), place: place(field) }];
    }
    let each = group.words.iter().zip(in_words).map(|(word, found)| match found {
        Some(found) => Reason::Found { words: word.label.clone(), place: place(found.field) },
        None => Reason::Missing { words: word.label.clone() },
    });
    each.collect()
}

/// Where another name of a group was found best.
pub(crate) fn best_name(hit: &Hit, group: usize) -> Option<&Match> {
    best_match(hit, (group, None))
}

fn best_match(hit: &Hit, (group, word): (usize, Option<usize>)) -> Option<&Match> {
    let matches = hit.matches.iter().filter(|found| found.group == group && found.word == word);
    matches.min_by_key(|found| (found.field, found.reading))
}

fn fact_reason(wanted: &Condition, met: Met) -> Reason {
    let fact = if wanted.negated { format!("not {}", wanted.label) } else { wanted.label.clone() };
    match met {
        Met::Yes => Reason::Fits { fact },
        Met::Near(km) | Met::Far(km) => Reason::Near { place: wanted.label.clone(), km: km.round() as u32 },
        Met::Unknown => Reason::Unsaid { fact: unsaid(wanted).map_or(fact, str::to_owned) },
        Met::No => Reason::Differs { fact },
    }
}

/// What a posting does not say, where that is shorter than what was asked for: `pay`, not `pay ≥ 45k€ a year`.
fn unsaid(wanted: &Condition) -> Option<&'static str> {
    match wanted.wanted {
        Wanted::Amount(quantity, _) => Some(amounts::what(quantity)),
        _ => None,
    }
}

fn place(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Body => "text",
        Field::Company => "company name",
        Field::Boilerplate => "company text",
    }
}
