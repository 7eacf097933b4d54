//! The facts that ranking looks at, packed: two numbers a posting, one a skill, and one a place.
//!
//! | bits of the facts | what |
//! |---|---|
//! | 0–23 | contract kinds |
//! | 24–28 | working time |
//! | 29–30 | remote: not said, no, some days, all days |
//! | 31 | a role sheet |
//! | 32–33 | language: not said, French, English |
//! | 34–49 | day posted, counted from 2000-01-01; 0 is not said |
//! | 60–62 | completeness, in sixths |
//!
//! | bits of the amounts (0 is not said) | what |
//! |---|---|
//! | 0–12, 13–25 | pay a year from and to, in hundreds, rounded down and up, plus one |
//! | 26–28 | its currency, plus one |
//! | 29–40 | month of the start, counted from 2000-01 as one |
//! | 41–48 | length of the contract, in half months |
//! | 49–56 | hours a week, in fifths |
//! | 57–62 | years of experience, in halves, plus one; 63 is some, not said how many |
//!
//! | bits of a place | what |
//! |---|---|
//! | 0–17, 18–35 | longitude and latitude in steps of 360/2¹⁸ and 180/2¹⁸ degrees (at most 80 m); 0, 0 is not known |
//! | 36–37 | precision |
//! | 38–45 | region |
//! | 46–53, 54–63 | department (in two, low bits first) and country |

use jobsearch_engine::{AskedSkill, Currency, PostingFacts, Quantity, Span, Spot, Wanted};
use jobsearch_posting::{ContractSet, Day, Kind, Language, Point, Precision, Remote};

const DAY_ZERO: i32 = 10_957;
const STEPS: f64 = 262_144.0;
const MOST_PAY: u64 = 0x1FFF;
const SOME_EXPERIENCE: u64 = 0x3F;

/// The bits of the facts, and those of the amounts, that tell whether something is met that is no place; none of the former
/// is one of the latter.
pub(crate) fn bits_of(wanted: &Wanted) -> [u64; 2] {
    let bits = |from: u32, count: u32| ((1 << count) - 1) << from;
    match wanted {
        Wanted::Contract(_) => [bits(0, 24), 0],
        Wanted::WorkingTime(_) => [bits(24, 5), 0],
        Wanted::Remote(_) => [bits(29, 2), 0],
        Wanted::Kind(_) => [bits(31, 1), 0],
        Wanted::Language(_) => [bits(32, 2), 0],
        Wanted::Amount(Quantity::Posted, _) => [bits(34, 16), 0],
        Wanted::Amount(Quantity::Pay(_), _) => [0, bits(0, 29)],
        Wanted::Amount(Quantity::Start, _) => [0, bits(29, 12)],
        Wanted::Amount(Quantity::Months, _) => [0, bits(41, 8)],
        // Where no hours are said, full time tells.
        Wanted::Amount(Quantity::Hours, _) => [bits(24, 5), bits(49, 8)],
        Wanted::Amount(Quantity::Experience, _) => [0, bits(57, 6)],
        Wanted::Place(_) => [0, 0],
    }
}

/// Packs all facts but the places and the amounts.
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
        | ((facts.completeness * 6.0).round() as u64).min(6) << 60
}

/// Reads the facts back; the places and the amounts are left as they are.
pub(crate) fn unpack_facts(packed: u64, into: &mut PostingFacts) {
    let bits = |from: u32, count: u32| (packed >> from) & ((1 << count) - 1);
    into.contracts = ContractSet(bits(0, 24) as u32);
    into.working_time = bits(24, 5) as u8;
    into.remote = [None, Some(Remote::No), Some(Remote::Hybrid(0)), Some(Remote::Full)][bits(29, 2) as usize];
    into.kind = if bits(31, 1) == 1 { Kind::RoleSheet } else { Kind::Offer };
    into.language = [None, Some(Language::Fr), Some(Language::En), None][bits(32, 2) as usize];
    into.posted = (bits(34, 16) != 0).then(|| Day(bits(34, 16) as i32 + DAY_ZERO));
    into.completeness = bits(60, 3) as f32 / 6.0;
}

/// Packs what is said in figures, except the day of posting.
pub(crate) fn pack_amounts(facts: &PostingFacts) -> u64 {
    let hundreds = |amount: f32| (amount as u64 + 1).min(MOST_PAY);
    let (from, to) = facts
        .pay
        .map_or((0, 0), |pay| (hundreds((pay.least / 100.0).floor()), hundreds((pay.most / 100.0).ceil())));
    let steps = |said: Option<f32>, a_unit: f32| {
        said.map_or(0, |said| ((said * a_unit).round() as i64).clamp(1, 0xFF) as u64)
    };
    let experience = facts.experience.map_or(0, |years| match years.most.is_infinite() {
        true => SOME_EXPERIENCE,
        false => ((years.least * 2.0).round() as u64 + 1).min(SOME_EXPERIENCE - 1),
    });
    from | to << 13
        | facts.currency.map_or(0, |currency| currency as u64 + 1) << 26
        | facts.start.map_or(0, month_number) << 29
        | steps(facts.months, 2.0) << 41
        | steps(facts.hours, 5.0) << 49
        | experience << 57
}

/// Reads the amounts back.
pub(crate) fn unpack_amounts(packed: u64, into: &mut PostingFacts) {
    let bits = |from: u32, count: u32| (packed >> from) & ((1 << count) - 1);
    let said = |bits: u64| (bits != 0).then_some(bits);
    into.pay = said(bits(0, 13)).map(|from| Span {
        least: (from - 1) as f32 * 100.0,
        // The most that fits stands for all above it.
        most: if bits(13, 13) == MOST_PAY {
            f32::INFINITY
        } else {
            bits(13, 13).saturating_sub(1) as f32 * 100.0
        },
    });
    into.currency = said(bits(26, 3)).and_then(|number| Currency::ALL.get(number as usize - 1).copied());
    into.start = said(bits(29, 12)).and_then(month_days);
    into.months = said(bits(41, 8)).map(|halves| halves as f32 / 2.0);
    into.hours = said(bits(49, 8)).map(|fifths| fifths as f32 / 5.0);
    into.experience = said(bits(57, 6)).map(|halves| match halves {
        SOME_EXPERIENCE => Span::at_least(1.0),
        halves => Span::exactly((halves - 1) as f32 / 2.0),
    });
}

/// The month of a start, counted from the one before 2000-01.
fn month_number(days: Span) -> u64 {
    let (year, month, _) = Day(days.least as i32).ymd();
    ((year - 2000) * 12 + month as i32).clamp(1, 0xFFF) as u64
}

fn month_days(number: u64) -> Option<Span> {
    let first =
        |number: i32| Day::from_ymd(2000 + (number - 1).div_euclid(12), (number - 1) as u32 % 12 + 1, 1);
    Some(Span::days(first(number as i32)?, Day(first(number as i32 + 1)?.0 - 1)))
}

/// Packs a skill.
pub(crate) fn pack_skill(skill: &AskedSkill) -> u64 {
    u64::from(skill.key) << 1 | u64::from(skill.required)
}

/// Reads a skill back.
pub(crate) fn unpack_skill(packed: u64) -> AskedSkill {
    AskedSkill { key: (packed >> 1) as u32, required: packed & 1 == 1 }
}

/// Packs a cluster in 40 bits: of a million and a half, two meet about once, and each byte of a term costs the dictionary.
pub(crate) fn pack_cluster(cluster: u64) -> u64 {
    cluster & 0xFF_FFFF_FFFF
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
            pay: Some(Span { least: 45_000.0, most: 52_300.0 }),
            currency: Some(Currency::Inr),
            start: Some(Span::days(Day(20_454), Day(20_484))),
            months: Some(5.5),
            hours: Some(37.4),
            experience: Some(Span::exactly(2.5)),
            completeness: 0.5,
            skills: Vec::new(),
            places: Vec::new(),
        };
        let survives = |facts: PostingFacts| {
            let mut read = PostingFacts::default();
            unpack_facts(pack_facts(&facts), &mut read);
            unpack_amounts(pack_amounts(&facts), &mut read);
            assert_eq!(read, facts);
            let skill = AskedSkill { key: u32::MAX, required: facts.months.is_some() };
            assert_eq!(unpack_skill(pack_skill(&skill)), skill);
        };
        survives(PostingFacts { experience: Some(Span::at_least(1.0)), ..facts.clone() });
        survives(PostingFacts { experience: Some(Span::exactly(0.0)), ..facts.clone() });
        survives(facts);
        survives(PostingFacts::default());
    }

    #[test]
    fn pay_is_rounded_outwards_and_the_most_is_open() {
        let check = |least, most, expected: (f32, f32)| {
            let mut read = PostingFacts::default();
            let facts = PostingFacts { pay: Some(Span { least, most }), ..PostingFacts::default() };
            unpack_amounts(pack_amounts(&facts), &mut read);
            assert_eq!(read.pay.map(|pay| (pay.least, pay.most)), Some(expected));
        };
        check(22_404.0, 22_404.0, (22_400.0, 22_500.0));
        check(900_000.0, 1_200_000.0, (819_000.0, f32::INFINITY));
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
