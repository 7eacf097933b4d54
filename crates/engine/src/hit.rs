//! What an engine answers.

use crate::Met;
use jobsearch_posting::Posting;

/// The answer to a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// How many postings each tier holds, the best tier first; copies count one by one.
    pub by_tier: [u64; Tier::COUNT],
    /// How many the filters left out.
    pub filtered_out: u64,
    /// The page asked for, best first.
    pub hits: Vec<Hit>,
}

impl Hits {
    /// How many postings were found in all tiers.
    pub fn total(&self) -> u64 {
        self.by_tier.iter().sum()
    }
}

/// A posting found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The posting.
    pub posting: Posting,
    /// `text × (1 + Σ weight·signal)`; comparable inside one answer and one tier only.
    pub score: f32,
    /// How fully it answers.
    pub tier: Tier,
    /// How it stands to each wanted fact, in the order of the plan.
    pub met: Vec<Met>,
    /// Where each group of the plan was found.
    pub matches: Vec<Match>,
    /// How many other copies of the posting there are.
    pub copies: u32,
}

/// A reading that was found in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The number of the group.
    pub group: usize,
    /// The number of the word in the group, or none when one of the group's other names was found.
    pub word: Option<usize>,
    /// The number of the reading of the word, or of the group's other name.
    pub reading: usize,
    /// The field.
    pub field: Field,
}

/// A searched field of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title and the other titles.
    Title,
    /// The body.
    Body,
    /// The company's name.
    Company,
    /// Text that many postings share.
    Boilerplate,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 4] = [Self::Title, Self::Body, Self::Company, Self::Boilerplate];
}

/// How fully a posting answers: facts first, text second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// The text answers, and so do all facts.
    Full,
    /// The text answers; a fact is not said, or nearly met.
    Unknown,
    /// The facts answer, the text in part.
    Loose,
    /// The text answers; a fact is missed, or of several not one is said, or one is not said by a text that answers in
    /// another language only.
    Missed,
    /// Neither answers in full, or words are found in passing only.
    Partial,
}

/// How well the text of a posting answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// It says all that counts where it counts.
    Full,
    /// It says all of it, some in another language than the question.
    Foreign,
    /// It says some of it.
    Part,
    /// A word stands somewhere in it.
    Passing,
}

impl Tier {
    /// How many tiers there are.
    pub const COUNT: usize = 5;

    /// Every tier, the best first.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Full, Self::Unknown, Self::Loose, Self::Missed, Self::Partial];

    /// The tier of a posting by how it stands to the wanted facts, where there are some, and how well its text answers.
    #[inline]
    pub fn of(met: impl IntoIterator<Item = Met>, text: Answer) -> Self {
        let (mut facts, mut wanted, mut told, mut silent) = (None, 0, false, false);
        for met in met {
            silent |= met == Met::Unknown;
            let (tier, says) = match met {
                Met::Yes => (Self::Full, true),
                Met::Near(_) => (Self::Unknown, true),
                Met::Far(_) | Met::Unknown => (Self::Unknown, false),
                Met::No => (Self::Missed, true),
            };
            (facts, wanted, told) = (facts.max(Some(tier)), wanted + 1, told | says);
        }
        if wanted > 1 && !told {
            facts = Some(Self::Missed);
        }
        match (facts, text) {
            (Some(Self::Unknown), Answer::Foreign) if silent => Self::Missed,
            (facts, Answer::Full | Answer::Foreign) => facts.unwrap_or(Self::Full),
            (None, _) | (Some(Self::Full), Answer::Part) => Self::Loose,
            _ => Self::Partial,
        }
    }
}
