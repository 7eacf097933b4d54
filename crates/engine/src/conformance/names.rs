//! Other names for what was typed.

use super::cases::{Case, plan, term};
use crate::{Condition, Field, Group, Name, Scoring, SearchPlan, SignalWeights, Wanted};
use jobsearch_posting::{ContractKind, Language};

/// Names of either field, and of either language.
pub(super) fn names() -> Vec<Case> {
    let formateur = |others| plan([Group { others, ..Group::word(&term("formateur")) }]);
    let both = vec![name("trainer", 0.6, None), name("coach", 0.5, None)];
    let titles = vec![name("trainer", 0.6, Some(Field::Title))];
    let permanent = Condition::new("CDI", Wanted::Contract(ContractKind::Permanent.satisfied_by()));
    let silent = |foreign| {
        let names = vec![Name { foreign, ..name("trainer", 0.55, Some(Field::Title)) }];
        SearchPlan { wanted: vec![permanent.clone()], scoring: Scoring::default(), ..formateur(names) }
    };
    vec![
        (
            "another name counts less than the words typed, in the title more than in the body",
            formateur(vec![name("trainer", 0.6, None)]),
            "Full 3: typed title body",
        ),
        ("names compete, they do not add up", formateur(both), "Full 4: typed title other body"),
        ("a name of one field counts there alone", formateur(titles), "Full 2: typed title"),
        (
            "names are told apart by their language",
            formateur(vec![Name { language: Language::Fr, ..name("trainer", 0.6, None) }]),
            "Full 1: typed",
        ),
        ("what does not say a fact may have it", silent(false), "Unknown 2: typed[unknown] title[unknown]"),
        (
            "but not what answers in another language only",
            silent(true),
            "Unknown 1: typed[unknown]; Missed 1: title[unknown]",
        ),
    ]
}

/// Names that are as near to what was asked as what was typed.
pub(super) fn names_as_typed() -> Vec<Case> {
    let signals = SignalWeights { title_closeness: 1.0, ..SignalWeights::default() };
    let scoring = Scoring { signals, ..Scoring::default() };
    let plan = |as_typed| {
        let name = Name { as_typed, ..name("trainer", 1.0, Some(Field::Title)) };
        let group = Group { others: vec![name], ..Group::word(&term("formateur")) };
        SearchPlan { scoring: scoring.clone(), ..plan([group]) }
    };
    let half = |is_name| {
        let others = vec![name("trainer", 0.35, Some(Field::Title))];
        let words = ["formateur", "moniteur"].map(|word| Group::word(&term(word)).words.remove(0)).to_vec();
        super::cases::plan([Group { words, others, is_name, ..Group::word("") }])
    };
    vec![
        (
            "a title under another name ranks behind those that say what was typed",
            plan(None),
            "Full 4: typed typed-more name name-more",
        ),
        (
            "a name that counts as typed is as near, by as much of the title as it makes",
            plan(Some(2)),
            "Full 4: name typed name-more typed-more",
        ),
        ("a name that counts as typed is one of so many words", plan(Some(1)), "Full 2: typed typed-more"),
        (
            "a title that says half of what was typed comes before what is near",
            half(false),
            "Full 4: typed-more typed name name-more",
        ),
        ("unless what was typed is one name", half(true), "Full 4: typed-more name name-more typed"),
    ]
}

/// Another name in English.
fn name(concept: &str, weight: f32, only: Option<Field>) -> Name {
    Name {
        label: concept.to_owned(),
        concept: concept.to_owned(),
        language: Language::En,
        nearness: 1.0,
        weight,
        only,
        as_typed: None,
        foreign: false,
    }
}
