//! A posting as its source gives it.

use crate::fingerprint::Fingerprint;
use serde::{Deserialize, Serialize};

/// A record of a source, every value as written there; a missing value is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawPosting {
    /// The source's identifier.
    pub id: Option<String>,
    /// Where the source says it comes from.
    pub source: Option<String>,
    /// The posting's address.
    pub url: Option<String>,
    /// `role_sheet`, or anything else for an offer.
    pub kind: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Other names of the same job.
    pub other_titles: Vec<String>,
    /// Who hires.
    pub company: Option<String>,
    /// The body, plain or in HTML.
    pub description: Option<String>,
    /// Parts of the body that come already apart.
    pub sections: Vec<RawSection>,
    /// Where the job is.
    pub locations: Vec<RawLocation>,
    /// The contracts.
    pub contracts: Vec<String>,
    /// How much of the week is worked.
    pub working_time: Vec<String>,
    /// The pay.
    pub pay: Option<String>,
    /// Whether one may work from elsewhere.
    pub remote: Option<String>,
    /// The experience asked for.
    pub experience: Option<String>,
    /// The education asked for.
    pub education: Vec<String>,
    /// The languages asked for.
    pub languages: Vec<String>,
    /// The skills asked for.
    pub skills: Vec<String>,
    /// When it was published.
    pub posted: Option<String>,
    /// Until when one may apply.
    pub valid_through: Option<String>,
    /// The language it is written in.
    pub language: Option<String>,
}

impl RawPosting {
    /// A hash of all it says.
    pub(crate) fn hash(&self) -> u64 {
        let length = self.description.as_ref().map_or(0, String::len);
        let mut bytes = Vec::with_capacity(length + length / 16 + 1024);
        // Writing to memory cannot fail, and every value of a raw posting can be written.
        let _ = serde_json::to_writer(&mut bytes, self);
        Fingerprint::of(&bytes)
    }
}

/// A part of the body that the source keeps apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawSection {
    /// Its heading.
    pub heading: String,
    /// Its text, plain or in HTML.
    pub text: String,
}

/// A place as the source writes it, whole or in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawLocation {
    /// The whole in one string.
    pub text: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The region, state or canton.
    pub region: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// The country, as a name or a code.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<String>,
    /// Degrees east.
    pub lon: Option<String>,
}
