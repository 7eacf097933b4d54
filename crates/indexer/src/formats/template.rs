//! A format to copy: what stands here is read by nobody until it is named in `formats.rs`.
//!
//! The example reads postings of two lines, a title and a text, with an empty line behind each.

use super::{Each, Format, Input, Line, Read, ReadError, has_extension, read_line};
use crate::RawPosting;
use std::path::Path;

/// Two lines a posting.
pub(super) struct Template;

impl Format for Template {
    fn name(&self) -> &'static str {
        "template"
    }

    fn about(&self) -> &'static str {
        "Two lines a posting: a title and a text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["twolines"]
    }

    fn recognises(&self, _head: &[u8], path: &Path) -> bool {
        // Look at the head first where the content tells; an extension may be wrong.
        has_extension(path, self.extensions())
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let (mut title, mut text, mut gap) = (Vec::new(), Vec::new(), Vec::new());
        for number in 1.. {
            // `read_line` keeps the limit of a record, and gives valid UTF-8.
            if let Line::End = read_line(input.lines, input.max_record, &mut title)? {
                break;
            }
            read_line(input.lines, input.max_record, &mut text)?;
            read_line(input.lines, input.max_record, &mut gap)?;
            each(Read { record: format!("record {number}"), posting: posting(&title, &text) })?;
        }
        Ok(())
    }
}

/// Gives every value as it is written; cleaning is done later, for all formats alike.
fn posting(title: &[u8], text: &[u8]) -> Result<RawPosting, String> {
    let value =
        |line: &[u8]| Some(String::from_utf8_lossy(line).trim().to_owned()).filter(|value| !value.is_empty());
    let title = value(title).ok_or("it has no title")?;
    Ok(RawPosting { title: Some(title), description: value(text), ..RawPosting::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_are_a_posting() {
        let mut said = Vec::new();
        let mut lines = &b"Soudeur\nTexte\n\n \nSans titre\n"[..];
        let mut input = Input { lines: &mut lines, path: Path::new("a.twolines"), max_record: 100 };
        let keep = &mut |read: Read| {
            said.push((read.record, read.posting.map(|raw| raw.title)));
            Ok(())
        };
        Template.read(&mut input, keep).unwrap();
        assert_eq!(said[0], ("record 1".into(), Ok(Some("Soudeur".into()))));
        assert_eq!(said[1], ("record 2".into(), Err("it has no title".into())));
        assert_eq!((Template.name(), Template.about().is_empty()), ("template", false));
        assert!(Template.recognises(b"", Path::new("b.TWOLINES")));
    }
}
