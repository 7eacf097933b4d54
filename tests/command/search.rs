//! `jobsearch QUERY…`

use super::offers;
use crate::program::Folder;
use expect_test::expect;

#[test]
fn a_query_gives_results_and_says_how_it_was_read() {
    let folder = offers().indexed("offers");
    folder
        .run(["soudeur CDI"])
        .status(0)
        .stdout(expect![[r#"
            — all you asked for (1)
              1. Soudeur TIG
                 Ateliers Marchal · Nantes (44) · CDI · 2026-03-02
                 “soudeur” in the title · CDI
                 S-1 · offers/soudeurs.ndjson:1
            — something differs, or none of it is said (1)
              2. Soudeur MIG
                 Relais Mission · Saint-Nazaire (44) · Intérim · 2026-03-09
                 “soudeur” in the title · not CDI
                 S-2 · offers/soudeurs.ndjson:2
            — some of what you asked for (1)
              3. Formateur en soudage
                 soudage ≈ soudeur in the title · CDI not said
                 Intitulé alternatif: Moniteur de soudage
                 formateur · offers/formateur.txt
        "#]])
        .stderr(expect![[r#"
            soudeur (+ …) · contract CDI
            3 of 3
        "#]]);
    folder.run(["search", "soudeur", "CDI"]).status(0).names(&["S-1", "S-2"]);
}

#[test]
fn nothing_found_is_told_by_the_exit_status() {
    offers().indexed("offers").run(["astronaute"]).status(1).stdout(expect![""]).stderr(expect![[r#"
        astronaute
        nothing found
    "#]]);
}

#[test]
fn options_narrow_what_is_shown() {
    let folder = offers().indexed("offers");
    folder.run(["soudeur", "--limit", "1"]).status(0).names(&["  1. Soudeur"]).stderr(expect![[r#"
        soudeur (+ …)
        1 of 3
    "#]]);
    folder.run(["soudeur", "--offset", "1", "--limit", "1"]).status(0).names(&["  2. Soudeur"]);
    folder.run(["soudeur", "--contract", "intérim"]).status(0).names(&["S-2"]).stderr(expect![[r#"
        soudeur (+ …) · only contract Intérim
        1 of 1; the filters left out 2
    "#]]);
    folder.run(["soudeur", "--location", "Nantes", "--radius", "10"]).status(0).names(&["S-1"]).stderr(
        expect![[r#"
            soudeur (+ …) · only location Nantes
            1 of 1; the filters left out 2
        "#]],
    );
    folder.run(["soudeur", "--offset", "9"]).status(0).stdout(expect![""]).stderr(expect![[r#"
        soudeur (+ …)
        0 of 3
    "#]]);
    folder.run(["soudeur", "-intérim", "-n", "5"]).status(0).names(&["S-1"]).stderr(expect![[r#"
        soudeur (+ …) · not contract Intérim [or sector travail temporaire]
        2 of 2; the filters left out 1
    "#]]);
    folder.run(["soudeur", "entreprise:marchal"]).status(0).names(&["S-1"]).stderr(expect![[r#"
        soudeur (+ …) · only company “marchal”
        1 of 1
    "#]]);
    folder.run(["soudeur", "-entreprise:marchal"]).status(0).names(&["S-2"]).stderr(expect![[r#"
        soudeur (+ …) · not company “marchal”
        2 of 2
    "#]]);
    folder.run(["soudeur", "-titre:TIG", "-texte:chantier"]).status(0).stderr(expect![[r#"
        soudeur (+ …) · not title “TIG” · not text “chantier”
        1 of 1
    "#]]);
    folder.run(["--contract", "intérim"]).status(0).names(&["all you asked for (1)", "S-2"]).stderr(expect![
        [r#"
        only contract Intérim
        1 of 1; the filters left out 3
    "#]
    ]);
    folder.run(["--location", "Nantes", "--radius", "10"]).status(0).names(&["all you asked for (1)", "S-1"]);
    folder.run(["--literal", "soudeur CDI"]).status(0).stderr(expect![[r#"
        soudeur · CDI
        2 of 2
    "#]]);
}

#[test]
fn results_are_one_json_document() {
    let outcome = offers().indexed("offers").run(["soudeur CDI", "--format", "json"]).status(0);
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let keys: Vec<_> = document.as_object().expect("it is an object").keys().cloned().collect();
    expect!["by_tier filtered_out hits interpretation query total"].assert_eq(&keys.join(" "));
    let hit = &document["hits"][0];
    let keys: Vec<_> = hit.as_object().expect("it is an object").keys().cloned().collect();
    expect![
        "company contract copies highlights id kind locations posted rank reasons score source tier title url"
    ]
    .assert_eq(&keys.join(" "));
    assert_eq!(
        (&hit["rank"], &hit["id"], &hit["kind"], &hit["tier"]),
        (&1.into(), &"S-1".into(), &"offer".into(), &"full".into())
    );
    assert_eq!(document["query"], "soudeur CDI");
    assert!(outcome.stdout.starts_with("{\n  \"query\": \"soudeur CDI\""), "{}", outcome.stdout);
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
    expect!["rank id source title company locations contract posted score tier reasons"]
        .assert_eq(&header.join(" "));
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
    let long = "Vous assemblez des cuves en inox. ".repeat(2_000);
    folder.write(
        "offers/long.json",
        format!("{{\"id\": \"L-1\", \"title\": \"Soudeur\", \"description\": \"{long}\"}}"),
    );
    folder.run(["index", "offers"]).status(0);
    for format in ["text", "json", "ndjson", "csv"] {
        folder.run_unread(["soudeur", "--format", format]).status(0);
        folder.run_unread(["show", "L-1", "--format", format]).status(0);
    }
}

#[test]
fn the_first_query_indexes_the_seeds() {
    let folder = Folder::new().file("seeds/soudeur.txt", "Soudeur TIG\n\nVous assemblez des cuves en inox.");
    folder.run(["soudeur"]).status(0).names(&["Soudeur TIG"]).stderr(expect![[r#"
        no index yet: indexing the sample postings of `seeds/` into `index/`
        1 posting read from 1 file in … s
        1 added, 0 changed, 0 unchanged, 0 gone, 0 skipped
        soudeur (+ …)
        1 of 1
    "#]]);
    folder.run(["soudeur"]).status(0).stderr(expect![[r#"
        soudeur (+ …)
        1 of 1
    "#]]);
}

#[test]
fn the_index_is_the_one_named_else_the_variables_else_the_default() {
    let folder = offers();
    folder.run(["index", "offers", "--index", "named"]).status(0);
    folder.run(["soudeur", "--index", "named"]).status(0);
    folder.run(["soudeur"]).status(2);
    let folder = folder.variable("JOBSEARCH_INDEX", "named");
    folder.run(["soudeur"]).status(0);
    folder.run(["soudeur", "--index", "elsewhere"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: no index in `elsewhere`
        hint: `jobsearch index PATH…` makes one from your postings
    "#]]);
}
