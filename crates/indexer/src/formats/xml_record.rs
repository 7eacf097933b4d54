//! An XML record to a posting: a tree of elements is read as JSON is, by the paths of its fields.

use super::json_fields::Table;
use crate::RawPosting;
use serde_json::{Map, Value};

/// Attributes that say what a number counts.
const UNITS: [&str; 2] = ["unitCode", "unit"];

/// Prefixes under which known names mean something else.
const KEPT_PREFIXES: [&str; 2] = ["dc:", "media:"];

/// Vocabularies of recruiting tools whose feeds hold one company's postings.
const ONE_COMPANY: [&str; 2] = ["teamtailor.com", "neogov.com"];

/// An element of a record.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, without most prefixes.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Its own text; elements of HTML in it are kept as tags.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// Makes an element without content.
    pub(super) fn new(name: &str, attributes: Vec<(String, String)>) -> Self {
        Self { name: without_prefix(name).to_owned(), attributes, ..Self::default() }
    }
}

fn without_prefix(name: &str) -> &str {
    if KEPT_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
        return name;
    }
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What a feed says of all its records.
#[derive(Debug, Default)]
pub(super) struct Channel {
    source: Option<String>,
    language: Option<String>,
    one_company: bool,
}

impl Channel {
    /// Looks at the language and the vocabularies that the first element declares.
    pub(super) fn take_root(&mut self, root: &Element) {
        let language = root.attributes.iter().find(|(name, _)| without_prefix(name) == "lang");
        self.language = language.map(|(_, language)| language.clone());
        let of_one = |uri: &str| ONE_COMPANY.iter().any(|host| uri.contains(host));
        self.one_company =
            root.attributes.iter().any(|(name, value)| name.starts_with("xmlns") && of_one(value));
    }

    /// Takes a text that stands outside of the records; the first of a kind is kept.
    pub(super) fn take(&mut self, name: &str, text: &str) {
        let place = match name {
            "publisher" | "title" | "partenaire" => &mut self.source,
            "language" => &mut self.language,
            _ => return,
        };
        if place.is_none() && !text.is_empty() {
            *place = Some(text.to_owned());
        }
    }
}

/// Tells whether an element of this name, in lower case, is HTML.
pub(super) fn is_markup(name: &str) -> bool {
    const NAMES: [&str; 27] = [
        "a",
        "b",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "u",
        "ul",
        "font",
    ];
    NAMES.contains(&name)
}

/// Reads the fields of a record.
pub(super) fn posting_of(record: Element, fields: &Table, channel: &Channel) -> Result<RawPosting, String> {
    let mut reader = RecordReader { fields, length: None, unit: None, link: None };
    let object = reader.object(record, &mut String::new());
    let mut raw = fields.posting_of(&object);
    if raw.title.is_none() && raw.description.is_none() {
        return Err("it has neither a title nor a description".into());
    }
    if let Some(length) = reader.length {
        let length = format!("{length} {}", reader.unit.as_deref().unwrap_or("mois"));
        match raw.contracts.last_mut() {
            Some(contract) => contract.push_str(&format!(" - {length}")),
            None => raw.contracts.push(length),
        }
    }
    raw.url = raw.url.or(reader.link);
    raw.source = raw.source.or_else(|| channel.source.clone());
    raw.language = raw.language.or_else(|| channel.language.clone());
    raw.company = raw.company.or_else(|| channel.source.clone().filter(|_| channel.one_company));
    Ok(raw)
}

/// Reads a record, and keeps what one of its fields says of others.
struct RecordReader<'a> {
    fields: &'a Table,
    /// How long the contract lasts, and in what that is counted.
    length: Option<String>,
    unit: Option<String>,
    /// An address found in a text.
    link: Option<String>,
}

impl RecordReader<'_> {
    fn object(&mut self, element: Element, path: &mut String) -> Map<String, Value> {
        let mut object = Map::new();
        for (name, value) in element.attributes {
            self.leaf(&mut object, (format!("@{}", without_prefix(&name)), value), path);
        }
        for child in element.children {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.extend(child.name.chars().map(|c| c.to_ascii_lowercase()));
            self.child(&mut object, child, path);
            path.truncate(length);
        }
        drop_plainer(&mut object);
        object
    }

    /// Adds an element; the attributes of one without children stand beside it, as `name@attribute`.
    fn child(&mut self, object: &mut Map<String, Value>, child: Element, path: &mut String) {
        let name = child.name.clone();
        if !child.children.is_empty() {
            let value = Value::Object(self.object(child, path));
            let list = self.fields.field(path) == Some("sections");
            return insert(object, name, if list { Value::Array(vec![value]) } else { value });
        }
        let rel = child.attributes.iter().find(|(name, _)| name == "rel");
        if rel.is_some_and(|(_, rel)| rel != "alternate") {
            return;
        }
        let counted = |name: &str| UNITS.contains(&name) && child.text.trim().parse::<f64>().is_ok();
        let unit =
            child.attributes.iter().find(|(name, _)| counted(name)).map(|(_, unit)| format!(" {unit}"));
        let text = format!("{}{}", child.text.trim(), unit.unwrap_or_default());
        self.leaf(object, (name.clone(), text), path);
        let length = path.len();
        for (attribute, value) in child.attributes {
            let attribute = format!("@{}", without_prefix(&attribute));
            path.push_str(&attribute.to_ascii_lowercase());
            self.leaf(object, (format!("{name}{attribute}"), value), path);
            path.truncate(length);
        }
    }

    fn leaf(&mut self, object: &mut Map<String, Value>, (name, text): (String, String), path: &str) {
        let field = self.fields.field(path).unwrap_or_default();
        let nothing = text.is_empty() || field.starts_with("pay") && text.parse() == Ok(0.0);
        match field {
            _ if nothing => {}
            "contract.length" => self.length = Some(text).filter(|text| text.parse() != Ok(0.0)),
            "contract.unit" => self.unit = Some(text),
            "link" => self.link = address_in(&text),
            "geo" => insert(object, name, geo(&text)),
            _ => insert(object, name, Value::String(text)),
        }
    }
}

/// Adds a value; several of one name are a list.
fn insert(object: &mut Map<String, Value>, name: String, value: Value) {
    match (object.get_mut(&name), value) {
        (Some(Value::Array(present)), Value::Array(more)) => present.extend(more),
        (Some(Value::Array(present)), value) => present.push(value),
        (Some(present), value) => *present = Value::Array(vec![present.take(), value]),
        (None, value) => drop(object.insert(name, value)),
    }
}

/// Drops `x` where `html_x` or `xFormatted` gives the same with its paragraphs.
fn drop_plainer(object: &mut Map<String, Value>) {
    let plainer: Vec<_> =
        object.keys().filter_map(|key| key.strip_prefix("html_").or(key.strip_suffix("Formatted"))).collect();
    let plainer: Vec<_> = plainer.into_iter().map(str::to_owned).collect();
    object.retain(|key, _| !plainer.contains(key));
}

/// Parts `48.85,2.35`, and `48,85,2,35` too.
fn geo(text: &str) -> Value {
    let parts: Vec<_> = text.split([',', ';']).map(str::trim).collect();
    let (lat, lon) = match parts[..] {
        [lat, lon] => (lat.to_owned(), lon.to_owned()),
        [lat, lat_decimals, lon, lon_decimals] => {
            (format!("{lat}.{lat_decimals}"), format!("{lon}.{lon_decimals}"))
        }
        _ => return Value::Null,
    };
    Value::Object([("lat".to_owned(), lat.into()), ("lon".to_owned(), lon.into())].into_iter().collect())
}

fn address_in(text: &str) -> Option<String> {
    let from = &text[text.find("https://").or_else(|| text.find("http://"))?..];
    let end =
        from.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>')).unwrap_or(from.len());
    Some(from[..end].to_owned())
}
