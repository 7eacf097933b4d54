//! The facts that ranking looks at, packed: one number a posting, and one a place.
//!
//! | bits of the facts | what |
//! |---|---|
//! | 0–23 | contract kinds |
//! | 24–28 | working time |
//! | 29–30 | remote: not said, no, some days, all days |
//! | 31 | a role sheet |
//! | 32–33 | language: not said, French, English |
//! | 34–49 | day posted, counted from 2000-01-01; 0 is not said |
//! | 50–59 | pay, in thousands a year; 0 is not said |
//! | 60–62 | completeness, in sixths |
//!
//! | bits of a place | what |
//! |---|---|
//! | 0–17, 18–35 | longitude and latitude in steps of 360/2¹⁸ and 180/2¹⁸ degrees (at most 80 m); 0, 0 is not known |
//! | 36–37 | precision |
//! | 38–45 | region |
//! | 46–53, 54–63 | department (in two, low bits first) and country |

use jobsearch_engine::{PostingFacts, Spot};
use jobsearch_posting::{ContractSet, Day, Kind, Language, Point, Precision, Remote};

const DAY_ZERO: i32 = 10_957;
const STEPS: f64 = 262_144.0;

/// Packs all facts but the places.
pub(crate) fn pack_facts(facts: &PostingFacts) -> u64 {
    let remote = match facts.remote {
        None => 0u64,
        Some(Remote::No) => 1,
        Some(Remote::Hybrid(_)) => 2,
        Some(Remote::Full) => 3,
    };
    let language = match facts.language {
        None => 0u64,
        Some(Language::Fr) => 1,
        Some(Language::En) => 2,
    };
    let posted = facts.posted.map_or(0, |day| (day.0 - DAY_ZERO).clamp(1, 0xFFFF) as u64);
    u64::from(facts.contracts.0 & 0xFF_FFFF)
        | u64::from(facts.working_time & 0x1F) << 24
        | remote << 29
        | u64::from(facts.kind == Kind::RoleSheet) << 31
        | language << 32
        | posted << 34
        | u64::from(facts.pay.unwrap_or(0).min(0x3FF)) << 50
        | ((facts.completeness * 6.0).round() as u64).min(6) << 60
}

/// Reads the facts back; the places are left as they are.
pub(crate) fn unpack_facts(packed: u64, into: &mut PostingFacts) {
    let bits = |from: u32, count: u32| (packed >> from) & ((1 << count) - 1);
    into.contracts = ContractSet(bits(0, 24) as u32);
    into.working_time = bits(24, 5) as u8;
    into.remote = [None, Some(Remote::No), Some(Remote::Hybrid(0)), Some(Remote::Full)][bits(29, 2) as usize];
    into.kind = if bits(31, 1) == 1 { Kind::RoleSheet } else { Kind::Offer };
    into.language = [None, Some(Language::Fr), Some(Language::En), None][bits(32, 2) as usize];
    into.posted = (bits(34, 16) != 0).then(|| Day(bits(34, 16) as i32 + DAY_ZERO));
    into.pay = (bits(50, 10) != 0).then(|| bits(50, 10) as u32);
    into.completeness = bits(60, 3) as f32 / 6.0;
}

/// Packs a place.
pub(crate) fn pack_spot(spot: &Spot) -> u64 {
    let point = spot.point.map_or(0, |point| {
        let step = |degrees: f32, range: f64| {
            (((f64::from(degrees) / range + 0.5) * STEPS).round() as i64).clamp(1, STEPS as i64 - 1) as u64
        };
        step(point.lon, 360.0) | step(point.lat, 180.0) << 18
    });
    point
        | (spot.precision as u64) << 36
        | u64::from(spot.region) << 38
        | u64::from(department_byte(spot.department)) << 46
        | u64::from(spot.country & 0x3FF) << 54
}

/// Reads a place back.
pub(crate) fn unpack_spot(packed: u64) -> Spot {
    let bits = |from: u32, count: u32| (packed >> from) & ((1 << count) - 1);
    let degrees = |steps: u64, range: f64| ((steps as f64 / STEPS - 0.5) * range) as f32;
    let known = bits(0, 36) != 0;
    Spot {
        point: known.then(|| Point { lon: degrees(bits(0, 18), 360.0), lat: degrees(bits(18, 18), 180.0) }),
        precision: [Precision::Country, Precision::Region, Precision::Department, Precision::Commune]
            [bits(36, 2) as usize],
        region: bits(38, 8) as u8,
        department: department_of(bits(46, 8) as u8),
        country: bits(54, 10) as u16,
    }
}

/// Departments below 100 keep their number; those overseas (971 and on) follow from 100.
fn department_byte(number: u16) -> u8 {
    match number {
        0..=99 => number as u8,
        970..=1125 => (number - 870) as u8,
        _ => 0,
    }
}

fn department_of(byte: u8) -> u16 {
    if byte < 100 { u16::from(byte) } else { u16::from(byte) + 870 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_survive_packing() {
        let facts = PostingFacts {
            contracts: ContractSet(0b1000_0000_0000_0000_0000_0101),
            working_time: 0b10010,
            remote: Some(Remote::Full),
            kind: Kind::RoleSheet,
            language: Some(Language::En),
            posted: Day::from_ymd(2026, 11, 22),
            pay: Some(45),
            completeness: 0.5,
            places: Vec::new(),
        };
        let mut read = PostingFacts::default();
        unpack_facts(pack_facts(&facts), &mut read);
        assert_eq!(read, facts);
        unpack_facts(pack_facts(&PostingFacts::default()), &mut read);
        assert_eq!(read, PostingFacts::default());
    }

    #[test]
    fn places_survive_packing_to_within_80_metres() {
        let point = Point { lat: -20.8789, lon: 55.4481 };
        let reunion = Spot {
            country: 145,
            region: 4,
            department: 974,
            precision: Precision::Commune,
            point: Some(point),
        };
        let read = unpack_spot(pack_spot(&reunion));
        assert!(read.point.is_some_and(|at| at.km_to(point) < 0.12));
        assert_eq!(Spot { point: Some(point), ..read }, reunion);
        let bare = Spot { precision: Precision::Department, department: 75, ..Spot::default() };
        assert_eq!(unpack_spot(pack_spot(&bare)), bare);
    }
}
