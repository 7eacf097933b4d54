//! A JSON object to a posting, by the names of its fields.

use super::json_pay::{PayParts, pay_text};
use super::listed;
use crate::{RawLocation, RawPosting, RawSection};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// How deep a field may lie.
const DEPTH: usize = 6;

/// What a field means, how well it is known for that among others, and what the table's last column says.
#[derive(Clone, Copy)]
struct Meaning {
    field: &'static str,
    rank: usize,
    note: &'static str,
}

/// What the fields of records mean, by their paths.
pub(super) struct Table {
    meanings: FxHashMap<&'static str, Meaning>,
    /// The best rank of a field under each path that leads to one.
    ranks: FxHashMap<&'static str, usize>,
}

/// The names that fields have anywhere.
pub(super) static COMMON: LazyLock<Table> =
    LazyLock::new(|| Table::of(include_str!("../../tables/json_fields.tsv")));

impl Table {
    /// Reads rows of a path, a field, and a heading or value; earlier rows win over later ones.
    pub(super) fn of(rows: &'static str) -> Self {
        let mut table = Self { meanings: FxHashMap::default(), ranks: FxHashMap::default() };
        for (rank, row) in rows.lines().enumerate().filter(|(_, row)| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(path), Some(field)) = (columns.next(), columns.next()) else { continue };
            let meaning = Meaning { field, rank, note: columns.next().unwrap_or("") };
            table.meanings.entry(path).or_insert(meaning);
            for end in path.match_indices('.').map(|(end, _)| end).chain([path.len()]) {
                table.ranks.entry(&path[..end]).or_insert(rank);
            }
        }
        table
    }

    /// The field a path names.
    pub(super) fn field(&self, path: &str) -> Option<&'static str> {
        self.meanings.get(path).map(|meaning| meaning.field)
    }

    /// Every field, with the paths that name it, the best known first.
    pub(super) fn fields(&self) -> Vec<String> {
        let mut rows: Vec<_> = self.meanings.iter().filter(|(_, meaning)| meaning.field != "-").collect();
        rows.sort_unstable_by_key(|(_, meaning)| meaning.rank);
        listed(rows.into_iter().map(|(path, meaning)| (meaning.field, *path)))
    }

    /// Reads the fields of an object that it knows.
    pub(super) fn posting_of(&self, object: &Map<String, Value>) -> RawPosting {
        let mut reader = Fields::of(self);
        reader.object(object, &mut String::new(), 0);
        let mut raw = reader.raw;
        raw.pay = raw.pay.or_else(|| reader.pay.text());
        raw.company = raw.company.or(reader.company_of_url);
        keep_apart(&mut raw.locations);
        raw
    }
}

/// Reads the fields of an object by the names they have anywhere.
pub(super) fn posting_of(object: &Map<String, Value>) -> RawPosting {
    COMMON.posting_of(object)
}

struct Fields<'a> {
    table: &'a Table,
    raw: RawPosting,
    /// The rank of the field each single value was taken from.
    ranks: Vec<(&'static str, usize)>,
    pay: PayParts,
    /// The name that the address of a posting gives the company.
    company_of_url: Option<String>,
}

impl<'a> Fields<'a> {
    fn of(table: &'a Table) -> Self {
        let (raw, pay) = (RawPosting::default(), PayParts::default());
        Self { table, raw, ranks: Vec::new(), pay, company_of_url: None }
    }

    /// Reads the fields that lead to something, in the table's order: what belongs together is not parted by chance.
    fn object(&mut self, object: &Map<String, Value>, path: &mut String, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let length = path.len();
        let mut known = Vec::with_capacity(object.len());
        for (key, value) in object.iter().filter(|(_, value)| !value.is_null()) {
            step(path, key);
            known.extend(self.table.ranks.get(path.as_str()).map(|rank| (*rank, key, value)));
            path.truncate(length);
        }
        known.sort_by_key(|(rank, ..)| *rank);
        for (_, key, value) in known {
            step(path, key);
            self.value(value, path, depth);
            path.truncate(length);
        }
    }

    fn value(&mut self, value: &Value, path: &mut String, depth: usize) {
        let meaning = self.table.meanings.get(path.as_str()).copied();
        match (meaning.map(|m| m.field), value) {
            (_, Value::Null) => {}
            (Some("sections"), Value::Array(parts)) => {
                self.raw.sections.extend(parts.iter().filter_map(section_of))
            }
            (Some("pay"), Value::Object(object)) => {
                if let (Some(text), Some(meaning)) = (pay_text(object), meaning) {
                    self.take(meaning, text);
                }
                self.object(object, path, depth + 1);
            }
            (_, Value::Object(object)) => self.object(object, path, depth + 1),
            (_, Value::Array(values)) => {
                for value in values {
                    self.begin_place(path);
                    self.value(value, path, depth + 1);
                }
            }
            (Some(_), scalar) => {
                if let (Some(text), Some(meaning)) = (text_of(scalar), meaning) {
                    self.scalar(meaning, text, scalar);
                }
            }
            (None, _) => {}
        }
    }

    /// Each element of a list of places is a place of its own.
    fn begin_place(&mut self, path: &str) {
        let lists_places = path.ends_with("location") || path.ends_with("locations");
        if lists_places && self.raw.locations.last().is_some_and(|last| *last != RawLocation::default()) {
            self.raw.locations.push(RawLocation::default());
        }
    }

    fn scalar(&mut self, meaning: Meaning, text: String, value: &Value) {
        match (meaning.note, value) {
            ("", _) => self.take(meaning, text),
            (_, _) if meaning.field == "section" => {
                self.raw.sections.push(RawSection { heading: meaning.note.to_owned(), text });
            }
            (note, Value::Bool(true)) => self.take(meaning, note.to_owned()),
            _ => {}
        }
    }

    fn take(&mut self, meaning: Meaning, text: String) {
        let raw = &mut self.raw;
        let list = match meaning.field {
            "other_titles" => &mut raw.other_titles,
            "contract" => &mut raw.contracts,
            "working_time" => &mut raw.working_time,
            "education" => &mut raw.education,
            "languages" => &mut raw.languages,
            "skills" => &mut raw.skills,
            field if field.starts_with("location") => return self.place(field, text),
            field if field.starts_with("pay.") => return self.pay.take(field, text),
            "url+company" => {
                self.company_of_url = first_segment(&text);
                return self.single(Meaning { field: "url", ..meaning }, text);
            }
            _ => return self.single(meaning, text),
        };
        if !list.contains(&text) {
            list.push(text);
        }
    }

    fn single(&mut self, meaning: Meaning, text: String) {
        let raw = &mut self.raw;
        let place = match meaning.field {
            "id" => &mut raw.id,
            "source" => &mut raw.source,
            "url" => &mut raw.url,
            "kind" => &mut raw.kind,
            "title" => &mut raw.title,
            "company" => &mut raw.company,
            "description" => &mut raw.description,
            "pay" => &mut raw.pay,
            "remote" => &mut raw.remote,
            "experience" => &mut raw.experience,
            "posted" => &mut raw.posted,
            "valid_through" => &mut raw.valid_through,
            "language" => &mut raw.language,
            _ => return,
        };
        let at = self.ranks.iter().position(|(field, _)| *field == meaning.field).unwrap_or_else(|| {
            self.ranks.push((meaning.field, usize::MAX));
            self.ranks.len() - 1
        });
        let best = &mut self.ranks[at].1;
        // A list of values for a single one keeps them all, one after the other.
        if meaning.rank < *best {
            *best = meaning.rank;
            *place = Some(text);
        } else if let (true, Some(present)) = (meaning.rank == *best, place) {
            present.push_str(", ");
            present.push_str(&text);
        }
    }

    fn place(&mut self, field: &'static str, text: String) {
        let mut slot = slot(self.raw.locations.last_mut(), field);
        if slot.as_ref().is_none_or(|value| value.is_some()) {
            self.raw.locations.push(RawLocation::default());
            slot = self::slot(self.raw.locations.last_mut(), field);
        }
        if let Some(slot) = slot {
            *slot = Some(text);
        }
    }
}

/// The first part of an address's path, where a board of several companies says whose posting it is.
fn first_segment(url: &str) -> Option<String> {
    let segment = url.split_once("://")?.1.split(['/', '?', '#']).nth(1)?;
    Some(segment.to_owned()).filter(|segment| !segment.is_empty())
}

/// Drops empty places, and those that say no more than another does.
fn keep_apart(places: &mut Vec<RawLocation>) {
    let mut kept: Vec<RawLocation> = Vec::with_capacity(places.len());
    for place in places.drain(..).filter(|place| *place != RawLocation::default()) {
        match kept.iter_mut().find(|other| covers(other, &place) || covers(&place, other)) {
            Some(other) if covers(&place, other) => *other = place,
            Some(_) => {}
            None => kept.push(place),
        }
    }
    *places = kept;
}

fn covers(place: &RawLocation, other: &RawLocation) -> bool {
    let parts = |place: &RawLocation| {
        let RawLocation { text, city, region, postcode, country, lat, lon } = place.clone();
        [text, city, region, postcode, country, lat, lon]
    };
    parts(place).iter().zip(parts(other)).all(|(mine, theirs)| theirs.is_none() || *mine == theirs)
}

/// Goes into a field.
fn step(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    let start = path.len();
    path.push_str(key);
    path[start..].make_ascii_lowercase();
}

fn slot<'a>(location: Option<&'a mut RawLocation>, field: &str) -> Option<&'a mut Option<String>> {
    let location = location?;
    Some(match field {
        "location.city" => &mut location.city,
        "location.region" => &mut location.region,
        "location.postcode" => &mut location.postcode,
        "location.country" => &mut location.country,
        "location.lat" => &mut location.lat,
        "location.lon" => &mut location.lon,
        _ => &mut location.text,
    })
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let object = (text.starts_with('{'))
                .then(|| serde_json::from_str::<Map<String, Value>>(text).ok())
                .flatten();
            object.and_then(|object| pay_text(&object)).or_else(|| Some(text.clone()))
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
    .filter(|text| !text.trim().is_empty())
}

fn section_of(part: &Value) -> Option<RawSection> {
    let part = part.as_object()?;
    let first = |names: &[&str]| names.iter().find_map(|name| part.get(*name)?.as_str()).map(str::to_owned);
    let text = first(&["content", "body", "description", "value", "text", "html"])?;
    let heading = first(&["heading", "title", "name", "label", "text"]).filter(|heading| *heading != text);
    Some(RawSection { heading: heading.unwrap_or_default(), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(json: &str, expected: Expect) {
        let object: Map<String, Value> = serde_json::from_str(json).unwrap();
        let Value::Object(all) = serde_json::to_value(posting_of(&object)).unwrap() else { unreachable!() };
        let said: Map<String, Value> = all
            .into_iter()
            .filter(|(_, value)| !value.is_null() && value != &Value::Array(Vec::new()))
            .collect();
        expected.assert_eq(&Value::Object(said).to_string());
    }

    #[test]
    fn fields_are_known_by_many_names() {
        check(
            r#"{"id": 7, "intitule": "Soudeur", "name": "x", "entreprise": {"nom": "Acier"}, "typeContrat": "MIS",
                "lieuTravail": {"libelle": "44 - NANTES", "codePostal": "44000", "latitude": 47.2, "longitude": -1.5}}"#,
            expect![[
                r#"{"company":"Acier","contracts":["MIS"],"id":"7","locations":[{"city":null,"country":null,"lat":"47.2","lon":"-1.5","postcode":"44000","region":null,"text":"44 - NANTES"}],"title":"Soudeur"}"#
            ]],
        );
        check(
            r#"{"title": "Nurse", "hiringOrganization": {"name": "Ward"}, "employmentType": ["FULL_TIME", "CONTRACTOR"],
                "jobLocation": [{"address": {"addressLocality": "Leeds", "addressCountry": "GB"}},
                                {"address": {"addressLocality": "York", "addressCountry": {"name": "GB"}}}],
                "baseSalary": {"currency": "GBP", "value": {"minValue": 30000, "maxValue": 35000, "unitText": "YEAR"}},
                "qualifications": "RN", "remote": false, "hybrid": true}"#,
            expect![[
                r#"{"company":"Ward","contracts":["FULL_TIME","CONTRACTOR"],"locations":[{"city":"Leeds","country":"GB","lat":null,"lon":null,"postcode":null,"region":null,"text":null},{"city":"York","country":"GB","lat":null,"lon":null,"postcode":null,"region":null,"text":null}],"pay":"30000 - 35000 GBP YEAR","remote":"false","sections":[{"heading":"Requirements","text":"RN"}],"title":"Nurse"}"#
            ]],
        );
        check(
            r#"{"text": "Dev", "lists": [{"text": "You", "content": "<li>Rust</li>"}]}"#,
            expect![[r#"{"sections":[{"heading":"You","text":"<li>Rust</li>"}],"title":"Dev"}"#]],
        );
    }

    #[test]
    fn the_table_names_no_path_twice() {
        let paths: Vec<_> = include_str!("../../tables/json_fields.tsv")
            .lines()
            .filter(|row| !row.starts_with('#'))
            .collect();
        assert_eq!(paths.len(), COMMON.meanings.len());
    }
}
