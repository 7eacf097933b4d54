//! Reads what `build/locations.rs` packed, which tells the layout.

use crate::keys::CODE_MARK;
use fst::raw::Fst;
use std::sync::LazyLock;

pub(super) static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/locations.records"));
pub(super) static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/locations.names"));
/// Where each word of a name leads; the same values as in the map.
pub(super) static STEPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/locations.steps"));
static GROUPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/locations.groups"));
static MAP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/locations.fst"));

/// The map from names to readings; opening it reads its header only.
pub(super) fn map() -> &'static Fst<&'static [u8]> {
    static OPEN: LazyLock<Fst<&'static [u8]>> =
        LazyLock::new(|| Fst::new(MAP).expect("the build script packs a map"));
    &OPEN
}

/// The places that a value of the map stands for, with the certainty of each, the likeliest first.
pub(super) fn readings(value: u64) -> impl ExactSizeIterator<Item = (u32, f32)> {
    let (offset, count) = ((value >> 8) as usize, (value & 0xff) as usize);
    GROUPS[offset..offset + 4 * count].chunks_exact(4).map(|bytes| {
        let packed = number(bytes);
        (packed & 0x00ff_ffff, (packed >> 24) as f32 / 100.0)
    })
}

/// What a name, postcode or number means, by its key.
pub(super) fn named(key: &str) -> Option<u64> {
    map().get(key).map(|output| output.value())
}

/// What the letters of a country or state mean: `FR`, `GBR`, `QC`.
pub(super) fn coded(letters: &str) -> Option<u64> {
    named(&format!("{CODE_MARK}{}", letters.to_lowercase()))
}

/// Four bytes as a number.
pub(super) fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
