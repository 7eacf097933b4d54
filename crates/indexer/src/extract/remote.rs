//! Whether one may work from elsewhere.

mod phrases;

use super::marks::Reader;
use super::{Analysed, Part, given};
use jobsearch_analysis::fold;
use jobsearch_posting::{Fact, Remote};
use jobsearch_vocabulary::Meaning;
use std::ops::Range;

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
pub(super) fn remote(analysed: &Analysed<'_>) -> Option<Fact<Remote>> {
    let own = analysed.raw.remote.as_deref().and_then(|raw| Some(given(of_field(raw)?, "remote", raw)));
    let contracts = analysed.raw.contracts.iter().map(|raw| ("contract", raw));
    let beside = contracts
        .chain(analysed.raw.locations.iter().filter_map(|place| Some(("location", place.text.as_ref()?))));
    let mentioned = beside.filter_map(|(field, raw)| {
        let mentions = analysed.terms_of(raw);
        let remote = mentions.iter().find_map(|mention| match mention.meaning {
            Meaning::Remote(remote) => Some(remote),
            _ => None,
        });
        Some(given(remote?, field, raw))
    });
    own.or_else(|| mentioned.into_iter().next())
        .or_else(|| in_part(&analysed.title))
        // `Developer (onsite)`, but not `onsite or remote`.
        .or_else(|| sure_mention(&analysed.title, IN_TITLE))
        .or_else(|| analysed.sections.iter().find_map(in_part))
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
        let (remote, tokens) = days_beside(part, at..at + 1)?;
        Some(part.fact(remote, part.span(tokens)))
    })
}

/// The days a week that stand shortly behind some words or before them, and the tokens of all.
fn days_beside(part: &Part<'_>, words: Range<usize>) -> Option<(Remote, Range<usize>)> {
    let mut near = (words.end..words.end + 7).chain(words.start.saturating_sub(6)..words.start);
    let (days, number, end) = near.find_map(|number| {
        let end = if is_day(part.word(number + 1)) { number + 2 } else { number + 1 };
        let is_counted = end > number + 1 || part.word(number).ends_with(['j', 's']);
        let is_near = part.in_one_sentence(words.start.min(number), (words.end - 1).max(end - 1));
        let days = day_count(part.word(number)).filter(|_| is_counted && is_near)?;
        Some((days, number, end))
    })?;
    if is_said_behind(part, end, &["mois", "month", "an", "year"]) {
        return None;
    }
    let on_site = is_said_behind(
        part,
        end,
        &["site", "presentiel", "bureau", "bureaux", "office", "onsite", "on-site"],
    );
    let remote = match if on_site { 5 - days } else { days } {
        0 => Remote::No,
        5 => Remote::Full,
        days => Remote::Hybrid(days),
    };
    Some((remote, words.start.min(number)..words.end.max(end)))
}

/// Tells whether one of some words follows shortly.
fn is_said_behind(part: &Part<'_>, end: usize, words: &[&str]) -> bool {
    (end..end + 4).any(|at| words.contains(&part.word(at)) && part.in_one_sentence(end - 1, at))
}

/// `2`, `deux`, `2j`, `3jrs`
fn day_count(word: &str) -> Option<u8> {
    match word {
        "un" | "une" | "one" => Some(1),
        "deux" | "two" => Some(2),
        "trois" | "three" => Some(3),
        "quatre" | "four" => Some(4),
        _ => {
            let figure =
                ["jours", "jrs", "j"].iter().find_map(|days| word.strip_suffix(days)).unwrap_or(word);
            figure.parse().ok().filter(|days| (1..=5).contains(days))
        }
    }
}

fn is_day(word: &str) -> bool {
    matches!(word, "jour" | "jours" | "j" | "jrs" | "day" | "days")
}

fn sure_mention(part: &Part<'_>, least: f32) -> Option<Fact<Remote>> {
    part.terms.iter().filter(|mention| mention.certainty >= least).find_map(|mention| {
        let Meaning::Remote(remote) = mention.meaning else { return None };
        // `We are not remote-only` refuses nothing.
        if part.word(mention.tokens.end) == "only" || part.word(mention.tokens.end - 1) == "only" {
            return None;
        }
        if part.is_denied(mention.tokens.start) {
            return Some(part.fact(Remote::No, part.span(mention.tokens.clone())));
        }
        let is_of_month = || is_said_behind(part, mention.tokens.end, &["mois", "month"]);
        // `Télétravail pour un temps complet` says for whom, not how much.
        let whom = mention.tokens.clone().find(|at| part.word(*at) == "pour");
        let tokens = mention.tokens.start..whom.unwrap_or(mention.tokens.end);
        let remote = match remote {
            Remote::Hybrid(1..) if is_of_month() => Remote::Hybrid(0),
            Remote::Full if whom.is_some() => Remote::Hybrid(0),
            other => other,
        };
        let some_days = (remote == Remote::Hybrid(0)).then(|| days_beside(part, tokens.clone())).flatten();
        let (remote, tokens) = some_days.unwrap_or((remote, tokens));
        Some(part.fact(remote, part.span(tokens)))
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
                "Télétravail possible : 2 à 3 jours par semaine",
                "Télétravail partiel, 2j/semaine",
                "Télétravail hybride accepté avec 2 jours minimum sur site",
                "Possibilité de télétravail, 4 jours par mois",
                "2 jours de télétravail pour un temps complet",
                "Possibilité de télétravail (pour un temps complet)",
                "Le poste est en télétravail à temps complet",
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
                While many roles are remote-first, we are not remote-only.: Some((Full, "remote"))
                Télétravail possible : 2 à 3 jours par semaine: Some((Hybrid(3), "Télétravail possible : 2 à 3 jours"))
                Télétravail partiel, 2j/semaine: Some((Hybrid(2), "Télétravail partiel, 2j"))
                Télétravail hybride accepté avec 2 jours minimum sur site: Some((Hybrid(3), "Télétravail hybride accepté avec 2 jours"))
                Possibilité de télétravail, 4 jours par mois: Some((Hybrid(0), "télétravail, 4 jours"))
                2 jours de télétravail pour un temps complet: Some((Hybrid(2), "2 jours de télétravail"))
                Possibilité de télétravail (pour un temps complet): Some((Hybrid(0), "télétravail"))
                Le poste est en télétravail à temps complet: Some((Full, "télétravail à temps complet"))"#]],
        );
    }
}
