//! What is known of repeats, from run to run: as if all had been read at once.

use crate::memory::Memory;
use jobsearch_indexer::{Options, Report, index};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STANDING: &str = "Notre groupe soigne depuis longtemps les patients du monde entier en oncologie.";

/// A folder of postings and an index in memory.
struct World {
    folder: TempDir,
    memory: Memory,
}

impl World {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), memory: Memory::default() }
    }

    /// Writes a file of postings, each given as id, company and body.
    fn file(&self, name: &str, postings: &[(&str, &str, &str)]) {
        let lines = postings.iter().map(|(id, company, body)| {
            let (title, body) = (serde_json::json!(format!("Poste {id}")), serde_json::json!(body));
            format!(r#"{{"id": "{id}", "title": {title}, "company": "{company}", "description": {body}}}"#)
        });
        fs::write(self.path(name), lines.collect::<Vec<_>>().join("\n")).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn notes(&self) -> PathBuf {
        self.path(".repeats")
    }

    fn index(&mut self, names: &[&str]) -> Report {
        self.try_index(names).unwrap()
    }

    fn try_index(&mut self, names: &[&str]) -> Result<Report, jobsearch_indexer::IndexerError> {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        let options = Options { repeats: Some(self.notes()), ..Options::default() };
        index(&paths, &mut self.memory, &options, &mut |_| ())
    }

    /// What the index says of each posting: its cluster, by the first id in it, and its text, standing text marked.
    fn says(&self) -> Vec<String> {
        let first =
            |cluster: u64| self.memory.committed.values().find(|other| other.cluster == cluster).unwrap();
        let said = self.memory.committed.iter().map(|(id, prepared)| {
            let sections = prepared.posting.sections.iter();
            let text: Vec<String> = sections
                .map(|section| format!("{}{}", if section.boilerplate { "= " } else { "" }, section.text))
                .collect();
            format!("{id} like {}: {}", first(prepared.cluster).posting.id, text.join(" | "))
        });
        said.collect()
    }
}

/// Three files: the first two share a paragraph across companies, the third shares it too and reposts an offer.
fn fill(world: &World) {
    let body = |own: &str| format!("{STANDING}\n{own}");
    let driver = "Vous conduisez un gros camion rouge de Tours à Blois, chaque jour de la semaine, par tous les temps. \
        Au retour, vous remplissez le carnet de route, lavez la cabine et dites au chef d'atelier ce qui grince. \
        Le permis est exigé depuis trois ans, et le sens de l'orientation rend de grands services dans nos villages.";
    let again = driver.replace("rouge", "vert");
    world.file("a.ndjson", &[("1", "Acme", &body("Vous vendez des vis à bois.")), ("2", "Roule", driver)]);
    world.file("b.ndjson", &[("3", "Botte", &body("Vous soudez des tuyaux de cuivre."))]);
    world.file("c.ndjson", &[("4", "Cuve", &body("Vous rangez les palettes.")), ("5", "Roule", &again)]);
}

#[test]
fn one_file_after_the_other_or_all_at_once_is_the_same() {
    let mut at_once = World::new();
    fill(&at_once);
    at_once.index(&["a.ndjson", "b.ndjson", "c.ndjson"]);
    let said = at_once.says();
    assert!(said[0].contains("= Notre groupe") && said[4].starts_with("5 like 2"), "{said:#?}");

    let mut in_turn = World::new();
    fill(&in_turn);
    in_turn.index(&["a.ndjson"]);
    in_turn.index(&["b.ndjson"]);
    assert!(in_turn.says().iter().all(|said| !said.contains("= ")), "two companies may share a sentence");
    let report = in_turn.index(&["c.ndjson"]);
    assert_eq!(in_turn.says(), said);
    assert_eq!((report.added, report.revised, report.clusters, report.copies), (2, 2, 1, 1));
    // And the other way round, but for who leads the cluster.
    let mut backwards = World::new();
    fill(&backwards);
    for name in ["c.ndjson", "b.ndjson", "a.ndjson"] {
        backwards.index(&[name]);
    }
    assert_eq!(backwards.says(), said);
}

#[test]
fn nothing_changes_nothing_is_done() {
    let mut world = World::new();
    fill(&world);
    let all = ["a.ndjson", "b.ndjson", "c.ndjson"];
    world.index(&all);
    let (said, notes) = (world.says(), fs::read(world.notes()).unwrap());
    for names in [&all[..], &all[1..2], &all[2..]] {
        world.index(names);
        assert_eq!((world.memory.written, &world.says()), (0, &said), "{names:?}");
        assert_eq!(fs::read(world.notes()).unwrap().len(), notes.len(), "{names:?}");
    }
}

#[test]
fn what_is_gone_counts_no_more() {
    let mut world = World::new();
    fill(&world);
    world.index(&["a.ndjson", "b.ndjson", "c.ndjson"]);
    world.file("c.ndjson", &[("5", "Roule", "Vous conduisez un petit camion bleu.")]);
    let report = world.index(&["c.ndjson"]);
    assert_eq!((report.changed, report.gone, report.revised, report.copies), (1, 1, 2, 0));
    assert!(world.says().iter().all(|said| !said.contains("= ")), "{:#?}", world.says());
}

#[test]
fn notes_that_do_not_fit_the_index_are_made_anew() {
    let check = |spoil: &dyn Fn(&Path)| {
        let mut world = World::new();
        fill(&world);
        world.index(&["a.ndjson"]);
        world.index(&["b.ndjson"]);
        spoil(&world.notes());
        let report = world.index(&["c.ndjson"]);
        assert_eq!((report.read, report.added, report.copies), (2, 2, 1));
        let mut at_once = World::new();
        fill(&at_once);
        at_once.index(&["a.ndjson", "b.ndjson", "c.ndjson"]);
        assert_eq!(world.says(), at_once.says());
    };
    check(&|_| ());
    check(&|notes| fs::remove_file(notes).unwrap());
    check(&|notes| fs::write(notes, "other notes").unwrap());
    check(&|notes| {
        let bytes = fs::read(notes).unwrap();
        fs::write(notes, &bytes[..bytes.len() - 3]).unwrap();
    });
}

#[test]
fn a_run_that_is_cut_off_leaves_index_and_notes_in_step() {
    let mut world = World::new();
    fill(&world);
    world.index(&["a.ndjson"]);
    world.index(&["b.ndjson"]);
    let (said, old) = (world.says(), fs::read(world.notes()).unwrap());
    // Before the commit: the new notes are written, the index is as it was.
    world.memory.cut_off = true;
    world.try_index(&["c.ndjson"]).unwrap_err();
    assert_eq!(world.says(), said);
    world.memory.cut_off = false;
    world.index(&["b.ndjson"]);
    assert_eq!((world.memory.written, world.says()), (0, said));
    // Right after it: the new notes have not taken the place of the old.
    world.index(&["c.ndjson"]);
    let (said, new) = (world.says(), fs::read(world.notes()).unwrap());
    fs::write(world.folder.path().join(".repeats.new"), &new).unwrap();
    fs::write(world.notes(), &old).unwrap();
    let report = world.index(&["a.ndjson"]);
    assert_eq!((world.memory.written, report.copies, world.says()), (0, 1, said));
}
