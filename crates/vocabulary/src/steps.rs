//! Where each word of some labels leads, packed, so that a text is walked by one look for each of its words instead of one
//! for each of their letters.
//!
//! First how many bytes the next two parts take, `u32` each. Then the [bits](openings) of the words that labels begin with,
//! then slots for these words, which are looked for most, and at last slots for all that follow: a power of two of either,
//! at most half of them filled, `key u64, value u32, place u32, leads u64`. The key is that of a word at a place, which
//! names the slot, or one before it where that is filled; the value of the words so far is one more than it is, and 0
//! where they are no label; the place behind them is 0 where no label goes on, and has a bit for each word that does.
//! Numbers are little-endian.
//!
//! Shared with the build script.

use crate::openings::{self, Openings};
use fst::Streamer;
use fst::raw::Fst;
use jobsearch_analysis::Token;
use std::collections::BTreeMap;

/// How many bytes a slot has.
const SLOT: usize = 24;

/// The bytes of a slot.
type Slot = [u8; SLOT];

/// A place between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    number: u32,
    /// The words that lead on, each as the bit that its key names: most words are turned away by them.
    leads: u64,
}

impl Place {
    /// The place before any word.
    pub(crate) const ROOT: Self = Self { number: 0, leads: u64::MAX };

    /// Tells whether the term of a token may lead on, and its word as typed.
    #[inline]
    pub(crate) fn may_lead(self, token: &Token) -> (bool, bool) {
        (self.leads & bit(token.term_key) != 0, self.leads & bit(token.word_key) != 0)
    }

    /// The key of the step that a term is here.
    #[inline]
    pub(crate) fn term(self, term: u64) -> u64 {
        term ^ u64::from(self.number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// The key of the step that a word as typed is here.
    #[inline]
    pub(crate) fn typed(self, word: u64) -> u64 {
        !self.term(word)
    }
}

#[inline]
fn bit(word: u64) -> u64 {
    // The last bits of the key name the slot.
    1 << (word >> 58)
}

/// Where a word leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    /// One more than the value of the words so far; 0 where they are no label.
    value: u32,
    /// The place behind them; the root where no label goes on.
    place: Place,
}

impl Step {
    /// The value of the words so far, where they are a label.
    #[inline]
    pub(crate) fn value(self) -> Option<u64> {
        self.value.checked_sub(1).map(u64::from)
    }

    /// The place behind them, where a label goes on.
    #[inline]
    pub(crate) fn place(self) -> Option<Place> {
        (self.place.number != Place::ROOT.number).then_some(self.place)
    }
}

/// Packs labels with their values: terms joined by a space, or words as typed, each behind a `=`.
pub(crate) fn pack<'l>(labels: impl Iterator<Item = (&'l str, u64)> + Clone) -> Vec<u8> {
    let openings = openings::of(labels.clone().map(|(label, _)| label));
    let mut first = steps(labels);
    let later = slots(first.split_off(&(Place::ROOT.number + 1, "")));
    let first = slots(first);
    let length = |part: &[u8]| u32::try_from(part.len()).expect("it counts what is in memory").to_le_bytes();
    [
        &length(&openings)[..],
        &length(first.as_flattened()),
        &openings,
        first.as_flattened(),
        later.as_flattened(),
    ]
    .concat()
}

/// Slots that hold some steps.
fn slots(steps: BTreeMap<(u32, &str), Step>) -> Vec<Slot> {
    let mut slots = vec![[0; SLOT]; (2 * steps.len() + 1).next_power_of_two()];
    for ((number, word), step) in steps {
        let (from, key) = (Place { number, ..Place::ROOT }, key_of(word));
        let key = if word.starts_with('=') { from.typed(key) } else { from.term(key) };
        let at = slot_of(&slots, key);
        let slot = &mut slots[at];
        slot[..8].copy_from_slice(&key.to_le_bytes());
        slot[8..12].copy_from_slice(&step.value.to_le_bytes());
        slot[12..16].copy_from_slice(&step.place.number.to_le_bytes());
        slot[16..].copy_from_slice(&step.place.leads.to_le_bytes());
    }
    slots
}

/// Packs the labels of a map.
pub(crate) fn of_map(map: &Fst<&[u8]>) -> Vec<u8> {
    let mut labels = Vec::new();
    let mut keys = map.stream();
    while let Some((label, value)) = keys.next() {
        labels.push((String::from_utf8_lossy(label).into_owned(), value.value()));
    }
    pack(labels.iter().map(|(label, value)| (label.as_str(), *value)))
}

/// What was packed, to be walked along.
#[derive(Clone, Copy)]
pub(crate) struct Steps<'a> {
    /// The words that labels begin with.
    pub(crate) openings: Openings<'a>,
    first: &'a [Slot],
    /// The words that follow.
    later: &'a [Slot],
}

impl<'a> Steps<'a> {
    /// Reads what [`pack`] packed.
    pub(crate) fn read(packed: &'a [u8]) -> Self {
        let (lengths, rest) = packed.split_at(8);
        let (openings, rest) = rest.split_at(number(lengths, 0) as u32 as usize);
        let (first, later) = rest.split_at((number(lengths, 0) >> 32) as usize);
        Self { openings: Openings::read(openings), first: first.as_chunks().0, later: later.as_chunks().0 }
    }

    /// Where the key of a word at a place leads.
    #[inline]
    pub(crate) fn find(self, from: Place, key: u64) -> Option<Step> {
        let slots = if from.number == Place::ROOT.number { self.first } else { self.later };
        let slot = &slots[slot_of(slots, key)];
        let (value, leads) = (number(slot, 8), number(slot, 16));
        let place = Place { number: (value >> 32) as u32, leads };
        (number(slot, 0) == key).then_some(Step { value: value as u32, place })
    }
}

/// Where each word leads from each place, by the number of that.
fn steps<'l>(labels: impl Iterator<Item = (&'l str, u64)>) -> BTreeMap<(u32, &'l str), Step> {
    let mut steps: BTreeMap<(u32, &str), Step> = BTreeMap::new();
    let mut places = Place::ROOT.number;
    for (label, value) in labels {
        let mut words = label.split(' ').peekable();
        let mut place = Place::ROOT.number;
        while let Some(word) = words.next() {
            let step = steps.entry((place, word)).or_default();
            let Some(next) = words.peek() else {
                step.value = u32::try_from(value + 1).expect("a value counts what is in memory");
                break;
            };
            if step.place().is_none() {
                places += 1;
                step.place.number = places;
            }
            step.place.leads |= bit(key_of(next));
            place = step.place.number;
        }
    }
    steps
}

/// The key of a word of a label.
fn key_of(word: &str) -> u64 {
    Token::key(word.trim_start_matches('='))
}

/// Which slot has a key, or is the empty one that it would be put into.
#[inline]
fn slot_of(slots: &[Slot], key: u64) -> usize {
    let last = slots.len() - 1;
    let mut at = key as usize & last;
    loop {
        let known = number(&slots[at], 0);
        if known == key || known == 0 {
            return at;
        }
        at = (at + 1) & last;
    }
}

#[inline]
fn number(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().copied().map_or(0, u64::from_le_bytes)
}
