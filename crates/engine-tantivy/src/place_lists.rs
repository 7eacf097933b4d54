//! The places of the postings of a segment. Many postings name the same ones: each list of places is read once, and a
//! posting is known by the number of its list.

use crate::signals::unpack_spot;
use jobsearch_engine::Spot;
use tantivy::DocId;
use tantivy::columnar::BytesColumn;

/// How many bytes a packed place takes.
const PLACE: usize = size_of::<u64>();

/// Each list of places that the postings of a segment name.
pub(crate) struct PlaceLists {
    /// By posting, the number of its list.
    numbers: Vec<u32>,
    /// Where each list ends; it begins where the one before does.
    ends: Vec<usize>,
    spots: Vec<Spot>,
}

impl PlaceLists {
    /// Writes down a list of packed places, as it is kept.
    pub(crate) fn write(packed: impl Iterator<Item = u64>) -> Vec<u8> {
        packed.flat_map(u64::to_le_bytes).collect()
    }

    /// Reads all lists of a segment, given the number of each posting's.
    pub(crate) fn open(column: &BytesColumn, numbers: Vec<u32>) -> tantivy::Result<Self> {
        let mut lists = Self { numbers, ends: Vec::new(), spots: Vec::new() };
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let (places, _) = stream.key().as_chunks::<PLACE>();
            lists.spots.extend(places.iter().map(|place| unpack_spot(u64::from_le_bytes(*place))));
            lists.ends.push(lists.spots.len());
        }
        Ok(lists)
    }

    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a posting's list.
    #[inline]
    pub(crate) fn number(&self, doc: DocId) -> usize {
        self.numbers[doc as usize] as usize
    }

    /// The places of the list with this number.
    #[inline]
    pub(crate) fn places(&self, number: usize) -> &[Spot] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends.get(number).copied().unwrap_or(start);
        &self.spots[start..end]
    }
}
