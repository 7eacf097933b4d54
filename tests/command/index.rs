//! `jobsearch index PATH…`

use super::offers;
use expect_test::expect;

#[test]
fn a_run_closes_with_a_report() {
    let folder = offers();
    folder.run(["index", "offers"]).status(0).stdout(expect![""]).stderr(expect![""]);
    folder.run(["index", "offers"]).status(0).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn a_named_file_is_read_whatever_its_extension() {
    let folder = offers().file("offer.posting", "Cariste\n\nRanger les palettes.");
    folder.run(["index", "offer.posting"]).status(0).stderr(expect![""]);
    folder.run(["cariste"]).status(0).names(&["Cariste"]);
}

#[test]
fn what_is_skipped_is_named_with_its_reason() {
    let folder = offers().file("offers/broken.ndjson", "{\"title\": \"Cariste\"}\n{\"title\": \n").file("offers/logo.png", "x");
    folder.run(["index", "offers"]).status(0).stderr(expect![""]);
}

#[test]
fn a_second_writer_is_refused_by_the_name_of_the_first() {
    let folder = offers().indexed("offers");
    let first = jobsearch_engine_tantivy::write(&folder.path("index")).expect("nobody else writes");
    folder.run(["index", "offers"]).status(2).stdout(expect![""]).stderr(expect![""]);
    folder.run(["soudeur"]).status(0);
    drop(first);
    folder.run(["index", "offers"]).status(0);
}
