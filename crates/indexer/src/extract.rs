//! What a posting says of the job: given fields first, then the title, then the text.

mod company;
mod contract;
pub(crate) mod dates;
mod education;
mod experience;
mod hours;
mod languages;
mod location;
mod marks;
mod names;
pub(crate) mod pay;
mod remote;
pub(crate) mod sections;
mod skills;
mod start;
mod texts;

use crate::RawPosting;
use jobsearch_analysis::Terms;
use jobsearch_engine::Field;
use jobsearch_posting::{Fact, Facts, Kind, Language, Origin, Posting, Section, SectionKind};
use jobsearch_vocabulary::{Mention, Vocabulary, longest};
use marks::Marks;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use texts::{Texts, Tokens, first_spellings};

/// The start of a text that mostly tells its language, in bytes.
const HEAD: usize = 400;
/// The shortest text whose language the statistics of letters can tell, in characters.
const ENOUGH_FOR_LETTERS: usize = 40;
/// The most that facts are read from, in bytes: twice the longest body of 22,000 real postings. What a word means
/// depends on its neighbours, and megabytes of neighbours, which nobody writes, would take hours.
const READ: usize = 30_000;

/// How many given values are kept with what they say, and the longest of them, in bytes: sources give the same few again
/// and again.
const MOST_KEPT: usize = 1 << 10;
const LONGEST_KEPT: usize = 128;

thread_local! {
    static KEPT: RefCell<FxHashMap<String, Rc<[Mention]>>> = RefCell::default();
}

/// What was read in a posting.
pub(crate) struct Extracted {
    /// What it says of the job.
    pub(crate) facts: Facts,
    /// The terms of all that is searched, each text with its field.
    pub(crate) terms: Vec<(Field, Terms)>,
    /// What the title and the body name, by the key of the name.
    pub(crate) names: Vec<(Field, u64)>,
}

/// Analyses a cleaned posting, and recognises what it says.
pub(crate) fn extract(raw: &RawPosting, posting: &Posting, vocabulary: &Vocabulary) -> Extracted {
    let analysed = Analysed::new(raw, posting, vocabulary);
    let mut facts = Facts::default();
    if posting.kind == Kind::Offer {
        facts.locations = location::locations(&analysed);
        facts.pay = pay::pay(&analysed, facts.locations.first().and_then(|fact| fact.value.country));
    }
    contract::contracts(&analysed, &mut facts);
    facts.weekly_hours = hours::weekly_hours(&analysed);
    facts.start = start::start(&analysed);
    facts.remote = remote::remote(&analysed);
    facts.skills = skills::skills(&analysed);
    facts.experience = experience::experience(&analysed);
    facts.education = education::education(&analysed);
    facts.languages = languages::languages(&analysed);
    facts.company = company::company(&analysed);
    let names = names::names(&analysed);
    let mut texts = analysed.texts;
    facts.company.iter().for_each(|company| texts.take(Field::Company, &company.value));
    Extracted { facts, terms: texts.terms, names }
}

/// Adds what was recognised to a posting; the company that only the text names becomes the posting's.
pub(crate) fn with_facts(mut posting: Posting, facts: Facts) -> Posting {
    posting.company = posting.company.or_else(|| facts.company.as_ref().map(|fact| fact.value.clone()));
    posting.facts = facts;
    posting
}

/// The language most of a text is in.
pub(crate) fn language_of(text: &str) -> Option<Language> {
    let head = Some(head_of(text, HEAD)).filter(|head| head.len() < text.len());
    let told = head.and_then(jobsearch_analysis::guess_language);
    told.or_else(|| jobsearch_analysis::guess_language(text)).or_else(|| {
        if text.chars().count() < ENOUGH_FOR_LETTERS {
            return None;
        }
        let detector = whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]);
        match detector.detect_lang(text)? {
            whatlang::Lang::Fra => Some(Language::Fr),
            _ => Some(Language::En),
        }
    })
}

/// A posting whose texts were analysed once, for every reader of facts.
struct Analysed<'a> {
    raw: &'a RawPosting,
    posting: &'a Posting,
    vocabulary: &'a Vocabulary,
    texts: Texts,
    title: Part<'a>,
    /// What the other titles name.
    other_titles: Vec<(Tokens, Vec<Mention>)>,
    /// The sections that may speak of the job, each with its number.
    sections: Vec<Part<'a>>,
}

/// The title or a section, analysed.
struct Part<'a> {
    /// The section's number; none for the title.
    number: Option<usize>,
    kind: SectionKind,
    language: Option<Language>,
    heading: &'a str,
    text: &'a str,
    tokens: Tokens,
    /// Where the readers of facts look.
    marks: Marks,
    /// What is said of contracts, working time and remote work.
    terms: Vec<Mention>,
    /// The titles, skills, tools, diplomas and sectors that it names, overlaps included.
    concepts: Vec<Mention>,
}

impl<'a> Analysed<'a> {
    fn new(raw: &'a RawPosting, posting: &'a Posting, vocabulary: &'a Vocabulary) -> Self {
        let mut texts = Texts::default();
        let tokens = texts.read(Field::Title, &posting.title);
        let title = Part::new(vocabulary, &posting.title, tokens);
        let title = Part { concepts: vocabulary.concept_mentions(&title.tokens), ..title };
        let other_titles = posting.other_titles.iter().map(|other| {
            let tokens = texts.read(Field::Title, other);
            let concepts = vocabulary.concept_mentions(&tokens);
            (tokens, concepts)
        });
        let other_titles = other_titles.collect();
        let (mut sections, mut room) = (Vec::with_capacity(posting.sections.len()), READ);
        for (number, section) in posting.sections.iter().enumerate() {
            let Section { kind, heading, text, .. } = section;
            let field = if section.boilerplate { Field::Boilerplate } else { Field::Body };
            heading.iter().for_each(|heading| texts.take(field, heading));
            if speaks_of_the_job(section) && room > 0 {
                let (mut tokens, text) = (texts.read(field, text), head_of(text, room));
                room -= text.len();
                tokens.truncate(tokens.partition_point(|token| token.span.end <= text.len()));
                let part = Part::new(vocabulary, text, tokens);
                let concepts = vocabulary.concept_mentions(&part.tokens);
                let (heading, language) = (heading.as_deref().unwrap_or(""), section.language);
                let number = Some(number);
                sections.push(Part { number, kind: *kind, language, heading, concepts, ..part });
            } else {
                texts.take(field, text);
            }
        }
        posting.company.iter().for_each(|company| texts.take(Field::Company, company));
        Self { raw, posting, title, other_titles, sections, vocabulary, texts }
    }

    /// A section that was left out, analysed.
    fn part(&self, number: usize, section: &'a Section) -> Part<'a> {
        let text = head_of(&section.text, READ);
        let part = Part::new(self.vocabulary, text, first_spellings(text));
        let heading = section.heading.as_deref().unwrap_or("");
        let (kind, language) = (section.kind, section.language);
        Part { number: Some(number), kind, language, heading, ..part }
    }

    /// The sections that were left out for what they are about, analysed; standing text stays out.
    fn apart(&self) -> Vec<Part<'a>> {
        let all = self.posting.sections.iter().enumerate();
        all.filter(|(_, section)| !section.boilerplate && !speaks_of_the_job(section))
            .map(|(number, section)| self.part(number, section))
            .collect()
    }

    /// What a given value says of contracts, working time and remote work, which no pack changes.
    fn terms_of(&self, given: &str) -> Rc<[Mention]> {
        KEPT.with_borrow_mut(|kept| {
            if let Some(known) = kept.get(given) {
                return Rc::clone(known);
            }
            let said: Rc<[_]> = longest(self.vocabulary.contract_mentions(&first_spellings(given))).into();
            if kept.len() == MOST_KEPT {
                kept.clear();
            }
            if given.len() <= LONGEST_KEPT {
                kept.insert(given.to_owned(), Rc::clone(&said));
            }
            said
        })
    }
}

impl<'a> Part<'a> {
    /// A text with its tokens, as a title is: under no heading, without its concepts.
    fn new(vocabulary: &Vocabulary, text: &'a str, tokens: Tokens) -> Self {
        let terms = longest(vocabulary.contract_mentions(&tokens));
        let (kind, language) = (SectionKind::Other, None);
        let (marks, concepts) = (Marks::of(text, &tokens), Vec::new());
        Self { number: None, kind, language, heading: "", text, tokens, marks, terms, concepts }
    }

    fn origin(&self, span: Range<usize>) -> Origin {
        match self.number {
            None => Origin::Title(span),
            Some(number) => Origin::Section(number, span),
        }
    }

    /// A fact read from a span of bytes.
    fn fact<T>(&self, value: T, span: Range<usize>) -> Fact<T> {
        Fact { value, raw: self.text[span.clone()].to_owned(), origin: self.origin(span) }
    }

    /// The bytes of some tokens.
    fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let last = tokens.end.max(tokens.start + 1) - 1;
        self.tokens[tokens.start].span.start..self.tokens[last].span.end
    }

    /// The folded word of a token, empty past either end.
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.word)
    }

    /// Tells whether nothing but spaces and little words' punctuation parts two tokens: they are in one sentence.
    fn in_one_sentence(&self, from: usize, to: usize) -> bool {
        let (Some(from), Some(to)) = (self.tokens.get(from), self.tokens.get(to)) else { return false };
        let between = self.text.get(from.span.start..to.span.end).unwrap_or("");
        !between.contains(['\n', '!', '?', ';']) && !between.contains(". ")
    }

    /// Tells whether a token is denied by a word shortly before it.
    fn is_denied(&self, at: usize) -> bool {
        // The word is told first: few words deny, and to look at what stands between takes longer.
        let mut before = at.saturating_sub(3)..at;
        before.any(|near| denies(self.word(near)) && self.in_one_sentence(near, at))
    }
}

fn denies(word: &str) -> bool {
    matches!(
        word,
        "pas"
            | "sans"
            | "non"
            | "aucun"
            | "aucune"
            | "hors"
            | "ni"
            | "not"
            | "no"
            | "without"
            | "nor"
            | "never"
    )
}

/// Standing text says nothing of this job, unless it stands where the applicant is described.
fn speaks_of_the_job(section: &Section) -> bool {
    match section.kind {
        SectionKind::Company | SectionKind::Legal => false,
        SectionKind::Other | SectionKind::Process => !section.boilerplate,
        _ => true,
    }
}

/// The beginning of a text, of so many bytes at most.
fn head_of(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// A fact the source gives in a field of its own.
fn given<T>(value: T, field: &str, raw: &str) -> Fact<T> {
    Fact { value, raw: raw.to_owned(), origin: Origin::Given(field.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, prepare};
    use expect_test::Expect;
    use jobsearch_analysis::Analyzer;

    /// Compares what is told of a posting for each text it may have.
    pub(super) fn check_texts(
        texts: &[&str],
        posting: &RawPosting,
        told: impl Fn(Posting) -> String,
        expected: Expect,
    ) {
        let one = |text: &&str| {
            let raw = RawPosting { description: Some((*text).into()), ..posting.clone() };
            format!("{text}: {}", told(prepare(&raw, &Options::default())))
        };
        expected.assert_eq(&texts.iter().map(one).collect::<Vec<_>>().join("\n"));
    }

    /// A posting of which only the title is given.
    pub(super) fn titled(title: &str) -> RawPosting {
        RawPosting { title: Some(title.into()), ..RawPosting::default() }
    }

    #[test]
    fn facts_are_read_from_the_beginning_of_what_nobody_would_write() {
        let told = |body: &str| {
            let raw = RawPosting { description: Some(body.into()), ..titled("Cariste") };
            prepare(&raw, &Options::default()).facts.contracts.len()
        };
        let (said, filler) = ("Contrat : CDI.\n\n", "Vous rangez des palettes.\n\n");
        assert_eq!(told(&format!("{said}{}", filler.repeat(READ / 20))), 1);
        assert_eq!(told(&format!("{}{said}", filler.repeat(READ / 20))), 0);
        // Were all of it read, this would take minutes.
        assert_eq!(told(&"des CDI ".repeat(125_000)), 0);
    }

    #[test]
    fn every_text_is_handed_over_as_the_analyzer_reads_it() {
        let section = |heading: Option<&str>, text: &str, boilerplate| Section {
            heading: heading.map(str::to_owned),
            text: text.to_owned(),
            boilerplate,
            ..Section::default()
        };
        let posting = Posting {
            title: "Développeur·se C++".into(),
            other_titles: vec!["Full-stack".into()],
            company: Some("R&D Conseil".into()),
            sections: vec![
                section(Some("Votre week-end"), "35h, 45 k€ : écrire à rh@example.com", false),
                section(None, "Notre groupe recrute.", true),
            ],
            ..Posting::default()
        };
        let extracted = extract(&RawPosting::default(), &posting, &Vocabulary::new());
        let expected = [
            (Field::Title, "Développeur·se C++"),
            (Field::Title, "Full-stack"),
            (Field::Body, "Votre week-end"),
            (Field::Body, "35h, 45 k€ : écrire à rh@example.com"),
            (Field::Boilerplate, "Notre groupe recrute."),
            (Field::Company, "R&D Conseil"),
        ];
        assert_eq!(extracted.terms, expected.map(|(field, text)| (field, Analyzer::new().terms(text))));
    }
}
