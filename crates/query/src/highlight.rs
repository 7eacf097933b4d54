//! The sentence of a posting that shows best why it was found.

use crate::reasons::best_name;
use crate::said::{labels, said};
use crate::sieve::Sieve;
use jobsearch_analysis::{Analyzer, is_stop_word};
use jobsearch_engine::{Field, Hit, Match, SearchPlan};
use jobsearch_posting::{Section, SectionKind};
use jobsearch_vocabulary::Vocabulary;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// A sentence longer than this is cut round what was found, in bytes.
const LONGEST: usize = 240;

/// A sentence of a posting, and the words in it that were searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Highlight {
    /// What the section it stands in is about.
    pub section: SectionKind,
    /// The sentence.
    pub text: String,
    /// The bytes of the words found.
    pub spans: Vec<Range<usize>>,
}

/// Finds the sentence that holds most of what was searched; sections that bear skills come first.
pub(crate) fn highlight(
    plan: &SearchPlan,
    hit: &Hit,
    (analyzer, vocabulary): (&Analyzer, &Vocabulary),
) -> Option<Highlight> {
    let wanted = wanted_terms(plan, hit, (analyzer, vocabulary));
    let sieve = Sieve::new(wanted.iter().map(|(term, worth)| (term.as_ref(), *worth)));
    let judge = Judge { wanted, sieve, analyzer };
    let mut sections = Vec::new();
    for (number, section) in hit.posting.sections.iter().enumerate() {
        sections.push((judge.sieve.bound(&section.text) * section_weight(section), number, section));
    }
    // The most promising first: most others need not be looked at then.
    sections.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut best = Best::default();
    for (bound, number, section) in sections {
        if best.yields_to(bound, number) {
            best.look(number, section, &judge);
        }
    }
    best.sentence.map(|sentence| cut(best.kind, sentence, best.spans))
}

/// The best sentence so far; of two as good, the one that comes first in the posting.
#[derive(Default)]
struct Best<'p> {
    worth: f32,
    /// The number of its section.
    section: usize,
    kind: SectionKind,
    sentence: Option<&'p str>,
    spans: Vec<Range<usize>>,
}

impl<'p> Best<'p> {
    /// Tells whether a sentence of this worth in this section would be better.
    fn yields_to(&self, worth: f32, section: usize) -> bool {
        worth > self.worth || (worth == self.worth && section < self.section)
    }

    /// Looks for a better sentence in a section.
    fn look(&mut self, number: usize, section: &'p Section, judge: &Judge<'_>) {
        let (weight, kind) = (section_weight(section), section.kind);
        for range in sentences(&section.text) {
            let sentence = &section.text[range];
            if !self.yields_to(judge.sieve.bound(sentence) * weight, number) {
                continue;
            }
            let (worth, spans) = judge.score(sentence);
            let worth = worth * weight;
            if self.yields_to(worth, number) {
                *self = Self { worth, section: number, kind, sentence: Some(sentence), spans };
            }
        }
    }
}

/// Terms, each with what it is worth: so few that looking through them is faster than a map.
type WantedTerms<'p> = Vec<(Cow<'p, str>, f32)>;

/// The terms that were found in the posting, with what each is worth.
fn wanted_terms<'p>(
    plan: &'p SearchPlan,
    hit: &Hit,
    (analyzer, vocabulary): (&Analyzer, &'p Vocabulary),
) -> WantedTerms<'p> {
    let mut wanted = WantedTerms::new();
    for found in &hit.matches {
        let group = &plan.groups[found.group];
        if let Some(word) = found.word {
            let reading = &group.words[word].readings[found.reading];
            reading
                .terms
                .iter()
                .for_each(|term| want(&mut wanted, term.into(), reading.weight * group.weight));
        }
    }
    for number in 0..plan.groups.len() {
        let Some(found) = best_name(hit, number).filter(|_| !says_all_words(plan, hit, number)) else {
            continue;
        };
        let name = &plan.groups[number].others[found.reading];
        let worth = name.weight * plan.groups[number].weight;
        if let Some(words) = said(vocabulary, &hit.posting.title, name) {
            let terms = analyzer.tokens(words).into_iter().filter(|token| !is_stop_word(&token.word));
            terms.for_each(|token| want(&mut wanted, token.term.to_string().into(), worth));
            continue;
        }
        // Which of its labels the text says is not known: the words of a longer one tell less each.
        for label in labels(vocabulary, name) {
            let count = label.terms.split(' ').count() as f32;
            label.terms.split(' ').for_each(|term| want(&mut wanted, term.into(), worth / count));
        }
    }
    wanted
}

fn want<'p>(wanted: &mut WantedTerms<'p>, term: Cow<'p, str>, worth: f32) {
    match wanted.iter_mut().find(|(known, _)| *known == term) {
        Some((_, known)) => *known = known.max(worth),
        None => wanted.push((term, worth)),
    }
}

/// Tells whether all words of a group stand in the text as typed.
fn says_all_words(plan: &SearchPlan, hit: &Hit, group: usize) -> bool {
    let says = |word: usize| {
        let in_text = |found: &Match| found.field == Field::Body || found.field == Field::Boilerplate;
        hit.matches.iter().any(|found| found.group == group && found.word == Some(word) && in_text(found))
    };
    (0..plan.groups[group].words.len()).all(says)
}

fn section_weight(section: &Section) -> f32 {
    match (section.boilerplate, section.kind.bears_skills()) {
        (true, _) => 0.2,
        (false, true) => 1.0,
        (false, false) => 0.6,
    }
}

/// Tells what a sentence is worth.
struct Judge<'a> {
    /// The terms looked for, with what each is worth.
    wanted: WantedTerms<'a>,
    /// What may hold them at all.
    sieve: Sieve,
    analyzer: &'a Analyzer,
}

impl Judge<'_> {
    /// Each distinct term counts once, so that a sentence with two of the words beats one with the same word twice.
    fn score(&self, sentence: &str) -> (f32, Vec<Range<usize>>) {
        let mut seen: Vec<usize> = Vec::new();
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut worth = 0.0;
        self.analyzer.for_each(sentence, &mut |token| {
            let Some(at) = self.wanted.iter().position(|(term, _)| term.as_ref() == token.term.as_str())
            else {
                return;
            };
            if spans.last().is_none_or(|last| last.end <= token.span.start) {
                spans.push(token.span);
            }
            if !seen.contains(&at) {
                seen.push(at);
                worth += self.wanted[at].1;
            }
        });
        (worth, spans)
    }
}

/// Sentences end at a full stop before a blank, or with the line.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let rest = &text[start..];
            let end = start + end_of_sentence(rest);
            let range = trimmed(text, start..end);
            start = end;
            if !range.is_empty() {
                return Some(range);
            }
        }
        None
    })
}

fn end_of_sentence(rest: &str) -> usize {
    let mut from = 0;
    while let Some(found) = rest.as_bytes()[from..].iter().position(|byte| may_end(*byte)) {
        let at = from + found;
        if rest.as_bytes()[at] == ELLIPSIS && !rest[at..].starts_with('…') {
            from = at + 1;
            continue;
        }
        let sign = rest[at..].chars().next().map_or(1, char::len_utf8);
        from = at + sign;
        if rest.as_bytes()[at] == b'\n' || rest[from..].chars().next().is_none_or(char::is_whitespace) {
            return from;
        }
    }
    rest.len()
}

/// The first byte of `…`, and of some other signs.
const ELLIPSIS: u8 = 0xE2;

/// Tells whether a sign that ends a sentence may begin with this byte.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'.' | b'!' | b'?' | ELLIPSIS)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..(start + inside.trim().len())
}

/// Cuts a long sentence to the part round the first word found.
fn cut(section: SectionKind, sentence: &str, spans: Vec<Range<usize>>) -> Highlight {
    if sentence.len() <= LONGEST {
        return Highlight { section, text: sentence.to_owned(), spans };
    }
    let first = spans.first().map_or(0, |span| span.start);
    let start = boundary(sentence, first.saturating_sub(LONGEST / 3));
    let end = boundary(sentence, (start + LONGEST).min(sentence.len()));
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < sentence.len() { "…" } else { "" });
    let text = format!("{before}{}{after}", &sentence[start..end]);
    let shift = |at: usize| at - start + before.len();
    let inside = spans.into_iter().filter(|span| span.start >= start && span.end <= end);
    Highlight { section, text, spans: inside.map(|span| shift(span.start)..shift(span.end)).collect() }
}

/// The nearest place before `at` where a word begins.
fn boundary(text: &str, at: usize) -> usize {
    if at == 0 || at >= text.len() {
        return at.min(text.len());
    }
    let floor = text.floor_char_boundary(at);
    text[..floor].rfind(' ').map_or(floor, |blank| blank + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_sentences() {
        let text = "Un poste. En 4.7 jours !\n- liste\n\nFin";
        let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Un poste.", "En 4.7 jours !", "- liste", "Fin"]);
    }

    #[test]
    fn long_sentences_are_cut_round_the_word_found() {
        let sentence = format!("{} oncologie {}", "é ".repeat(200), "fin ".repeat(100));
        let at = sentence.find("oncologie").unwrap_or_default();
        let spans = std::iter::once(at..at + "oncologie".len()).collect();
        let found = cut(SectionKind::Tasks, &sentence, spans);
        assert_eq!(&found.text[found.spans[0].clone()], "oncologie");
        assert!(found.text.len() <= LONGEST + 6 && found.text.starts_with('…') && found.text.ends_with('…'));
    }
}
