//! Packs the concept tables into three flat binaries that are read by offset, never parsed.
//!
//! - the map: from the terms of a label to an offset in the readings (an `fst` map); of an acronym, from `=` and the
//!   word as typed;
//! - the readings: `count u8`, then for each, the surest first, `concept u32, weight u8 (percent), language u8`;
//! - the table: `count u32`, `offset u32` a concept (sorted by id), then the records:
//!   `kind u8, id, label count u16, (language u8, weight u8, text, terms)…, relation count u16, (kind u8, concept u32)…`;
//!   the terms of a label are joined by a space, without function words, so that no query has to analyse them.
//!
//! Numbers are little-endian; texts are preceded by their length in bytes as u16.

use crate::keys::{self, Skip};
use crate::links::{is_conjunction, is_link};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of concept, in the order of their codes.
pub(crate) const KINDS: [&str; 5] = ["title", "skill", "tool", "diploma", "sector"];
/// The code of French, of English, and of a label that is the same in both.
const FRENCH: u8 = 0;
const ENGLISH: u8 = 1;
const BOTH: u8 = 2;
/// The codes of the relations.
const BROADER: u8 = 0;
const NARROWER: u8 = 1;
const RELATED: u8 = 2;

/// The concepts of all tables, packed.
pub(crate) struct Packed {
    /// From a label's terms to its offset in the readings.
    pub(crate) map: Vec<u8>,
    /// Which concepts each label names.
    pub(crate) readings: Vec<u8>,
    /// The concepts.
    pub(crate) table: Vec<u8>,
}

struct Concept<'a> {
    place: String,
    kind: u8,
    labels: Vec<Label<'a>>,
    relations: &'a str,
}

struct Label<'a> {
    text: &'a str,
    language: u8,
    weight: u8,
}

/// Concepts by identifier: their place in this order is their number.
type Concepts<'a> = BTreeMap<&'a str, Concept<'a>>;

/// Packs the tables, each given by its name and text, without the rows and relations that are wrong; what is wrong
/// comes beside, each with its file and line.
pub(crate) fn pack(files: &[(String, String)]) -> (Packed, Vec<String>) {
    let mut errors = Vec::new();
    let concepts = read(files, &mut errors);
    let (map, readings) = pack_labels(&concepts, &mut errors);
    let table = pack_table(&concepts, &mut errors);
    (Packed { map, readings, table }, errors)
}

fn read<'a>(files: &'a [(String, String)], errors: &mut Vec<String>) -> Concepts<'a> {
    let mut concepts = Concepts::new();
    for (name, text) in files {
        for (line, row) in keys::rows(text) {
            let place = format!("{name}:{line}");
            match read_row(row, &place) {
                Ok((id, concept)) => {
                    if let Some(first) = concepts.insert(id, concept) {
                        errors
                            .push(format!("{place}: concept `{id}` is already declared at {}", first.place));
                    }
                }
                Err(why) => errors.push(format!("{place}: {why}")),
            }
        }
    }
    concepts
}

fn read_row<'a>(row: &'a str, place: &str) -> Result<(&'a str, Concept<'a>), String> {
    let mut fields = row.split('\t').map(str::trim);
    let mut field = |name| fields.next().ok_or_else(|| format!("the column of {name} is missing"));
    let (id, kind) = (field("the id")?, field("the kind")?);
    let (french, english) = (field("French labels")?, field("English labels")?);
    let relations = fields.next().unwrap_or_default();
    if fields.next().is_some() {
        return Err("more than 5 columns".into());
    }
    if id.is_empty() {
        return Err("the id is empty".into());
    }
    let kind =
        KINDS.iter().position(|known| *known == kind).ok_or_else(|| format!("unknown kind `{kind}`"))?;
    let mut labels = read_labels(french, FRENCH)?;
    labels.extend(read_labels(english, ENGLISH)?);
    if labels.is_empty() {
        return Err(format!("concept `{id}` has no label"));
    }
    Ok((id, Concept { place: place.into(), kind: kind as u8, labels, relations }))
}

fn read_labels(column: &str, language: u8) -> Result<Vec<Label<'_>>, String> {
    if column.is_empty() {
        return Ok(Vec::new());
    }
    column.split('|').map(|label| read_label(label.trim(), language)).collect()
}

fn read_label(label: &str, language: u8) -> Result<Label<'_>, String> {
    let (text, weight) = match label.rsplit_once('~') {
        Some((text, weight)) => {
            let weight: f32 =
                weight.trim().parse().map_err(|_| format!("weight of `{label}` is no number"))?;
            (text.trim(), weight)
        }
        None => (label, 1.0),
    };
    if text.is_empty() {
        return Err("a label is empty".into());
    }
    if !(0.01..=1.0).contains(&weight) {
        return Err(format!("weight of `{label}` is not between 0.01 and 1"));
    }
    Ok(Label { text, language, weight: (weight * 100.0).round() as u8 })
}

fn pack_labels(concepts: &Concepts<'_>, errors: &mut Vec<String>) -> (Vec<u8>, Vec<u8>) {
    let (mut map, mut readings) = (BTreeMap::new(), Vec::new());
    for (key, named) in keys_of(concepts, errors) {
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
fn keys_of(concepts: &Concepts<'_>, errors: &mut Vec<String>) -> BTreeMap<String, BTreeMap<u32, (u8, u8)>> {
    let mut keys: BTreeMap<String, BTreeMap<u32, (u8, u8)>> = BTreeMap::new();
    for (number, concept) in (0_u32..).zip(concepts.values()) {
        for Label { text, language, weight } in &concept.labels {
            let key = label_key(text);
            if key.is_empty() || is_link(&key) || is_conjunction(&key) {
                errors.push(format!("{}: label `{text}` has no words of its own", concept.place));
                continue;
            }
            let reading = keys.entry(key).or_default().entry(number).or_insert((*weight, *language));
            reading.0 = reading.0.max(*weight);
            if reading.1 != *language {
                reading.1 = BOTH;
            }
        }
    }
    keys
}

/// The key of a label. An acronym that only looks like an inflected word is compared as typed: DEES is not `de`.
fn label_key(label: &str) -> String {
    let key = keys::key(label, Skip::LinksAndConjunctions);
    let exact = keys::exact_key(label, Skip::LinksAndConjunctions);
    let is_acronym = !key.contains(' ') && !label.contains(char::is_lowercase);
    if is_acronym && exact.strip_prefix('=') != Some(&key) { exact } else { key }
}

fn pack_table(concepts: &Concepts<'_>, errors: &mut Vec<String>) -> Vec<u8> {
    let relations = relate(concepts, errors);
    let mut table = (concepts.len() as u32).to_le_bytes().to_vec();
    let mut records = Vec::new();
    let start = table.len() + 4 * concepts.len();
    for ((id, concept), relations) in concepts.iter().zip(&relations) {
        table.extend(((start + records.len()) as u32).to_le_bytes());
        records.push(concept.kind);
        push_text(&mut records, id);
        push_count(&mut records, concept.labels.len());
        for label in &concept.labels {
            records.extend([label.language, label.weight]);
            push_text(&mut records, label.text);
            push_text(&mut records, &keys::content_terms(label.text));
        }
        push_count(&mut records, relations.len());
        for (kind, target) in relations {
            records.push(*kind);
            records.extend(target.to_le_bytes());
        }
    }
    table.extend(records);
    table
}

/// The relations of each concept, by number: as declared, and each seen from its other end.
fn relate(concepts: &Concepts<'_>, errors: &mut Vec<String>) -> Vec<BTreeSet<(u8, u32)>> {
    let numbers: BTreeMap<&str, u32> = concepts.keys().copied().zip(0..).collect();
    let mut relations = vec![BTreeSet::new(); concepts.len()];
    for (number, concept) in (0_u32..).zip(concepts.values()) {
        for relation in concept.relations.split('|').map(str::trim).filter(|relation| !relation.is_empty()) {
            match read_relation(relation, &numbers) {
                Ok((_, _, other)) if other == number => {
                    errors.push(format!("{}: `{relation}` leads to itself", concept.place));
                }
                Ok((there, back, other)) => {
                    relations[number as usize].insert((there, other));
                    relations[other as usize].insert((back, number));
                }
                Err(why) => errors.push(format!("{}: {why}", concept.place)),
            }
        }
    }
    relations
}

/// The code of a relation, the code of its other end, and the number of the concept it leads to.
fn read_relation(relation: &str, numbers: &BTreeMap<&str, u32>) -> Result<(u8, u8, u32), String> {
    let (there, back, target) = match relation.split_once(':') {
        Some(("broader", target)) => (BROADER, NARROWER, target),
        Some(("related", target)) => (RELATED, RELATED, target),
        _ => return Err(format!("unknown relation `{relation}`")),
    };
    let other = numbers.get(target).ok_or_else(|| format!("relation `{relation}` leads to no concept"))?;
    Ok((there, back, *other))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_count(bytes, text.len());
    bytes.extend(text.as_bytes());
}

fn push_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u16::try_from(count).expect("a concept is smaller than 64 KiB").to_le_bytes());
}
