//! The facts a query asks for, gathered into conditions.

use crate::amounts::{self, AmountMeaning};
use crate::cover::Piece;
use jobsearch_engine::{Area, Condition, RemoteWish, Spot, Wanted};
use jobsearch_posting::{ContractSet, Precision, Remote};
use jobsearch_vocabulary::locations::{Place, PlaceId};
use jobsearch_vocabulary::{Meaning, Mention};

/// Nobody asks for more figures at once; every one is compared with every posting.
const MOST_AMOUNTS: usize = 16;
/// Nor for more places.
const MOST_PLACES: usize = 16;

/// The facts that are asked for; those of one kind are alternatives: `CDI ou CDD` asks for either.
#[derive(Default)]
pub(crate) struct AskedFacts {
    contracts: ContractSet,
    unwanted_contracts: ContractSet,
    /// Working times and remote modes, each with the words that ask for it; the same words may mean several.
    times: Vec<(String, u8, bool)>,
    remote: Vec<(String, RemoteWish, bool)>,
    places: Vec<(String, Vec<PlaceId>)>,
    unwanted_places: Vec<PlaceId>,
    amounts: Vec<Condition>,
    /// How far round the places an offer may be, where that was said.
    radius_km: Option<f32>,
}

impl AskedFacts {
    pub(crate) fn add(&mut self, typed: &str, piece: &Piece, mentions: &[Mention], places: &[PlaceId]) {
        if places.is_empty() {
            mentions.iter().for_each(|mention| self.add_mention(typed, mention, piece.negated));
        } else if piece.negated {
            self.unwanted_places.extend(places);
        } else {
            let is_known = self.places.iter().any(|(_, known)| known == places);
            if !is_known && self.places.len() < MOST_PLACES {
                self.places.push((typed.to_owned(), places.to_vec()));
            }
        }
    }

    pub(crate) fn add_amount(&mut self, meaning: &AmountMeaning, negated: bool) {
        match meaning {
            AmountMeaning::Radius(km) => self.radius_km = Some(*km),
            AmountMeaning::Wanted(quantity, span) => {
                let wanted = Wanted::Amount(*quantity, *span);
                let amount = Condition { label: amounts::label(meaning), wanted, negated };
                if self.amounts.len() < MOST_AMOUNTS && !self.amounts.contains(&amount) {
                    self.amounts.push(amount);
                }
            }
        }
    }

    /// Tells whether a distance was said, and no place it is from.
    pub(crate) fn lacks_centre(&self) -> bool {
        self.radius_km.is_some() && self.places.is_empty()
    }

    pub(crate) fn add_mention(&mut self, typed: &str, mention: &Mention, negated: bool) {
        let label = typed.to_owned();
        match mention.meaning {
            Meaning::Contract(kind) => {
                let set = if negated { &mut self.unwanted_contracts } else { &mut self.contracts };
                *set = set.union(kind.satisfied_by());
            }
            Meaning::WorkingTime(time) => match self.times.iter_mut().find(|known| known.0 == label) {
                Some(known) => known.1 |= 1 << time as u8,
                None => self.times.push((label, 1 << time as u8, negated)),
            },
            Meaning::Remote(remote) => {
                let wish = match remote {
                    Remote::Full => RemoteWish::Full,
                    Remote::Hybrid(_) => RemoteWish::Some,
                    Remote::No => RemoteWish::None,
                };
                match self.remote.iter_mut().find(|known| known.0 == label) {
                    Some(known) if known.1 != wish => known.1 = RemoteWish::Some,
                    Some(_) => {}
                    None => self.remote.push((label, wish, negated)),
                }
            }
            Meaning::Concept(_) | Meaning::Place(_) => {}
        }
    }

    pub(crate) fn conditions(self, radius_km: f32) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (set, negated) in [(self.contracts, false), (self.unwanted_contracts, true)] {
            if !set.is_empty() {
                conditions.push(Condition {
                    label: contract_names(set),
                    wanted: Wanted::Contract(set),
                    negated,
                });
            }
        }
        let times =
            self.times.into_iter().map(|(label, bits, negated)| (label, Wanted::WorkingTime(bits), negated));
        let remote =
            self.remote.into_iter().map(|(label, wish, negated)| (label, Wanted::Remote(wish), negated));
        conditions.extend(times.chain(remote).map(|(label, wanted, negated)| Condition {
            label,
            wanted,
            negated,
        }));
        conditions.extend(self.amounts);
        let mut areas = areas(&self.places, self.radius_km.unwrap_or(radius_km));
        if !areas.is_empty() {
            let names: Vec<_> = self.places.iter().map(|(typed, _)| typed.as_str()).collect();
            let mut label = names.join(", ");
            if let Some(km) = self.radius_km {
                areas.iter_mut().for_each(all_near);
                label.push_str(&format!(" + {km} km"));
            }
            conditions.push(Condition::new(label, Wanted::Place(areas)));
        }
        for place in self.unwanted_places {
            let place = place.place();
            let within = Area::Within(Spot::of(&place.to_location()));
            conditions.push(Condition::not(place.name(), Wanted::Place(vec![within])));
        }
        conditions
    }
}

/// The kinds that were asked for, by the name of the first: `CDI` also takes a CDI de chantier, and need not say so.
fn contract_names(set: ContractSet) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut left = set;
    for kind in set.iter() {
        let takes = kind.satisfied_by();
        if takes.0 & !set.0 == 0 && left.contains(kind) {
            named.push(kind.name());
            left.0 &= !takes.0;
        }
    }
    named.join(" / ")
}

pub(crate) fn encloses(whole: &Place, spot: &Spot) -> bool {
    let whole = Spot::of(&whole.to_location());
    whole.precision < spot.precision
        && match whole.precision {
            Precision::Country => whole.country == spot.country,
            Precision::Region => whole.region == spot.region && whole.country == spot.country,
            Precision::Department => whole.department == spot.department && whole.country == spot.country,
            Precision::Commune => false,
        }
}

/// The areas asked for; one that only says where another lies (`Lyon 69`) is no area of its own.
fn areas(places: &[(String, Vec<PlaceId>)], radius_km: f32) -> Vec<Area> {
    let all: Vec<Place> = places.iter().flat_map(|(_, ids)| ids.iter().map(|id| id.place())).collect();
    let spots: Vec<Spot> = all.iter().map(|place| Spot::of(&place.to_location())).collect();
    let is_context = |place: &Place| spots.iter().any(|spot| encloses(place, spot));
    let asked = all.iter().zip(&spots).filter(|(place, _)| !is_context(place));
    asked.map(|(place, spot)| area(spot, Some(place.population()), radius_km)).collect()
}

/// What is as near as was said is near enough.
pub(crate) fn all_near(area: &mut Area) {
    if let Area::Around { inner_km, outer_km, .. } = area {
        *inner_km = inner_km.max(*outer_km);
    }
}

pub(crate) fn area(spot: &Spot, population: Option<u32>, radius_km: f32) -> Area {
    match spot.point {
        Some(point) if spot.precision == Precision::Commune => {
            // A town's own ground grows with the square root of who lives there: 2 km for a village, 7 for Paris.
            let inner_km = 2.0 + (population.unwrap_or(20_000) as f32).sqrt() / 300.0;
            Area::Around { point, inner_km, outer_km: radius_km.max(inner_km), spot: *spot }
        }
        _ => Area::Within(*spot),
    }
}
