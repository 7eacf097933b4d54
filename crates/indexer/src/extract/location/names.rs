//! The names of places in a text, and which of its namesakes each means.

use super::super::Part;
use super::behind::Behind;
use super::label::is_labelled;
use jobsearch_analysis::fold;
use jobsearch_posting::{Country, Language, Precision};
use jobsearch_vocabulary::locations::{Place, PlaceId, recognise};
use std::ops::Range;

/// How sure a name must be that nothing beside it supports.
const SURE: f32 = 0.55;
/// How sure it must be to stand in a title.
const SURE_IN_TITLE: f32 = 0.8;
/// People of a town abroad that needs no support.
const KNOWN_ABROAD: u32 = 300_000;
/// People of a town that a title may name.
const KNOWN_IN_TITLE: u32 = 50_000;
/// People of a town in the country the posting speaks of.
const KNOWN_AT_HOME: u32 = 10_000;
/// People of a town known all over the world.
const KNOWN_EVERYWHERE: u32 = 1_000_000;

/// A name with the places it may mean, the likeliest first.
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    readings: Vec<(PlaceId, f32)>,
}

/// The names of a part that no longer name covers.
pub(super) fn names(part: &Part<'_>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (tokens, place, certainty) in recognise(&part.tokens) {
        match names.iter_mut().find(|name| name.tokens == tokens) {
            Some(name) => name.readings.push((place, certainty)),
            None => names.push(Name { tokens, readings: vec![(place, certainty)] }),
        }
    }
    names.sort_by_key(|name| (name.tokens.start, usize::MAX - name.tokens.end));
    let mut end = 0;
    names.retain(|name| {
        let covered = name.tokens.end <= end;
        end = end.max(name.tokens.end);
        !covered
    });
    names
}

/// How sure the reading of a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// Enough for a text.
    Somewhat,
    /// Enough for a title.
    Quite,
    /// Something beside it says the same.
    Supported,
}

/// The reading of a name that is written as one.
pub(super) fn chosen(
    part: &Part<'_>,
    (name, next): (&Name, &[Name]),
    home: Option<Country>,
) -> Option<(Place, Sure)> {
    let text = &part.text[part.span(name.tokens.clone())];
    // `La Défense`, also behind a small article; `la tour` is none.
    let article = ["la ", "le ", "les "].iter().find_map(|article| text.strip_prefix(article));
    let is_known = || name.readings.iter().any(|(place, _)| place.place().population() >= KNOWN_IN_TITLE);
    if !is_written_as_name(article.filter(|_| is_known()).unwrap_or(text)) || is_other_word(part, name) {
        return None;
    }
    if let Some(place) = supported(part, (name, next)) {
        return Some((place, Sure::Supported));
    }
    let mut readings = name.readings.iter().map(|(place, certainty)| (place.place(), *certainty));
    let known = |place: &Place| match (home, place.country()) {
        (Some(home), country) => country == Some(home) || place.population() >= KNOWN_EVERYWHERE,
        (None, Some(Country::FRANCE)) => {
            part.language != Some(Language::En) || place.population() >= KNOWN_IN_TITLE
        }
        (None, _) => place.population() >= if part.number.is_none() { KNOWN_IN_TITLE } else { KNOWN_ABROAD },
    };
    let best = readings.clone().map(|(_, certainty)| certainty).fold(0.0, f32::max);
    let (place, certainty) = readings.find(|(place, _)| known(place))?;
    // Where the country is known, its namesakes elsewhere cast no doubt.
    let at_home = home.is_some() && place.country() == home && place.population() >= KNOWN_AT_HOME;
    let certainty = if at_home { best.max(SURE) } else { certainty };
    let known = certainty >= SURE_IN_TITLE || place.population() >= KNOWN_IN_TITLE;
    let sure = if known { Sure::Quite } else { Sure::Somewhat };
    // The village Le Retail is not what `Auchan Retail` means.
    let text = &part.text[part.span(name.tokens.clone())];
    let articles = |text: &str| ["le ", "la ", "les "].iter().any(|article| fold(text).starts_with(article));
    if articles(place.name()) && !articles(text) && place.population() < KNOWN_IN_TITLE {
        return None;
    }
    (certainty >= SURE && place.precision() >= Precision::Department).then_some((place, sure))
}

/// `Nice` and `NICE`, but neither `nice` nor `NiCE`, and no two letters: `US` is no village.
fn is_written_as_name(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let first = text.split([' ', '-', '\'', '’']).next().unwrap_or("");
    let mixed = first.chars().skip(1).any(char::is_uppercase) && first.chars().any(char::is_lowercase);
    text.starts_with(char::is_uppercase) && letters().count() > 2 && !mixed
}

/// `Nice to have`, and short words in capitals that are more often abbreviations: `DAX`, `AIX`.
fn is_other_word(part: &Part<'_>, name: &Name) -> bool {
    let text = &part.text[part.span(name.tokens.clone())];
    let loud = text.chars().count() <= 4 && text.chars().all(char::is_uppercase);
    let word = part.word(name.tokens.start);
    let before = name.tokens.start.checked_sub(1).map_or("", |at| part.word(at));
    let in_passing = match word {
        "nice" => part.word(name.tokens.end) == "to",
        "march" | "central" | "street" | "queens" | "us" => true,
        // Companies are called so too.
        "saint" | "saint-gobain" | "orange" => {
            matches!(fold(text).as_str(), "saint-gobain" | "orange")
                && !matches!(before, "a" | "lieu" | "ville")
                && part.number.is_some()
        }
        _ => false,
    };
    in_passing && !is_labelled(part, &name.tokens)
        || loud && part.number.is_some() && !is_labelled(part, &name.tokens)
}

/// The reading that a postcode, a department, a region or a country right beside the name supports.
fn supported(part: &Part<'_>, (name, next): (&Name, &[Name])) -> Option<Place> {
    let mut readings = name.readings.iter().map(|(place, _)| place.place());
    let behind = name.tokens.end;
    let told = Behind::read(&part.text[part.span(name.tokens.clone()).end..]);
    if let Some(inside) = told.and_then(|told| readings.clone().find(|place| told.holds(place))) {
        return Some(inside);
    }
    let number = department_of(part.word(behind)).filter(|_| is_beside(part, behind));
    if let Some(number) = number {
        let inside = readings.clone().find(|place| place.department() == Some(number));
        // `Epagny (74330)`: the number knows better than the name.
        let own = || {
            let number = next.iter().find(|next| next.tokens.start == behind)?;
            Some(number.readings.first()?.0.place())
        };
        return inside.or_else(own);
    }
    let before = name.tokens.start.checked_sub(1).and_then(|before| department_of(part.word(before)));
    if let Some(number) = before.filter(|_| is_postcode(part, name.tokens.start - 1)) {
        return readings.find(|place| place.department() == Some(number));
    }
    let wider = next
        .first()
        .filter(|wider| wider.tokens.start == behind && part.in_one_sentence(behind - 1, behind))?;
    let wider: Vec<Place> = wider.readings.iter().map(|(place, _)| place.place()).collect();
    readings.find(|place| {
        wider.iter().any(|wider| match wider.precision() {
            // `Auchan Retail France` is not at Le Retail.
            Precision::Country => wider.country() == place.country() && place.population() >= 1_000,
            Precision::Region => place.region() == Some(*wider),
            Precision::Department => place.department() == wider.department() && place != wider,
            Precision::Commune => false,
        })
    })
}

/// Tells whether a number belongs to the name before it: a postcode, or a department in brackets.
fn is_beside(part: &Part<'_>, at: usize) -> bool {
    let between = &part.text[part.tokens[at - 1].span.end..part.tokens[at].span.start];
    let closed = part.text[part.tokens[at].span.end..].starts_with(')');
    part.in_one_sentence(at - 1, at) && (between.contains('(') && closed || is_postcode(part, at))
}

/// Five figures as they are written: `30 K€` is read as 30000 too.
fn is_postcode(part: &Part<'_>, at: usize) -> bool {
    part.word(at).len() == 5 && part.tokens[at].span.len() == 5
}

/// The department a number or postcode names.
fn department_of(word: &str) -> Option<&str> {
    let digits = matches!(word.len(), 2 | 5) && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| &word[..2])
}
