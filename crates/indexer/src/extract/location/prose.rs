//! The place that title and text speak for most.

use super::super::{Analysed, Part};
use super::evidence::{Evidence, IN_A_NAME, LABELLED, PHRASED, evidence};
use jobsearch_posting::{Country, Fact, Language, Location, Precision, SectionKind};
use jobsearch_vocabulary::locations::Place;

/// The least that must speak for a place, and where no other is named.
const ENOUGH: f32 = 1.5;
const ENOUGH_ALONE: f32 = 0.9;
/// The least where only company text names it.
const ENOUGH_APART: f32 = 1.2;
/// How many times more must speak for it than for any other.
const MARGIN: f32 = 1.2;
/// The most that passing mentions add up to.
const PASSING: f32 = 2.5;
/// Places nearer than this do not contradict each other, in kilometres.
const NEAR: f32 = 25.0;

/// Finds where the job is, by all that is said of places; nothing where the text leaves it open. Sections about the
/// company are asked where the others say nothing.
pub(super) fn locations(analysed: &Analysed<'_>) -> Vec<Fact<Location>> {
    let home = home(analysed);
    let named = |part| evidence(part, home).into_iter().map(move |evidence| (part, evidence));
    let own = std::iter::once(&analysed.title).chain(&analysed.sections);
    let own: Vec<_> = own.flat_map(named).collect();
    let found = told(&own);
    if !found.is_empty() {
        return found;
    }
    let apart = analysed.apart();
    let all: Vec<_> = own.into_iter().chain(apart.iter().flat_map(named)).collect();
    told(&all)
}

/// The place that is spoken for most, with the others named beside it.
fn told(all: &[(&Part<'_>, Evidence)]) -> Vec<Fact<Location>> {
    let Some(best) = best(all) else { return Vec::new() };
    let (part, first) = &all[best];
    let mut found = vec![part.fact(first.place.to_location(), part.span(first.tokens.clone()))];
    if first.weight >= PHRASED {
        found.extend(named_beside(all, best));
    }
    found
}

/// The other places that the same words give: `Lieu : Paris ou Lyon`.
fn named_beside<'a>(
    all: &'a [(&Part<'_>, Evidence)],
    best: usize,
) -> impl Iterator<Item = Fact<Location>> + 'a {
    let (part, first) = &all[best];
    let beside = move |(other, evidence): &&(&Part<'_>, Evidence)| {
        std::ptr::eq(*other, *part)
            && evidence.tokens.start > first.tokens.start
            && evidence.weight >= PHRASED.min(first.weight)
            && evidence.place.precision() == first.place.precision()
            && part.in_one_sentence(first.tokens.start, evidence.tokens.start)
    };
    all.iter()
        .filter(beside)
        .take(2)
        .map(|(part, evidence)| part.fact(evidence.place.to_location(), part.span(evidence.tokens.clone())))
}

/// The mention to be shown of the place that most speaks for.
fn best(all: &[(&Part<'_>, Evidence)]) -> Option<usize> {
    let scores: Vec<f32> = all.iter().map(|(_, one)| score(all, &one.place)).collect();
    let worth = |at: &usize| (scores[*at], all[*at].1.weight, usize::MAX - at);
    let order = |a: &usize, b: &usize| {
        let (a, b) = (worth(a), worth(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    };
    let best = (0..all.len()).max_by(order)?;
    let rivals = (0..all.len()).filter(|at| {
        // `Natalie Poole` contradicts nothing.
        all[*at].1.weight > IN_A_NAME && !are_near(&all[*at].1.place, &all[best].1.place)
    });
    let rival = rivals.map(|at| scores[at]).fold(0.0, f32::max);
    let (part, evidence) = &all[best];
    let outright = evidence.weight >= LABELLED || part.number.is_none() && evidence.weight >= PHRASED;
    let clear = outright || scores[best] >= MARGIN * rival;
    // A name in passing may be a company's or a client's; it is enough where no other place is named.
    let placed = evidence.weight >= ENOUGH_ALONE || rival == 0.0;
    let enough = match () {
        () if rival > 0.0 => ENOUGH,
        () if part.kind == SectionKind::Company || part.kind == SectionKind::Legal => ENOUGH_APART,
        () => ENOUGH_ALONE,
    };
    (placed && scores[best] >= enough && clear).then_some(best)
}

/// All that speaks for a place: the best mention, and passing ones up to a limit. What is wider counts for what it holds.
fn score(all: &[(&Part<'_>, Evidence)], place: &Place) -> f32 {
    let mine = all.iter().map(|(_, one)| one).filter(|one| is_same(&one.place, place));
    let (best, sum) = mine.fold((0.0_f32, 0.0), |(best, sum), one| (best.max(one.weight), sum + one.weight));
    best + (sum - best).min(PASSING)
}

fn is_same(one: &Place, other: &Place) -> bool {
    match (one.department(), other.department()) {
        (Some(one), Some(other)) => one == other,
        _ => one.name() == other.name() && one.country() == other.country(),
    }
}

fn are_near(one: &Place, other: &Place) -> bool {
    let near = one.point().zip(other.point()).is_some_and(|(one, other)| one.km_to(other) < NEAR);
    is_same(one, other) || near && one.precision() == Precision::Commune
}

/// What only Britain writes: its money, its institutions, its grades of pay.
const BRITISH: [&str; 18] = [
    "£",
    "NHS",
    "whilst",
    "per annum",
    "GPs",
    "GP ",
    "CQC",
    "NMC",
    "HCPC",
    "CCG",
    "PCN",
    "aediatric",
    "ank holiday",
    "nformal visit",
    "ost holder",
    "ostholder",
    "Band 5",
    "Band 6",
];

/// The country a posting in English speaks of, by its money and its institutions.
fn home(analysed: &Analysed<'_>) -> Option<Country> {
    let parts = || std::iter::once(&analysed.title).chain(&analysed.sections);
    let texts = || parts().flat_map(|part| [part.heading, part.text]);
    let english = analysed.posting.sections.iter().any(|section| section.language == Some(Language::En));
    let has = |sign: &str| texts().any(|text| text.contains(sign));
    match () {
        () if !english => None,
        () if BRITISH.iter().any(|sign| has(sign)) => Country::new("GB"),
        () if has("$") => Country::new("US"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};

    fn check(postings: &[(&str, &str)], expected: Expect) {
        let one = |(title, text): &(&str, &str)| {
            let raw = RawPosting {
                title: Some((*title).into()),
                description: Some((*text).into()),
                ..RawPosting::default()
            };
            let found = prepare(&raw, &Options::default()).facts.locations;
            let names: Vec<_> = found.iter().map(|fact| fact.value.name.as_str()).collect();
            format!("{title} / {text}: {}", names.join(", "))
        };
        expected.assert_eq(&postings.iter().map(one).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn where_the_job_is() {
        check(
            &[
                ("Soudeur - Nantes", "Notre siège est à Paris."),
                ("Soudeur", "Lieu : Paris ou Lyon"),
                ("Soudeur", "Lieu\n69130 Écully"),
                ("Soudeur", "Poste basé à Vienne (38), déplacements à Lyon."),
                ("Soudeur", "Vous rejoignez notre agence de Toulouse."),
                ("Soudeur", "Nos équipes sont à Lille, Lyon, Nantes et Paris."),
                ("Soudeur", "Nice to have: SQL. Nous travaillons pour Saint-Gobain."),
                ("Nurse", "The NHS post is based at Avalon House, Winchester."),
                ("Nurse", "You will work at Queen Alexandra Hospital for the NHS, 31 March 2020."),
                ("Hôtel Rochechouart - Chef de cuisine", "Vous aimez la cuisine."),
                ("Comptable - Laval", "Vous tenez la comptabilité."),
                ("Comptable - CDI", "En bref : comptable - Toulouse - 30 à 45 K€"),
                ("Comptable", "Qui sommes-nous ?\n\nUn cabinet familial. Le poste est basé à Vesoul."),
                ("Comptable", "Qui sommes-nous ?\n\nUne maison fondée à Vesoul."),
                ("Consultant", "Vous aidez les équipes de Suez."),
                ("Welder - Spartanburg, SC", "You weld."),
                ("Welder", "The plant stands in Westford, MA."),
                ("Nurse", "You look after people in their homes for £30,000.\nLocation - Taunton"),
                ("Nurse", "Nurse | Surgical | Brentwood | Full time. NMC registration."),
                ("Nurse", "You work at the surgery, Mill Lane, Taunton TA1 4XY. Call Natalie Poole."),
                ("Nurse, Band 5", "The post is based at Beech Clinic Portsmouth, and covers schools."),
                ("Nurse, Band 5", "Royal Blackburn Hospital is looking for a nurse."),
                ("Engineer", "We consider the Los Angeles Fair Chance Ordinance. $100,000 a year."),
            ],
            expect![[r#"
                Soudeur - Nantes / Notre siège est à Paris.: Nantes
                Soudeur / Lieu : Paris ou Lyon: Paris, Lyon
                Soudeur / Lieu
                69130 Écully: Écully
                Soudeur / Poste basé à Vienne (38), déplacements à Lyon.: Vienne
                Soudeur / Vous rejoignez notre agence de Toulouse.: Toulouse
                Soudeur / Nos équipes sont à Lille, Lyon, Nantes et Paris.: 
                Soudeur / Nice to have: SQL. Nous travaillons pour Saint-Gobain.: 
                Nurse / The NHS post is based at Avalon House, Winchester.: Winchester
                Nurse / You will work at Queen Alexandra Hospital for the NHS, 31 March 2020.: 
                Hôtel Rochechouart - Chef de cuisine / Vous aimez la cuisine.: 
                Comptable - Laval / Vous tenez la comptabilité.: Laval
                Comptable - CDI / En bref : comptable - Toulouse - 30 à 45 K€: Toulouse
                Comptable / Qui sommes-nous ?

                Un cabinet familial. Le poste est basé à Vesoul.: Vesoul
                Comptable / Qui sommes-nous ?

                Une maison fondée à Vesoul.: 
                Consultant / Vous aidez les équipes de Suez.: 
                Welder - Spartanburg, SC / You weld.: Spartanburg
                Welder / The plant stands in Westford, MA.: Westford
                Nurse / You look after people in their homes for £30,000.
                Location - Taunton: Taunton
                Nurse / Nurse | Surgical | Brentwood | Full time. NMC registration.: Brentwood
                Nurse / You work at the surgery, Mill Lane, Taunton TA1 4XY. Call Natalie Poole.: Taunton
                Nurse, Band 5 / The post is based at Beech Clinic Portsmouth, and covers schools.: Portsmouth
                Nurse, Band 5 / Royal Blackburn Hospital is looking for a nurse.: Blackburn
                Engineer / We consider the Los Angeles Fair Chance Ordinance. $100,000 a year.: "#]],
        );
    }
}
