//! Where the job is.

mod behind;
mod evidence;
mod label;
mod names;
mod prose;

use super::{Analysed, given};
use crate::RawLocation;
use jobsearch_posting::{Country, Fact, Location, Point, Precision};
use jobsearch_vocabulary::locations::resolve;

/// A given position this far from the place's own, in kilometres, shows that a namesake was meant.
const NAMESAKE: f32 = 60.0;

/// Reads the places: given ones, else those that title and text speak for.
pub(super) fn locations(analysed: &Analysed<'_>) -> Vec<Fact<Location>> {
    let mut found: Vec<Fact<Location>> = Vec::new();
    for raw in &analysed.raw.locations {
        let written = written(raw);
        let places = from_field(raw).into_iter().map(|location| given(location, "location", &written));
        places.for_each(|fact| add(&mut found, fact));
    }
    if found.is_empty() {
        prose::locations(analysed).into_iter().for_each(|fact| add(&mut found, fact));
    }
    found
}

fn add(found: &mut Vec<Fact<Location>>, fact: Fact<Location>) {
    let same = |known: &Fact<Location>| {
        let (a, b) = (&known.value, &fact.value);
        a.name == b.name && a.department == b.department && a.country == b.country
    };
    if !found.iter().any(same) {
        found.push(fact);
    }
}

/// The field as one string, to be kept beside what was read from it.
fn written(raw: &RawLocation) -> String {
    let parts = [&raw.city, &raw.postcode, &raw.region, &raw.country];
    match &raw.text {
        Some(text) => text.clone(),
        None => parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", "),
    }
}

fn from_field(raw: &RawLocation) -> Vec<Location> {
    let point = point(raw);
    let hint = raw.country.as_deref().and_then(country);
    let beside = |name: &str| {
        let parts = [
            Some(name),
            raw.postcode.as_deref(),
            raw.region.as_deref().filter(|region| !name.contains(*region)),
            raw.country.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let composed = raw.city.as_deref().map(beside);
    let precise = |places: &[Location]| places.iter().any(|place| place.precision == Precision::Commune);
    let mut places = composed.as_deref().map(|text| resolve(text, hint)).unwrap_or_default();
    if !precise(&places) {
        let text = raw.text.as_deref().map(|text| resolve(text, hint)).unwrap_or_default();
        if places.is_empty() || precise(&text) {
            places = text;
        }
    }
    if places.is_empty() {
        let wider = [&raw.postcode, &raw.region, &raw.country].into_iter().flatten();
        places = wider.map(|text| resolve(text, hint)).find(|places| !places.is_empty()).unwrap_or_default();
    }
    placed(places, (point, raw, hint))
}

/// Lets a given position choose and correct the place.
fn placed(
    mut places: Vec<Location>,
    (point, raw, hint): (Option<Point>, &RawLocation, Option<Country>),
) -> Vec<Location> {
    let Some(point) = point else { return places };
    if places.is_empty() {
        let name = raw.city.as_ref().or(raw.text.as_ref()).cloned().unwrap_or_default();
        let alone = Location {
            name,
            precision: Precision::Commune,
            country: hint,
            point: Some(point),
            ..Location::default()
        };
        return vec![alone];
    }
    if let [only] = &mut places[..] {
        let far = only.point.is_some_and(|own| own.km_to(point) > NAMESAKE);
        if only.precision == Precision::Commune && far {
            let name = std::mem::take(&mut only.name);
            *only = Location {
                name,
                precision: Precision::Commune,
                country: only.country,
                point: Some(point),
                ..Location::default()
            };
        }
        only.point = only.point.or(Some(point));
    }
    places
}

fn point(raw: &RawLocation) -> Option<Point> {
    let read = |text: &Option<String>| text.as_deref()?.trim().replace(',', ".").parse::<f32>().ok();
    let (lat, lon) = (read(&raw.lat)?, read(&raw.lon)?);
    let real = lat.abs() <= 90.0 && lon.abs() <= 180.0 && (lat, lon) != (0.0, 0.0);
    real.then_some(Point { lat, lon })
}

/// The country a source's field means: a code of two or three letters, or a name.
fn country(written: &str) -> Option<Country> {
    const OF_THREE: &str = "FRA FR GBR GB USA US DEU DE BEL BE CHE CH LUX LU CAN CA MAR MA IND IN ITA IT ESP ES NLD NL PRT PT IRL IE \
        AUT AT POL PL SWE SE DNK DK EGY EG BRA BR AUS AU TUN TN DZA DZ";
    let code = written.trim().to_ascii_uppercase();
    if code == "UK" {
        return Country::new("GB");
    }
    let mut codes = OF_THREE.split_ascii_whitespace();
    let of_three = codes.any(|three| three == code).then(|| codes.next().and_then(Country::new)).flatten();
    of_three.or_else(|| Country::new(&code)).or_else(|| {
        let places = resolve(written, None);
        places.iter().find(|place| place.precision == Precision::Country).and_then(|place| place.country)
    })
}
