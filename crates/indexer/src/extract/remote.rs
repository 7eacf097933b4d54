//! Whether one may work from elsewhere.

mod phrases;

use super::marks::Reader;
use super::{Part, Reading, given};
use jobsearch_analysis::fold;
use jobsearch_posting::{Fact, Remote};
use jobsearch_vocabulary::Meaning;

/// How sure a mention must be, and in a title, which speaks of the job alone.
const IN_TEXT: f32 = 0.8;
const IN_TITLE: f32 = 0.6;

/// The words that may speak of remote work.
pub(super) const WORDS: [&str; 12] = [
    "distanciel",
    "full-remote",
    "fully-remote",
    "homeoffice",
    "hybrid",
    "hybride",
    "remote",
    "remote-first",
    "remotely",
    "teletravail",
    "teletravaille",
    "wfh",
];

/// Reads it from its own field, from the contract's or the place's, from the title, and at last from the text.
pub(super) fn remote(reading: &Reading<'_>) -> Option<Fact<Remote>> {
    let own = reading.raw.remote.as_deref().and_then(|raw| Some(given(of_field(raw)?, "remote", raw)));
    let contracts = reading.raw.contracts.iter().map(|raw| ("contract", raw));
    let beside = contracts
        .chain(reading.raw.locations.iter().filter_map(|place| Some(("location", place.text.as_ref()?))));
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
        // `Developer (onsite)`, but not `onsite or remote`.
        .or_else(|| sure_mention(&reading.title, IN_TITLE))
        .or_else(|| reading.sections.iter().find_map(in_part))
}

fn in_part(part: &Part<'_>) -> Option<Fact<Remote>> {
    sure_mention(part, IN_TEXT).or_else(|| counted_days(part)).or_else(|| phrases::said(part))
}

/// `Télétravail : 2 jours par semaine`: the word with a number of days close by.
fn counted_days(part: &Part<'_>) -> Option<Fact<Remote>> {
    let remote = |at: &usize| {
        matches!(
            part.word(*at),
            "teletravail" | "remote" | "teletravaille" | "wfh" | "distanciel" | "homeoffice"
        )
    };
    part.marks.of_reader(Reader::Remote).filter(remote).find_map(|at| {
        let mut near = (at + 1..at + 8).chain(at.saturating_sub(6)..at);
        let number = near.find(|near| {
            is_day(part.word(near + 1)) && part.in_one_sentence(at.min(*near), at.max(near + 1))
        })?;
        let days = match part.word(number) {
            "un" | "une" | "one" => 1,
            "deux" | "two" => 2,
            "trois" | "three" => 3,
            "quatre" | "four" => 4,
            word => word.parse().ok().filter(|days| (1..=5).contains(days))?,
        };
        let remote = if days == 5 { Remote::Full } else { Remote::Hybrid(days) };
        Some(part.fact(remote, part.span(at.min(number)..at.max(number + 1) + 1)))
    })
}

fn is_day(word: &str) -> bool {
    matches!(word, "jour" | "jours" | "j" | "day" | "days")
}

fn sure_mention(part: &Part<'_>, least: f32) -> Option<Fact<Remote>> {
    part.terms.iter().filter(|mention| mention.certainty >= least).find_map(|mention| {
        let Meaning::Remote(remote) = mention.meaning else { return None };
        // `We are not remote-only` refuses nothing.
        if part.word(mention.tokens.end) == "only" || part.word(mention.tokens.end - 1) == "only" {
            return None;
        }
        let denied = part.is_denied(mention.tokens.start);
        let remote = if denied { Remote::No } else { remote };
        Some(part.fact(remote, part.span(mention.tokens.clone())))
    })
}

/// Reads a field that is for remote work alone, so that `oui`, `false` or `partiel` say enough.
fn of_field(raw: &str) -> Option<Remote> {
    const UNSAID: &str = "non renseigne|not specified|unknown|a definir|non precise";
    const NEVER: &str = "non|no|false|0|none|aucun|n|never|jamais";
    const ON_SITE: &str = "non autorise|pas de|pas_de|pas_tele|no remote|not remote|on-site|onsite|on_site|on site|sur site|presentiel|\
        in office|in-office|non -|impossible";
    const HYBRID: &str = "hybrid|partiel|partial";
    const SOMETIMES: &str = "frequent|occasion|few days|regulier|ponctuel|jour|day|possible|part ";
    const ALWAYS: &str = "total|complet|full|100|telecommute|remote|distance|entirely";
    let folded = fold(raw);
    let folded = folded.trim();
    let has = |words: &str| words.split('|').any(|word| folded.contains(word));
    let some = Some(Remote::Hybrid(days(folded)));
    if folded.is_empty() || has(UNSAID) {
        None
    } else if has(HYBRID) {
        some
    } else if NEVER.split('|').any(|word| folded == word) || has(ON_SITE) {
        Some(Remote::No)
    } else if has(SOMETIMES) {
        some
    } else if has(ALWAYS) {
        Some(Remote::Full)
    } else {
        (matches!(folded, "1" | "o" | "y" | "true") || has("oui|yes|teletravail|home"))
            .then_some(some)
            .flatten()
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
    use crate::extract::tests::{check_texts, titled};
    use crate::{Options, RawPosting, prepare};
    use expect_test::{Expect, expect};
    use jobsearch_posting::Posting;

    #[test]
    fn a_title_speaks_of_the_job_alone() {
        let check = |title: &str, text: &str, expected: Option<Remote>| {
            let raw = RawPosting { description: Some(text.into()), ..titled(title) };
            let read = prepare(&raw, &Options::default()).facts.remote;
            assert_eq!(read.map(|fact| fact.value), expected, "{title}: {text}");
        };
        check("Software engineer (onsite)", "Our teams do hybrid work.", Some(Remote::No));
        check("Developer Advocate - Onsite or Remote", "", Some(Remote::Hybrid(0)));
        check("Software engineer", "Onsite parking.", None);
    }

    #[test]
    fn its_own_field() {
        let check = |raws: &[&str], expected: Expect| {
            let said: Vec<_> = raws.iter().map(|raw| format!("{raw}: {:?}", of_field(raw))).collect();
            expected.assert_eq(&said.join("\n"));
        };
        check(
            &[
                "A few days at home",
                "Non",
                "False",
                "true",
                "Télétravail fréquent",
                "Hybride",
                "Télétravail non renseigné",
                "Fully-remote",
                "Télétravail occasionnel",
                "Télétravail non autorisé",
                "TELECOMMUTE",
                "Télétravail total",
                "Oui 100%",
                "2 jours par semaine",
                "jusqu’à 3 jours/semaine",
                "On-site",
                "Pas_teletravail",
                "Complet",
                "Partiel",
                "hybrid, 2 days a week in office",
            ],
            expect![[r#"
                A few days at home: Some(Hybrid(0))
                Non: Some(No)
                False: Some(No)
                true: Some(Hybrid(0))
                Télétravail fréquent: Some(Hybrid(0))
                Hybride: Some(Hybrid(0))
                Télétravail non renseigné: None
                Fully-remote: Some(Full)
                Télétravail occasionnel: Some(Hybrid(0))
                Télétravail non autorisé: Some(No)
                TELECOMMUTE: Some(Full)
                Télétravail total: Some(Full)
                Oui 100%: Some(Full)
                2 jours par semaine: Some(Hybrid(2))
                jusqu’à 3 jours/semaine: Some(Hybrid(3))
                On-site: Some(No)
                Pas_teletravail: Some(No)
                Complet: Some(Full)
                Partiel: Some(Hybrid(0))
                hybrid, 2 days a week in office: Some(Hybrid(2))"#]],
        );
    }

    #[test]
    fn the_text_and_its_denials() {
        let told =
            |posting: Posting| format!("{:?}", posting.facts.remote.map(|fact| (fact.value, fact.raw)));
        let check = |texts: &[&str], expected| check_texts(texts, &titled("Poste"), told, expected);
        check(
            &[
                "Pas de télétravail.",
                "Télétravail : 2 jours par semaine",
                "Full remote possible",
                "Vous aimez le terrain.",
                "This is not a remote position.",
                "#LI-Remote",
                "Workplace type: Remote",
                "This is a hybrid role.",
                "Remote monitoring of hybrid clouds.",
                "While many roles are remote-first, we are not remote-only.",
            ],
            expect![[r#"
                Pas de télétravail.: Some((No, "Pas de télétravail"))
                Télétravail : 2 jours par semaine: Some((Hybrid(2), "Télétravail : 2 jours par semaine"))
                Full remote possible: Some((Full, "Full remote"))
                Vous aimez le terrain.: None
                This is not a remote position.: Some((No, "not a remote"))
                #LI-Remote: Some((Full, "Remote"))
                Workplace type: Remote: Some((Full, "Remote"))
                This is a hybrid role.: Some((Hybrid(0), "hybrid role"))
                Remote monitoring of hybrid clouds.: None
                While many roles are remote-first, we are not remote-only.: Some((Full, "remote"))"#]],
        );
    }
}
