//! The postings that the cases ask for.

use crate::{Field, Name, PreparedPosting, name_key};
use jobsearch_analysis::Analyzer;
use jobsearch_posting::{
    Contract, ContractKind, Country, Day, Experience, Fact, Facts, Language, Location, Origin, Pay, Period,
    Point, Posting, Precision, Remote, Section, Skill,
};

/// A posting in a line.
pub(super) struct Sample {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) body: &'static str,
    pub(super) company: &'static str,
    pub(super) boilerplate: &'static str,
    /// The concepts that the title and the body name; behind a stroke of how many words the name is.
    pub(super) names: [&'static str; 2],
    pub(super) language: Option<Language>,
    pub(super) contract: Option<ContractKind>,
    pub(super) place: Option<Place>,
    pub(super) remote: Option<Remote>,
    pub(super) posted: Option<Day>,
    pub(super) figures: Option<Figures>,
    /// The skills asked for; those with a question mark are wished.
    pub(super) skills: &'static str,
    /// What its copies share; 0 for a posting without copies.
    pub(super) cluster: u64,
}

/// What is said in figures.
pub(super) struct Figures {
    /// The gross pay a year, from and to, and its currency.
    pub(super) pay: (f64, f64, &'static str),
    pub(super) months: f32,
    pub(super) start: Day,
    pub(super) hours: f32,
    pub(super) years: f32,
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
    names: [""; 2],
    language: None,
    contract: None,
    place: None,
    remote: None,
    posted: None,
    figures: None,
    skills: "",
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

/// One concept typed, named otherwise in the title or in the body, and another one.
pub(super) const NAMES: &[Sample] = &[
    Sample { id: "typed", title: "Formateur", names: ["trainer", ""], ..BLANK },
    Sample { id: "title", names: ["trainer coach", ""], ..BLANK },
    Sample { id: "body", names: ["", "trainer"], ..BLANK },
    Sample { id: "other", names: ["coach", ""], ..BLANK },
];

/// Titles that say a thing under several names, alone and with more.
pub(super) const AS_TYPED: &[Sample] = &[
    Sample { id: "typed", title: "Formateur", language: Some(Language::Fr), ..BLANK },
    Sample { id: "typed-more", title: "Formateur moniteur", language: Some(Language::Fr), ..BLANK },
    Sample {
        id: "name",
        title: "Technical trainer",
        names: ["trainer/2", ""],
        language: Some(Language::En),
        ..BLANK
    },
    Sample { id: "name-more", title: "Technical trainer coach", names: ["trainer/2", ""], ..BLANK },
];

/// Two words, side by side and not.
pub(super) const PHRASES: &[Sample] = &[
    Sample { id: "side", title: "Chef projet", ..BLANK },
    Sample { id: "gap", title: "Chef de projet", ..BLANK },
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
    Sample { id: "f", boilerplate: "Soudeur", contract: Some(ContractKind::Permanent), ..BLANK },
    Sample { id: "g", title: "Boulanger", body: "Soudeur demain", ..BLANK },
];

/// Four copies, of which one stands out and one says nothing of it, and another posting.
pub(super) const COPIES: &[Sample] = &[
    Sample { id: "first", title: "Boulanger", cluster: 7, ..BLANK },
    Sample { id: "second", body: "Boulanger demain", cluster: 7, ..BLANK },
    Sample { id: "third", body: "Boulanger demain", cluster: 7, ..BLANK },
    Sample { id: "silent", title: "Vendeur", cluster: 7, ..BLANK },
    Sample { id: "other", company: "Boulanger", ..BLANK },
];

/// The same title, other figures.
pub(super) const FIGURES: &[Sample] = &[
    Sample {
        id: "more",
        title: "Mareyeur",
        contract: Some(ContractKind::FixedTerm),
        posted: Some(Day(20_600)),
        figures: Some(Figures {
            pay: (40_000.0, 52_000.0, "EUR"),
            months: 12.0,
            start: Day(20_454),
            hours: 35.0,
            years: 5.0,
        }),
        ..BLANK
    },
    Sample {
        id: "less",
        title: "Mareyeur",
        contract: Some(ContractKind::Internship),
        posted: Some(Day(20_500)),
        figures: Some(Figures {
            pay: (22_000.0, 24_000.0, "GBP"),
            months: 6.0,
            start: Day(20_500),
            hours: 24.0,
            years: 1.0,
        }),
        ..BLANK
    },
    Sample { id: "unsaid", title: "Mareyeur", ..BLANK },
];

/// Postings that ask for skills, and one that names one in its text.
pub(super) const SKILLS: &[Sample] = &[
    Sample { id: "both", title: "Analyste", skills: "sql python", ..BLANK },
    Sample { id: "much", title: "Analyste", skills: "sql rust go java", ..BLANK },
    Sample { id: "wished", title: "Analyste", skills: "sql? java", ..BLANK },
    Sample { id: "other", title: "Analyste", skills: "java", ..BLANK },
    Sample { id: "text", title: "Statisticien", body: "Soudeur demain", ..BLANK },
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

/// Makes a posting ready, with what is searched of a sample.
pub(super) fn prepare(posting: Posting) -> PreparedPosting {
    let sections = posting.sections.iter().map(|section| {
        (if section.boilerplate { Field::Boilerplate } else { Field::Body }, section.text.as_str())
    });
    let company = posting.company.as_deref().map(|company| (Field::Company, company));
    let texts = std::iter::once((Field::Title, posting.title.as_str())).chain(sections).chain(company);
    let terms = texts.map(|(field, text)| (field, Analyzer::new().terms(text))).collect();
    PreparedPosting { file: posting.source.clone(), terms, posting, ..PreparedPosting::default() }
}

impl Sample {
    fn prepared(&self, number: u64) -> PreparedPosting {
        let section = |text: &str, boilerplate| Section {
            text: text.to_owned(),
            boilerplate,
            language: self.language,
            ..Section::default()
        };
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
        let names = Name::FIELDS.into_iter().zip(self.names).flat_map(|(field, concepts)| {
            concepts.split_whitespace().flat_map(move |concept| {
                let (concept, words) = concept.split_once('/').unwrap_or((concept, "0"));
                let key = |words| name_key(concept, (Language::En, 1.0), words);
                [(field, key(0)), (field, key(words.parse().unwrap_or(0)))]
            })
        });
        PreparedPosting { names: names.collect(), content_hash: number, cluster, ..prepare(posting) }
    }

    fn facts(&self) -> Facts {
        let figures = self.figures.as_ref();
        let months = figures.map(|figures| figures.months);
        let contract = self.contract.map(|kind| fact(Contract { kind, months }));
        let location = self.place.as_ref().map(|place| fact(place.location()));
        Facts {
            contracts: contract.into_iter().collect(),
            locations: location.into_iter().collect(),
            remote: self.remote.map(fact),
            skills: self.skills.split_whitespace().map(|name| fact(skill(name))).collect(),
            pay: figures.map(|figures| fact(pay(figures.pay))),
            start: figures.map(|figures| fact(figures.start)),
            weekly_hours: figures.map(|figures| fact(figures.hours)),
            experience: figures
                .map(|figures| fact(Experience { min_years: figures.years, beginners: false })),
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

fn skill(name: &str) -> Skill {
    let id = name.trim_end_matches('?').to_owned();
    Skill { label: id.clone(), id, required: !name.ends_with('?') }
}

fn pay((min, max, currency): (f64, f64, &str)) -> Pay {
    let (currency, yearly_gross) = (currency.to_owned(), Some((min, max)));
    Pay { min, max, currency, period: Period::Year, open: None, gross: Some(true), yearly_gross, note: None }
}

fn fact<T>(value: T) -> Fact<T> {
    Fact { value, raw: String::new(), origin: Origin::Given("sample".to_owned()) }
}
