//! Whether one may work from elsewhere.

use super::{Part, Reading, given};
use jobsearch_analysis::fold;
use jobsearch_posting::{Fact, Remote};
use jobsearch_vocabulary::Meaning;

/// How sure a mention must be in the text.
const IN_TEXT: f32 = 0.8;

/// Reads it from its own field, from the contract's or the place's, from the title, and at last from the text.
pub(super) fn remote(reading: &Reading<'_>) -> Option<Fact<Remote>> {
    let own = reading.raw.remote.as_deref().and_then(|raw| Some(given(of_field(raw)?, "remote", raw)));
    let contracts = reading.raw.contracts.iter().map(|raw| ("contract", raw));
    let beside = contracts.chain(reading.raw.locations.iter().filter_map(|place| Some(("location", place.text.as_ref()?))));
    let mentioned = beside.filter_map(|(field, raw)| {
        let mentions = reading.terms_of(raw);
        let remote = mentions.iter().find_map(|mention| match mention.meaning {
            Meaning::Remote(remote) => Some(remote),
            _ => None,
        });
        Some(given(remote?, field, raw))
    });
    own.or_else(|| mentioned.into_iter().next())
        .or_else(|| in_part(&reading.title))
        .or_else(|| reading.sections.iter().find_map(in_part))
}

fn in_part(part: &Part<'_>) -> Option<Fact<Remote>> {
    part.terms.iter().filter(|mention| mention.certainty >= IN_TEXT).find_map(|mention| {
        let Meaning::Remote(remote) = mention.meaning else { return None };
        let denied = part.is_denied(mention.tokens.start);
        let remote = if denied { Remote::No } else { remote };
        Some(part.fact(remote, part.span(mention.tokens.clone())))
    })
}

/// Reads a field that is for remote work alone, so that `oui`, `false` or `partiel` say enough.
fn of_field(raw: &str) -> Option<Remote> {
    let folded = fold(raw);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let is = |words: &[&str]| words.iter().any(|word| folded.trim() == *word);
    if has(&["non renseigne", "not specified", "unknown", "a definir", "non precise"]) || folded.trim().is_empty() {
        None
    } else if is(&["non", "no", "false", "0", "none", "aucun", "n", "never", "jamais"])
        || has(&["non autorise", "pas de", "pas_de", "pas_tele", "no remote", "not remote", "on-site", "onsite", "on_site", "on site", "sur site", "presentiel", "in office", "in-office", "non -", "impossible"])
    {
        let hybrid = has(&["hybrid", "partiel"]);
        Some(if hybrid { Remote::Hybrid(days(&folded)) } else { Remote::No })
    } else if has(&["hybrid", "partiel", "partial", "frequent", "occasionnel", "occasional", "few days", "regulier", "ponctuel", "jour", "day", "possible", "part "]) {
        Some(Remote::Hybrid(days(&folded)))
    } else if has(&["total", "complet", "full", "100", "telecommute", "remote", "distance", "entirely"]) {
        Some(Remote::Full)
    } else if is(&["oui", "yes", "true", "1", "o", "y"]) || has(&["oui", "yes", "teletravail", "home"]) {
        Some(Remote::Hybrid(days(&folded)))
    } else {
        None
    }
}

/// The days a week that a text names, 0 where it names none.
fn days(folded: &str) -> u8 {
    let marks = ["jour", "day", "j/", "j /", "j par", "fois"];
    let at = marks.iter().filter_map(|mark| folded.find(mark)).min();
    let before = at.map_or("", |at| folded[..at].trim_end());
    match before.chars().next_back().and_then(|c| c.to_digit(10)) {
        Some(days @ 1..=5) => days as u8,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};

    #[test]
    fn its_own_field() {
        let check = |raws: &[&str], expected: Expect| {
            let said: Vec<_> = raws.iter().map(|raw| format!("{raw}: {:?}", of_field(raw))).collect();
            expected.assert_eq(&said.join("\n"));
        };
        check(
            &[
                "A few days at home", "Non", "False", "true", "Télétravail fréquent", "Hybride", "Télétravail non renseigné", "Fully-remote",
                "Télétravail occasionnel", "Télétravail non autorisé", "TELECOMMUTE", "Télétravail total", "Oui 100%", "2 jours par semaine",
                "jusqu’à 3 jours/semaine", "On-site", "Pas_teletravail", "Complet", "Partiel", "hybrid, 2 days a week in office",
            ],
            expect![[r#""#]],
        );
    }

    #[test]
    fn the_text_and_its_denials() {
        let check = |texts: &[&str], expected: Expect| {
            let one = |text: &&str| {
                let raw = RawPosting { title: Some("Poste".into()), description: Some((*text).into()), ..RawPosting::default() };
                format!("{text}: {:?}", prepare(&raw, &Options::default()).facts.remote.map(|fact| (fact.value, fact.raw)))
            };
            expected.assert_eq(&texts.iter().map(one).collect::<Vec<_>>().join("\n"));
        };
        check(
            &["Pas de télétravail.", "Télétravail : 2 jours par semaine", "Full remote possible", "Vous aimez le terrain.", "This is not a remote position."],
            expect![[r#""#]],
        );
    }
}
