//! Packs concepts into three flat binaries that are read by offset, never parsed.
//!
//! - the map: from the terms of a label to an offset in the readings (an `fst` map); of an acronym, from `=` and the
//!   word as typed;
//! - the readings: `count u8`, then for each, the surest first, `concept u32, weight u8 (percent), language u8`;
//! - the table: `count u32`, `offset u32` a concept (sorted by id), then the records:
//!   `kind u8, id, label count u16, (language u8, weight u8, text, terms)…, relation count u32, (kind u8, concept u32)…`;
//!   the terms of a label are joined by a space, without the small words inside, so that no query has to analyse them.
//!
//! Numbers are little-endian; texts are preceded by their length in bytes as u16.

use crate::keys;
use crate::links::is_small;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of concept, in the order of their codes.
pub(crate) const KINDS: [&str; 5] = ["title", "skill", "tool", "diploma", "sector"];
/// The code of French, of English, and of a label that is the same in both.
pub(crate) const FRENCH: u8 = 0;
pub(crate) const ENGLISH: u8 = 1;
const BOTH: u8 = 2;
/// The codes of the relations.
const BROADER: u8 = 0;
const NARROWER: u8 = 1;
const RELATED: u8 = 2;

/// The longest id or label, in bytes, and the most labels of a concept: no job has more, and counts have two bytes.
const LONGEST: usize = 1_000;
const MOST_LABELS: usize = 5_000;

/// Concepts, packed.
pub(crate) struct Packed {
    /// From a label's terms to its offset in the readings.
    pub(crate) map: Vec<u8>,
    /// Which concepts each label names.
    pub(crate) readings: Vec<u8>,
    /// The concepts.
    pub(crate) table: Vec<u8>,
}

/// A concept that is to be packed.
pub(crate) struct Draft {
    /// Where it was read, for messages.
    pub(crate) place: String,
    /// The code of its kind.
    pub(crate) kind: u8,
    /// Its names, French first, the preferred one of each language first.
    pub(crate) labels: Vec<Name>,
    /// What it is tied to.
    pub(crate) ties: Vec<Tie>,
}

/// A name of a concept.
pub(crate) struct Name {
    pub(crate) text: String,
    /// The code of its language.
    pub(crate) language: u8,
    /// How near it is, in hundredths.
    pub(crate) weight: u8,
}

/// A relation, as declared at one of its ends.
pub(crate) struct Tie {
    /// The other is more general; else the two are related.
    pub(crate) broader: bool,
    /// The id of the other.
    pub(crate) target: String,
}

/// Concepts by identifier: their place in this order is their number.
pub(crate) type Drafts = BTreeMap<String, Draft>;

/// Packs concepts, their ids behind a prefix, without the labels and relations that are wrong; what is wrong comes
/// beside, each with its place.
pub(crate) fn pack(mut drafts: Drafts, prefix: &str) -> (Packed, Vec<String>) {
    let mut errors = Vec::new();
    drafts.retain(|id, draft| {
        let too_large = too_large(id, draft);
        errors.extend(too_large.iter().map(|why| format!("{}: {why}", draft.place)));
        too_large.is_none()
    });
    let (map, readings) = pack_labels(&drafts, &mut errors);
    let table = pack_table((&drafts, prefix), &mut errors);
    (Packed { map, readings, table }, errors)
}

fn too_large(id: &str, draft: &Draft) -> Option<String> {
    let texts = std::iter::once(id).chain(draft.labels.iter().map(|label| label.text.as_str()));
    let long =
        texts.filter(|text| text.len() > LONGEST).map(|text| text.chars().take(40).collect::<String>());
    let mut wrong = long.map(|start| format!("`{start}…` is longer than {LONGEST} bytes"));
    let most =
        (draft.labels.len() > MOST_LABELS).then(|| format!("`{id}` has more than {MOST_LABELS} labels"));
    wrong.next().or(most)
}

fn pack_labels(drafts: &Drafts, errors: &mut Vec<String>) -> (Vec<u8>, Vec<u8>) {
    let (mut map, mut readings) = (BTreeMap::new(), Vec::new());
    for (key, named) in keys_of(drafts, errors) {
        map.insert(key, readings.len() as u64);
        let mut named: Vec<_> = named.into_iter().collect();
        named.sort_by_key(|(number, (weight, _))| (u8::MAX - weight, *number));
        named.truncate(u8::MAX.into());
        readings.push(named.len() as u8);
        for (number, (weight, language)) in named {
            readings.extend(number.to_le_bytes());
            readings.extend([weight, language]);
        }
    }
    (keys::map(&map), readings)
}

/// The concepts that each key names, by number, with the weight and the language of the label.
fn keys_of(drafts: &Drafts, errors: &mut Vec<String>) -> BTreeMap<String, BTreeMap<u32, (u8, u8)>> {
    let mut keys: BTreeMap<String, BTreeMap<u32, (u8, u8)>> = BTreeMap::new();
    for (number, draft) in (0_u32..).zip(drafts.values()) {
        for Name { text, language, weight } in &draft.labels {
            let Some(key) = label_key(text) else {
                errors.push(format!("{}: label `{text}` has no words of its own", draft.place));
                continue;
            };
            let reading = keys.entry(key).or_default().entry(number).or_insert((*weight, *language));
            reading.0 = reading.0.max(*weight);
            if reading.1 != *language {
                reading.1 = BOTH;
            }
        }
    }
    keys
}

/// The key of a label; `None` where it has no words of its own. An acronym that only looks like an inflected word is
/// compared as typed: DEES is not `de`.
pub(crate) fn label_key(label: &str) -> Option<String> {
    let key = terms(label);
    let exact = keys::exact_key(label, is_small);
    let is_acronym = !key.contains(' ') && !label.contains(char::is_lowercase);
    let key = if is_acronym && exact.strip_prefix('=') != Some(&key) { exact } else { key };
    (!key.is_empty() && !is_small(&key)).then_some(key)
}

/// The terms a label is searched by: a name that lost more than the small words inside it would be another name.
fn terms(label: &str) -> String {
    keys::key(label, is_small)
}

fn pack_table((drafts, prefix): (&Drafts, &str), errors: &mut Vec<String>) -> Vec<u8> {
    let relations = relate(drafts, errors);
    let mut table = (drafts.len() as u32).to_le_bytes().to_vec();
    let mut records = Vec::new();
    let start = table.len() + 4 * drafts.len();
    for ((id, draft), relations) in drafts.iter().zip(&relations) {
        table.extend(((start + records.len()) as u32).to_le_bytes());
        records.push(draft.kind);
        push_text(&mut records, &format!("{prefix}{id}"));
        push_count(&mut records, draft.labels.len());
        for label in &draft.labels {
            records.extend([label.language, label.weight]);
            push_text(&mut records, &label.text);
            push_text(&mut records, &terms(&label.text));
        }
        records.extend((relations.len() as u32).to_le_bytes());
        for (kind, target) in relations {
            records.push(*kind);
            records.extend(target.to_le_bytes());
        }
    }
    table.extend(records);
    table
}

/// The relations of each concept, by number: as declared, and each seen from its other end.
fn relate(drafts: &Drafts, errors: &mut Vec<String>) -> Vec<BTreeSet<(u8, u32)>> {
    let numbers: BTreeMap<&str, u32> = drafts.keys().map(String::as_str).zip(0..).collect();
    let mut relations = vec![BTreeSet::new(); drafts.len()];
    for (number, draft) in (0_u32..).zip(drafts.values()) {
        for Tie { broader, target } in &draft.ties {
            let (there, back) = if *broader { (BROADER, NARROWER) } else { (RELATED, RELATED) };
            let spelt = format!("{}:{target}", if *broader { "broader" } else { "related" });
            match numbers.get(target.as_str()) {
                Some(other) if *other == number => {
                    errors.push(format!("{}: `{spelt}` leads to itself", draft.place));
                }
                Some(other) => {
                    relations[number as usize].insert((there, *other));
                    relations[*other as usize].insert((back, number));
                }
                None => errors.push(format!("{}: relation `{spelt}` leads to no concept", draft.place)),
            }
        }
    }
    relations
}

/// Adds a text behind its length.
pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_count(bytes, text.len());
    bytes.extend(text.as_bytes());
}

fn push_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u16::try_from(count).expect("what is too large was left out").to_le_bytes());
}
