//! The whole walk, into a writer that keeps postings in memory.

use crate::memory::Memory;
use expect_test::{Expect, expect};
use jobsearch_indexer::{IndexerError, Options, Report, index};
use jobsearch_posting::{Day, Kind};
use std::fs;
use std::path::Path;

fn walk(path: &Path, memory: &mut Memory) -> Result<Report, IndexerError> {
    let options = Options { today: Day::from_ymd(2026, 11, 22).unwrap(), ..Options::default() };
    index(&[path.to_owned()], memory, &options, &mut |_| ())
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.added, report.changed, report.unchanged, report.gone)
}

#[test]
fn the_index_follows_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offers.ndjson");
    let mut memory = Memory::default();
    fs::write(
        &file,
        "{\"id\": \"1\", \"title\": \"Soudeur\"}\n{\"id\": \"2\", \"title\": \"Cariste\"}\nbroken\n",
    )
    .unwrap();
    let report = walk(folder.path(), &mut memory).unwrap();
    assert_eq!(counts(&report), (2, 0, 0, 0));
    assert_eq!(report.skipped, 1);
    assert_eq!(report.first_skipped[0].record.as_deref(), Some("line 3"));
    assert_eq!(counts(&walk(folder.path(), &mut memory).unwrap()), (0, 0, 2, 0));
    assert_eq!(memory.written, 0);
    fs::write(
        &file,
        "{\"id\": \"1\", \"title\": \"Soudeur TIG\"}\n{\"id\": \"3\", \"title\": \"Vendeur\"}\n",
    )
    .unwrap();
    assert_eq!(counts(&walk(folder.path(), &mut memory).unwrap()), (1, 1, 0, 1));
    assert_eq!(memory.committed.keys().collect::<Vec<_>>(), ["1", "3"]);
    assert!(memory.committed["3"].posting.source.ends_with("offers.ndjson:2"));
}

#[test]
fn a_file_that_breaks_off_loses_nothing_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offers.json");
    let mut memory = Memory::default();
    fs::write(&file, "[{\"id\": \"1\", \"title\": \"Soudeur\"}, {\"id\": \"2\", \"title\": \"Cariste\"}]")
        .unwrap();
    walk(folder.path(), &mut memory).unwrap();
    fs::write(&file, "[{\"id\": \"1\", \"title\": \"Soudeur\"}, {\"id\": \"2\", \"ti").unwrap();
    let report = walk(folder.path(), &mut memory).unwrap();
    assert_eq!(counts(&report), (0, 0, 1, 0));
    assert!(report.first_skipped[0].why.contains("breaks off"), "{:?}", report.first_skipped);
}

#[test]
fn an_id_given_twice_is_kept_apart_and_a_copy_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let twice = "{\"id\": \"1\", \"title\": \"A\"}\n{\"id\": \"1\", \"title\": \"B\"}\n{\"id\": \"1\", \"title\": \"A\"}\n{\"title\": \"C\"}\n";
    fs::write(folder.path().join("a.ndjson"), twice).unwrap();
    fs::write(folder.path().join("fiche.txt"), "Juriste\n\nTexte.").unwrap();
    let mut memory = Memory::default();
    assert_eq!(counts(&walk(folder.path(), &mut memory).unwrap()), (4, 0, 1, 0));
    let ids: Vec<&str> = memory.committed.keys().map(String::as_str).filter(|id| id.len() != 16).collect();
    assert_eq!(ids, ["1", "1~2", "fiche"]);
}

#[test]
fn nothing_to_read_is_an_error_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.exe"), "x").unwrap();
    let error = walk(folder.path(), &mut Memory::default()).unwrap_err();
    assert!(error.to_string().starts_with("no posting in"), "{error}");
    assert!(error.hint().unwrap().contains("extension"));
    let missing = walk(Path::new("no/such/folder"), &mut Memory::default()).unwrap_err();
    assert_eq!(missing.to_string(), "cannot find `no/such/folder`");
}

/// The three documents the project started from; they are not part of it.
#[test]
fn the_first_documents_are_understood() {
    let Some(folder) = crate::shared("seeds") else { return };
    let mut memory = Memory::default();
    walk(&folder, &mut memory).unwrap();
    let check = |id: &str, expected: Expect| {
        let posting = &memory.committed[id].posting;
        let facts = &posting.facts;
        let contracts: Vec<_> = facts.contracts.iter().map(|fact| fact.value.kind.id()).collect();
        let places: Vec<_> = facts
            .locations
            .iter()
            .map(|fact| format!("{} {:?}", fact.value.name, fact.value.country))
            .collect();
        let standing = posting
            .sections
            .iter()
            .any(|section| section.boilerplate && section.text.contains("cardiologie"));
        let said = format!(
            "{} | {contracts:?} {places:?} {:?} standing: {standing}",
            posting.title,
            posting.posted.map(|day| day.to_string())
        );
        expected.assert_eq(&said);
    };
    check(
        "4970",
        expect![[
            r#"Global Medical Lead Oncologie | ["permanent"] ["Suresnes Some(FR)"] Some("2024-09-07") standing: true"#
        ]],
    );
    check(
        "10178",
        expect![[
            r#"Medical Project Leader | ["permanent"] ["Casablanca Some(MA)"] Some("2025-10-23") standing: true"#
        ]],
    );
    let sheet = memory.committed.values().find(|prepared| prepared.posting.kind == Kind::RoleSheet).unwrap();
    assert_eq!(sheet.posting.title, "Responsable associations de patients");
    assert_eq!(sheet.posting.other_titles.len(), 4);
    assert!(sheet.posting.facts.contracts.is_empty() && sheet.posting.facts.locations.is_empty());
}

#[test]
fn the_seeds_are_read_whole() {
    let seeds = Path::new("../../seeds");
    if !seeds.join("text").is_dir() {
        println!("skipped: no `{}`", seeds.display());
        return;
    }
    let mut memory = Memory::default();
    let report = walk(seeds, &mut memory).unwrap();
    println!("{report:#?}");
    assert_eq!(report.added, report.read, "two seeds share an id");
    for prepared in memory.committed.values() {
        let posting = &prepared.posting;
        assert!(!posting.title.is_empty(), "{}", posting.source);
        // The other folders are small samples of what each format can leave out.
        let is_whole = ["/text/", "/json/", "/ndjson/"].iter().any(|folder| posting.source.contains(folder));
        if posting.kind == Kind::Offer && is_whole {
            assert!(!posting.facts.contracts.is_empty(), "no contract in {}", posting.source);
            assert!(!posting.facts.locations.is_empty(), "no place in {}", posting.source);
        }
    }
}
