//! What an XML file is read from: its bytes within a record's limit, its first element, its tags.

use super::ReadError;
use memchr::memchr;
use quick_xml::events::BytesStart;
use std::io::{self, BufRead};

/// The first element of a file.
pub(super) struct Root<'a> {
    /// Its local name.
    pub(super) name: &'a str,
    /// An XML declaration stands before it.
    pub(super) declared: bool,
}

/// Finds the first element behind declarations and comments.
pub(super) fn root_of(head: &[u8]) -> Option<Root<'_>> {
    // Most files that are no XML are told so by what stands before their first tag.
    let before = std::str::from_utf8(&head[..memchr(b'<', head)?]).ok()?;
    if before.trim_start_matches('\u{feff}').trim_start() != "" {
        return None;
    }
    let head = head.utf8_chunks().next()?.valid();
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    let declared = rest.starts_with("<?xml");
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let name = &tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.'));
    let local = name.rsplit(':').next().unwrap_or(name);
    (plain && local.starts_with(char::is_alphabetic)).then_some(Root { name: local, declared })
}

/// The attributes of an element, but for those that declare names.
pub(super) fn attributes(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, Trouble> {
    if is_glued(tag.attributes_raw()) {
        return Err(Trouble::IllFormed(format!(
            "no space between the attributes of <{}>",
            tag.name().as_ref()
        )));
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
pub(super) enum Trouble {
    /// The text is no XML.
    IllFormed(String),
    /// It is XML that we do not read.
    Refused(String),
    /// The source broke, or who takes the records wants no more.
    Ended(ReadError),
}

impl Trouble {
    /// Says where it happened.
    pub(super) fn at(self, source: &XmlSource<'_>) -> ReadError {
        let why = match self {
            Self::Ended(_) | Self::IllFormed(_) if source.over => "a record is over the size limit".into(),
            Self::Ended(error) => return error,
            Self::IllFormed(why) => format!("the XML is not well-formed: {why}"),
            Self::Refused(why) => why,
        };
        ReadError::Syntax { record: format!("line {}", source.line), why }
    }
}

/// The text of a feed, with the line it has come to; fails once a record has taken more than its bytes.
pub(super) struct XmlSource<'a> {
    source: &'a mut dyn BufRead,
    /// How many bytes the record may still take.
    pub(super) left: usize,
    line: usize,
    over: bool,
}

impl<'a> XmlSource<'a> {
    /// Wraps a source whose records may have so many bytes.
    pub(super) fn new(source: &'a mut dyn BufRead, max: usize) -> Self {
        Self { source, left: max, line: 1, over: false }
    }
}

impl BufRead for XmlSource<'_> {
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

impl io::Read for XmlSource<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
