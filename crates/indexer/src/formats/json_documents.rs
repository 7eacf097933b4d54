//! JSON documents, read record by record whatever their arrangement.

use super::{Each, Input, Line, Read, ReadError, read_line};
use crate::RawPosting;
use memchr::memmem;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read as _};

/// How the postings lie in the documents of a source.
pub(super) struct Shape<'a> {
    /// The field of a document that lists its records, which are then read one by one.
    pub(super) list: Option<&'static str>,
    /// Finds the postings in a record, given the fields of the document that stand before the list.
    pub(super) postings: &'a Finds<'a>,
}

/// Finds postings, given the fields around a record and the record.
pub(super) type Finds<'a> = dyn Fn(&Map<String, Value>, &Value) -> Vec<RawPosting> + 'a;

/// Reads the records of a source: an object a line, a list, documents one after the other.
pub(super) fn read(input: &mut Input<'_>, shape: &Shape<'_>, each: Each<'_>) -> Result<(), ReadError> {
    let mut records = Records { each, shape, around: Map::new(), count: 0 };
    skip_blank(input.lines)?;
    let ready = input.lines.fill_buf().map_err(ReadError::Broke)?;
    match ready.first() {
        None => Ok(()),
        Some(b'[') => read_documents(input, Vec::new(), &mut records),
        Some(_) if shape.list.and_then(|list| behind_name(ready, list)).is_some_and(opens_list) => {
            read_documents(input, Vec::new(), &mut records)
        }
        Some(_) => read_lines(input, &mut records),
    }
}

/// What stands behind the first field of this name and its colon, in a piece of JSON. A quote inside a text is written
/// `\"`, so that no name is found there.
pub(super) fn behind_name<'a>(json: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let quoted = format!("\"{name}\"");
    memmem::find_iter(json, &quoted).find_map(|at| {
        json[at + quoted.len()..].trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii_start)
    })
}

/// Tells whether a value is a list or an object.
fn opens_list(value: &[u8]) -> bool {
    matches!(value.first(), Some(b'[' | b'{'))
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
            Line::Whole => match parsed(&line) {
                Ok(value) => records.value(value, place)?,
                // A first line that ends too early is the start of a document over several lines.
                Err(error) if number == 1 && error.is_eof() => return read_documents(input, line, records),
                Err(error) => records.broken(place, explain(&error))?,
            },
        }
    }
    Ok(())
}

/// The value of a line. Its letters are checked at once, which takes less than doing so text by text.
fn parsed(line: &[u8]) -> Result<Value, serde_json::Error> {
    match simdutf8::basic::from_utf8(line) {
        Ok(line) => serde_json::from_str(line),
        Err(_) => serde_json::from_slice(line),
    }
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
    shape: &'a Shape<'a>,
    /// The fields of the present document that stand before its list.
    around: Map<String, Value>,
    count: usize,
}

impl Records<'_> {
    fn value(&mut self, value: Value, place: String) -> Result<(), ReadError> {
        let postings = (self.shape.postings)(&self.around, &value);
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

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let (outer, mut listed) = (std::mem::take(&mut self.records.around), false);
        while let Some(name) = entries.next_key::<String>()? {
            if self.records.shape.list == Some(name.as_str()) {
                entries.next_value_seed(&mut *self)?;
                listed = true;
            } else {
                let value = entries.next_value()?;
                self.records.around.insert(name, value);
            }
        }
        let own = std::mem::replace(&mut self.records.around, outer);
        if listed { Ok(()) } else { self.take(Value::Object(own)) }
    }

    /// A list that is missing.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Document<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, text: D) -> Result<(), D::Error> {
        text.deserialize_any(self)
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
pub(super) struct Bounded<'a, R> {
    pub(super) source: R,
    /// What is left of the record's bytes.
    pub(super) left: &'a Cell<usize>,
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
