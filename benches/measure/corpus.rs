//! The postings that are measured with: those under `postings/` of the folder that `JOBSEARCH_DATA` names, or of
//! `../shared/data`; without them, `seeds/` so many times over, each time put together otherwise.

use jobsearch_indexer::{Options, RawPosting, read_postings};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// How often the seeds are repeated to make a corpus.
const REPEATED: usize = 100;

/// What is measured with.
pub(crate) struct Corpus {
    /// The folder of the files.
    pub(crate) folder: PathBuf,
    /// The text of each posting as its source gives it, title first.
    pub(crate) texts: Vec<String>,
    /// The size of the texts, in 10⁶ bytes.
    pub(crate) megabytes: f64,
    /// Where the repeated seeds are, as long as they are needed.
    _copies: Option<TempDir>,
}

impl Corpus {
    /// Reads the postings, and says what was read.
    pub(crate) fn read() -> Self {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let data =
            std::env::var_os("JOBSEARCH_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
        let data = data.join("postings");
        let copies = (!data.is_dir()).then(|| repeated(&texts(&root.join("seeds"))));
        let folder = copies.as_ref().map_or(data, |copies| copies.path().to_owned());
        let texts = texts(&folder);
        let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
        let corpus = Self { folder, texts, megabytes, _copies: copies };
        println!("{corpus}");
        corpus
    }
}

impl std::fmt::Display for Corpus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { folder, texts, megabytes, .. } = self;
        write!(f, "{} postings, {megabytes:.1} MB of text, from {}", texts.len(), folder.display())
    }
}

/// Writes the texts many times over, as records of their own: each begins as one and ends as another, because copies of
/// one posting are not what an index holds.
fn repeated(texts: &[String]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let record = |(number, text): (usize, &String)| {
        let title = text.lines().next().unwrap_or_default();
        let other = &texts[(number + number / texts.len()) % texts.len()];
        let half = |text: &str| text.lines().count() / 2;
        let lines = text.lines().take(half(text)).chain(other.lines().skip(half(other)));
        let description = lines.collect::<Vec<_>>().join("\n");
        serde_json::json!({ "id": number.to_string(), "title": title, "description": description })
            .to_string()
    };
    let all = std::iter::repeat_n(texts, REPEATED).flatten().enumerate();
    let records: Vec<String> = all.map(record).collect();
    std::fs::write(dir.path().join("seeds.ndjson"), records.join("\n")).expect("a file can be written");
    dir
}

/// Reads the text of every posting in the files of a folder.
pub(crate) fn texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for path in files(folder) {
        let read = read_postings(&path, &Options::default(), &mut |record| {
            texts.extend(record.posting.ok().map(|raw| text(&raw)));
            Ok(())
        });
        if let Err(error) = read {
            eprintln!("{}: {error}", path.display());
        }
    }
    texts
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn text(raw: &RawPosting) -> String {
    let own = [&raw.title, &raw.company, &raw.description].into_iter().flatten();
    let places = raw.locations.iter().filter_map(|place| place.text.as_ref());
    let sections = raw.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let parts: Vec<&str> =
        own.chain(places).chain(&raw.contracts).chain(sections).map(String::as_str).collect();
    parts.join("\n")
}
