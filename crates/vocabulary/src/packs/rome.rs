//! ROME's CSV files: the titles of jobs (`appellation`), and the sheets they are gathered under (`code_rome`); or its
//! titles alone as a tab-separated table.

use super::formats::{File, Taxonomy, label};
use super::sheet::Sheet;
use crate::packing::{FRENCH, Tie};
use std::collections::BTreeMap;

/// The name of a sheet stands for several jobs: how near it is, in hundredths.
const SHEET: u8 = 60;

/// Tells whether a file with these columns is one of ROME's that hold names.
pub(super) fn recognises(columns: &[&str]) -> bool {
    let has = |name| columns.contains(&name);
    has("code_ogr") && (has("libelle_appellation_long") || has("libelle_appellation_court"))
        || has("code_rome") && has("libelle_rome")
}

/// The columns of a table of titles without a first line.
pub(super) const COLUMNS: [&str; 3] = ["code_rome", "code_ogr", "libelle_appellation_long"];

/// Tells whether a row is of such a table: `M1805 ⇥ 38444 ⇥ Développeur / Développeuse web`.
pub(super) fn is_row(cells: &[&str]) -> bool {
    let is_code = |code: &str| {
        let figures = code.strip_prefix(|letter: char| letter.is_ascii_uppercase());
        figures.is_some_and(|figures| figures.len() == 4 && is_number(figures))
    };
    cells.len() == COLUMNS.len() && is_code(cells[0]) && is_number(cells[1])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a file into the taxonomy.
pub(super) fn read(file: &File<'_>, sheet: &Sheet, taxonomy: &mut Taxonomy) {
    let is_sheets = file.layout.columns.contains(&"libelle_rome");
    let id_column = if is_sheets { "code_rome" } else { "code_ogr" };
    let columns: &[(&str, u8)] = match is_sheets {
        true => &[("libelle_rome", SHEET)],
        false => &[("libelle_appellation_long", 100), ("libelle_appellation_court", 100)],
    };
    // The titles under one sheet are close to each other.
    let mut gathered: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in sheet.rows() {
        let place = format!("{}:{}", file.name, row.line);
        let id = sheet.cell(row, id_column);
        if id.is_empty() {
            taxonomy.mistakes.push(format!("{place}: `{id_column}` is empty"));
            continue;
        }
        let draft = taxonomy.concept(id, "title", place.clone());
        for (column, weight) in columns {
            // Older files double every apostrophe.
            let text = sheet.cell(row, column).replace("''", "'");
            if !text.is_empty() {
                draft.labels.push(label(&text, FRENCH, *weight));
            }
        }
        if draft.labels.is_empty() {
            taxonomy.mistakes.push(format!("{place}: `{}` is empty", columns[0].0));
        }
        let parent = ["code_rome", "code_rome_parent"].map(|column| sheet.cell(row, column));
        if let Some(parent) = parent.into_iter().find(|parent| !parent.is_empty()).filter(|_| !is_sheets) {
            taxonomy.tie(id, Tie { broader: true, target: parent.to_owned() });
            gathered.entry(parent).or_default().push(id);
        }
    }
    for titles in gathered.values() {
        for (at, title) in titles.iter().enumerate() {
            let others = titles[at + 1..].iter();
            others.for_each(|other| taxonomy.tie(title, Tie { broader: false, target: (*other).to_owned() }));
        }
    }
}
