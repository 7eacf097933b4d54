//! Contracts and working time.

mod clear;
mod labelled;

use super::{Analysed, Part, given};
use clear::{is_an_option, is_clear, is_clear_in_title, stands_alone};
use jobsearch_posting::{
    Contract, ContractKind, ContractTerm, Fact, Facts, Kind, Language, Scheme, WorkingTime,
};
use jobsearch_vocabulary::{Meaning, Mention, shares_of_time};

/// How sure a mention must be in a field that is for contracts.
const IN_FIELD: f32 = 0.25;
/// How sure a mention must be in a title.
const IN_TITLE: f32 = 0.6;
/// How sure a mention must be in the text, where a phrase must also make it clear.
const IN_TEXT: f32 = 0.8;

/// Reads the contracts and the working time: from the source's fields and the title, else from clear phrases of the
/// text. Where field and title contradict each other (`Alternance …`, given as a CDD) both are kept; what is given as a
/// fixed term and nothing more may be a contract for learners, which the text tells.
pub(super) fn contracts(analysed: &Analysed<'_>, facts: &mut Facts) {
    for (field, values) in
        [("contract", &analysed.raw.contracts), ("working_time", &analysed.raw.working_time)]
    {
        for value in values {
            from_field(analysed, facts, (field, value));
        }
    }
    if analysed.posting.kind == Kind::RoleSheet {
        return;
    }
    let no_time = facts.working_time.is_empty();
    from_title(analysed, facts, (true, no_time));
    if no_time {
        shares_in_title(&analysed.title, facts);
    }
    let is_plain = matches!(&facts.contracts[..], [given] if given.value.kind == ContractKind::FixedTerm);
    for part in &analysed.sections {
        let none = facts.contracts.is_empty();
        let is_sought = |kind| none || is_plain && is_for_learners(kind);
        from_text(part, facts, (&is_sought, no_time));
    }
    if facts.contracts.is_empty() {
        labelled::lines(analysed, |part, mention| add(part, facts, (mention, (true, false))));
    }
}

fn from_field(analysed: &Analysed<'_>, facts: &mut Facts, (field, value): (&str, &str)) {
    let months = months_in(value);
    if let Some(kind) = of_code(value.trim()) {
        return add_contract(facts, given(with_months(kind, months), field, value));
    }
    for mention in analysed.terms_of(value).iter().filter(|mention| mention.certainty >= IN_FIELD) {
        match mention.meaning {
            Meaning::Contract(kind) => add_contract(facts, given(with_months(kind, months), field, value)),
            Meaning::WorkingTime(time) => add_time(facts, given(time, field, value)),
            _ => {}
        }
    }
}

/// The codes of France Travail, which mean nothing elsewhere.
fn of_code(value: &str) -> Option<ContractKind> {
    Some(match value {
        "MIS" => ContractKind::Agency,
        "SAI" => ContractKind::Seasonal,
        "DIN" => ContractKind::AgencyPermanent,
        "LIB" | "NS" => ContractKind::Freelance,
        "CCE" | "FRA" | "REP" => ContractKind::Franchise,
        "DDI" | "TTI" | "I1" => ContractKind::Insertion,
        "E2" => ContractKind::Apprenticeship,
        "FS" => ContractKind::Professionalisation,
        "PS" => ContractKind::Umbrella,
        "CC" => ContractKind::ProjectPermanent,
        "CU" => ContractKind::CasualFixedTerm,
        "EE" => ContractKind::EducationCamp,
        "FT" | "FU" | "FW" | "FX" | "FY" => ContractKind::Subsidised,
        "FA" | "FV" => ContractKind::PreHiring,
        _ => return None,
    })
}

fn from_title(analysed: &Analysed<'_>, facts: &mut Facts, (contract, time): (bool, bool)) {
    let title = &analysed.title;
    let body = || {
        analysed
            .posting
            .sections
            .iter()
            .max_by_key(|section| section.text.len())
            .and_then(|section| section.language)
    };
    let is_english = || jobsearch_analysis::guess_language(title.text).or_else(body) == Some(Language::En);
    for mention in title.terms.iter().filter(|mention| mention.certainty >= IN_TITLE) {
        // `Interim manager` is English for no contract, `stage manager` for no internship.
        if mention.language == Some(Language::Fr)
            && is_english_too(title, mention)
            && !stands_apart(title, mention)
            && is_english()
        {
            continue;
        }
        if !title.is_denied(mention.tokens.start) && is_clear_in_title(title, mention) {
            add(title, facts, (mention, (contract, time)));
        }
    }
}

/// `Secrétaire CDI 50%`, unless the percentage is part of something longer: `100 % télétravail`.
fn shares_in_title(title: &Part<'_>, facts: &mut Facts) {
    for share in shares_of_time(title.text, &title.tokens) {
        if !title.terms.iter().any(|term| share.overlaps(term)) {
            add(title, facts, (&share, (false, true)));
        }
    }
}

fn from_text(
    part: &Part<'_>,
    facts: &mut Facts,
    (is_sought, no_time): (&dyn Fn(ContractKind) -> bool, bool),
) {
    for mention in part.terms.iter().filter(|mention| mention.certainty >= IN_TEXT) {
        let clear = match mention.meaning {
            Meaning::Contract(kind) => is_sought(kind) && is_clear(part, mention, kind),
            Meaning::WorkingTime(time) => no_time && is_said_of_the_job(part, mention, time),
            _ => false,
        };
        if clear && !part.is_denied(mention.tokens.start) {
            add(part, facts, (mention, (true, true)));
        }
    }
}

fn is_for_learners(kind: ContractKind) -> bool {
    matches!(kind.scheme(), Scheme::Apprenticeship | Scheme::Professionalisation | Scheme::WorkStudy)
}

fn add(part: &Part<'_>, facts: &mut Facts, (mention, wanted): (&Mention, (bool, bool))) {
    let span = part.span(mention.tokens.clone());
    match mention.meaning {
        Meaning::Contract(kind) if wanted.0 => {
            let line = part.text[span.end..].split(['\n', '.', ';']).next().unwrap_or("");
            let near = line.char_indices().nth(50).map_or(line, |(at, _)| &line[..at]);
            add_contract(facts, part.fact(with_months(kind, months_in(near)), span));
        }
        Meaning::WorkingTime(time) if wanted.1 => add_time(facts, part.fact(time, span)),
        _ => {}
    }
}

/// French contract words that are English for something else.
fn is_english_too(part: &Part<'_>, mention: &Mention) -> bool {
    mention.tokens.len() == 1
        && matches!(
            part.word(mention.tokens.start),
            "stage" | "stages" | "interim" | "extra" | "mission" | "vie" | "via"
        )
}

/// `[STAGE] Anomaly detection`, `Stage 2026 - Data scientist`: no word of the English title it stands before.
fn stands_apart(title: &Part<'_>, mention: &Mention) -> bool {
    let span = title.span(mention.tokens.clone());
    let (before, behind) = (&title.text[..span.start], title.text[span.end..].trim_start());
    let opens = before.trim_end().is_empty() || before.ends_with(['[', '(']) || before.ends_with("- ");
    opens && !behind.starts_with(|c: char| c.is_alphabetic())
}

/// Hours of the week are said of the job in any phrase; nights, shifts and weekends need more certainty.
fn is_said_of_the_job(part: &Part<'_>, mention: &Mention, time: WorkingTime) -> bool {
    match time {
        WorkingTime::Part => mention.certainty >= 0.85 && !is_an_option(part, mention),
        WorkingTime::Full => mention.certainty >= 0.85,
        _ => mention.certainty >= 0.9 || stands_alone(part, mention, 8),
    }
}

/// Adds a contract of a new kind; of the same kind again only the missing length is taken.
fn add_contract(facts: &mut Facts, fact: Fact<Contract>) {
    match facts.contracts.iter_mut().find(|known| known.value.kind == fact.value.kind) {
        Some(known) => known.value.months = known.value.months.or(fact.value.months),
        None => facts.contracts.push(fact),
    }
}

fn add_time(facts: &mut Facts, fact: Fact<WorkingTime>) {
    if facts.working_time.iter().all(|known| known.value != fact.value) {
        facts.working_time.push(fact);
    }
}

fn with_months(kind: ContractKind, months: Option<f32>) -> Contract {
    Contract { kind, months: months.filter(|_| kind.term() != ContractTerm::Permanent) }
}

/// The length named in a text, in months; of `2 à 6 mois` the longer one.
fn months_in(text: &str) -> Option<f32> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        at = start + length;
        let unit = text[at..].trim_start().to_lowercase();
        let number: f32 = text[start..at].trim_end_matches('.').parse().unwrap_or(0.0);
        let months = match () {
            () if unit.starts_with("mois") || unit.starts_with("month") => number,
            () if unit.starts_with("jour") || unit.starts_with("day") => number / 30.0,
            () if unit.starts_with("semaine") || unit.starts_with("week") => number * 7.0 / 30.0,
            () if unit.starts_with("an") && !unit[2..].starts_with(char::is_alphabetic) => number * 12.0,
            () if unit.starts_with("ans") || unit.starts_with("année") || unit.starts_with("year") => {
                number * 12.0
            }
            () => continue,
        };
        if months > 0.0 && months <= 120.0 {
            return Some((months * 10.0).round() / 10.0);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::{check_texts, titled};
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    fn said(raw: &RawPosting) -> String {
        told(prepare(raw, &Options::default()))
    }

    fn told(posting: Posting) -> String {
        let facts = posting.facts;
        let contracts = facts.contracts.iter().map(|fact| match fact.value.months {
            Some(months) => format!("{} {months}", fact.value.kind.id()),
            None => fact.value.kind.id().to_owned(),
        });
        contracts
            .chain(facts.working_time.iter().map(|fact| format!("{:?}", fact.value)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn check(given: &[&str], expected: Expect) {
        let one = |given: &&str| {
            format!(
                "{given}: {}",
                said(&RawPosting { contracts: vec![(*given).into()], ..RawPosting::default() })
            )
        };
        expected.assert_eq(&given.iter().map(one).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn shares_of_full_time_in_titles() {
        let check = |title: &str, expected: &str| {
            let raw = RawPosting { title: Some(title.into()), ..RawPosting::default() };
            assert_eq!(said(&raw), expected, "{title}");
        };
        check("Secrétaire médical Privas CDI 50%", "permanent, Part");
        check("IDE NUIT - CDI 100%", "permanent, Night, Full");
        check("Developer 80-100%", "Part, Full");
        check("Comptable 100 % télétravail", "");
    }

    #[test]
    fn given_fields() {
        check(
            &[
                "CDI",
                "CDD - 6 Mois",
                "Mission intérimaire - 21 Jour(s)",
                "MIS",
                "SAI",
                "LIB",
                "FULL_TIME",
                "Temps plein",
                "CDI - Télétravail : Hybride",
                "Stage(2 à 6 mois)",
                "Contrat à durée déterminée - 12 Mois",
                "CDI ou CDD",
                "Permanent contract",
                "full_time",
                "CONTRACTOR",
                "Saisonnier - 3 Mois",
                "CDI intérimaire",
                "Alternance",
                "TEMPORARY",
                "Internship",
                "Work study",
                "CDD de remplacement - 4 mois - temps partiel",
                "Profession libérale",
                "Autre",
                "fixed-term contract, 18 months",
                "CDD 1 an",
            ],
            expect![[r#"
                CDI: permanent
                CDD - 6 Mois: fixed_term 6
                Mission intérimaire - 21 Jour(s): agency 0.7
                MIS: agency
                SAI: seasonal
                LIB: freelance
                FULL_TIME: Full
                Temps plein: Full
                CDI - Télétravail : Hybride: permanent
                Stage(2 à 6 mois): internship 6
                Contrat à durée déterminée - 12 Mois: fixed_term 12
                CDI ou CDD: fixed_term, permanent
                Permanent contract: permanent
                full_time: Full
                CONTRACTOR: freelance
                Saisonnier - 3 Mois: seasonal 3
                CDI intérimaire: agency_permanent
                Alternance: work_study
                TEMPORARY: fixed_term
                Internship: internship
                Work study: work_study
                CDD de remplacement - 4 mois - temps partiel: fixed_term 4, Part
                Profession libérale: freelance
                Autre: 
                fixed-term contract, 18 months: fixed_term 18
                CDD 1 an: fixed_term 12"#]],
        );
    }

    #[test]
    fn a_fixed_term_may_be_for_learners() {
        let with = |given: &str, text: &str| {
            said(&RawPosting {
                title: Some("Caissier".into()),
                contracts: vec![given.into()],
                description: Some(text.into()),
                ..RawPosting::default()
            })
        };
        assert_eq!(with("CDD - 12 Mois", "Type de contrat : alternance"), "fixed_term 12, work_study");
        assert_eq!(
            with("CDD - 12 Mois", "Vous encadrez deux alternants du magasin et leurs tuteurs."),
            "fixed_term 12"
        );
        assert_eq!(with("CDI", "Type de contrat : alternance"), "permanent");
    }

    #[test]
    fn clear_phrases_only() {
        check_texts(
            &[
                "Type de contrat : CDI",
                "CDI à temps plein",
                "Poste en CDD de 6 mois",
                "Vos missions : encadrer les stages",
                "This is a permanent position.",
                "Pas de CDD, pas d'intérim.",
                "Vous suivrez les CDI de nos clients et leurs dossiers de paie chaque mois auprès de tous les services.",
                "Qui sommes-nous ?\nNous proposons des postes en CDI.",
                "Contrat : CDI\nHoraires : temps plein",
                "Durée du contrat : 6 mois",
                "Full-time, permanent",
                "Nous recrutons pour notre site un technicien (H/F) en CDI.",
                "Cabinet de recrutement en CDI, CDD et intérim, nous recherchons un comptable.",
                "Poste en CDD, possibilité de CDI par la suite.",
                "Samsic Emploi a été classé premier.",
                "Data engineer - CDI - Montpellier",
                "Vous avez deux ans d'expérience en CDI.",
                "À propos de nous :\nNous sommes une PME.\nType d'emploi : Temps plein, CDI",
                "This is a part-time post of 20 hours.",
                "Applications for part-time hours will be considered.",
                "We support flexible options, such as part-time working and job sharing.",
                "Annual leave is pro rata for part-time staff.",
                "Pourquoi nous rejoindre ?\n- Un CDI avec de l'autonomie et de la variété, au sein d'une équipe soudée et curieuse.",
                "An opportunity has arisen for a permanent Band 5 nurse to join us.",
            ],
            &titled("Poste"),
            told,
            expect![[r#"
                Type de contrat : CDI: permanent
                CDI à temps plein: permanent, Full
                Poste en CDD de 6 mois: fixed_term 6
                Vos missions : encadrer les stages: 
                This is a permanent position.: permanent
                Pas de CDD, pas d'intérim.: 
                Vous suivrez les CDI de nos clients et leurs dossiers de paie chaque mois auprès de tous les services.: 
                Qui sommes-nous ?
                Nous proposons des postes en CDI.: 
                Contrat : CDI
                Horaires : temps plein: permanent, Full
                Durée du contrat : 6 mois: 
                Full-time, permanent: permanent, Full
                Nous recrutons pour notre site un technicien (H/F) en CDI.: permanent
                Cabinet de recrutement en CDI, CDD et intérim, nous recherchons un comptable.: 
                Poste en CDD, possibilité de CDI par la suite.: fixed_term, permanent
                Samsic Emploi a été classé premier.: 
                Data engineer - CDI - Montpellier: permanent
                Vous avez deux ans d'expérience en CDI.: 
                À propos de nous :
                Nous sommes une PME.
                Type d'emploi : Temps plein, CDI: permanent
                This is a part-time post of 20 hours.: Part
                Applications for part-time hours will be considered.: 
                We support flexible options, such as part-time working and job sharing.: 
                Annual leave is pro rata for part-time staff.: 
                Pourquoi nous rejoindre ?
                - Un CDI avec de l'autonomie et de la variété, au sein d'une équipe soudée et curieuse.: permanent
                An opportunity has arisen for a permanent Band 5 nurse to join us.: permanent"#]],
        );
    }
}
