//! The records of an XML file one by one, without keeping more than one.
//!
//! Elements are told by their local names. Nothing is expanded but the five entities of XML and numbered characters: a
//! file that declares more is refused. What is not well-formed ends the reading; the records before it are given.

use super::json_fields::Table;
use super::xml_record::{Channel, Element, is_markup, posting_of};
use super::{Each, Input, Read, ReadError};
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{self, BufRead};

/// How deep elements may lie.
const DEPTH: usize = 64;

/// How many elements a record may have.
const ELEMENTS: usize = 20_000;

/// How a file's records are told and read.
pub(super) struct Records {
    /// The elements that hold one each, in lower case.
    pub(super) names: &'static [&'static str],
    /// What their fields mean.
    pub(super) fields: &'static Table,
}

/// The first element of a file.
pub(super) struct Root<'a> {
    /// Its local name.
    pub(super) name: &'a str,
    /// An XML declaration stands before it.
    pub(super) declared: bool,
    /// How many bytes its attributes take, the space before them included.
    pub(super) attributes: usize,
}

/// Finds the first element behind declarations and comments.
pub(super) fn root_of(head: &[u8]) -> Option<Root<'_>> {
    let head = head.utf8_chunks().next()?.valid();
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    let declared = rest.starts_with("<?xml");
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let name = &tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    let attributes = tag[name.len()..].find('>')?;
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.'));
    let local = name.rsplit(':').next().unwrap_or(name);
    (plain && local.starts_with(char::is_alphabetic)).then_some(Root { name: local, declared, attributes })
}

/// Reads every record of a file.
pub(super) fn read_records(
    input: &mut Input<'_>,
    records: &Records,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let max = input.max_record;
    let mut xml = Reader::from_reader(Bounded { source: input.lines, left: max, line: 1, over: false });
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
                return Err(Trouble::Refused("it declares entities of its own, which are not expanded".into()));
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
                self.push(&format!("<{name}>"));
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
            self.push(&format!("</{}>", name.to_ascii_lowercase()));
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
            None if self.count == 0 => Err(Trouble::Ended(ReadError::refused("no element in it is a posting"))),
            None => Ok(()),
        }
    }
}

/// The attributes of an element, but for those that declare names.
fn attributes(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, Trouble> {
    if is_glued(tag.attributes_raw()) {
        return Err(Trouble::IllFormed(format!("no space between the attributes of <{}>", tag.name().as_ref())));
    }
    let mut known = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| Trouble::IllFormed(error.to_string()))?;
        // A value with an entity that is unknown is taken as it is written.
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let value = value.unwrap_or(attribute.value.clone());
        known.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(known)
}

/// Tells whether an attribute begins right behind the quote that closes another: the parser lets it pass.
fn is_glued(attributes: &str) -> bool {
    let mut quote = None;
    let mut closed = false;
    for byte in attributes.bytes() {
        match quote {
            Some(open) if byte == open => (quote, closed) = (None, true),
            Some(_) => {}
            None if closed && !byte.is_ascii_whitespace() => return true,
            None => {
                closed = false;
                quote = Some(byte).filter(|byte| matches!(byte, b'"' | b'\''));
            }
        }
    }
    false
}

/// Why a step was the last.
enum Trouble {
    IllFormed(String),
    Refused(String),
    Ended(ReadError),
}

impl Trouble {
    fn at(self, source: &Bounded<'_>) -> ReadError {
        let why = match self {
            Self::Ended(_) | Self::IllFormed(_) if source.over => "a record is over the size limit".into(),
            Self::Ended(error) => return error,
            Self::IllFormed(why) => format!("the XML is not well-formed: {why}"),
            Self::Refused(why) => why,
        };
        ReadError::Syntax { record: format!("line {}", source.line), why }
    }
}

/// Fails once a record has taken more than its bytes.
struct Bounded<'a> {
    source: &'a mut dyn BufRead,
    left: usize,
    line: usize,
    over: bool,
}

impl BufRead for Bounded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let ready = self.source.fill_buf()?;
        if self.left == 0 && !ready.is_empty() {
            self.over = true;
            return Err(io::Error::other("a record is over the size limit"));
        }
        Ok(&ready[..ready.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(ready) = self.source.fill_buf() {
            self.line += ready[..amount.min(ready.len())].iter().filter(|byte| **byte == b'\n').count();
        }
        self.left = self.left.saturating_sub(amount);
        self.source.consume(amount);
    }
}

impl io::Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}
