//! ESCO's CSV files: occupations and skills, a file a language, and what is broader than what; or a tab-separated table of
//! both languages.

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

/// The columns of a table of both languages without a first line.
pub(super) const COLUMNS: [&str; 5] = ["conceptType", "conceptUri", "group", "labelsFr", "labelsEn"];

/// Tells whether a row is of such a table: `O ⇥ 00030d09-… ⇥ 2166 ⇥ directeur technique|régisseur ⇥ technical director`.
pub(super) fn is_row(cells: &[&str]) -> bool {
    cells.len() == COLUMNS.len() && matches!(cells[0], "O" | "S") && cells[1].len() == 36
}

/// Reads a file into the taxonomy.
pub(super) fn read(file: &File<'_>, sheet: &Sheet, taxonomy: &mut Taxonomy) {
    if file.layout.columns.contains(&"broaderUri") {
        return broader(sheet, taxonomy);
    }
    if file.layout.columns == COLUMNS {
        return names(file, sheet, &[("labelsFr", FRENCH), ("labelsEn", ENGLISH)], taxonomy);
    }
    match language(file, sheet) {
        Some(language) => names(file, sheet, &[("preferredLabel", language)], taxonomy),
        None => taxonomy.mistakes.push(format!("{}: cannot tell its language", file.name)),
    }
}

/// Reads the names of each concept: the first of a column is the preferred one, whatever follows is an alternative.
fn names(file: &File<'_>, sheet: &Sheet, columns: &[(&str, u8)], taxonomy: &mut Taxonomy) {
    for row in sheet.rows() {
        let cell = |column| sheet.cell(row, column);
        let Some(kind) = kind(cell("conceptType")) else { continue };
        let id = id(cell("conceptUri"));
        if id.is_empty() || columns.iter().all(|(column, _)| cell(column).is_empty()) {
            let missing = if id.is_empty() { "conceptUri" } else { columns[0].0 };
            taxonomy.mistakes.push(format!("{}:{}: `{missing}` is empty", file.name, row.line));
            continue;
        }
        let draft = taxonomy.concept(id, kind, format!("{}:{}", file.name, row.line));
        for (column, language) in columns {
            let (preferred, others) = cell(column).split_once('|').unwrap_or((cell(column), ""));
            let (beside, hidden) = (cell("altLabels"), cell("hiddenLabels"));
            let weighted = [(preferred, 100), (others, ALTERNATIVE), (beside, ALTERNATIVE), (hidden, HIDDEN)];
            for (names, weight) in weighted {
                let names = names.split(['\n', '|']).flat_map(spellings);
                draft.labels.extend(names.map(|text| label(text, *language, weight)));
            }
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
        "Occupation" | "O" => Some("title"),
        "KnowledgeSkillCompetence" | "S" => Some("skill"),
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
