//! Files nobody should give, and what is answered: a bad record never stops a run, a run without a posting is an error.

use super::offers;
use crate::program::Folder;
use expect_test::{Expect, expect};

/// Indexes a folder that holds one file, and compares the exit status and the talk.
#[track_caller]
fn check(name: &str, content: impl AsRef<[u8]>, status: i32, stderr: Expect) {
    let folder = Folder::new().file(&format!("offers/{name}"), content);
    folder.run(["index", "offers"]).status(status).stdout(expect![""]).stderr(stderr);
    // What failed leaves no index that would answer with nothing.
    folder.run(["list"]).status(status);
}

#[test]
fn no_such_folder() {
    let folder = Folder::new();
    folder.run(["index", "nowhere"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: cannot find `nowhere`
        hint: give files or folders that exist, for example `jobsearch index seeds`
    "#]]);
    folder.run(["soudeur"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: no index in `index`
        hint: `jobsearch index PATH…` makes one from your postings
    "#]]);
}

#[test]
fn an_empty_folder() {
    check(
        "inner/.gitkeep",
        "",
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `jobsearch formats` lists what can be read
    "#]],
    );
}

#[test]
fn an_empty_file() {
    check(
        "a.txt",
        "",
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `offers/a.txt` was passed over: the file is empty
    "#]],
    );
    check(
        "a.json",
        "",
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `jobsearch formats` lists what can be read
    "#]],
    );
}

#[test]
fn a_binary_file() {
    check(
        "a.txt",
        b"\x7fELF\0\0\x01",
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `offers/a.txt` was passed over: it is binary
    "#]],
    );
    check(
        "a.json",
        [0x89, b'P', b'N', b'G', 0, 0, 0, 13],
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `offers/a.json` was passed over: it is binary
    "#]],
    );
}

#[test]
fn bytes_that_are_no_utf8() {
    check(
        "a.txt",
        b"Charg\xe9 d\x92\xe9tudes\n\nTexte court.",
        0,
        expect![[r#"
            1 posting read from 1 file in … s
            1 added, 0 changed, 0 unchanged, 0 gone, 0 skipped
              formats   text 1
              languages unknown 1
              kinds     offer 1
        "#]],
    );
    let folder =
        Folder::new().file("offers/a.txt", b"Charg\xe9 d\x92\xe9tudes\n\nTexte court.").indexed("offers");
    folder.run(["list"]).status(0).names(&["Chargé d’études"]);
}

#[test]
fn json_that_breaks_off() {
    check(
        "a.json",
        r#"[{"id": "1", "title": "Soudeur"}, {"id": "2", "ti"#,
        0,
        expect![[r#"
            1 posting read in … s
            1 added, 0 changed, 0 unchanged, 0 gone, 1 skipped
              languages unknown 1
              kinds     offer 1
              skipped offers/a.json, line 1: the JSON breaks off at column 49
        "#]],
    );
    check(
        "a.ndjson",
        "{\"id\": \"1\", \"title\": \"Soudeur\"}\n{\"id\": \"2\", \"ti",
        0,
        expect![[r#"
            1 posting read from 1 file in … s
            1 added, 0 changed, 0 unchanged, 0 gone, 1 skipped
              formats   json 1
              languages unknown 1
              kinds     offer 1
              skipped offers/a.ndjson, line 2: the JSON breaks off at column 15
        "#]],
    );
    check(
        "b.json",
        "{\"tit",
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `offers/b.json` was passed over: the JSON breaks off at column 5
    "#]],
    );
}

#[test]
fn a_line_without_end() {
    let long = format!(
        "{{\"id\": \"1\", \"title\": \"Soudeur\", \"description\": \"{}\"}}",
        "long ".repeat(8_000_000)
    );
    check(
        "a.ndjson",
        format!("{long}\n{{\"id\": \"2\", \"title\": \"Cariste\"}}\n"),
        0,
        expect![[r#"
            1 posting read from 1 file in … s
            1 added, 0 changed, 0 unchanged, 0 gone, 1 skipped
              formats   json 1
              languages unknown 1
              kinds     offer 1
              skipped offers/a.ndjson, line 1: it is over the size limit
        "#]],
    );
}

#[test]
fn a_packed_file_that_is_cut() {
    check(
        "a.ndjson.gz",
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2],
        2,
        expect![[r#"
        error: no posting in `offers`
        hint: `offers/a.ndjson.gz` was passed over: it cannot be read any further (incomplete deflate stream)
    "#]],
    );
    let folder = Folder::new().file("offers/a.ndjson.zst", [0x28, 0xb5, 0x2f, 0xfd, 4]);
    let outcome = folder.run(["index", "offers"]).status(2);
    let hint = "hint: `offers/a.ndjson.zst` was passed over: it cannot be read any further (";
    assert!(outcome.stderr.contains(hint) && !outcome.stderr.contains('{'), "{}", outcome.stderr);
}

#[test]
fn a_failed_run_leaves_the_index_as_it_was() {
    let folder = offers().file("bad/a.txt", b"\0").indexed("offers");
    folder.run(["index", "bad"]).status(2);
    folder.run(["soudeur"]).status(0).names(&["S-1"]);
}

#[test]
fn an_index_of_another_version() {
    let folder = offers().indexed("offers");
    folder.write("index/meta.json", folder.read("index/meta.json").replace("\"text@", "\"text@0"));
    folder.run(["soudeur"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: the index in `index` was made by another version (text@…; this one reads text@…)
        hint: remove `index` and run `jobsearch index PATH…` again: an index is made anew from the files
    "#]]);
    folder.run(["index", "offers"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: the index in `index` was made by another version (text@…; this one reads text@…)
        hint: remove `index` and run `jobsearch index PATH…` again: an index is made anew from the files
    "#]]);
}

#[test]
fn an_index_that_is_damaged() {
    let folder = offers().indexed("offers");
    folder.write("index/meta.json", "{");
    let refused = |arguments: [&str; 2]| folder.run(arguments).status(2).stdout(expect![""]).stderr;
    expect![[r#"
        error: cannot open the index in `index`
          caused by: its files are damaged
        hint: remove `index` and run `jobsearch index PATH…` again: an index is made anew from the files
    "#]]
    .assert_eq(&refused(["search", "soudeur"]));
    assert_eq!(refused(["index", "offers"]), refused(["search", "soudeur"]));
}
