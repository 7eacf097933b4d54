//! DOCX: the paragraphs of a word processor's document, its headings as sections.

use super::{Each, Format, Input, Read, ReadError, has_extension, markdown, read_whole, text};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{BufReader, Cursor, Read as _};
use std::path::Path;

/// Where the text lies in the archive.
const TEXT: &str = "word/document.xml";

/// DOCX.
pub(super) struct Docx;

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn about(&self) -> &'static str {
        "Word processor documents: the first heading is the title, the others begin sections"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn fields(&self) -> Vec<String> {
        text::labels()
    }

    fn reads_bytes(&self) -> bool {
        true
    }

    fn one_a_file(&self) -> bool {
        true
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let names = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
        head.starts_with(b"PK") && (names(b"word/") || has_extension(path, self.extensions()))
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let (max, bytes) = (input.max_record as u64, read_whole(input)?);
        let refused = |why: &str| ReadError::Refused(format!("the document cannot be opened ({why})"));
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error.to_string()))?;
        let text = archive.by_name(TEXT).map_err(|_| refused("it has no text"))?;
        // A small archive may hold a text of any size.
        let text = paragraphs(BufReader::new(text.take(max))).map_err(|error| refused(&error.to_string()))?;
        each(Read { record: String::new(), posting: markdown::posting_of(&text) })
    }
}

/// Writes the paragraphs as Markdown: a title behind `#`, headings behind `##`, lists behind `-`.
fn paragraphs(text: impl std::io::BufRead) -> Result<String, quick_xml::Error> {
    let (mut reader, mut buffer, mut page) = (Reader::from_reader(text), Vec::new(), Page::default());
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => page.open(&tag),
            Event::Empty(tag) => {
                page.open(&tag);
                page.close(tag.local_name().as_ref());
            }
            Event::End(tag) => page.close(tag.local_name().as_ref()),
            Event::Text(text) if page.in_text => page.line.push_str(&text.xml10_content()),
            Event::CData(text) if page.in_text => page.line.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if page.in_text => page.line.push_str(&resolved(&entity)),
            Event::Eof => return Ok(page.text),
            _ => {}
        }
        buffer.clear();
    }
}

fn resolved(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => resolve_predefined_entity(entity.as_ref()).unwrap_or_default().to_owned(),
    }
}

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
    line: String,
    mark: &'static str,
    in_text: bool,
    /// The cells of the present row of a table.
    row: Option<Vec<String>>,
}

impl Page {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "t" => self.in_text = true,
            "tab" => self.line.push(' '),
            "br" | "cr" => self.line.push('\n'),
            "tr" => self.row = Some(Vec::new()),
            "tc" => self.row.get_or_insert_default().push(String::new()),
            "numPr" if self.mark.is_empty() => self.mark = "- ",
            "pStyle" => self.mark = style(tag).unwrap_or(self.mark),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let (line, mark) = (std::mem::take(&mut self.line), std::mem::take(&mut self.mark));
        let line = line.trim();
        match self.row.as_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.push_str(&format!("{line}\n")),
            None if line.is_empty() => self.text.push('\n'),
            None => self.text.push_str(&format!("{mark}{line}\n")),
        }
    }

    /// A row of two cells is a label and its value.
    fn end_row(&mut self) {
        let cells = self.row.take().unwrap_or_default();
        match &cells[..] {
            [label, value] if label.trim().chars().count() <= 40 && !value.trim().is_empty() => {
                let label = label.trim().trim_end_matches(':').trim_end();
                self.text.push_str(&format!("{label} : {}\n", value.trim()));
            }
            _ => self.text.extend(cells),
        }
    }
}

/// The mark of a paragraph's style; its name is the one of the language the program speaks.
fn style(tag: &BytesStart<'_>) -> Option<&'static str> {
    let value =
        tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?.value;
    let name = value.to_lowercase();
    let level = name.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match level.trim() {
        "title" | "titreprincipal" => "# ",
        "titre" if level.len() == name.len() => "# ",
        "heading" | "titre" | "überschrift" | "berschrift" => "## ",
        "listparagraph" | "listbullet" | "paragraphedeliste" | "listepuces" => "- ",
        _ => return None,
    })
}
