//! Places against the fields.

use super::Case;
use super::compare::Seen;
use super::text::read_from;
use jobsearch_analysis::Analyzer;
use jobsearch_posting::{Country, Location, Point, Precision};
use jobsearch_vocabulary::locations::{recognise, resolve};

/// Towns nearer than this are taken for the same, in kilometres.
const NEAR: f32 = 30.0;
/// How sure a name in a title must be to dispute the field, and how many people live there.
const IN_TITLE: f32 = 0.85;
const KNOWN: u32 = 20_000;

pub(super) fn location(case: &Case<'_>) -> Option<Seen> {
    let precise = |place: &&Location| place.precision >= Precision::Department;
    let given: Vec<&Location> =
        case.given.facts.locations.iter().map(|fact| &fact.value).filter(precise).collect();
    let first = given.first()?;
    let found = case.read.facts.locations.first().filter(|fact| precise(&&fact.value));
    let right = found.is_some_and(|fact| given.iter().any(|place| are_same(place, &fact.value)));
    Some(Seen {
        expected: shown(first),
        found: found.map(|fact| shown(&fact.value)).unwrap_or_default(),
        words: found.map(|fact| read_from(&case.read, &fact.origin)).unwrap_or_default(),
        told: given.iter().find_map(|place| told(case, place)),
        disputed: !right && (is_disputed_by_title(case, &given) || is_disputed_by_form(case, &given)),
        right,
    })
}

/// The title names another town that is known well, and none of those given.
fn is_disputed_by_title(case: &Case<'_>, given: &[&Location]) -> bool {
    let title = &case.read.title;
    let named: Vec<Location> = recognise(&Analyzer::new().tokens(title))
        .into_iter()
        .filter(|(_, place, certainty)| *certainty >= IN_TITLE && place.place().population() >= KNOWN)
        .map(|(_, place, _)| place.place().to_location())
        .filter(|place| place.precision >= Precision::Department)
        .collect();
    !named.is_empty() && !named.iter().any(|found| given.iter().any(|place| are_same(place, found)))
}

/// A form within the text, `Lieu` and a postcode on the next line, names another department.
fn is_disputed_by_form(case: &Case<'_>, given: &[&Location]) -> bool {
    let lines: Vec<&str> = case.text.whole.lines().filter(|line| !line.trim().is_empty()).collect();
    let places = lines.windows(2).filter(|pair| pair[0].trim().trim_end_matches([' ', ':']) == "Lieu");
    let mut told = places.flat_map(|pair| resolve(pair[1].split('•').next().unwrap_or(""), None)).peekable();
    told.peek().is_some() && !told.any(|found| given.iter().any(|place| are_same(place, &found)))
}

/// Measures the field itself, which no text is needed for.
pub(super) fn place_field(case: &Case<'_>) -> Option<Seen> {
    let raw = case.place()?;
    let text = raw.text.as_deref().filter(|text| text.chars().any(char::is_alphanumeric))?;
    let places = resolve(text, raw.country.as_deref().and_then(Country::new));
    let found: Vec<String> = places.iter().map(shown).collect();
    let beside = format!(
        "{} {} {} {}",
        raw.postcode.as_deref().unwrap_or("-"),
        raw.city.as_deref().unwrap_or("-"),
        raw.lat.as_deref().unwrap_or("-"),
        raw.lon.as_deref().unwrap_or("-")
    );
    Some(Seen {
        expected: text.to_owned(),
        found: found.join(", "),
        words: beside.clone(),
        told: Some(beside),
        right: !places.is_empty() && agrees_with_postcode(case, &places) && agrees_with_point(case, &places),
        disputed: false,
    })
}

fn agrees_with_postcode(case: &Case<'_>, places: &[Location]) -> bool {
    let raw = case.place();
    let french = raw.is_some_and(|raw| raw.country.is_none());
    let postcode = raw.and_then(|raw| raw.postcode.as_deref()).filter(|code| code.len() == 5 && french);
    postcode.is_none_or(|code| {
        places.iter().any(|place| {
            place.department.as_deref().is_none_or(|number| {
                code.starts_with(number) || number.starts_with("2") && code.starts_with("20")
            })
        })
    })
}

fn agrees_with_point(case: &Case<'_>, places: &[Location]) -> bool {
    let degrees = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f32>().ok());
    let raw = case.place();
    let point = raw.and_then(|raw| Some(Point { lat: degrees(&raw.lat)?, lon: degrees(&raw.lon)? }));
    point.is_none_or(|point| {
        places.iter().any(|place| {
            place.precision < Precision::Commune || place.point.is_none_or(|own| own.km_to(point) < NEAR)
        })
    })
}

fn told(case: &Case<'_>, place: &Location) -> Option<String> {
    let name = place.name.split_once(" Arrondissement").map_or(&*place.name, |(name, _)| name);
    let town = name.trim_end_matches(|c: char| c.is_ascii_digit() || "er ".contains(c));
    let in_brackets = || {
        let number = place.department.as_deref()?;
        let at = case.text.whole.find(&format!("({number})"))?;
        Some(super::text::around(&case.text.whole, at))
    };
    let named = if name.len() == place.name.len() { name } else { town };
    case.text.find_text(named).or_else(in_brackets)
}

/// The same town or the same department; abroad the same name or towns close by.
fn are_same(given: &Location, found: &Location) -> bool {
    if given.country != found.country {
        return false;
    }
    match (&given.department, &found.department) {
        (Some(one), Some(other)) => one == other,
        _ => {
            let near = given.point.zip(found.point).is_some_and(|(one, other)| one.km_to(other) < NEAR);
            given.name == found.name || near
        }
    }
}

fn shown(place: &Location) -> String {
    let code = place.commune.as_ref().or(place.department.as_ref()).cloned();
    let code = code.or_else(|| place.country.map(|country| country.to_string())).unwrap_or_default();
    format!("{} {code}", place.name)
}
