//! Reads the location field of a posting, as it is written in the wild.

use super::field::{Field, Name};
use super::packed::readings;
use super::place::{Place, PlaceId};
use jobsearch_analysis::Analyzer;
use jobsearch_posting::{Country, Location, Precision};
use rustc_hash::FxBuildHasher;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Towns nearer than this, in kilometres, belong together: `Hawthorne, Los Angeles County`.
const NEAR_KM: f32 = 80.0;

/// People of a town that a posting from another country may name without saying where it is.
const KNOWN_ABROAD: u32 = 300_000;

/// Reads the places in a location field: `75 - PARIS 8E`, `Basel|Bern|Genf`, `Leeds, LS1 3EX`. What is said beside a
/// name (department, postcode, region, country) chooses among its namesakes and is not listed itself; `country` is
/// where the posting is known to be. Empty where no place is named.
pub fn resolve(raw: &str, country: Option<Country>) -> Vec<Location> {
    if raw.len() > LONGEST_KEPT {
        return resolve_anew(raw, country);
    }
    KEPT.with_borrow_mut(|kept| {
        let at = FxBuildHasher.hash_one((raw, country)) as usize % KEEP;
        kept.resize_with(KEEP, Resolved::default);
        let last = &mut kept[at];
        if last.raw != raw || last.country != country {
            *last = Resolved { raw: raw.to_owned(), country, places: resolve_anew(raw, country) };
        }
        last.places.clone()
    })
}

/// How many fields are kept; towns come again and again.
const KEEP: usize = 1 << 12;
/// The longest field that is kept, in bytes.
const LONGEST_KEPT: usize = 128;

thread_local! {
    /// Fields that were resolved, each in the place that its hash names.
    static KEPT: RefCell<Vec<Resolved>> = const { RefCell::new(Vec::new()) };
}

/// A field with the places in it; an empty one has none.
#[derive(Default)]
struct Resolved {
    raw: String,
    country: Option<Country>,
    places: Vec<Location>,
}

fn resolve_anew(raw: &str, country: Option<Country>) -> Vec<Location> {
    static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);
    let field = Field::read(raw, &ANALYZER.tokens(raw));
    let mut named: Vec<Named> = field.names.iter().filter_map(|name| Named::new(name, country)).collect();
    choose(&mut named);
    drop_contradicted_numbers(&mut named);
    drop_contradicted_towns(&mut named);
    let told = |at: &usize| !named[*at].name.is_county && !is_absorbed(&named, *at);
    let kept = (0..named.len()).filter(told).map(|at| named[at].chosen());
    let mut places: Vec<Place> = Vec::new();
    for place in kept {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.iter().map(Place::to_location).collect()
}

/// A name in the field with the places it may mean.
struct Named<'a> {
    name: &'a Name,
    places: Vec<Place>,
    chosen: usize,
}

impl<'a> Named<'a> {
    /// Keeps the readings in the posting's country; a name found among other words must have one.
    fn new(name: &'a Name, country: Option<Country>) -> Option<Self> {
        let mut places: Vec<Place> = readings(name.value).map(|(place, _)| PlaceId(place).place()).collect();
        if let Some(country) = country {
            let inside = |place: &Place| place.country() == Some(country);
            if places.iter().any(inside) {
                places.retain(inside);
            } else if !name.clear || name.is_number() || name.is_code || places.iter().all(is_small_town) {
                return None;
            }
        }
        Some(Self { name, places, chosen: 0 })
    }

    fn chosen(&self) -> Place {
        self.places[self.chosen]
    }

    fn is_finer_than(&self, other: &Self) -> bool {
        self.chosen().precision() > other.chosen().precision()
    }
}

/// Chooses for each name the reading that its neighbours support most; the likeliest where they say nothing.
fn choose(named: &mut [Named]) {
    let choices: Vec<usize> = (0..named.len())
        .map(|at| {
            let support = |reading: &usize| {
                let place = named[at].places[*reading];
                let others = named.iter().enumerate().filter(|(other, _)| *other != at);
                others.map(|(_, other)| support(&named[at], &place, other)).sum::<u32>()
            };
            (0..named[at].places.len())
                .max_by_key(|reading| (support(reading), Reverse(*reading)))
                .unwrap_or(0)
        })
        .collect();
    for (name, choice) in named.iter_mut().zip(choices) {
        name.chosen = choice;
    }
}

/// How much another name in the field speaks for a reading.
fn support(of: &Named, place: &Place, other: &Named) -> u32 {
    let beside = if of.name.piece == other.name.piece { 4 } else { 1 };
    let related = |wider: &Place| wider.contains(place) || place.contains(wider);
    let finer = |wider: &Place| place.precision() > wider.precision();
    if other.name.is_postcode() && other.places.iter().any(|known| known == place) {
        return 4 * beside;
    }
    if other.places.iter().any(|known| known != place && related(known) && finer(known)) {
        return 3 * beside;
    }
    if other.name.is_postcode() && other.places.iter().any(|known| known.department() == place.department()) {
        return 2 * beside;
    }
    if other.places.iter().any(related) {
        return 2 * beside;
    }
    u32::from(other.places.first().is_some_and(|known| are_near(known, place)))
}

/// `75 - Neuilly-sur-Seine`: a name knows better than a number where no reading of it lies in that department.
fn drop_contradicted_numbers(named: &mut Vec<Named>) {
    let towns = |named: &[Named]| named.iter().any(|name| !name.name.is_number() && is_town(&name.chosen()));
    if towns(named) {
        let in_a_number = |number: &Named, named: &[Named]| {
            named.iter().any(|name| {
                !name.name.is_number() && number.places.iter().any(|area| area.contains(&name.chosen()))
            })
        };
        let keep: Vec<bool> =
            named.iter().map(|name| !name.name.is_number() || in_a_number(name, named)).collect();
        let mut keep = keep.into_iter();
        named.retain(|_| keep.next().unwrap_or(true));
    }
}

/// `Woodbridge, Canada`: where the tables do not know the town in the country that is named, only the country is sure.
fn drop_contradicted_towns(named: &mut Vec<Named>) {
    let contradicted = |town: &Named, named: &[Named]| {
        let beside = |country: &&Named| country.name.piece == town.name.piece && !country.name.is_code;
        let mut countries = named.iter().filter(beside).map(Named::chosen).filter(is_country).peekable();
        is_town(&town.chosen())
            && countries.peek().is_some()
            && !countries.any(|country| country.contains(&town.chosen()))
    };
    let drop: Vec<bool> = named.iter().map(|town| contradicted(town, named)).collect();
    let mut drop = drop.into_iter();
    named.retain(|_| !drop.next().unwrap_or_default());
}

/// Tells a name that only says more exactly which place another name means.
fn is_absorbed(named: &[Named], at: usize) -> bool {
    let (this, place) = (&named[at], named[at].chosen());
    named.iter().enumerate().filter(|(other, _)| *other != at).any(|(before, other)| {
        let finer = other.chosen();
        if place != finer && place.contains(&finer) {
            return true;
        }
        if this.name.is_postcode() && !other.name.is_postcode() && finer.department() == place.department() {
            return !place_within(&finer, &place);
        }
        if this.name.is_code || !is_french(&place) {
            let same_country = place.country() == finer.country();
            return other.is_finer_than(this) && (same_country || this.name.is_code)
                || (before < at
                    && is_pair(named, before, at)
                    && is_listed_outwards(&place)
                    && are_near(&place, &finer));
        }
        false
    })
}

/// Tells whether two towns, and no other, stand in the same alternative: `Denmark Hill, London`.
fn is_pair(named: &[Named], one: usize, other: usize) -> bool {
    let piece = named[other].name.piece;
    let towns = named
        .iter()
        .filter(|name| name.name.piece == piece && is_town(&name.chosen()) && !name.name.is_county);
    named[one].name.piece == piece && towns.count() == 2
}

/// A district that a postcode tells is finer than its city.
fn place_within(city: &Place, district: &Place) -> bool {
    city != district && city.contains(district)
}

fn is_french(place: &Place) -> bool {
    place.country() == Some(Country::FRANCE)
}

fn is_country(place: &Place) -> bool {
    place.precision() == Precision::Country
}

fn is_town(place: &Place) -> bool {
    place.precision() == Precision::Commune
}

/// A town that nobody names from abroad.
fn is_small_town(place: &Place) -> bool {
    is_town(place) && place.population() < KNOWN_ABROAD
}

/// Where English is written, a town is followed by the larger one or the county it belongs to.
fn is_listed_outwards(place: &Place) -> bool {
    is_town(place)
        && place
            .country()
            .is_some_and(|country| matches!(country.code(), "GB" | "US" | "IE" | "AU" | "NZ" | "IN"))
}

fn are_near(one: &Place, other: &Place) -> bool {
    let towns = is_town(one) && is_town(other) && one.country() == other.country();
    match (one.point(), other.point()) {
        (Some(here), Some(there)) => towns && here.km_to(there) < NEAR_KM,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, country: Option<&str>, expected: &[&str]) {
        let found = resolve(raw, country.and_then(Country::new));
        let say = |place: &Location| match (&place.commune, &place.department, place.country) {
            (Some(code), ..) | (None, Some(code), _) => format!("{} {code}", place.name),
            (None, None, country) => {
                format!("{} {}", place.name, country.map(|country| country.to_string()).unwrap_or_default())
            }
        };
        assert_eq!(found.iter().map(say).collect::<Vec<_>>(), expected, "{raw}");
    }

    #[test]
    fn reads_locations_as_they_are_written() {
        for (raw, expected) in [
            ("75 - PARIS 8E", "Paris 8e Arrondissement 75108"),
            ("75 - Paris ()", "Paris 75056"),
            ("PARIS 01", "Paris 1er Arrondissement 75101"),
            ("PARIS 09 75", "Paris 9e Arrondissement 75109"),
            ("75 - Paris 9e Arrondissement (75009)", "Paris 9e Arrondissement 75109"),
            ("75 - Paris (Dept.)", "Paris 75"),
            ("75", "Paris 75"),
            ("69 69", "Rhône 69"),
            ("2A", "Corse-du-Sud 2A"),
            ("974 - ST DENIS", "Saint-Denis 97411"),
            ("93 - Saint-Denis (93380)", "Saint-Denis 93066"),
            ("Saint-Denis", "Saint-Denis 93066"),
            ("74 - Savoie (Haute)", "Haute-Savoie 74"),
            ("haute garonne", "Haute-Garonne 31"),
            ("66 - ST CYPRIEN (66750)", "Saint-Cyprien 66171"),
            ("07 - ST PRIEST", "Saint-Priest 07288"),
            ("69 - ST PRIEST", "Saint-Priest 69290"),
            ("17 - ST PIERRE D AMILLY", "Saint-Pierre-d'Amilly 17382"),
            ("94 - JOINVILLE LE PONT", "Joinville-le-Pont 94042"),
            ("92 - Plessis-Robinson (92350)", "Le Plessis-Robinson 92060"),
            ("Télétravail partiel à Paris (75)", "Paris 75056"),
            ("Télétravail partiel à 33300 Bordeaux", "Bordeaux 33063"),
            ("Choisy-le-Roi - 94", "Choisy-le-Roi 94022"),
            ("NANTES 44", "Nantes 44109"),
            ("MARSEILLE 13", "Marseille 13055"),
            ("13003 Marseille", "Marseille 3e Arrondissement 13203"),
            ("92974 La Défense", "Courbevoie 92026"),
            ("62 - AVION", "Avion 62065"),
            ("41 - MER (41500)", "Mer 41136"),
            ("75 - Neuilly-sur-Seine", "Neuilly-sur-Seine 92051"),
            ("Suresnes, FR", "Suresnes 92073"),
            ("Paris, France", "Paris 75056"),
            ("France ()", "France FR"),
            ("Île-de-France", "Île-de-France FR"),
            ("Casablanca (Maroc)", "Casablanca MA"),
            ("casablanca, MA", "Casablanca MA"),
            ("Rabat, Rabat-Salé-Kénitra, Maroc (Maroc)", "Rabat MA"),
            ("Tout le Maroc (Maroc)", "Maroc MA"),
            ("London, UK", "London GB"),
            ("London, GBR", "London GB"),
            ("Windsor, U.K.", "Windsor GB"),
            ("Boston, MA", "Boston US"),
            ("San Francisco, CA", "San Francisco US"),
            ("Montréal, QC", "Montréal CA"),
            ("Hawthorne, Los Angeles County", "Hawthorne US"),
            ("Cambridge, Massachusetts, United States", "Cambridge US"),
            ("2500 Bienne", "Biel/Bienne CH"),
            ("USA", "États-Unis US"),
        ] {
            check(raw, None, &[expected]);
        }
    }

    #[test]
    fn reads_several_places() {
        check("Basel|Bern|Genf", None, &["Basel CH", "Bern CH", "Geneva CH"]);
        check("CASA / Rabat / TANGER (Maroc)", None, &["Casablanca MA", "Rabat MA", "Tangier MA"]);
        check("Paris, Lyon, Bordeaux", None, &["Paris 75056", "Lyon 69123", "Bordeaux 33063"]);
        check("07 - Ardèche, Isère & Drôme", None, &["Ardèche 07", "Isère 38", "Drôme 26"]);
        check("Austin, TX | Seattle, WA", None, &["Austin US", "Seattle US"]);
        check("Limonest, Strasbourg, Lyon…+1", None, &["Limonest 69116", "Strasbourg 67482", "Lyon 69123"]);
    }

    #[test]
    fn the_country_of_the_posting_chooses() {
        check("Leeds, LS1 3EX", Some("GB"), &["Leeds GB"]);
        check("Southampton General Hospital, Southampton", Some("GB"), &["Southampton GB"]);
        check("Kidderminster Treatment Centre", Some("GB"), &["Kidderminster GB"]);
        check("St James University Hospital", Some("GB"), &[]);
        check("317 01 Freeman Hospital", Some("GB"), &[]);
        check("Stanmore, Middlesex", Some("GB"), &["Stanmore GB"]);
        check("Paris", Some("US"), &["Paris US"]);
        check("Paris", Some("DE"), &["Paris 75056"]);
    }

    #[test]
    fn what_names_no_place_gives_none() {
        for raw in ["", " - ", "Flexible / Remote", "Télétravail", "Various", "()", "12345678"] {
            check(raw, None, &[]);
        }
        check("Woodbridge, Canada", None, &["Canada CA"]);
    }
}
