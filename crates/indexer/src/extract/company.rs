//! Who hires, where only the prose names it.

mod phrases;

use super::Analysed;
use jobsearch_analysis::fold;
use jobsearch_posting::{Fact, Origin, Posting};
use phrases::Naming;

/// The least that phrases must weigh together.
const ENOUGH: f32 = 3.75;
/// How many times more they must weigh than those for any other name.
const MARGIN: f32 = 1.5;
/// What each time counts that the name stands anywhere in the text, and how many times count.
const EACH_TIME: f32 = 0.25;
const TIMES: usize = 4;

/// Reads the company from phrases such as `Le groupe X recrute`, `X est une société de …`, `About X`, `Rejoignez X`;
/// nothing where the source gives one, or where names rival each other.
pub(super) fn company(analysed: &Analysed<'_>) -> Option<Fact<String>> {
    let posting = analysed.posting;
    if posting.company.is_some() {
        return None;
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (number, section) in posting.sections.iter().enumerate() {
        let heading = section.heading.as_deref().unwrap_or("");
        for naming in phrases::in_heading(heading) {
            add(&mut candidates, (heading, naming, Origin::Section(number, 0..0)));
        }
        for naming in phrases::in_text(&section.text) {
            let origin = Origin::Section(number, naming.span.clone());
            add(&mut candidates, (&section.text, naming, origin));
        }
    }
    best(candidates, posting)
}

/// A name with all that speaks for it.
struct Candidate {
    name: String,
    /// How it is compared: folded, without spaces.
    key: String,
    weight: f32,
    origin: Origin,
}

fn add(candidates: &mut Vec<Candidate>, (text, naming, origin): (&str, Naming, Origin)) {
    let name = text[naming.span].to_owned();
    let key: String = fold(&name).chars().filter(|c| c.is_alphanumeric()).collect();
    match candidates.iter_mut().find(|known| known.key == key) {
        Some(known) => known.weight += naming.weight,
        None => candidates.push(Candidate { name, key, weight: naming.weight, origin }),
    }
}

fn best(mut candidates: Vec<Candidate>, posting: &Posting) -> Option<Fact<String>> {
    let title = fold(&posting.title);
    candidates.retain(|one| !title.contains(&fold(&one.name)));
    for one in &mut candidates {
        let times: usize =
            posting.sections.iter().map(|section| section.text.matches(&one.name).count()).sum();
        one.weight += EACH_TIME * times.min(TIMES) as f32;
    }
    candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let first = candidates.first().filter(|first| first.weight >= ENOUGH)?;
    let related = |other: &&Candidate| other.key.contains(&first.key) || first.key.contains(&other.key);
    let rival = candidates[1..].iter().find(|other| !related(other)).map_or(0.0, |other| other.weight);
    (first.weight >= MARGIN * rival).then(|| Fact {
        value: first.name.clone(),
        raw: first.name.clone(),
        origin: first.origin.clone(),
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn check(texts: &[&str], expected: Expect) {
        let told = |posting: Posting| posting.company.unwrap_or_default();
        check_texts(texts, &titled("Soudeur"), told, expected);
    }

    #[test]
    fn names_in_phrases() {
        check(
            &[
                "Le Groupe Aubrelle recrute un soudeur. Aubrelle est une entreprise familiale.",
                "Atelier Morin, leader de la tôlerie, recrute. Rejoignez Atelier Morin !",
                "At Brightwell Labs, we build robots. Brightwell Labs is a leading company.",
                "Nous recrutons. Notre client est une société de transport.",
                "Entreprise recrute un soudeur. Vous êtes une personne sérieuse.",
                "Vous avez travaillé chez Dupont ou chez Martin.",
            ],
            expect![[r#"
                Le Groupe Aubrelle recrute un soudeur. Aubrelle est une entreprise familiale.: Aubrelle
                Atelier Morin, leader de la tôlerie, recrute. Rejoignez Atelier Morin !: Atelier Morin
                At Brightwell Labs, we build robots. Brightwell Labs is a leading company.: Brightwell Labs
                Nous recrutons. Notre client est une société de transport.: 
                Entreprise recrute un soudeur. Vous êtes une personne sérieuse.: 
                Vous avez travaillé chez Dupont ou chez Martin.: "#]],
        );
    }
}
