//! The places that a title or a section names, and how much each mention speaks for the job being there.

use super::super::Part;
use super::names::{Sure, chosen, names};
use jobsearch_analysis::fold;
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
/// What is part of another name, as long as nothing contradicts it.
const IN_A_NAME: f32 = 0.4;
/// What a postcode, department or country beside the name adds.
const SUPPORT: f32 = 0.75;

/// The longest label, in bytes.
const LABEL: usize = 40;
/// How far behind its label a place may stand, in bytes.
const STATEMENT: usize = 70;
/// The shortest label that is known at the end of other words.
const GLUED: usize = 10;

/// Labels that a place follows, folded.
const LABELS: [&str; 30] = [
    "localisation(s",
    "situation geographique",
    "lieu(x",
    "lieu",
    "lieu de travail",
    "lieu du poste",
    "lieu de mission",
    "lieu de la mission",
    "lieu d'affectation",
    "localisation",
    "localisation du poste",
    "localite",
    "ville",
    "site",
    "ou",
    "adresse",
    "poste base a",
    "location",
    "locations",
    "job location",
    "work location",
    "primary location",
    "place of work",
    "base",
    "based",
    "base location",
    "city",
    "where",
    "workplace",
    "office location",
];

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
        found.push(Evidence { place, tokens: name.tokens.clone(), weight });
    }
    drop_lists(part, &mut found);
    found
}

fn weight(part: &Part<'_>, tokens: &Range<usize>, sure: Sure) -> f32 {
    if part.number.is_none() {
        return if sure == Sure::Somewhat { NAMED } else { in_title(part, tokens) };
    }
    if is_part_of_a_name(part, tokens) {
        return IN_A_NAME;
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
        () if told_of(&OF_OTHERS) => 0.0,
        () if preposition && told_of(&OF_COMPANY) && !speaks_of_post(part, tokens) => NAMED,
        () if preposition && (says(2 + article) || says(3 + article)) => PHRASED,
        () if preposition || is_followed_by_site(part, tokens) || SITES.contains(&before) => PLACED,
        () if is_in_address(part, tokens) => PLACED,
        () if matches!(before, "de" | "d" | "of")
            && (2..6).any(|back| SITES.contains(&word(back + article))) =>
        {
            PLACED
        }
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
fn in_title(part: &Part<'_>, tokens: &Range<usize>) -> f32 {
    let span = part.span(tokens.clone());
    let (before, behind) = (part.text[..span.start].trim_end(), part.text[span.end..].trim_start());
    let sign = |c: char| matches!(c, '-' | '–' | '—' | '|' | '(' | ',' | '/' | ':' | '[' | '•' | '@');
    let previous = tokens.start.checked_sub(1).map_or("", |at| part.word(at));
    let joined = matches!(previous, "a" | "in" | "sur" | "at" | "en" | "ou" | "or");
    match () {
        () if before.ends_with(sign) || joined => TITLED,
        () if behind.is_empty() && !before.is_empty() => TITLED - 1.0,
        () if behind.starts_with(['(', ',']) && !before.is_empty() => TITLED - 1.0,
        () => NAMED,
    }
}

/// `Lieu : Lyon`, also with the label on the line above, or for a heading.
pub(super) fn is_labelled(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let at = part.tokens[tokens.start].span.start;
    let start = part.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &part.text[start..at];
    if let Some((label, rest)) = line.rsplit_once(':') {
        let label = label.rsplit(['.', '-', '–', '*', '•', ':']).next().unwrap_or(label);
        return rest.len() <= STATEMENT && is_label(label);
    }
    if line.split_whitespace().count() > 1 {
        return false;
    }
    let above = part.text[..start].trim_end();
    is_label(above.rsplit('\n').next().filter(|above| !above.is_empty()).unwrap_or(part.heading))
}

fn is_label(label: &str) -> bool {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let start =
        (0..=label.len().saturating_sub(LABEL)).rev().find(|at| label.is_char_boundary(*at)).unwrap_or(0);
    let label = &label[start..];
    {
        let folded = fold(label).replace('’', "'");
        // `… Talent Acquisition Specialist Localisation du poste : Bezons`, where a line break was lost.
        LABELS.iter().any(|known| folded == *known || known.len() >= GLUED && folded.ends_with(known))
    }
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
