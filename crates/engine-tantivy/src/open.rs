//! The one door to an index: what is not ours, or not of this version, does not get in.

use crate::directory::WindowedDirectory;
use crate::names::KnownNames;
use crate::schema::{Fields, schema};
use crate::segments::Segments;
use crate::tokenizer::{TermTokenizer, name};
use crate::window::Window;
use crate::write::IndexWriter;
use jobsearch_engine::EngineError;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tantivy::directory::{Directory, MmapDirectory};
use tantivy::schema::{FieldType, Schema};
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, IndexSettings, ReloadPolicy, TantivyError};

/// tantivy's list of segments.
const META: &str = "meta.json";

/// An index, opened for searching: the state of the last commit.
pub struct IndexSearcher {
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) segments: Segments,
    pub(crate) names: KnownNames,
    pub(crate) fields: Fields,
    pub(crate) vocabulary: String,
    /// An empty window, for the next search to use.
    pub(crate) spare: Mutex<Option<Window>>,
}

/// Tells whether a folder holds an index to which something was committed; one that is damaged is there all the same.
pub fn exists(path: &Path) -> bool {
    match std::fs::read(path.join(META)) {
        Ok(meta) => {
            serde_json::from_slice(&meta).map_or(true, |meta: serde_json::Value| meta["opstamp"] != 0)
        }
        Err(_) => path.join(META).exists(),
    }
}

/// Opens the index in a folder for searching.
///
/// # Errors
/// Fails when there is none, when it was made by another version, or when it cannot be read.
pub fn open(path: &Path) -> Result<IndexSearcher, EngineError> {
    if !exists(path) {
        return Err(EngineError::NoIndex { path: path.to_owned() });
    }
    let directory = MmapDirectory::open(path).map_err(|cause| unreadable(path, cause.into()))?;
    let (index, fields) = open_index((path, directory.into()))?;
    let vocabulary = index.load_metas().map_err(|cause| unreadable(path, cause))?.payload.unwrap_or_default();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    let reader = reader.map_err(|cause| unreadable(path, cause))?;
    let searcher = reader.searcher();
    let segments = Segments::of(&searcher);
    Ok(IndexSearcher {
        searcher,
        segments,
        names: KnownNames::default(),
        fields,
        vocabulary,
        spare: Mutex::default(),
    })
}

/// Opens the index in a folder for writing, or makes a new one there.
///
/// # Errors
/// Fails when another process writes to it, when it was made by another version, or when the folder cannot be written.
pub fn write(path: &Path) -> Result<IndexWriter, EngineError> {
    if !path.join(META).is_file() {
        create(path)?;
    }
    let directory = WindowedDirectory::open(path).map_err(|cause| unreadable(path, cause.into()))?;
    let (index, fields) = open_index((path, directory.into()))?;
    IndexWriter::new(index, fields, path.to_owned())
}

fn create(path: &Path) -> Result<(), EngineError> {
    let action = || format!("make an index in `{}`", path.display());
    std::fs::create_dir_all(path).map_err(|cause| EngineError::failed(action(), cause))?;
    let (schema, _) = schema();
    // Blocks of the store are small: a hit reads one. They are not packed: that took an eighth of writing
    // and a third of reading a hit, and saved a quarter of the disk. Another thread would cost more than to write them.
    let settings = IndexSettings {
        docstore_blocksize: 8_192,
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let index = Index::builder().schema(schema).settings(settings);
    index.create_in_dir(path).map_err(|cause| EngineError::failed(action(), cause))?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this is the one door: the schema is compared right after")]
fn open_index((path, files): (&Path, Box<dyn Directory>)) -> Result<(Index, Fields), EngineError> {
    let mut index = Index::open(files).map_err(|cause| unreadable(path, cause))?;
    let (expected, fields) = schema();
    if index.schema() != expected {
        return Err(other_version(path.to_owned(), &index.schema()));
    }
    let tokenizers = TokenizerManager::default();
    tokenizers.register(&name(), TextAnalyzer::from(TermTokenizer::default()));
    index.set_tokenizers(tokenizers);
    Ok((index, fields))
}

fn unreadable(path: &Path, cause: TantivyError) -> EngineError {
    let cause = match cause {
        // Its own message holds the file's whole content.
        TantivyError::DataCorruption(_) => "its files are damaged".into(),
        cause => cause.into(),
    };
    EngineError::Unreadable { path: path.to_owned(), cause }
}

fn other_version(path: PathBuf, found: &Schema) -> EngineError {
    let found =
        found.get_field("title").ok().and_then(|field| match found.get_field_entry(field).field_type() {
            FieldType::Str(options) => options.get_indexing_options().map(|text| text.tokenizer().to_owned()),
            _ => None,
        });
    EngineError::OtherVersion {
        path,
        found: found.unwrap_or_else(|| "another schema".to_owned()),
        expected: name(),
    }
}
