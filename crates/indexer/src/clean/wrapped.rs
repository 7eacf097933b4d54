//! Lines that were cut at a width are joined again: a sentence, an item or a heading is in one line.

use memchr::memchr_iter;

/// The widths that texts are cut at, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;
/// How many breaks must be where a width makes them before a text counts as cut there.
const ENOUGH: usize = 4;

/// Words that no line ends in unless it was cut.
const OPEN: [&str; 44] = [
    "le", "la", "les", "l'", "l’", "un", "une", "des", "du", "de", "d'", "d’", "au", "aux", "et", "ou", "à",
    "avec", "dans", "pour", "par", "sur", "sous", "chez", "vos", "nos", "votre", "notre", "ses", "leurs",
    "que", "the", "an", "of", "and", "or", "to", "with", "for", "from", "our", "your", "their", "its",
];

/// Joins the lines of a tidy text that were cut at a width, or behind a word that no line ends in.
pub(super) fn joined(text: String) -> String {
    let breaks = breaks(&text);
    let width = width(&text, &breaks);
    let is_cut =
        |cut: &Break<'_>| width.is_some_and(|width| cut.is_made_by(width)) || OPEN.contains(&cut.last_word());
    let cuts: Vec<Break<'_>> = breaks.into_iter().filter(is_cut).collect();
    if cuts.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for cut in cuts {
        out.push_str(&text[done..cut.at]);
        if !cut.parts_word() {
            out.push(' ');
        }
        done = cut.at + 1;
    }
    out.push_str(&text[done..]);
    out
}

/// The end of a line that text follows: no empty line, no item.
struct Break<'a> {
    at: usize,
    before: &'a str,
    /// The text from the next line on.
    behind: &'a str,
}

impl Break<'_> {
    /// Tells whether the next word had no room in a line of so many characters.
    fn is_made_by(&self, width: usize) -> bool {
        let next = self.behind.split([' ', '\n']).next().unwrap_or("");
        self.before.chars().count() + 1 + next.chars().count() > width
    }

    fn opens_small(&self) -> bool {
        self.behind.starts_with(char::is_lowercase)
    }

    fn last_word(&self) -> &str {
        self.before.rsplit(' ').next().unwrap_or("")
    }

    /// `cross-` before `functional`, `l’` before `avenir`
    fn parts_word(&self) -> bool {
        let mut last = self.before.chars().rev();
        let mark = last.next();
        let stands_behind_letter = last.next().is_some_and(char::is_alphabetic);
        stands_behind_letter && matches!(mark, Some('-' | '\'' | '’'))
    }
}

fn breaks(text: &str) -> Vec<Break<'_>> {
    let mut start = 0;
    let mut breaks = Vec::new();
    for at in memchr_iter(b'\n', text.as_bytes()) {
        let (before, rest) = (&text[start..at], &text[at + 1..]);
        start = at + 1;
        if before.is_empty() || rest.starts_with('\n') || is_item(rest) {
            continue;
        }
        breaks.push(Break { at, before, behind: rest });
    }
    breaks
}

/// `- `, `1. `, `2) `
fn is_item(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ")
        || behind.len() < line.len() && (behind.starts_with(". ") || behind.starts_with(") "))
}

/// The width that a text was cut at: most of its breaks are where no further word had room, and in the midst of sentences.
fn width(text: &str, breaks: &[Break<'_>]) -> Option<usize> {
    // A character has four bytes at most, and an address may stand out.
    if breaks.len() < ENOUGH || breaks.iter().any(|cut| cut.before.len() > 4 * WIDTHS.end()) {
        return None;
    }
    let words = text.split('\n').filter(|line| line.contains(' '));
    let width = words.map(|line| line.chars().count()).max().filter(|width| WIDTHS.contains(width))?;
    let made: Vec<_> = breaks.iter().filter(|cut| cut.is_made_by(width)).collect();
    let small = made.iter().filter(|cut| cut.opens_small()).count();
    (made.len() >= ENOUGH && made.len() * 2 >= breaks.len() && small * 2 >= made.len()).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(joined(text.to_owned()), expected);
    }

    #[test]
    fn lines_that_were_cut_at_a_width_are_joined() {
        check(
            "You will join a team that builds the tools of our\n\
             warehouses, and improve them week by week with those\n\
             who use them. You report to the head of Machine\n\
             Learning.\n\n\
             What you bring\n\
             - Five years of experience with large and well-kept\n\
             code bases, and a taste for plain words in cross-\n\
             functional teams\n\
             - Rust\n\
             1. Write to us, tell us what you like about your\n\
             trade, and what you do not\n\
             2. Come and see us",
            "You will join a team that builds the tools of our \
             warehouses, and improve them week by week with those \
             who use them. You report to the head of Machine \
             Learning.\n\n\
             What you bring\n\
             - Five years of experience with large and well-kept \
             code bases, and a taste for plain words in cross-functional teams\n\
             - Rust\n\
             1. Write to us, tell us what you like about your \
             trade, and what you do not\n\
             2. Come and see us",
        );
    }

    #[test]
    fn lines_that_end_where_they_should_are_left() {
        let lists = [
            "Permis B\nCACES 3\nBac pro",
            "Préparer les commandes des clients du magasin\nRanger les rayons et étiqueter les produits\n\
             Encaisser les clients et tenir la caisse\nNettoyer la surface de vente\nAccueillir et renseigner",
            "accueillir les familles et les enfants chaque matin\npréparer les repas de la semaine\n\
             rigueur, écoute, ponctualité\npermis B\nbonne humeur",
            "CDI\n\n35 h\n\nLyon",
        ];
        lists.iter().for_each(|list| check(list, list));
    }

    #[test]
    fn no_line_ends_in_an_article() {
        check(
            "Vous rejoignez la\nDirection des achats\net de\nl'\natelier",
            "Vous rejoignez la Direction des achats\net de l'atelier",
        );
        check("Contrat : CDI\nLieu : Lyon", "Contrat : CDI\nLieu : Lyon");
    }
}
