//! Tables of text: a header of column names, a posting a row; commas, semicolons, bars or tabs between the cells.

use super::json_documents::Bounded;
use super::json_fields::COMMON;
use super::{Each, Format, Input, Read, ReadError, has_extension, text};
use crate::RawPosting;
use csv::{ReaderBuilder, StringRecord};
use jobsearch_analysis::fold;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::path::Path;

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'|', b'\t'];

/// CSV and TSV.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "Tables: a header of column names and a posting a row, between commas, semicolons, bars or tabs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn fields(&self) -> Vec<String> {
        COMMON.fields()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let known = Header::of(head).known;
        let names = |field| known.contains(&field);
        has_extension(path, self.extensions())
            || known.len() >= 2 && (names("title") || names("description") && known.len() >= 3)
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let header = Header::of(input.lines.fill_buf().map_err(ReadError::Broke)?);
        if !header.known.iter().any(|field| ["title", "description"].contains(field)) {
            return Err(ReadError::Refused(format!("none of its columns is a title: {}", header.text)));
        }
        input.lines.consume(header.begins_at);
        read_rows(input, header.delimiter, each)
    }
}

fn read_rows(input: &mut Input<'_>, delimiter: u8, each: Each<'_>) -> Result<(), ReadError> {
    let left = Cell::new(input.max_record);
    let source = Bounded { source: &mut *input.lines, left: &left };
    let mut rows = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source);
    let place = |line: u64| format!("line {line}");
    let names = rows.headers().map_err(|error| broken(place(1), &error))?.clone();
    let keys: Vec<String> = names.iter().map(key_of).collect();
    let mut row = StringRecord::new();
    loop {
        left.set(input.max_record);
        let begins = place(rows.position().line());
        match rows.read_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(true) => {
                let record = row.position().map_or(begins, |position| place(position.line()));
                each(Read { record, posting: posting_of(&keys, &row) })?;
            }
            Err(error) => return Err(broken(begins, &error)),
        }
    }
}

fn broken(record: String, error: &csv::Error) -> ReadError {
    ReadError::Syntax { record, why: format!("the table cannot be read any further ({error})") }
}

fn posting_of(keys: &[String], row: &StringRecord) -> Result<RawPosting, String> {
    if keys.len() != row.len() {
        return Err(format!("it has {} cells where the header has {}", row.len(), keys.len()));
    }
    let mut record: Map<String, Value> = Map::new();
    for (key, cell) in keys.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty()) {
        let value = match cell {
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            _ => Value::String(cell.to_owned()),
        };
        // Of two columns of one meaning, both are kept.
        match record.get_mut(key) {
            None => drop(record.insert(key.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    let raw = COMMON.posting_of(&record);
    let told = raw.title.is_some() || raw.description.is_some();
    if told { Ok(raw) } else { Err("it has neither a title nor a description".into()) }
}

/// The name the table of fields has for a column: `Type de contrat` and `type_contrat` are the same.
pub(super) fn key_of(name: &str) -> String {
    let folded = fold(name.trim());
    let pieces = folded.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|piece| !piece.is_empty());
    let key = pieces.collect::<Vec<_>>().join("_");
    match text::field_of_label(name.trim()) {
        Some(field) if COMMON.field(&key).is_none() => field.to_owned(),
        _ => key,
    }
}

/// What the first line tells.
struct Header {
    delimiter: u8,
    known: Vec<&'static str>,
    text: String,
    /// Behind a first line `sep=;`.
    begins_at: usize,
}

impl Header {
    fn of(head: &[u8]) -> Self {
        let end = |from: usize| head[from..].iter().position(|byte| *byte == b'\n').map(|at| from + at + 1);
        let begins_at = if head.starts_with(b"sep=") { end(0).unwrap_or(0) } else { 0 };
        let line = &head[begins_at..end(begins_at).unwrap_or(head.len())];
        let known = DELIMITERS.map(|delimiter| known_fields(line, delimiter));
        let best = (0..DELIMITERS.len()).max_by_key(|at| (known[*at].len(), DELIMITERS.len() - at));
        let best = best.unwrap_or(0);
        let text = String::from_utf8_lossy(line).trim().chars().take(120).collect();
        Self { delimiter: DELIMITERS[best], known: known[best].clone(), text, begins_at }
    }
}

fn known_fields(line: &[u8], delimiter: u8) -> Vec<&'static str> {
    let mut rows = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(line);
    let mut row = StringRecord::new();
    if !matches!(rows.read_record(&mut row), Ok(true)) || row.len() < 2 {
        return Vec::new();
    }
    row.iter().filter_map(|name| COMMON.field(&key_of(name))).collect()
}
