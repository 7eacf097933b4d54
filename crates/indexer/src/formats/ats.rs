//! JSON of applicant-tracking systems and job boards: a table of paths a source, one reader for all.
//!
//! To add one: write `tables/ats/<name>.tsv`, and a row in [`SOURCES`].

use super::json_documents::{self, Shape};
use super::json_fields::Table;
use super::{Each, Format, Input, ReadError};
use crate::RawPosting;
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::LazyLock;

/// How deep records may lie in what wraps them.
const DEPTH: usize = 5;

/// A system whose JSON has names of its own.
pub(super) struct Source {
    name: &'static str,
    /// The rows of its table; the first line says what it is.
    rows: &'static str,
    /// Names of fields that nobody else has all together; one group is enough.
    signs: &'static [&'static [&'static str]],
    /// The field of a document that lists its records.
    list: Option<&'static str>,
    table: LazyLock<Table>,
}

/// Writes a source from its name, its signs and its list.
macro_rules! source {
    ($name:literal, $signs:expr, $list:expr) => {{
        const ROWS: &str = include_str!(concat!("../../tables/ats/", $name, ".tsv"));
        Source {
            name: $name,
            rows: ROWS,
            signs: &$signs,
            list: $list,
            table: LazyLock::new(|| Table::of(ROWS)),
        }
    }};
}

/// The systems we know.
pub(super) static SOURCES: [Source; 18] = [
    source!(
        "france_travail",
        [&["resultats", "intitule"], &["lieuTravail", "typeContrat"], &["intitule", "romeCode"]],
        Some("resultats")
    ),
    source!(
        "greenhouse",
        [&["absolute_url", "internal_job_id"], &["absolute_url", "first_published"]],
        Some("jobs")
    ),
    source!(
        "lever",
        [&["hostedUrl", "categories"], &["descriptionBodyPlain"], &["additionalPlain"], &["openingPlain"]],
        None
    ),
    source!("ashby", [&["jobUrl", "isListed"], &["jobUrl", "publishedAt"]], Some("jobs")),
    source!(
        "smartrecruiters",
        [&["refNumber", "releasedDate"], &["jobAd", "sections"], &["typeOfEmployment", "releasedDate"]],
        Some("content")
    ),
    source!("workable", [&["shortcode", "telecommuting"], &["shortcode", "workplace"]], Some("jobs")),
    source!("recruitee", [&["careers_apply_url"], &["careers_url", "employment_type_code"]], Some("offers")),
    source!("teamtailor", [&["_jobposting"], &["attributes", "careersite-job-url"]], Some("items")),
    source!("workday", [&["externalPath", "bulletFields"], &["jobPostingInfo"]], Some("jobPostings")),
    source!("bamboohr", [&["jobOpeningName"]], Some("result")),
    source!("eightfold", [&["canonicalPositionUrl"]], Some("positions")),
    source!("freehire", [&["public_slug", "external_id"]], Some("data")),
    source!("oracle", [&["requisitionList"], &["ExternalDescriptionStr"]], Some("items")),
    source!("pinpoint", [&["key_responsibilities"], &["skills_knowledge_expertise"]], Some("data")),
    source!("rippling", [&["uuid", "workLocation"], &["uuid", "workLocations"]], None),
    source!("digitalrecruiters", [&["catch_phrase", "contract_work_period"]], Some("ads")),
    source!("engagement_jeunes", [&["duree_contrat_unit"], &["location_departement_code"]], None),
    source!("talentsoft", [&["isTopOffer", "contractType"], &["organisationName", "offerUrl"]], Some("data")),
];

impl Format for Source {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.rows.lines().next().map_or("", |line| line.trim_start_matches(['#', ' ']))
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "ndjson", "jsonl"]
    }

    fn fields(&self) -> Vec<String> {
        self.table.fields()
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        if !matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')) {
            return false;
        }
        let is_named = |sign: &&str| json_documents::behind_name(head, sign).is_some();
        self.signs.iter().any(|group| group.iter().all(is_named))
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let postings = |around: &Map<String, Value>, value: &Value| {
            let mut found = Vec::new();
            self.find((around, value), &mut found, 0);
            found
        };
        json_documents::read(input, &Shape { list: self.list, postings: &postings }, each)
    }
}

impl Source {
    /// Finds the records in a value, given what stands around it: itself, or what it wraps.
    fn find(
        &self,
        (around, value): (&Map<String, Value>, &Value),
        found: &mut Vec<RawPosting>,
        depth: usize,
    ) {
        match value {
            _ if depth > DEPTH => {}
            Value::Array(values) => {
                values.iter().for_each(|value| self.find((around, value), found, depth + 1));
            }
            Value::Object(object) => {
                let list = self.list.and_then(|list| object.get(list));
                if let Some(list) = list.filter(|list| list.is_array() || list.is_object()) {
                    return self.find((object, list), found, depth + 1);
                }
                match self.posting_of(object, around) {
                    Some(raw) => found.push(raw),
                    None => object
                        .values()
                        .filter(|value| value.is_array() || value.is_object())
                        .for_each(|value| self.find((around, value), found, depth + 1)),
                }
            }
            _ => {}
        }
    }

    fn posting_of(&self, object: &Map<String, Value>, around: &Map<String, Value>) -> Option<RawPosting> {
        let mut raw = self.table.posting_of(object);
        raw.title.as_ref()?;
        let named = |name: &String| self.table.field(&format!("^.{name}")) == Some("company");
        let outer = around.iter().find(|(name, _)| named(name)).and_then(|(_, value)| value.as_str());
        raw.company = raw.company.or_else(|| outer.map(str::to_owned));
        Some(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn check(head: &str, expected: Option<&str>) {
        let found = SOURCES.iter().find(|source| source.recognises(head.as_bytes(), Path::new("a.json")));
        assert_eq!(found.map(|source| source.name), expected, "{head}");
    }

    #[test]
    fn sources_are_told_by_the_names_of_their_fields() {
        check(r#"{"resultats": [{"id": "1", "intitule": "Soudeur"#, Some("france_travail"));
        check(r#"[{"hostedUrl": "x", "categories": {}}]"#, Some("lever"));
        check(r#"[{"text": "hostedUrl", "x": "\"categories\": 1"}]"#, None);
        check(r#"{"title": "Soudeur", "id": 1}"#, None);
        check("hostedUrl: categories:", None);
    }

    #[test]
    fn a_table_names_each_path_once_and_a_title() {
        for source in &SOURCES {
            let path = format!("{}/tables/ats/{}.tsv", env!("CARGO_MANIFEST_DIR"), source.name);
            let rows = std::fs::read_to_string(path).unwrap();
            let rows: Vec<_> = rows.lines().filter(|row| !row.starts_with('#')).collect();
            let columns = |row: &&str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
            let paths: HashSet<_> = rows.iter().map(|row| columns(row)[0].clone()).collect();
            assert_eq!(paths.len(), rows.len(), "{}", source.name);
            assert!(rows.iter().any(|row| columns(row)[1] == "title"), "{}", source.name);
            assert!(paths.iter().all(|path| *path == path.to_lowercase()), "{}", source.name);
        }
    }

    #[test]
    fn records_are_read_in_every_arrangement() {
        let record = r#"{"id": "1", "intitule": "Soudeur", "lieuTravail": {"libelle": "44 - NANTES"}}"#;
        let source = &SOURCES[0];
        let pages =
            format!("{{\"resultats\": [{record}, {record}], \"x\": []}}\n{{\"resultats\": [{record}]}}");
        let lines = format!("{record}\n{{broken\n{record}");
        for (text, expected) in [(pages, 3), (format!("[{record}]"), 1), (lines, 3)] {
            let mut read = 0;
            let mut input = Input { lines: &mut text.as_bytes(), path: Path::new("a.json"), max_record: 200 };
            source
                .read(&mut input, &mut |_| {
                    read += 1;
                    Ok(())
                })
                .unwrap();
            assert_eq!(read, expected, "{text}");
        }
    }
}
