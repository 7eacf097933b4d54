//! A message as mail programs save it: the subject is the title, the text the body.

use super::{Each, Format, Input, Read, ReadError, has_extension, read_whole, text};
use crate::{RawPosting, clean};
use mail_parser::{Message, MessageParser, PartType};
use std::path::Path;

/// Headers of which every message has some.
const HEADERS: [&str; 12] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "reply-to",
    "delivered-to",
    "content-type",
    "dkim-signature",
];

/// What mail programs put before the subject of a message that was passed on.
const PASSED_ON: [&str; 8] = ["fwd:", "fw:", "tr:", "re:", "rép:", "wg:", "aw:", "i:"];

/// Messages.
pub(super) struct Eml;

impl Format for Eml {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn about(&self) -> &'static str {
        "Saved messages: the subject is the title, the text the body"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
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
        let head = String::from_utf8_lossy(head);
        let headers = head.lines().take_while(|line| !line.trim().is_empty());
        let names =
            headers.filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_ascii_lowercase());
        let known: Vec<String> = names.filter(|name| HEADERS.contains(&name.as_str())).collect();
        let least = if has_extension(path, self.extensions()) { 1 } else { 3 };
        known.len() >= least && known.iter().any(|name| name == "from" || name == "subject")
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let bytes = read_whole(input)?;
        let message = MessageParser::default().parse(&bytes);
        let message = message.ok_or_else(|| ReadError::refused("it is no message"))?;
        each(Read { record: String::new(), posting: posting_of(&message) })
    }
}

fn posting_of(message: &Message<'_>) -> Result<RawPosting, String> {
    let body = body_of(message).ok_or("the message has no text")?;
    let mut raw = RawPosting::default();
    let rest = text::take_header(body.trim_start(), &mut raw).trim().to_owned();
    raw.description = Some(rest).filter(|rest| !rest.is_empty());
    let subject = message.subject().map(without_prefixes).filter(|subject| !subject.is_empty());
    raw.title = raw.title.or_else(|| subject.map(str::to_owned));
    if raw.title.is_none() {
        return Err("the message has no subject".into());
    }
    raw.posted = raw.posted.or_else(|| message.date().map(mail_parser::DateTime::to_rfc3339));
    let sender = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    raw.source = raw.source.or_else(|| sender.map(str::to_owned));
    Ok(raw)
}

/// The text, from HTML where there is some: the plain alternative is often a stub.
fn body_of(message: &Message<'_>) -> Option<String> {
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(clean::text(html)),
        _ => None,
    });
    let plain = || message.body_text(0).map(|text| text.into_owned());
    html.or_else(plain).filter(|text| !text.trim().is_empty())
}

fn without_prefixes(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some(rest) = PASSED_ON.iter().find_map(|prefix| {
        let start = subject.get(..prefix.len())?;
        start.to_lowercase().eq(prefix).then(|| &subject[prefix.len()..])
    }) {
        subject = rest.trim_start();
    }
    subject
}
