//! The level of education asked for.

use super::marks::Reader;
use super::{Analysed, Part, given};
use jobsearch_analysis::Token;
use jobsearch_posting::{Education, Fact, Language, SectionKind};

/// The words that may name a level, beside those that begin with `bac`.
pub(super) const WORDS: [&str; 21] = [
    "bachelor",
    "bachelors",
    "bep",
    "bsc",
    "bts",
    "btsa",
    "but",
    "cap",
    "degree",
    "deust",
    "diplome",
    "doctorat",
    "doctorate",
    "dut",
    "ecole",
    "licence",
    "master",
    "masters",
    "mba",
    "msc",
    "phd",
];

/// What stands behind the diploma: `cap` and `Cap` are words of their own, and folded they look the same.
const OF_A_CAP: [&str; 10] = [
    "bep",
    "boucher",
    "cuisine",
    "petite",
    "coiffure",
    "patisserie",
    "maconnerie",
    "electricien",
    "aepe",
    "esthetique",
];

/// What stands behind the diploma: `but` is a word of both languages.
const OF_A_BUT: [&str; 7] = ["gea", "informatique", "tc", "gmp", "geii", "qlio", "hse"];

/// Reads it from its own field, else from the text: the lowest level that is named there.
pub(super) fn education(analysed: &Analysed<'_>) -> Option<Fact<Education>> {
    for raw in &analysed.raw.education {
        let tokens = super::first_spellings(raw);
        if let Some(level) =
            (0..tokens.len()).filter_map(|at| level_at(&tokens, at)).map(|(level, _)| level).min()
        {
            return Some(given(Education { bac_plus: level }, "education", raw));
        }
    }
    let wanted = |part: &&Part<'_>| {
        matches!(part.kind, SectionKind::Profile | SectionKind::Education | SectionKind::Skills)
    };
    let described = analysed.sections.iter().filter(wanted).find_map(in_text);
    described
        .or_else(|| analysed.sections.iter().filter(|part| part.kind == SectionKind::Other).find_map(in_text))
}

fn in_text(part: &Part<'_>) -> Option<Fact<Education>> {
    let marked = part.marks.of_reader(Reader::Education);
    // In English it is for driving.
    let drives = |at: &usize| part.word(*at) == "licence" && part.language == Some(Language::En);
    let levels = marked
        .filter(|at| !drives(at))
        .filter_map(|at| level_at(&part.tokens, at).map(|(level, length)| (level, at, length)));
    let (level, at, length) = levels.min_by_key(|(level, at, _)| (*level, *at))?;
    Some(part.fact(Education { bac_plus: level }, part.span(at..(at + length).min(part.tokens.len()))))
}

/// The level that the words at a place name, as years after the baccalauréat, and how many words name it.
fn level_at(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let word_at = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let (word, next) = (word_at(at), word_at(at + 1));
    let is_level = |years: &i8| (1..=8).contains(years);
    if word == "bac" && next != "beton" {
        let years = next.trim_start_matches('+').parse().ok().filter(is_level);
        return Some((years.unwrap_or(0), 1 + usize::from(years.is_some())));
    }
    let glued = word.strip_prefix("bac").map(|years| years.strip_prefix('+').unwrap_or(years).parse());
    if let Some(Ok(years)) = glued {
        return Some(years).filter(is_level).map(|years| (years, 1));
    }
    let level = match word {
        "baccalaureat" => 0,
        "bep" => -1,
        "cap" if OF_A_CAP.contains(&next) => -1,
        "bts" | "dut" | "btsa" | "deust" => 2,
        "licence" | "bachelor" | "bachelors" | "bsc" => 3,
        "but" if OF_A_BUT.contains(&next) => 3,
        "master" | "msc" | "masters" | "mba" if next != "data" && next != "class" => 5,
        "diplome" | "ecole" if next == "ingenieur" || word_at(at + 2) == "ingenieur" => 5,
        "doctorat" | "phd" | "doctorate" => 8,
        "degree" if at > 0 && matches!(word_at(at - 1), "university" | "honours" | "undergraduate") => 3,
        _ => return None,
    };
    Some((level, 1))
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| {
            let found = posting.facts.education;
            format!("{:?}", found.map(|fact| (fact.value.bac_plus, fact.raw)))
        };
        check_texts(texts, &titled("Poste"), told, expected);
    }

    #[test]
    fn levels() {
        check(
            &[
                "De formation Bac+5 en école d'ingénieur",
                "Bac +2/3 minimum",
                "Niveau BTS ou DUT",
                "Master's degree required",
                "CAP BEP maçonnerie",
                "Titulaire du baccalauréat",
                "MD, Pharm D or PhD",
                "Mettre le cap sur la vente",
                "You will need a full UK driving licence and the use of a car for your work.",
                "Vous préparez une licence de gestion et vous aimez les chiffres de la vente.",
            ],
            expect![[r#"
                De formation Bac+5 en école d'ingénieur: Some((5, "Bac+5"))
                Bac +2/3 minimum: Some((2, "Bac +2"))
                Niveau BTS ou DUT: Some((2, "BTS"))
                Master's degree required: Some((5, "Master"))
                CAP BEP maçonnerie: Some((-1, "CAP"))
                Titulaire du baccalauréat: Some((0, "baccalauréat"))
                MD, Pharm D or PhD: Some((8, "PhD"))
                Mettre le cap sur la vente: None
                You will need a full UK driving licence and the use of a car for your work.: None
                Vous préparez une licence de gestion et vous aimez les chiffres de la vente.: Some((3, "licence"))"#]],
        );
    }
}
