//! The plan of the house, as `crates/ARCHITECTURE.md` draws it, compared with what stands.

use crate::program::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// Each crate, and the crates it may look into. Nobody looks into `cli`; siblings do not know each other.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("posting", &[]),
    ("analysis", &["posting"]),
    ("vocabulary", &["analysis", "posting"]),
    ("engine", &["analysis", "posting"]),
    ("engine-tantivy", &["engine", "analysis", "posting"]),
    ("indexer", &["vocabulary", "engine", "analysis", "posting"]),
    ("query", &["vocabulary", "engine", "analysis", "posting"]),
    ("cli", &["indexer", "query", "engine-tantivy", "vocabulary", "engine", "analysis", "posting"]),
];

/// The top level of the repository, besides dotfiles.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "crates",
    "index",
    "seeds",
    "tests",
];

/// Tables whose order says which row goes before another.
const ORDERED: &[&str] = &["_fields.tsv", "crates/indexer/tables/ats/"];

fn manifest(krate: &str) -> Table {
    let path = root().join("crates").join(krate).join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn dependencies(krate: &str, table: &str) -> BTreeSet<String> {
    let manifest = manifest(krate);
    manifest
        .get(table)
        .and_then(|table| table.as_table())
        .into_iter()
        .flat_map(|table| table.keys().cloned())
        .collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn crates_look_only_downwards() {
    for (krate, allowed) in DIRECTIONS {
        for dependency in dependencies(krate, "dependencies") {
            if let Some(ours) = dependency.strip_prefix("jobsearch-") {
                assert!(allowed.contains(&ours), "{krate} must not look into {ours}");
            }
        }
    }
    let stand: BTreeSet<_> =
        names(&root().join("crates")).into_iter().filter(|name| !name.contains('.')).collect();
    let planned: BTreeSet<_> = DIRECTIONS.iter().map(|(krate, _)| (*krate).to_owned()).collect();
    assert_eq!(stand, planned, "a crate without directions, or directions without a crate");
}

#[test]
fn only_one_crate_sees_tantivy() {
    let seeing = |table| {
        let all = DIRECTIONS.iter().map(|(krate, _)| *krate);
        let seeing = all
            .filter(move |krate| dependencies(krate, table).iter().any(|name| name.starts_with("tantivy")));
        seeing.collect::<Vec<_>>()
    };
    assert_eq!(seeing("dependencies"), ["engine-tantivy"]);
    assert_eq!(seeing("build-dependencies"), [""; 0]);
    // The benches of the program measure against it.
    assert_eq!(seeing("dev-dependencies"), ["cli"]);
}

#[test]
fn only_the_program_shows_failures_of_any_kind() {
    for (krate, _) in DIRECTIONS {
        let any = dependencies(krate, "dependencies").contains("anyhow");
        assert_eq!(any, *krate == "cli", "{krate}: `anyhow` is for the program, libraries have an enum");
    }
}

#[test]
fn the_top_level_is_as_planned() {
    let stand: BTreeSet<_> =
        names(root()).into_iter().filter(|name| !name.starts_with('.') && name != "target").collect();
    let planned: BTreeSet<_> = TOP.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(stand, planned);
}

#[test]
fn rooms_have_telling_names() {
    for path in files(&root().join("crates")) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert!(!matches!(stem, "utils" | "util" | "common" | "helpers" | "misc"), "{}", path.display());
    }
}

#[test]
fn paths_named_in_the_documents_exist() {
    for document in ["README.md", "crates/ARCHITECTURE.md"] {
        let text =
            fs::read_to_string(root().join(document)).unwrap_or_else(|error| panic!("{document}: {error}"));
        for named in paths_in(&text) {
            let near = root().join(document).with_file_name(named);
            assert!(
                root().join(named).exists() || near.exists(),
                "{document} names `{named}`, which is not there"
            );
        }
    }
}

#[test]
fn what_the_readme_says_to_type_is_what_is_tried() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let tried = fs::read_to_string(root().join(".ci/run")).expect("there is a `.ci/run`");
    for command in ["cargo run --release -- \"oncologie CDI\"", "cargo test"] {
        assert!(readme.contains(command) && tried.contains(command), "`{command}`");
    }
}

/// What stands in backticks, outside of blocks of code, and looks like a path: it has a slash or a known extension.
fn paths_in(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    let quoted = prose.flat_map(|part| part.split('`').skip(1).step_by(2));
    quoted.filter(|quoted| {
        let plain = quoted.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        let file = [".rs", ".tsv", ".toml", ".md", ".txt"].iter().any(|end| quoted.ends_with(end));
        plain && (quoted.contains('/') || file) && !quoted.starts_with(['/', '.']) && !quoted.ends_with("..")
    })
}

#[test]
fn paths_are_told_from_other_words() {
    let text = "see `crates/query`, `H/F`?, `weights.toml` and `a b`\n```\n`not/this`\n```\n`jobsearch`";
    assert_eq!(paths_in(text).collect::<Vec<_>>(), ["crates/query", "H/F", "weights.toml"]);
}

#[test]
fn tables_are_sorted_without_repeats() {
    let mut seen = 0;
    for path in files(&root().join("crates")) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_table = name.ends_with(".tsv") && path.components().any(|part| part.as_os_str() == "tables");
        let ordered = ORDERED.iter().any(|ordered| path.to_string_lossy().contains(ordered));
        if !is_table || ordered {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let rows: Vec<&str> = text.lines().filter(|row| !row.starts_with('#')).collect();
        let wrong = rows.windows(2).find(|pair| pair[0] >= pair[1]);
        assert!(wrong.is_none(), "{}: {:?}", path.display(), wrong);
        seen += 1;
    }
    assert!(seen > 0, "no table was found");
}
