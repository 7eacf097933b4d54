//! What was recognised in a posting, each with the words it was read from.

use crate::{Contract, ContractSet, Day, Location, WorkingTime};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Everything recognised in a posting. Several values of one kind are all kept, the most certain first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The contracts offered (`CDI ou CDD` gives two).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<Fact<Contract>>,
    /// How much of the week is worked, and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub working_time: Vec<Fact<WorkingTime>>,
    /// Where the job is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Fact<Location>>,
    /// Whether one may work from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote: Option<Fact<Remote>>,
    /// What one must or should know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Fact<Skill>>,
    /// What is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<Fact<Pay>>,
    /// The day the job starts; the first of the month where only the month is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Fact<Day>>,
    /// The hours worked a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<Fact<f32>>,
    /// The experience asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experience: Option<Fact<Experience>>,
    /// The level of education asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub education: Option<Fact<Education>>,
    /// The languages one must speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Fact<Spoken>>,
    /// Who hires, where only the text names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<Fact<String>>,
}

impl Facts {
    /// The kinds of contract offered.
    pub fn contract_kinds(&self) -> ContractSet {
        self.contracts.iter().map(|fact| fact.value.kind).collect()
    }
}

/// A recognised value, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words it was read from, as written.
    pub raw: String,
    /// Who says so.
    pub origin: Origin,
}

/// Who says so: the source in a field of its own, or the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The source's field with this name.
    Given(String),
    /// Read in the title, at these bytes.
    Title(Range<usize>),
    /// Read in the section with this number, at these bytes of its text.
    Section(usize, Range<usize>),
}

/// Whether one may work from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remote {
    /// On site only.
    No,
    /// Some days a week (their number, 0 where it is not said).
    Hybrid(u8),
    /// Always.
    Full,
}

/// A skill of the vocabulary that a posting asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// The concept's identifier in the vocabulary.
    pub id: String,
    /// The name shown.
    pub label: String,
    /// The posting demands it; otherwise it is wished for.
    pub required: bool,
}

/// What is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pay {
    /// The lower bound, in units of the currency a period.
    pub min: f64,
    /// The upper bound; equal to the lower one where a single figure is given.
    pub max: f64,
    /// ISO 4217 code.
    pub currency: String,
    /// What the figures are for.
    pub period: Period,
    /// More than a single figure may be paid, or less, as the posting says (`from £30,000`, `jusqu'à 45 k€`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub open: Option<OpenEnd>,
    /// Before taxes, after, or not said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gross: Option<bool>,
    /// The same as a gross amount a year, where it can be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub yearly_gross: Option<(f64, f64)>,
    /// What was assumed to tell it, or why the figures are not believed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// The end at which a pay is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenEnd {
    /// The figure is the least.
    Above,
    /// The figure is the most.
    Below,
}

/// A pay period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Pay {
    /// The part of a gross pay that is left after social contributions, in France.
    pub const NET_OF_GROSS: f64 = 0.78;
    /// How many times its figure an open pay is taken to reach.
    pub const OPEN_REACH: f64 = 1.25;
    /// Working days a year under a French flat-rate agreement.
    pub const DAYS_A_YEAR: f64 = 218.0;

    /// The usual hours of a week where a currency, by its ISO 4217 code, is paid.
    pub fn hours_a_week(currency: &str) -> f64 {
        match currency {
            "GBP" => 37.5,
            "USD" | "CAD" => 40.0,
            "CHF" => 42.0,
            "MAD" => 44.0,
            _ => 35.0,
        }
    }
}

impl Period {
    /// How many of it a year's pay in a currency is made of, 12 months unless more are said.
    pub fn times_a_year(self, currency: &str) -> f64 {
        match self {
            Self::Hour => Pay::hours_a_week(currency) * 52.0,
            Self::Day => Pay::DAYS_A_YEAR,
            Self::Week => 52.0,
            Self::Month => 12.0,
            Self::Year => 1.0,
        }
    }
}

/// The experience asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Experience {
    /// The fewest years asked for.
    pub min_years: f32,
    /// Beginners are welcome.
    pub beginners: bool,
}

/// A level of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// Years after the baccalauréat: 0 is the bac itself, -1 a CAP or BEP, 5 a master, 8 a doctorate.
    pub bac_plus: i8,
}

/// A language one must speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// ISO 639-1 code.
    pub code: String,
    /// The level of the Common European Framework (`A1` … `C2`), where it is said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<String>,
}
