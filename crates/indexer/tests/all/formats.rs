//! Every format over its own examples, and over the samples that are not part of the project.

use expect_test::expect_file;
use jobsearch_indexer::formats::Read;
use jobsearch_indexer::{Options, RawPosting, read_postings};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The formats whose examples are compared, a folder of `seeds` and a file of `golden` each.
const FORMATS: [&str; 24] = [
    "ashby",
    "bamboohr",
    "csv",
    "digitalrecruiters",
    "docx",
    "eightfold",
    "eml",
    "engagement_jeunes",
    "france_travail",
    "freehire",
    "greenhouse",
    "lever",
    "markdown",
    "oracle",
    "pdf",
    "pinpoint",
    "recruitee",
    "rippling",
    "smartrecruiters",
    "talentsoft",
    "teamtailor",
    "workable",
    "workday",
    "zip",
];

/// Reads a file; returns its format and its records.
fn read(path: &Path) -> Result<(&'static str, Vec<Read>), String> {
    let mut records = Vec::new();
    let format = read_postings(path, &Options::default(), &mut |record| {
        records.push(record);
        Ok(())
    });
    format.map(|format| (format, records)).map_err(|error| error.to_string())
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(files_under(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// Writes what a posting says, a line a value.
fn shown(raw: &RawPosting) -> String {
    let Value::Object(fields) = serde_json::to_value(raw).unwrap() else { unreachable!() };
    let mut text = String::new();
    for (name, value) in fields {
        let values = match value {
            Value::Array(values) => values,
            one => vec![one],
        };
        for value in values.iter().filter(|value| !value.is_null()) {
            let value = match value {
                Value::Object(parts) => parts
                    .iter()
                    .filter(|(_, part)| !part.is_null())
                    .map(|(part, value)| format!("{part}={value}"))
                    .collect::<Vec<_>>()
                    .join(" "),
                other => other.to_string(),
            };
            writeln!(text, "  {name}: {value}").unwrap();
        }
    }
    text
}

#[test]
fn the_examples_of_every_format_are_read_whole() {
    for format in FORMATS {
        let mut said = String::new();
        for path in files_under(&Path::new("../../seeds").join(format)) {
            let (found, records) = read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            assert_eq!(found, format, "{}", path.display());
            for read in records {
                let posting = read.posting.as_ref().map_or_else(|why| format!("  ! {why}\n"), shown);
                let name = path.file_name().unwrap().to_string_lossy();
                writeln!(said, "{name} {}\n{posting}", read.record).unwrap();
            }
        }
        expect_file![format!("golden/{format}.txt")].assert_eq(&said);
    }
}

/// The fields a sample states; what it does not state is not asked for.
fn missing(raw: &RawPosting, without: &str) -> Vec<&'static str> {
    let has_text = raw.description.is_some() || !raw.sections.is_empty();
    let has = [
        ("title", raw.title.is_some()),
        ("id", raw.id.is_some()),
        ("text", has_text),
        ("company", raw.company.is_some()),
        ("place", !raw.locations.is_empty()),
        ("contract", !raw.contracts.is_empty() || !raw.working_time.is_empty()),
        ("date", raw.posted.is_some() || raw.valid_through.is_some()),
        ("url", raw.url.is_some()),
    ];
    has.iter().filter(|(name, has)| !has && !without.contains(name)).map(|(name, _)| *name).collect()
}

/// The samples, the format and number of postings of each, and what its source does not state.
const SAMPLES: [(&str, &str, usize, &str); 25] = [
    ("ats_json/ashby.json", "ashby", 2, ""),
    ("ats_json/bamboohr.json", "bamboohr", 2, "text company date url"),
    ("ats_json/eightfold.json", "eightfold", 2, "text company contract"),
    ("ats_json/freehire_detail_greenhouse.json", "freehire", 1, ""),
    ("ats_json/freehire_detail_workday.json", "freehire", 1, ""),
    ("ats_json/freehire_search_page1.json", "freehire", 3, "contract"),
    ("ats_json/freehire_search_page2.json", "freehire", 2, "contract"),
    ("ats_json/greenhouse.json", "greenhouse", 2, "contract"),
    ("ats_json/lever.json", "lever", 2, ""),
    ("ats_json/oracle_orc.json", "oracle", 2, "text company contract url"),
    ("ats_json/oracle_orc_detail.json", "oracle", 1, "company contract url"),
    ("ats_json/pinpoint.json", "pinpoint", 2, "company contract date"),
    ("ats_json/recruitee.json", "recruitee", 2, ""),
    ("ats_json/rippling.json", "rippling", 2, "text company contract date"),
    ("ats_json/smartrecruiters.json", "smartrecruiters", 1, "text"),
    ("ats_json/teamtailor.json", "teamtailor", 2, "text contract"),
    ("ats_json/workable.json", "workable", 2, "text contract"),
    ("ats_json/workday.json", "workday", 2, "text company contract"),
    ("fr_partner_feeds/decathlon.test.input.json", "digitalrecruiters", 3, ""),
    ("fr_partner_feeds/engagementJeunes.test.input.json", "engagement_jeunes", 2, ""),
    ("fr_partner_feeds/france-travail-cegid-mapper.test.input.json", "talentsoft", 1, ""),
    ("fr_partner_feeds/import-france-travail-cegid.test.input.json", "talentsoft", 4, ""),
    ("fr_partner_feeds/import-leboncoin.test.input.csv", "csv", 2, "contract date"),
    ("france_travail_api_v2/offres_search_page_dept74.json", "france_travail", 40, "company"),
    ("france_travail_api_v2/offres_search_page_france.json", "france_travail", 40, "company"),
];

#[test]
fn the_samples_say_what_their_sources_state() {
    let Some(folder) = crate::shared("data/formats") else { return };
    let mut trouble = Vec::new();
    for (name, format, count, without) in SAMPLES {
        let (found, records) = read(&folder.join(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
        if (found, records.len()) != (format, count) {
            trouble.push(format!("{name}: {} records of {found}", records.len()));
        }
        for read in records {
            match read.posting {
                Err(why) => trouble.push(format!("{name} {}: {why}", read.record)),
                Ok(raw) if missing(&raw, without).is_empty() => {}
                Ok(raw) => trouble.push(format!("{name} {}: no {:?}", read.record, missing(&raw, without))),
            }
        }
    }
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}
