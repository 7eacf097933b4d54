//! A place, read in the packed tables where it lies.

use super::packed::{NAMES, RECORDS, number};
use jobsearch_posting::{Country, Location, Point, Precision};

/// Bytes of a packed place.
const SIZE: usize = 32;

/// How many places there are.
pub fn count() -> usize {
    RECORDS.len() / SIZE
}

/// Names a place, as long as the tables stay the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub(super) u32);

impl PlaceId {
    /// Opens the place to read it.
    pub fn place(self) -> Place {
        Place { record: &RECORDS[self.0 as usize * SIZE..][..SIZE] }
    }
}

/// A commune, department, region or country.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Place {
    record: &'static [u8],
}

impl Place {
    /// The name, properly written.
    pub fn name(&self) -> &'static str {
        let start = number(&self.record[0..4]) as usize;
        &NAMES[start..start + usize::from(self.record[4])]
    }

    /// How precise the place is; towns abroad count as communes.
    pub fn precision(&self) -> Precision {
        match self.record[5] {
            0 => Precision::Country,
            1 => Precision::Region,
            2 => Precision::Department,
            _ => Precision::Commune,
        }
    }

    /// The INSEE code, for communes and districts in France.
    pub fn commune(&self) -> Option<&'static str> {
        self.code().filter(|_| self.precision() == Precision::Commune)
    }

    /// The number of the department that the place is or lies in, in France.
    pub fn department(&self) -> Option<&'static str> {
        text(&self.record[13..16])
    }

    /// The region that the place lies in, or the place itself where it is one: in France or a first-level division
    /// elsewhere; `None` where the tables do not tell.
    pub fn region(&self) -> Option<Place> {
        let region = number(&self.record[16..20]);
        match self.precision() {
            Precision::Region => Some(*self),
            _ => (region != u32::MAX).then(|| PlaceId(region).place()),
        }
    }

    /// The country.
    pub fn country(&self) -> Option<Country> {
        text(&self.record[6..8]).and_then(Country::new)
    }

    /// The centre of a town; of what is wider, the centre of the people who live in its towns.
    pub fn point(&self) -> Option<Point> {
        let [lat, lon] = [24, 28].map(|at| f32::from_bits(number(&self.record[at..at + 4])));
        (!lat.is_nan()).then_some(Point { lat, lon })
    }

    /// How many people live there; of wider places, as far as the tables know their towns.
    pub fn population(&self) -> u32 {
        number(&self.record[20..24])
    }

    /// The place as a posting states it.
    pub fn to_location(&self) -> Location {
        Location {
            name: self.name().to_owned(),
            precision: self.precision(),
            commune: self.commune().map(str::to_owned),
            department: self.department().map(str::to_owned),
            region: self.region().map(|region| region.code().unwrap_or(region.name()).to_owned()),
            country: self.country(),
            point: self.point(),
        }
    }

    /// Tells whether another place is inside this one, or the same.
    pub(super) fn contains(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        match self.precision() {
            Precision::Country => self.country() == other.country(),
            Precision::Region => other.region() == Some(*self),
            Precision::Department => self.department() == other.department(),
            Precision::Commune => self.has_district(other),
        }
    }

    /// Paris, Lyon and Marseille have districts, which are communes in the official code.
    fn has_district(&self, other: &Self) -> bool {
        let Some(district) = other.commune() else { return false };
        match self.commune() {
            Some("75056") => district.starts_with("751"),
            Some("69123") => district.starts_with("6938"),
            Some("13055") => district.starts_with("132"),
            _ => false,
        }
    }

    fn code(&self) -> Option<&'static str> {
        text(&self.record[8..13])
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({:?})", self.name(), self.precision())
    }
}

fn text(bytes: &'static [u8]) -> Option<&'static str> {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).ok().filter(|text| !text.is_empty())
}
