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
        hint: type what you look for, for example `oncologie CDI`
    "#]],
    );
    check(
        "  \t ",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `oncologie CDI`
    "#]],
    );
    check(
        "…",
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `oncologie CDI`
    "#]],
    );
}

#[test]
fn nothing_to_look_for() {
    check(
        "sans permis",
        2,
        expect![[r#"
        error: no posting can be found by `sans permis` alone
        hint: add what you look for, for example `vendeur sans permis`
    "#]],
    );
}

#[test]
fn no_query_at_all() {
    let none: [&str; 0] = [];
    offers().indexed("offers").run(none).status(2).stdout(expect![""]).stderr(expect![[r#"
        Searches job postings in French and English

        Usage: jobsearch [OPTIONS] <QUERY>...
               jobsearch <COMMAND>

        Commands:
          search         Searches (the word `search` may be left out)
          index          Makes the index say what the files say
          list           Names every posting of the index: id, title, source
          show           Prints a posting with every fact and where it was read
          explain        Prints every step from a query to its results
          analyze        Prints the terms of a text, with their positions and bytes
          formats        Lists the formats that can be read
          eval           Scores a judged set of queries
          eval-facts     Measures how well facts are read from the texts of postings whose fields give them
          eval-variants  Measures how much of its answer each query keeps when it is typed otherwise
          vocabulary     Lists, adds and removes packs: names of your own for jobs and skills
          help           Print this message or the help of the given subcommand(s)

        Options:
          -h, --help     Print help
          -V, --version  Print version

        Examples:
          jobsearch index ~/offers
          jobsearch "chef de projet Lyon CDI" --limit 5
          jobsearch show AUB-2231

        Exit status: 0 found, 1 nothing found, 2 error.
    "#]]);
}

#[test]
fn a_distance_nobody_means() {
    for km in ["-3", "0", "1e9", "far"] {
        let outcome = offers().run(["soudeur".to_owned(), format!("--radius={km}")]).status(2);
        assert!(outcome.stderr.contains("it is not between 0.5 and 500 kilometres"), "{}", outcome.stderr);
    }
}

#[test]
fn ten_thousand_words() {
    let words: Vec<String> = (0..10_000).map(|number| format!("mot{number}")).collect();
    let outcome = offers().indexed("offers").run([words.join(" ")]).status(1).stdout(expect![""]);
    let notices: Vec<&str> =
        outcome.stderr.lines().filter(|line| line.starts_with("notice:")).take(3).collect();
    expect![[r#"
        notice: only the first 20000 bytes are read
        notice: only the first 64 words and names are looked for"#]]
    .assert_eq(&notices.join("\n"));
    let repeated = offers().indexed("offers").run(["soudeur "; 10_000].concat().split_whitespace()).status(0);
    repeated.names(&["S-"]);
    let places = ["soudeur", &"Vienne Nice Tours ".repeat(3_000)].join(" ");
    offers().indexed("offers").run(places.split_whitespace()).status(0).names(&["S-"]);
}

#[test]
fn a_thousand_quotes() {
    check(
        &"\"".repeat(1000),
        2,
        expect![[r#"
        error: the query is empty
        hint: type what you look for, for example `oncologie CDI`
    "#]],
    );
    check(
        &format!("{}soudeur", "\" ".repeat(1000)),
        0,
        expect![[r#"
            notice: empty quotes are ignored
            soudeur (+ …)
            3 of 3
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
        hint: type what you look for, for example `oncologie CDI`
    "#]],
    );
    check(
        "soudeur 🦀",
        0,
        expect![[r#"
            soudeur (+ …)
            3 of 3
        "#]],
    );
    check(
        "- -- (",
        2,
        expect![[r#"
            error: unexpected argument '- ' found

              tip: to pass '- ' as a value, use '-- - '

            Usage: jobsearch search [OPTIONS] [QUERY]...

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
            1 of 1; the filters left out 2
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
            hint: for example `contract:CDI`
        "#]],
    );
    offers().indexed("offers").run(["soudeur", "--location", "Atlantide"]).status(2).stderr(expect![[r#"
        error: `Atlantide` is no location
        hint: for example `location:Lyon`
    "#]]);
}

#[test]
fn what_is_nearly_a_value_is_named() {
    let folder = offers().indexed("offers");
    let refused = |query: &str| format!("{query}\n{}", folder.run([query]).status(2).stderr);
    let queries = [
        "lieu:Lyonn",
        "contrat:alternnace",
        "contrat:CDX",
        "pay:abc soudeur",
        "publié:bientôt",
        "salare:45k",
        "zzzz:45k",
        "radius:far Lyon",
    ];
    expect![[r#"
        lieu:Lyonn
        error: `Lyonn` is no location
        hint: did you mean `Lyon`?

        contrat:alternnace
        error: `alternnace` is no contract
        hint: did you mean `alternance`?

        contrat:CDX
        error: `CDX` is no contract
        hint: for example `contract:CDI`

        pay:abc soudeur
        error: `abc` is no pay
        hint: for example `pay:>45k`

        publié:bientôt
        error: `bientôt` is no day of posting
        hint: for example `posted:<30d`

        salare:45k
        error: unknown field `salare` in `salare:45k`
        hint: did you mean `salary:`?

        zzzz:45k
        error: unknown field `zzzz` in `zzzz:45k`
        hint: fields are contract, location, radius, remote, time, hours, pay, posted, start, duration, experience, title, company, text; quote the word to search it as text

        radius:far Lyon
        error: `far` is no distance
        hint: for example `radius:30km`
    "#]].assert_eq(&queries.map(refused).join("\n"));
}

#[test]
fn conditions_that_contradict_each_other() {
    check(
        "soudeur CDI -CDI",
        0,
        expect![[r#"
            notice: `CDI` is both asked for and excluded: nothing can satisfy that
            soudeur (+ …) · contract CDI · not contract CDI
            2 of 2; the filters left out 1
        "#]],
    );
    check(
        "soudeur pay:>60k pay:<40k",
        1,
        expect![[r#"
            notice: `pay ≥ 60k a year` and `pay ≤ 40k a year` exclude each other: nothing can satisfy both
            soudeur (+ …) · only pay ≥ 60k a year · only pay ≤ 40k a year
            nothing found; the filters left out 3
        "#]],
    );
    check(
        "soudeur contrat:CDI contrat:intérim",
        0,
        expect![[r#"
            soudeur (+ …) · only contract CDI · only contract Intérim
            2 of 2; the filters left out 1
        "#]],
    );
}

#[test]
fn a_table_of_weights_that_cannot_be_used() {
    let folder = offers().file("bad.toml", "[fields]\ntitle = \"much\"\n").indexed("offers");
    let missing = folder.variable("JOBSEARCH_WEIGHTS", "none.toml");
    missing.run(["soudeur"]).status(2).stderr(expect![[r#"
        error: cannot use the table that `JOBSEARCH_WEIGHTS` names
          caused by: cannot read `none.toml`
          caused by: No such file or directory (os error 2)
    "#]]);
    missing.variable("JOBSEARCH_WEIGHTS", "bad.toml").run(["soudeur"]).status(2).stderr(expect![[r#"
        error: cannot read the table of weights
          caused by: TOML parse error at line 2, column 9
          |
        2 | title = "much"
          |         ^^^^^^
        invalid type: string "much", expected f32

        hint: begin with a copy of `crates/query/src/tables/weights.toml`
    "#]]);
}

#[test]
fn scripts_that_run_the_other_way_and_signs_of_all_kinds() {
    check(
        "مهندس soudeur",
        0,
        expect![[r#"
            مهندس · soudeur (+ …)
            3 of 3
        "#]],
    );
    check(
        "\u{202e}soudeur\u{202c}",
        0,
        expect![[r#"
            soudeur (+ …)
            3 of 3
        "#]],
    );
    check(
        "👩‍🚒👩‍🚒 soudeur 🇫🇷",
        0,
        expect![[r#"
            soudeur (+ …)
            3 of 3
        "#]],
    );
    check(
        "soudeur \u{1}\u{7f}\u{fffd}",
        0,
        expect![[r#"
            soudeur (+ …)
            3 of 3
        "#]],
    );
    let accents = format!("soudeur{}", "\u{301}".repeat(5_000));
    offers().indexed("offers").run([accents]).status(0).names(&["S-"]);
}

#[test]
fn the_same_over_and_over() {
    check(
        &"a:".repeat(5_000),
        1,
        expect![[r#"
            a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · a · … 4960 more
            nothing found
        "#]],
    );
    check(
        &"9".repeat(5_000),
        1,
        expect![[r#"
        999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999…
        nothing found
    "#]],
    );
    check(
        &"( > € - \" : -x".repeat(300),
        1,
        expect![[r#"
            notice: `: -x( > € -` is both asked for and excluded: nothing can satisfy that
            “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · “: -x( > € -” · not x · … 260 more
            nothing found
        "#]],
    );
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
