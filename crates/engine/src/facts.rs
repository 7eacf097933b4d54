//! What of a posting conditions and signals look at.

use crate::amount::{self, Currency, Span};
use crate::{AskedSkill, Met};
use jobsearch_posting::{
    ContractSet, Country, Day, Kind, Language, Location, Point, Posting, Precision, Remote,
};

/// The facts of a posting that conditions look at, small enough to be read for every candidate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PostingFacts {
    /// The contracts offered; empty where the posting does not say.
    pub contracts: ContractSet,
    /// Bits of [`WorkingTime`](jobsearch_posting::WorkingTime), in order of declaration.
    pub working_time: u8,
    /// Whether one may work from elsewhere.
    pub remote: Option<Remote>,
    /// Offer or role sheet.
    pub kind: Kind,
    /// The main language.
    pub language: Option<Language>,
    /// The day it was posted.
    pub posted: Option<Day>,
    /// The yearly gross pay.
    pub pay: Option<Span>,
    /// Its currency, where it is one we know.
    pub currency: Option<Currency>,
    /// The days on which the job may start.
    pub start: Option<Span>,
    /// How long the contract runs, in months.
    pub months: Option<f32>,
    /// The hours worked a week.
    pub hours: Option<f32>,
    /// The years of experience asked for.
    pub experience: Option<Span>,
    /// How much the posting says of itself, in [0, 1].
    pub completeness: f32,
    /// The skills it asks for.
    pub skills: Vec<AskedSkill>,
    /// The places it is at.
    pub places: Vec<Spot>,
}

/// A place reduced to what can be compared quickly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// The country's number ([`Country::packed`]), 0 where it is unknown.
    pub country: u16,
    /// A number for the region in its country, 0 where it is unknown.
    pub region: u8,
    /// A number for the French department, 0 where it is unknown.
    pub department: u16,
    /// How precise it is.
    pub precision: Precision,
    /// The position, where it is known.
    pub point: Option<Point>,
}

impl PostingFacts {
    /// Reads the facts of a posting.
    pub fn of(posting: &Posting) -> Self {
        let facts = &posting.facts;
        let pay = amount::pay(facts);
        Self {
            contracts: facts.contract_kinds(),
            working_time: facts.working_time.iter().fold(0, |bits, fact| bits | 1 << fact.value as u8),
            remote: facts.remote.as_ref().map(|fact| fact.value),
            kind: posting.kind,
            language: posting.main_language(),
            posted: posting.posted,
            pay: pay.map(|(span, _)| span),
            currency: pay.and_then(|(_, currency)| currency),
            start: amount::start(facts),
            months: facts.contracts.iter().find_map(|fact| fact.value.months),
            hours: facts.weekly_hours.as_ref().map(|fact| fact.value),
            experience: amount::experience(facts),
            completeness: completeness(posting),
            skills: crate::skills::asked(facts),
            places: facts.locations.iter().map(|fact| Spot::of(&fact.value)).collect(),
        }
    }
}

impl Spot {
    /// Reduces a location.
    pub fn of(location: &Location) -> Self {
        Self {
            country: location.country.map_or(0, Country::packed),
            region: location.region.as_deref().map_or(0, region_number),
            department: location.department.as_deref().map_or(0, department_number),
            precision: location.precision,
            point: location.point,
        }
    }

    /// Tells whether this spot lies in the other, unknown where it is too vague to say.
    pub(crate) fn lies_in(&self, whole: &Self) -> Met {
        let (mine, its) = match whole.precision {
            Precision::Commune | Precision::Department => (self.department, whole.department),
            Precision::Region => (u16::from(self.region), u16::from(whole.region)),
            Precision::Country => (self.country, whole.country),
        };
        if self.country != 0 && whole.country != 0 && self.country != whole.country {
            Met::No
        } else if mine != 0 && its != 0 {
            if mine == its { Met::Yes } else { Met::No }
        } else if self.precision < whole.precision {
            Met::Unknown
        } else {
            Met::No
        }
    }
}

fn completeness(posting: &Posting) -> f32 {
    let facts = &posting.facts;
    let said = [
        posting.sections.iter().any(|section| section.text.len() > 200),
        posting.company.is_some(),
        !facts.contracts.is_empty(),
        !facts.locations.is_empty(),
        posting.posted.is_some(),
        facts.pay.is_some(),
    ];
    said.iter().filter(|said| **said).count() as f32 / said.len() as f32
}

/// `01` to `95`, `2A` and `2B` as 96 and 97, `971` and on as they are.
fn department_number(code: &str) -> u16 {
    match code {
        "2A" => 96,
        "2B" => 97,
        _ => code.parse().unwrap_or(0),
    }
}

/// French regions keep their INSEE number; names elsewhere are hashed into 128 to 255, which is enough inside one country.
fn region_number(code: &str) -> u8 {
    match code.parse::<u8>() {
        Ok(number) if number < 128 => number,
        _ => {
            128 + (code.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)))
                % 127) as u8
        }
    }
}
