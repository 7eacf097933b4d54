//! JSON: one object, a list, an object a line, or several documents one after the other.

use super::json_fields::posting_of;
use super::{Each, Format, Input, Line, Read, ReadError, has_extension, read_line};
use crate::RawPosting;
use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read as _};
use std::path::Path;

/// How deep postings may lie in the object that wraps them.
const DEPTH: usize = 4;

/// JSON in all its arrangements.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "ndjson", "jsonl"]
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let mut rest = head.trim_ascii_start().iter();
        let opens = match rest.next() {
            Some(b'{') => {
                rest.find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| matches!(byte, b'"' | b'}'))
            }
            Some(b'[') => rest
                .find(|byte| !byte.is_ascii_whitespace())
                .is_none_or(|byte| matches!(byte, b'{' | b'[' | b']')),
            _ => false,
        };
        opens || has_extension(path, self.extensions())
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let mut records = Records { each, count: 0 };
        skip_blank(input.lines)?;
        match input.lines.fill_buf().map_err(ReadError::Broke)?.first() {
            None => Ok(()),
            Some(b'[') => read_documents(input, Vec::new(), &mut records),
            Some(_) => read_lines(input, &mut records),
        }
    }
}

/// Reads an object a line; when the first line is no whole object, reads documents instead.
fn read_lines(input: &mut Input<'_>, records: &mut Records<'_>) -> Result<(), ReadError> {
    let mut line = Vec::new();
    for number in 1.. {
        let place = format!("line {number}");
        match read_line(input.lines, input.max_record, &mut line)? {
            Line::End => break,
            Line::TooLong => records.broken(place, "it is over the size limit".into())?,
            Line::Whole if line.trim_ascii().is_empty() => {}
            Line::Whole => match serde_json::from_slice::<Value>(&line) {
                Ok(value) => records.value(value, place)?,
                // A first line that ends too early is the start of a document over several lines.
                Err(error) if number == 1 && error.is_eof() => return read_documents(input, line, records),
                Err(error) => records.broken(place, explain(&error))?,
            },
        }
    }
    Ok(())
}

/// Reads whole documents, one after the other; a list gives its elements one by one.
fn read_documents(input: &mut Input<'_>, begun: Vec<u8>, records: &mut Records<'_>) -> Result<(), ReadError> {
    let left = Cell::new(input.max_record);
    let max = input.max_record;
    let source = io::Cursor::new(begun).chain(&mut *input.lines);
    let mut text = serde_json::Deserializer::from_reader(Bounded { source, left: &left });
    let mut stopped = None;
    loop {
        left.set(max);
        let mut documents = Document { records, left: (&left, max), stopped: &mut stopped };
        let outcome = documents.deserialize_from(&mut text);
        if let Some(error) = stopped {
            return Err(error);
        }
        if let Err(error) = outcome {
            return Err(ReadError::Syntax { record: format!("line {}", error.line()), why: explain(&error) });
        }
        if text.end().is_ok() {
            return Ok(());
        }
    }
}

fn explain(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => format!("the JSON breaks off at column {}", error.column()),
        serde_json::error::Category::Io => error.to_string(),
        _ => format!("the JSON is wrong at column {} ({error})", error.column()),
    }
}

fn skip_blank(input: &mut dyn BufRead) -> Result<(), ReadError> {
    loop {
        let ready = input.fill_buf().map_err(ReadError::Broke)?;
        let blank = ready.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let ended = ready.is_empty() || blank < ready.len();
        input.consume(blank);
        if ended {
            return Ok(());
        }
    }
}

/// Takes values, and gives the postings found in them.
struct Records<'a> {
    each: Each<'a>,
    count: usize,
}

impl Records<'_> {
    fn value(&mut self, value: Value, place: String) -> Result<(), ReadError> {
        let mut postings = Vec::new();
        collect(&value, &mut postings, 0);
        if postings.is_empty() {
            return self.broken(place, "it has neither a title nor a description".into());
        }
        for raw in postings {
            self.count += 1;
            (self.each)(Read { record: place.clone(), posting: Ok(raw) })?;
        }
        Ok(())
    }

    fn broken(&mut self, record: String, why: String) -> Result<(), ReadError> {
        (self.each)(Read { record, posting: Err(why) })
    }
}

/// Finds the postings in a value: itself, or what it wraps.
fn collect(value: &Value, postings: &mut Vec<RawPosting>, depth: usize) {
    match value {
        Value::Array(values) if depth < DEPTH => {
            values.iter().for_each(|value| collect(value, postings, depth + 1));
        }
        Value::Object(object) => collect_from(object, postings, depth),
        _ => {}
    }
}

/// An object with a title, a text and a fact of a job is a posting, whatever lists it holds (skills have names and
/// texts too). Else a list of postings with texts is what it is about, then its own text, then a list without.
fn collect_from(object: &Map<String, Value>, postings: &mut Vec<RawPosting>, depth: usize) {
    let before = postings.len();
    let raw = posting_of(object);
    let whole = raw.title.is_some() && raw.description.is_some();
    if whole && (!raw.locations.is_empty() || !raw.contracts.is_empty() || raw.posted.is_some()) {
        return postings.push(raw);
    }
    for wrapped in [Wrapped::WithText, Wrapped::Without] {
        if wrapped == Wrapped::Without && whole || depth >= DEPTH {
            break;
        }
        object
            .values()
            .filter(|value| wrapped.is(value))
            .for_each(|value| collect(value, postings, depth + 1));
        if postings.len() > before {
            return;
        }
    }
    if raw.description.is_some() || raw.title.is_some() && (depth == 0 || raw.id.is_some()) {
        postings.push(raw);
    } else if depth < DEPTH {
        object
            .values()
            .filter(|value| value.is_object())
            .for_each(|value| collect(value, postings, depth + 1));
    }
}

/// How the elements of a list look like postings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapped {
    /// They have titles and texts.
    WithText,
    /// They have titles and places, and something to tell them apart.
    Without,
}

impl Wrapped {
    fn is(self, value: &Value) -> bool {
        let first = value.as_array().and_then(|values| values.first()).and_then(Value::as_object);
        first.is_some_and(|object| {
            let raw = posting_of(object.get("_source").and_then(Value::as_object).unwrap_or(object));
            let told_apart = (raw.id.is_some() || raw.url.is_some()) && !raw.locations.is_empty();
            raw.title.is_some() && if self == Self::WithText { raw.description.is_some() } else { told_apart }
        })
    }
}

/// One document of a file: a list is read element by element, anything else whole.
struct Document<'a, 'b> {
    records: &'a mut Records<'b>,
    left: (&'a Cell<usize>, usize),
    stopped: &'a mut Option<ReadError>,
}

impl Document<'_, '_> {
    fn deserialize_from<'de, R: serde_json::de::Read<'de>>(
        &mut self,
        text: &mut serde_json::Deserializer<R>,
    ) -> Result<(), serde_json::Error> {
        serde::Deserializer::deserialize_any(text, self)
    }

    fn take<E: serde::de::Error>(&mut self, value: Value) -> Result<(), E> {
        self.left.0.set(self.left.1);
        let place = format!("record {}", self.records.count + 1);
        self.records.value(value, place).map_err(|error| {
            *self.stopped = Some(error);
            E::custom("stopped")
        })
    }
}

impl<'de> Visitor<'de> for &mut Document<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(value) = elements.next_element_seed(Whole)? {
            self.take(value)?;
        }
        Ok(())
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let value = Value::Object(serde::Deserialize::deserialize(
            serde::de::value::MapAccessDeserializer::new(entries),
        )?);
        self.take(value)
    }
}

struct Whole;

impl<'de> DeserializeSeed<'de> for Whole {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, text: D) -> Result<Value, D::Error> {
        serde::Deserialize::deserialize(text)
    }
}

/// Fails once a record has taken more than its bytes.
struct Bounded<'a, R> {
    source: R,
    left: &'a Cell<usize>,
}

impl<R: io::Read> io::Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let left = self
            .left
            .get()
            .checked_sub(read)
            .ok_or_else(|| io::Error::other("a record is over the size limit"))?;
        self.left.set(left);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut said = Vec::new();
        let mut lines = text.as_bytes();
        let mut input = Input { lines: &mut lines, path: Path::new("a.json"), max_record: 200 };
        let outcome = Json.read(&mut input, &mut |read| {
            let what =
                read.posting.map_or_else(|why| format!("! {why}"), |raw| raw.title.unwrap_or_default());
            said.push(format!("{}: {what}", read.record));
            Ok(())
        });
        if let Err(ReadError::Syntax { record, why }) = &outcome {
            said.push(format!("{record}: !! {why}"));
        }
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn every_arrangement_is_read() {
        check(r#"{"title": "A"}"#, expect!["line 1: A"]);
        check(
            "{\n\"title\": \"A\"\n}\n\n{\"title\": \"B\"}",
            expect![[r#"
            record 1: A
            record 2: B"#]],
        );
        check(
            r#" [{"title": "A"}, {"title": "B"}] "#,
            expect![[r#"
            record 1: A
            record 2: B"#]],
        );
        check(
            r#"{"resultats": [{"intitule": "A", "description": "a"}, {"intitule": "B"}], "name": "x"}"#,
            expect!["line 1: A"],
        );
        check(
            r#"{"hits": {"hits": [{"_source": {"title": "A", "description": "x"}}]}}"#,
            expect!["line 1: A"],
        );
        check(
            r#"{"results": [{"intitule": "A", "description": "a", "typeContrat": "CDI", "qualites": [{"libelle": "x", "description": "y"}]}]}"#,
            expect![["line 1: A"]],
        );
        check("[]", expect![[r#""#]]);
    }

    #[test]
    fn a_bad_record_does_not_stop_the_others() {
        check(
            "{\"title\": \"A\"}\n{\"title\": \"B\n\n{\"title\": \"C\"}\n{\"x\": 1}\n",
            expect![[r#"
            line 1: A
            line 2: ! the JSON is wrong at column 0 (control character (\u0000-\u001F) found while parsing a string at line 2 column 0)
            line 4: C
            line 5: ! it has neither a title nor a description"#]],
        );
        check(
            &format!("{{\"title\": \"A\"}}\n{{\"x\": \"{}\"}}\n{{\"title\": \"C\"}}", "y".repeat(300)),
            expect![[r#"
            line 1: A
            line 2: ! it is over the size limit
            line 3: C"#]],
        );
        check(
            "[{\"title\": \"A\"},\n{\"title\": \"B\"",
            expect![[r#"
            record 1: A
            line 2: !! the JSON breaks off at column 13"#]],
        );
        check(
            "[{\"title\": \"A\"},\n<<<<<<< HEAD\n{\"title\": \"B\"}]",
            expect![[r#"
            record 1: A
            line 2: !! the JSON is wrong at column 1 (expected value at line 2 column 1)"#]],
        );
        check(
            &format!("[{{\"title\": \"A\"}},\n{{\"title\": \"{}\"}}]", "y".repeat(300)),
            expect![[r#"
            record 1: A
            line 2: !! a record is over the size limit at line 2 column 198"#]],
        );
    }
}
