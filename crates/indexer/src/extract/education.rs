//! The level of education asked for.

use super::marks::Reader;
use super::{Part, Reading, given};
use jobsearch_analysis::Token;
use jobsearch_posting::{Education, Fact, SectionKind};

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

/// Reads it from its own field, else from the text: the lowest level that is named there.
pub(super) fn education(reading: &Reading<'_>) -> Option<Fact<Education>> {
    for raw in &reading.raw.education {
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
    let described = reading.sections.iter().filter(wanted).find_map(in_text);
    described
        .or_else(|| reading.sections.iter().filter(|part| part.kind == SectionKind::Other).find_map(in_text))
}

fn in_text(part: &Part<'_>) -> Option<Fact<Education>> {
    let marked = part.marks.of_reader(Reader::Education);
    let levels =
        marked.filter_map(|at| level_at(&part.tokens, at).map(|(level, length)| (level, at, length)));
    let (level, at, length) = levels.min_by_key(|(level, at, _)| (*level, *at))?;
    Some(part.fact(Education { bac_plus: level }, part.span(at..(at + length).min(part.tokens.len()))))
}

/// The level that the words at a place name, as years after the baccalauréat, and how many words name it.
fn level_at(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let word_at = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let (word, next) = (word_at(at), word_at(at + 1));
    if let Some(years) =
        word.strip_prefix("bac+").or_else(|| word.strip_prefix("bac")).and_then(|years| years.parse().ok())
    {
        return Some((years, 1)).filter(|(years, _)| (1..=8).contains(years));
    }
    let level = match word {
        "bac" => {
            let years = next.trim_start_matches('+').parse().ok().filter(|years| (1..=8).contains(years));
            return Some((years.unwrap_or(0), 1 + usize::from(years.is_some())));
        }
        "baccalaureat" => 0,
        // `Cap` is a word of its own; in capitals it was one too before it was folded, so a diploma's word must be near.
        "cap"
            if matches!(
                next,
                "bep"
                    | "boucher"
                    | "cuisine"
                    | "petite"
                    | "coiffure"
                    | "patisserie"
                    | "maconnerie"
                    | "electricien"
                    | "aepe"
                    | "esthetique"
            ) =>
        {
            -1
        }
        "bep" => -1,
        "bts" | "dut" | "btsa" | "deust" => 2,
        "licence" | "bachelor" | "bachelors" | "bsc" => 3,
        "but" if matches!(next, "gea" | "informatique" | "tc" | "gmp" | "geii" | "qlio" | "hse") => 3,
        "master" | "msc" | "masters" | "mba" if next != "data" && next != "class" => 5,
        "diplome" if next == "ingenieur" || word_at(at + 2) == "ingenieur" => 5,
        "ecole" if next == "ingenieur" || word_at(at + 2) == "ingenieur" => 5,
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
            ],
            expect![[r#"
                De formation Bac+5 en école d'ingénieur: Some((5, "Bac+5"))
                Bac +2/3 minimum: Some((2, "Bac +2"))
                Niveau BTS ou DUT: Some((2, "BTS"))
                Master's degree required: Some((5, "Master"))
                CAP BEP maçonnerie: Some((-1, "CAP"))
                Titulaire du baccalauréat: Some((0, "baccalauréat"))
                MD, Pharm D or PhD: Some((8, "PhD"))
                Mettre le cap sur la vente: None"#]],
        );
    }
}
