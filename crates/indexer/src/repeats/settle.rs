//! From the notes of this run and of the last one to what stands, who is a copy of whom, and who must be made anew.

use super::book::{Book, Past};
use super::copies::Copies;
use super::notes::{Note, Notes};
use super::{Standing, count};
use crate::fingerprint::{FingerprintMap, FingerprintSet};
use crate::seen::{Claims, Held};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// What was found to repeat.
pub(crate) struct Settled {
    /// What stands in several postings.
    pub(crate) standing: Standing,
    /// Earlier postings that share a text whose standing has changed.
    pub(crate) touched: Touched,
    /// Groups of copies among all postings noted.
    pub(crate) clusters: usize,
    /// The postings in them but for one of each.
    pub(crate) copies: usize,
    /// The notes that go with the index from now on.
    pub(crate) book: Book,
}

/// Earlier postings that are to be made anew, by file and by the hash of their record.
pub(crate) type Touched = BTreeMap<PathBuf, FingerprintMap<Earlier>>;

/// An earlier posting that is to be made anew.
pub(crate) struct Earlier {
    /// Its id.
    pub(crate) id: String,
    /// Its cluster.
    pub(crate) cluster: u64,
}

/// Puts earlier notes and those of this run together, gives each claim its cluster, and counts texts. A posting that was
/// not read again stays where it is unless `is_gone` says otherwise of its id.
pub(crate) fn settle(
    (past, scratch): (Option<&mut Past>, &mut Notes),
    (claims, held): (&mut Claims, &Held),
    is_gone: &dyn Fn(&str) -> bool,
    mut book: Book,
) -> io::Result<Settled> {
    let count = past.as_ref().map_or(0, |past| past.count) + scratch.count;
    let mut copies = Copies::among(count as usize);
    let mut before = FingerprintSet::default();
    if let Some(past) = past {
        past.each(&mut |note| {
            if !claims.assign(note, held) && (claims.has(&note.id, held) || is_gone(&note.id)) {
                return Ok(());
            }
            copies.note(&note.sketch.likeness, note.cluster);
            book.notes.push(note)
        })?;
        before = std::mem::take(&mut past.standing);
    }
    let mut unsettled = claims.taken();
    let mut note = Note::default();
    scratch.each(&mut |noted| {
        let Some(claim) = unsettled.next().filter(|claim| claim.cluster == 0) else { return Ok(()) };
        claim.cluster = copies.cluster(&noted.sketch.likeness);
        note.clone_from(noted);
        note.cluster = claim.cluster;
        book.notes.push(&note)
    })?;
    drop((unsettled, copies));
    let (clusters, copies) = tally(&mut book.notes)?;
    let standing = count::standing(&mut book.notes)?;
    let touched = touched(&mut book.notes, (&before, &standing), (claims, held))?;
    Ok(Settled { standing: Standing(standing), touched, clusters, copies, book })
}

/// Finds the postings that this run does not read and that share a text which has come to stand, or no longer does.
fn touched(
    notes: &mut Notes,
    (before, now): (&FingerprintSet, &FingerprintSet),
    (claims, held): (&Claims, &Held),
) -> io::Result<Touched> {
    let changed: FingerprintSet = before.symmetric_difference(now).copied().collect();
    let mut touched = Touched::new();
    if changed.is_empty() {
        return Ok(touched);
    }
    notes.each(&mut |note| {
        let is_touched =
            !claims.has(&note.id, held) && note.sketch.texts.iter().any(|text| changed.contains(text));
        if let Some(path) = is_touched.then(|| held.path(&note.id)).flatten() {
            let Note { id, cluster, raw_hash, .. } = note.clone();
            touched.entry(path.to_owned()).or_default().insert(raw_hash, Earlier { id, cluster });
        }
        Ok(())
    })?;
    Ok(touched)
}

/// Counts clusters of more than one posting, and the postings in them but for one of each.
fn tally(notes: &mut Notes) -> io::Result<(usize, usize)> {
    let mut clusters = Vec::with_capacity(notes.count as usize);
    notes.each(&mut |note| {
        clusters.push(note.cluster);
        Ok(())
    })?;
    clusters.sort_unstable();
    let groups = clusters.chunk_by(|a, b| a == b).filter(|group| group.len() > 1);
    Ok(groups.fold((0, 0), |(count, copies), group| (count + 1, copies + group.len() - 1)))
}
