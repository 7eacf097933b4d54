//! The experience asked for.

use super::marks::Reader;
use super::{Analysed, Part, given};
use jobsearch_analysis::{Token, fold};
use jobsearch_posting::{Experience, Fact};

/// More years than this are the company's, not the applicant's.
const MOST: f32 = 20.0;
/// How many words may stand between the years and the experience.
const NEAR: usize = 7;
/// The words that may speak of experience.
pub(super) const WORDS: [&str; 7] =
    ["anciennete", "debutant", "debutante", "debutants", "exp", "experience", "experiences"];

/// Reads it from its own field, else from the text.
pub(super) fn experience(analysed: &Analysed<'_>) -> Option<Fact<Experience>> {
    let own = analysed.raw.experience.as_deref().and_then(|raw| {
        let value = of_field(raw)?;
        Some(given(value, "experience", raw))
    });
    own.or_else(|| analysed.sections.iter().find_map(in_text)).or_else(|| in_text(&analysed.title))
}

fn of_field(raw: &str) -> Option<Experience> {
    match raw.trim() {
        "D" => return Some(Experience { min_years: 0.0, beginners: true }),
        "S" | "E" => return Some(Experience { min_years: 0.0, beginners: false }),
        _ => {}
    }
    let folded = fold(raw);
    let beginners = [
        "debutant",
        "entry",
        "junior",
        "sans experience",
        "no experience",
        "aucune",
        "internship",
        "graduate",
    ]
    .iter()
    .any(|word| folded.contains(word));
    let tokens = super::first_spellings(raw);
    let years = (0..tokens.len()).find_map(|at| years_at(raw, &tokens, at));
    (beginners || years.is_some()).then(|| Experience { min_years: years.unwrap_or(0.0), beginners })
}

fn in_text(part: &Part<'_>) -> Option<Fact<Experience>> {
    let tokens = &part.tokens;
    for at in part.marks.of_reader(Reader::Experience) {
        let near = at.saturating_sub(NEAR)..(at + NEAR).min(tokens.len());
        match part.word(at) {
            "experience" | "experiences" | "exp" | "anciennete" => {
                let mut years = near.filter_map(|near| Some((near, years_at(part.text, tokens, near)?)));
                let found = years.find(|(near, _)| part.in_one_sentence((*near).min(at), (*near).max(at)));
                if let Some((near, years)) = found.filter(|found| !is_of_company(part, *found)) {
                    let last = (near + 1).max(at).min(tokens.len() - 1);
                    let value = Experience { min_years: years, beginners: years == 0.0 };
                    return Some(part.fact(value, part.span(near.min(at)..last + 1)));
                }
            }
            "debutant" | "debutants" | "debutante" if welcome(tokens, at) && !part.is_denied(at) => {
                let value = Experience { min_years: 0.0, beginners: true };
                return Some(part.fact(value, part.span(at..at + 1)));
            }
            _ => {}
        }
    }
    None
}

/// `Forts de nos 20 années d'expérience`, `Forte de 15 ans d'expérience`
fn is_of_company(part: &Part<'_>, (at, years): (usize, f32)) -> bool {
    /// From so many years on, who boasts of them is no applicant.
    const BOASTED: f32 = 10.0;
    let ours = |word: &str| matches!(word, "nos" | "notre" | "our");
    let boasts = |word: &str| years >= BOASTED && matches!(word, "fort" | "forte" | "forts" | "fortes");
    let before = |words: usize| (1..=words).map_while(|back| at.checked_sub(back)).map(|at| part.word(at));
    years > MOST || before(2).any(ours) || before(3).any(boasts)
}

fn welcome(tokens: &[Token], at: usize) -> bool {
    let near = tokens[at.saturating_sub(3)..(at + 4).min(tokens.len())].iter();
    near.map(|token| token.word.as_str()).any(|word| {
        word.starts_with("accept")
            || word.starts_with("bienvenu")
            || word.starts_with("ouvert")
            || word == "possible"
    })
}

/// The years named at a word: `3 ans`, `2 à 5 ans`, `18 mois`, `3+ years`.
fn years_at(text: &str, tokens: &[Token], at: usize) -> Option<f32> {
    let words = |from: usize| tokens.iter().skip(from).map(|token| token.word.as_str());
    let digits = words(at).next()?.trim_end_matches('+');
    let number = match digits {
        "un" | "une" | "one" => 1.0,
        "deux" | "two" => 2.0,
        "trois" | "three" => 3.0,
        "quatre" | "four" => 4.0,
        "cinq" | "five" => 5.0,
        _ => digits.parse::<f32>().ok().filter(|number| *number < 100.0)?,
    };
    let unit = |word: &str| match word {
        "an" | "ans" | "annee" | "annees" | "year" | "years" | "yrs" | "yr" => Some(1.0),
        "mois" | "month" | "months" => Some(12.0),
        _ => None,
    };
    let next = words(at + 1).next()?;
    let per_year = unit(next).or_else(|| {
        // `2-3 ans`, but not `Bac+2, 3 ans`
        let between = || text.get(tokens[at].span.end..tokens[at + 1].span.start).unwrap_or("");
        let is_range = || !between().contains([',', ';', ':', '.']);
        let joins =
            matches!(next, "a" | "to" | "et" | "ou" | "or") || next.parse::<f32>().is_ok() && is_range();
        joins.then(|| words(at + 2).take(2).find_map(unit)).flatten()
    })?;
    Some((number / per_year * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| {
            let found = posting.facts.experience;
            format!("{:?}", found.map(|fact| (fact.value.min_years, fact.value.beginners)))
        };
        check_texts(texts, &titled("Poste"), told, expected);
    }

    #[test]
    fn years_and_beginners() {
        check(
            &[
                "Expérience : 2 ans d’expérience requis",
                "Vous avez 3 à 5 ans d'expérience en vente.",
                "Débutant accepté",
                "5+ years of experience",
                "Une expérience de 18 mois est un plus",
                "Forte de 80 ans d'expérience, la maison recrute.",
                "Bonne expérience.",
                "at least two years' experience",
                "Contrat de 2 ans. Expérience appréciée.",
                "Avec nos 15 années d'expérience, nous avançons.",
                "Fort d'une expérience de 5 ans, vous savez vendre.",
                "0 à 2 ans d'expérience",
                "Bac+2, 3 ans d'expérience",
                "2-3 ans d'expérience",
            ],
            expect![[r#"
                Expérience : 2 ans d’expérience requis: Some((2.0, false))
                Vous avez 3 à 5 ans d'expérience en vente.: Some((3.0, false))
                Débutant accepté: Some((0.0, true))
                5+ years of experience: Some((5.0, false))
                Une expérience de 18 mois est un plus: Some((1.5, false))
                Forte de 80 ans d'expérience, la maison recrute.: None
                Bonne expérience.: None
                at least two years' experience: Some((2.0, false))
                Contrat de 2 ans. Expérience appréciée.: None
                Avec nos 15 années d'expérience, nous avançons.: None
                Fort d'une expérience de 5 ans, vous savez vendre.: Some((5.0, false))
                0 à 2 ans d'expérience: Some((0.0, true))
                Bac+2, 3 ans d'expérience: Some((3.0, false))
                2-3 ans d'expérience: Some((2.0, false))"#]],
        );
    }
}
