//! JSON-LD documents: postings in the words of schema.org, alone, in a list, or in a graph of other things.

use super::json_documents::{self, Shape};
use super::json_fields;
use super::{Each, Format, Input, ReadError};
use crate::{RawLocation, RawPosting};
use memchr::memmem;
use serde_json::{Map, Value};
use std::path::Path;

/// How deep postings may lie among other things.
const DEPTH: usize = 12;

/// JSON-LD.
pub(super) struct JsonLd;

impl Format for JsonLd {
    fn name(&self) -> &'static str {
        "json-ld"
    }

    fn about(&self) -> &'static str {
        "JSON-LD in the words of schema.org, alone, in a list or in a graph"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonld"]
    }

    fn fields(&self) -> Vec<String> {
        json_fields::COMMON.fields()
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        let head = head.trim_ascii_start();
        let has = |name: &str| memmem::find(head, name.as_bytes()).is_some();
        let of_schema = has("\"@context\"") && has("schema.org");
        head.starts_with(b"{") && (of_schema || has("\"@type\"") && has("JobPosting"))
            || head.starts_with(b"[") && has("\"@type\"") && (of_schema || has("JobPosting"))
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let postings = |_: &Map<String, Value>, value: &Value| postings_in(value);
        json_documents::read(input, &Shape { list: Some("@graph"), postings: &postings }, each)
    }
}

/// Finds the postings in a value, however deep they lie.
pub(super) fn postings_in(value: &Value) -> Vec<RawPosting> {
    let mut found = Vec::new();
    collect(value, &mut found, 0);
    found
}

fn collect(value: &Value, found: &mut Vec<RawPosting>, depth: usize) {
    match value {
        _ if depth > DEPTH => {}
        Value::Array(values) => values.iter().for_each(|value| collect(value, found, depth + 1)),
        Value::Object(object) if is_posting(object) => found.extend(posting_of(object)),
        Value::Object(object) => object.values().for_each(|value| collect(value, found, depth + 1)),
        _ => {}
    }
}

fn is_posting(object: &Map<String, Value>) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some("JobPosting"))
    };
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(named),
        Some(name) => named(name),
        None => false,
    }
}

fn posting_of(object: &Map<String, Value>) -> Option<RawPosting> {
    let mut raw = json_fields::posting_of(object);
    if raw.title.is_none() && raw.description.is_none() {
        return None;
    }
    // The number alone would be read as years.
    let months = object.get("experienceRequirements").and_then(|asked| asked.get("monthsOfExperience"));
    if let Some(months) = months.and_then(Value::as_f64) {
        raw.experience = Some(format!("{months} months"));
    }
    if raw.locations.is_empty() {
        raw.locations = applicant_places(object.get("applicantLocationRequirements"));
    }
    Some(raw)
}

/// Where one may work from, for a job without a place of its own.
fn applicant_places(asked: Option<&Value>) -> Vec<RawLocation> {
    let places = match asked {
        Some(Value::Array(places)) => places.iter().collect(),
        Some(place) => vec![place],
        None => Vec::new(),
    };
    let name = |place: &Value| place.get("name").unwrap_or(place).as_str().map(str::to_owned);
    let names = places.into_iter().filter_map(name);
    names.map(|name| RawLocation { text: Some(name), ..RawLocation::default() }).collect()
}
