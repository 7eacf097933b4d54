//! From what a query means to what an engine runs.

use crate::asked::{Asked, AskedWord, Role};
use crate::excluded::Excluded;
use crate::options::Options;
use crate::titles::{title_keys, whole_title};
use crate::understand::Intent;
use crate::weights::{Readings, Weights};
use jobsearch_engine::{Field, Group, Name, Profile, Reading, SearchPlan, Searcher, Word, skill_key};
use jobsearch_posting::Language;
use jobsearch_vocabulary::{Concept, ConceptId, ConceptKind, Label, Relation, Vocabulary};

/// Makes a plan for an index that is mainly in one language, where it is.
pub(crate) fn plan(
    intent: &Intent,
    weights: &Weights,
    options: &Options,
    main: Option<Language>,
) -> SearchPlan {
    let vocabulary = &options.vocabulary;
    let asks_for_job = intent.asked.iter().any(|asked| names_job(asked, vocabulary));
    let planner = Planner { vocabulary, weights: &weights.readings, main, asks_for_job };
    let mut groups: Vec<Group> = intent.asked.iter().map(|asked| planner.group(asked)).collect();
    groups.extend(intent.asked.iter().filter_map(|asked| planner.all_of(asked)));
    SearchPlan {
        whole_title: whole_title(intent, &groups),
        titles: title_keys(intent, &groups, (&options.vocabulary, main)),
        groups,
        excluded: intent.excluded.iter().map(excluded).collect(),
        wanted: intent.wanted.clone(),
        filters: intent.filters.clone(),
        skills: profile(intent, weights),
        scoring: weights.scoring(!intent.skills.is_empty()),
        offset: options.offset,
        limit: options.limit,
        fold_copies: options.fold_copies,
        today: options.today.map_or(0, |day| day.0),
    }
}

/// The language that an index is mainly written in; none where two have about as many postings.
pub(crate) fn main_language(engine: &dyn Searcher) -> Option<Language> {
    let (french, english) = (engine.count_in(Language::Fr), engine.count_in(Language::En));
    let is_main = |count: u64, other: u64| count > other + other / 4;
    if is_main(french, english) {
        Some(Language::Fr)
    } else {
        is_main(english, french).then_some(Language::En)
    }
}

/// The skills asked for; those the vocabulary does not know are groups of the plan.
fn profile(intent: &Intent, weights: &Weights) -> Option<Profile> {
    let groups = intent.asked.iter().enumerate().filter(|(_, asked)| asked.role == Role::Skill);
    let keys = intent.skills.iter().filter_map(|skill| skill.id.as_deref()).map(skill_key).collect();
    let (required, wished) = (weights.skills.required, weights.skills.wished);
    let groups = groups.map(|(number, _)| number).collect();
    (!intent.skills.is_empty()).then_some(Profile { keys, groups, required, wished })
}

struct Planner<'a> {
    vocabulary: &'a Vocabulary,
    weights: &'a Readings,
    /// The language most of the index is written in.
    main: Option<Language>,
    /// A job is asked for by its name.
    asks_for_job: bool,
}

fn names_job(asked: &Asked, vocabulary: &Vocabulary) -> bool {
    let is_title = |(id, _): &(ConceptId, f32)| vocabulary.get(*id).kind() == ConceptKind::Title;
    asked.role == Role::Text && asked.concepts.iter().any(is_title)
}

impl Planner<'_> {
    fn group(&self, asked: &Asked) -> Group {
        if asked.instead.is_empty() { self.group_of_one(asked) } else { self.group_of_either(asked) }
    }

    /// A group that any of several answers: each is one word to the others' other words.
    fn group_of_either(&self, asked: &Asked) -> Group {
        let readings = |one: &Asked| -> Vec<Reading> {
            let terms: Vec<Vec<String>> = match one.words.as_slice() {
                [word] => word.terms.iter().map(|term| vec![term.clone()]).collect(),
                _ => vec![one.terms.clone()],
            };
            let said = |terms| Reading { only: one.role.field(), ..reading(&one.label, terms) };
            terms.into_iter().map(said).collect()
        };
        let label = asked.labels();
        let word = Word { label: label.clone(), readings: asked.each().flat_map(readings).collect() };
        let mut others: Vec<Name> = asked.each().flat_map(|one| self.other_names(one)).collect();
        others.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let demanded = asked.each().all(|one| one.role != Role::Text);
        Group { label, words: vec![word], others, weight: 1.0, needed: true, demanded, ..Group::default() }
    }

    /// Of several that would do a posting may say more than one: it comes before those that say one.
    fn all_of(&self, asked: &Asked) -> Option<Group> {
        let all = asked.each().flat_map(|one| &one.words);
        (!asked.instead.is_empty()).then(|| Group {
            label: asked.labels(),
            words: all.map(|word| self.word(word, asked.role.field())).collect(),
            weight: self.weights.fact_word,
            ..Group::default()
        })
    }

    /// The names of one of several that would do. A title is as near to each in its own words, however many.
    fn other_names(&self, asked: &Asked) -> Vec<Name> {
        let typed: Vec<String> = asked.words.iter().map(|word| word.terms[0].clone()).collect();
        let joined = typed.join(" ");
        let mut names =
            Names { typed: String::new(), main: self.main, weights: self.weights, named: Vec::new() };
        for (id, certainty) in asked.concepts.iter().filter(|_| typed.len() > 1) {
            let concept = self.vocabulary.get(*id);
            let languages = [Language::Fr, Language::En].into_iter().filter(|language| {
                concept.labels().any(|label| label.terms == joined && label.language == *language)
            });
            languages.for_each(|language| names.add_as_typed(concept, *certainty, language));
        }
        names.best().into_iter().chain(self.others(&typed, &asked.concepts)).collect()
    }

    fn group_of_one(&self, asked: &Asked) -> Group {
        let typed: Vec<String> = asked.words.iter().map(|word| word.terms[0].clone()).collect();
        let mut group = Group { label: asked.label.clone(), weight: 1.0, needed: true, ..Group::default() };
        match asked.role {
            Role::Text => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.others = self.others(&typed, &asked.concepts);
                group.is_name = names_job(asked, self.vocabulary);
                if self.asks_for_job && !group.is_name {
                    group.weight = self.weights.beside_job;
                }
            }
            Role::FactWord => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.weight = self.weights.fact_word;
                group.needed = false;
            }
            Role::Skill => {
                group.words = asked.words.iter().map(|word| self.word(word, None)).collect();
                group.others = self.others(&typed, &asked.concepts);
                group.weight = self.weights.fact_word;
                group.needed = false;
            }
            Role::Phrase => {
                group.demanded = true;
                let readings = vec![reading(&asked.label, asked.terms.clone())];
                group.words = vec![Word { label: asked.label.clone(), readings }];
            }
            Role::Title | Role::Company => {
                group.demanded = true;
                group.words = asked.words.iter().map(|word| self.word(word, asked.role.field())).collect();
            }
        }
        group
    }

    fn word(&self, word: &AskedWord, only: Option<Field>) -> Word {
        let said = |term: &String| Reading { only, ..reading(&word.label, vec![term.clone()]) };
        Word { label: word.label.clone(), readings: word.terms.iter().map(said).collect() }
    }

    /// What else the market calls the concepts, the nearest first.
    fn others(&self, typed: &[String], concepts: &[(ConceptId, f32)]) -> Vec<Name> {
        let typed = typed.join(" ");
        let mut names = Names { typed, main: self.main, weights: self.weights, named: Vec::new() };
        for (id, certainty) in concepts {
            let concept = self.vocabulary.get(*id);
            let standing = names.standing(concept);
            for language in standing.as_typed.into_iter().flatten() {
                names.add_as_typed(concept, self.weights.as_typed * certainty, language);
            }
            names.add(concept, self.weights.same * certainty, standing);
            for (relation, tied) in concept.relations() {
                let weight = match relation {
                    Relation::Narrower => self.weights.narrower,
                    Relation::Broader => self.weights.broader,
                    Relation::Related => self.weights.related,
                };
                names.add(tied, weight * certainty, standing);
            }
        }
        names.best()
    }
}

/// Other names for what was typed.
struct Names<'a> {
    /// The terms typed, joined as those of labels are.
    typed: String,
    /// The language most of the index is written in.
    main: Option<Language>,
    weights: &'a Readings,
    named: Vec<Named<'a>>,
}

/// The labels of a concept that are in one language and equally near to it.
struct Named<'a> {
    weight: f32,
    concept: &'a str,
    /// The first of them.
    label: Label<'a>,
    only: Option<Field>,
    as_typed: Option<u8>,
    foreign: bool,
}

/// How what was typed names a concept.
#[derive(Clone, Copy)]
struct Standing {
    /// The language it is a name in; none where it is one in both.
    language: Option<Language>,
    /// The languages whose names of the concept count as if they had been typed.
    as_typed: [Option<Language>; 2],
}

impl<'a> Names<'a> {
    /// Who types a loose name means the proper ones, in the same language, unless it says in several words what others
    /// call the job; who types a proper name in the language that fewer postings are written in means the names in the
    /// other as well, and with a name that is not the usual one those beside it too. An acronym is at home in one language.
    fn standing(&self, concept: Concept<'a>) -> Standing {
        let Some(name) = self.at_home(concept) else {
            return Standing { language: None, as_typed: [None; 2] };
        };
        let language = Some(name.language);
        let is_acronym = !name.text.contains(|c: char| c.is_lowercase() || c == ' ');
        let as_typed = match name.weight {
            weight if weight >= Name::PROPER && is_acronym => [None; 2],
            weight if weight >= Name::PROPER => {
                let main = self.main.filter(|main| *main != name.language);
                [main, main.and(language).filter(|_| !self.is_usual(concept, name))]
            }
            weight if weight >= self.weights.own && name.text.contains(' ') => [None; 2],
            weight if weight >= self.weights.loose => [language, None],
            _ => [None; 2],
        };
        Standing { language, as_typed }
    }

    /// What was typed among the names of a concept, in the language it is at home in: `store manager`, which is said in
    /// French as well, where `responsable de magasin` is usual. None where it is at home in both.
    fn at_home(&self, concept: Concept<'a>) -> Option<Label<'a>> {
        let typed = || concept.labels().filter(|label| label.terms == self.typed);
        let first = typed().next()?;
        if typed().all(|label| label.language == first.language) {
            return Some(first);
        }
        let mut usual = typed().filter(|label| self.is_usual(concept, *label));
        usual.next().filter(|_| usual.next().is_none())
    }

    /// Tells whether a name of a concept is the first in its language.
    fn is_usual(&self, concept: Concept<'a>, name: Label<'a>) -> bool {
        let first = concept.labels().find(|label| label.language == name.language);
        first.is_some_and(|first| first.terms == name.terms)
    }

    /// Adds the names of a concept; who types one language reads it, and the other one perhaps.
    fn add(&mut self, concept: Concept<'a>, weight: f32, standing: Standing) {
        let is_sure = |label: &Label<'_>| label.weight >= self.weights.doubtful;
        for label in concept.distinct_labels(&self.typed).into_iter().filter(is_sure) {
            let foreign = standing.language.is_some_and(|language| language != label.language);
            let abroad = if foreign { self.weights.foreign } else { 1.0 };
            let weight = weight * label.weight * abroad;
            let counts_in_bodies = weight >= self.weights.body_from && label.weight >= Name::PROPER;
            let only = (!counts_in_bodies).then_some(Field::Title);
            let concept = concept.id();
            self.named.push(Named { weight, concept, label, only, as_typed: None, foreign });
        }
    }

    /// Adds the proper names in the language whose names count as if they had been typed: in titles by the number of
    /// their words, in texts all together.
    fn add_as_typed(&mut self, concept: Concept<'a>, weight: f32, language: Language) {
        let is_proper = |label: &Label<'_>| {
            label.language == language && label.weight >= Name::PROPER && label.terms != self.typed
        };
        let mut known = Vec::new();
        for label in concept.labels().filter(is_proper) {
            let words = label.terms.split(' ').count().min(u8::MAX.into()) as u8;
            let fields = [(Field::Title, Some(words)), (Field::Body, None)];
            for (field, as_typed) in fields {
                let kind = (as_typed, label.weight.to_bits());
                if !known.contains(&kind) {
                    known.push(kind);
                    let (weight, only) = (weight * label.weight, Some(field));
                    let concept = concept.id();
                    self.named.push(Named { weight, concept, label, only, as_typed, foreign: false });
                }
            }
        }
    }

    /// The best names, each once.
    fn best(mut self) -> Vec<Name> {
        self.named.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.concept.cmp(b.concept)));
        let mut best: Vec<Name> = Vec::new();
        for named in self.named {
            if best.len() == self.weights.most {
                break;
            }
            if !best.iter().any(|known| named.is(known)) {
                best.push(named.name());
            }
        }
        best
    }
}

impl Named<'_> {
    fn is(&self, known: &Name) -> bool {
        let Self { concept, label, only, as_typed, .. } = self;
        *concept == known.concept
            && (label.language, label.weight) == (known.language, known.nearness)
            && (*only, *as_typed) == (known.only, known.as_typed)
    }

    fn name(self) -> Name {
        Name {
            label: self.label.text.to_owned(),
            concept: self.concept.to_owned(),
            language: self.label.language,
            nearness: self.label.weight,
            weight: self.weight,
            only: self.only,
            as_typed: self.as_typed,
            foreign: self.foreign,
        }
    }
}

fn excluded(excluded: &Excluded) -> Reading {
    Reading { only: excluded.only, ..reading(&excluded.terms.join(" "), excluded.terms.clone()) }
}

fn reading(label: &str, terms: Vec<String>) -> Reading {
    Reading { label: label.to_owned(), terms, weight: 1.0, only: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asked::asked_words;
    use jobsearch_analysis::Analyzer;
    use jobsearch_vocabulary::Meaning;

    /// Compares the name that counts as if it had been typed, the first of them in the order of its table.
    fn check(typed: &str, main: Option<Language>, expected: Option<&str>) {
        let (vocabulary, weights) = (Vocabulary::new(), Weights::of(&Options::default()).unwrap());
        let tokens = Analyzer::new().tokens(typed);
        let concepts =
            vocabulary.recognise(&tokens).into_iter().filter_map(|mention| match mention.meaning {
                Meaning::Concept(id) if mention.tokens.len() == tokens.len() => Some((id, mention.weight)),
                _ => None,
            });
        let (words, concepts) = (asked_words(&tokens, |_| false), concepts.collect());
        let (terms, instead) = (Vec::new(), Vec::new());
        let asked = Asked { label: typed.into(), words, terms, concepts, role: Role::Text, instead };
        let planner =
            Planner { vocabulary: &vocabulary, weights: &weights.readings, main, asks_for_job: true };
        let others = planner.group(&asked).others;
        let found = others.iter().find(|name| name.as_typed.is_some());
        assert_eq!(found.map(|name| name.label.as_str()), expected, "{typed}");
    }

    #[test]
    fn a_job_comes_before_what_is_asked_beside_it() {
        let (vocabulary, weights) = (Vocabulary::new(), Weights::of(&Options::default()).unwrap());
        let asked = Asked {
            label: "logé".into(),
            words: asked_words(&Analyzer::new().tokens("logé"), |_| false),
            terms: vec!["loge".into()],
            concepts: Vec::new(),
            role: Role::Text,
            instead: Vec::new(),
        };
        for (asks_for_job, expected) in [(false, 1.0), (true, weights.readings.beside_job)] {
            let weights = &weights.readings;
            let planner = Planner { vocabulary: &vocabulary, weights, main: None, asks_for_job };
            assert_eq!(planner.group(&asked).weight, expected);
        }
    }

    #[test]
    fn some_names_count_as_if_they_had_been_typed() {
        let (french, english) = (Some(Language::Fr), Some(Language::En));
        // Who types the language that fewer postings are written in means the other as well.
        check("accountant", french, Some("comptable"));
        check("comptable", english, Some("accountant"));
        check("comptable", french, None);
        check("accountant", None, None);
        // A name in both languages is at home in either, unless it is usual in one; an acronym is at home in one.
        check("data engineer", french, None);
        check("store manager", french, Some("responsable de magasin"));
        check("HCA", french, None);
        // A loose name stands for the proper ones.
        check("IDE", french, Some("infirmier"));
        check("RN", french, Some("nurse"));
        check("maintenance électrique", french, Some("électricien de maintenance"));
        // But a name of several words that others use is no less than theirs.
        check("attaché de direction", french, None);
    }
}
