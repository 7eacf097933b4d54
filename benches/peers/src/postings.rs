//! Postings as their sources give them.

use jobsearch_indexer::{Options, RawPosting, read_postings};
use std::path::Path;

/// The fields, in the order of [`Posting::fields`].
pub(crate) const FIELDS: [&str; 5] = ["title", "company", "contract", "location", "body"];

/// A posting, in fields.
pub(crate) struct Posting {
    pub(crate) id: String,
    pub(crate) fields: [String; 5],
}

/// Reads every posting under a folder that has an identifier; a file that breaks off gives what came before.
pub(crate) fn read(folder: &Path) -> Vec<Posting> {
    let mut postings = Vec::new();
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    for entry in files.filter(|entry| entry.file_type().is_file()) {
        let read = read_postings(entry.path(), &Options::default(), &mut |record| {
            postings.extend(record.posting.ok().and_then(posting));
            Ok(())
        });
        if let Err(error) = read {
            eprintln!("{}: {error}", entry.path().display());
        }
    }
    postings
}

fn posting(raw: RawPosting) -> Option<Posting> {
    let sections = raw.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let body: Vec<&str> = raw.description.iter().chain(sections).map(String::as_str).collect();
    let body = body.join("\n");
    let places = raw.locations.iter();
    let places = places.flat_map(|place| [&place.text, &place.city, &place.postcode, &place.region]);
    let places: Vec<&str> = places.flatten().map(String::as_str).collect();
    let (places, contracts) = (places.join(" · "), raw.contracts.join(" · "));
    let fields = [raw.title.unwrap_or_default(), raw.company.unwrap_or_default(), contracts, places, body];
    Some(Posting { id: raw.id?, fields })
}
