//! From a file to a hit, and back.

use crate::program::Folder;
use crate::seeds;
use jobsearch_engine::{Listed, Searcher};
use jobsearch_query::{Options, search};

const BAKER: &str = "\
Société:  Fournil du Port
Ville:  Brest
Type de contrat:  CDI
N° offre:  FP-7

Boulanger (H/F)

Pétrir, façonner et cuire les pains de tradition.
";

#[test]
fn a_posting_is_found_changed_and_forgotten() {
    let folder =
        Folder::new().file("offers/boulanger.txt", BAKER).file("offers/autre.txt", "Cariste\n\nRanger.");
    folder.run(["index", "offers"]).status(0);
    folder.run(["boulanger brest"]).status(0).names(&["Boulanger", "FP-7"]);
    folder.run(["confiseur"]).status(1);

    folder.write("offers/boulanger.txt", BAKER.replace("Boulanger", "Confiseur").replace("Brest", "Rennes"));
    let outcome = folder.run(["index", "offers"]).status(0);
    assert!(outcome.stderr.contains("0 added, 1 changed, 1 unchanged, 0 gone"), "{}", outcome.stderr);
    folder.run(["confiseur rennes"]).status(0).names(&["Confiseur", "FP-7"]);
    folder.run(["--literal", "boulanger"]).status(1);

    folder.delete("offers/boulanger.txt");
    let outcome = folder.run(["index", "offers"]).status(0);
    assert!(outcome.stderr.contains("0 added, 0 changed, 1 unchanged, 1 gone"), "{}", outcome.stderr);
    folder.run(["confiseur"]).status(1);
    folder.run(["show", "FP-7"]).status(1);
    folder.run(["cariste"]).status(0);
}

#[test]
fn folders_are_indexed_one_after_the_other() {
    let folder = Folder::new().file("a/boulanger.txt", BAKER).file("b/cariste.txt", "Cariste\n\nRanger.");
    folder.run(["index", "a"]).status(0);
    folder.run(["index", "b"]).status(0);
    folder.run(["boulanger"]).status(0);
    folder.run(["cariste"]).status(0);
}

#[test]
fn what_is_asked_in_one_language_is_found_in_the_other() {
    let folder = Folder::new().file("offers/boulanger.txt", BAKER).indexed("offers");
    folder.run(["baker permanent"]).status(0).names(&["FP-7"]);
    folder.run(["BOULANGERE"]).status(0).names(&["FP-7"]);
}

#[test]
fn what_is_near_a_skill_is_not_taken_for_it() {
    let folder = Folder::new()
        .file("offers/a.txt", "QA Engineer\n\nYou test web applications.")
        .file("offers/b.txt", "Test Analyst\n\nYou write test plans. An ISTQB certificate is needed.")
        .file("offers/c.txt", "UX/UI Designer\n\nVous dessinez des parcours.")
        .file("offers/d.txt", "Product Designer\n\nVous maquettez sous Figma.")
        .indexed("offers");
    folder.run(["QA ISTQB"]).status(0).names(&["1. Test Analyst", "“ISTQB” in the text"]);
    folder.run(["QA ISTQB"]).names(&["2. QA Engineer", "without “istqb”"]);
    folder.run(["ux/ui designer figma"]).names(&["1. Product Designer", "“figma” in the text"]);
    folder.run(["ux/ui designer figma"]).names(&["2. UX/UI Designer", "without “figma”"]);
}

#[test]
fn who_says_both_of_a_choice_comes_before_who_says_one() {
    let folder = Folder::new()
        .file("offers/a.txt", "Vendeur\n\nVous accueillez les clients.")
        .file("offers/b.txt", "Vendeur ou caissier\n\nVous tenez le rayon et la caisse.")
        .file("offers/c.txt", "Caissier\n\nVous encaissez.")
        .indexed("offers");
    folder.run(["vendeur ou caissier"]).status(0).names(&["all you asked for (3)", "1. Vendeur ou caissier"]);
    folder.run(["vendeur ou caissier"]).names(&["2. ", "“vendeur” in the title", "3. ", "“caissier” in"]);
    folder.run(["vendeur OR caissier"]).status(0).names(&["all you asked for (3)", "1. Vendeur ou caissier"]);
}

#[test]
fn every_seed_is_found_by_its_own_title() {
    let index = seeds::open();
    let mut all = Vec::new();
    index.list(&mut |listed| all.push(listed)).expect("the index can be listed");
    assert!(all.len() >= 60, "only {} seeds", all.len());
    let options = Options { literal: true, limit: 3, fold_copies: false, ..Options::default() };
    for Listed { id, title, source } in &all {
        let results = search(&index, title, &options).unwrap_or_else(|error| panic!("`{title}`: {error}"));
        let ids: Vec<&str> = results.found.iter().map(|found| found.posting.id.as_str()).collect();
        assert!(ids.contains(&id.as_str()), "`{title}` of {source} finds {ids:?}");
    }
}
