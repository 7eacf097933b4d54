//! Working time as a share of full time: `80 %`, `50-100%`.

use crate::mention::{Meaning, Mention};
use jobsearch_analysis::Token;
use jobsearch_posting::WorkingTime;
use std::ops::Range;

/// How sure a reader is of a share.
const CERTAINTY: f32 = 0.95;
/// Words behind a percentage that say what else it is a share of; stop words show that something follows.
const OF_SOMETHING_ELSE: &[&str] = &[
    "bonus",
    "commission",
    "de",
    "distanciel",
    "du",
    "en",
    "of",
    "presentiel",
    "remote",
    "teletravail",
    "variable",
];

/// Finds the shares of full time that a text and its tokens name: less than 100 is part time, 100 is full time, and a
/// range up to 100 may be either. For titles and queries: in running text most percentages are shares of something else.
pub fn shares_of_time(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let mut shares = Vec::new();
    for at in 0..tokens.len() {
        let Some((tokens, least, most)) = share_at(text, tokens, at) else { continue };
        let times = [(WorkingTime::Part, least < 100), (WorkingTime::Full, most == 100)];
        let said = times.into_iter().filter(|(_, is_said)| *is_said);
        shares.extend(said.map(|(time, _)| Mention {
            tokens: tokens.clone(),
            meaning: Meaning::WorkingTime(time),
            certainty: CERTAINTY,
            weight: 1.0,
            language: None,
        }));
    }
    shares
}

/// The percentage that ends at a token, with the one it ranges from.
fn share_at(text: &str, tokens: &[Token], at: usize) -> Option<(Range<usize>, u32, u32)> {
    let most = percentage(&tokens[at])?;
    let behind = text[tokens[at].span.end..].trim_start().strip_prefix('%')?.trim_start();
    let from = at.checked_sub(1).and_then(|before| {
        let between = &text[tokens[before].span.end..tokens[at].span.start];
        let is_range = matches!(between.trim_matches(|c: char| c == '%' || c.is_whitespace()), "-" | "–");
        percentage(&tokens[before]).filter(|least| is_range && *least < most)
    });
    let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
    let is_all_of_something = most == 100 && from.is_none();
    if behind.starts_with(char::is_alphanumeric) && (is_all_of_something || OF_SOMETHING_ELSE.contains(&next))
    {
        return None;
    }
    Some(match from {
        Some(least) => (at - 1..at + 1, least, most),
        None => (at..at + 1, most, most),
    })
}

/// A share that a job may have.
fn percentage(token: &Token) -> Option<u32> {
    let share = token.word.parse().ok()?;
    (!token.alias && (20..=100).contains(&share) && share % 5 == 0).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;

    fn check(text: &str, expected: &[(&str, WorkingTime)]) {
        let tokens = Analyzer::new().tokens(text);
        let shares = shares_of_time(text, &tokens);
        let said = shares.iter().map(|share| {
            let span = tokens[share.tokens.start].span.start..tokens[share.tokens.end - 1].span.end;
            let Meaning::WorkingTime(time) = share.meaning else { panic!("{share:?}") };
            (&text[span], time)
        });
        assert_eq!(said.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_share_of_full_time_is_told_from_other_percentages() {
        use WorkingTime::{Full, Part};
        check("Secrétaire médical Privas CDI 50%", &[("50", Part)]);
        check("infirmier 80 % Lyon", &[("80", Part)]);
        check("IDE NUIT - CDI 100% (H/F)", &[("100", Full)]);
        check("Salesforce Engineer 80-100% Lausanne", &[("80-100", Part), ("80-100", Full)]);
        check("Application Operation Engineer (60% – 80%)", &[("60", Part), ("60% – 80", Part)]);
        check("Postdoc 100% Translational Psychiatry", &[]);
        check("Comptable 80% de télétravail", &[]);
        check("Vendeur 20% commission, 3% de croissance, 37% net", &[]);
        check("Animateur 75", &[]);
    }
}
