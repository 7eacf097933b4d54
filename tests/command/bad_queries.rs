//! Queries nobody should type, and what is answered.

use super::offers;
use expect_test::{Expect, expect};

/// Asks, and compares the exit status and the talk.
#[track_caller]
fn check(query: &str, status: i32, stderr: Expect) {
    offers().indexed("offers").run([query]).status(status).stderr(stderr);
}

#[test]
fn an_empty_query() {
    check("", 2, expect![""]);
    check("  \t ", 2, expect![""]);
    check("…", 2, expect![""]);
    let none: [&str; 0] = [];
    offers().indexed("offers").run(none).status(2).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn ten_thousand_words() {
    let words: Vec<String> = (0..10_000).map(|number| format!("mot{number}")).collect();
    let outcome = offers().indexed("offers").run([words.join(" ")]).status(1).stdout(expect![""]);
    let notices: Vec<&str> = outcome.stderr.lines().filter(|line| line.starts_with("notice:")).take(3).collect();
    expect![""].assert_eq(&notices.join("\n"));
    let repeated = offers().indexed("offers").run(["soudeur "; 10_000].concat().split_whitespace()).status(0);
    repeated.names(&["S-"]);
}

#[test]
fn a_thousand_quotes() {
    check(&"\"".repeat(1000), 2, expect![""]);
    check(&format!("{}soudeur", "\" ".repeat(1000)), 0, expect![""]);
}

#[test]
fn signs_without_words() {
    check("🦀", 2, expect![""]);
    check("soudeur 🦀", 0, expect![""]);
    check("- -- (", 2, expect![""]);
}

#[test]
fn a_field_or_a_value_we_do_not_know() {
    check("contrat:CDI soudeur", 0, expect![""]);
    check("conract:CDI soudeur", 2, expect![""]);
    check("contract:forever", 2, expect![""]);
    offers().indexed("offers").run(["soudeur", "--location", "Atlantide"]).status(2).stderr(expect![""]);
}

/// An argument cannot hold a NUL; a file of queries can.
#[test]
fn a_nul() {
    let folder = offers().file("queries.tsv", "q\tset\tsoudeur\0TIG\n").file("qrels.tsv", "q\tS-1\t3\n").indexed("offers");
    folder.run(["eval", "queries.tsv", "qrels.tsv", "--run", "run.tsv"]).status(0).stderr(expect![""]);
    assert!(folder.read("run.tsv").starts_with("q\tS-1\n"), "{}", folder.read("run.tsv"));
}
