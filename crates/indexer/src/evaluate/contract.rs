//! Contracts and working time against the fields.

use super::Case;
use super::compare::Seen;
use super::text::{around, read_from};
use jobsearch_analysis::Analyzer;
use jobsearch_posting::{ContractKind, ContractSet, Employment, WorkingTime};
use jobsearch_vocabulary::{Meaning, Vocabulary, longest};

/// How sure a spelling must be by itself for a text to hold what it says.
const SURE: f32 = 0.95;

/// How sure a spelling in a title must be to dispute the field.
const IN_TITLE: f32 = 0.85;

pub(super) fn contract(case: &Case<'_>) -> Option<Seen> {
    let field = case.given.facts.contract_kinds();
    let gold: ContractSet = case.gold.and_then(|row| row.contract).into_iter().collect();
    let expected = field.union(gold);
    let first = expected.iter().next()?;
    let wanted = expected.iter().fold(expected, |all, kind| all.union(kind.satisfied_by()));
    let read = &case.read.facts;
    let found = read.contract_kinds();
    let right = found.iter().any(|kind| {
        wanted.contains(kind)
            || kind.satisfied_by().meets(expected)
            || expected.iter().any(|one| is_wider(one, kind))
    });
    let holds = |meaning| matches!(meaning, Meaning::Contract(kind) if wanted.contains(kind));
    let origin = read.contracts.first().map(|fact| &fact.origin);
    Some(Seen {
        expected: names(expected, first),
        found: if found.is_empty() { String::new() } else { names(found, first) },
        words: origin.map(|origin| read_from(&case.read, origin)).unwrap_or_default(),
        told: told(case, holds),
        disputed: !right && is_disputed(case, wanted),
        right,
    })
}

pub(super) fn working_time(case: &Case<'_>) -> Option<Seen> {
    let of_week = |time: &WorkingTime| matches!(time, WorkingTime::Full | WorkingTime::Part);
    let given: Vec<WorkingTime> =
        case.given.facts.working_time.iter().map(|fact| fact.value).filter(of_week).collect();
    let facts: Vec<_> = case.read.facts.working_time.iter().filter(|fact| of_week(&fact.value)).collect();
    (!given.is_empty()).then(|| Seen {
        expected: format!("{given:?}"),
        found: facts.iter().map(|fact| format!("{:?}", fact.value)).collect::<Vec<_>>().join(" "),
        words: facts.first().map(|fact| read_from(&case.read, &fact.origin)).unwrap_or_default(),
        told: told(case, |meaning| matches!(meaning, Meaning::WorkingTime(time) if given.contains(&time))),
        right: facts.iter().any(|fact| given.contains(&fact.value)),
        disputed: false,
    })
}

/// A plain CDI or CDD says no more than whether there is an end: an apprenticeship is a CDD too.
fn is_wider(one: ContractKind, other: ContractKind) -> bool {
    let plain = |kind| matches!(kind, ContractKind::Permanent | ContractKind::FixedTerm);
    (plain(one) || plain(other))
        && one.term() == other.term()
        && one.employment() == Employment::Employee
        && other.employment() == Employment::Employee
}

/// The title names another kind by a spelling that is sure by itself, and none of those given.
fn is_disputed(case: &Case<'_>, wanted: ContractSet) -> bool {
    let mentions = longest(Vocabulary::new().contract_mentions(&Analyzer::new().tokens(&case.read.title)));
    let kinds: ContractSet = mentions
        .iter()
        .filter(|mention| mention.certainty >= IN_TITLE)
        .filter_map(|mention| match mention.meaning {
            Meaning::Contract(kind) => Some(kind),
            _ => None,
        })
        .collect();
    !kinds.is_empty() && !kinds.meets(wanted)
}

/// The words around the first spelling in the text that holds what is wanted.
fn told(case: &Case<'_>, holds: impl Fn(Meaning) -> bool) -> Option<String> {
    let mentions = longest(Vocabulary::new().contract_mentions(&case.text.tokens));
    let sure = mentions.iter().find(|mention| mention.certainty >= SURE && holds(mention.meaning))?;
    Some(around(&case.text.whole, case.text.tokens[sure.tokens.start].span.start))
}

fn names(kinds: ContractSet, first: ContractKind) -> String {
    let names: Vec<&str> = kinds.iter().map(ContractKind::id).collect();
    if names.is_empty() { first.id().to_owned() } else { names.join(" ") }
}
