//! Headings, and what stands under them.

mod glued;

use glued::unglued;
use jobsearch_analysis::fold;
use jobsearch_posting::{Section, SectionKind};
use memchr::{memchr, memchr_iter, memchr3};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The longest heading, in bytes.
const HEADING: usize = 70;
/// The most words of a heading that is told by one of them.
const WORDS: usize = 8;

/// The table: whole headings, and words that tell one.
#[derive(Default)]
struct Headings {
    whole: FxHashMap<&'static str, SectionKind>,
    /// The last words of whole headings.
    last: FxHashSet<&'static str>,
    words: Vec<(&'static str, SectionKind)>,
    /// Where the words that begin with a letter, `a` to `z`, stand among them.
    by_letter: [Vec<usize>; 26],
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let mut headings = Headings::default();
    let rows = include_str!("../../tables/headings.tsv").lines().filter(|row| !row.starts_with('#'));
    for (name, kind) in
        rows.filter_map(|row| row.split_once('\t')).filter_map(|(name, kind)| Some((name, kind_of(kind)?)))
    {
        match name.strip_prefix('~') {
            Some(word) => headings.words.push((word, kind)),
            None => {
                headings.whole.insert(name, kind);
                headings.last.extend(name.rsplit(' ').next());
            }
        }
    }
    headings.words.sort_by_key(|(_, kind)| *kind);
    for (rank, (word, _)) in headings.words.iter().enumerate() {
        headings.by_letter[usize::from(word.as_bytes()[0] - b'a')].push(rank);
    }
    headings
});

/// Splits a body at its headings.
pub(crate) fn split(body: &str) -> Vec<Section> {
    split_under("", body)
}

/// Splits a text that stands under a heading already.
pub(crate) fn split_under(heading: &str, text: &str) -> Vec<Section> {
    let text = unglued(text);
    let mut sections = Vec::new();
    let mut open = Open::under(heading);
    // The first line is often the title again, which may have any word: `Safeguarding adviser`.
    let mut behind_gap = false;
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        if let Some(Found { kind, heading, rest }) = heading_of(line, behind_gap) {
            let heading = Some(heading.to_owned());
            let next = Open { kind, heading, start: end - rest.len() };
            std::mem::replace(&mut open, next).close(&text[..start], &mut sections);
        }
        behind_gap = line.is_empty();
        start = end + 1;
    }
    open.close(&text, &mut sections);
    sections
}

/// A section that goes on.
struct Open {
    kind: SectionKind,
    heading: Option<String>,
    /// Where its text begins.
    start: usize,
}

impl Open {
    fn under(heading: &str) -> Self {
        if heading.is_empty() {
            return Self { kind: SectionKind::default(), heading: None, start: 0 };
        }
        let kind = known(heading).or_else(|| told_by_word(heading)).unwrap_or_default();
        Self { kind, heading: Some(heading.to_owned()), start: 0 }
    }

    /// Adds the section, whose text ends with this one, unless there is nothing to it.
    fn close(self, text: &str, sections: &mut Vec<Section>) {
        let Self { kind, heading, start } = self;
        let text = text[start..].trim();
        if !text.is_empty() || heading.is_some() {
            sections.push(Section { kind, heading, text: text.to_owned(), ..Section::default() });
        }
    }
}

struct Found<'a> {
    kind: SectionKind,
    heading: &'a str,
    /// What stands behind the heading on its line.
    rest: &'a str,
}

/// The heading a line is or begins with.
fn heading_of(line: &str, behind_gap: bool) -> Option<Found<'_>> {
    let listed = line.starts_with("- ");
    // An item is a heading only before a colon.
    if line.is_empty() || listed && !line.ends_with(':') {
        return None;
    }
    let bare = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '#' | '_' | '=' | '~' | '|' | ':' | '-' | '–')
    });
    // `Salary – £24,907 to £30,615` says something itself.
    let is_statement =
        || memchr3(b'$', 0xc2, 0xe2, bare.as_bytes()).is_some() && bare.contains(['£', '€', '$']);
    if bare.len() <= HEADING && bare.chars().next().is_some_and(char::is_alphanumeric) && !is_statement() {
        let is_marked = || {
            behind_gap
                || line.trim_end().ends_with([':', '?'])
                || line.starts_with(['#', '*'])
                || is_loud(bare)
        };
        let kind = known(bare).or_else(|| {
            let titled = !listed
                && !bare.ends_with(['.', ',', ';'])
                && bare.bytes().filter(|byte| *byte == b' ').count() < WORDS
                && is_marked();
            titled.then(|| told_by_word(bare)).flatten()
        });
        if let Some(kind) = kind {
            return Some(Found { kind, heading: bare, rest: "" });
        }
    }
    let colon = memchr(b':', &line.as_bytes()[..line.len().min(HEADING + 1)]).filter(|_| !listed)?;
    let (heading, rest) = (&line[..colon], &line[colon + 1..]);
    let heading = heading.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_'));
    if !opens_text(rest) {
        return None;
    }
    let kind = known(heading).filter(|kind| is_opened(*kind))?;
    Some(Found { kind, heading, rest: rest.trim_start_matches(['*', ' ']) })
}

/// `Profil : vous aimez le bois et les gens` opens a section; `Salaire : 2 000 €` and `Expérience : 2 ans` are one
/// statement each, and are left whole.
fn opens_text(rest: &str) -> bool {
    rest.split_whitespace().nth(4).is_some()
}

/// Tells whether text may follow such a heading on its line.
fn is_opened(kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Other | SectionKind::Benefits | SectionKind::Process)
}

/// Written all in capitals.
fn is_loud(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// The kind of a whole heading.
fn known(heading: &str) -> Option<SectionKind> {
    ends_as_known(heading).then(|| HEADINGS.whole.get(normalised(heading).as_str()).copied()).flatten()
}

/// Tells whether a text ends in the last word of a whole heading; next to none but headings do.
fn ends_as_known(text: &str) -> bool {
    let mut words = text.rsplit(is_between_words).map(fold);
    let last = words.find(|word| !without_marks(word).is_empty());
    last.is_some_and(|word| HEADINGS.last.contains(without_marks(&word)))
}

/// The kind that one of the words of a heading tells.
fn told_by_word(heading: &str) -> Option<SectionKind> {
    let name = normalised(heading);
    let mut inside = false;
    let starts = name.char_indices().filter(|(_, c)| !std::mem::replace(&mut inside, c.is_alphanumeric()));
    let told = starts.filter(|(_, c)| c.is_ascii_lowercase()).filter_map(|(at, c)| {
        let known = &HEADINGS.by_letter[c as usize - 'a' as usize];
        known.iter().copied().find(|rank| name[at..].starts_with(HEADINGS.words[*rank].0))
    });
    told.min().map(|rank| HEADINGS.words[rank].1)
}

/// Folded, apostrophes as spaces, without an article in front or a mark behind.
fn normalised(heading: &str) -> String {
    let folded = fold(heading);
    let mut words =
        folded.split(is_between_words).filter(|word| !word.is_empty()).map(without_marks).peekable();
    let mut name = String::with_capacity(folded.len());
    let mut open = true;
    while let Some(word) = words.next() {
        open &= is_article(word) && words.peek().is_some();
        if open || word.is_empty() {
            continue;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

fn is_between_words(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\'' | '’')
}

/// A word without the marks around it; most have none.
fn without_marks(word: &str) -> &str {
    let ends = word.as_bytes().first().zip(word.as_bytes().last());
    match ends {
        Some((first, last)) if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(['?', '!', '.', '…', '"', '«', '»']),
    }
}

/// Tells whether a word in front of a heading does not count.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "les"
            | "l"
            | "nos"
            | "notre"
            | "vos"
            | "votre"
            | "ton"
            | "ta"
            | "tes"
            | "our"
            | "your"
            | "the"
            | "un"
            | "une"
            | "des"
            | "du"
            | "mes"
            | "son"
            | "ses"
    )
}

fn kind_of(name: &str) -> Option<SectionKind> {
    Some(match name {
        "other" => SectionKind::Other,
        "company" => SectionKind::Company,
        "mission" => SectionKind::Mission,
        "tasks" => SectionKind::Tasks,
        "profile" => SectionKind::Profile,
        "skills" => SectionKind::Skills,
        "education" => SectionKind::Education,
        "benefits" => SectionKind::Benefits,
        "process" => SectionKind::Process,
        "legal" => SectionKind::Legal,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let said: Vec<_> = split(text)
            .iter()
            .map(|section| {
                format!(
                    "{:?} {:?} {:?}",
                    section.kind,
                    section.heading.as_deref().unwrap_or(""),
                    section.text
                )
            })
            .collect();
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn headings_are_told_from_text() {
        check(
            "Intro.\n\nVos missions :\n- souder\n- meuler\n\nPROFIL RECHERCHÉ\nBac+2.\n\nAvantages\nMutuelle",
            expect![[r#"
            Other "" "Intro."
            Tasks "Vos missions" "- souder\n- meuler"
            Profile "PROFIL RECHERCHÉ" "Bac+2."
            Benefits "Avantages" "Mutuelle""#]],
        );
        check(
            "## About the role\nYou weld.\n**What you'll bring**\nSkill.\nEqual opportunity employer\nText",
            expect![[r#"
            Mission "About the role" "You weld."
            Profile "What you'll bring" "Skill."
            Legal "Equal opportunity employer" "Text""#]],
        );
        check(
            "Profil recherché : vous avez deux ans d’expérience.\nLieu : Lyon\nAnglais : courant",
            expect![[
                r#"Profile "Profil recherché" "vous avez deux ans d’expérience.\nLieu : Lyon\nAnglais : courant""#
            ]],
        );
        check(
            "Descriptif du posteNEXTON recrute un JavaScript. Profil recherchéVous aimez",
            expect![[r#"
            Mission "Descriptif du poste" "NEXTON recrute un JavaScript."
            Profile "Profil recherché" "Vous aimez""#]],
        );
        check(
            "- Formation des équipes internes :\nPlanifier\n- Profil\nMission impossible est un film.",
            expect![[
                r#"Other "" "- Formation des équipes internes :\nPlanifier\n- Profil\nMission impossible est un film.""#
            ]],
        );
        check(
            "Safeguarding and Education Adviser\nYou teach.\n\nFor further details / informal visits contact:\nMrs Doe",
            expect![[r#"
                Other "" "Safeguarding and Education Adviser\nYou teach."
                Process "For further details / informal visits contact" "Mrs Doe""#]],
        );
        check(
            "Et si c’était vous ?\nOui.\n\nLes 3 missions qui vous attendent\nTexte",
            expect![[r#"
            Profile "Et si c’était vous ?" "Oui."
            Tasks "Les 3 missions qui vous attendent" "Texte""#]],
        );
    }

    #[test]
    fn the_table_is_folded_and_every_kind_known() {
        let rows: Vec<_> =
            include_str!("../../tables/headings.tsv").lines().filter(|row| !row.starts_with('#')).collect();
        assert_eq!(rows.len(), HEADINGS.whole.len() + HEADINGS.words.len());
        assert!(
            HEADINGS.whole.keys().all(|name| normalised(name) == **name),
            "{:?}",
            HEADINGS.whole.keys().find(|name| normalised(name) != ***name)
        );
    }
}
