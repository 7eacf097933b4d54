//! What a web page holds: its JSON-LD, its items of microdata, its title and its main text.

use super::html_items::Items;
use super::{Input, ReadError};
use html5gum::{DefaultEmitter, EndTag, HtmlString, IoReader, StartTag, Token, Tokenizer};
use serde_json::Value;
use std::io::{self, Read as _};

/// How deep elements may lie.
const DEPTH: usize = 1_000;

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end where the next of their name begins.
const SELF_ENDING: [&str; 8] = ["p", "li", "dt", "dd", "td", "th", "tr", "option"];

/// Elements whose text nobody sees.
const HIDDEN: [&str; 7] = ["head", "script", "style", "noscript", "template", "svg", "iframe"];

/// Elements around a page's own text.
const AROUND: [&str; 8] = ["nav", "header", "footer", "aside", "form", "select", "button", "dialog"];

/// Elements whose tags are kept in the text: they part lines and paragraphs.
const KEPT: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "ul",
    "ol",
    "li",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
];

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The scripts of JSON-LD.
    pub(super) scripts: Vec<String>,
    /// The outermost items of microdata and RDFa, written as JSON-LD.
    pub(super) items: Vec<Value>,
    /// The title in the page's head.
    pub(super) title: Option<String>,
    /// The first heading of the first level.
    pub(super) heading: Option<String>,
    /// Where the page says it is.
    pub(super) address: Option<String>,
    /// The main text, in HTML: of `main` or `article` where the page has one with text in it.
    pub(super) text: String,
    /// How many letters the main text has.
    pub(super) letters: usize,
}

impl Page {
    /// Reads a page whole.
    pub(super) fn read(input: &mut Input<'_>) -> Result<Self, ReadError> {
        let mut source = (&mut *input.lines).take(input.max_record as u64);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut walk = Walk::default();
        for token in Tokenizer::new_with_emitter(IoReader::new(&mut source), emitter) {
            walk.take(token.map_err(|cause: io::Error| ReadError::Broke(cause))?)?;
        }
        if source.limit() == 0 {
            return Err(ReadError::refused("it is over the size limit of a record"));
        }
        while !walk.open.is_empty() {
            walk.pop();
        }
        Ok(walk.ended())
    }
}

/// The reading of a page.
#[derive(Default)]
struct Walk {
    page: Page,
    open: Vec<String>,
    items: Items,
    /// How many open elements hide text, how many stand around the main one, and how many are it.
    hidden: usize,
    around: usize,
    main: usize,
    whole: Text,
    best: Text,
    /// A text being taken: of a script, the title or the first heading.
    taken: Option<String>,
}

#[derive(Default)]
struct Text {
    html: String,
    letters: usize,
}

impl Walk {
    fn take(&mut self, token: Token) -> Result<(), ReadError> {
        match token {
            Token::StartTag(tag) => return self.start(&tag),
            Token::EndTag(tag) => self.end(&tag),
            Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), ReadError> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.open.last() == Some(&name) && SELF_ENDING.contains(&&*name) {
            self.pop();
        }
        if self.open.len() >= DEPTH {
            return Err(ReadError::refused("its elements lie over 1000 deep"));
        }
        self.head(&name, tag);
        self.mark(&name, "<");
        let attribute = |wanted: &str| attribute(tag, wanted);
        self.items.open(self.open.len() + 1, &attribute);
        if VOID.contains(&&*name) {
            self.items.close(self.open.len() + 1);
            return Ok(());
        }
        self.hidden += usize::from(HIDDEN.contains(&&*name));
        self.around += usize::from(AROUND.contains(&&*name));
        self.main += usize::from(is_main(&name));
        self.open.push(name);
        Ok(())
    }

    /// Takes what the page says of itself.
    fn head(&mut self, name: &str, tag: &StartTag<()>) {
        match name {
            "title" if self.page.title.is_none() => self.taken = Some(String::new()),
            "h1" if self.page.heading.is_none() => self.taken = Some(String::new()),
            "script" if attribute(tag, "type").is_some_and(|kind| is_json_ld(&kind)) => {
                self.taken = Some(String::new());
            }
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.page.address = attribute(tag, "href").or(self.page.address.take());
            }
            "meta" if attribute(tag, "property").as_deref() == Some("og:url") => {
                self.page.address = self.page.address.take().or(attribute(tag, "content"));
            }
            _ => {}
        }
    }

    /// Ends an element and those left open in it; the end of what is not open is nothing.
    fn end(&mut self, tag: &EndTag<()>) {
        let Some(at) = self.open.iter().rposition(|name| name.as_bytes() == &**tag.name) else { return };
        while self.open.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let depth = self.open.len();
        let Some(name) = self.open.pop() else { return };
        self.hidden -= usize::from(HIDDEN.contains(&&*name));
        self.around -= usize::from(AROUND.contains(&&*name));
        self.items.close(depth);
        self.mark(&name, "</");
        self.main -= usize::from(is_main(&name));
        let place = match &*name {
            "title" => &mut self.page.title,
            "h1" => &mut self.page.heading,
            "script" => return self.page.scripts.extend(self.taken.take()),
            _ => return,
        };
        let text = self.taken.take().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        *place = place.take().or(text.filter(|text| !text.is_empty()));
    }

    /// Keeps a tag that parts lines.
    fn mark(&mut self, name: &str, open: &str) {
        if KEPT.contains(&name) {
            self.push(&format!("{open}{name}>"), 0);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(taken) = &mut self.taken {
            taken.push_str(text);
        }
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        self.push(&escaped, text.chars().filter(|letter| letter.is_alphabetic()).count());
    }

    fn push(&mut self, html: &str, letters: usize) {
        if self.hidden > 0 {
            return;
        }
        self.items.push(html);
        if self.around > 0 {
            return;
        }
        let main = (self.main > 0).then_some(&mut self.best);
        for text in main.into_iter().chain([&mut self.whole]) {
            text.html.push_str(html);
            text.letters += letters;
        }
    }

    /// Chooses the main text: what is marked as such, unless most of the text stands elsewhere.
    fn ended(mut self) -> Page {
        let text = if self.best.letters * 5 > self.whole.letters { self.best } else { self.whole };
        (self.page.text, self.page.letters) = (text.html, text.letters);
        self.page.items = self.items.done();
        self.page
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value: &HtmlString = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

fn is_main(name: &str) -> bool {
    matches!(name, "main" | "article")
}

fn is_json_ld(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or(kind).trim();
    kind.eq_ignore_ascii_case("application/ld+json")
}
