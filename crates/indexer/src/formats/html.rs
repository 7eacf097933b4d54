//! Saved web pages: postings in JSON-LD, in microdata, or else the page's main text.

use super::html_page::Page;
use super::json_fields::COMMON;
use super::xml_source::root_of;
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

    fn about(&self) -> &'static str {
        "Saved web pages: a posting in JSON-LD or microdata, else the page's main text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn fields(&self) -> Vec<String> {
        COMMON.fields()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let is_page = |name: &str| ["html", "head", "body"].iter().any(|own| name.eq_ignore_ascii_case(own));
        let start = head.trim_ascii_start();
        let declared = start.len() > 14 && start[..14].eq_ignore_ascii_case(b"<!doctype html");
        declared
            || root_of(head).is_some_and(|root| is_page(root.name))
            || start.starts_with(b"<")
                && !start.starts_with(b"<?xml")
                && has_extension(path, self.extensions())
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
            _ => postings.into_iter().enumerate().try_for_each(|(number, mut posting)| {
                // The file's name serves one posting only.
                posting.id = posting.id.or_else(|| posting.url.clone());
                each(Read { record: format!("record {}", number + 1), posting: Ok(posting) })
            }),
        }
    }
}

/// The postings in a script; pages write JSON that is not quite right, so what is wrong in strings is mended once.
fn postings_of(script: &str) -> Vec<RawPosting> {
    let script = script.replace("<![CDATA[", "").replace("]]>", "");
    let from = script.find(['{', '[']).unwrap_or(script.len());
    let json = script[from..].trim_end_matches(|c| !matches!(c, '}' | ']'));
    let value = serde_json::from_str::<Value>(json).or_else(|_| serde_json::from_str(&mended(json)));
    value.map(|value| jsonld::postings_in(&value)).unwrap_or_default()
}

/// Escapes line breaks inside strings, and drops backslashes before what needs none.
fn mended(json: &str) -> String {
    let (mut out, mut inside, mut letters) = (String::with_capacity(json.len()), false, json.chars());
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
    if page.scripts.iter().any(|script| script.contains("JobPosting")) {
        return Err("the posting in the page's JSON-LD cannot be read".into());
    }
    if page.letters < LEAST {
        return Err("the page marks up no posting, and has too little text to be one".into());
    }
    let title = page.heading.or(page.title).ok_or("the page has neither a heading nor a title")?;
    Ok(RawPosting {
        title: Some(title),
        url: page.address,
        description: Some(page.text),
        ..RawPosting::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(page: &str, expected: Expect) {
        let mut said = Vec::new();
        let mut lines = page.as_bytes();
        let mut input = Input { lines: &mut lines, path: Path::new("a.html"), max_record: 40_000 };
        let outcome = Html.read(&mut input, &mut |read| {
            let what = read.posting.map(|raw| {
                format!("{} | {}", raw.title.unwrap_or_default(), raw.description.unwrap_or_default())
            });
            said.push(format!("{}: {}", read.record, what.unwrap_or_else(|why| format!("! {why}"))));
            Ok(())
        });
        said.extend(outcome.err().map(|error| format!("!! {error}")));
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn scripts_of_json_ld_are_read_however_they_are_written() {
        let script = |json: &str| format!("<html><script type='application/ld+json'>{json}</script></html>");
        let posting = r#"{"@type": "JobPosting", "title": "A", "description": "a"}"#;
        check(&script(posting), expect![": A | a"]);
        check(&script(&format!("<!-- {posting} -->")), expect![": A | a"]);
        check(
            &script(&format!("//<![CDATA[\n[{posting}, {posting}]\n//]]>")),
            expect![[r#"
                record 1: A | a
                record 2: A | a"#]],
        );
        check(
            &script(
                "{\"@type\": \"JobPosting\", \"title\": \"A\\'s\", \"description\": \"a\n\tb\\d \\\"c\\\"\"}",
            ),
            expect![[r#"
            : A's | a
             bd "c""#]],
        );
        check(
            &script(&format!("{{\"@type\": \"ItemList\", \"itemListElement\": [{{\"item\": {posting}}}]}}")),
            expect![": A | a"],
        );
        check(
            &script("{\"@type\": \"JobPosting\", \"title\":"),
            expect![": ! the posting in the page's JSON-LD cannot be read"],
        );
    }

    #[test]
    fn rdfa_is_read_too() {
        check(
            "<body vocab='https://schema.org/' typeof='JobPosting'><h1 property='title'>A</h1>
             <div property='hiringOrganization' typeof='Organization'><b property='name'>C</b></div>
             <div property='description'>Text <b>bold</b><p>end</div></body>",
            expect![": A | Text bold<p>end</p>"],
        );
    }

    #[test]
    fn pages_that_are_none_are_refused() {
        check("", expect![": ! the page marks up no posting, and has too little text to be one"]);
        check(
            "<html><body><p>Page not found</p></body></html>",
            expect![": ! the page marks up no posting, and has too little text to be one"],
        );
        check(&"<div>".repeat(10_000), expect!["!! its elements lie over 1000 deep"]);
        check(&"x".repeat(50_000), expect!["!! it is over the size limit of a record"]);
        check(
            &format!("<html><main>{}", "a ".repeat(300)),
            expect![": ! the page has neither a heading nor a title"],
        );
    }

    #[test]
    fn pages_are_told_by_their_start() {
        let told = |head: &str, path: &str| Html.recognises(head.as_bytes(), Path::new(path));
        assert!(told("\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD\">", "a"));
        assert!(told("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "a.txt"));
        assert!(told("<!-- saved -->\n<HTML lang=fr>", "a"));
        assert!(told("<div><p>", "a.htm"));
        assert!(!told("<div><p>", "a.txt"));
        assert!(!told("<?xml version='1.0'?><rss>", "a.html"));
        assert!(!told("{\"html\": 1}", "a.html"));
    }
}
