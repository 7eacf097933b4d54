//! Packs: names that users add to the vocabulary, packed once and laid over our own concepts.
//!
//! ```
//! use jobsearch_analysis::Analyzer;
//! use jobsearch_vocabulary::packs::{Source, compile};
//! use jobsearch_vocabulary::{Meaning, Vocabulary};
//!
//! let table = "drone-shows\ttitle\tchorégraphe de drones\tdrone show designer\t\n";
//! let pack = compile(Some("stage"), &[Source { name: "stage.tsv".into(), text: table.into() }])?;
//! let vocabulary = Vocabulary::with_packs(vec![pack]);
//! let mentions = vocabulary.concept_mentions(&Analyzer::new().tokens("Chorégraphes de drones"));
//! let designer = mentions.iter().find_map(|mention| match mention.meaning {
//!     Meaning::Concept(handle) if mention.tokens == (0..3) => Some(vocabulary.get(handle)),
//!     _ => None,
//! });
//! assert_eq!(designer.map(|concept| concept.id()), Some("stage:drone-shows"));
//! # Ok::<(), jobsearch_vocabulary::packs::PackError>(())
//! ```
//!
//! A pack is made of a table like ours, of ESCO's files or of ROME's ([`compile`]), told apart by what they hold. It
//! lies beside the index it is for ([`open`], [`save`], [`remove`]). A concept of a pack that is one of ours
//! (`join.rs` tells when) adds its names to ours; the others stand beside ours, their ids behind the name of the pack.

mod error;
mod esco;
mod file;
mod formats;
mod join;
mod rome;
mod sheet;

pub use error::PackError;
pub use formats::{Source, compile};

use crate::layers::{Concepts, Steps, Table};
use file::Sections;
use fst::raw::Fst;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The folder of the packs, in that of the index.
const FOLDER: &str = "packs";
/// How the name of a pack's file ends.
const EXTENSION: &str = "pack";
/// Stands for no concept of ours.
const NONE: u32 = u32::MAX;

/// A user's names, packed.
pub struct Pack {
    bytes: Vec<u8>,
    sections: Sections,
    /// The number of the concept of ours that each concept is, or `NONE`.
    ours: Vec<u32>,
    /// The same the other way round, sorted: ours, theirs.
    theirs: Vec<(u32, u32)>,
    /// Where each word of its labels leads, once it is asked for.
    steps: OnceLock<Vec<u8>>,
}

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name; the ids of its concepts begin with it.
    pub name: String,
    /// What it was made from: `table`, `ESCO`, `ROME`.
    pub format: String,
    /// How many concepts were read.
    pub concepts: u32,
    /// How many of them are concepts of ours.
    pub joined: u32,
    /// How many names it adds.
    pub labels: u32,
}

/// Loads the packs that lie beside an index, in the order of their names; none where there are none.
///
/// # Errors
/// Fails when a pack cannot be read or was made by another version.
pub fn open(index: &Path) -> Result<Vec<Pack>, PackError> {
    let folder = index.join(FOLDER);
    let cannot_list = |cause| PackError::Unreadable { path: folder.clone(), cause };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(cannot_list(cause)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(cannot_list)?.path());
    }
    paths.retain(|path| path.extension() == Some(OsStr::new(EXTENSION)));
    paths.sort();
    paths.iter().map(|path| load(path)).collect()
}

fn load(path: &Path) -> Result<Pack, PackError> {
    let bytes = fs::read(path).map_err(|cause| PackError::Unreadable { path: path.to_owned(), cause })?;
    Pack::from_bytes(bytes, path)
}

/// Puts a pack beside an index, whole or not at all, in place of one of the same name.
///
/// # Errors
/// Fails when the file cannot be written.
pub fn save(pack: &Pack, index: &Path) -> Result<PathBuf, PackError> {
    let path = path_of(index, pack.name());
    let unfinished = path.with_extension("unfinished");
    let write = || {
        fs::create_dir_all(index.join(FOLDER))?;
        fs::write(&unfinished, &pack.bytes)?;
        fs::rename(&unfinished, &path)
    };
    write().map_err(|cause| PackError::Unwritable { path: path.clone(), cause })?;
    Ok(path)
}

/// Takes a pack away from an index; `false` when there is none of this name.
///
/// # Errors
/// Fails when the name cannot be that of a pack, or the file cannot be removed.
pub fn remove(name: &str, index: &Path) -> Result<bool, PackError> {
    formats::check_name(name)?;
    let path = path_of(index, name);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(PackError::Unwritable { path, cause }),
    }
}

/// The file of a pack, whether it is there or not.
pub fn path_of(index: &Path, name: &str) -> PathBuf {
    index.join(FOLDER).join(name).with_extension(EXTENSION)
}

impl Pack {
    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.sections.about
    }

    /// Reads a packed pack; the path is for messages.
    fn from_bytes(bytes: Vec<u8>, path: &Path) -> Result<Self, PackError> {
        let sections = file::read(&bytes, path)?;
        let damaged = || PackError::Damaged { path: path.to_owned() };
        Fst::new(&bytes[sections.map.clone()]).map_err(|_| damaged())?;
        let mut pack = Self { bytes, sections, ours: Vec::new(), theirs: Vec::new(), steps: OnceLock::new() };
        pack.join();
        Ok(pack)
    }

    /// Finds the concepts of ours that concepts of the pack are: both lists are sorted by our ids. Those that our tables
    /// have no longer stand alone.
    fn join(&mut self) {
        let ours = Concepts::embedded().table;
        let mut number = 0;
        let mut theirs = Vec::new();
        for (id, their) in file::joins(&self.bytes[self.sections.joins.clone()]) {
            while number < ours.len() && ours.id(number) < id {
                number += 1;
            }
            if number < ours.len() && ours.id(number) == id {
                theirs.push((number, their));
            }
        }
        self.ours = vec![NONE; self.concepts().table.len() as usize];
        theirs.iter().for_each(|(ours, their)| self.ours[*their as usize] = *ours);
        self.theirs = theirs;
    }

    pub(crate) fn name(&self) -> &str {
        &self.about().name
    }

    /// What it adds to the label of a vocabulary.
    pub(crate) fn label(&self) -> String {
        format!("+{}@{:016x}", self.name(), self.sections.hash)
    }

    /// Its concepts, as a layer.
    pub(crate) fn concepts(&self) -> Concepts<'_> {
        let section = |range: &std::ops::Range<usize>| &self.bytes[range.clone()];
        Concepts {
            map: Fst::new(section(&self.sections.map)).expect("it was opened before"),
            readings: section(&self.sections.readings),
            table: Table { bytes: section(&self.sections.table) },
            steps: Steps::Made(&self.steps),
        }
    }

    /// The number of the concept of ours that a concept of the pack is.
    pub(crate) fn ours(&self, their: u32) -> Option<u32> {
        self.ours.get(their as usize).copied().filter(|ours| *ours != NONE)
    }

    /// The numbers of its concepts that are one of ours.
    pub(crate) fn theirs(&self, ours: u32) -> impl Iterator<Item = u32> {
        let start = self.theirs.partition_point(|(known, _)| *known < ours);
        let same = self.theirs[start..].iter().take_while(move |(known, _)| *known == ours);
        same.map(|(_, their)| *their)
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pack").field(self.about()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Meaning, Relation, Vocabulary};
    use jobsearch_analysis::Analyzer;
    use tempfile::tempdir;

    fn pack(name: &str, table: &str) -> Pack {
        compile(Some(name), &[Source { name: format!("{name}.tsv"), text: table.into() }])
            .expect("it is right")
    }

    /// The ids of the concepts that a text names, each once.
    fn named(vocabulary: &Vocabulary, text: &str) -> Vec<String> {
        let mentions = vocabulary.concept_mentions(&Analyzer::new().tokens(text));
        let id = |mention: &crate::Mention| match mention.meaning {
            Meaning::Concept(handle) => Some(vocabulary.get(handle).id().to_owned()),
            _ => None,
        };
        let mut ids: Vec<_> = mentions.iter().filter_map(id).collect();
        ids.dedup();
        ids
    }

    #[test]
    fn packs_lie_beside_an_index_until_they_are_removed() {
        let index = tempdir().expect("a folder can be made");
        assert!(open(index.path()).expect("none is no failure").is_empty());
        save(&pack("port", "diver\ttitle\tglimeur sous-marin\t\t\n"), index.path())
            .expect("it can be written");
        save(&pack("bees", "bee\ttitle\tleveur d'essaims\t\t\n"), index.path()).expect("it can be written");
        let names = |packs: Vec<Pack>| packs.iter().map(|pack| pack.name().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(open(index.path()).expect("both can be read")), ["bees", "port"]);
        // The same name again takes the place of the pack.
        save(&pack("port", "diver\ttitle\tglimeur sous-marin\tsea diver\t\n"), index.path())
            .expect("it can be written");
        assert_eq!(open(index.path()).expect("both can be read")[1].about().labels, 2);
        assert!(remove("bees", index.path()).expect("it can be removed"));
        assert!(!remove("bees", index.path()).expect("none is no failure"));
        assert!(matches!(remove("../port", index.path()), Err(PackError::Name { .. })));
        assert_eq!(names(open(index.path()).expect("it can be read")), ["port"]);
    }

    #[test]
    fn a_pack_that_is_cut_or_of_another_version_is_refused() {
        let index = tempdir().expect("a folder can be made");
        let path = save(&pack("port", "diver\ttitle\tglimeur sous-marin\t\t\n"), index.path())
            .expect("it can be written");
        let whole = fs::read(&path).expect("it is there");
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).expect("it can be written");
            let error = open(index.path()).expect_err("it is cut");
            assert!(matches!(error, PackError::Damaged { .. }), "{length}: {error}");
        }
        for old in ["jobsearch pack 1", Analyzer::fingerprint()] {
            let at = whole
                .windows(old.len())
                .position(|part| part == old.as_bytes())
                .expect("it is in the header");
            let mut other = whole.clone();
            other[at + old.len() - 1] ^= 1;
            fs::write(&path, &other).expect("it can be written");
            assert!(matches!(open(index.path()), Err(PackError::OtherVersion { .. })), "{old}");
        }
    }

    #[test]
    fn layers_are_seen_as_one() {
        let table = "nurse\ttitle\tglimeur\tneedle worker\t\nhyperbaric\ttitle\tinfirmier de caisson\t\tbroader:nurse\n";
        let vocabulary =
            Vocabulary::with_packs(vec![pack("port", table), pack("bees", "x\ttitle\tglimeur\t\t\n")]);
        // A name leads to ours where it is one of ours, and to all that bear it.
        assert_eq!(named(&vocabulary, "glimeur"), ["bees:x", "nurse"]);
        assert_eq!(named(&vocabulary, "infirmière de caisson"), ["port:hyperbaric", "nurse"]);
        let nurse = vocabulary.concept("nurse").expect("it is ours");
        assert!(nurse.labels().any(|label| label.text == "needle worker"));
        assert_eq!(vocabulary.concept("port:nurse").map(|known| known.id()), Some("nurse"));
        let special = vocabulary.concept("port:hyperbaric").expect("it is the pack's");
        assert_eq!(special.relations().map(|(_, other)| other.id()).collect::<Vec<_>>(), ["nurse"]);
        let back = nurse.relations().find(|(_, other)| other.handle() == special.handle());
        assert_eq!(back.map(|(relation, _)| relation), Some(Relation::Narrower));
        assert!(
            special.is_tied_to(&nurse)
                && !vocabulary.concept("bees:x").expect("it is there").is_tied_to(&nurse)
        );
        let all: Vec<&str> = vocabulary.concepts().map(|concept| concept.id()).collect();
        assert_eq!(all.iter().filter(|id| id.contains(':')).count(), 2);
    }

    #[test]
    fn the_label_of_a_vocabulary_tells_its_packs() {
        let label = |packs| Vocabulary::with_packs(packs).label().to_owned();
        let (one, other) = ("x\ttitle\tglimeur\t\t\n", "x\ttitle\tgrand glimeur\t\t\n");
        assert_eq!(label(Vec::new()), Vocabulary::new().label());
        assert_eq!(
            label(vec![pack("a", one), pack("b", other)]),
            label(vec![pack("b", other), pack("a", one)])
        );
        assert_ne!(label(vec![pack("a", one)]), label(vec![pack("a", other)]));
        assert_ne!(label(vec![pack("a", one)]), label(Vec::new()));
        assert!(label(vec![pack("a", one)]).contains("+a@"));
    }
}
