//! Addresses of the web and of mail: `jobs.example.com/offre/4970`, `rh@example.com`.

use crate::gap::Gap;
use crate::tables::DOMAIN_ENDS;
use crate::words::Words;
use std::ops::Range;

/// The most words of an address, so that a long chain of signs is not read again and again.
const MOST_WORDS: usize = 40;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The words it is made of, without the scheme.
    pub(crate) words: Range<usize>,
    /// Its bytes in the text, without the scheme.
    pub(crate) span: Range<usize>,
}

/// Reads the address that starts with this word, if there is one.
pub(crate) fn read(words: &Words<'_>, at: usize) -> Option<Address> {
    let scheme = words.gap(at + 1) == Gap::Other && words.gap_text(at + 1) == "://";
    if !scheme && !may_start(words, at) {
        return None;
    }
    let first = if scheme { at + 1 } else { at };
    let end = end_of(words, first);
    if end <= first || !(scheme || is_mail(words, first..end) || is_host(words, first..end)) {
        return None;
    }
    let span = words.word(first).span.start..words.word(end - 1).span.end;
    Some(Address { words: first..end, span })
}

/// Most words are dismissed here, by the sign behind them.
fn may_start(words: &Words<'_>, at: usize) -> bool {
    let free = !matches!(words.gap(at), Gap::Dot | Gap::Hyphen | Gap::Slash | Gap::Apostrophe) || at == 0;
    let next = words.gap(at + 1);
    let signed = || next == Gap::Other && matches!(&*words.gap_text(at + 1), "@" | "_");
    free && (matches!(next, Gap::Dot | Gap::Hyphen) || signed())
}

/// The word behind the last one that is joined to this one by signs only.
fn end_of(words: &Words<'_>, first: usize) -> usize {
    let joined = |gap: &str| !gap.is_empty() && gap.bytes().all(|byte| b"-._~:/?#@!$&*+=%".contains(&byte));
    let most = words.len().min(first + MOST_WORDS);
    (first + 1..most).find(|&at| !joined(&words.gap_text(at))).unwrap_or(most)
}

/// Whether there is `@`, and a dot behind it.
fn is_mail(words: &Words<'_>, range: Range<usize>) -> bool {
    let mut gaps = range.skip(1).map(|at| words.gap_text(at));
    gaps.any(|gap| gap == "@") && gaps.any(|gap| gap == ".")
}

/// Whether the first words are the name of a host: `www.`, or parts with dots and a known end. `ASP.NET` is none.
fn is_host(words: &Words<'_>, range: Range<usize>) -> bool {
    let named = |at: usize| matches!(words.gap(at), Gap::Dot | Gap::Hyphen);
    let end = (range.start + 1..range.end).find(|&at| !named(at)).unwrap_or(range.end);
    let dots = (range.start + 1..end).filter(|&at| words.gap(at) == Gap::Dot).count();
    let last = words.folded(end - 1);
    let ended = words.gap(end - 1) == Gap::Dot && DOMAIN_ENDS.contains(last);
    match dots {
        0 => false,
        1 => ended && last != "net",
        _ => ended || words.folded(range.start) == "www",
    }
}
