//! Where the job is.

use super::{Part, Reading, given};
use crate::RawLocation;
use jobsearch_posting::{Country, Fact, Location, Point, Precision};
use jobsearch_vocabulary::{Meaning, locations::resolve, longest};

/// How sure a place must be that stands in a title.
const IN_TITLE: f32 = 0.8;
/// A given position this far from the place's own, in kilometres, shows that a namesake was meant.
const NAMESAKE: f32 = 60.0;
/// The longest place in a phrase, in characters.
const PLACE: usize = 60;

/// Labels that a place follows, on a line of the text.
const LABELS: [&str; 12] = [
    "Lieu",
    "Lieu de travail",
    "Lieu du poste",
    "Localisation",
    "Localisation du poste",
    "Location",
    "Job location",
    "Ville",
    "Lieu de mission",
    "Site",
    "City",
    "Based",
];
/// Phrases that a place follows.
const PHRASES: [&str; 16] = [
    "poste basé à ",
    "poste basé en ",
    "poste est basé à ",
    "basé à ",
    "basée à ",
    "basé(e) à ",
    "poste situé à ",
    "situé à ",
    "située à ",
    "poste à pourvoir à ",
    "based in ",
    "located in ",
    "position is based in ",
    "office in ",
    "bureaux de ",
    "Poste basé à ",
];

/// Reads the places: given ones, else those of the title, else those of clear phrases in the text.
pub(super) fn locations(reading: &Reading<'_>) -> Vec<Fact<Location>> {
    let mut found: Vec<Fact<Location>> = Vec::new();
    for raw in &reading.raw.locations {
        let written = written(raw);
        let places = from_field(raw).into_iter().map(|location| given(location, "location", &written));
        places.for_each(|fact| add(&mut found, fact));
    }
    if found.is_empty() {
        in_title(reading).into_iter().for_each(|fact| add(&mut found, fact));
    }
    if found.is_empty() {
        let first = reading.sections.iter().map(in_text).find(|places| !places.is_empty());
        first.into_iter().flatten().for_each(|fact| add(&mut found, fact));
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

fn in_title(reading: &Reading<'_>) -> Vec<Fact<Location>> {
    let title = &reading.title;
    let mentions = longest(reading.vocabulary.recognise(&title.tokens));
    let sure = mentions.into_iter().filter(|mention| mention.certainty >= IN_TITLE);
    sure.filter_map(|mention| match mention.meaning {
        Meaning::Place(place) => Some((mention.tokens, place.place().to_location())),
        _ => None,
    })
    .filter(|(tokens, _)| {
        let span = title.span(tokens.clone());
        title.text[span.start..].chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    })
    .map(|(tokens, location)| title.fact(location, title.span(tokens)))
    .collect()
}

fn in_text(part: &Part<'_>) -> Vec<Fact<Location>> {
    let mut start = 0;
    for line in part.text.split('\n') {
        let found = labelled(line).or_else(|| phrased(line));
        if let Some((at, place)) = found {
            let places = resolve(place, None);
            if !places.is_empty() && places.len() <= 3 {
                let span = start + at..start + at + place.len();
                return places.into_iter().map(|location| part.fact(location, span.clone())).collect();
            }
        }
        start += line.len() + 1;
    }
    Vec::new()
}

fn labelled(line: &str) -> Option<(usize, &str)> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_matches(|c: char| !c.is_alphabetic());
    if !LABELS.iter().any(|known| known.eq_ignore_ascii_case(label)) {
        return None;
    }
    cut(line, line.len() - rest.len())
}

fn phrased(line: &str) -> Option<(usize, &str)> {
    let at = PHRASES.iter().filter_map(|phrase| line.find(phrase).map(|at| at + phrase.len())).min()?;
    let behind = line[at..].strip_prefix("La ").or(line[at..].strip_prefix("la ")).unwrap_or(&line[at..]);
    behind.chars().next().filter(|c| c.is_uppercase())?;
    cut(line, at)
}

/// The place that begins at a byte of the line, up to where the sentence goes on with something else.
fn cut(line: &str, at: usize) -> Option<(usize, &str)> {
    let rest = line[at..].trim_start();
    let start = line.len() - rest.len();
    let most = rest.char_indices().nth(PLACE).map_or(rest.len(), |(at, _)| at);
    let rest = &rest[..most];
    let end = [
        ". ", ", ", "; ", " et ", " and ", " dans ", " avec ", " pour ", " en ", " at ", " with ", " à ", ".",
    ]
    .iter()
    .filter_map(|stop| rest.find(stop))
    .min()
    .unwrap_or(rest.len());
    let place = rest[..end].trim_end();
    (!place.is_empty()).then_some((start, place))
}
