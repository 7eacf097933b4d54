//! The French–English key: one spelling for words that both languages took from the same root.

use crate::stem::is_consonant;

/// Endings of a light stem and what both languages share of them; the first that fits is taken.
const ENDINGS: [(&str, &str); 19] = [
    ("iqu", "ic"),
    ("ical", "ic"),
    ("iti", "it"),
    ("eti", "et"),
    ("ulti", "ult"),
    ("teur", "tor"),
    ("seur", "sor"),
    ("eur", "er"),
    ("ari", "air"),
    ("ori", "oir"),
    ("ization", "isation"),
    ("izer", "iser"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("ement", "ment"),
    ("icien", "ician"),
    ("ionel", "ional"),
    ("iel", "ial"),
    ("uel", "ual"),
];

/// The shortest term that has a key, in letters.
const SHORTEST: usize = 6;

/// From this length on, doubled consonants inside a term are halved: `developpement`, `development`.
const HALVED_FROM: usize = 9;

/// The French–English key of a term, where it differs from the term: `directeur` and `director` share `director`.
///
/// The term is a light stem; one with anything but ASCII letters has no key.
pub fn cognate(term: &str) -> Option<String> {
    if term.len() < SHORTEST || !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut key = if term.len() >= HALVED_FROM { halve(term) } else { term.to_owned() };
    if let Some((ending, shared)) = ENDINGS.iter().find(|(ending, _)| key.ends_with(ending)) {
        key.truncate(key.len() - ending.len());
        key.push_str(shared);
    }
    (key != term).then_some(key)
}

fn halve(term: &str) -> String {
    let mut halved = String::with_capacity(term.len());
    for letter in term.chars() {
        let doubled = halved.ends_with(letter) && is_consonant(letter as u8);
        if !doubled {
            halved.push(letter);
        }
    }
    halved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem;

    fn check(french: &str, english: &str) {
        let key = |word: &str| {
            let term = stem(word).into_owned();
            cognate(&term).unwrap_or(term)
        };
        assert_eq!(key(french), key(english), "{french} and {english}");
    }

    #[test]
    fn cognates_share_a_key() {
        check("oncologie", "oncology");
        check("technique", "technical");
        check("qualite", "quality");
        check("societe", "society");
        check("faculte", "faculty");
        check("directeur", "director");
        check("superviseur", "supervisor");
        check("programmeur", "programmer");
        check("salaire", "salary");
        check("laboratoire", "laboratory");
        check("optimisation", "optimization");
        check("organiser", "organizer");
        check("developpement", "development");
        check("technicien", "technician");
        check("professionnel", "professional");
        check("commerciel", "commercial");
        check("annuel", "annual");
    }

    #[test]
    fn the_key_is_given_only_where_it_differs() {
        assert_eq!(cognate("director"), None);
        assert_eq!(cognate("agent"), None);
        assert_eq!(cognate("2ement"), None);
        assert_eq!(cognate("directeur").as_deref(), Some("director"));
    }
}
