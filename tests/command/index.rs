//! `jobsearch index PATH…`

use super::{INFIRMIERE, offers};
use crate::program::Folder;
use expect_test::expect;

#[test]
fn a_run_closes_with_a_report() {
    let folder = offers();
    folder.run(["index", "offers"]).status(0).stdout(expect![""]).stderr(expect![[r#"
        4 postings read from 3 files in … s
        4 added, 0 changed, 0 unchanged, 0 gone, 0 skipped
          formats   json 2, text 2
          languages fr 4
          kinds     offer 4
          facts     contract 3, working_time 1, location 3, skill 2, date 3
    "#]]);
    folder.run(["index", "offers"]).status(0).stdout(expect![""]).stderr(expect![[r#"
        4 postings read from 3 files in … s
        0 added, 0 changed, 4 unchanged, 0 gone, 0 skipped
          formats   json 2, text 2
          languages fr 4
          kinds     offer 4
    "#]]);
}

#[test]
fn a_named_file_is_told_by_its_content() {
    let folder = Folder::new().file("offer.posting", INFIRMIERE);
    folder.run(["index", "offer.posting"]).status(0);
    folder.run(["list"]).status(0).names(&["INF-1"]);
}

#[test]
fn an_index_that_lies_among_the_postings_is_no_posting() {
    let folder = offers();
    for _ in 0..2 {
        let outcome = folder.run(["index", "."]).status(0);
        assert!(outcome.stderr.contains(" 0 skipped\n"), "{}", outcome.stderr);
    }
}

#[test]
fn what_is_skipped_is_named_with_its_reason() {
    let folder = offers()
        .file("offers/broken.ndjson", "{\"title\": \"Cariste\"}\n{\"title\": \n")
        .file("offers/logo.png", "x");
    folder.run(["index", "offers"]).status(0).stderr(expect![[r#"
        5 postings read from 4 files in … s
        5 added, 0 changed, 0 unchanged, 0 gone, 2 skipped
          formats   json 3, text 2
          languages fr 4, unknown 1
          kinds     offer 5
          facts     contract 3, working_time 1, location 3, skill 2, date 3
          skipped offers/logo.png: its extension is none that postings come with
          skipped offers/broken.ndjson, line 2: the JSON breaks off at column 0
    "#]]);
}

#[test]
fn every_skipped_record_is_listed_however_many_there_are() {
    let broken = "{\"title\": \n".repeat(150);
    let folder = Folder::new().file("offers.ndjson", format!("{{\"title\": \"Cariste\"}}\n{broken}"));
    let outcome = folder.run(["index", "offers.ndjson", "--report", "skipped.ndjson"]).status(0);
    assert!(outcome.stderr.contains("150 skipped") && outcome.stderr.ends_with("  and 130 more\n"));
    let list = folder.read("skipped.ndjson");
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 151);
    assert!(lines[149].contains("\"line 151\""), "{}", lines[149]);
    assert!(lines[150].contains("\"skipped\":150") && lines[150].contains("\"type\":\"summary\""));
    let refused = folder.run(["index", "offers.ndjson", "--report", "no/such/folder"]).status(2);
    assert!(refused.stderr.starts_with("error: cannot write the report `no/such/folder`"));
}

#[test]
fn a_second_writer_is_refused_by_the_name_of_the_first() {
    let folder = offers().indexed("offers");
    let first = jobsearch_engine_tantivy::write(&folder.path("index")).expect("nobody else writes");
    folder.run(["index", "offers"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: the index in `index` is being written by process …
        hint: wait until it is done, or name another index with `--index DIR`
    "#]]);
    folder.run(["soudeur"]).status(0);
    drop(first);
    folder.run(["index", "offers"]).status(0);
}
