//! Where a job is.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A place, as precisely as the posting names it. Codes are the official ones: INSEE for French communes,
/// departments and regions (`69123`, `69`, `84`), ISO 3166-1 alpha-2 for countries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Location {
    /// The place's name, properly written: `Lyon`, `Rhône`, `Casablanca`.
    pub name: String,
    /// How precise the place is.
    pub precision: Precision,
    /// INSEE code of the commune, for places in France.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// INSEE code of the department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// INSEE code of the region, or the name of a first-level division elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The position of the place's centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// How precisely a place is known, from the vaguest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A country only.
    #[default]
    Country,
    /// A region.
    Region,
    /// A department.
    Department,
    /// A town, or an arrondissement of one.
    Commune,
}

/// An ISO 3166-1 alpha-2 country code, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// France.
    pub const FRANCE: Self = Self(*b"FR");

    /// Reads a code of two ASCII letters, in either case.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 2] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, in capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// A number below 1,024 that stands for the code, for packed records; never 0.
    pub fn packed(self) -> u16 {
        u16::from(self.0[0] - b'A') * 26 + u16::from(self.0[1] - b'A') + 1
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::new(&code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not a country code")))
    }
}

/// A position on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north, from -90 to 90.
    pub lat: f32,
    /// Degrees east, from -180 to 180.
    pub lon: f32,
}

impl Point {
    /// Tells by the latitudes alone that another point is farther away than so many kilometres: no trigonometry is needed
    /// then. Where it is false, only [`km_to`](Self::km_to) tells.
    pub fn is_beyond(self, other: Self, km: f32) -> bool {
        /// A little less than the 111.19 of the sphere, so that nothing near is ever beyond.
        const KM_A_DEGREE: f32 = 111.0;
        (self.lat - other.lat).abs() * KM_A_DEGREE > km
    }

    /// The distance to another point along the sphere, in kilometres.
    pub fn km_to(self, other: Self) -> f32 {
        const EARTH_RADIUS_KM: f32 = 6371.0;
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lyon_is_392_km_from_paris() {
        let paris = Point { lat: 48.8566, lon: 2.3522 };
        let lyon = Point { lat: 45.7640, lon: 4.8357 };
        assert!((paris.km_to(lyon) - 391.5).abs() < 1.0);
        assert!(paris.is_beyond(lyon, 300.0) && !paris.is_beyond(lyon, 392.0));
    }

    #[test]
    fn a_country_is_two_letters() {
        assert_eq!(Country::new("fr"), Some(Country::FRANCE));
        assert_eq!(Country::new("fra"), None);
        assert_eq!(Country::new("é"), None);
        assert_eq!(Country::new("ZZ").map(Country::packed), Some(676));
    }
}
