//! The contract of a job: what kind it is, on four independent axes.

use serde::{Deserialize, Serialize};

/// Declares the kinds once: variant, identifier, term, employment, scheme, and the name shown.
macro_rules! contract_kinds {
    ($($(#[$doc:meta])* $kind:ident $id:literal $term:ident $employment:ident $scheme:ident $name:literal,)*) => {
        /// A kind of contract the market names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ContractKind { $($(#[$doc])* $kind,)* }

        impl ContractKind {
            /// Every kind, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The identifier used in tables, JSON and filters.
            pub fn id(self) -> &'static str { match self { $(Self::$kind => $id),* } }

            /// The name shown to people.
            pub fn name(self) -> &'static str { match self { $(Self::$kind => $name),* } }

            /// Whether the work has an end.
            pub fn term(self) -> ContractTerm { match self { $(Self::$kind => ContractTerm::$term),* } }

            /// What the worker is to the payer.
            pub fn employment(self) -> Employment { match self { $(Self::$kind => Employment::$employment),* } }

            /// The scheme the contract falls under.
            pub fn scheme(self) -> Scheme { match self { $(Self::$kind => Scheme::$scheme),* } }
        }
    };
}

contract_kinds! {
    /// CDI: no end is set.
    Permanent "permanent" Permanent Employee None "CDI",
    /// CDD: an end is set.
    FixedTerm "fixed_term" Fixed Employee None "CDD",
    /// CDDU, extra, vacation: paid by the day or the show.
    CasualFixedTerm "fixed_term_usage" Fixed Employee None "CDD d'usage",
    /// Saisonnier.
    Seasonal "seasonal" Fixed Employee None "Saisonnier",
    /// Intérim, mission.
    Agency "agency" Fixed AgencyWorker None "Intérim",
    /// CDI intérimaire.
    AgencyPermanent "agency_permanent" Permanent AgencyWorker None "CDI intérimaire",
    /// CDI de chantier, d'opération, de mission.
    ProjectPermanent "project_permanent" Permanent Employee None "CDI de chantier",
    /// CDI intermittent, temps partagé, annualisé.
    Intermittent "intermittent" Permanent Employee None "CDI intermittent",
    /// Contrat d'apprentissage.
    Apprenticeship "apprenticeship" Fixed Employee Apprenticeship "Apprentissage",
    /// Contrat de professionnalisation.
    Professionalisation "professionalisation" Fixed Employee Professionalisation "Contrat de professionnalisation",
    /// Alternance, when it is not said which of the two.
    WorkStudy "work_study" Fixed Employee WorkStudy "Alternance",
    /// Stage.
    Internship "internship" Fixed Trainee Internship "Stage",
    /// VIE, VIA.
    Vie "vie_via" Fixed Volunteer Vie "VIE",
    /// Freelance, indépendant, profession libérale.
    Freelance "freelance" None SelfEmployed None "Freelance",
    /// Portage salarial.
    Umbrella "umbrella" None SelfEmployed Umbrella "Portage salarial",
    /// Fonctionnaire, titulaire.
    CivilServant "civil_servant" Permanent CivilServant None "Fonctionnaire",
    /// Contractuel de la fonction publique, vacataire.
    PublicContract "public_contract" Fixed CivilServant None "Contractuel",
    /// CDDI, insertion par l'activité économique.
    Insertion "insertion" Fixed Employee Insertion "Contrat d'insertion",
    /// CUI, PEC, emploi franc.
    Subsidised "subsidised" Fixed Employee Subsidised "Contrat aidé",
    /// POEI, POEC, AFPR, PMSMP.
    PreHiring "pre_hiring" Fixed Trainee PreHiring "Formation préalable",
    /// Bénévolat, service civique.
    Volunteer "volunteer" None Volunteer None "Bénévolat",
    /// Franchise, gérance, agent commercial.
    Franchise "franchise_takeover" None SelfEmployed Franchise "Franchise",
    /// Contrat d'engagement éducatif.
    EducationCamp "education" Fixed Employee EducationCamp "Engagement éducatif",
    /// Thèse, contrat doctoral, post-doc.
    Thesis "thesis" Fixed Employee Thesis "Contrat doctoral",
}

impl ContractKind {
    /// The kind with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// What an offer may say for someone who asks for this kind to be content: `alternance` is
    /// satisfied by an apprenticeship; a CDI is not satisfied by a CDI intérimaire, which is shown apart.
    pub fn satisfied_by(self) -> ContractSet {
        use ContractKind::*;
        let kinds: &[Self] = match self {
            Permanent => &[Permanent, ProjectPermanent],
            FixedTerm => &[FixedTerm, CasualFixedTerm, PublicContract, Insertion, Subsidised],
            Agency => &[Agency, AgencyPermanent],
            WorkStudy => &[WorkStudy, Apprenticeship, Professionalisation],
            Apprenticeship => &[Apprenticeship, WorkStudy],
            Professionalisation => &[Professionalisation, WorkStudy],
            Freelance => &[Freelance, Umbrella],
            other => return ContractSet::from(other),
        };
        kinds.iter().copied().collect()
    }
}

/// Whether the work has an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractTerm {
    /// No end is set.
    Permanent,
    /// An end is set.
    Fixed,
    /// The question does not arise.
    None,
}

/// What the worker is to the payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    /// Employed by who gives the work.
    Employee,
    /// Employed by an agency.
    AgencyWorker,
    /// In public service.
    CivilServant,
    /// On their own account.
    SelfEmployed,
    /// Learning.
    Trainee,
    /// Unpaid, or under a volunteer's statute.
    Volunteer,
}

/// The scheme a contract falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each scheme is named after the contract kind that is documented above")]
pub enum Scheme {
    None,
    Apprenticeship,
    Professionalisation,
    WorkStudy,
    Internship,
    Vie,
    Umbrella,
    Insertion,
    Subsidised,
    PreHiring,
    Franchise,
    EducationCamp,
    Thesis,
}

/// How much of the week is worked; one offer may allow several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingTime {
    /// Temps plein.
    Full,
    /// Temps partiel.
    Part,
    /// Night work.
    Night,
    /// Shifts: 2x8, 3x8.
    Shifts,
    /// Weekends.
    Weekend,
}

/// A contract as a posting offers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// Its kind.
    pub kind: ContractKind,
    /// How long it runs, in months, where that is said; days and weeks are fractions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<f32>,
}

/// A set of contract kinds, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContractSet(pub u32);

impl ContractSet {
    /// Adds a kind.
    pub fn insert(&mut self, kind: ContractKind) {
        self.0 |= 1 << kind as u32;
    }

    /// Tells whether a kind is in the set.
    pub fn contains(self, kind: ContractKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Tells whether the two sets share a kind.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Tells whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of both sets.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its kinds, in order of declaration.
    pub fn iter(self) -> impl Iterator<Item = ContractKind> {
        ContractKind::ALL.iter().copied().filter(move |kind| self.contains(*kind))
    }
}

impl From<ContractKind> for ContractSet {
    fn from(kind: ContractKind) -> Self {
        Self(1 << kind as u32)
    }
}

impl FromIterator<ContractKind> for ContractSet {
    fn from_iter<I: IntoIterator<Item = ContractKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::default(), |set, kind| set.union(kind.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_satisfies_itself_and_is_found_by_its_id() {
        for &kind in ContractKind::ALL {
            assert!(kind.satisfied_by().contains(kind), "{}", kind.id());
            assert_eq!(ContractKind::from_id(kind.id()), Some(kind));
        }
        assert!(ContractKind::ALL.len() <= 32);
    }

    #[test]
    fn alternance_takes_apprentices_and_a_permanent_job_no_agency_worker() {
        assert!(ContractKind::WorkStudy.satisfied_by().contains(ContractKind::Apprenticeship));
        assert!(!ContractKind::Permanent.satisfied_by().contains(ContractKind::AgencyPermanent));
    }
}
