//! The title, and the gender tag that is taken off it.

mod tag;

use tag::{may_open_tag, tag_length};

/// A cleaned title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// The title without its tag.
    pub(crate) text: String,
    /// The tags, as written.
    pub(crate) gender_tag: Option<String>,
}

/// Cleans a title and takes its gender tags off; the words of the job stay as they are. Of a title that is nothing but
/// tags no text is left.
pub(crate) fn title(raw: &str) -> Title {
    let line = super::line(raw);
    let mut text = String::with_capacity(line.len());
    let mut tags: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match tag_length(&line, at) {
            Some(length) => {
                tags.push(line[at..at + length].trim_matches(|c: char| c.is_whitespace() || is_dash(c)));
                text.truncate(text.trim_end().len());
                text.push(' ');
                at += length;
            }
            None => {
                let behind = line.as_bytes()[at + 1..].iter().position(|byte| may_open_tag(*byte));
                let end = behind.map_or(line.len(), |gap| at + 1 + gap);
                text.push_str(&line[at..end]);
                at = end;
            }
        }
    }
    let text = tidied(&text);
    Title { text, gender_tag: (!tags.is_empty()).then(|| tags.join(" ")) }
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '−')
}

/// Single spaces, and no separator or empty brackets left where a tag was.
fn tidied(text: &str) -> String {
    let mut text = single_spaced(text);
    let has_signs =
        text.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'-' | b'|' | b'/' | b',' | 0xc2 | 0xe2));
    for (doubled, single) in [
        ("()", " "),
        ("( )", " "),
        ("[]", " "),
        ("[ ]", " "),
        ("« »", " "),
        ("( ,", "("),
        ("(,", "("),
        ("( ", "("),
        ("  ", " "),
        (" - - ", " - "),
        ("- - ", "- "),
        (" – – ", " – "),
        (" | | ", " | "),
        (" - – ", " – "),
        (" / / ", " / "),
        (" ,", ","),
        (",,", ","),
        (", )", ")"),
        (" )", ")"),
        (" – - ", " – "),
    ] {
        if has_signs && text.contains(doubled) {
            text = text.replace(doubled, single);
        }
    }
    let dangling = |c: char| {
        c.is_whitespace()
            || is_dash(c)
            || matches!(c, '|' | '/' | ',' | ':' | ';' | '·' | '•' | '*' | '_' | '"')
    };
    let text = text.strip_suffix(" .").unwrap_or(&text);
    let text = text.strip_suffix(')').filter(|text| !text.contains('(')).unwrap_or(text);
    let trimmed = text.trim_matches(dangling).trim_end_matches(['(', '[']).trim_end_matches(dangling);
    single_spaced(trimmed)
}

fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
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
            "F/H F/H (H/F)",
            "h f (H/F)",
            "HF (H/F)",
            "H-F (H/F)",
            "M - F",
            "H∕F",
            "(femme - homme)",
            "(H/F/NB)",
            "/NB F/H",
            "(/NB) (H/F)",
            "(H/M)",
            "(H",
            "(H (H/F)",
            "h (H/F)",
            "H/ (H/F)",
            "(all genders)",
            "(all genders welcome)",
            "(F/H/Autre)",
            "(H/F/)",
            "« H/F »",
            "- All Gender H/F",
            "( all genders ) (h/f)",
        ];
        assert!(tags.len() > 40);
        for tag in tags {
            let found = title(&format!("Chargé(e) de paie {tag}"));
            assert_eq!(found.text.trim_end_matches('.'), "Chargé(e) de paie", "{tag}");
            assert!(found.gender_tag.is_some(), "{tag}");
        }
    }

    #[test]
    fn a_tag_begins_behind_words_that_look_like_one() {
        check(
            &[
                "Analyste M&A F/H",
                "Ingénieur R&D H/F",
                "Conducteur permis D H/F",
                "Vendeur H&M H/F",
                "Sage Femme H/F (H/F)",
                "Vendeur rayon homme h/f",
                "Serveur homme femme",
            ],
            expect![[r#"
                Analyste M&A [F/H]
                Ingénieur R&D [H/F]
                Conducteur permis D [H/F]
                Vendeur H&M [H/F]
                Sage Femme [H/F (H/F)]
                Vendeur rayon homme [h/f]
                Serveur [homme femme]"#]],
        );
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
                "Channel Manager H/F - N2F",
                "Data Analyst H/F à Antony (92) (H/F)",
                "Software Engineer F/M F/H - Informatique (H/F)",
                "Ingénieur FH (H/F)",
                "Homme/Femme à tout faire (H/F)",
                "Chargé de mission RH/F",
                "IT Engineer M - F - Paris H/F",
                "Femme de chambre / Valet H/F",
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
                 [(H/F)]
                Vendeur d’articles de sport []
                Chef de projet Berlin [M/F/D]
                Ingénieur R/D []
                Soudeur []
                Coffreur / Coffreuse [(H/F) (H/F)]
                Expert C/F []
                Conseiller / Paris [H/F]
                Channel Manager - N2F [H/F]
                Data Analyst à Antony (92) [H/F (H/F)]
                Software Engineer - Informatique [F/M F/H (H/F)]
                Ingénieur FH [(H/F)]
                Homme/Femme à tout faire [(H/F)]
                Chargé de mission RH/F []
                IT Engineer - Paris [M - F H/F]
                Femme de chambre / Valet [H/F]"#]],
        );
    }

    #[test]
    fn what_is_left_of_tags_goes_with_them() {
        check(
            &[
                "Technicien réseau M - F - d'Angers H/F",
                "Architecte SolutionF/H",
                "Référent M365H/F (H/F)",
                "Analyste FH - Qualité des données (H/F)",
                "Technicien HF - Radar (H/F)",
                "Directeur D A F (H/F)",
                "Développeur (Java)- F/H - Lyon (H/F)",
                "Conducteur - Permis F",
                "Vaccines_all genders",
                "Engineer (part-time possible, all genders)",
                "Engineer - /NB F/H - Cloud (H/F)",
                "H/F (H/F)",
                "Analyste F/H - M&A",
                "Conseiller F/H - M-Extend",
                "Développeur F - M - D - Lyon H/F",
                "Comptable, H/F, Lyon",
                "Adjoint (H/F, commerce)",
                "Serveur(h/f)extra",
                "Commis F/H) (H/F)",
            ],
            expect![[r#"
                Technicien réseau - d'Angers [M - F H/F]
                Architecte Solution [F/H]
                Référent M365 [H/F (H/F)]
                Analyste - Qualité des données [FH (H/F)]
                Technicien HF - Radar [(H/F)]
                Directeur D A F [(H/F)]
                Développeur (Java)- Lyon [F/H (H/F)]
                Conducteur - Permis F []
                Vaccines [all genders]
                Engineer (part-time possible) [all genders]
                Engineer - Cloud [/NB F/H (H/F)]
                 [H/F (H/F)]
                Analyste - M&A [F/H]
                Conseiller - M-Extend [F/H]
                Développeur - Lyon [F - M - D H/F]
                Comptable, Lyon [H/F]
                Adjoint (commerce) [H/F]
                Serveur extra [h/f]
                Commis [F/H (H/F)]"#]],
        );
    }
}
