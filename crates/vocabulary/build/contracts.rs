//! Turns the table of contract spellings into static values and the steps that find them.

use crate::keys;
use crate::links::is_link;
use crate::steps;
use jobsearch_posting::ContractKind;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The table, packed.
pub(crate) struct Packed {
    /// Rust: `SPELLINGS`, the rows in order, and `READINGS`, the rows that share a key.
    pub(crate) code: String,
    /// From the words of a key to its place in `READINGS`.
    pub(crate) steps: Vec<u8>,
}

/// Packs the table; the error names the file and the line.
pub(crate) fn pack(name: &str, text: &str) -> Result<Packed, String> {
    let mut code = String::from("static SPELLINGS: &[Spelling] = &[\n");
    let mut readings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, (line, fields)) in keys::rows(text).enumerate() {
        let (key, value) = spelling(fields).map_err(|why| format!("{name}:{line}: {why}"))?;
        let _ = writeln!(code, "    {value},");
        readings.entry(key).or_default().push(row);
    }
    code.push_str("];\nstatic READINGS: &[&[u16]] = &[\n");
    for rows in readings.values() {
        let _ = writeln!(code, "    &{rows:?},");
    }
    code.push_str("];\n");
    Ok(Packed { code, steps: steps::pack(readings.keys().map(String::as_str).zip(0..)) })
}

fn spelling(fields: &str) -> Result<(String, String), String> {
    let fields: Vec<&str> = fields.split('\t').collect();
    let [text, what, certainty, language] = fields[..] else {
        return Err(format!("{} columns, not 4", fields.len()));
    };
    let (text, key) = match text.strip_prefix('=') {
        Some(text) => (text, keys::exact_key(text, is_link)),
        None => (text, keys::key(text, is_link)),
    };
    if key.is_empty() {
        return Err(format!("spelling `{text}` has no words"));
    }
    let meanings = match what {
        "none" => String::new(),
        what => what.split('+').map(meaning).collect::<Result<Vec<_>, _>>()?.join(", "),
    };
    let certainty = certainty.parse::<f32>().map_err(|_| format!("certainty `{certainty}` is no number"))?;
    if !(0.0..=1.0).contains(&certainty) {
        return Err(format!("certainty {certainty} is not between 0 and 1"));
    }
    let language = self::language(language)?;
    Ok((
        key,
        format!(
            "Spelling {{ text: {text:?}, meanings: &[{meanings}], certainty: {certainty:?}, language: {language} }}"
        ),
    ))
}

fn meaning(what: &str) -> Result<String, String> {
    let unknown = || format!("unknown meaning `{what}`");
    Ok(match what.split_once(':').ok_or_else(unknown)? {
        ("contract", id) => {
            format!("Meaning::Contract(ContractKind::{:?})", ContractKind::from_id(id).ok_or_else(unknown)?)
        }
        ("time", "full") => "Meaning::WorkingTime(WorkingTime::Full)".into(),
        ("time", "part") => "Meaning::WorkingTime(WorkingTime::Part)".into(),
        ("time", "night") => "Meaning::WorkingTime(WorkingTime::Night)".into(),
        ("time", "shifts") => "Meaning::WorkingTime(WorkingTime::Shifts)".into(),
        ("time", "weekend") => "Meaning::WorkingTime(WorkingTime::Weekend)".into(),
        ("remote", "no") => "Meaning::Remote(Remote::No)".into(),
        ("remote", "full") => "Meaning::Remote(Remote::Full)".into(),
        ("remote", hybrid) => {
            let days = hybrid.strip_prefix("hybrid").ok_or_else(unknown)?;
            let days = if days.is_empty() { "0" } else { days.strip_prefix(':').ok_or_else(unknown)? };
            format!("Meaning::Remote(Remote::Hybrid({}))", days.parse::<u8>().map_err(|_| unknown())?)
        }
        _ => return Err(unknown()),
    })
}

fn language(code: &str) -> Result<&'static str, String> {
    match code {
        "fr" => Ok("Some(Language::Fr)"),
        "en" => Ok("Some(Language::En)"),
        "-" => Ok("None"),
        other => Err(format!("unknown language `{other}`: fr, en, or - for both")),
    }
}
