//! XML feeds of boards and recruiting tools: a list of records, whatever the list and its fields are called.

use super::json_fields::Table;
use super::xml_reader::{Records, read_records};
use super::xml_source::root_of;
use super::{Each, Format, Input, ReadError, has_extension};
use std::path::Path;
use std::sync::LazyLock;

/// What the fields of feeds mean: names of their own, then those that JSON has too.
pub(super) static FIELDS: LazyLock<Table> = LazyLock::new(|| {
    Table::of(concat!(
        include_str!("../../tables/xml_fields.tsv"),
        include_str!("../../tables/json_fields.tsv")
    ))
});

/// The elements that hold one posting each, in lower case.
const RECORDS: [&str; 15] = [
    "job",
    "offer",
    "offre",
    "offre_emploi",
    "offre-emploi",
    "offreemploi",
    "annonce",
    "vacancy",
    "position",
    "posting",
    "jobposting",
    "job_posting",
    "jobad",
    "item",
    "entry",
];

/// XML feeds.
pub(super) struct Xml;

impl Format for Xml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let root = root_of(head);
        root.is_some_and(|root| {
            root.declared || has_extension(path, self.extensions()) || root.attributes == 0
        })
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        read_records(input, &Records { names: &RECORDS, fields: &FIELDS }, each)
    }
}
