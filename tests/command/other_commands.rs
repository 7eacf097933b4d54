//! `list`, `show`, `explain`, `analyze`, `formats`, `eval`, and help.

use super::offers;
use crate::program::Folder;
use expect_test::expect;

#[test]
fn list_names_every_posting() {
    offers().indexed("offers").run(["list"]).status(0).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn show_tells_every_fact_and_where_it_was_read() {
    let folder = offers().indexed("offers");
    folder.run(["show", "INF-1"]).status(0).stdout(expect![""]).stderr(expect![""]);
    let outcome = folder.run(["show", "S-2", "--format", "json"]).status(0);
    let posting: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    assert_eq!((&posting["id"], &posting["company"]), (&"S-2".into(), &"Relais Mission".into()));
    folder.run(["show", "INF-2"]).status(1).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn explain_prints_every_step() {
    let outcome = offers().indexed("offers").run(["explain", "soudeur CDI"]).status(0).stderr(expect![""]);
    let outcome = outcome.names(&["soudeur", "CDI", "S-1", "S-2"]);
    assert!(outcome.stdout.lines().count() > 10, "{}", outcome.stdout);
}

#[test]
fn analyze_prints_terms_positions_and_bytes() {
    Folder::new().run(["analyze", "Développeur·se C++", "à Saint-Étienne"]).status(0).stdout(expect![""]);
    Folder::new().run(["analyze", "…"]).status(1).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn formats_are_listed() {
    Folder::new().run(["formats"]).status(0).names(&["json", "text"]).stderr(expect![""]);
    Folder::new().run(["formats", "text"]).status(0);
    Folder::new().run(["formats", "scroll"]).status(2).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn eval_scores_a_judged_set_and_writes_the_run() {
    let folder = offers()
        .file("queries.tsv", "q1\tjobs\tsoudeur CDI\nq2\tjobs\tinfirmier\nq3\tplaces\tsoudeur nantes\n")
        .file("qrels.tsv", "q1\tS-1\t3\nq1\tS-2\t1\nq2\tINF-1\t3\nq3\tS-1\t3\n")
        .indexed("offers");
    let eval = ["eval", "queries.tsv", "qrels.tsv", "--run", "run.tsv"];
    folder.run(eval).status(0).stdout(expect![""]).stderr(expect![""]);
    assert!(folder.read("run.tsv").starts_with("q1\tS-1\nq1\tS-2\n"), "{}", folder.read("run.tsv"));
    folder.run(["eval", "queries.tsv", "nowhere.tsv"]).status(2).stderr(expect![""]);
    folder.write("qrels.tsv", "q1\tS-1\tgood\n");
    folder.run(["eval", "queries.tsv", "qrels.tsv"]).status(2).stderr(expect![""]);
}

#[test]
fn help_goes_to_stdout_and_a_wrong_option_to_stderr() {
    Folder::new().run(["--help"]).status(0).names(&["search", "index", "list", "Exit status"]).stderr(expect![""]);
    Folder::new().run(["--version"]).status(0).names(&["jobsearch "]);
    Folder::new().run(["soudeur", "--colour"]).status(2).stdout(expect![""]).stderr(expect![""]);
}
