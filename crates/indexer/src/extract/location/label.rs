//! Labels that a place follows: `Lieu : Lyon`, `Location - Leeds`.

use super::super::Part;
use jobsearch_analysis::fold;
use std::ops::Range;

/// The longest label, in bytes.
const LABEL: usize = 40;
/// How far behind its label a place may stand, in bytes.
const STATEMENT: usize = 70;
/// The shortest label that is known at the end of other words.
const GLUED: usize = 10;

/// Labels that a place follows, folded.
const LABELS: [&str; 32] = [
    "localisation(s",
    "situation geographique",
    "lieu(x",
    "lieu",
    "lieu de travail",
    "lieu du poste",
    "lieu de mission",
    "lieu de la mission",
    "lieu d'affectation",
    "lieu de missions",
    "lieu de prestation",
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

/// `Lieu : Lyon`, also with the label on the line above, or for a heading.
pub(super) fn is_labelled(part: &Part<'_>, tokens: &Range<usize>) -> bool {
    let at = part.tokens[tokens.start].span.start;
    let start = part.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &part.text[start..at];
    if let Some((label, rest)) = line.rsplit_once(':') {
        let label = label.rsplit(['.', '-', '–', '*', '•', ':']).next().unwrap_or(label);
        return rest.len() <= STATEMENT && is_label(label);
    }
    if opens_with_label(line) {
        return true;
    }
    if line.split_whitespace().count() > 1 {
        return false;
    }
    let above = part.text[..start].trim_end();
    is_label(above.rsplit('\n').next().filter(|above| !above.is_empty()).unwrap_or(part.heading))
}

/// `Location - Leeds`, `Lieu – Lyon`
fn opens_with_label(line: &str) -> bool {
    let line = line.trim_start_matches(['-', '–', '*', '•', ' ']);
    let parted = [" - ", " – ", " — "].iter().find_map(|dash| line.split_once(dash));
    parted.is_some_and(|(label, rest)| rest.len() <= STATEMENT && is_label(label))
}

fn is_label(label: &str) -> bool {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let start = label.floor_char_boundary(label.len().saturating_sub(LABEL));
    let folded = fold(&label[start..]).replace('’', "'");
    // `… Talent Acquisition Specialist Localisation du poste : Bezons`, where a line break was lost.
    LABELS.iter().any(|known| folded == *known || known.len() >= GLUED && folded.ends_with(known))
}
