//! HR-XML and HR-Open: position openings as public employment services exchange them, alone or inside a JSON reply.

use super::json_fields::Table;
use super::xml_reader::{Records, read_records};
use super::xml_source::root_of;
use super::{Each, Format, Input, Read, ReadError};
use memchr::memmem;
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;
use std::sync::LazyLock;

static FIELDS: LazyLock<Table> = LazyLock::new(|| Table::of(include_str!("../../tables/hr_xml_fields.tsv")));

/// The elements that hold one posting each, in lower case.
const RECORDS: [&str; 3] = ["positionopening", "jobpositionposting", "positionpost"];

/// The field of a JSON reply that holds a document.
const EMBEDDED: &str = "hrxml";

/// HR-XML and HR-Open.
pub(super) struct HrXml;

impl Format for HrXml {
    fn name(&self) -> &'static str {
        "hr-xml"
    }

    fn about(&self) -> &'static str {
        "HR-XML and HR-Open position openings, alone or inside a JSON reply"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["hrxml"]
    }

    fn fields(&self) -> Vec<String> {
        FIELDS.fields()
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        let has = |name: &str| memmem::find(head, name.as_bytes()).is_some();
        let named = |name: &str| RECORDS.iter().any(|record| name.eq_ignore_ascii_case(record));
        match root_of(head) {
            Some(root) => named(root.name) || has("hr-xml.org/") || has("hropenstandards.org/"),
            None => head.starts_with(b"{") && has("\"hrxml\""),
        }
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let first = input.lines.fill_buf().map_err(ReadError::Broke)?.trim_ascii_start().first().copied();
        if first == Some(b'{') { read_reply(input, each) } else { read_documents(input, each) }
    }
}

fn read_documents(input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
    read_records(input, &Records { names: &RECORDS, fields: &FIELDS }, each)
}

/// Reads a reply whole: each of its documents stands in a string. A broken one is a broken record.
fn read_reply(input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
    let limited = (&mut *input.lines).take(input.max_record as u64);
    let reply: Value = serde_json::from_reader(limited).map_err(|error| ReadError::Syntax {
        record: format!("line {}", error.line()),
        why: error.to_string(),
    })?;
    let mut documents = Vec::new();
    collect(&reply, &mut documents);
    for (number, document) in documents.iter().enumerate() {
        let record = format!("record {}", number + 1);
        let mut lines = document.as_bytes();
        let mut inner = Input { lines: &mut lines, path: input.path, max_record: input.max_record };
        let outcome = read_documents(&mut inner, &mut |read| each(Read { record: record.clone(), ..read }));
        match outcome {
            Err(ReadError::Syntax { why, .. } | ReadError::Refused(why)) => {
                each(Read { record, posting: Err(why) })?;
            }
            outcome => outcome?,
        }
    }
    Ok(())
}

fn collect<'a>(value: &'a Value, documents: &mut Vec<&'a str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, documents)),
        Value::Object(object) => {
            documents.extend(object.get(EMBEDDED).and_then(Value::as_str));
            object.values().for_each(|value| collect(value, documents));
        }
        _ => {}
    }
}
