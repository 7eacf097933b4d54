//! What the text of a posting should say.

use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_engine::Field;
use jobsearch_vocabulary::ConceptId;
use std::iter::once;

/// Something the text should say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// As typed.
    pub(crate) label: String,
    /// The words, each with the terms it may stand as.
    pub(crate) words: Vec<AskedWord>,
    /// All terms, side by side.
    pub(crate) terms: Vec<String>,
    /// What the words name, and how nearly.
    pub(crate) concepts: Vec<(ConceptId, f32)>,
    pub(crate) role: Role,
    /// What would do as well: `aide-soignant` in `infirmier ou aide-soignant`.
    pub(crate) instead: Vec<Asked>,
}

impl Asked {
    /// Tells whether it would do as well as another, or the other as it.
    pub(crate) fn can_replace(&self, other: &Self) -> bool {
        let field = |role: Role| match role {
            Role::Text | Role::Phrase => Some(None),
            Role::Title | Role::Company => Some(role.field()),
            Role::FactWord | Role::Skill => None,
        };
        field(self.role).is_some() && field(self.role) == field(other.role)
    }

    /// It, and all that would do as well.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        once(self).chain(&self.instead)
    }

    /// What they are called.
    pub(crate) fn labels(&self) -> String {
        self.each().map(|one| one.label.as_str()).collect::<Vec<_>>().join(" / ")
    }
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AskedWord {
    pub(crate) label: String,
    /// The term, then its other spellings.
    pub(crate) terms: Vec<String>,
}

/// What part of a query a stretch of text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It should be found.
    Text,
    /// It stands for a fact; finding it as text as well helps a little.
    FactWord,
    /// It is a skill that the vocabulary does not know.
    Skill,
    /// It must be found, in this order.
    Phrase,
    /// It must be found in the title.
    Title,
    /// It must be found in the company's name.
    Company,
}

impl Role {
    /// The only field in which words of this role are looked for, where there is one.
    pub(crate) fn field(self) -> Option<Field> {
        match self {
            Self::Title => Some(Field::Title),
            Self::Company => Some(Field::Company),
            Self::Text | Self::FactWord | Self::Skill | Self::Phrase => None,
        }
    }
}

/// Function words that make another word of the one behind them: `après-vente`, `sous chef`, `non-executive`.
const CHANGING: &[&str] = &["after", "apres", "avant", "hors", "non", "sous"];

/// The words among tokens, with their other spellings; function words count only where they are kept, where they change
/// the next word, or when there is nothing else.
pub(crate) fn asked_words(tokens: &[Token], keeps: impl Fn(&Token) -> bool) -> Vec<AskedWord> {
    let all_stop_words = tokens.iter().all(|token| is_stop_word(&token.word));
    let counts = |at: usize, token: &Token| {
        all_stop_words || !is_stop_word(&token.word) || keeps(token) || changes_next(tokens, at)
    };
    let mut words: Vec<(u32, AskedWord)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match words.last_mut() {
            Some((position, word)) if token.alias && *position == token.position => {
                word.terms.push(token.term.to_string())
            }
            _ if token.alias || !counts(at, token) => {}
            _ => {
                let word = AskedWord { label: token.word.to_string(), terms: vec![token.term.to_string()] };
                words.push((token.position, word));
            }
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// Tells whether a token makes another word of the one behind it.
pub(crate) fn changes_next(tokens: &[Token], at: usize) -> bool {
    let counts = |next: &Token| !is_stop_word(&next.word);
    CHANGING.contains(&tokens[at].word.as_str()) && tokens.get(at + 1).is_some_and(counts)
}

/// Tells whether a token of what was typed stands in capitals among others that do not, as an acronym does.
pub(crate) fn stands_in_capitals(typed: &str, tokens: &[Token], token: &Token) -> bool {
    let start = tokens.iter().map(|token| token.span.start).min().unwrap_or(0);
    let word = typed.get(token.span.start.wrapping_sub(start)..token.span.end.wrapping_sub(start));
    word.is_some_and(|word| is_in_capitals(word, typed))
}

/// Tells whether a word stands in capitals, alone or in a text that is not all in capitals.
pub(crate) fn is_in_capitals(word: &str, text: &str) -> bool {
    let is_upper = |text: &str| !text.contains(char::is_lowercase);
    word.len() > 1 && is_upper(word) && (word == text.trim() || !is_upper(text))
}

/// Tells whether a token is a figure before a unit of time, or the unit behind it.
pub(crate) fn is_measure(tokens: &[Token], at: usize) -> bool {
    const UNITS: &[&str] = &[
        "mois", "month", "months", "semaine", "semaines", "week", "weeks", "jour", "jours", "day", "days",
        "an", "ans", "annee", "annees", "year", "years", "heures", "hours",
    ];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let is_figure = |at: usize| !word(at).is_empty() && word(at).chars().all(|c| c.is_ascii_digit());
    let is_unit = |at: usize| UNITS.contains(&word(at));
    (is_figure(at) && is_unit(at + 1)) || (is_unit(at) && at > 0 && is_figure(at - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    fn check(typed: &str, expected: &[&str]) {
        let tokens = Analyzer::new().tokens(typed);
        let words = asked_words(&tokens, |token| stands_in_capitals(typed, &tokens, token));
        assert_eq!(words.iter().map(|word| word.label.as_str()).collect::<Vec<_>>(), expected, "{typed}");
    }

    #[test]
    fn function_words_count_where_they_are_acronyms_or_alone_or_change_a_word() {
        check("chef de rang", &["chef", "rang"]);
        check("OR nurse", &["or", "nurse"]);
        check("infirmier DE", &["infirmier", "de"]);
        check("CHEF DE RANG", &["chef", "rang"]);
        check("au sur", &["au", "sur"]);
        check("responsable après-vente", &["responsable", "apres", "vente"]);
        check("sous chef de cuisine", &["sous", "chef", "cuisine"]);
        check("sous la direction", &["direction"]);
    }
}
