//! How contracts, working times and remote work are spelt.

use crate::links::is_link;
use crate::mention::{self, Meaning, Mention};
use crate::walk::{self, Labels};
use jobsearch_analysis::{Token, fold};
use jobsearch_posting::{ContractKind, Language, Remote, WorkingTime};
use strsim::osa_distance;

// `SPELLINGS`, the rows of `tables/contracts.tsv` in order, and `READINGS`, those that share a key.
include!(concat!(env!("OUT_DIR"), "/contracts.rs"));

static STEPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/contracts.steps"));

/// The fewest letters of a word for which a near spelling is suggested: CDI is one edit from CDD.
const SHORTEST_SUGGESTED: usize = 5;
/// The fewest letters of a word in which two edits are forgiven.
const SHORTEST_WITH_TWO_EDITS: usize = 9;

/// A way to write a contract, a working time or a remote arrangement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spelling {
    /// The words, as people write them.
    pub text: &'static str,
    /// What they mean, all at once (`CDI ou CDD` means both); nothing where they only look like a contract
    /// (`chargé de mission`).
    pub meanings: &'static [Meaning],
    /// How sure a reader is of it when the words stand alone, from 0 to 1.
    pub certainty: f32,
    /// The language of the words; `None` where it is the same in both.
    pub language: Option<Language>,
}

/// Every spelling known, in the order of the table; one with two rival meanings comes twice.
pub fn all_contract_spellings() -> &'static [Spelling] {
    SPELLINGS
}

/// The spelling that a mistyped word or phrase is nearest to, by one edit (two from nine letters up), an exchange
/// of neighbours counting as one. `None` for a known spelling and for anything under five letters.
pub fn suggest_contract(typed: &str) -> Option<&'static str> {
    let length = |text: &str| text.chars().count();
    let typed = fold(typed.trim());
    if length(&typed) < SHORTEST_SUGGESTED {
        return None;
    }
    let most = if length(&typed) < SHORTEST_WITH_TWO_EDITS { 1 } else { 2 };
    let near = SPELLINGS.iter().filter(|spelling| !spelling.meanings.is_empty()).filter_map(|spelling| {
        let known = fold(spelling.text);
        let comparable =
            length(&known) >= SHORTEST_SUGGESTED && length(&known).abs_diff(length(&typed)) <= most;
        comparable.then(|| (osa_distance(&typed, &known), spelling)).filter(|(edits, _)| *edits <= most)
    });
    let nearest = near.min_by(|(a, x), (b, y)| a.cmp(b).then(y.certainty.total_cmp(&x.certainty)))?;
    (nearest.0 > 0).then_some(nearest.1.text)
}

/// Finds what the tokens say of contracts, working times and remote work, overlaps included; a spelling without a
/// meaning (`chargé de mission`) hides what is inside it.
pub(crate) fn recognise(tokens: &[Token]) -> Vec<Mention> {
    let (mut mentions, mut hidden) = (Vec::new(), Vec::new());
    walk::find_all(
        Labels::Steps(STEPS),
        // Lists (`CDI et intérim`) are no names.
        is_link,
        tokens,
        |range, reading| {
            for row in READINGS[reading as usize] {
                let Spelling { text, meanings, certainty, language } = SPELLINGS[usize::from(*row)];
                // English names take no little words inside: `stage en management` is no `stage management`.
                let is_named = language != Some(Language::En) || range.len() <= text.split(' ').count();
                if meanings.is_empty() && is_named {
                    hidden.push(range.clone());
                }
                for meaning in meanings.iter().copied() {
                    let found = Mention { tokens: range.clone(), meaning, certainty, weight: 1.0, language };
                    mention::push(&mut mentions, found);
                }
            }
        },
    );
    if !hidden.is_empty() {
        let is_hidden =
            |m: &Mention| hidden.iter().any(|h| h.start <= m.tokens.start && m.tokens.end <= h.end);
        mentions.retain(|mention| !is_hidden(mention));
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Vocabulary, longest, steps};
    use jobsearch_analysis::Analyzer;

    /// What a text says in all, written as in the table.
    fn said(text: &str) -> String {
        let mentions = longest(Vocabulary::new().contract_mentions(&Analyzer::new().tokens(text)));
        let mut said: Vec<String> = mentions.iter().map(|mention| name(mention.meaning)).collect();
        said.dedup();
        said.join(" ")
    }

    fn name(meaning: Meaning) -> String {
        match meaning {
            Meaning::Contract(kind) => kind.id().into(),
            Meaning::WorkingTime(time) => format!("{time:?}").to_lowercase(),
            Meaning::Remote(Remote::Hybrid(days)) => format!("hybrid:{days}"),
            Meaning::Remote(remote) => format!("remote:{remote:?}").to_lowercase(),
            other => format!("{other:?}"),
        }
    }

    fn check(wanted: &str, texts: &str) {
        for text in texts.split(" | ") {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    #[test]
    fn employment_without_a_scheme() {
        check(
            "permanent",
            "CDI | C.D.I. | cdi | Contrat à durée indéterminée | emploi fixe \
             | poste permanent | permanent | embauche ferme | titularisable | regular \
             | indefinite | open-ended | direct hire | CONTRAT A DUREE INDETERMINEE \
             | Permanent contract | Unlimited employment",
        );
        check(
            "fixed_term",
            "CDD | C.D.D. | contrat à durée déterminée | remplacement | CDD de mission \
             | CDD à objet défini | surcroît | surcroît d'activité | fixed-term \
             | fixed term contract | FTC | limited contract | maternity cover | term contract \
             | CDD 6 mois",
        );
        check(
            "fixed_term_usage",
            "CDDU | contrat d'usage | extra | vacation | vacations | cachet \
             | intermittent du spectacle | casual | gig",
        );
        check(
            "seasonal",
            "saisonnier | saisonnière | job d'été | saison | seasonal | summer job \
             | summer jobs",
        );
    }

    #[test]
    fn agency_and_the_special_permanent_ones() {
        check(
            "agency",
            "intérim | intérimaire | INTERIM | mission | mission d'intérim \
             | Mission intérimaire | MIS | CTT | travail temporaire | ETT | temp | agency \
             | temporary staffing",
        );
        check("agency_permanent", "CDI intérimaire | CDII | CDI intérimaires");
        check(
            "project_permanent",
            "CDI de chantier | CDI chantier | CDI d'opération | CDI de mission \
             | project contract",
        );
        check(
            "intermittent",
            "CDI intermittent | annualisé | temps partagé | term-time | term time only \
             | annualised",
        );
    }

    #[test]
    fn learning() {
        check(
            "apprenticeship",
            "apprentissage | contrat d'apprentissage | apprenti | apprentie | apprenti(e) \
             | CAP en apprentissage | apprenticeship | apprentice | degree apprenticeship",
        );
        check(
            "professionalisation",
            "contrat de professionnalisation | contrat pro | pro-A \
             | vocational training contract",
        );
        check(
            "work_study",
            "alternance | en alternance | alternant | alternante | work-study | sandwich \
             | dual study",
        );
        check(
            "internship",
            "stage | stages | stagiaire | stage de fin d'études | PFE | convention de stage \
             | césure | stage alterné | internship | intern | interns | placement \
             | traineeship | co-op | STAGE PFE",
        );
        check("", "graduate | jeune diplômé | graduate program | premier emploi");
        check("vie_via", "VIE | V.I.E. | VIA | volontariat international | international volunteer");
        check("pre_hiring", "POEI | POEC | AFPR | PMSMP | immersion | trial training");
        check("thesis", "thèse CIFRE | contrat doctoral | post-doc | ATER | PhD | postdoc");
    }

    #[test]
    fn on_their_own_account_and_in_public_service() {
        check(
            "freelance",
            "freelance | indépendant | indépendante | auto-entrepreneur | micro-entrepreneur \
             | prestation | régie | TJM | profession libérale | vacataire libéral \
             | contractor | self-employed | 1099 | C2C | outside IR35 | freelances",
        );
        check("umbrella", "portage salarial | umbrella company | inside IR35");
        check(
            "civil_servant",
            "fonctionnaire | titulaire | catégorie A | catégorie B | catégorie C | concours \
             | détachement | mutation | civil servant | tenured",
        );
        check(
            "public_contract",
            "contractuel | contractuelle | CDD de droit public | vacataire \
             | public-sector contract",
        );
        check(
            "franchise_takeover",
            "franchise | reprise | gérance | mandataire | agent commercial | VDI \
             | owner-operator | commission only",
        );
    }

    #[test]
    fn schemes() {
        check("insertion", "CDDI | CDI inclusion | IAE | EA | CDD tremplin | work-integration");
        check(
            "subsidised",
            "CUI-CAE | PEC | CUI-CIE | CIE | CAE | emploi d'avenir | emploi franc \
             | subsidised",
        );
        check("volunteer", "bénévolat | service civique | volontariat | réserve | volunteer | unpaid");
        check("education", "CEE | contrat d'engagement éducatif | camp counsellor");
        check("part", "job étudiant | student job");
    }

    #[test]
    fn two_contracts_at_once_keep_both() {
        check("permanent fixed_term", "CDI / CDD");
        check("fixed_term permanent", "CDD puis CDI | CDD évolutif en CDI | contract-to-hire | CDI ou CDD");
        check(
            "agency permanent",
            "intérim débouchant sur CDI | intérim débouchant sur un CDI | temp-to-perm \
             | pré-embauche",
        );
        check("public_contract permanent", "CDI public");
        check("internship work_study", "Stage/Alternance | stage ou alternance");
        check("permanent agency", "CDI et intérim");
    }

    #[test]
    fn working_time_and_remote() {
        check(
            "full",
            "temps plein | temps complet | 35h | 39h | full-time | full time | FULL_TIME \
             | à plein temps | FT",
        );
        check(
            "part",
            "temps partiel | mi-temps | tps partiel | 24h/sem | part-time | PT | zero-hours \
             | 0h | à temps partiel",
        );
        check("part full", "temps plein ou partiel | full or part-time");
        check("full part", "TP");
        check("night", "de nuit | nuit | travail de nuit | night shift | nights");
        check("shifts", "3x8 | 2x8 | 5x8 | horaires décalés | astreintes | rota | shift work");
        check("weekend", "week-end | weekend | le week-end");
        check(
            "remote:full",
            "100 % télétravail | full remote | fully remote | télétravail total | WFH \
             | Fully-remote",
        );
        check(
            "hybrid:0",
            "télétravail | télétravail partiel | hybrid | Télétravail occasionnel \
             | A few days at home",
        );
        check(
            "hybrid:2",
            "2 jours de télétravail | télétravail 2 jours par semaine \
             | two days a week from home",
        );
        check("remote:no", "pas de télétravail | présentiel | sans télétravail | on-site | no remote");
    }

    #[test]
    fn ambiguous_words_are_no_surer_than_they_should_be() {
        let sure = |text: &str, wanted: Meaning| {
            let mentions = Vocabulary::new().contract_mentions(&Analyzer::new().tokens(text));
            mentions.iter().find(|mention| mention.meaning == wanted).map_or(0.0, |mention| mention.certainty)
        };
        use ContractKind::*;
        for (text, kind, low, high) in [
            ("CDI", Permanent, 0.98, 1.0),
            ("permanent", Permanent, 0.9, 0.9),
            ("temporary", FixedTerm, 0.8, 0.8),
            ("temporary", Agency, 0.3, 0.5),
            ("stage", Internship, 0.95, 0.95),
            ("intérim", Agency, 0.9, 0.9),
            ("mission", Agency, 0.4, 0.4),
            ("missions", Agency, 0.0, 0.2),
            ("contractuel", PublicContract, 0.5, 0.7),
            ("contract", FixedTerm, 0.3, 0.3),
            ("contract", Freelance, 0.3, 0.3),
            ("CDII", AgencyPermanent, 0.5, 0.7),
            ("CDII", Intermittent, 0.3, 0.5),
            ("VIE", Vie, 0.3, 0.3),
            ("via", Vie, 0.05, 0.05),
            ("alternance", WorkStudy, 0.95, 0.95),
            ("CIE", Subsidised, 0.05, 0.3),
            ("CAP", Apprenticeship, 0.0, 0.0),
            ("pro", Professionalisation, 0.0, 0.0),
            ("extra", CasualFixedTerm, 0.5, 0.5),
            ("saison", Seasonal, 0.2, 0.5),
            ("régie", Freelance, 0.2, 0.5),
            ("libéral", Freelance, 0.4, 0.6),
            ("interne", Internship, 0.0, 0.0),
            ("trainee", Internship, 0.4, 0.6),
            ("apprenti", Apprenticeship, 0.9, 0.9),
        ] {
            let certainty = sure(text, Meaning::Contract(kind));
            assert!((low..=high).contains(&certainty), "{text} {kind:?} {certainty}");
        }
        for (text, time) in [("TP", WorkingTime::Full), ("TP", WorkingTime::Part), ("PT", WorkingTime::Part)]
        {
            assert!((0.3..0.5).contains(&sure(text, Meaning::WorkingTime(time))), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_a_contract_say_nothing() {
        check("", "chargé de mission | qualité de vie | stage manager | contract manager | interim manager");
        check("", "titulaire du permis B | Télétravail non renseigné | Vos missions");
        check("permanent", "Chargé de mission CDI | CDI auxiliaire de vie");
        check("internship", "stage en management");
        check("agency", "manager intérim");
    }

    #[test]
    fn one_edit_never_makes_another_contract() {
        check("permanent", "CDI");
        check("fixed_term", "CDD");
        check("", "CDU | CDA | CD | DCI | CID");
        for acronym in ["CDI", "CDD", "CDU", "CDDI", "CDIX", "VIA"] {
            assert_eq!(suggest_contract(acronym), None, "{acronym}");
        }
    }

    #[test]
    fn a_mistyped_spelling_is_told() {
        for (typed, wanted) in [
            ("intrim", "intérim"),
            ("alternnace", "alternance"),
            ("aprentissage", "apprentissage"),
            ("frelance", "freelance"),
            ("satge de fin d'etude", "stage de fin d'études"),
        ] {
            assert_eq!(suggest_contract(typed), Some(wanted), "{typed}");
        }
        assert_eq!(suggest_contract("interim"), None);
        assert_eq!(suggest_contract("oncologie"), None);
    }

    #[test]
    fn the_table_is_sorted_and_every_spelling_finds_its_meanings() {
        let rows: Vec<Vec<&str>> =
            include_str!("../tables/contracts.tsv").lines().map(|row| row.split('\t').collect()).collect();
        assert_eq!(rows.len(), SPELLINGS.len());
        assert!(rows.is_sorted_by(|a, b| (a[0], a[1]) < (b[0], b[1])));
        assert!(
            rows.iter()
                .all(|row| row.len() == 4
                    && row.iter().all(|field| field.trim() == *field && !field.is_empty()))
        );
        let vocabulary = Vocabulary::new();
        for spelling in all_contract_spellings() {
            assert!((0.0..=1.0).contains(&spelling.certainty), "{spelling:?}");
            let tokens = Analyzer::new().tokens(spelling.text);
            let found = vocabulary.contract_mentions(&tokens);
            for meaning in spelling.meanings {
                let whole =
                    |mention: &Mention| mention.tokens == (0..tokens.len()) && mention.meaning == *meaning;
                assert!(found.iter().any(whole), "{spelling:?} gives {found:?}");
            }
        }
    }

    #[test]
    fn the_packer_gives_rust_and_steps() {
        let packed = crate::pack_contracts::pack("t.tsv", "=CDI\tcontract:permanent\t0.9\tfr\n")
            .expect("one right row");
        assert!(
            packed.code.contains("meanings: &[Meaning::Contract(ContractKind::Permanent)], certainty: 0.9")
        );
        let root = steps::Place::ROOT;
        assert_eq!(
            steps::Steps::read(&packed.steps)
                .find(root, root.typed(Token::key("cdi")))
                .and_then(steps::Step::value),
            Some(0)
        );
    }

    #[test]
    fn the_packer_names_the_line_of_a_mistake() {
        for (row, wanted) in [
            ("CDI\tcontract:permanent\t0.9", "t.tsv:1: 3 columns, not 4"),
            ("CDI\tcontract:cdi\t0.9\tfr", "t.tsv:1: unknown meaning `contract:cdi`"),
            ("CDI\tcontract:permanent\t1.9\tfr", "t.tsv:1: certainty 1.9 is not between 0 and 1"),
            ("CDI\tcontract:permanent\t.9\tde", "t.tsv:1: unknown language `de`: fr, en, or - for both"),
            ("…\tcontract:permanent\t.9\tfr", "t.tsv:1: spelling `…` has no words"),
        ] {
            assert_eq!(crate::pack_contracts::pack("t.tsv", row).err().as_deref(), Some(wanted));
        }
    }
}
