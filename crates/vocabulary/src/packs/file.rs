//! The file of a pack: a mark, a header, and the packed sections one after the other.
//!
//! `MARK`, fingerprint of the analysis, name, format, three counts u32, hash u64, four lengths u32, then the sections:
//! map, readings and table as in `packing.rs`, and `count u32, (our id, their number u32)…` sorted by our ids. Texts and
//! numbers are written as there.

use super::{About, PackError};
use crate::packed::Reader;
use crate::packing::{Packed, push_text};
use fnv::FnvHasher;
use jobsearch_analysis::Analyzer;
use std::hash::Hasher;
use std::ops::Range;
use std::path::Path;

/// Begins every pack; another layout has another mark.
const MARK: &[u8] = b"jobsearch pack 1\n";
/// The numbers between the texts of the header and the sections: three counts, a hash of two, four lengths.
const NUMBERS: usize = 9 * 4;

/// What a pack holds, and where.
#[derive(Debug)]
pub(super) struct Sections {
    pub(super) about: About,
    /// A hash of the sections.
    pub(super) hash: u64,
    pub(super) map: Range<usize>,
    pub(super) readings: Range<usize>,
    pub(super) table: Range<usize>,
    pub(super) joins: Range<usize>,
}

/// Writes a pack; the joins are ours by id to theirs by number, sorted.
pub(super) fn write(about: &About, packed: &Packed, joins: &[(&str, u32)]) -> Vec<u8> {
    let mut joined = (joins.len() as u32).to_le_bytes().to_vec();
    for (ours, theirs) in joins {
        push_text(&mut joined, ours);
        joined.extend(theirs.to_le_bytes());
    }
    let sections = [&packed.map, &packed.readings, &packed.table, &joined];
    let mut bytes = MARK.to_vec();
    for text in [Analyzer::fingerprint(), &about.name, &about.format] {
        push_text(&mut bytes, text);
    }
    for count in [about.concepts, about.joined, about.labels] {
        bytes.extend(count.to_le_bytes());
    }
    bytes.extend(hash(&sections).to_le_bytes());
    sections.iter().for_each(|section| bytes.extend((section.len() as u32).to_le_bytes()));
    sections.iter().for_each(|section| bytes.extend(*section));
    bytes
}

/// Reads the header of a pack.
pub(super) fn read(bytes: &[u8], path: &Path) -> Result<Sections, PackError> {
    let damaged = || PackError::Damaged { path: path.to_owned() };
    if !bytes.starts_with(MARK) {
        // The last figure of the mark is that of the layout.
        let figure = MARK.len() - 2;
        let other = bytes.len() >= MARK.len() && bytes[..figure] == MARK[..figure];
        return Err(if other { PackError::OtherVersion { path: path.to_owned() } } else { damaged() });
    }
    let mut reader = Reader { bytes, at: MARK.len() };
    let fingerprint = text(&mut reader).ok_or_else(damaged)?;
    let name = text(&mut reader).ok_or_else(damaged)?.to_owned();
    let format = text(&mut reader).ok_or_else(damaged)?.to_owned();
    if fingerprint != Analyzer::fingerprint() {
        return Err(PackError::OtherVersion { path: path.to_owned() });
    }
    if bytes.len() < reader.at + NUMBERS {
        return Err(damaged());
    }
    let (concepts, joined, labels) = (reader.u32(), reader.u32(), reader.u32());
    let hash = u64::from(reader.u32()) | u64::from(reader.u32()) << 32;
    let lengths = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
    let mut start = reader.at;
    let [map, readings, table, joins] = lengths.map(|length| {
        start += length as usize;
        start - length as usize..start
    });
    if start != bytes.len() || table.len() < 4 || joins.len() < 4 {
        return Err(damaged());
    }
    let about = About { name, format, concepts, joined, labels };
    Ok(Sections { about, hash, map, readings, table, joins })
}

/// The joins of a pack: ours by id, theirs by number.
pub(super) fn joins(section: &[u8]) -> impl Iterator<Item = (&str, u32)> {
    let mut reader = Reader { bytes: section, at: 0 };
    (0..reader.u32()).map(move |_| (reader.text(), reader.u32()))
}

/// A text of a header that may be cut short.
fn text<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
    let length = reader.bytes.get(reader.at..reader.at + 2)?;
    let start = reader.at + 2;
    let end = start + usize::from(u16::from_le_bytes([length[0], length[1]]));
    let text = std::str::from_utf8(reader.bytes.get(start..end)?).ok()?;
    reader.at = end;
    Some(text)
}

/// A hash of all sections, the same on every machine.
fn hash(sections: &[&Vec<u8>]) -> u64 {
    let mut hash = FnvHasher::default();
    sections.iter().for_each(|section| hash.write(section));
    hash.finish()
}
