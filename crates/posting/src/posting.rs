//! The posting and its sections.

use crate::{Day, Facts};
use serde::{Deserialize, Serialize};

/// A job posting as the rest of the system sees it: cleaned text, and the facts recognised in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posting {
    /// The identifier the source gives, or one derived from the content; unique in an index.
    pub id: String,
    /// Where it was read: a path, and the record's number where a file holds several (`offers.ndjson:17`).
    pub source: String,
    /// The address of the posting, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// An offer, or the description of a role.
    pub kind: Kind,
    /// The title, without its gender tag.
    pub title: String,
    /// What was taken off the title when it was cleaned, such as `H/F`; kept, never searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender_tag: Option<String>,
    /// Other names of the same job, as the posting lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<String>,
    /// Who hires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// The body, in reading order.
    pub sections: Vec<Section>,
    /// What was recognised.
    pub facts: Facts,
    /// The day it was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted: Option<Day>,
    /// The last day one may apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_through: Option<Day>,
}

impl Posting {
    /// The language most of the body is in; `None` where no section tells.
    pub fn main_language(&self) -> Option<Language> {
        let length = |language| -> usize {
            let sections = self.sections.iter().filter(|section| section.language == Some(language));
            sections.map(|section| section.text.len()).sum()
        };
        match (length(Language::Fr), length(Language::En)) {
            (0, 0) => None,
            (fr, en) if fr >= en => Some(Language::Fr),
            _ => Some(Language::En),
        }
    }
}

/// Whether a posting offers work or describes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody hires.
    #[default]
    Offer,
    /// The description of a role: it has no contract and no location, and is found all the same.
    RoleSheet,
}

/// A part of a posting's body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What the part is about.
    pub kind: SectionKind,
    /// The language most of it is in, where that could be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Language>,
    /// The heading as written, where there was one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub heading: Option<String>,
    /// The text, paragraphs and list items each on a line of their own.
    pub text: String,
    /// The text is shared with other postings and says nothing of this job.
    #[serde(default)]
    pub boilerplate: bool,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Text under no heading that says what it is.
    #[default]
    Other,
    /// Who the company is.
    Company,
    /// Why the job exists.
    Mission,
    /// What is done all day.
    Tasks,
    /// Who is looked for.
    Profile,
    /// What one must know.
    Skills,
    /// Diplomas and training.
    Education,
    /// Pay, meals, days off.
    Benefits,
    /// How the hiring goes.
    Process,
    /// Equal opportunity, data protection and other standing text.
    Legal,
}

impl SectionKind {
    /// Tells whether what stands here may be asked of the applicant.
    pub fn bears_skills(self) -> bool {
        !matches!(self, Self::Company | Self::Benefits | Self::Process | Self::Legal)
    }
}

/// A language postings are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}
