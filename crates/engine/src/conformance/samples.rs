//! The postings that the cases ask for.

use crate::PreparedPosting;
use jobsearch_posting::{
    Contract, ContractKind, Country, Day, Fact, Facts, Location, Origin, Point, Posting, Precision, Remote,
    Section,
};

/// A posting in a line.
pub(super) struct Sample {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) body: &'static str,
    pub(super) company: &'static str,
    pub(super) boilerplate: &'static str,
    pub(super) contract: Option<ContractKind>,
    pub(super) place: Option<Place>,
    pub(super) remote: Option<Remote>,
    pub(super) posted: Option<Day>,
    /// What its copies share; 0 for a posting without copies.
    pub(super) cluster: u64,
}

/// A place in France.
pub(super) struct Place {
    pub(super) precision: Precision,
    pub(super) department: &'static str,
    pub(super) point: Option<Point>,
}

pub(super) const LYON: Point = Point { lat: 45.76, lon: 4.83 };
pub(super) const RHONE: &str = "69";
/// The region of all our places.
pub(super) const REGION: &str = "84";

/// Nothing is said.
const BLANK: Sample = Sample {
    id: "",
    title: "Offre",
    body: "Texte court",
    company: "",
    boilerplate: "",
    contract: None,
    place: None,
    remote: None,
    posted: None,
    cluster: 0,
};

/// One word in each field, and names that two postings call the same thing.
pub(super) const TEXTS: &[Sample] = &[
    Sample { id: "title", title: "Soudeur", ..BLANK },
    Sample { id: "body", body: "Soudeur demain", ..BLANK },
    Sample { id: "company", company: "Soudeur", ..BLANK },
    Sample { id: "boilerplate", boilerplate: "Soudeur", ..BLANK },
    Sample { id: "typed", title: "Formateur technique", ..BLANK },
    Sample { id: "names", title: "Trainer coach moniteur technique", ..BLANK },
];

/// Two words, near each other and not.
pub(super) const PHRASES: &[Sample] = &[
    Sample { id: "side", title: "Chef projet", ..BLANK },
    Sample { id: "gap", title: "Chef de projet", ..BLANK },
    Sample { id: "apart", title: "Chef cuisinier pour notre nouveau grand restaurant en projet", ..BLANK },
    Sample { id: "turned", title: "Projet chef", ..BLANK },
];

/// The same title, other facts.
pub(super) const FACTS: &[Sample] = &[
    Sample {
        id: "lyon",
        title: "Cariste",
        contract: Some(ContractKind::Permanent),
        place: Some(town(0.0, RHONE)),
        remote: Some(Remote::Hybrid(2)),
        posted: Some(Day(20_600)),
        ..BLANK
    },
    Sample {
        id: "near",
        title: "Cariste",
        contract: Some(ContractKind::FixedTerm),
        place: Some(town(0.1, RHONE)),
        remote: Some(Remote::No),
        posted: Some(Day(20_500)),
        ..BLANK
    },
    Sample { id: "far", title: "Cariste", place: Some(town(0.39, RHONE)), ..BLANK },
    Sample { id: "beyond", title: "Cariste", place: Some(town(-0.39, "38")), ..BLANK },
    Sample {
        id: "vague",
        title: "Cariste",
        place: Some(Place { precision: Precision::Department, department: RHONE, point: None }),
        ..BLANK
    },
    Sample { id: "unsaid", title: "Cariste", ..BLANK },
];

/// What the text says in the title or in passing, and the contract that is asked for, another or none.
pub(super) const TIERS: &[Sample] = &[
    Sample { id: "a", title: "Soudeur", contract: Some(ContractKind::Permanent), ..BLANK },
    Sample { id: "b", title: "Soudeur", ..BLANK },
    Sample { id: "c", body: "Soudeur demain", contract: Some(ContractKind::Permanent), ..BLANK },
    Sample { id: "d", title: "Soudeur", contract: Some(ContractKind::FixedTerm), ..BLANK },
    Sample { id: "e", body: "Soudeur demain", contract: Some(ContractKind::FixedTerm), ..BLANK },
];

/// Four copies, of which one stands out and one says nothing of it, and another posting.
pub(super) const COPIES: &[Sample] = &[
    Sample { id: "first", title: "Boulanger", cluster: 7, ..BLANK },
    Sample { id: "second", body: "Boulanger demain", cluster: 7, ..BLANK },
    Sample { id: "third", body: "Boulanger demain", cluster: 7, ..BLANK },
    Sample { id: "silent", title: "Vendeur", cluster: 7, ..BLANK },
    Sample { id: "other", company: "Boulanger", ..BLANK },
];

/// A town so many degrees north of Lyon.
const fn town(north: f32, department: &'static str) -> Place {
    let point = Point { lat: LYON.lat + north, lon: LYON.lon };
    Place { precision: Precision::Commune, department, point: Some(point) }
}

/// Makes the postings, in order.
pub(super) fn prepared(samples: &[Sample]) -> Vec<PreparedPosting> {
    (1..).zip(samples).map(|(number, sample)| sample.prepared(number)).collect()
}

impl Sample {
    fn prepared(&self, number: u64) -> PreparedPosting {
        let section =
            |text: &str, boilerplate| Section { text: text.to_owned(), boilerplate, ..Section::default() };
        let sections = [section(self.body, false), section(self.boilerplate, true)];
        let posting = Posting {
            id: self.id.to_owned(),
            source: format!("{}.txt", self.id),
            title: self.title.to_owned(),
            company: Some(self.company.to_owned()).filter(|company| !company.is_empty()),
            sections: sections.into_iter().filter(|section| !section.text.is_empty()).collect(),
            facts: self.facts(),
            posted: self.posted,
            ..Posting::default()
        };
        // A posting without copies is in a cluster of its own.
        let cluster = if self.cluster == 0 { 1_000 + number } else { self.cluster };
        PreparedPosting { file: posting.source.clone(), content_hash: number, cluster, posting }
    }

    fn facts(&self) -> Facts {
        let contract = self.contract.map(|kind| fact(Contract { kind, months: None }));
        let location = self.place.as_ref().map(|place| fact(place.location()));
        Facts {
            contracts: contract.into_iter().collect(),
            locations: location.into_iter().collect(),
            remote: self.remote.map(fact),
            ..Facts::default()
        }
    }
}

impl Place {
    /// The place as postings hold it.
    pub(super) fn location(&self) -> Location {
        Location {
            name: self.department.to_owned(),
            precision: self.precision,
            department: Some(self.department.to_owned()),
            region: Some(REGION.to_owned()),
            country: Some(Country::FRANCE),
            point: self.point,
            ..Location::default()
        }
    }
}

fn fact<T>(value: T) -> Fact<T> {
    Fact { value, raw: String::new(), origin: Origin::Given("sample".to_owned()) }
}
