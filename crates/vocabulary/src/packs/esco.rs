//! ESCO's CSV files: occupations and skills, a file a language, and what is broader than what.

use super::formats::{File, Taxonomy, label};
use super::sheet::Sheet;
use crate::packing::{ENGLISH, FRENCH, Tie};
use jobsearch_analysis::guess_language;
use jobsearch_posting::Language;

/// So many descriptions tell the language of a file.
const PROBED: usize = 100;
/// How near an alternative name is, in hundredths, and one that ESCO itself hides.
const ALTERNATIVE: u8 = 70;
const HIDDEN: u8 = 40;

/// Tells whether a file with these columns is one of ESCO's that hold names or relations.
pub(super) fn recognises(columns: &[&str]) -> bool {
    let has = |name| columns.contains(&name);
    has("conceptUri") && (has("preferredLabel") || has("broaderUri"))
}

/// Reads a file into the taxonomy.
pub(super) fn read(file: &File<'_>, sheet: &Sheet, taxonomy: &mut Taxonomy) {
    if file.columns.contains(&"broaderUri") {
        return broader(sheet, taxonomy);
    }
    let Some(language) = language(file, sheet) else {
        return taxonomy.mistakes.push(format!("{}: cannot tell its language", file.name));
    };
    for row in sheet.rows() {
        let Some(kind) = kind(sheet.cell(row, "conceptType")) else { continue };
        let id = id(sheet.cell(row, "conceptUri"));
        let preferred = sheet.cell(row, "preferredLabel");
        if id.is_empty() || preferred.is_empty() {
            let missing = if id.is_empty() { "conceptUri" } else { "preferredLabel" };
            taxonomy.mistakes.push(format!("{}:{}: `{missing}` is empty", file.name, row.line));
            continue;
        }
        let draft = taxonomy.concept(id, kind, format!("{}:{}", file.name, row.line));
        for (column, weight) in
            [("preferredLabel", 100), ("altLabels", ALTERNATIVE), ("hiddenLabels", HIDDEN)]
        {
            let labels = sheet.cell(row, column).split(['\n', '|']).flat_map(spellings);
            draft.labels.extend(labels.map(|text| label(text, language, weight)));
        }
    }
}

fn broader(sheet: &Sheet, taxonomy: &mut Taxonomy) {
    for row in sheet.rows() {
        let (from, to) = (id(sheet.cell(row, "conceptUri")), id(sheet.cell(row, "broaderUri")));
        taxonomy.tie(from, Tie { broader: true, target: to.to_owned() });
    }
}

/// The language of a file, told by its texts; where they are too few, by its name.
fn language(file: &File<'_>, sheet: &Sheet) -> Option<u8> {
    let mut probe = String::new();
    for row in sheet.rows().take(PROBED) {
        for column in ["description", "preferredLabel", "altLabels"] {
            probe.push_str(sheet.cell(row, column));
            probe.push_str(".\n");
        }
    }
    match guess_language(&probe) {
        Some(Language::Fr) => Some(FRENCH),
        Some(Language::En) => Some(ENGLISH),
        None if file.name.ends_with("_fr.csv") => Some(FRENCH),
        None if file.name.ends_with("_en.csv") => Some(ENGLISH),
        None => None,
    }
}

/// ESCO groups are no names of jobs: only what stands at the end of the tree is read.
fn kind(concept_type: &str) -> Option<&'static str> {
    match concept_type {
        "Occupation" => Some("title"),
        "KnowledgeSkillCompetence" => Some("skill"),
        _ => None,
    }
}

/// The last part of an address: `http://data.europa.eu/esco/occupation/…`.
fn id(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or(uri)
}

/// A label without the remark behind it, `Java (computer programming)`; and each form by itself where both are written
/// out, `directeur technique/directrice technique`.
fn spellings(label: &str) -> impl Iterator<Item = &str> {
    let bare = match label.rfind('(') {
        Some(open) if open > 0 && label.trim_end().ends_with(')') => &label[..open],
        _ => label,
    };
    let forms: Vec<&str> = bare.split('/').map(str::trim).collect();
    let words = |form: &str| form.split_whitespace().count();
    let written_out = forms.iter().all(|form| words(form) > 1 && words(form) == words(forms[0]));
    let forms = if written_out { forms } else { vec![bare.trim()] };
    forms.into_iter().filter(|form| !form.is_empty())
}
