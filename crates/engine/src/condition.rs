//! Facts that are asked for, and whether a posting has them.

use crate::amount::{Quantity, Span, amount_met};
use crate::facts::{PostingFacts, Spot};
use jobsearch_posting::{ContractSet, Kind, Language, Point, Precision, Remote, WorkingTime};

/// A fact asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What was typed, or a name for it.
    pub label: String,
    /// The fact.
    pub wanted: Wanted,
    /// The fact is one to avoid.
    pub negated: bool,
}

impl Condition {
    /// A fact to have.
    pub fn new(label: impl Into<String>, wanted: Wanted) -> Self {
        Self { label: label.into(), wanted, negated: false }
    }

    /// A fact to avoid.
    pub fn not(label: impl Into<String>, wanted: Wanted) -> Self {
        Self { label: label.into(), wanted, negated: true }
    }

    /// Tells how far a posting satisfies it. What is unknown of a fact to avoid is no fault.
    pub fn met_by(&self, facts: &PostingFacts) -> Met {
        self.unless_avoided(self.wanted.met_by(facts))
    }

    /// How far a posting at these places satisfies the condition; of what is no place nothing is known.
    pub fn met_at(&self, places: &[Spot]) -> Met {
        self.unless_avoided(match &self.wanted {
            Wanted::Place(areas) => place_met(areas, places),
            _ => Met::Unknown,
        })
    }

    fn unless_avoided(&self, met: Met) -> Met {
        match (self.negated, met) {
            (false, met) => met,
            (true, Met::Yes) => Met::No,
            (true, _) => Met::Yes,
        }
    }
}

/// Something a posting may say of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// A contract of one of these kinds.
    Contract(ContractSet),
    /// One of these working times, as bits in their order of declaration.
    WorkingTime(u8),
    /// Remote work.
    Remote(RemoteWish),
    /// A place in one of these areas.
    Place(Vec<Area>),
    /// An offer, or a role sheet.
    Kind(Kind),
    /// Figures that have one in common with these.
    Amount(Quantity, Span),
    /// Written in this language.
    Language(Language),
}

/// How much remote work is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteWish {
    /// Some days or all.
    Some,
    /// All days.
    Full,
    /// None.
    None,
}

/// An area on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Area {
    /// Around a point.
    Around {
        /// The centre.
        point: Point,
        /// Up to here, in kilometres, a posting is in the place itself.
        inner_km: f32,
        /// Up to here it is near.
        outer_km: f32,
        /// The place the circle stands for, as postings that name less (a department, a country) see it.
        spot: Spot,
    },
    /// Everything that this spot holds: a department, a region, a country.
    Within(Spot),
}

/// Whether a posting has what is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Met {
    /// It has.
    Yes,
    /// It is this near, in kilometres.
    Near(f32),
    /// It is this far, in kilometres: in the same department, beyond what counts as near.
    Far(f32),
    /// It does not say.
    Unknown,
    /// It has not.
    No,
}

impl Area {
    /// The place it is, or lies round.
    pub fn spot(&self) -> &Spot {
        let (Self::Around { spot, .. } | Self::Within(spot)) = self;
        spot
    }

    fn met_by(&self, spot: &Spot) -> Met {
        match self {
            Self::Within(whole) => spot.lies_in(whole),
            Self::Around { point, inner_km, outer_km, spot: place } => match spot.point {
                Some(at) if spot.precision == Precision::Commune => {
                    let shares_department = spot.department != 0
                        && spot.department == place.department
                        && spot.country == place.country;
                    // Most postings are far away: that is told without trigonometry.
                    if !shares_department && at.is_beyond(*point, *outer_km) {
                        return Met::No;
                    }
                    match at.km_to(*point) {
                        km if km <= *inner_km => Met::Yes,
                        km if km <= *outer_km => Met::Near(km),
                        km if shares_department => Met::Far(km),
                        _ => Met::No,
                    }
                }
                // A posting that names only the department, region or country of the place may be in it.
                _ => match place.lies_in(spot) {
                    Met::No => Met::No,
                    _ => Met::Unknown,
                },
            },
        }
    }
}

impl Wanted {
    fn met_by(&self, facts: &PostingFacts) -> Met {
        match self {
            Self::Contract(wanted) => known(!facts.contracts.is_empty(), || facts.contracts.meets(*wanted)),
            Self::WorkingTime(wanted) => working_time_met(*wanted, facts.working_time),
            Self::Remote(wish) => {
                facts.remote.map_or(Met::Unknown, |remote| known(true, || wish.granted_by(remote)))
            }
            Self::Place(areas) => place_met(areas, &facts.places),
            Self::Kind(kind) => known(true, || facts.kind == *kind),
            Self::Amount(quantity, wanted) => amount_met(*quantity, *wanted, facts),
            Self::Language(wanted) => {
                facts.language.map_or(Met::Unknown, |has| known(true, || has == *wanted))
            }
        }
    }
}

impl RemoteWish {
    fn granted_by(self, remote: Remote) -> bool {
        match self {
            Self::Some => remote != Remote::No,
            Self::Full => remote == Remote::Full,
            Self::None => remote == Remote::No,
        }
    }
}

fn known(known: bool, has: impl FnOnce() -> bool) -> Met {
    match known {
        false => Met::Unknown,
        true if has() => Met::Yes,
        true => Met::No,
    }
}

/// Hours of the week (full, part) and rhythms (night, shifts, weekend) are two questions: a posting that says
/// `temps plein` says nothing of nights.
fn working_time_met(wanted: u8, bits: u8) -> Met {
    const HOURS: u8 = 1 << WorkingTime::Full as u8 | 1 << WorkingTime::Part as u8;
    let question = if HOURS & wanted != 0 { HOURS } else { !HOURS };
    known(bits & question != 0, || bits & wanted != 0)
}

fn place_met(areas: &[Area], places: &[Spot]) -> Met {
    let mut best = if places.is_empty() { Met::Unknown } else { Met::No };
    for spot in places {
        for area in areas {
            best = better(best, area.met_by(spot));
            if best == Met::Yes {
                return best;
            }
        }
    }
    best
}

fn better(one: Met, other: Met) -> Met {
    let rank = |met: Met| match met {
        Met::Yes => 0.0,
        Met::Near(km) => 1.0 + km,
        Met::Far(km) => 1e5 + km,
        Met::Unknown => 1e6,
        Met::No => 1e7,
    };
    if rank(other) < rank(one) { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_posting::{ContractKind, Country};

    const LYON: Point = Point { lat: 45.764, lon: 4.8357 };

    fn lyon() -> Spot {
        Spot {
            country: Country::FRANCE.packed(),
            region: 84,
            department: 69,
            precision: Precision::Commune,
            point: Some(LYON),
        }
    }

    fn around_lyon() -> Wanted {
        Wanted::Place(vec![Area::Around { point: LYON, inner_km: 6.0, outer_km: 20.0, spot: lyon() }])
    }

    fn at(spot: Spot) -> PostingFacts {
        PostingFacts { places: vec![spot], ..PostingFacts::default() }
    }

    #[test]
    fn a_place_is_met_by_what_is_in_it_or_near_it() {
        let check = |spot: Spot, expected: Met| {
            assert_eq!(Condition::new("Lyon", around_lyon()).met_by(&at(spot)), expected)
        };
        check(lyon(), Met::Yes);
        check(Spot { precision: Precision::Department, point: None, ..lyon() }, Met::Unknown);
        check(
            Spot { precision: Precision::Department, department: 75, region: 11, point: None, ..lyon() },
            Met::No,
        );
        check(
            Spot { precision: Precision::Country, department: 0, region: 0, point: None, ..lyon() },
            Met::Unknown,
        );
        let far = Spot { point: Some(Point { lat: 48.85, lon: 2.35 }), department: 75, region: 11, ..lyon() };
        check(far, Met::No);
        let rhone = Wanted::Place(vec![Area::Within(Spot {
            precision: Precision::Department,
            point: None,
            ..lyon()
        })]);
        assert_eq!(Condition::new("69", rhone).met_by(&at(lyon())), Met::Yes);
    }

    #[test]
    fn what_is_not_said_is_unknown_and_no_fault_when_it_is_to_be_avoided() {
        let cdd = Wanted::Contract(ContractKind::FixedTerm.into());
        assert_eq!(Condition::new("CDD", cdd.clone()).met_by(&PostingFacts::default()), Met::Unknown);
        assert_eq!(Condition::not("CDD", cdd.clone()).met_by(&PostingFacts::default()), Met::Yes);
        let fixed = PostingFacts { contracts: ContractKind::FixedTerm.into(), ..PostingFacts::default() };
        assert_eq!(Condition::not("CDD", cdd).met_by(&fixed), Met::No);
    }

    #[test]
    fn full_time_says_nothing_of_nights() {
        let full = PostingFacts { working_time: 1 << WorkingTime::Full as u8, ..PostingFacts::default() };
        assert_eq!(Wanted::WorkingTime(1 << WorkingTime::Night as u8).met_by(&full), Met::Unknown);
        assert_eq!(Wanted::WorkingTime(1 << WorkingTime::Part as u8).met_by(&full), Met::No);
    }
}
