//! Markdown: `key: value` lines between `---`, a title behind `#`, sections behind `##`.

use super::csv::key_of;
use super::json_fields::COMMON;
use super::{Each, Format, Input, Read, ReadError, has_extension, read_whole, text};
use crate::{RawPosting, RawSection};
use serde_json::{Map, Value};
use std::path::Path;

/// Markdown.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "Markdown: `key: value` lines between `---`, a title behind `#`, sections behind `##`"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn fields(&self) -> Vec<String> {
        [COMMON.fields(), text::labels()].concat()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines().filter(|line| !line.trim().is_empty());
        let opens = match lines.next() {
            Some("---") => lines.next().is_some_and(|line| front_line(line).is_some()),
            Some(line) => line.starts_with("# "),
            None => false,
        };
        opens || has_extension(path, self.extensions())
    }

    fn one_a_file(&self) -> bool {
        true
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let text = read_whole(input)?;
        each(Read { record: String::new(), posting: posting_of(&String::from_utf8_lossy(&text)) })
    }
}

/// Reads a document; without a title behind `#` the first line is one.
pub(super) fn posting_of(text: &str) -> Result<RawPosting, String> {
    let (front, body) = front_matter(text);
    let mut raw = COMMON.posting_of(&front);
    let mut parts = parts_of(body);
    let mut lead = parts.remove(0).text;
    if let Some(at) = parts.iter().position(|part| part.level == 1).filter(|at| *at == 0 || lead.is_empty()) {
        let title = parts.remove(at);
        lead = format!("{lead}\n{}", title.text);
        raw.title.get_or_insert(title.heading);
    }
    if raw.title.is_none() {
        raw = over(text::posting_of(&lead).map_err(|_| "it has no title")?, raw);
    } else {
        let mut given = RawPosting::default();
        let rest = text::take_header(lead.trim_start(), &mut given).trim().to_owned();
        raw = over(given, raw);
        raw.description = raw.description.or(Some(rest).filter(|rest| !rest.is_empty()));
    }
    let sections = parts.into_iter().map(|part| RawSection { heading: part.heading, text: part.text });
    raw.sections.extend(sections.filter(|section| !section.text.trim().is_empty()));
    Ok(raw)
}

/// Fills what a posting does not say with what another says.
fn over(mut under: RawPosting, raw: RawPosting) -> RawPosting {
    macro_rules! prefer {
        ($($single:ident)*; $($list:ident)*) => {
            $(under.$single = raw.$single.or(under.$single);)*
            $(if !raw.$list.is_empty() { under.$list = raw.$list; })*
        };
    }
    prefer!(id source url kind title company description pay remote experience posted valid_through language;
        other_titles sections locations contracts working_time education languages skills);
    under
}

/// A heading and what stands under it; the first part has none.
struct Part {
    level: usize,
    heading: String,
    text: String,
}

fn parts_of(body: &str) -> Vec<Part> {
    let mut parts = vec![Part { level: 0, heading: String::new(), text: String::new() }];
    let mut fenced = false;
    for line in body.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && line[level..].starts_with(' ') && !fenced {
            let heading = plain(line[level..].trim().trim_end_matches('#').trim_end());
            parts.push(Part { level, heading, text: String::new() });
        } else if let Some(part) = parts.last_mut() {
            part.text.push_str(&plain(line));
            part.text.push('\n');
        }
    }
    parts
}

/// Reads the lines between `---` at the start, and returns what stands behind them.
fn front_matter(text: &str) -> (Map<String, Value>, &str) {
    let mut front = Map::new();
    let text = text.trim_start();
    let Some(inside) =
        text.strip_prefix("---").and_then(|rest| rest.trim_start_matches(' ').split_once('\n'))
    else {
        return (front, text);
    };
    let mut rest = inside.1;
    let mut last = String::new();
    while let Some((line, behind)) = rest.split_once('\n').or((!rest.is_empty()).then_some((rest, ""))) {
        rest = behind;
        if matches!(line.trim_end(), "---" | "...") {
            return (front, rest);
        }
        match (line.trim_start().strip_prefix("- "), front_line(line)) {
            (Some(item), _) => {
                if let Some(Value::Array(items)) = front.get_mut(&last) {
                    items.push(scalar(item));
                }
            }
            (None, Some((name, value))) => {
                last = key_of(name);
                front.insert(last.clone(), value_of(value));
            }
            _ => {}
        }
    }
    (Map::new(), text)
}

fn front_line(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.len() <= 40 && !name.starts_with([' ', '#', '-']);
    (is_name && (value.is_empty() || value.starts_with([' ', '\r']))).then(|| (name.trim(), value.trim()))
}

fn value_of(value: &str) -> Value {
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => Value::Array(list.split(',').map(scalar).collect()),
        None if value.is_empty() => Value::Array(Vec::new()),
        None => scalar(value),
    }
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    let quoted = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" | "~" => Value::Null,
        _ => Value::String(quoted.unwrap_or(text).to_owned()),
    }
}

/// A line without the marks of bold text, code and links.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let link = rest[open + 1..].split_once("](").and_then(|(shown, behind)| {
            let end = behind.find(')')?;
            (!shown.contains(['[', ']'])).then(|| (shown, &behind[end + 1..]))
        });
        let Some((shown, behind)) = link else { break };
        text.push_str(rest[..open].strip_suffix('!').unwrap_or(&rest[..open]));
        text.push_str(shown);
        rest = behind;
    }
    text.push_str(rest);
    text.replace("**", "").replace("__", "").replace('`', "")
}
