//! `jobsearch --skills LIST` and `--profile FILE`.

use crate::program::{Folder, root};
use expect_test::expect;

/// One offer asks for two of three skills, one for one of them and much else, one names the third in its text only.
fn offers() -> Folder {
    let offer = |id: &str, title: &str, text: &str| format!("N° offre:  {id}\n\n{title}\n\n{text}\n");
    Folder::new()
        .file(
            "offers/a.txt",
            offer(
                "A",
                "Chargé de pharmacovigilance",
                "Profil\nPharmacovigilance exigée. Anglais courant exigé.",
            ),
        )
        .file(
            "offers/b.txt",
            offer(
                "B",
                "Technicien qualité",
                "Profil\nExcel, Python et SQL exigés. La pharmacovigilance serait un plus.",
            ),
        )
        .file(
            "offers/c.txt",
            offer("C", "Attaché scientifique", "Missions\nVous utilisez Zorglub Vault chaque jour."),
        )
        .file("offers/d.txt", offer("D", "Boulanger", "Missions\nPétrir et cuire."))
        .file("cv.txt", "Dix ans en pharmacovigilance, bilingue anglais.")
        .indexed("offers")
}

#[test]
fn offers_are_ranked_by_the_skills_they_ask_for() {
    let folder = offers();
    folder
        .run(["--skills", "pharmacovigilance, anglais, Zorglub Vault"])
        .status(0)
        .stdout(expect![[r#"
            — they ask for some of it (3)
              1. Chargé de pharmacovigilance
                 skill pharmacovigilance, required · skill English, required
                 missing: anglais professionnel
                 A · offers/a.txt
              2. Technicien qualité
                 skill pharmacovigilance
                 missing: Excel, Python, SQL
                 B · offers/b.txt
              3. Attaché scientifique
                 skill Zorglub Vault
                 Vous utilisez Zorglub Vault chaque jour.
                 C · offers/c.txt
        "#]])
        .stderr(expect![[r#"
            notice: `Zorglub Vault` is no skill of the vocabulary: it is looked for in the text
            pharmacovigilance · anglais · Zorglub Vault
            3 of 3
        "#]]);
    folder.run(["technicien", "--skills", "pharmacovigilance"]).status(0).names(&["Technicien"]);
    folder.run(["--skills", "Zorglub"]).status(0).names(&["C"]);
    folder.run(["--skills", "astrophysique stellaire"]).status(1);
    let explained = folder.run(["explain", "--skills", "pharmacovigilance, Zorglub Vault"]).status(0);
    explained.names(&[
        "notice: `Zorglub Vault`",
        "2 skills of a profile",
        "skill pharmacovigilance, required",
    ]);
}

#[test]
fn the_skills_of_a_text_are_taken() {
    let folder = offers();
    let outcome = folder.run(["--profile", "cv.txt", "--format", "json"]).status(0);
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    expect![[r#"
        {
          "matched": [
            {
              "name": "pharmacovigilance",
              "required": true
            },
            {
              "name": "anglais professionnel",
              "required": true
            },
            {
              "name": "English",
              "required": true
            }
          ],
          "missing": [],
          "unasked": []
        }"#]]
    .assert_eq(&format!("{:#}", document["hits"][0]["skills"]));
    for (name, cv) in [("pdf", "pdf/opticien-saint-malo.pdf"), ("docx", "docx/regisseur-domaine-cahors.docx")]
    {
        folder.write(
            &format!("cv.{name}"),
            std::fs::read(root().join("seeds").join(cv)).expect("a seed can be read"),
        );
    }
    let told = |cv: &str| folder.run(["explain", "--profile", cv]).stdout;
    assert!(told("cv.pdf").contains("BTS opticien-lunetier"));
    assert!(told("cv.docx").contains("Certiphyto"));
    folder.write("cv.latin", b"Comp\xe9tences : pharmacovigilance\nLoisirs : cuisine\n");
    folder.run(["--profile", "cv.latin"]).status(0).stderr(expect![[r#"
        notice: one skill was recognised in the profile
        pharmacovigilance
        2 of 2
    "#]]);
    folder.run(["--profile", "none.txt"]).status(2).stderr(expect![[r#"
        error: cannot read `none.txt`
          caused by: No such file or directory (os error 2)
    "#]]);
}
