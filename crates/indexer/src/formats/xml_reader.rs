//! The records of an XML file one by one, without keeping more than one.
//!
//! Elements are told by their local names. Nothing is expanded but the five entities of XML and numbered characters: a
//! file that declares more is refused. What is not well-formed ends the reading; the records before it are given.

use super::json_fields::Table;
use super::xml_record::{Channel, Element, is_markup, posting_of};
use super::xml_source::{Trouble, XmlSource, attributes};
use super::{Each, Input, Read, ReadError};
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io;

/// How deep elements may lie.
const DEPTH: usize = 64;

/// How many elements a record may have.
const ELEMENTS: usize = 2_000;

/// How a file's records are told and read.
pub(super) struct Records {
    /// The elements that hold one each, in lower case.
    pub(super) names: &'static [&'static str],
    /// What their fields mean.
    pub(super) fields: &'static Table,
}

/// Reads every record of a file.
pub(super) fn read_records(
    input: &mut Input<'_>,
    records: &Records,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let max = input.max_record;
    let mut xml = Reader::from_reader(XmlSource::new(input.lines, max));
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::of(records, each);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let step = match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return walk.end().map_err(|trouble| trouble.at(xml.get_mut())),
            Ok(event) => walk.take(event),
            Err(quick_xml::Error::Io(cause)) => {
                Err(Trouble::Ended(ReadError::Broke(io::Error::new(cause.kind(), cause))))
            }
            Err(quick_xml::Error::IllFormed(cause)) => Err(Trouble::IllFormed(cause.to_string())),
            Err(error) => Err(Trouble::IllFormed(error.to_string())),
        };
        step.map_err(|trouble| trouble.at(xml.get_mut()))?;
        if walk.record.is_empty() {
            xml.get_mut().left = max;
        }
    }
}

/// Where the reading is.
struct Walk<'a> {
    records: &'a Records,
    each: Each<'a>,
    /// The names of the elements around the record, and the text of the innermost.
    around: Vec<String>,
    text: String,
    /// The elements open in the record, the record first.
    record: Vec<Element>,
    /// How many elements of HTML are open in a field.
    markup: usize,
    elements: usize,
    count: usize,
    channel: Channel,
}

impl<'a> Walk<'a> {
    fn of(records: &'a Records, each: Each<'a>) -> Self {
        let (around, text, record, channel) = (Vec::new(), String::new(), Vec::new(), Channel::default());
        Self { records, each, around, text, record, markup: 0, elements: 0, count: 0, channel }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), Trouble> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(tag) => return self.close(tag.local_name().as_ref()),
            Event::Text(text) => self.push(&text),
            Event::CData(text) if self.markup == 0 => self.push(&text),
            Event::CData(text) => self.push(&escape(&*text)),
            Event::GeneralRef(name) => self.reference(&name)?,
            Event::DocType(declaration) if declaration.contains("<!ENTITY") => {
                return Err(Trouble::Refused(
                    "it declares entities of its own, which are not expanded".into(),
                ));
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Trouble> {
        let attributes = attributes(tag)?;
        if self.around.len() + self.record.len() + self.markup >= DEPTH {
            return Err(Trouble::Refused(format!("its elements lie over {DEPTH} deep")));
        }
        let element = Element::new(tag.name().as_ref(), attributes);
        let name = element.name.to_ascii_lowercase();
        if !self.record.is_empty() {
            self.elements += 1;
            if self.elements > ELEMENTS {
                return Err(Trouble::Refused(format!("a record has over {ELEMENTS} elements")));
            }
            if self.record.len() > 1 && (self.markup > 0 || is_markup(&name)) {
                self.markup += 1;
                self.mark("<", &name);
            } else {
                self.record.push(element);
            }
        } else if self.records.names.contains(&name.as_str()) {
            self.elements = 0;
            self.record.push(element);
        } else {
            if self.around.is_empty() {
                self.channel.take_root(&element);
            }
            self.text.clear();
            self.around.push(name);
        }
        Ok(())
    }

    /// Takes the end of an element; that ends match their starts was checked by the parser.
    fn close(&mut self, name: &str) -> Result<(), Trouble> {
        if self.markup > 0 {
            self.markup -= 1;
            self.mark("</", &name.to_ascii_lowercase());
            return Ok(());
        }
        let Some(done) = self.record.pop() else {
            if let Some(name) = self.around.pop() {
                self.channel.take(&name, self.text.trim());
            }
            self.text.clear();
            return Ok(());
        };
        if let Some(parent) = self.record.last_mut() {
            parent.children.push(done);
            return Ok(());
        }
        self.count += 1;
        let posting = posting_of(done, self.records.fields, &self.channel);
        (self.each)(Read { record: format!("record {}", self.count), posting }).map_err(Trouble::Ended)
    }

    /// Keeps a tag of HTML in the text; those that only dress words say nothing.
    fn mark(&mut self, open: &str, name: &str) {
        if !matches!(name, "a" | "b" | "em" | "font" | "i" | "small" | "span" | "strong" | "u") {
            self.push(&format!("{open}{name}>"));
        }
    }

    /// Adds to the text of the innermost element.
    fn push(&mut self, text: &str) {
        match self.record.last_mut() {
            Some(element) => element.text.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// Adds what a reference stands for. A name that only HTML knows stays as it is: descriptions are cleaned of them.
    fn reference(&mut self, name: &BytesRef<'_>) -> Result<(), Trouble> {
        let numbered = name.resolve_char_ref().map_err(|error| Trouble::IllFormed(error.to_string()))?;
        match (numbered, resolve_predefined_entity(name)) {
            (_, Some(_)) | (Some('<' | '&'), _) if self.markup > 0 => self.push(&format!("&{};", &**name)),
            (Some(character), _) => self.push(character.encode_utf8(&mut [0; 4])),
            (None, Some(text)) => self.push(text),
            (None, None) => self.push(&format!("&{};", &**name)),
        }
        Ok(())
    }

    fn end(self) -> Result<(), Trouble> {
        match self.record.last().map(|element| &element.name).or(self.around.last()) {
            Some(open) => Err(Trouble::IllFormed(format!("it ends inside <{open}>"))),
            None if self.count == 0 => {
                Err(Trouble::Ended(ReadError::refused("no element in it is a posting")))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
#[path = "xml_reader_tests.rs"]
mod tests;
