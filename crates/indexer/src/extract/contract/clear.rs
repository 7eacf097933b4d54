//! Whether a contract's name, met in a title or a text, is said of the job.

use super::super::Part;
use jobsearch_posting::{ContractKind, ContractSet};
use jobsearch_vocabulary::{Meaning, Mention};
use std::ops::Range;

/// How sure a mention must be to count among those of a sentence.
const SURE: f32 = 0.8;
/// What a contract is one of.
const NOUNS: [&str; 8] = ["position", "contract", "role", "job", "poste", "contrat", "emploi", "post"];
/// Beginnings of words that say that somebody is wanted.
const WANTED: [&str; 10] = [
    "recrut", "recherch", "propos", "rejoin", "pourvoir", "pouvoir", "poste", "integr", "renforc", "embauch",
];
/// Beginnings of words with which agencies speak of themselves.
const OF_AGENCIES: [&str; 7] =
    ["agence", "cabinet", "recrutement", "specialis", "consultant", "talents", "accompagn"];
/// Words before a contract that is not this job's, or not yet.
const NOT_THIS: [&str; 12] = [
    "possibilite",
    "possibilites",
    "opportunites",
    "perspective",
    "perspectives",
    "premier",
    "transformation",
    "ans",
    "annees",
    "experience",
    "recommandez",
    "our",
];

/// Words that make part time an option.
const OPTIONS: [&str; 14] = [
    "option",
    "options",
    "flexible",
    "rata",
    "staff",
    "employees",
    "colleagues",
    "welcome",
    "available",
    "share",
    "sharing",
    "formules",
    "possible",
    "envisageable",
];

/// A contract in running text counts where a phrase says that it is this job's: `type de contrat : CDI`, `poste en
/// CDI`, `recrute un soudeur en CDI`, `CDI à temps plein`, `permanent position`, or where it stands on a line nearly
/// alone.
pub(super) fn is_clear(part: &Part<'_>, mention: &Mention, kind: ContractKind) -> bool {
    let around = Around::of(part, mention);
    if around.is_something_else(kind) || around.is_another_job() {
        return false;
    }
    let alone = mention.tokens.len() == 1;
    if alone && is_common_word(around.first()) {
        return around.behind().any(|word| matches!(word, "mois" | "months" | "semaines" | "weeks"))
            || around.fills_a_form();
    }
    let named = around.is_named(kind);
    if !named && around.is_of_an_agency() {
        return false;
    }
    // Apprentices and volunteers are also whom one leads; what is not plainly a CDI or CDD needs the word `contrat`.
    if !matches!(kind, ContractKind::Permanent | ContractKind::FixedTerm) {
        return named
            || around.is_mission()
            || around.is_wanted() && kind == ContractKind::Agency
            || stands_alone(part, mention, 4);
    }
    // A word that is a contract and nothing else needs less of a phrase than `temporary` does.
    let plain = matches!(around.first(), "cdi" | "cdd");
    named
        || around.before(4).any(|word| NOUNS.contains(&word) || is_announcement(word))
        || around.behind().any(|word| NOUNS.contains(&word) || is_what_follows(word))
        || plain
            && (around.is_wanted() || around.opens_line() || around.is_between_dashes() || around.has_dates())
        || stands_alone(part, mention, if plain { 12 } else { 4 })
}

/// In a title a contract is this job's, unless the job is about it: `agence d'intérim`, `chargé des stages`.
pub(super) fn is_clear_in_title(title: &Part<'_>, mention: &Mention) -> bool {
    let around = Around::of(title, mention);
    if matches!(mention.meaning, Meaning::Contract(kind) if around.is_something_else(kind)) {
        return false;
    }
    let about = |word: &str| matches!(word, "recrutement" | "agence" | "agences" | "gestion" | "admissions");
    match mention.meaning {
        Meaning::Contract(ContractKind::Agency | ContractKind::Internship) => {
            !about(around.first()) && !around.before(2).any(about)
        }
        // `Portage d'une librairie`
        Meaning::Contract(ContractKind::Umbrella) => mention.tokens.len() > 1,
        _ => true,
    }
}

/// Part time that may be asked for, or that others have, is not this job's: `part-time hours will be considered`,
/// `flexible options, such as: part-time working`, `pro rata for part-time staff`.
pub(super) fn is_an_option(part: &Part<'_>, mention: &Mention) -> bool {
    /// How many words away it is said.
    const NEAR: usize = 8;
    let around = Around::of(part, mention);
    let says = |word: &str| OPTIONS.contains(&word) || word.starts_with("consider");
    let behind = around.tokens.end..(around.tokens.end + NEAR).min(around.sentence.end);
    around.before(NEAR).any(says) || around.words(behind).any(says)
}

/// Tells whether a mention stands on a line with at most so many words.
pub(super) fn stands_alone(part: &Part<'_>, mention: &Mention, most: usize) -> bool {
    let span = part.span(mention.tokens.clone());
    let start = part.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = part.text[span.end..].find('\n').map_or(part.text.len(), |at| span.end + at);
    part.text[start..end].split_whitespace().count() <= most
}

/// A mention and the sentence it stands in.
struct Around<'a> {
    part: &'a Part<'a>,
    tokens: Range<usize>,
    sentence: Range<usize>,
}

impl<'a> Around<'a> {
    fn of(part: &'a Part<'a>, mention: &Mention) -> Self {
        let tokens = mention.tokens.clone();
        let span = part.span(tokens.clone());
        let stop = |c: char| matches!(c, '\n' | '!' | '?' | ';');
        let before = &part.text[..span.start];
        let start = before.rfind(stop).max(before.rfind(". ")).map_or(0, |at| at + 1);
        let behind = &part.text[span.end..];
        let ends = [behind.find(stop), behind.find(". ")].into_iter().flatten().min();
        let end = ends.map_or(part.text.len(), |at| span.end + at);
        let at = |byte| part.tokens.partition_point(|token| token.span.start < byte);
        Self { part, tokens, sentence: at(start)..at(end) }
    }

    fn first(&self) -> &str {
        self.part.word(self.tokens.start)
    }

    fn words(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        range.map(|at| self.part.word(at))
    }

    fn before(&self, most: usize) -> impl Iterator<Item = &str> {
        self.words(self.tokens.start.saturating_sub(most).max(self.sentence.start)..self.tokens.start)
    }

    fn behind(&self) -> impl Iterator<Item = &str> {
        self.words(self.tokens.end..(self.tokens.end + 3).min(self.sentence.end))
    }

    /// Words that only look like the contract: `vie`, `Samsic Emploi a été`, `contrat d'aide`, the temporary staffing team.
    fn is_something_else(&self, kind: ContractKind) -> bool {
        let text = &self.part.text[self.part.span(self.tokens.clone())];
        match kind {
            ContractKind::Vie => !text.contains("VI"),
            ContractKind::Seasonal => text.contains(" a "),
            ContractKind::Subsidised => text.contains("d'") || text.contains("d’"),
            ContractKind::Agency => text.ends_with("taffing"),
            // `Apprentissage par renforcement` is a branch of computing.
            ContractKind::Apprenticeship => {
                self.behind().next().is_some_and(|word| matches!(word, "par" | "automatique" | "profond"))
            }
            ContractKind::Permanent => self.before(1).any(|word| matches!(word, "more" | "nos" | "equipe")),
            ContractKind::EducationCamp => {
                self.first() == "job" && self.before(3).any(|word| matches!(word, "pour" | "ou" | "for"))
            }
            _ => false,
        }
    }

    /// `Possibilité de CDI par la suite`, `deux ans en CDI`.
    fn is_another_job(&self) -> bool {
        self.tokens.len() == 1
            && (self.before(4).any(|word| NOT_THIS.contains(&word))
                || self.behind().any(|word| matches!(word, "suite" | "employees" | "staff" | "etapes")))
    }

    /// The contract is called one: `permanent contract`, `type de contrat : CDI`.
    fn is_named(&self, kind: ContractKind) -> bool {
        let is_noun = |word: &str| match kind {
            // `Post-doctorants`, `préparation à l'emploi`
            ContractKind::Thesis => NOUNS.contains(&word) && word != "post",
            ContractKind::PreHiring => false,
            _ => NOUNS.contains(&word),
        };
        let said = self.tokens.len() > 1 && self.words(self.tokens.clone()).any(is_noun);
        let before: Vec<&str> = self.before(4).collect();
        said || before.iter().any(|word| matches!(*word, "contrat" | "contract" | "statut" | "nature"))
            || before.windows(2).any(|pair| pair[0] == "type" && matches!(pair[1], "de" | "d" | "of"))
    }

    /// `En intérim`, `mission d'intérim`.
    fn is_mission(&self) -> bool {
        let mission = |word: &str| matches!(word, "mission" | "poste" | "offre" | "contrat");
        let of_agency = matches!(self.first(), "interim" | "mission" | "missions");
        let direct = self.before(1).any(|word| matches!(word, "en" | "d" | "un" | "une" | "longue" | "l"));
        of_agency && (self.before(3).any(mission) || direct && self.says_wanted())
    }

    /// `Nous recrutons un soudeur en CDI`, `dans le cadre d'un CDI`.
    fn is_wanted(&self) -> bool {
        let joined = self.before(1).any(|word| matches!(word, "en" | "un" | "d" | "h" | "f"));
        joined && (self.says_wanted() || self.before(3).any(|word| word == "cadre"))
    }

    fn says_wanted(&self) -> bool {
        let says = |word: &str| WANTED.iter().any(|start| word.starts_with(start));
        self.words(self.sentence.clone()).any(says)
    }

    /// Agencies name every contract: `acteur du recrutement en intérim, CDD, CDI`.
    fn is_of_an_agency(&self) -> bool {
        let inside = |mention: &&Mention| {
            mention.certainty >= SURE
                && self.sentence.start <= mention.tokens.start
                && mention.tokens.end <= self.sentence.end
        };
        let mut kinds = ContractSet::default();
        for mention in self.part.terms.iter().filter(inside) {
            if let Meaning::Contract(kind) = mention.meaning {
                kinds.insert(kind);
            }
        }
        let says = |word: &str| OF_AGENCIES.iter().any(|start| word.starts_with(start));
        match kinds.iter().count() {
            0 | 1 => matches!(self.first(), "interim" | "travail") && self.before(5).any(says),
            2 => self.words(self.sentence.clone()).any(says),
            _ => true,
        }
    }

    /// `- Un CDI avec de l'autonomie`, `CDI à compter du 1er mars`
    fn opens_line(&self) -> bool {
        let before = &self.part.text[..self.part.span(self.tokens.clone()).start];
        let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches("- ");
        matches!(line, "" | "Un " | "un " | "En " | "en ")
    }

    /// `Data engineer - CDI - Montpellier`
    fn is_between_dashes(&self) -> bool {
        let span = self.part.span(self.tokens.clone());
        let dash = |c: char| matches!(c, '-' | '–' | '|' | '•');
        self.part.text[..span.start].trim_end_matches(' ').ends_with(dash)
            && self.part.text[span.end..].trim_start_matches(' ').starts_with(dash)
    }

    /// `CDD du 11/08 au 21/09`, `CDD de 3 ans`
    fn has_dates(&self) -> bool {
        let mut behind = self.behind();
        matches!(behind.next(), Some("du" | "de" | "d"))
            && behind.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// A word alone on its line, under a line such as `Type de poste`.
    fn fills_a_form(&self) -> bool {
        let span = self.part.span(self.tokens.clone());
        let before = &self.part.text[..span.start];
        let behind = &self.part.text[span.end..];
        let asked = before.trim_end().lines().next_back().unwrap_or("").trim();
        let asks = ["Type de poste", "Type de contrat", "Contrat", "Job type"].iter();
        before.trim_end_matches(' ').ends_with('\n')
            && (behind.is_empty() || behind.starts_with('\n'))
            && asks.into_iter().any(|label| asked.trim_end_matches([' ', ':']).eq_ignore_ascii_case(label))
    }
}

fn is_common_word(word: &str) -> bool {
    matches!(
        word,
        "mission" | "missions" | "stage" | "stages" | "extra" | "vie" | "via" | "interne" | "contractor"
    )
}

fn is_announcement(word: &str) -> bool {
    matches!(
        word,
        "employment"
            | "embauche"
            | "recrutement"
            | "pourvoir"
            | "recrute"
            | "recrutons"
            | "propose"
            | "proposons"
            | "offre"
            | "duree"
    )
}

fn is_what_follows(word: &str) -> bool {
    matches!(
        word,
        "basis"
            | "temps"
            | "mois"
            | "opportunity"
            | "pourvoir"
            | "months"
            | "month"
            | "employment"
            | "cadre"
            | "heures"
            | "full"
            | "part"
            | "band"
    )
}
