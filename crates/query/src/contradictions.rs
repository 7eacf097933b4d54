//! Conditions that nothing can meet at once.

use crate::asked::Role;
use crate::excluded::Excluded;
use crate::understand::Intent;
use jobsearch_engine::{Condition, Quantity, Wanted};
use std::collections::HashSet;

/// Says of each pair of conditions that contradict each other that they do.
pub(crate) fn contradictions(intent: &Intent) -> Vec<String> {
    let all: Vec<&Condition> = intent.wanted.iter().chain(&intent.filters).collect();
    let pairs =
        all.iter().enumerate().flat_map(|(at, one)| all[at + 1..].iter().map(move |other| (*one, *other)));
    let mut notices: Vec<String> = pairs.filter_map(|(one, other)| contradiction(one, other)).collect();
    let asked = intent.asked.iter().filter(|asked| asked.role != Role::FactWord);
    for asked in asked {
        let terms: Vec<&str> = asked.words.iter().map(|word| word.terms[0].as_str()).collect();
        let is_excluded = |excluded: &Excluded| {
            excluded.terms == terms && (excluded.only.is_none() || excluded.only == asked.role.field())
        };
        if intent.excluded.iter().any(is_excluded) {
            notices.push(both(&asked.label));
        }
    }
    let mut told = HashSet::new();
    notices.retain(|notice| told.insert(notice.clone()));
    notices
}

fn contradiction(one: &Condition, other: &Condition) -> Option<String> {
    if one.negated != other.negated {
        let (asked, excluded) = if one.negated { (other, one) } else { (one, other) };
        return is_excluded(&asked.wanted, &excluded.wanted).then(|| both(&asked.label));
    }
    let apart = match (&one.wanted, &other.wanted) {
        (Wanted::Amount(a, one), Wanted::Amount(b, other)) => is_comparable(*a, *b) && !one.meets(*other),
        _ => false,
    };
    (apart && !one.negated).then(|| {
        format!("`{}` and `{}` exclude each other: nothing can satisfy both", one.label, other.label)
    })
}

fn both(label: &str) -> String {
    format!("`{label}` is both asked for and excluded: nothing can satisfy that")
}

/// Tells whether all that is asked for is excluded.
fn is_excluded(asked: &Wanted, excluded: &Wanted) -> bool {
    match (asked, excluded) {
        (Wanted::Contract(asked), Wanted::Contract(excluded)) => asked.0 & !excluded.0 == 0,
        (Wanted::Place(asked), Wanted::Place(excluded)) => {
            asked.iter().all(|area| excluded.iter().any(|out| out.spot() == area.spot()))
        }
        (asked, excluded) => asked == excluded,
    }
}

fn is_comparable(one: Quantity, other: Quantity) -> bool {
    match (one, other) {
        (Quantity::Pay(one), Quantity::Pay(other)) => one.is_none() || other.is_none() || one == other,
        (one, other) => one == other,
    }
}
