//! The one door to an index: what is not ours, or not of this version, does not get in.

use crate::directory::IndexDirectory;
use crate::names::KnownNames;
use crate::schema::{Fields, schema};
use crate::segments::Segments;
use crate::tokenizer::{TermTokenizer, name};
use crate::window::Window;
use crate::write::IndexWriter;
use jobsearch_engine::EngineError;
use jobsearch_posting::Language;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::schema::{FieldType, Schema};
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, IndexSettings, ReloadPolicy, TantivyError};

/// tantivy's list of segments.
const META: &str = "meta.json";

/// The number of languages.
const LANGUAGES: usize = Language::En as usize + 1;

/// An index, opened for searching: the state of the last commit.
pub struct IndexSearcher {
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) segments: Segments,
    pub(crate) names: KnownNames,
    pub(crate) fields: Fields,
    pub(crate) vocabulary: String,
    /// How many postings are written in each language, where it was asked for: every query does.
    pub(crate) languages: [OnceLock<u64>; LANGUAGES],
    /// An empty window, for the next search to use.
    pub(crate) spare: Mutex<Option<Window>>,
}

/// Tells whether a folder holds an index to which something was committed; one that is damaged is there all the same.
pub fn exists(path: &Path) -> bool {
    match std::fs::read(path.join(META)) {
        Ok(meta) => {
            serde_json::from_slice(&meta).map_or(true, |meta: serde_json::Value| meta["opstamp"] != 0)
        }
        Err(cause) => !matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
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
    let directory = IndexDirectory::mapped(path).map_err(|cause| unreadable(path, cause.into()))?;
    let (index, fields) = open_index(path, directory)?;
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
        languages: Default::default(),
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
    let directory = IndexDirectory::windowed(path).map_err(|cause| unreadable(path, cause.into()))?;
    let (index, fields) = open_index(path, directory)?;
    IndexWriter::new(index, fields, path.to_owned())
}

fn create(path: &Path) -> Result<(), EngineError> {
    let failed = |cause| EngineError::failed(format!("make an index in `{}`", path.display()), plain(cause));
    std::fs::create_dir_all(path).map_err(|cause| failed(cause.into()))?;
    let (schema, _) = schema();
    // Blocks of the store are small: a hit reads one. They are not packed: that took an eighth of writing
    // and a third of reading a hit, and saved a quarter of the disk. Another thread would cost more than to write them.
    let settings = IndexSettings {
        docstore_blocksize: 8_192,
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let directory = IndexDirectory::windowed(path).map_err(|cause| failed(cause.into()))?;
    Index::create(directory, schema, settings).map_err(failed)?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this is the one door: the schema is compared right after")]
fn open_index(path: &Path, files: IndexDirectory) -> Result<(Index, Fields), EngineError> {
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

/// An index that is there and cannot be read.
pub(crate) fn unreadable(path: &Path, cause: TantivyError) -> EngineError {
    EngineError::Unreadable { path: path.to_owned(), cause: plain(cause) }
}

/// The cause of a failure without what tantivy wraps it into: the system's own error, where there is one.
pub(crate) fn plain(cause: TantivyError) -> Box<dyn std::error::Error + Send + Sync> {
    match cause {
        // Its own message holds the file's whole content.
        TantivyError::DataCorruption(_) => "its files are damaged".into(),
        TantivyError::IoError(cause)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: cause, .. })
        | TantivyError::LockFailure(LockError::IoError(cause), _) => {
            std::io::Error::new(cause.kind(), cause).into()
        }
        cause => cause.into(),
    }
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
