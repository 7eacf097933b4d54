//! Plain text: a header of `Label:  value` lines and a posting, or a role sheet, or just a text.

use super::{Each, Format, Input, Line, Read, ReadError, has_extension, listed, read_line};
use crate::{RawLocation, RawPosting};
use jobsearch_analysis::fold;
use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

/// The longest label of a header, in characters.
const LABEL: usize = 40;

static LABELS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../tables/labels.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// Headings that only role sheets have.
const ROLE_SHEET_HEADINGS: [&str; 12] = [
    "mission generale",
    "autres appellations",
    "famille metier",
    "famille metier/sous-famille",
    "competences cles",
    "passerelles metiers",
    "passerelles metier",
    "evolution du metier",
    "profil de recrutement",
    "formations/ parcours recommandes",
    "fiche metier",
    "job family",
];

/// Plain text.
pub(super) struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "Plain text: lines of `Label: value`, a title and a body, or a role sheet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn fields(&self) -> Vec<String> {
        labels()
    }

    fn recognises(&self, head: &[u8], path: &Path) -> bool {
        let text = String::from_utf8_lossy(head);
        has_extension(path, self.extensions()) || text.lines().take(2).all(|line| header_line(line).is_some())
    }

    fn one_a_file(&self) -> bool {
        true
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let (mut text, mut line) = (String::new(), Vec::new());
        loop {
            match read_line(input.lines, input.max_record, &mut line)? {
                Line::End => break,
                Line::Whole if text.len() + line.len() <= input.max_record => {
                    text.push_str(&String::from_utf8_lossy(&line))
                }
                _ => return Err(ReadError::refused("it is over the size limit of a record")),
            }
        }
        let posting = posting_of(&text);
        each(Read { record: String::new(), posting })
    }
}

/// Every field of a header, with its labels in the order of letters.
pub(super) fn labels() -> Vec<String> {
    let mut rows: Vec<_> = LABELS.iter().map(|(label, field)| (*field, *label)).collect();
    rows.sort_unstable();
    listed(rows)
}

/// Reads a text without any marks: a header, a title, a body.
pub(super) fn posting_of(text: &str) -> Result<RawPosting, String> {
    let mut raw = RawPosting::default();
    let mut rest = take_header(text, &mut raw).trim_start_matches(['\n', '\r', ' ', '\t', '\u{a0}']);
    if raw.title.is_none() {
        let (title, body) = rest.split_once('\n').unwrap_or((rest, ""));
        raw.title = Some(title.trim().trim_start_matches(['#', '*', ' ']).to_owned())
            .filter(|title| !title.is_empty());
        rest = body;
    }
    if raw.title.is_none() {
        return Err("the file is empty".into());
    }
    let headed = rest.lines().filter(|line| is_role_sheet_heading(line)).count();
    if headed >= 2 && raw.contracts.is_empty() {
        raw.kind = Some("role_sheet".into());
        raw.other_titles = other_titles(rest);
    }
    raw.description = Some(rest.trim_end().to_owned()).filter(|body| !body.is_empty());
    Ok(raw)
}

/// Reads the header into the posting, and returns what stands behind it.
pub(super) fn take_header<'a>(text: &'a str, raw: &mut RawPosting) -> &'a str {
    let mut rest = text;
    let mut read = 0;
    while let Some((line, behind)) = rest.split_once('\n').or((!rest.is_empty()).then_some((rest, ""))) {
        match header_line(line) {
            Some((field, value)) => take_value(raw, field, value),
            // A line that is no label ends the header; blank lines before it are let pass.
            None if line.trim().is_empty() && read == 0 => {}
            None => break,
        }
        read += usize::from(!line.trim().is_empty());
        rest = behind;
    }
    // One line alone (`Lieu : …`) may be prose; it is a header when a blank line follows, or when there are two.
    if read == 1 && !rest.starts_with(['\n', '\r']) {
        *raw = RawPosting::default();
        return text;
    }
    rest
}

fn header_line(line: &str) -> Option<(&'static str, &str)> {
    let (label, value) = line.split_once(':')?;
    if label.chars().count() > LABEL {
        return None;
    }
    field_of_label(label.trim().trim_matches(['*', '-', '•', ' '])).map(|field| (field, value.trim()))
}

/// The field a label names.
pub(super) fn field_of_label(label: &str) -> Option<&'static str> {
    let label = fold(label).replace(['’', '\''], " ");
    // `Réf. :`
    let label = label.trim_end_matches('.');
    LABELS.get(label.split_whitespace().collect::<Vec<_>>().join(" ").as_str()).copied()
}

fn take_value(raw: &mut RawPosting, field: &'static str, value: &str) {
    if value.is_empty() {
        return;
    }
    let value = value.to_owned();
    match field {
        "id" => raw.id = Some(value),
        "source" => raw.source = Some(value),
        "url" => raw.url = Some(value),
        "title" => raw.title = Some(value),
        "company" => raw.company = Some(value),
        "pay" => raw.pay = Some(value),
        "remote" => raw.remote = Some(value),
        "experience" => raw.experience = Some(value),
        "posted" => raw.posted = Some(value),
        "valid_through" => raw.valid_through = Some(value),
        "language" => raw.language = Some(value),
        "contract" => raw.contracts.push(value),
        "working_time" => raw.working_time.push(value),
        "education" => raw.education.push(value),
        "languages" => raw.languages.push(value),
        "skills" => raw.skills.push(value),
        _ => take_place(raw, field, value),
    }
}

fn take_place(raw: &mut RawPosting, field: &'static str, value: String) {
    if raw.locations.is_empty() {
        raw.locations.push(RawLocation::default());
    }
    let place = &mut raw.locations[0];
    match field {
        "location" => place.text = Some(value),
        "location.city" => place.city = Some(value),
        "location.region" => place.region = Some(value),
        "location.postcode" => place.postcode = Some(value),
        "location.country" => place.country = Some(value),
        _ => {}
    }
}

fn is_role_sheet_heading(line: &str) -> bool {
    line.len() <= 60 && {
        let line = fold(line.trim().trim_end_matches(':').trim());
        ROLE_SHEET_HEADINGS.contains(&line.as_str())
    }
}

/// The list under `Autres appellations`.
fn other_titles(body: &str) -> Vec<String> {
    let mut lines = body.lines().map(str::trim);
    let found = lines.by_ref().any(|line| {
        matches!(fold(line.trim_end_matches([':', ' '])).as_str(), "autres appellations" | "other titles")
    });
    if !found {
        return Vec::new();
    }
    let blank = |line: &&str| line.chars().all(char::is_whitespace);
    let listed = lines.skip_while(blank).take_while(|line| !blank(line));
    let clean = |line: &str| line.trim_start_matches(|c: char| !c.is_alphanumeric()).trim().to_owned();
    listed.map(clean).filter(|title| !title.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let said = match posting_of(text) {
            Err(why) => why,
            Ok(raw) => format!(
                "{:?} {:?} {:?} {:?} {:?} {:?}",
                raw.kind, raw.id, raw.title, raw.contracts, raw.other_titles, raw.description
            ),
        };
        expected.assert_eq(&said);
    }

    #[test]
    fn a_header_a_role_sheet_or_a_bare_text() {
        check(
            "Ville:  Lyon\nType de contrat:  CDI\nN° offre:  7\n\nSoudeur\n\nTexte.\n",
            expect![[r#"None Some("7") Some("Soudeur") ["CDI"] [] Some("\nTexte.")"#]],
        );
        check(
            "Posted: 3 May 2026\nReference: X-1\n\nNurse\nBody: here",
            expect![[r#"None Some("X-1") Some("Nurse") [] [] Some("Body: here")"#]],
        );
        check(
            "Juriste\n\nMission générale\n\nAider.\n\nAutres appellations\n\n• Conseil\n• Clerc\n\nActivités",
            expect![[
                r#"Some("role_sheet") None Some("Juriste") [] ["Conseil", "Clerc"] Some("\nMission générale\n\nAider.\n\nAutres appellations\n\n• Conseil\n• Clerc\n\nActivités")"#
            ]],
        );
        check("Cariste\nLieu : Tours", expect![[r#"None None Some("Cariste") [] [] Some("Lieu : Tours")"#]]);
        check(" \n", expect!["the file is empty"]);
    }

    #[test]
    fn labels_are_folded_and_sorted() {
        let rows: Vec<_> =
            include_str!("../../tables/labels.tsv").lines().filter(|row| !row.starts_with('#')).collect();
        assert!(rows.is_sorted());
        assert!(LABELS.keys().all(|label| fold(label) == *label));
    }
}
