//! A raw record to a posting.

use crate::clean::{self, Title};
use crate::{Options, RawPosting, extract};
use jobsearch_posting::{Kind, Posting};
use std::iter;

/// The longest title taken from a text that has none, in characters.
const TITLE: usize = 120;

/// Cleans a record, splits its body into sections, and recognises what it says. What other postings share is not known
/// here: nothing is set apart as boilerplate.
pub fn prepare(raw: &RawPosting, options: &Options) -> Posting {
    let mut posting = cleaned(raw, options);
    tell_languages(&mut posting);
    let extracted = extract::extract(raw, &posting, &options.vocabulary);
    extract::with_facts(posting, extracted.facts)
}

/// Tells the language of each section.
pub(crate) fn tell_languages(posting: &mut Posting) {
    for section in &mut posting.sections {
        section.language = extract::language_of(&section.text);
    }
}

/// Cleans a record and splits its body into sections, whose languages are not told yet.
pub(crate) fn cleaned(raw: &RawPosting, options: &Options) -> Posting {
    let body = raw.description.as_deref().map(clean::text).unwrap_or_default();
    let given = raw.title.as_deref().unwrap_or_else(|| first_line(&body));
    let title = title_of(given, &body);
    let mut sections = extract::sections::split(&body);
    for part in &raw.sections {
        sections
            .extend(extract::sections::split_under(&clean::line(&part.heading), &clean::text(&part.text)));
    }
    let date =
        |given: &Option<String>| given.as_deref().and_then(|text| extract::dates::read(text, options.today));
    Posting {
        id: raw.id.as_deref().map(|id| id.trim().to_owned()).unwrap_or_default(),
        source: raw.source.clone().unwrap_or_default(),
        url: one_line(&raw.url),
        kind: if raw.kind.as_deref() == Some("role_sheet") { Kind::RoleSheet } else { Kind::Offer },
        title: title.text,
        gender_tag: title.gender_tag,
        other_titles: raw.other_titles.iter().map(|other| clean::title(other).text).collect(),
        company: one_line(&raw.company),
        sections,
        posted: date(&raw.posted),
        valid_through: date(&raw.valid_through),
        ..Posting::default()
    }
}

/// The title without its tags; of one that is nothing but a tag, the start of the text.
fn title_of(given: &str, body: &str) -> Title {
    let given_or_first = iter::once(given).chain(iter::once_with(|| first_line(body)));
    let whole = || Title { text: clean::line(given), gender_tag: None };
    given_or_first.map(clean::title).find(|title| !title.text.is_empty()).unwrap_or_else(whole)
}

fn one_line(given: &Option<String>) -> Option<String> {
    given.as_deref().map(clean::line).filter(|line| !line.is_empty())
}

fn first_line(body: &str) -> &str {
    let line = body.lines().find(|line| !line.is_empty()).unwrap_or("");
    line.char_indices().nth(TITLE).map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_a_tag_says_nothing() {
        let check = |title: &str, text: &str, expected: &str| {
            let raw = RawPosting {
                title: Some(title.into()),
                description: Some(text.into()),
                ..RawPosting::default()
            };
            assert_eq!(prepare(&raw, &Options::default()).title, expected, "{title} {text}");
        };
        check("H/F (H/F)", "Nous cherchons un maçon.\nVous bâtissez.", "Nous cherchons un maçon.");
        check("Maçon (H/F)", "Vous bâtissez.", "Maçon");
        check("(H/F)", "", "(H/F)");
    }
}
