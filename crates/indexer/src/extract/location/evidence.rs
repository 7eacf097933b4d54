//! The places that a title or a section names, and how much each mention speaks for the job being there.

use super::super::Part;
use super::label::is_labelled;
use super::names::{Sure, chosen, names};
use jobsearch_posting::{Country, Language};
use jobsearch_vocabulary::locations::Place;
use std::ops::Range;

/// What stands behind a label, `Lieu : Lyon`.
pub(super) const LABELLED: f32 = 5.0;
/// What stands in the title by itself, `… - Lyon`.
const TITLED: f32 = 4.0;
/// What a phrase says outright, `basé à Lyon`.
pub(super) const PHRASED: f32 = 3.0;
/// What stands behind a preposition of place, `à Lyon`.
const PLACED: f32 = 1.0;
/// What an institution is called after.
const INSTITUTION: f32 = 0.9;
/// What is only named.
const NAMED: f32 = 0.5;
/// What stands apart in a title, of a place that is not known well.
const APART: f32 = 1.5;
/// What is part of another name, as long as nothing contradicts it.
pub(super) const IN_A_NAME: f32 = 0.4;
/// What a postcode, department or country beside the name adds.
const SUPPORT: f32 = 0.75;

/// A place named, and what it is worth.
pub(super) struct Evidence {
    pub(super) place: Place,
    pub(super) tokens: Range<usize>,
    pub(super) weight: f32,
}

/// Every place a part names, the longest names only, each with the reading that its neighbours support.
pub(super) fn evidence(part: &Part<'_>, home: Option<Country>) -> Vec<Evidence> {
    let names = names(part);
    let mut found: Vec<Evidence> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some((place, sure)) = chosen(part, (name, &names[at + 1..]), home) else { continue };
        let weight = weight(part, &name.tokens, sure) + if sure == Sure::Supported { SUPPORT } else { 0.0 };
        if weight <= NAMED && is_far_away(part, &place) {
            continue;
        }
        found.push(Evidence { place, tokens: name.tokens.clone(), weight });
    }
    drop_lists(part, &mut found);
    found
}

/// Where French is written, what is called like a town far away is mostly a firm or a tool: Suez, Samba, Havana.
fn is_far_away(part: &Part<'_>, place: &Place) -> bool {
    const NEAR: [&str; 8] = ["FR", "BE", "CH", "LU", "MC", "MA", "TN", "DZ"];
    part.number.is_some()
        && part.language != Some(Language::En)
        && place.country().is_some_and(|country| !NEAR.contains(&country.code()))
}

fn weight(part: &Part<'_>, tokens: &Range<usize>, sure: Sure) -> f32 {
    if part.number.is_none() {
        return in_title(part, tokens, sure);
    }
    if sure != Sure::Supported && is_part_of_a_name(part, tokens) {
        let site = is_in_name_of_site(part, tokens) || is_based(part, tokens);
        return if site { PLACED } else { IN_A_NAME };
    }
    if is_labelled(part, tokens) {
        return LABELLED;
    }
    let near =
        |back: usize| tokens.start.checked_sub(back).filter(|at| part.in_one_sentence(*at, tokens.start));
    let word = |back| near(back).map_or("", |at| part.word(at));
    let article = usize::from(matches!(word(1), "la" | "le" | "l" | "les"));
    let before = word(1 + article);
    let preposition = matches!(before, "a" | "in" | "at" | "sur" | "au" | "aux" | "en");
    let says = |back| STANDS.iter().any(|start| word(back).starts_with(start));
    let told_of = |known: &[&str]| (1..12).any(|back| known.contains(&word(back)));
    match () {
        () if told_of(&OF_OTHERS) || is_in_name_of_law(part, tokens) => 0.0,
        () if preposition && told_of(&OF_COMPANY) && !speaks_of_post(part, tokens) => NAMED,
        () if preposition && (says(2 + article) || says(3 + article)) => PHRASED,
        () if preposition || is_followed_by_site(part, tokens) || SITES.contains(&before) => PLACED,
        () if is_in_address(part, tokens) => PLACED,
        () if matches!(before, "de" | "d" | "of")
            && (2..6).any(|back| SITES.contains(&word(back + article))) =>
        {
            PLACED
        }
        () if stands_apart(part, tokens) => PLACED,
        () if is_followed_by_trust(part, tokens) => INSTITUTION,
        () => NAMED,
    }
}

/// `Based at Avalon House, Winchester`
fn is_in_address(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let at = part.tokens[tokens.start].span.start;
    let near = |at: &usize| part.in_one_sentence(*at, tokens.start);
    part.text[..at].trim_end().ends_with(',')
        && (tokens.start.saturating_sub(7)..tokens.start)
            .filter(near)
            .any(|at| matches!(part.word(at), "in" | "at" | "from" | "rue" | "avenue" | "boulevard" | "road"))
}

/// Tells whether the sentence speaks of the post or of who takes it.
fn speaks_of_post(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let near = |at: &usize| part.in_one_sentence((*at).min(tokens.start), (*at).max(tokens.start));
    (tokens.start.saturating_sub(25)..tokens.start).filter(near).any(|at| {
        let word = part.word(at);
        ["poste", "vous", "rejoin", "recrut", "recherch", "position", "role", "you", "mission"]
            .iter()
            .any(|start| word.starts_with(start))
    })
}

/// Beginnings of words that say where something stands.
const STANDS: [&str; 6] = ["base", "situe", "locat", "localis", "implant", "install"];
/// Words that make a place that of other jobs, or of a law.
const OF_OTHERS: [&str; 10] = [
    "deplacements",
    "deplacement",
    "positions",
    "jobs",
    "applicants",
    "universities",
    "aedt",
    "headquartered",
    "residents",
    "discounts",
];
/// Words that make it that of the company, unless the post is there too.
const OF_COMPANY: [&str; 13] = [
    "siege",
    "headquarters",
    "hq",
    "head",
    "leader",
    "fondee",
    "cree",
    "creee",
    "creation",
    "fonde",
    "filiale",
    "societe",
    "coentreprise",
];
/// What a place is the place of, `notre agence de Lyon`.
const SITES: [&str; 26] = [
    "equipe",
    "coeur",
    "localisation",
    "hospital",
    "hospitals",
    "heart",
    "agence",
    "site",
    "usine",
    "bureaux",
    "bureau",
    "magasin",
    "restaurant",
    "boutique",
    "secteur",
    "hopital",
    "chu",
    "commune",
    "centre",
    "ville",
    "campus",
    "depart",
    "proximite",
    "metropole",
    "mairie",
    "base",
];

/// Where English is written, a capital beside a name makes another name: `Wells Fargo`, `Queen Alexandra`, `Grove Road`.
fn is_part_of_a_name(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let span = part.span(tokens.clone());
    let behind =
        part.text[span.end..].strip_prefix(' ').is_some_and(|behind| behind.starts_with(char::is_uppercase));
    let before = part.text[..span.start].strip_suffix(' ').is_some_and(|before| {
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let is_site = word.starts_with("Hospital") || word == "Centre";
        word.len() > 3 && word.starts_with(char::is_uppercase) && before.len() > word.len() && !is_site
    });
    let english = part.language == Some(Language::En);
    english && (before || behind && !OF_SITES.contains(&part.word(tokens.end)))
}

/// `Royal Blackburn Hospital`, `The London Hospital`
fn is_in_name_of_site(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |at| part.word(at));
    matches!(before, "" | "royal") && is_followed_by_site(part, tokens)
}

/// `The post is based at Battenburg Clinic Portsmouth`
fn is_based(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let near = |at: &usize| part.in_one_sentence(*at, tokens.start);
    let mut before = (tokens.start.saturating_sub(8)..tokens.start).filter(near);
    before.any(|at| matches!(part.word(at), "based" | "base"))
}

/// `Los Angeles County Fair Chance Ordinance`
fn is_in_name_of_law(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    (tokens.end..tokens.end + 5).any(|at| matches!(part.word(at), "ordinance" | "chance"))
}

/// What follows the town in the name of a site.
const OF_SITES: [&str; 19] = [
    "bay",
    "hospital",
    "hospitals",
    "infirmary",
    "clinic",
    "office",
    "site",
    "area",
    "general",
    "royal",
    "teaching",
    "community",
    "university",
    "district",
    "city",
    "memorial",
    "children",
    "nhs",
    "and",
];

/// `Leeds General Infirmary`, `Blackburn Teaching Hospital`
fn is_followed_by_site(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    (tokens.end..tokens.end + 3).any(|at| {
        part.in_one_sentence(tokens.start, at)
            && matches!(
                part.word(at),
                "hospital" | "hospitals" | "infirmary" | "clinic" | "office" | "site" | "area"
            )
    })
}

/// `Birmingham Community Healthcare NHS Foundation Trust`
fn is_followed_by_trust(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    (tokens.end..tokens.end + 8)
        .any(|at| part.in_one_sentence(tokens.start, at) && matches!(part.word(at), "trust" | "nhs"))
}

/// In a title a place stands behind a sign or a preposition, or ends it.
fn in_title(part: &Part<'_>, tokens: &Range<usize>, sure: Sure) -> f32 {
    let span = part.span(tokens.clone());
    let (before, behind) = (part.text[..span.start].trim_end(), part.text[span.end..].trim_start());
    let sign = |c: char| matches!(c, '-' | '–' | '—' | '|' | '(' | ',' | '/' | ':' | '[' | '•' | '@');
    let previous = tokens.start.checked_sub(1).map_or("", |at| part.word(at));
    let joined = matches!(previous, "a" | "in" | "sur" | "at" | "en" | "ou" | "or");
    match () {
        () if sure == Sure::Somewhat && stands_apart(part, tokens) => APART,
        () if sure == Sure::Somewhat => NAMED,
        () if before.ends_with(sign) || joined => TITLED,
        () if behind.is_empty() && !before.is_empty() => TITLED - 1.0,
        () if behind.starts_with(['(', ',']) && !before.is_empty() => TITLED - 1.0,
        () => NAMED,
    }
}

/// A line of its own, or parted from the rest of its line by signs: `Nurse | Leeds | Full time`, `Comptable - Laval`.
fn stands_apart(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let span = part.span(tokens.clone());
    let line = |text: &str| text.is_empty() || text.ends_with('\n') || text.starts_with('\n');
    let before = part.text[..span.start].trim_end_matches(' ');
    let behind = part.text[span.end..].trim_start_matches(' ');
    // A dash that opens the line lists things.
    let dash = before.strip_suffix(['-', '–', '—']).filter(|_| before.len() < span.start);
    let parted = before.ends_with('|') || dash.is_some_and(|before| !line(before.trim_end_matches(' ')));
    let goes_on = behind.starts_with('|')
        || behind.starts_with(['-', '–', '—']) && part.text[span.end..].starts_with(' ');
    (line(before) || parted) && (line(behind) || goes_on)
}

/// `Nos agences de Lille, Lyon et Paris`: a list of three or more says where the company is.
fn drop_lists(part: &Part<'_>, found: &mut Vec<Evidence>) {
    let follows = |one: &Evidence, next: &Evidence| {
        let gap = next.tokens.start.saturating_sub(one.tokens.end);
        gap <= 1 && part.in_one_sentence(one.tokens.start, next.tokens.start)
    };
    let mut start = 0;
    while start < found.len() {
        let mut end = start + 1;
        while end < found.len() && follows(&found[end - 1], &found[end]) {
            end += 1;
        }
        let apart = found[start + 1..end].iter().filter(|other| {
            other.place.department() != found[start].place.department() || other.place.department().is_none()
        });
        if apart.count() >= 2 && part.number.is_some() {
            found[start..end]
                .iter_mut()
                .for_each(|one| one.weight = if one.weight >= LABELLED { PHRASED } else { 0.0 });
        }
        start = end;
    }
    found.retain(|one| one.weight > 0.0);
}
