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

/// First elements that need no declaration to be known for a feed.
const ROOTS: [&str; 9] =
    ["jobs", "job", "source", "offers", "offres", "annonces", "positions", "vacancies", "workzag-jobs"];

/// XML feeds.
pub(super) struct Xml;

impl Format for Xml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn about(&self) -> &'static str {
        "XML feeds of boards and recruiting tools, whatever the list and its fields are called"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn fields(&self) -> Vec<String> {
        FIELDS.fields()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let named = |name: &str| ROOTS.iter().any(|root| name.eq_ignore_ascii_case(root));
        root_of(head)
            .is_some_and(|root| root.declared || named(root.name) || has_extension(path, self.extensions()))
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        read_records(input, &Records { names: &RECORDS, fields: &FIELDS }, each)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn the_tables_name_no_path_twice() {
        for table in
            [include_str!("../../tables/xml_fields.tsv"), include_str!("../../tables/hr_xml_fields.tsv")]
        {
            let mut paths = HashSet::new();
            let rows = table.lines().filter(|row| !row.starts_with('#'));
            rows.for_each(|row| assert!(paths.insert(row.split('\t').next()), "{row} is said twice"));
        }
    }
}
