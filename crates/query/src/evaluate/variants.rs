//! Other ways of typing a query, which should find the same postings.

use super::forms::{other_gender, plural};
use jobsearch_analysis::{Analyzer, Token, fold, is_stop_word, stem};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{ConceptKind, Meaning, Mention, Vocabulary, longest};
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// The words that names of jobs begin with in French, stemmed: `infirmier`, `chef`.
static HEADS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let vocabulary = Vocabulary::new();
    let titles = vocabulary.concepts().filter(|concept| concept.kind() == ConceptKind::Title);
    let french = titles.flat_map(|title| title.labels().collect::<Vec<_>>());
    let french = french.filter(|label| label.language == Language::Fr);
    french.filter_map(|label| label.terms.split(' ').next().map(str::to_owned)).collect()
});

/// Another way of typing a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// `INFIRMIÈRE DE NUIT`.
    Capitals,
    /// `infirmiere de nuit`.
    NoAccents,
    /// `infirmier` for `infirmière`, and the reverse.
    OtherGender,
    /// `infirmier/infirmière`.
    BothGenders,
    /// `infirmières`.
    Plural,
    /// `l’infirmier`, with a curly apostrophe.
    Article,
    /// `d’infirmier`, with a curly apostrophe.
    Of,
    /// `chef d’équipe`, with a curly apostrophe for a straight one.
    CurlyApostrophe,
    /// `chef d equipe`, with a space for an apostrophe.
    NoApostrophe,
}

impl Variant {
    /// Every variant.
    pub const ALL: [Self; 9] = [
        Self::Capitals,
        Self::NoAccents,
        Self::OtherGender,
        Self::BothGenders,
        Self::Plural,
        Self::Article,
        Self::Of,
        Self::CurlyApostrophe,
        Self::NoApostrophe,
    ];

    /// The query typed in this way; `None` where that is how it is typed already, or where it has nothing to change.
    ///
    /// Genders, plurals and articles are those of the words that the vocabulary reads as the name of a job.
    pub fn of(self, text: &str) -> Option<String> {
        let typed = match self {
            Self::Capitals => text.to_uppercase(),
            Self::NoAccents if fold(text) == text.to_lowercase() => return None,
            Self::NoAccents => fold(text),
            Self::OtherGender => change(text, &|word| word.other_gender()),
            Self::BothGenders => change(text, &|word| {
                let other = word.other_gender().filter(|_| word.first)?;
                Some(format!("{}/{other}", word.text))
            }),
            Self::Plural => change(text, &plural_of),
            Self::Article => change(text, &|word| elided("l’", word)),
            Self::Of => change(text, &|word| elided("d’", word)),
            Self::CurlyApostrophe => text.replace('\'', "’"),
            Self::NoApostrophe => text.replace(['\'', '’'], " "),
        };
        (typed != text).then_some(typed)
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Capitals => "in capitals",
            Self::NoAccents => "without accents",
            Self::OtherGender => "other gender",
            Self::BothGenders => "both genders",
            Self::Plural => "plural",
            Self::Article => "behind l’",
            Self::Of => "behind d’",
            Self::CurlyApostrophe => "curly apostrophe",
            Self::NoApostrophe => "no apostrophe",
        })
    }
}

/// The share of two answers that they have in common: 1 where they list the same postings, in any order.
pub fn overlap(one: &[String], other: &[String]) -> f64 {
    let most = one.len().max(other.len());
    let both = one.iter().filter(|id| other.contains(id)).count();
    if most == 0 { 1.0 } else { both as f64 / most as f64 }
}

/// A word of the name of a job, before any `de` or `en`.
struct JobWord<'t> {
    text: &'t str,
    language: Language,
    /// It begins the name.
    first: bool,
    /// It ends the name.
    last: bool,
    /// It may say who does the job: names of jobs begin with it.
    noun: bool,
}

impl JobWord<'_> {
    fn other_gender(&self) -> Option<String> {
        other_gender(self.text, self.noun).filter(|_| self.language == Language::Fr)
    }
}

/// In French the noun and its adjectives, in English the last word.
fn plural_of(word: &JobWord<'_>) -> Option<String> {
    let agrees = match word.language {
        Language::Fr => word.first || word.other_gender().is_some(),
        Language::En => word.last,
    };
    plural(word.text, word.language).filter(|_| agrees)
}

fn elided(article: &str, word: &JobWord<'_>) -> Option<String> {
    let vowel = fold(word.text).starts_with(['a', 'e', 'i', 'o', 'u', 'h']);
    (word.first && word.language == Language::Fr && vowel).then(|| format!("{article}{}", word.text))
}

/// The text with some words of job names put in another way.
fn change(text: &str, other: &dyn Fn(&JobWord<'_>) -> Option<String>) -> String {
    let tokens = Analyzer::new().tokens(text);
    let mut changed = String::new();
    let mut done = 0;
    for name in names(&tokens) {
        let spans = spans(text, &tokens, &name);
        for (at, span) in spans.iter().enumerate() {
            let word = &text[span.clone()];
            let (first, last) = (at == 0, at + 1 == spans.len());
            let noun = HEADS.contains(&*stem(&fold(word)));
            let word = JobWord { text: word, language: name.language, first, last, noun };
            // Two names may share a word that is written as one and read as two.
            if let Some(other) = other(&word).filter(|_| span.start >= done) {
                changed.push_str(&text[done..span.start]);
                changed.push_str(&other);
                done = span.end;
            }
        }
    }
    changed + &text[done..]
}

/// The name of a job in a text.
struct JobName {
    tokens: Range<usize>,
    language: Language,
}

/// The longest names of jobs; a name of one language only is taken to be in it, another to be English.
fn names(tokens: &[Token]) -> Vec<JobName> {
    let vocabulary = Vocabulary::new();
    let is_title = |mention: &Mention| match mention.meaning {
        Meaning::Concept(concept) => vocabulary.get(concept).kind() == ConceptKind::Title,
        _ => false,
    };
    let titles = vocabulary.concept_mentions(tokens).into_iter().filter(is_title).collect();
    let mut names: Vec<JobName> = Vec::new();
    for mention in longest(titles) {
        if names.last().is_none_or(|before| before.tokens.end <= mention.tokens.start) {
            let language = mention.language.unwrap_or(Language::En);
            names.push(JobName { tokens: mention.tokens, language });
        }
    }
    names
}

/// Where the words of a name stand in the text: those of letters only, up to the first function word.
fn spans(text: &str, tokens: &[Token], name: &JobName) -> Vec<Range<usize>> {
    let own = tokens[name.tokens.clone()].iter().filter(|token| !token.alias);
    let mut spans: Vec<Range<usize>> = Vec::new();
    for token in own.take_while(|token| !is_stop_word(&token.word)) {
        let plain = text[token.span.clone()].chars().all(char::is_alphabetic);
        if plain && spans.last().is_none_or(|before| before.end <= token.span.start) {
            spans.push(token.span.clone());
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variant: Variant, text: &str, expected: Option<&str>) {
        assert_eq!(variant.of(text).as_deref(), expected, "{variant:?} of {text:?}");
    }

    #[test]
    fn the_way_of_writing() {
        check(Variant::Capitals, "infirmière Orléans", Some("INFIRMIÈRE ORLÉANS"));
        check(Variant::Capitals, "IDE", None);
        check(Variant::NoAccents, "Infirmière", Some("infirmiere"));
        check(Variant::NoAccents, "Cariste", None);
        check(Variant::CurlyApostrophe, "chef d'équipe", Some("chef d’équipe"));
        check(Variant::NoApostrophe, "chef d’équipe", Some("chef d équipe"));
        check(Variant::NoApostrophe, "chef de projet", None);
    }

    #[test]
    fn the_words_of_a_job() {
        check(Variant::OtherGender, "infirmière de nuit Lyon", Some("infirmier de nuit Lyon"));
        check(Variant::OtherGender, "aide-soignant Vichy", Some("aide-soignante Vichy"));
        check(Variant::OtherGender, "care assistant", None);
        check(Variant::BothGenders, "cdi infirmier", Some("cdi infirmier/infirmière"));
        check(Variant::Plural, "chef de projet CDI", Some("chefs de projet CDI"));
        check(Variant::Plural, "care assistant", Some("care assistants"));
        check(Variant::Article, "infirmier Lyon", Some("l’infirmier Lyon"));
        check(Variant::Of, "cuisinier", None);
    }

    #[test]
    fn answers_are_compared_as_sets() {
        let ids = |ids: &str| ids.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(overlap(&ids("a b c d"), &ids("d a x y")), 0.5);
        assert_eq!(overlap(&[], &[]), 1.0);
        assert_eq!(overlap(&ids("a"), &[]), 0.0);
    }
}
