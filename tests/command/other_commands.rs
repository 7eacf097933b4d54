//! `list`, `show`, `explain`, `analyze`, `formats`, `eval`, and help.

use super::offers;
use crate::program::Folder;
use expect_test::expect;

#[test]
fn list_names_every_posting() {
    offers()
        .indexed("offers")
        .run(["list"])
        .status(0)
        .stdout(expect![[r#"
        INF-1	Infirmier(ère) de nuit	offers/infirmiere.txt
        S-1	Soudeur TIG	offers/soudeurs.ndjson:1
        S-2	Soudeur MIG	offers/soudeurs.ndjson:2
        formateur	Formateur en soudage	offers/formateur.txt
    "#]])
        .stderr(expect![""]);
}

#[test]
fn show_tells_every_fact_and_where_it_was_read() {
    let folder = offers().indexed("offers");
    folder
        .run(["show", "INF-1"])
        .status(0)
        .stdout(expect![[r#"
            Infirmier(ère) de nuit
            id             INF-1
            source         offers/infirmiere.txt
            company        Clinique des Tilleuls
            posted         2026-05-04
            contract       CDI (permanent)  ← “CDI”, given as contract
            working time   night  ← “de nuit”, read in the title, bytes 16–23
            location       Lyon, 69, FR (commune)  ← “Lyon”, given as location

            [tasks] Vos missions
            - Surveiller les patients opérés dans la journée
            - Préparer les soins du lendemain
        "#]])
        .stderr(expect![""]);
    let outcome = folder.run(["show", "S-2", "--format", "json"]).status(0);
    let posting: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    assert_eq!((&posting["id"], &posting["company"]), (&"S-2".into(), &"Relais Mission".into()));
    folder.run(["show", "INF-2"]).status(1).stdout(expect![""]).stderr(expect![[r#"
        no posting `INF-2`; `jobsearch list` names them all
    "#]]);
}

#[test]
fn explain_prints_every_step() {
    let outcome = offers().indexed("offers").run(["explain", "soudeur CDI"]).status(0).stderr(expect![""]);
    let outcome = outcome.names(&["soudeur", "CDI", "S-1", "S-2"]);
    offers().run(["explain", "soudeur", "--format", "json"]).status(2).stdout(expect![""]);
    assert!(outcome.stdout.lines().count() > 10, "{}", outcome.stdout);
}

#[test]
fn analyze_prints_terms_positions_and_bytes() {
    Folder::new().run(["analyze", "Développeur·se full stack C++", "à Saint-Étienne"]).status(0).stdout(
        expect![[r#"
         developpeur	@0	0..16	Développeur·se
         full	@1	17..21	full
        =fullstack	@1	17..27	full stack
         stack	@2	22..27	stack
         c++	@3	28..31	C++
         a	@4	32..34	à
         saint	@5	35..40	Saint
         etien	@6	41..49	Étienne
    "#]],
    );
    Folder::new().run(["analyze", "…"]).status(1).stdout(expect![""]).stderr(expect![""]);
}

#[test]
fn formats_are_listed() {
    let names: Vec<_> = jobsearch_indexer::formats::all().iter().map(|format| format.name()).collect();
    Folder::new().run(["formats"]).status(0).names(&names).stderr(expect![""]);
    for name in &names {
        Folder::new().run(["formats", name]).status(0).names(&[name]);
    }
    Folder::new().run(["formats", "lever"]).status(0).stdout(expect![[r#"
        lever: Lever, postings API
        extensions: json, ndjson, jsonl

        fields, each with the names it goes by
        id: id
        url+company: hostedurl
        url: applyurl
        title: text
        description: description, descriptionplain
        sections: lists
        section: additional
        location.country: country
        location: categories.location, categories.alllocations
        contract: categories.commitment
        remote: workplacetype
        experience: categories.level
        pay: salaryrange
        posted: createdat
    "#]]);
    let outcome = Folder::new().run(["formats", "scroll"]).status(2).stdout(expect![""]);
    assert_eq!(outcome.stderr, format!("error: no format `scroll`: the formats are {}\n", names.join(", ")));
}

#[test]
fn eval_scores_a_judged_set_and_writes_the_run() {
    let folder = offers()
        .file("queries.tsv", "q1\tjobs\tsoudeur CDI\nq2\tjobs\tinfirmier\nq3\tplaces\tsoudeur nantes\n")
        .file("qrels.tsv", "q1\tS-1\t3\nq1\tS-2\t1\nq2\tINF-1\t3\nq3\tS-1\t3\n")
        .indexed("offers");
    let eval = ["eval", "queries.tsv", "qrels.tsv", "--run", "run.tsv"];
    folder
        .run(eval)
        .status(0)
        .stdout(expect![[r#"
        set                       n  nDCG@10  MRR@10   R@50
        jobs                      2    1.000   1.000  1.000
        places                    1    1.000   1.000  1.000
        mean of sets              3    1.000   1.000  1.000
    "#]])
        .stderr(expect![""]);
    assert!(folder.read("run.tsv").starts_with("q1\tS-1\nq1\tS-2\n"), "{}", folder.read("run.tsv"));
    let without = |set| ["eval", "queries.tsv", "qrels.tsv", "--without", set];
    folder.run(without("jobs")).status(0).stdout(expect![[r#"
        set                       n  nDCG@10  MRR@10   R@50
        places                    1    1.000   1.000  1.000
        mean of sets              1    1.000   1.000  1.000
    "#]]);
    folder.run(without("job")).status(2).stderr(expect![[r#"
        error: no query is in the set `job`
    "#]]);
    folder.run(["eval", "queries.tsv", "nowhere.tsv"]).status(2).stderr(expect![[r#"
        error: cannot read `nowhere.tsv`
          caused by: No such file or directory (os error 2)
    "#]]);
    folder.write("qrels.tsv", "q1\tS-1\tgood\n");
    folder.run(["eval", "queries.tsv", "qrels.tsv"]).status(2).stderr(expect![[r#"
        error: cannot read line 1 of the judgments: it has not 3 columns, or its grade is no number
    "#]]);
}

#[test]
fn eval_sets_other_runs_and_every_part_beside_ours() {
    let folder = offers()
        .file("queries.tsv", "q1\tjobs\tsoudeur CDI\nq2\tplaces\tinfirmier Lyon\n")
        .file("qrels.tsv", "q1\tS-1\t3\nq2\tINF-1\t3\n")
        .file("plain.tsv", "q1\tS-2\nq1\tS-1\n")
        .indexed("offers");
    let eval = |more: &'static [&str]| [&["eval", "queries.tsv", "qrels.tsv"], more].concat();
    folder.run(eval(&["--score", "plain.tsv"])).status(0).stdout(expect![[r#"
        nDCG@10                  jobs  places  mean of sets
        jobsearch               1.000   1.000         1.000
        plain                   0.631   0.000         0.315
    "#]]);
    let outcome = folder.run(eval(&["--ablation"])).status(0).names(&["− title_exact", "not switchable"]);
    let rows: Vec<&str> = outcome.stdout.lines().filter(|row| row.starts_with('−')).collect();
    assert_eq!(rows.len(), jobsearch_query::evaluate::Part::ALL.len());
    folder.write("plain.tsv", "q1 S-1");
    folder.run(eval(&["--score", "plain.tsv"])).status(2).stderr(expect![[r#"
        error: cannot score `plain.tsv`
          caused by: cannot read line 1 of the run: it has not 2 columns
    "#]]);
}

#[test]
fn eval_variants_measures_what_each_way_of_typing_keeps() {
    let folder = offers().file("queries.tsv", "q1\tjobs\tinfirmière de nuit\n").indexed("offers");
    folder
        .run(["eval-variants", "queries.tsv", "--worst", "2"])
        .status(0)
        .stdout(expect![[r#"
            typed              queries  overlap  below .9
            in capitals              1    1.000     0.000
            without accents          1    1.000     0.000
            other gender             1    1.000     0.000
            both genders             1    1.000     0.000
            plural                   1    1.000     0.000
            behind l’                1    1.000     0.000
            behind d’                1    1.000     0.000
        "#]])
        .stderr(expect![""]);
}

#[test]
fn help_goes_to_stdout_and_a_wrong_option_to_stderr() {
    Folder::new()
        .run(["--help"])
        .status(0)
        .names(&["search", "index", "list", "Exit status"])
        .stderr(expect![""]);
    Folder::new().run(["--version"]).status(0).names(&["jobsearch "]);
    Folder::new().run(["soudeur", "--colour"]).status(2).stdout(expect![""]).stderr(expect![[r#"
        error: unexpected argument '--colour' found

          tip: to pass '--colour' as a value, use '-- --colour'

        Usage: jobsearch search <QUERY>...

        For more information, try '--help'.
    "#]]);
}
