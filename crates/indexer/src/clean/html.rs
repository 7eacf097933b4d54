//! Tags inside descriptions: paragraphs, lists and line breaks are kept as lines.

use memchr::{memchr, memchr_iter};

/// What a tag does to the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// Nothing: it only dresses the words.
    Inline,
    /// The text goes on in another line.
    Break,
    /// The text goes on in another paragraph.
    Paragraph,
    /// The text goes on in an item of a list.
    Item,
    /// The text goes on in another cell.
    Cell,
    /// What it holds is no text.
    Hidden,
}

/// Tells whether a text has tags of HTML; `<T>` is none.
pub(super) fn has_tags(text: &str) -> bool {
    memchr_iter(b'<', text.as_bytes()).any(|at| tag(&text[at..]).is_some())
}

/// Takes the tags off.
pub(super) fn without_tags(text: &str) -> String {
    let flows = newlines_are_spaces(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        push(&mut out, &rest[..at], flows);
        rest = &rest[at..];
        match tag(rest) {
            None => {
                out.push('<');
                rest = &rest[1..];
            }
            Some(tag) => {
                apply(&mut out, &tag);
                rest = &rest[tag.length..];
                if tag.effect == Effect::Hidden && !tag.closes {
                    rest = behind_hidden(rest, tag.name);
                }
            }
        }
    }
    push(&mut out, rest, flows);
    out
}

struct Tag<'a> {
    name: &'a str,
    closes: bool,
    effect: Effect,
    length: usize,
}

/// The tag or comment at the start of a text.
fn tag(text: &str) -> Option<Tag<'_>> {
    if text.starts_with("<!--") {
        let length = text.find("-->").map_or(text.len(), |at| at + 3);
        return Some(Tag { name: "", closes: false, effect: Effect::Inline, length });
    }
    let closes = text.starts_with("</");
    let start = if closes { 2 } else { 1 };
    let name_length = text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &text[start..start + name_length];
    let effect = effect_of(name)?;
    let behind = text.as_bytes().get(start + name_length)?;
    if !matches!(behind, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | b':') {
        return None;
    }
    let length = memchr(b'>', text.as_bytes())? + 1;
    Some(Tag { name, closes, effect, length })
}

fn effect_of(name: &str) -> Option<Effect> {
    const NAMES: [(Effect, &str); 6] = [
        (
            Effect::Inline,
            "b i u s a em strong span font small big sub sup mark code abbr label img o center button input form time iframe svg \
             path figure meta link q cite del ins strike html body main path picture source video audio canvas w st1",
        ),
        (Effect::Break, "br tr dt dd option wbr"),
        (
            Effect::Paragraph,
            "p div h1 h2 h3 h4 h5 h6 ul ol dl table tbody thead tfoot section article header footer nav aside hr pre blockquote \
             address fieldset select summary details figcaption",
        ),
        (Effect::Item, "li"),
        (Effect::Cell, "td th"),
        (Effect::Hidden, "script style head noscript template title"),
    ];
    if name.is_empty() || name.len() > 10 {
        return None;
    }
    let known = |names: &str| names.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(name));
    NAMES.iter().find(|(_, names)| known(names)).map(|(effect, _)| *effect)
}

fn apply(out: &mut String, tag: &Tag<'_>) {
    match tag.effect {
        Effect::Inline | Effect::Hidden => {}
        Effect::Break => out.push('\n'),
        // A paragraph that opens an item goes on behind the bullet.
        Effect::Paragraph if out.ends_with("\n- ") => {}
        Effect::Paragraph => out.push_str("\n\n"),
        Effect::Item if tag.closes => {}
        Effect::Item => {
            let blank = out.len() - out.trim_end().len();
            let line_open = out[out.len() - blank..].contains('\n');
            out.push_str(if line_open { "- " } else { "\n- " });
        }
        Effect::Cell => out.push(' '),
    }
}

fn behind_hidden<'a>(text: &'a str, name: &str) -> &'a str {
    let closing = text.match_indices("</").find(|(at, _)| {
        text.get(at + 2..at + 2 + name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name))
    });
    closing.map_or("", |(at, _)| &text[at..])
}

/// In real HTML a line break is but a space; in a text with a few tags it is a line break.
fn newlines_are_spaces(text: &str) -> bool {
    let newlines = memchr_iter(b'\n', text.as_bytes()).count();
    let is_block = |at: usize| {
        tag(&text[at..]).is_some_and(|tag| !matches!(tag.effect, Effect::Inline | Effect::Hidden))
    };
    let blocks = memchr_iter(b'<', text.as_bytes()).filter(|at| is_block(*at)).count();
    blocks > 0 && newlines < blocks * 3
}

fn push(out: &mut String, text: &str, flows: bool) {
    let mut rest = text;
    while let Some(at) = memchr(b'\n', rest.as_bytes()).filter(|_| flows) {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
