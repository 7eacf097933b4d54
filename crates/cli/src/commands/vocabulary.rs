//! `jobsearch vocabulary add`, `list` and `remove`

use crate::args::{AddArguments, IndexChoice, RemoveArguments, VocabularyCommand};
use crate::print::{self, count};
use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jobsearch_indexer::Options;
use jobsearch_vocabulary::packs::{self, About, Source};
use jobsearch_vocabulary::{Vocabulary, contracts, locations};
use std::fs;
use std::io::Read;
use std::path::Path;

/// Runs one of the three.
pub(super) fn run(command: &VocabularyCommand) -> Result<bool> {
    match command {
        VocabularyCommand::Add(arguments) => add(arguments),
        VocabularyCommand::List(choice) => list(choice),
        VocabularyCommand::Remove(arguments) => remove(arguments),
    }
}

fn add(arguments: &AddArguments) -> Result<bool> {
    let mut sources = Vec::new();
    for path in &arguments.files {
        gather(path, &mut sources)?;
    }
    let pack = packs::compile(arguments.name.as_deref(), &sources)?;
    let dir = super::index_dir(&arguments.index);
    packs::save(&pack, &dir)?;
    let about = pack.about();
    let (concepts, names) =
        (count(about.concepts as usize, "concept"), count(about.labels as usize, "new name"));
    eprintln!(
        "added `{}` ({}): {concepts}, {} of them known, {names}",
        about.name, about.format, about.joined
    );
    advise(&dir);
    Ok(true)
}

/// Reads the files of a pack: one, those of a folder, or those of a zip archive.
fn gather(path: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let what = || format!("cannot read `{}`", path.display());
    if path.is_dir() {
        let entries: std::io::Result<Vec<_>> = fs::read_dir(path).with_context(what)?.collect();
        let mut paths: Vec<_> = entries.with_context(what)?.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        // What is no text beside the files wanted is none of them.
        sources.extend(paths.iter().filter(|path| path.is_file()).filter_map(|path| source(path).ok()));
        return Ok(());
    }
    if is_zip(path).with_context(what)? {
        return unpack(path, sources).with_context(what);
    }
    sources.push(source(path)?);
    Ok(())
}

fn source(path: &Path) -> Result<Source> {
    let text = jobsearch_indexer::read_text(path, &Options::default())?;
    Ok(Source { name: path.display().to_string(), text })
}

fn is_zip(path: &Path) -> std::io::Result<bool> {
    let mut start = Vec::new();
    fs::File::open(path)?.take(4).read_to_end(&mut start)?;
    Ok(start == b"PK\x03\x04")
}

fn unpack(path: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(fs::File::open(path)?))?;
    for at in 0..archive.len() {
        let mut member = archive.by_index(at)?;
        let name = member.name()?.into_owned();
        let mut text = String::new();
        if member.is_file() && member.read_to_string(&mut text).is_ok() {
            sources.push(Source { name, text });
        }
    }
    Ok(())
}

/// A line of the list: name, source, concepts, how many of them are ours, names, day of adding, size.
type Line = [String; 7];

fn list(choice: &IndexChoice) -> Result<bool> {
    let dir = super::index_dir(choice);
    let mut lines =
        vec![["name", "source", "concepts", "known", "names", "added", "size"].map(str::to_owned)];
    lines.extend(built_in());
    for pack in packs::open(&dir)? {
        lines.push(added(pack.about(), &dir)?);
    }
    print::on_stdout(|out| {
        for [name, source, concepts, known, names, added, size] in &lines {
            writeln!(out, "{name:16}{source:10}{concepts:>9}{known:>7}{names:>8}  {added:12}{size:>8}")?;
        }
        Ok(())
    })?;
    Ok(true)
}

/// What the program knows by itself.
fn built_in() -> [Line; 3] {
    let ours = Vocabulary::new();
    let names = ours.concepts().map(|concept| concept.labels().count()).sum::<usize>();
    let spellings = contracts::all_contract_spellings().len();
    let line = |name: &str, concepts: Option<usize>, names: Option<usize>| {
        let figure = |figure: Option<usize>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        let none = String::new;
        [name.to_owned(), "built in".to_owned(), figure(concepts), none(), figure(names), none(), none()]
    };
    [
        line("concepts", Some(ours.concepts().count()), Some(names)),
        line("contracts", None, Some(spellings)),
        line("locations", Some(locations::count()), None),
    ]
}

/// What a pack of an index holds.
fn added(about: &About, dir: &Path) -> Result<Line> {
    let path = packs::path_of(dir, &about.name);
    let file = fs::metadata(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let day = Timestamp::try_from(file.modified()?)?.to_zoned(TimeZone::system()).date();
    let [concepts, known, names] =
        [about.concepts, about.joined, about.labels].map(|count| count.to_string());
    Ok([about.name.clone(), about.format.clone(), concepts, known, names, day.to_string(), size(file.len())])
}

/// `812 B`, `14 kB`, `6.1 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn remove(arguments: &RemoveArguments) -> Result<bool> {
    let dir = super::index_dir(&arguments.index);
    let name = &arguments.name;
    if !packs::remove(name, &dir)? {
        eprintln!("no pack `{name}`; `jobsearch vocabulary list` names them all");
        return Ok(false);
    }
    eprintln!("removed `{name}`");
    advise(&dir);
    Ok(true)
}

/// Postings that were indexed before know nothing of the change.
fn advise(dir: &Path) {
    if jobsearch_engine_tantivy::exists(dir) {
        eprintln!("`jobsearch index PATH…` brings the index up to date");
    }
}
