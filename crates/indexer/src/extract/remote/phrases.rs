//! Phrases around `remote` and `hybrid`, words that mean much else besides.

use super::super::Part;
use super::super::marks::Reader;
use jobsearch_posting::{Fact, Remote};

/// What is remote always.
const ALWAYS: [&str; 10] = [
    "position",
    "role",
    "opportunity",
    "job",
    "task",
    "first",
    "employees",
    "employee",
    "contract",
    "teleworker",
];
/// What is remote sometimes, as far as is said.
const SOMETIMES: [&str; 14] = [
    "work",
    "working",
    "friendly",
    "options",
    "option",
    "optional",
    "policy",
    "arrangement",
    "model",
    "schedule",
    "flexibility",
    "days",
    "office",
    "possible",
];
/// Labels of forms, whose last word stands before the colon.
const LABELS: [&str; 8] =
    ["location", "type", "mode", "workplace", "lieu", "travail", "remote", "arrangement"];

/// Reads the first phrase that says it of the job.
pub(super) fn said(part: &Part<'_>) -> Option<Fact<Remote>> {
    let words = part.marks.of_reader(Reader::Remote).filter(|at| is_word(part.word(*at)));
    words.filter(|at| !part.is_denied(*at)).find_map(|at| {
        let remote = around(part, at)?;
        Some(part.fact(remote, part.span(at..at + 1)))
    })
}

fn is_word(word: &str) -> bool {
    matches!(
        word,
        "remote" | "remotely" | "hybrid" | "hybride" | "fully-remote" | "remote-first" | "full-remote"
    )
}

fn around(part: &Part<'_>, at: usize) -> Option<Remote> {
    let hybrid = part.word(at).starts_with("hybrid");
    let always = if hybrid { Remote::Hybrid(0) } else { Remote::Full };
    let span = part.span(at..at + 1);
    let (before, behind) = (&part.text[..span.start], &part.text[span.end..]);
    if before.ends_with("#LI-") || before.ends_with("#LI_") || before.ends_with("#BI-") {
        return Some(always);
    }
    if part.word(at).contains('-') {
        return Some(Remote::Full);
    }
    let near = |other: usize| part.in_one_sentence(at.min(other), at.max(other)).then(|| part.word(other));
    let next = near(at + 1).unwrap_or("");
    let last = at.checked_sub(1).and_then(near).unwrap_or("");
    if part.word(at) == "remotely" {
        return matches!(last, "work" | "working" | "works" | "based" | "done" | "performed")
            .then_some(Remote::Hybrid(0));
    }
    let is_listed = || [next, last].iter().any(|word| matches!(*word, "or" | "and" | "ou"));
    if ALWAYS.contains(&next) {
        return Some(if hybrid || is_listed() { Remote::Hybrid(0) } else { always });
    }
    if SOMETIMES.contains(&next) {
        return Some(Remote::Hybrid(0));
    }
    if last == "or" && (part.number.is_none() || next == "from") || last == "to" && part.number.is_none() {
        return Some(Remote::Hybrid(0));
    }
    let said = matches!(last, "fully" | "full" | "entirely" | "primarily" | "completely" | "100" | "all")
        || matches!(last, "is" | "be" | "as")
            && (2..7)
                .any(|back| matches!(at.checked_sub(back).and_then(near), Some("role" | "position" | "job")));
    (said || is_labelled(before) || part.number.is_none() && stands_apart(before, behind)).then_some(always)
}

/// `Workplace type: remote`
fn is_labelled(before: &str) -> bool {
    let Some(label) = before.trim_end().strip_suffix([':', '-', '–']) else { return false };
    let line = label.rsplit('\n').next().unwrap_or(label);
    let label = line.split([':', '-']).next().unwrap_or(line);
    let last = label.split_whitespace().next_back().unwrap_or("");
    label.len() <= 40 && LABELS.iter().any(|known| last.eq_ignore_ascii_case(known))
}

/// `Data engineer (Remote, Germany)`, `Remote Java developer`
fn stands_apart(before: &str, behind: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '–' | '—' | '|' | '(' | '[' | ',' | '/' | ':');
    let opens = before.trim().is_empty() || before.trim_end().ends_with(sign);
    let closes = |c: char| matches!(c, '-' | '–' | '—' | '|' | ')' | ']' | ',' | '/' | ':');
    let ends = behind.trim().is_empty()
        || before.trim_end().ends_with('(')
        || behind.trim_start().starts_with(closes);
    opens && (ends || before.trim().is_empty())
}
