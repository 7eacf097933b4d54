//! The layers of a vocabulary: our own concepts, then those of each pack, seen as one.

use crate::links::is_small;
use crate::mention::{self, Meaning, Mention};
use crate::packed::{Reader, Reading, readings};
use crate::packs::Pack;
use crate::steps;
use crate::walk::{self, Labels};
use crate::{Concept, ConceptId};
use fst::Streamer;
use fst::raw::Fst;
use jobsearch_analysis::{Token, is_stop_word};
use std::sync::{Arc, OnceLock};

/// What remains of the certainty of a name that is one very short or very common word (`as`, `it`, `rh`).
const SHORT_WORD: f32 = 0.5;

/// The tables of a vocabulary. A pack's concept that is one of ours goes by our handle: its names are further names of
/// ours, its relations lead from ours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layers<'a> {
    pub(crate) ours: Table<'a>,
    pub(crate) packs: &'a [Arc<Pack>],
}

impl<'a> Layers<'a> {
    /// The concept of a handle.
    pub(crate) fn get(self, handle: ConceptId) -> Concept<'a> {
        Concept { layers: self, handle }
    }

    /// The concept with an identifier; a pack's begin with its name.
    pub(crate) fn find(self, id: &str) -> Option<Concept<'a>> {
        let ours = self.ours.find(id).map(|number| ConceptId::new(0, number));
        let handle = ours.or_else(|| {
            let (name, _) = id.split_once(':')?;
            let layer = 1 + self.packs.iter().position(|pack| pack.name() == name)?;
            Some(self.known_as(layer, self.table(layer).find(id)?))
        });
        handle.map(|handle| self.get(handle))
    }

    /// Every concept: ours in the order of identifiers, then those that only a pack has.
    pub(crate) fn all(self) -> impl Iterator<Item = Concept<'a>> {
        let numbers = move |layer| (0..self.table(layer).len()).map(move |number| (layer, number));
        let apart = move |(layer, number)| {
            (self.known_as(layer, number) == ConceptId::new(layer, number)).then_some((layer, number))
        };
        let all = (0..=self.packs.len()).flat_map(numbers).filter_map(apart);
        all.map(move |(layer, number)| self.get(ConceptId::new(layer, number)))
    }

    /// The handle of a layer's concept: ours where the two are one.
    pub(crate) fn known_as(self, layer: usize, number: u32) -> ConceptId {
        let ours = layer.checked_sub(1).and_then(|pack| self.packs[pack].ours(number));
        ours.map_or(ConceptId::new(layer, number), |ours| ConceptId::new(0, ours))
    }

    /// The records of a concept, each with its layer: its own, then those of the packs that know it too.
    pub(crate) fn records(self, handle: ConceptId) -> impl Iterator<Item = (usize, Reader<'a>)> + use<'a> {
        let own = (handle.layer(), handle.number());
        let packs = if own.0 == 0 { self.packs } else { &[] };
        let further = packs
            .iter()
            .enumerate()
            .flat_map(move |(at, pack)| pack.theirs(own.1).map(move |theirs| (at + 1, theirs)));
        std::iter::once(own)
            .chain(further)
            .map(move |(layer, number)| (layer, self.table(layer).record(number)))
    }

    /// A concept's own record.
    pub(crate) fn own_record(self, handle: ConceptId) -> Reader<'a> {
        self.table(handle.layer()).record(handle.number())
    }

    fn table(self, layer: usize) -> Table<'a> {
        layer.checked_sub(1).map_or(self.ours, |pack| self.packs[pack].concepts().table)
    }
}

/// A packed table of concepts; `packing.rs` tells its layout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    pub(crate) bytes: &'a [u8],
}

impl<'a> Table<'a> {
    /// The number of concepts.
    pub(crate) fn len(self) -> u32 {
        Reader { bytes: self.bytes, at: 0 }.u32()
    }

    /// The number of the concept with an identifier: the table is sorted by it.
    pub(crate) fn find(self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.id(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The identifier of a concept.
    pub(crate) fn id(self, number: u32) -> &'a str {
        let mut reader = self.record(number);
        reader.u8();
        reader.text()
    }

    /// A reader that stands at the record of a concept.
    pub(crate) fn record(self, number: u32) -> Reader<'a> {
        let at = Reader { bytes: self.bytes, at: 4 + 4 * number as usize }.u32() as usize;
        Reader { bytes: self.bytes, at }
    }
}

/// The packed concepts of a layer, and the map from labels to them.
pub(crate) struct Concepts<'a> {
    pub(crate) map: Fst<&'a [u8]>,
    pub(crate) readings: &'a [u8],
    pub(crate) table: Table<'a>,
    pub(crate) steps: Steps<'a>,
}

impl Concepts<'static> {
    /// The concepts of `tables/concepts`.
    pub(crate) fn embedded() -> Self {
        Self {
            map: Fst::new(EMBEDDED_MAP).expect("the map is packed by the build script"),
            readings: include_bytes!(concat!(env!("OUT_DIR"), "/concepts.readings")),
            table: Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/concepts.table")) },
            steps: Steps::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/concepts.steps"))),
        }
    }
}

static EMBEDDED_MAP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/concepts.map"));

/// Where each word of the labels leads.
#[derive(Clone, Copy)]
pub(crate) enum Steps<'a> {
    /// Packed with the map.
    Packed(&'a [u8]),
    /// Made for the first long text.
    Made(&'a OnceLock<Vec<u8>>),
}

/// From so many tokens on, to make the steps pays; once made they serve shorter texts too.
const LONG: usize = 24;

impl Concepts<'_> {
    /// Adds the concepts that the tokens name, overlaps included, each under the handle it goes by.
    pub(crate) fn recognise(
        &self,
        tokens: &[Token],
        handle: impl Fn(u32) -> ConceptId,
        mentions: &mut Vec<Mention>,
    ) {
        walk::find_all(self.labels(tokens.len()), is_small, tokens, |range, offset| {
            let total: f32 = readings(self.readings, offset).map(|reading| reading.weight).sum();
            let sure = if is_short(&tokens[range.clone()]) { SHORT_WORD } else { 1.0 } / total.max(1.0);
            for Reading { concept, weight, language } in readings(self.readings, offset) {
                let meaning = Meaning::Concept(handle(concept));
                let found =
                    Mention { tokens: range.clone(), meaning, certainty: weight * sure, weight, language };
                mention::push(mentions, found);
            }
        });
    }

    /// The labels, as a text of so many tokens is best walked along.
    fn labels(&self, tokens: usize) -> Labels<'_> {
        let made = match self.steps {
            Steps::Packed(packed) => Some(packed),
            Steps::Made(made) if tokens >= LONG => Some(&made.get_or_init(|| steps::of_map(&self.map))[..]),
            Steps::Made(made) => made.get().map(|made| &made[..]),
        };
        made.map_or(Labels::Map(&self.map), Labels::Steps)
    }

    /// What a key of the map names.
    pub(crate) fn named(&self, key: &str) -> impl Iterator<Item = Reading> {
        let offset = self.map.get(key).map(|output| output.value());
        offset.into_iter().flat_map(|offset| readings(self.readings, offset))
    }

    /// The labels (as analysed) that name several concepts, with the numbers of those, the nearest first.
    pub(crate) fn shared_labels(&self) -> Vec<(String, Vec<u32>)> {
        let mut shared = Vec::new();
        let mut labels = self.map.stream();
        while let Some((label, offset)) = labels.next() {
            let named = readings(self.readings, offset.value());
            if named.len() > 1 {
                let concepts = named.map(|reading| reading.concept).collect();
                let label = String::from_utf8_lossy(label);
                shared.push((label.trim_start_matches('=').to_owned(), concepts));
            }
        }
        shared
    }
}

fn is_short(words: &[Token]) -> bool {
    matches!(words, [only] if only.word.len() <= 2 || is_stop_word(&only.word))
}
