//! `jobsearch QUERY…`

use super::offers;
use crate::program::Folder;
use expect_test::expect;

#[test]
fn a_query_gives_results_and_says_how_it_was_read() {
    let folder = offers().indexed("offers");
    folder.run(["soudeur CDI"]).status(0).stdout(expect![""]).stderr(expect![""]);
    folder.run(["search", "soudeur", "CDI"]).status(0).names(&["S-1", "S-2"]);
}

#[test]
fn nothing_found_is_told_by_the_exit_status() {
    offers().indexed("offers").run(["astronaute"]).status(1).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn options_narrow_what_is_shown() {
    let folder = offers().indexed("offers");
    folder.run(["soudeur", "--limit", "1"]).status(0).names(&["  1. Soudeur"]).stderr(expect![""]);
    folder.run(["soudeur", "--offset", "1", "--limit", "1"]).status(0).names(&["  2. Soudeur"]);
    folder.run(["soudeur", "--contract", "intérim"]).status(0).names(&["S-2"]).stderr(expect![""]);
    folder.run(["soudeur", "--location", "Nantes", "--radius", "10"]).status(0).names(&["S-1"]).stderr(expect![""]);
    folder.run(["--literal", "soudeur CDI"]).status(0).stderr(expect![""]);
}

#[test]
fn results_are_one_json_document() {
    let outcome = offers().indexed("offers").run(["soudeur CDI", "--format", "json"]).status(0);
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let keys: Vec<_> = document.as_object().expect("it is an object").keys().cloned().collect();
    expect![""].assert_eq(&keys.join(" "));
    let hit = &document["hits"][0];
    let keys: Vec<_> = hit.as_object().expect("it is an object").keys().cloned().collect();
    expect![""].assert_eq(&keys.join(" "));
    assert_eq!((&hit["rank"], &hit["id"], &hit["kind"], &hit["tier"]), (&1.into(), &"S-1".into(), &"offer".into(), &"full".into()));
    assert_eq!(document["query"], "soudeur CDI");
    expect![""].assert_eq(&outcome.stderr);
}

#[test]
fn results_are_a_json_document_a_line() {
    let outcome = offers().indexed("offers").run(["soudeur CDI", "--format", "ndjson"]).status(0);
    let hits = outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("every line is JSON"));
    let ids: Vec<String> = hits.map(|hit: serde_json::Value| hit["id"].to_string()).collect();
    assert_eq!(ids[..2], ["\"S-1\"", "\"S-2\""]);
}

#[test]
fn results_are_a_table() {
    let outcome = offers().indexed("offers").run(["soudeur CDI", "--format", "csv"]).status(0);
    let mut table = csv::Reader::from_reader(outcome.stdout.as_bytes());
    let header: Vec<String> = table.headers().expect("there is a header").iter().map(str::to_owned).collect();
    expect![""].assert_eq(&header.join(" "));
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("every row is whole")).collect();
    assert_eq!((&rows[0][1], &rows[1][1]), ("S-1", "S-2"));
}

#[test]
fn no_colour_reaches_a_pipe() {
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
        let outcome = offers().variable(name, value).indexed("offers").run(["soudeur"]).status(0);
        assert!(!outcome.stdout.contains('\x1b') && !outcome.stderr.contains('\x1b'), "{name}={value}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = offers().indexed("offers");
    folder.run_unread(["list"]).status(0).stderr(expect![""]);
    folder.run_unread(["soudeur", "--format", "json"]).status(0);
}

#[test]
fn the_first_query_indexes_the_seeds() {
    let folder = Folder::new().file("seeds/soudeur.txt", "Soudeur TIG\n\nVous assemblez des cuves en inox.");
    folder.run(["soudeur"]).status(0).names(&["Soudeur TIG"]).stderr(expect![""]);
    folder.run(["soudeur"]).status(0).stderr(expect![""]);
}

#[test]
fn the_index_is_the_one_named_else_the_variables_else_the_default() {
    let folder = offers();
    folder.run(["index", "offers", "--index", "named"]).status(0);
    folder.run(["soudeur", "--index", "named"]).status(0);
    folder.run(["soudeur"]).status(2);
    let folder = folder.variable("JOBSEARCH_INDEX", "named");
    folder.run(["soudeur"]).status(0);
    folder.run(["soudeur", "--index", "elsewhere"]).status(2).stdout(expect![""]).stderr(expect![""]);
}
