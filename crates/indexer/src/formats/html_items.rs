//! Items that a page marks up in microdata or RDFa, written as JSON-LD writes them.

use serde_json::{Map, Value};

/// The attributes that give a property its value, where an element has one.
const VALUES: [&str; 6] = ["content", "datetime", "href", "src", "value", "resource"];

/// How many properties may lie in each other with their text, and how many an element may be.
const NESTED: usize = 16;

/// The reading of a page's items.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The items open, each with the depth of its element and the property of the outer item it is.
    open: Vec<(usize, Option<String>, Map<String, Value>)>,
    /// The properties open whose value is their text: depth, name, text.
    texts: Vec<(usize, String, String)>,
    done: Vec<Value>,
}

impl Items {
    /// Takes the start of an element.
    pub(super) fn open(&mut self, depth: usize, attribute: &dyn Fn(&str) -> Option<String>) {
        let property = attribute("itemprop")
            .or_else(|| attribute("property"))
            .filter(|name| !self.open.is_empty() && !name.is_empty());
        let kind = attribute("itemtype").or_else(|| attribute("typeof"));
        if attribute("itemscope").is_some() || kind.is_some() {
            let mut item = Map::new();
            item.extend(kind.map(|kind| ("@type".to_owned(), Value::String(kind))));
            self.open.push((depth, property, item));
        } else if let Some(name) = property {
            match VALUES.iter().find_map(|value| attribute(value)) {
                Some(value) => self.set(&name, Value::String(value)),
                None if self.texts.len() < NESTED => self.texts.push((depth, name, String::new())),
                None => {}
            }
        }
    }

    /// Adds to the text of the properties open, in HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.texts.iter_mut().for_each(|(_, _, text)| text.push_str(html));
    }

    /// Takes the end of the element that was opened at a depth.
    pub(super) fn close(&mut self, depth: usize) {
        while self.texts.last().is_some_and(|(open, ..)| *open >= depth) {
            let (_, name, text) = self.texts.pop().unwrap_or_default();
            self.set(&name, Value::String(plain(text.trim())));
        }
        while self.open.last().is_some_and(|(open, ..)| *open >= depth) {
            let (_, property, item) = self.open.pop().unwrap_or_default();
            match property {
                Some(name) => self.set(&name, Value::Object(item)),
                None => self.done.push(Value::Object(item)),
            }
        }
    }

    /// The outermost items, all of them closed.
    pub(super) fn done(self) -> Vec<Value> {
        self.done
    }

    /// Sets properties of the innermost item; an element may be several, and several elements one.
    fn set(&mut self, names: &str, value: Value) {
        let Some((_, _, item)) = self.open.last_mut() else { return };
        for name in names.split_whitespace().take(NESTED) {
            let name = name.rsplit([':', '/']).next().unwrap_or(name);
            match item.get_mut(name) {
                Some(Value::Array(values)) => values.push(value.clone()),
                Some(present) => *present = Value::Array(vec![present.take(), value.clone()]),
                None => drop(item.insert(name.to_owned(), value.clone())),
            }
        }
    }
}

/// Takes the escapes off a text without tags.
fn plain(html: &str) -> String {
    if html.contains('<') {
        return html.to_owned();
    }
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
