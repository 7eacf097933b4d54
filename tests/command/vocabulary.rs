//! `vocabulary add`, `list` and `remove`, and what packs change.

use super::offers;
use crate::program::Folder;
use expect_test::expect;

/// A trade that no table of ours knows, and that postings here call by its first name only.
const TRADES: &str = "\
# trades of our own
id\tkind\tfrench\tenglish\trelations
bubble-welder\ttitle\tsoudeur à bulle\tbubblewright\tbroader:welder
";

/// A welder by the name that only the pack knows.
const BUBBLES: &str = r#"{"id": "B-1", "title": "Soudeur à bulle (H/F)", "city": "Nantes", "description": "Atelier de chaudronnerie."}"#;

fn with_trades() -> Folder {
    let folder = offers().file("offers/bulles.ndjson", BUBBLES).file("trades.tsv", TRADES);
    let outcome = folder.run(["vocabulary", "add", "trades.tsv"]).status(0).stdout(expect![""]);
    assert_eq!(outcome.stderr, "added `trades` (table): 1 concept, 0 of them known, 2 new names\n");
    folder
}

#[test]
fn a_query_finds_by_the_name_of_a_pack_until_it_is_removed() {
    let folder = with_trades().indexed("offers");
    folder.run(["bubblewright"]).status(0).names(&["B-1"]).stderr(expect![[r#"
        bubblewright (+ …)
        3 of 3
    "#]]);
    folder.run(["vocabulary", "remove", "trades"]).status(0).stdout(expect![""]).stderr(expect![[r#"
        removed `trades`
        `jobsearch index PATH…` brings the index up to date
    "#]]);
    folder.run(["bubblewright"]).status(1).stderr(expect![[r#"
        notice: the index was made with another vocabulary; `jobsearch index PATH…` brings it up to date
        bubblewright
        nothing found
    "#]]);
    folder.run(["vocabulary", "remove", "trades"]).status(1).stderr(expect![[r#"
        no pack `trades`; `jobsearch vocabulary list` names them all
    "#]]);
}

#[test]
fn an_index_that_knows_nothing_of_a_pack_says_so_until_it_is_made_again() {
    let folder = offers().file("trades.tsv", TRADES).indexed("offers");
    folder.run(["vocabulary", "add", "trades.tsv", "--name", "mine"]).status(0).stderr(expect![[r#"
        added `mine` (table): 1 concept, 0 of them known, 2 new names
        `jobsearch index PATH…` brings the index up to date
    "#]]);
    folder.run(["soudeur"]).status(0).names(&["S-1"]).stderr(expect![[r#"
        notice: the index was made with another vocabulary; `jobsearch index PATH…` brings it up to date
        soudeur (+ …)
        3 of 3
    "#]]);
    folder.run(["index", "offers"]).status(0).stderr(expect![[r#"
        4 postings read from 3 files in … s
        0 added, 4 changed, 0 unchanged, 0 gone, 0 skipped
          formats   json 2, text 2
          languages fr 4
          kinds     offer 4
          facts     contract 3, working_time 1, location 3, skill 2, date 3
    "#]]);
    folder.run(["soudeur"]).status(0).stderr(expect![[r#"
        soudeur (+ …)
        3 of 3
    "#]]);
}

#[test]
fn list_tells_what_is_built_in_and_each_pack() {
    let folder = with_trades();
    let outcome = folder.run(["vocabulary", "list"]).status(0).stderr(expect![""]);
    let first_words: Vec<_> = outcome
        .stdout
        .lines()
        .map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        first_words,
        ["name source", "concepts built", "contracts built", "locations built", "trades table"]
    );
    // One index has its packs, another its own.
    let other = folder.run(["vocabulary", "list", "--index", "elsewhere"]).status(0);
    assert_eq!(other.stdout.lines().count(), 4);
}

#[test]
fn a_folder_of_esco_is_one_pack() {
    let occupations = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels
Occupation,http://data.europa.eu/esco/occupation/1,7212,soudeur à bulle,bulleur";
    let folder = offers()
        .file("esco/occupations_fr.csv", occupations)
        .file(
            "esco/occupations_en.csv",
            occupations.replace("soudeur à bulle,bulleur", "bubble welder,bubblewright"),
        )
        .file("esco/readme.pdf", b"%PDF-1.4\xff");
    folder.run(["vocabulary", "add", "esco"]).status(0).stderr(expect![[r#"
        added `esco` (ESCO): 1 concept, 0 of them known, 4 new names
    "#]]);
}

#[test]
fn bad_files_leave_nothing_behind() {
    let folder = offers()
        .file("bad.tsv", "a\ttitle\tsoudeur à bulle\t\t\nb\tjob\tdeux\t\t\nc\ttitle\tun|\t\t\n")
        .file("notes.txt", "hello")
        .file("image.png", [0x89, b'P', b'N', b'G', 0xff]);
    let refused = |file: &str| folder.run(["vocabulary", "add", file]).status(2).stdout(expect![""]);
    refused("bad.tsv").stderr(expect![[r#"
        error: cannot add `bad.tsv`
          caused by: bad.tsv:2: unknown kind `job`
                     bad.tsv:3: a label is empty
        hint: nothing was added: correct the lines and add the file again
    "#]]);
    refused("notes.txt").stderr(expect![[r#"
        error: cannot tell what `notes.txt` is
        hint: give a table (id, kind, French labels, English labels, relations, tab-separated), ESCO's CSV files (occupations, skills) or ROME's (appellation, code_rome), or a bare table of either (kind, id, group, French labels, English labels; code, number, title)
    "#]]);
    refused("image.png").stderr(expect![[r#"
        error: cannot tell what `image.png` is
        hint: give a table (id, kind, French labels, English labels, relations, tab-separated), ESCO's CSV files (occupations, skills) or ROME's (appellation, code_rome), or a bare table of either (kind, id, group, French labels, English labels; code, number, title)
    "#]]);
    refused("nowhere.tsv").stderr(expect![[r#"
        error: cannot read `nowhere.tsv`
          caused by: No such file or directory (os error 2)
    "#]]);
    assert!(!folder.path("index/packs").exists());
    folder.write("index/packs/old.pack", "jobsearch pack 0\n");
    folder.run(["vocabulary", "list"]).status(2).stderr(expect![[r#"
        error: the pack `index/packs/old.pack` was made by another version
        hint: remove `index/packs/old.pack` and run `jobsearch vocabulary add` again on the files it was made from
    "#]]);
}
