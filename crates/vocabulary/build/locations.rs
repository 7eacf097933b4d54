//! Packs the gazetteer: the places, the names they are known by and how sure each name is.
//!
//! Five files: `locations.records` (32 bytes a place, see `record`), `locations.names` (the names, one after the
//! other), `locations.fst` (key to `offset × 256 + count`) and `locations.groups` (the readings of a key, 4 bytes
//! each: the place below 2²⁴ + certainty in hundredths × 2²⁴, the likeliest first), `locations.steps` (where each word of
//! the keys leads, but for codes, which no text is searched for).

#[path = "locations/names.rs"]
mod names;
#[path = "locations/tables.rs"]
mod tables;

use crate::keys::{CODE_MARK, map};
use crate::steps;
use names::{Names, Standing};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, process};
use tables::{Draft, Gazetteer};

/// Writes the packed gazetteer; a fault in the tables ends the build with a message.
pub(crate) fn pack(out: &Path) {
    if let Err(why) = try_pack(out) {
        println!("cargo::error=cannot pack the locations: {why}");
        process::exit(1);
    }
}

fn try_pack(out: &Path) -> Result<(), String> {
    let gazetteer = Gazetteer::read()?;
    let mut names = Names::new(tables::common_words()?);
    gazetteer.name_all(&mut names)?;
    let (records, blob) = records(&gazetteer.places);
    let (keys, groups) = readings(&names, &gazetteer.places);
    let spelt = keys.iter().filter(|(key, _)| !key.starts_with(CODE_MARK));
    let steps = steps::pack(spelt.map(|(key, value)| (*key, *value)));
    let files =
        [("records", records), ("names", blob), ("fst", map(&keys)), ("groups", groups), ("steps", steps)];
    for (name, bytes) in files {
        let name = format!("locations.{name}");
        fs::write(out.join(&name), bytes).map_err(|error| format!("cannot write {name}: {error}"))?;
    }
    Ok(())
}

fn records(places: &[Draft]) -> (Vec<u8>, Vec<u8>) {
    let (mut records, mut blob) = (Vec::new(), Vec::new());
    for place in places {
        records.extend(record(place, blob.len()));
        blob.extend(place.name.as_bytes());
    }
    (records, blob)
}

/// Name offset 4, name length 1, precision 1, country 2, code 5, department 3, region 4, population 4, latitude 4,
/// longitude 4; numbers little-endian, texts filled up with zeros, a missing position is NaN.
fn record(place: &Draft, name_at: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(32);
    bytes.extend((name_at as u32).to_le_bytes());
    bytes.extend([place.name.len() as u8, place.precision as u8]);
    bytes.extend(filled::<2>(&place.country));
    bytes.extend(filled::<5>(&place.code));
    bytes.extend(filled::<3>(&place.department));
    bytes.extend(place.region.unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(place.population.to_le_bytes());
    bytes.extend(place.lat.to_le_bytes());
    bytes.extend(place.lon.to_le_bytes());
    bytes
}

fn filled<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let length = text.len().min(N);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    bytes
}

/// The value of each key, and the readings.
fn readings<'n>(names: &'n Names, places: &[Draft]) -> (BTreeMap<&'n str, u64>, Vec<u8>) {
    let mut groups = Vec::new();
    let mut keys = BTreeMap::new();
    for (key, standings) in names.all() {
        let readings = names.certainties(key, standings, places);
        let (offset, count) = (groups.len() as u64, readings.len().min(255));
        for (place, certainty) in &readings[..count] {
            let hundredths = (certainty * 100.0).round() as u32;
            groups.extend((place | hundredths << 24).to_le_bytes());
        }
        keys.insert(key.as_str(), offset << 8 | count as u64);
    }
    (keys, groups)
}
