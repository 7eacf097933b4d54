//! What is asked in figures and by skills, and what must come out.

use super::cases::{Case, plan, scoring, term};
use crate::{
    Condition, Currency, Group, Profile, Quantity, Scoring, SearchPlan, SignalWeights, Span, Wanted,
    skill_key,
};
use jobsearch_posting::ContractKind;

pub(super) fn figures() -> Vec<Case> {
    let wanted = |quantity, span| SearchPlan {
        wanted: vec![Condition::new("amount", Wanted::Amount(quantity, span))],
        ..plan([Group::word(&term("mareyeur"))])
    };
    let more = "Full 1: more[yes]; Unknown 1: unsaid[unknown]; Missed 1: less[no]";
    let less = "Full 1: less[yes]; Unknown 1: unsaid[unknown]; Missed 1: more[no]";
    let (least, most) = (Span::at_least, Span::at_most);
    let pounds = Quantity::Pay(Some(Currency::Gbp));
    vec![
        ("a pay or more; what does not say is unknown", wanted(Quantity::Pay(None), least(50_000.0)), more),
        ("a pay or less", wanted(Quantity::Pay(None), most(30_000.0)), less),
        (
            "a pay in one currency; others cannot be compared",
            wanted(pounds, least(20_000.0)),
            "Full 1: less[yes]; Unknown 2: more[unknown] unsaid[unknown]",
        ),
        ("posted since a day", wanted(Quantity::Posted, least(20_550.0)), more),
        ("starting in a month", wanted(Quantity::Start, Span { least: 20_470.0, most: 20_480.0 }), more),
        ("running so long", wanted(Quantity::Months, Span { least: 5.0, most: 7.0 }), less),
        ("so many hours a week", wanted(Quantity::Hours, Span::exactly(35.0)), more),
        ("asking for so many years at most", wanted(Quantity::Experience, most(2.0)), less),
        (
            "figures that filter leave out what does not say",
            SearchPlan {
                filters: vec![Condition::new("pay", Wanted::Amount(Quantity::Pay(None), least(20_000.0)))],
                ..plan([])
            },
            "Full 2: less more; 1 filtered out",
        ),
        (
            "facts alone find what has one of them",
            SearchPlan {
                wanted: vec![
                    Condition::new("pay", Wanted::Amount(Quantity::Pay(None), least(50_000.0))),
                    Condition::new("stage", Wanted::Contract(ContractKind::Internship.satisfied_by())),
                ],
                ..plan([Group { needed: false, ..Group::word(&term("stage")) }])
            },
            "Missed 2: less[no, yes] more[yes, no]",
        ),
    ]
}

pub(super) fn skills() -> Vec<Case> {
    let profile = |names: &[&str], groups: &[usize]| {
        let keys = names.iter().map(|name| skill_key(name)).collect();
        Some(Profile { keys, groups: groups.to_vec(), required: 1.0, wished: 0.5 })
    };
    let signals = SignalWeights { skills_asked: 2.0, skills_had: 1.0, ..SignalWeights::default() };
    let scored = |skills, groups: &[Group]| SearchPlan {
        groups: groups.to_vec(),
        skills,
        scoring: Scoring { signals: signals.clone(), ..scoring() },
        ..SearchPlan::default()
    };
    let in_words = || Group { needed: false, ..Group::word(&term("soudeur")) };
    vec![
        (
            "what asks for more of the skills comes first, then what asks for less besides",
            scored(profile(&["sql", "python"], &[]), &[]),
            "Full 3: both much wished",
        ),
        (
            "a skill without a key is looked for in the text",
            scored(profile(&["sql", "python"], &[0]), &[in_words()]),
            "Full 4: both much wished text",
        ),
        (
            "with words typed skills only rank",
            SearchPlan { limit: 3, ..scored(profile(&["java"], &[]), &[Group::word(&term("analyste"))]) },
            "Full 4: other wished much",
        ),
    ]
}
