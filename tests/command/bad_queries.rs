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
    check(
        "",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `jobsearch "oncologie CDI"`
    "#]],
    );
    check(
        "  \t ",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `jobsearch "oncologie CDI"`
    "#]],
    );
    check(
        "…",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `jobsearch "oncologie CDI"`
    "#]],
    );
}

#[test]
fn no_query_at_all() {
    let none: [&str; 0] = [];
    offers().indexed("offers").run(none).status(2).stdout(expect![""]).stderr(expect![[r#"
        The jobsearch command

        Usage: jobsearch <COMMAND>

        Commands:
          search      Searches (the word `search` may be left out)
          index       Makes the index say what the files say
          list        Names every posting of the index: id, title, source
          show        Prints a posting with every fact and where it was read
          explain     Prints every step from a query to its results
          analyze     Prints the terms of a text, with their positions and bytes
          formats     Lists the formats that can be read
          eval        Scores a judged set of queries
          vocabulary  Lists, adds and removes packs: names of your own for jobs and skills
          help        Print this message or the help of the given subcommand(s)

        Options:
          -h, --help     Print help
          -V, --version  Print version

        Exit status: 0 found, 1 nothing found, 2 error.
    "#]]);
}

#[test]
fn ten_thousand_words() {
    let words: Vec<String> = (0..10_000).map(|number| format!("mot{number}")).collect();
    let outcome = offers().indexed("offers").run([words.join(" ")]).status(1).stdout(expect![""]);
    let notices: Vec<&str> =
        outcome.stderr.lines().filter(|line| line.starts_with("notice:")).take(3).collect();
    expect!["notice: only the first 20000 characters are read"].assert_eq(&notices.join("\n"));
    let repeated = offers().indexed("offers").run(["soudeur "; 10_000].concat().split_whitespace()).status(0);
    repeated.names(&["S-"]);
}

#[test]
fn a_thousand_quotes() {
    check(
        &"\"".repeat(1000),
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `jobsearch "oncologie CDI"`
    "#]],
    );
    check(
        &format!("{}soudeur", "\" ".repeat(1000)),
        0,
        expect![[r#"
            notice: empty quotes are ignored
            soudeur (+ …)
            2 of 2
        "#]],
    );
}

#[test]
fn signs_without_words() {
    check(
        "🦀",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `jobsearch "oncologie CDI"`
    "#]],
    );
    check(
        "soudeur 🦀",
        0,
        expect![[r#"
        soudeur (+ …)
        2 of 2
    "#]],
    );
    check(
        "- -- (",
        2,
        expect![[r#"
        error: unexpected argument '- ' found

          tip: to pass '- ' as a value, use '-- - '

        Usage: jobsearch search [OPTIONS] <QUERY>...

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn a_field_or_a_value_we_do_not_know() {
    check(
        "contrat:CDI soudeur",
        0,
        expect![[r#"
        only contract CDI · soudeur (+ …)
        1 of 1; the filters left out 1
    "#]],
    );
    check(
        "conract:CDI soudeur",
        2,
        expect![[r#"
        error: unknown field `conract` in `conract:CDI`
        hint: did you mean `contract:`?
    "#]],
    );
    check(
        "contract:forever",
        2,
        expect![[r#"
        error: `forever` is no contract
    "#]],
    );
    offers().indexed("offers").run(["soudeur", "--location", "Atlantide"]).status(2).stderr(expect![[r#"
        error: `Atlantide` is no location
    "#]]);
}

/// An argument cannot hold a NUL; a file of queries can.
#[test]
fn a_nul() {
    let folder = offers()
        .file("queries.tsv", "q\tset\tsoudeur\0TIG\n")
        .file("qrels.tsv", "q\tS-1\t3\n")
        .indexed("offers");
    folder.run(["eval", "queries.tsv", "qrels.tsv", "--run", "run.tsv"]).status(0).stderr(expect![""]);
    assert!(folder.read("run.tsv").starts_with("q\tS-1\n"), "{}", folder.read("run.tsv"));
}
