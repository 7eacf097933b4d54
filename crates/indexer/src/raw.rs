//! A posting as its source gives it.

use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use twox_hash::XxHash64;

/// The longest value that is believed, in bytes; the longest of 22,000 real postings, bodies aside, has 1,044 characters.
const LONGEST: usize = 5_000;

/// A record of a source, every value as written there; a missing value is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// Cuts every value but the body to a length that nobody needs. What is longer is something else, and readers of facts
    /// look at a value more than once.
    pub(crate) fn shorten(&mut self) {
        let places = self.locations.iter_mut().flat_map(RawLocation::values_mut);
        let single = [
            &mut self.id,
            &mut self.source,
            &mut self.url,
            &mut self.kind,
            &mut self.title,
            &mut self.company,
            &mut self.pay,
            &mut self.remote,
            &mut self.experience,
            &mut self.posted,
            &mut self.valid_through,
            &mut self.language,
        ];
        let several = [
            &mut self.other_titles,
            &mut self.contracts,
            &mut self.working_time,
            &mut self.education,
            &mut self.languages,
            &mut self.skills,
        ];
        let headings = self.sections.iter_mut().map(|section| &mut section.heading);
        let values = places.chain(single).flatten().chain(several.into_iter().flatten()).chain(headings);
        for value in values.filter(|value| value.len() > LONGEST) {
            value.truncate(value.floor_char_boundary(LONGEST));
        }
    }

    /// A hash of all it says.
    pub(crate) fn hash(&self) -> u64 {
        hash_of(self)
    }

    /// A hash of its title and its body alone.
    pub(crate) fn text_hash(&self) -> u64 {
        hash_of(&(&self.title, &self.description, &self.sections))
    }
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = XxHash64::with_seed(0);
    value.hash(&mut hasher);
    hasher.finish()
}

/// A part of the body that the source keeps apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RawSection {
    /// Its heading.
    pub heading: String,
    /// Its text, plain or in HTML.
    pub text: String,
}

/// A place as the source writes it, whole or in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl RawLocation {
    fn values_mut(&mut self) -> [&mut Option<String>; 7] {
        let Self { text, city, region, postcode, country, lat, lon } = self;
        [text, city, region, postcode, country, lat, lon]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_and_bodies_are_not() {
        let long = "é".repeat(LONGEST);
        let some = || Some(long.clone());
        let place = RawLocation { city: some(), ..RawLocation::default() };
        let section = RawSection { heading: long.clone(), text: long.clone() };
        let mut raw = RawPosting {
            title: some(),
            description: some(),
            contracts: vec!["CDI".into(), long.clone()],
            locations: vec![place],
            sections: vec![section],
            ..RawPosting::default()
        };
        raw.shorten();
        let cut = [&raw.title, &raw.locations[0].city].map(|value| value.as_ref().map(String::len));
        assert_eq!(cut, [Some(LONGEST); 2]);
        assert_eq!([&raw.contracts[1], &raw.sections[0].heading].map(String::len), [LONGEST; 2]);
        assert_eq!((raw.contracts[0].as_str(), raw.description.as_ref()), ("CDI", Some(&long)));
        assert_eq!(raw.sections[0].text, long);
    }
}
