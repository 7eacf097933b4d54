//! RSS and Atom: a channel that says whose it is, and items.

use super::xml::FIELDS;
use super::xml_reader::{Records, read_records};
use super::xml_source::root_of;
use super::{Each, Format, Input, ReadError};
use std::path::Path;

/// RSS and Atom.
pub(super) struct Rss;

impl Format for Rss {
    fn name(&self) -> &'static str {
        "rss"
    }

    fn about(&self) -> &'static str {
        "RSS and Atom: an item a posting"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn fields(&self) -> Vec<String> {
        FIELDS.fields()
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        root_of(head).is_some_and(|root| matches!(root.name, "rss" | "feed" | "RDF" | "channel"))
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        read_records(input, &Records { names: &["item", "entry"], fields: &FIELDS }, each)
    }
}
