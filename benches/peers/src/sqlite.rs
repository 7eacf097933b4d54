//! SQLite FTS5, with its own tokenizer and its own BM25.

use crate::postings::{FIELDS, Posting};
use crate::{LISTED, Peer, WEIGHTS};
use anyhow::Result;
use rusqlite::{Connection, params_from_iter};

struct Sqlite {
    connection: Connection,
    query: String,
}

/// Indexes the postings in memory.
pub(crate) fn index(postings: &[Posting]) -> Result<Box<dyn Peer>> {
    let mut connection = Connection::open_in_memory()?;
    let columns = FIELDS.join(", ");
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE postings USING fts5(id UNINDEXED, {columns}, tokenize = 'unicode61 remove_diacritics 2')"
    ))?;
    let all = connection.transaction()?;
    {
        let mut insert = all.prepare("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?)")?;
        for posting in postings {
            insert.execute(params_from_iter(std::iter::once(&posting.id).chain(&posting.fields)))?;
        }
    }
    all.commit()?;
    let weights = WEIGHTS.map(|weight| weight.to_string()).join(", ");
    let query = format!(
        "SELECT id FROM postings WHERE postings MATCH ? ORDER BY bm25(postings, 0, {weights}) LIMIT {LISTED}"
    );
    Ok(Box::new(Sqlite { connection, query }))
}

impl Peer for Sqlite {
    fn ask(&self, typed: &str) -> Result<Vec<String>> {
        let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // Between quotes a word is never one of the query language's own.
        let any = words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR ");
        let mut ask = self.connection.prepare_cached(&self.query)?;
        let ids = ask.query_map([any], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
