//! Which of the places of one name is meant.

use crate::cover::{Piece, PieceReading};
use crate::facts::encloses;
use crate::interpretation::Understood;
use crate::understand::Reader;
use jobsearch_engine::Spot;
use jobsearch_posting::Country;
use jobsearch_vocabulary::Meaning;
use jobsearch_vocabulary::locations::{Place, PlaceId};

/// The most namesakes that are meant at once, and the most that are told as rivals.
const MOST: usize = 6;
const MOST_RIVALS: usize = 2;
/// A town with this share of the people of another of its name may be meant as well.
const SHARE: u32 = 3;

/// The places a piece names.
pub(crate) fn places_of(piece: &Piece) -> Vec<PlaceId> {
    let PieceReading::Fact(mentions) = &piece.reading else { return Vec::new() };
    let place = |mention: &jobsearch_vocabulary::Mention| match mention.meaning {
        Meaning::Place(place) => Some(place),
        _ => None,
    };
    mentions.iter().filter_map(place).collect()
}

impl Reader<'_> {
    /// Among places of one name, the one the query names a second time (`Vienne 86`) or says where it lies (`Vienne 38`); else
    /// those where the index holds postings; else those that are not dwarfed by the largest.
    pub(crate) fn namesakes(&self, places: &[PlaceId], all: &[PlaceId]) -> Vec<PlaceId> {
        if places.len() < 2 {
            return places.to_vec();
        }
        let again = |place: &&PlaceId| all.iter().filter(|other| other == place).count() > 1;
        let others = || all.iter().filter(|other| !places.contains(other));
        let fits = |place: &&PlaceId| others().any(|other| encloses(&other.place(), &spot(**place)));
        let named_again: Vec<PlaceId> = places.iter().filter(again).copied().collect();
        if !named_again.is_empty() {
            return named_again;
        }
        let fitting: Vec<PlaceId> = places.iter().filter(fits).copied().collect();
        if !fitting.is_empty() {
            return fitting;
        }
        let known: Vec<PlaceId> = places.iter().filter(|place| self.is_inhabited(**place)).copied().collect();
        let candidates = if known.is_empty() { places } else { &known };
        let population = |place: &PlaceId| place.place().population();
        let largest = candidates.iter().map(population).max().unwrap_or(0);
        let enough = |place: &&PlaceId| !known.is_empty() || population(place) >= largest / SHARE;
        candidates.iter().filter(enough).take(MOST).copied().collect()
    }

    /// Tells which namesake is meant, where another one might have been.
    pub(crate) fn with_namesakes(
        &self,
        mut understood: Understood,
        named: &[PlaceId],
        meant: &[PlaceId],
    ) -> Understood {
        let largest = meant.iter().map(|place| place.place().population()).max().unwrap_or(0);
        // A department of the same name is no other place than the town that it is named after.
        let is_part =
            |a: PlaceId, b: PlaceId| encloses(&a.place(), &spot(b)) || encloses(&b.place(), &spot(a));
        let is_rival = |place: &&PlaceId| {
            !meant.contains(place)
                && !meant.iter().any(|meant| is_part(*meant, **place))
                && (self.is_inhabited(**place) || place.place().population() >= largest / SHARE)
        };
        let rivals: Vec<String> =
            named.iter().filter(is_rival).take(MOST_RIVALS).map(|place| full_name(&place.place())).collect();
        if meant.len() < named.len() {
            let name = |place: &PlaceId| match rivals.is_empty() {
                true => place.place().name().to_owned(),
                false => full_name(&place.place()),
            };
            let mut names: Vec<String> = meant.iter().map(name).collect();
            names.dedup();
            names.truncate(3);
            understood.meaning = names.join(" / ");
        }
        understood.rivals.extend(rivals.into_iter().map(|name| format!("location {name}")));
        understood
    }

    fn is_inhabited(&self, place: PlaceId) -> bool {
        self.engine.count_at(&spot(place)) > 0
    }
}

fn spot(place: PlaceId) -> Spot {
    Spot::of(&place.place().to_location())
}

/// `Vienne (38)`, `Vienna (AT)`.
fn full_name(place: &Place) -> String {
    let department = place.department().filter(|_| place.country() == Some(Country::FRANCE));
    match (department, place.country()) {
        (Some(code), _) => format!("{} ({code})", place.name()),
        (None, Some(country)) => format!("{} ({country})", place.name()),
        (None, None) => place.name().to_owned(),
    }
}
