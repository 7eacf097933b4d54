//! The title, and the gender tag that is taken off it.

/// The words of one gender or another, as they stand in tags.
const MASCULINE: [&str; 6] = ["h", "m", "homme", "hommes", "masculin", "male"];
const FEMININE: [&str; 6] = ["f", "w", "femme", "femmes", "feminin", "female"];
const OTHER: [&str; 14] =
    ["x", "d", "nb", "n", "i", "a", "all", "div", "divers", "diverse", "mx", "mixte", "*", "gn"];

/// A cleaned title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// The title without its tag.
    pub(crate) text: String,
    /// The tags, as written.
    pub(crate) gender_tag: Option<String>,
}

/// Cleans a title and takes its gender tags off; the words of the job stay as they are.
pub(crate) fn title(raw: &str) -> Title {
    let line = super::line(raw);
    let mut text = String::with_capacity(line.len());
    let mut tags: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let before = &line[..at];
        match tag_length(&line[at..], before) {
            Some(length) => {
                tags.push(line[at..at + length].trim_matches(|c: char| c.is_whitespace() || is_dash(c)));
                text.truncate(text.trim_end().len());
                text.push(' ');
                at += length;
            }
            None => {
                let character = line[at..].chars().next().unwrap_or(' ');
                text.push(character);
                at += character.len_utf8();
            }
        }
    }
    let text = tidied(&text);
    if text.is_empty() {
        return Title { text: line, gender_tag: None };
    }
    Title { text, gender_tag: (!tags.is_empty()).then(|| tags.join(" ")) }
}

/// The length of the gender tag at the start of the text, its brackets included.
fn tag_length(text: &str, before: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '\'' || c == '’') {
        return None;
    }
    let closing = match text.chars().next()? {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    };
    let opening = usize::from(closing.is_some());
    let inner = text[opening..].trim_start();
    let start = text.len() - inner.len();
    let markers = Markers::read(inner)?;
    let mut end = start + markers.length;
    if let Some(closing) = closing {
        let behind = &text[end..];
        let gap = behind.len() - behind.trim_start_matches([' ', '.']).len();
        // Sometimes the bracket is never closed: `(H/F`.
        if behind[gap..].starts_with(closing) {
            end += gap + 1;
        } else if !behind[gap..].is_empty() {
            return None;
        }
        return markers.is_tag(true, false).then_some(end);
    }
    let behind = &text[end..];
    if behind.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’' || c == '+' || c == '&') {
        return None;
    }
    if behind.starts_with('/') && behind[1..].starts_with(char::is_alphanumeric) {
        return None;
    }
    markers.is_tag(false, behind.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()).then_some(end)
}

/// A run of gender words with what joins them.
struct Markers {
    masculine: bool,
    feminine: bool,
    joined_by: Joint,
    /// How many letters the words have.
    letters: usize,
    first_masculine: bool,
    length: usize,
}

/// What joins the words of a tag, the loosest of all joints.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    Slash,
    Dash,
    Space,
    Glued,
}

impl Markers {
    fn read(text: &str) -> Option<Self> {
        let mut found = Self {
            masculine: false,
            feminine: false,
            joined_by: Joint::Slash,
            letters: 0,
            first_masculine: false,
            length: 0,
        };
        let mut rest = text;
        let mut words = 0;
        while let Some((word, length)) = word(rest) {
            if !found.add(&word, words == 0) {
                break;
            }
            words += 1;
            rest = &rest[length..];
            found.length = text.len() - rest.len();
            let Some((joint, length)) = joint(rest) else { break };
            let Some((next, _)) = word_at(&rest[length..]) else { break };
            if !is_marker(&next) || words == 5 {
                break;
            }
            found.joined_by = found.joined_by.max(joint);
            rest = &rest[length..];
        }
        (words > 0 && found.masculine && found.feminine).then_some(found)
    }

    fn add(&mut self, word: &str, first: bool) -> bool {
        match word {
            "hf" | "fh" | "mf" | "mw" | "mwd" | "fm" | "hfx" | "mfd" | "fhx" => {
                self.masculine = true;
                self.feminine = true;
                self.joined_by = Joint::Glued;
            }
            _ if MASCULINE.contains(&word) => self.masculine = true,
            _ if FEMININE.contains(&word) => self.feminine = true,
            "x" | "d" => {}
            _ => return !first && OTHER.contains(&word),
        }
        self.first_masculine |= first && self.masculine;
        self.letters += word.len();
        true
    }

    fn is_tag(&self, bracketed: bool, last: bool) -> bool {
        match self.joined_by {
            _ if bracketed => true,
            Joint::Slash => true,
            // Bare `M-F` are the days from Monday to Friday.
            Joint::Dash => !(self.first_masculine && self.letters == 2) || last,
            Joint::Space | Joint::Glued => last,
        }
    }
}

fn is_marker(word: &str) -> bool {
    MASCULINE.contains(&word) || FEMININE.contains(&word) || OTHER.contains(&word)
}

fn word(text: &str) -> Option<(String, usize)> {
    word_at(text)
}

/// The word at the start of a text, folded, and its length there.
fn word_at(text: &str) -> Option<(String, usize)> {
    if text.starts_with('*') {
        return Some(("*".into(), 1));
    }
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    (1..=10).contains(&length).then(|| (jobsearch_analysis::fold(&text[..length]), length))
}

/// What joins two words of a tag: `/`, `-`, `|`, `.`, `,`, `ou`, a space.
fn joint(text: &str) -> Option<(Joint, usize)> {
    let behind = text.trim_start();
    let spaces = text.len() - behind.len();
    let first = behind.chars().next()?;
    let (joint, length) = match first {
        '/' | '|' | '\\' | ',' | '&' | '+' | ';' | ':' => (Joint::Slash, 1),
        '.' | '·' | '_' => (Joint::Slash, first.len_utf8()),
        _ if is_dash(first) => (Joint::Dash, first.len_utf8()),
        'o' | 'O' if is_or(behind) => (Joint::Slash, 2),
        _ if spaces > 0 => return Some((Joint::Space, spaces)),
        _ => return None,
    };
    let after = &behind[length..];
    Some((joint, spaces + length + (after.len() - after.trim_start().len())))
}

fn is_or(text: &str) -> bool {
    text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("ou ") || word.eq_ignore_ascii_case("or "))
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '−')
}

/// Single spaces, and no separator or empty brackets left where a tag was.
fn tidied(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for empty in ["()", "( )", "[]", "[ ]"] {
        text = text.replace(empty, "");
    }
    for (doubled, single) in [
        (" - - ", " - "),
        (" – – ", " – "),
        (" | | ", " | "),
        (" - – ", " – "),
        (" / / ", " / "),
        (" ,", ","),
    ] {
        text = text.replace(doubled, single);
    }
    let dangling = |c: char| {
        c.is_whitespace()
            || is_dash(c)
            || matches!(c, '|' | '/' | ',' | ':' | ';' | '·' | '•' | '*' | '_' | '"')
    };
    let text = text.strip_suffix(" .").unwrap_or(&text);
    let trimmed = text.trim_matches(dangling).trim_end_matches(['(', '[']).trim_end_matches(dangling);
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(raws: &[&str], expected: Expect) {
        let said: Vec<_> = raws
            .iter()
            .map(|raw| title(raw))
            .map(|title| format!("{} [{}]", title.text, title.gender_tag.unwrap_or_default()))
            .collect();
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn gender_tags_are_taken_off() {
        let tags = [
            "(H/F)",
            "(h/f)",
            "(F/H)",
            "F/H",
            "H/F",
            "h/f",
            "- h/f",
            "– F/H",
            "(H/F/X)",
            "(F/H/X)",
            "(m/w/d)",
            "(M/F)",
            "(m/f/x)",
            "(f/h/nb)",
            "F/H/NB",
            "(H-F)",
            "H-F",
            "(h-f)",
            "HF",
            "(HF)",
            "(H/F) (H/F)",
            "- f/h (H/F)",
            "[H/F]",
            "(H / F)",
            "H / F",
            "(H|F)",
            "(homme/femme)",
            "Homme / Femme",
            "(Femme/Homme)",
            "(H ou F)",
            "H.F",
            "(H/F/D)",
            "(h/f/i)",
            "(M/W)",
            "M/W/D",
            "(f/m/d)",
            "(F-H)",
            "| H/F",
            "H/F.",
            "(H/F",
            ", H/F",
            "(H F)",
            "(m,w,d)",
            "(W/M/D)",
            "(f/m/*)",
            "H/F/N",
            "(H/F) -",
            "(FH)",
            "(x/f/m)",
        ];
        assert!(tags.len() > 40);
        for tag in tags {
            let found = title(&format!("Chargé(e) de paie {tag}"));
            assert_eq!(found.text.trim_end_matches('.'), "Chargé(e) de paie", "{tag}");
            assert!(found.gender_tag.is_some(), "{tag}");
        }
    }

    #[test]
    fn the_rest_of_a_title_stays() {
        check(
            &[
                "Développeur·se Rust (H/F) - CDI - Lyon",
                "H/F Cariste",
                "Serveur / Serveuse",
                "Data engineer - f/h (H/F)",
                "A&amp;E Nurse",
                "Receptionist M-F 9-5",
                "Ingénieur HF radar",
                "Infirmier(ère) DE H/F - nuit",
                "CDI - Comptable - (H/F) - Paris",
                "Technicien F/H&nbsp;: maintenance",
                "INGENIEUR QUALITE H/F",
                "(H/F)",
                "Vendeur d?articles de sport",
                "Chef de projet M/F/D Berlin",
                "Ingénieur R/D",
                "  Soudeur  –  ",
                "Coffreur (H/F) / Coffreuse (H/F)",
                "Expert C/F",
                "Conseiller H/F/ Paris",
            ],
            expect![[r#"
                Développeur·se Rust - CDI - Lyon [(H/F)]
                Cariste [H/F]
                Serveur / Serveuse []
                Data engineer [f/h (H/F)]
                A&E Nurse []
                Receptionist M-F 9-5 []
                Ingénieur HF radar []
                Infirmier(ère) DE - nuit [H/F]
                CDI - Comptable - Paris [(H/F)]
                Technicien : maintenance [F/H]
                INGENIEUR QUALITE [H/F]
                (H/F) []
                Vendeur d’articles de sport []
                Chef de projet Berlin [M/F/D]
                Ingénieur R/D []
                Soudeur []
                Coffreur / Coffreuse [(H/F) (H/F)]
                Expert C/F []
                Conseiller / Paris [H/F]"#]],
        );
    }
}
