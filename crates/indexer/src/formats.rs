//! The formats postings come in: a file each, told apart by content first, by extension second.
//!
//! To add one: copy `template.rs`, and name it in `FORMATS`.

mod ats;
mod csv;
mod docx;
mod eml;
mod hr_xml;
mod html;
mod html_items;
mod html_page;
mod json;
mod json_documents;
mod json_fields;
mod json_pay;
mod jsonld;
mod markdown;
mod pdf;
mod rss;
#[cfg(test)]
mod template;
mod text;
mod xml;
mod xml_reader;
mod xml_record;
mod xml_source;
mod zip;

pub(crate) use zip::member_of;

use crate::RawPosting;
use memchr::memchr;
use std::io::{self, BufRead, Read as _};
use std::path::Path;
use std::sync::LazyLock;

/// A format of files that hold postings.
pub trait Format: Sync {
    /// Its name, in lower case.
    fn name(&self) -> &'static str;

    /// Says in a line what it is.
    fn about(&self) -> &'static str;

    /// The extensions its files have, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// The fields it understands, a line each: `title: title, intitule`, the name of ours before theirs. None in a format
    /// whose files have no named fields.
    fn fields(&self) -> Vec<String> {
        Vec::new()
    }

    /// Tells from the first 16 KiB (in UTF-8, the last character perhaps cut) and the path whether a file is in it.
    fn recognises(&self, head: &[u8], path: &Path) -> bool;

    /// Its files are no text: they are given as they are, and their head too.
    fn reads_bytes(&self) -> bool {
        false
    }

    /// A file holds one posting, whose name may serve for an id.
    fn one_a_file(&self) -> bool {
        false
    }

    /// Gives each record in order, broken ones included, without keeping more than one.
    ///
    /// # Errors
    /// Fails when nothing behind a place can be read, or when `each` fails.
    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError>;
}

/// Takes a record; its failure stops the reading.
pub type Each<'a> = &'a mut dyn FnMut(Read) -> Result<(), ReadError>;

/// A record that was read, or why it could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Which one: `line 12`, `record 3`; empty in a file that holds one.
    pub record: String,
    /// The posting, or why there is none.
    pub posting: Result<RawPosting, String>,
}

/// What a format reads from.
pub struct Input<'a> {
    /// The text, in UTF-8; of a format that reads bytes, the file as it is.
    pub lines: &'a mut dyn BufRead,
    /// The file's path, without the extension of a packing.
    pub path: &'a Path,
    /// The most bytes a record may have.
    pub max_record: usize,
}

/// Why the reading of a file ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is not one we read.
    #[error("{0}")]
    Refused(String),
    /// The file cannot be opened.
    #[error("it cannot be opened ({})", .0.kind())]
    Open(#[source] io::Error),
    /// The bytes end or cannot be unpacked.
    #[error("it cannot be read any further ({0})")]
    Broke(#[source] io::Error),
    /// The text stops making sense.
    #[error("{why}")]
    Syntax {
        /// Where.
        record: String,
        /// What is wrong there.
        why: String,
    },
    /// Who takes the records wants no more.
    #[error("it was not read to its end")]
    Stopped,
}

impl ReadError {
    pub(crate) fn refused(why: &str) -> Self {
        Self::Refused(why.into())
    }

    pub(crate) fn open(cause: io::Error) -> Self {
        Self::Open(cause)
    }
}

/// Every format, the most telling first.
pub fn all() -> &'static [&'static dyn Format] {
    &FORMATS
}

static FORMATS: LazyLock<Vec<&'static dyn Format>> = LazyLock::new(|| {
    let mut formats: Vec<&'static dyn Format> = Vec::new();
    formats.extend(ats::SOURCES.iter().map(|source| source as &dyn Format));
    formats.extend([&pdf::Pdf as &dyn Format, &docx::Docx, &zip::Zip, &eml::Eml]);
    formats.extend([&html::Html as &dyn Format, &hr_xml::HrXml, &rss::Rss, &xml::Xml, &jsonld::JsonLd]);
    formats.extend([&json::Json as &dyn Format, &csv::Csv, &markdown::Markdown, &text::Text]);
    formats
});

/// The format a text file is in.
pub(crate) fn recognise(head: &[u8], path: &Path) -> Option<&'static dyn Format> {
    all().iter().copied().find(|format| !format.reads_bytes() && format.recognises(head, path))
}

/// The format a file is in that is no text, or whose text has encodings of its own.
pub fn recognise_bytes(head: &[u8], path: &Path) -> Option<&'static dyn Format> {
    all().iter().copied().find(|format| format.reads_bytes() && format.recognises(head, path))
}

/// Tells whether files with this extension hold one posting each.
pub(crate) fn one_a_file(path: &Path) -> bool {
    all().iter().any(|format| format.one_a_file() && has_extension(path, format.extensions()))
}

/// Tells whether a path has an extension of a format.
pub(crate) fn has_known_extension(path: &Path) -> bool {
    all().iter().any(|format| has_extension(path, format.extensions()))
}

/// Tells whether a path ends in one of the extensions.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().and_then(|own| own.to_str());
    own.is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// Writes pairs of our field and a name of it as a line a field, in the order in which fields and names come first.
fn listed<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (field, name) in pairs {
        match lines.iter_mut().find(|(known, _)| *known == field) {
            Some((_, line)) => {
                line.push_str(", ");
                line.push_str(name);
            }
            None => lines.push((field, format!("{field}: {name}"))),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A line, or that it was too long to be kept.
pub(crate) enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line of at most so many bytes; of a longer one the rest is passed over.
pub(crate) fn read_line(input: &mut dyn BufRead, max: usize, line: &mut Vec<u8>) -> Result<Line, ReadError> {
    line.clear();
    let mut fits = true;
    loop {
        let ready = input.fill_buf().map_err(ReadError::Broke)?;
        let end = memchr(b'\n', ready);
        let length = end.map_or(ready.len(), |at| at + 1);
        let room = max - line.len();
        fits &= length <= room;
        line.extend_from_slice(&ready[..length.min(room)]);
        input.consume(length);
        if end.is_some() || length == 0 {
            break;
        }
    }
    Ok(match fits {
        false => Line::TooLong,
        true if line.is_empty() => Line::End,
        true => Line::Whole,
    })
}

/// Reads a file that can only be read whole.
pub(crate) fn read_whole(input: &mut Input<'_>) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let most = input.max_record as u64 + 1;
    (&mut *input.lines).take(most).read_to_end(&mut bytes).map_err(ReadError::Broke)?;
    if bytes.len() > input.max_record {
        return Err(ReadError::refused("it is over the size limit of a record"));
    }
    Ok(bytes)
}
