//! Saved web pages: postings in JSON-LD, in microdata, or else the page's main text.

use super::html_page::Page;
use super::xml_reader::root_of;
use super::{Each, Format, Input, Read, ReadError, has_extension, jsonld};
use crate::RawPosting;
use serde_json::Value;
use std::path::Path;

/// The least letters of a main text that may be a posting.
const LEAST: usize = 200;

/// Saved web pages.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let is_page = |name: &str| ["html", "head", "body"].iter().any(|own| name.eq_ignore_ascii_case(own));
        let start = head.trim_ascii_start();
        let declared = start.len() > 14 && start[..14].eq_ignore_ascii_case(b"<!doctype html");
        declared
            || root_of(head).is_some_and(|root| is_page(root.name))
            || start.starts_with(b"<") && !start.starts_with(b"<?xml") && has_extension(path, self.extensions())
    }

    fn one_a_file(&self) -> bool {
        true
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let page = Page::read(input)?;
        let mut postings: Vec<_> = page.scripts.iter().flat_map(|script| postings_of(script)).collect();
        if postings.is_empty() {
            postings = page.items.iter().flat_map(jsonld::postings_in).collect();
        }
        match postings.len() {
            0 => each(Read { record: String::new(), posting: main_posting(page) }),
            1 => {
                let posting = completed(postings.remove(0), page);
                each(Read { record: String::new(), posting: Ok(posting) })
            }
            _ => postings.into_iter().enumerate().try_for_each(|(number, posting)| {
                each(Read { record: format!("record {}", number + 1), posting: Ok(posting) })
            }),
        }
    }
}

/// The postings in a script; pages write JSON that is not quite right, so what is wrong in strings is mended once.
fn postings_of(script: &str) -> Vec<RawPosting> {
    let from = script.find(['{', '[']).unwrap_or(script.len());
    let to = script.rfind(['}', ']']).map_or(from, |at| at + 1).max(from);
    let json = &script[from..to];
    let value = serde_json::from_str::<Value>(json).or_else(|_| serde_json::from_str(&mended(json)));
    value.map(|value| jsonld::postings_in(&value)).unwrap_or_default()
}

/// Escapes line breaks inside strings, and drops backslashes before what needs none.
fn mended(json: &str) -> String {
    let (mut out, mut inside, mut letters) = (String::with_capacity(json.len()), false, json.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => inside = !inside,
            '\\' if inside => {
                let next = letters.next().unwrap_or(' ');
                if "\"\\/bfnrtu".contains(next) {
                    out.push('\\');
                }
                out.push(next);
                continue;
            }
            '\n' if inside => {
                out.push_str("\\n");
                continue;
            }
            letter if inside && letter.is_control() => {
                out.push(' ');
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    out
}

/// Adds to the only posting of a page what the page says around it.
fn completed(mut raw: RawPosting, page: Page) -> RawPosting {
    raw.url = raw.url.or(page.address);
    if raw.description.is_none() && raw.sections.is_empty() {
        raw.description = Some(page.text).filter(|text| !text.is_empty());
    }
    raw
}

fn main_posting(page: Page) -> Result<RawPosting, String> {
    if page.letters < LEAST {
        return Err("the page marks up no posting, and has too little text to be one".into());
    }
    let title = page.heading.or(page.title).ok_or("the page has neither a heading nor a title")?;
    Ok(RawPosting { title: Some(title), url: page.address, description: Some(page.text), ..RawPosting::default() })
}
