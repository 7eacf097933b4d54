//! JSON: one object, a list, an object a line, or several documents one after the other.

use super::json_documents::{self, Shape};
use super::json_fields::{COMMON, posting_of};
use super::{Each, Format, Input, ReadError, has_extension};
use crate::RawPosting;
use serde_json::{Map, Value};
use std::path::Path;

/// How deep postings may lie in the object that wraps them.
const DEPTH: usize = 6;

/// JSON in all its arrangements.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "JSON of any arrangement: an object, a list, an object a line, or what wraps them"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "ndjson", "jsonl"]
    }

    fn fields(&self) -> Vec<String> {
        COMMON.fields()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let mut rest = head.trim_ascii_start().iter();
        let opens = match rest.next() {
            Some(b'{') => {
                rest.find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| matches!(byte, b'"' | b'}'))
            }
            Some(b'[') => rest
                .find(|byte| !byte.is_ascii_whitespace())
                .is_none_or(|byte| matches!(byte, b'{' | b'[' | b']')),
            _ => false,
        };
        opens || has_extension(path, self.extensions())
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let postings = |_: &Map<String, Value>, value: &Value| {
            let mut postings = Vec::new();
            collect(value, &mut postings, 0);
            postings
        };
        json_documents::read(input, &Shape { list: None, postings: &postings }, each)
    }
}

/// Finds the postings in a value: itself, or what it wraps.
fn collect(value: &Value, postings: &mut Vec<RawPosting>, depth: usize) {
    match value {
        Value::Array(values) if depth < DEPTH => {
            values.iter().for_each(|value| collect(value, postings, depth + 1));
        }
        Value::Object(object) => collect_from(object, postings, depth),
        _ => {}
    }
}

/// An object with a title, a text and a fact of a job is a posting, whatever lists it holds (skills have names and
/// texts too). Else a list of postings with texts is what it is about, then its own text, then a list without.
fn collect_from(object: &Map<String, Value>, postings: &mut Vec<RawPosting>, depth: usize) {
    let before = postings.len();
    let raw = posting_of(object);
    let whole = is_whole(&raw);
    if whole && (!raw.locations.is_empty() || !raw.contracts.is_empty() || raw.posted.is_some()) {
        return postings.push(raw);
    }
    for wrapped in [Wrapped::WithText, Wrapped::Without] {
        if wrapped == Wrapped::Without && whole || depth >= DEPTH {
            break;
        }
        object
            .values()
            .filter(|value| wrapped.is(value))
            .for_each(|value| collect(value, postings, depth + 1));
        if postings.len() > before {
            return;
        }
    }
    // `{"job": {"title": …, "description": …}}` may seem to have a title of its own.
    let holds_whole =
        || object.values().filter_map(Value::as_object).any(|inner| is_whole(&posting_of(inner)));
    let is_one = raw.description.is_some() || raw.title.is_some() && (depth == 0 || raw.id.is_some());
    if is_one && (raw.description.is_some() || !holds_whole()) {
        postings.push(raw);
    } else if depth < DEPTH {
        object
            .values()
            .filter(|value| value.is_object())
            .for_each(|value| collect(value, postings, depth + 1));
    }
}

fn is_whole(raw: &RawPosting) -> bool {
    raw.title.is_some() && raw.description.is_some()
}

/// How the elements of a list look like postings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapped {
    /// They have titles and texts.
    WithText,
    /// They have titles and places, and something to tell them apart.
    Without,
}

impl Wrapped {
    fn is(self, value: &Value) -> bool {
        let first = value.as_array().and_then(|values| values.first()).and_then(Value::as_object);
        first.is_some_and(|object| {
            // Search engines and graphs wrap each element once more.
            let inner =
                ["_source", "node", "item", "job"].iter().find_map(|name| object.get(*name)?.as_object());
            let raw = posting_of(inner.unwrap_or(object));
            let told_apart = (raw.id.is_some() || raw.url.is_some()) && !raw.locations.is_empty();
            raw.title.is_some() && if self == Self::WithText { raw.description.is_some() } else { told_apart }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut said = Vec::new();
        let mut lines = text.as_bytes();
        let mut input = Input { lines: &mut lines, path: Path::new("a.json"), max_record: 200 };
        let outcome = Json.read(&mut input, &mut |read| {
            let what =
                read.posting.map_or_else(|why| format!("! {why}"), |raw| raw.title.unwrap_or_default());
            said.push(format!("{}: {what}", read.record));
            Ok(())
        });
        if let Err(ReadError::Syntax { record, why }) = &outcome {
            said.push(format!("{record}: !! {why}"));
        }
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn every_arrangement_is_read() {
        check(r#"{"title": "A"}"#, expect!["line 1: A"]);
        check(
            "{\n\"title\": \"A\"\n}\n\n{\"title\": \"B\"}",
            expect![[r#"
            record 1: A
            record 2: B"#]],
        );
        check(
            r#" [{"title": "A"}, {"title": "B"}] "#,
            expect![[r#"
            record 1: A
            record 2: B"#]],
        );
        check(
            r#"{"resultats": [{"intitule": "A", "description": "a"}, {"intitule": "B"}], "name": "x"}"#,
            expect!["line 1: A"],
        );
        check(
            r#"{"hits": {"hits": [{"_source": {"title": "A", "description": "x"}}]}}"#,
            expect!["line 1: A"],
        );
        check(
            r#"{"results": [{"intitule": "A", "description": "a", "typeContrat": "CDI", "qualites": [{"libelle": "x", "description": "y"}]}]}"#,
            expect![["line 1: A"]],
        );
        check(
            r#"{"data": {"jobs": {"edges": [{"node": {"id": "1", "title": "A", "description": "a"}}]}}}"#,
            expect!["line 1: A"],
        );
        check("[]", expect![[r#""#]]);
    }

    #[test]
    fn what_wraps_a_posting_is_none() {
        let value = serde_json::json!({"job": {"id": 1, "title": "A", "description": "a", "place": {"city": "Lyon"}}});
        let mut postings = Vec::new();
        collect(&value, &mut postings, 0);
        let said: Vec<_> =
            postings.iter().map(|raw| (raw.description.as_deref(), raw.locations.len())).collect();
        assert_eq!(said, [(Some("a"), 1)]);
    }

    #[test]
    fn a_bad_record_does_not_stop_the_others() {
        check(
            "{\"title\": \"A\"}\n{\"title\": \"B\n\n{\"title\": \"C\"}\n{\"x\": 1}\n",
            expect![[r#"
            line 1: A
            line 2: ! the JSON is wrong at column 0 (control character (\u0000-\u001F) found while parsing a string at line 2 column 0)
            line 4: C
            line 5: ! it has neither a title nor a description"#]],
        );
        check(
            &format!("{{\"title\": \"A\"}}\n{{\"x\": \"{}\"}}\n{{\"title\": \"C\"}}", "y".repeat(300)),
            expect![[r#"
            line 1: A
            line 2: ! it is over the size limit
            line 3: C"#]],
        );
        check(
            "[{\"title\": \"A\"},\n{\"title\": \"B\"",
            expect![[r#"
            record 1: A
            line 2: !! the JSON breaks off at column 13"#]],
        );
        check(
            "[{\"title\": \"A\"},\n<<<<<<< HEAD\n{\"title\": \"B\"}]",
            expect![[r#"
            record 1: A
            line 2: !! the JSON is wrong at column 1 (expected value at line 2 column 1)"#]],
        );
        check(
            &format!("[{{\"title\": \"A\"}},\n{{\"title\": \"{}\"}}]", "y".repeat(300)),
            expect![[r#"
            record 1: A
            line 2: !! a record is over the size limit at line 2 column 198"#]],
        );
    }
}
