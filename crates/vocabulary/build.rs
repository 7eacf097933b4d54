//! Packs the tables at build time, so that nothing is parsed at start.

#[path = "src/concept_table.rs"]
mod concept_table;
#[path = "build/contracts.rs"]
mod contracts;
#[path = "src/keys.rs"]
mod keys;
#[path = "src/links.rs"]
mod links;
#[path = "build/locations.rs"]
mod locations;
#[path = "src/openings.rs"]
#[expect(dead_code, reason = "bits are only set here, and asked for in the crate")]
mod openings;
#[path = "src/packing.rs"]
mod packing;
#[path = "src/steps.rs"]
#[expect(dead_code, reason = "steps are only packed here, and walked in the crate")]
mod steps;

/// What the crate shares with this script.
const SHARED: [&str; 6] = [
    "src/concept_table.rs",
    "src/keys.rs",
    "src/links.rs",
    "src/openings.rs",
    "src/packing.rs",
    "src/steps.rs",
];

use fnv::FnvHasher;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    for input in ["build.rs", "build", "tables"].into_iter().chain(SHARED) {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    if let Err(errors) = pack_all(&out) {
        errors.iter().for_each(|why| println!("cargo::error={why}"));
        process::exit(1);
    }
}

/// Packs every table, or tells everything that is wrong with them, a message each.
fn pack_all(out: &Path) -> Result<(), Vec<String>> {
    pack_concepts(out)?;
    pack_contracts(out).map_err(|why| vec![why])?;
    locations::pack(out);
    Ok(())
}

fn pack_contracts(out: &Path) -> Result<(), String> {
    let name = "tables/contracts.tsv";
    let contracts = contracts::pack(name, &read(Path::new(name))?)?;
    write(out, "contracts.rs", contracts.code.as_bytes())?;
    write(out, "contracts.steps", &contracts.steps)?;
    write(out, "label.txt", label()?.as_bytes())
}

fn pack_concepts(out: &Path) -> Result<(), Vec<String>> {
    let alone = |why| vec![why];
    let mut files = Vec::new();
    for path in tables_in(Path::new("tables/concepts")).map_err(alone)? {
        files.push((path.display().to_string(), read(&path).map_err(alone)?));
    }
    let (concepts, mut errors) = concept_table::read(&files);
    let (packed, wrong) = packing::pack(concepts, "");
    errors.extend(wrong);
    if !errors.is_empty() {
        return Err(errors);
    }
    let map = fst::raw::Fst::new(&packed.map[..]).map_err(|error| vec![error.to_string()])?;
    let steps = steps::of_map(&map);
    let parts =
        [("map", &packed.map), ("readings", &packed.readings), ("table", &packed.table), ("steps", &steps)];
    for (name, bytes) in parts {
        write(out, &format!("concepts.{name}"), bytes).map_err(alone)?;
    }
    Ok(())
}

/// A short hash of every table: it changes whenever what is recognised may change.
fn label() -> Result<String, String> {
    let mut hash = FnvHasher::default();
    for folder in ["tables", "tables/concepts", "tables/locations"] {
        for path in tables_in(Path::new(folder))? {
            hash.write(read(&path)?.as_bytes());
        }
    }
    Ok(format!("{:016x}", hash.finish()))
}

fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    fs::write(out.join(name), bytes).map_err(|error| format!("cannot write {name}: {error}"))
}
