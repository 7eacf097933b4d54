//! How a query was understood, to be shown.

use crate::amounts::{self, AmountMeaning};
use crate::cover::{Piece, PieceReading};
use jobsearch_analysis::fold;
use jobsearch_posting::{Remote, WorkingTime};
use jobsearch_vocabulary::{Meaning, Mention, Vocabulary};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;

/// What asking for remote work means, unless it is said which.
const HYBRID_OR_FULL: &str = "hybrid or full";

/// The most stretches that are shown in a line, and the most characters of a stretch.
const MOST_SHOWN: usize = 40;
const LONGEST_SHOWN: usize = 120;

/// How a query was understood; its [`Display`](fmt::Display) is one line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Interpretation {
    /// Each stretch of the query, in order.
    pub understood: Vec<Understood>,
    /// What was odd about the query, or not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

/// A stretch of a query, and what it was read as.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Understood {
    /// The words typed.
    pub typed: String,
    /// What they were read as: `text`, `phrase`, `title`, `skill`, `contract`, `location`, `remote`, `time`, `pay`, `start`…;
    /// `aside` is not looked for, for it tells no offer from another.
    pub read_as: &'static str,
    /// What they mean, in the words of the vocabulary.
    pub meaning: String,
    /// Other names the search also looks for, the surest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The stretch is to be avoided.
    pub excluded: bool,
    /// The stretch would do as well as the one before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub instead: bool,
    /// The stretch filters: what does not satisfy it is left out.
    pub filters: bool,
    /// What else the words could have meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<String>,
}

impl Understood {
    pub(crate) fn of(typed: &str, piece: &Piece, vocabulary: &Vocabulary) -> Self {
        let (read_as, mentions) = match &piece.reading {
            PieceReading::Word => ("text", &[][..]),
            PieceReading::Aside => ("aside", &[][..]),
            PieceReading::Amount(meaning) => return Self::amount(typed, meaning, piece.negated),
            PieceReading::Concept(mentions) | PieceReading::Fact(mentions) => {
                (kind(&mentions[0], vocabulary), &mentions[..])
            }
        };
        let mut meanings: Vec<String> = mentions.iter().map(|mention| meaning(mention, vocabulary)).collect();
        meanings.dedup();
        meanings.truncate(3);
        // `télétravail` means some days or all of them, which is what `hybrid or full` says.
        if read_as == "remote" && meanings.len() > 1 {
            meanings = vec![HYBRID_OR_FULL.to_owned()];
        }
        let named = |rival: &Mention| format!("{} {}", kind(rival, vocabulary), meaning(rival, vocabulary));
        let mut rivals: Vec<String> = piece.rivals.iter().map(named).collect();
        rivals.dedup();
        rivals.truncate(3);
        Self {
            typed: typed.to_owned(),
            read_as,
            meaning: if meanings.is_empty() { typed.to_owned() } else { meanings.join(" / ") },
            excluded: piece.negated,
            rivals,
            ..Self::default()
        }
    }

    fn amount(typed: &str, meaning: &AmountMeaning, excluded: bool) -> Self {
        let read_as = match meaning {
            AmountMeaning::Wanted(quantity, _) => amounts::what(*quantity),
            AmountMeaning::Radius(_) => "within",
        };
        let label = amounts::label(meaning);
        let meaning = label.strip_prefix(read_as).unwrap_or(&label).trim_start().to_owned();
        Self { typed: typed.to_owned(), read_as, meaning, excluded, ..Self::default() }
    }

    pub(crate) fn phrase(typed: &str) -> Self {
        Self { typed: typed.to_owned(), read_as: "phrase", meaning: typed.to_owned(), ..Self::default() }
    }

    pub(crate) fn skill(typed: &str) -> Self {
        Self { typed: typed.to_owned(), read_as: "skill", meaning: typed.to_owned(), ..Self::default() }
    }

    pub(crate) fn filter(typed: &str, meaning: String) -> Self {
        Self { typed: typed.to_owned(), read_as: "filter", meaning, filters: true, ..Self::default() }
    }

    pub(crate) fn excluded(mut self) -> Self {
        self.excluded = true;
        self
    }
}

impl fmt::Display for Interpretation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, understood) in self.understood.iter().take(MOST_SHOWN).enumerate() {
            f.write_str(match at {
                0 => "",
                _ if understood.instead => " or ",
                _ => " · ",
            })?;
            write!(f, "{understood}")?;
        }
        match self.understood.len() {
            ..=MOST_SHOWN => Ok(()),
            count => write!(f, " · … {} more", count - MOST_SHOWN),
        }
    }
}

impl fmt::Display for Understood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excluded {
            f.write_str("not ")?;
        }
        match self.read_as {
            "text" => f.write_str(&short(&self.meaning))?,
            "aside" => write!(f, "({})", short(&self.meaning))?,
            "phrase" => write!(f, "“{}”", short(&self.meaning))?,
            "location" if !begins_alike(&self.meaning, &self.typed) => {
                write!(f, "location {} ({})", self.typed, self.meaning)?;
            }
            "filter" if self.excluded => f.write_str(&self.meaning)?,
            "filter" => write!(f, "only {}", self.meaning)?,
            "title" | "skill" | "tool" | "diploma" | "sector" => f.write_str(&self.typed)?,
            read_as => write!(f, "{read_as} {}", self.meaning)?,
        }
        if !self.also.is_empty() {
            write!(f, " (+ {})", self.also.join(", "))?;
        }
        if !self.rivals.is_empty() {
            write!(f, " [or {}]", self.rivals.join(", "))?;
        }
        Ok(())
    }
}

/// Tells whether a name begins with what was typed: `Saint-Étienne` with `saint etienne`, `Geneva` not with `Genève`.
fn begins_alike(name: &str, typed: &str) -> bool {
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(name).starts_with(&letters(typed))
}

/// The beginning of what nobody would read to its end.
fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((cut, _)) => Cow::Owned(format!("{}…", &text[..cut])),
        None => Cow::Borrowed(text),
    }
}

fn kind(mention: &Mention, vocabulary: &Vocabulary) -> &'static str {
    use jobsearch_vocabulary::ConceptKind as Kind;
    match mention.meaning {
        Meaning::Contract(_) => "contract",
        Meaning::WorkingTime(_) => "time",
        Meaning::Remote(_) => "remote",
        Meaning::Place(_) => "location",
        Meaning::Concept(id) => match vocabulary.get(id).kind() {
            Kind::Title => "title",
            Kind::Skill => "skill",
            Kind::Tool => "tool",
            Kind::Diploma => "diploma",
            Kind::Sector => "sector",
        },
    }
}

fn meaning(mention: &Mention, vocabulary: &Vocabulary) -> String {
    match mention.meaning {
        Meaning::Contract(kind) => kind.name().to_owned(),
        Meaning::WorkingTime(time) => working_time(time).to_owned(),
        Meaning::Remote(remote) => match remote {
            Remote::No => "on site".to_owned(),
            Remote::Hybrid(_) => HYBRID_OR_FULL.to_owned(),
            Remote::Full => "full".to_owned(),
        },
        Meaning::Place(place) => place.place().name().to_owned(),
        Meaning::Concept(id) => {
            let language = mention.language.unwrap_or(jobsearch_posting::Language::Fr);
            vocabulary.get(id).preferred(language).to_owned()
        }
    }
}

fn working_time(time: WorkingTime) -> &'static str {
    match time {
        WorkingTime::Full => "full",
        WorkingTime::Part => "part",
        WorkingTime::Night => "night",
        WorkingTime::Shifts => "shifts",
        WorkingTime::Weekend => "weekend",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_as_typed_and_as_it_was_read() {
        let check = |typed: &str, meaning: &str, expected: &str| {
            let (typed, meaning) = (typed.to_owned(), meaning.to_owned());
            let shown = Understood { typed, meaning, read_as: "location", ..Understood::default() };
            assert_eq!(shown.to_string(), expected);
        };
        check("saint etienne", "Saint-Étienne", "location Saint-Étienne");
        check("Vienne", "Vienne (38)", "location Vienne (38)");
        check("75", "Paris", "location 75 (Paris)");
        check("Genève", "Geneva", "location Genève (Geneva)");
    }
}
