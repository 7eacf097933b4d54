//! Real files of the XML and HTML family, where the shared samples lie beside the workspace: what is valid is read, what
//! is broken refused with a reason.

use jobsearch_indexer::formats::ReadError;
use jobsearch_indexer::{Options, RawPosting, prepare, read_postings};
use std::path::{Path, PathBuf};

/// What a file gave: its postings, the reasons of broken records, and why it ended early.
struct Outcome {
    postings: Vec<RawPosting>,
    broken: Vec<String>,
    refused: Option<String>,
}

fn read(path: &Path) -> Outcome {
    let (mut postings, mut broken) = (Vec::new(), Vec::new());
    let outcome = read_postings(path, &Options::default(), &mut |read| {
        match read.posting {
            Ok(raw) => postings.push(raw),
            Err(why) => broken.push(why),
        }
        Ok(())
    });
    let refused = outcome.err().map(|error| match error {
        ReadError::Syntax { record, why } => format!("{record}: {why}"),
        error => error.to_string(),
    });
    Outcome { postings, broken, refused }
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        extensions.iter().any(|own| path.extension().is_some_and(|extension| extension == *own))
    });
    files.sort();
    files
}

/// Reads the files of a folder; each posting must have a title and a text, and the facts that its source always gives.
fn check(folder: &str, extensions: &[&str], facts: &[&str]) {
    let Some(samples) = crate::shared("data/formats") else { return };
    for path in files(&samples.join(folder), extensions) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let outcome = read(&path);
        assert_eq!(outcome.refused, None, "{name}");
        let expected_broken = BROKEN.iter().find(|(file, _)| *file == name).map(|(_, why)| *why);
        assert_eq!(outcome.broken.first().map(String::as_str), expected_broken, "{name}");
        assert!(expected_broken.is_some() || !outcome.postings.is_empty(), "{name} gave nothing");
        for raw in &outcome.postings {
            let missing: Vec<_> = facts
                .iter()
                .filter(|fact| !has(raw, fact) && !LACKING.contains(&(name.as_str(), **fact)))
                .collect();
            assert!(missing.is_empty(), "{name}: {:?} has no {missing:?}", raw.title);
        }
    }
}

fn has(raw: &RawPosting, fact: &str) -> bool {
    match fact {
        "title" => raw.title.as_ref().is_some_and(|title| !title.trim().is_empty()),
        "text" => raw.description.is_some() || !raw.sections.is_empty(),
        "company" => raw.company.is_some(),
        "location" => !raw.locations.is_empty(),
        "url" => raw.url.as_ref().is_some_and(|url| url.starts_with("http")),
        "id" => raw.id.is_some(),
        "contract" => !raw.contracts.is_empty(),
        // A date that can be read, not only found.
        "posted" => prepare(raw, &Options::default()).posted.is_some(),
        other => panic!("{other} is no fact"),
    }
}

/// The files whose only record cannot be read, and why.
const BROKEN: [(&str, &str); 7] = [
    ("hrmdirect.html", NO_POSTING),
    ("icims.html", NO_POSTING),
    ("jobvite.html", NO_POSTING),
    ("paylocity.html", NO_POSTING),
    ("phenom.html", NO_POSTING),
    ("position_opening_23.xml", "it has neither a title nor a description"),
    ("005438fb_916259185.json", "the JSON is wrong at column 2764 (invalid escape at line 1 column 2764)"),
];

const NO_POSTING: &str = "the page marks up no posting, and has too little text to be one";

/// What a file does not say itself.
const LACKING: [(&str, &str); 7] = [
    ("import-edf.test.input.xml", "company"),
    ("import-enedis.test.input.xml", "company"),
    ("import-pass.test.input.rss", "contract"),
    ("import-jooble.test.input.xml", "contract"),
    ("neogov.xml", "contract"),
    ("personio.xml", "text"),
    ("personio.xml", "url"),
];

#[test]
fn feeds_are_read() {
    let facts = ["title", "text", "company", "location", "url", "id", "contract", "posted"];
    check("fr_partner_feeds", &["xml", "rss"], &facts);
    check("ats_json", &["xml"], &facts);
}

#[test]
fn pages_are_read() {
    check(
        "jsonld_html_en_builtin",
        &["html"],
        &["title", "text", "company", "location", "url", "id", "posted"],
    );
    check(
        "jsonld_html_fr_jobup",
        &["html"],
        &["title", "text", "company", "location", "url", "id", "posted"],
    );
    check("ats_json", &["html"], &[]);
}

#[test]
fn documents_of_json_ld_are_read() {
    check("jsonld_json_en_nhs", &["json"], &["title", "text", "company", "location", "url", "posted"]);
}

#[test]
fn position_openings_are_read_or_refused() {
    let Some(samples) = crate::shared("data/formats") else { return };
    check("eures_hrxml", &["json"], &["title", "text", "company", "location", "url", "id"]);
    let (mut read_well, mut ill_formed) = (0, 0);
    for path in files(&samples.join("eures_hrxml/documents"), &["xml"]) {
        let outcome = read(&path);
        match outcome.refused {
            Some(why) => {
                assert_eq!(
                    why,
                    "line 1: the XML is not well-formed: no space between the attributes of <PositionOpening>"
                );
                ill_formed += 1;
            }
            None => {
                let facts = ["title", "text", "company", "location", "id"];
                assert!(
                    outcome.postings.iter().all(|raw| facts.iter().all(|fact| has(raw, fact))),
                    "{}",
                    path.display()
                );
                read_well += outcome.postings.len();
            }
        }
    }
    // One well-formed document has neither a title nor a description.
    assert_eq!((read_well, ill_formed), (10, 13));
}
