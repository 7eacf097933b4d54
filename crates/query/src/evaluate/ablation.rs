//! What each part of the ranking adds: the same search with that part left out of its plan.

use jobsearch_engine::{EngineError, Hits, Listed, SearchPlan, Searcher, SignalWeights, Spot};
use jobsearch_posting::{Language, Posting};

/// A part of the ranking that a plan can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What else the market calls the thing asked for.
    OtherNames,
    /// That facts asked for (contract, place…) rank in tiers.
    Facts,
    /// That text found only in passing ranks below text that answers.
    TextTiers,
    /// That a word in the title counts more than one in the body.
    TitleWeight,
    /// That text which many postings share counts less than the body.
    BoilerplateDiscount,
    /// That the name of the company is searched.
    Company,
    /// That words typed are also looked for as spellings put together or apart.
    Spellings,
    /// A signal, by its name in the table of weights.
    Signal(&'static str),
}

impl Part {
    /// Every part, signals last.
    pub const ALL: [Self; 15] = [
        Self::OtherNames,
        Self::Facts,
        Self::TextTiers,
        Self::TitleWeight,
        Self::BoilerplateDiscount,
        Self::Company,
        Self::Spellings,
        Self::Signal("title_coverage"),
        Self::Signal("title_closeness"),
        Self::Signal("title_exact"),
        Self::Signal("title_order"),
        Self::Signal("coverage"),
        Self::Signal("facts"),
        Self::Signal("freshness"),
        Self::Signal("completeness"),
    ];

    /// What it is called in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherNames => "other names",
            Self::Facts => "facts asked for",
            Self::TextTiers => "tiers of text",
            Self::TitleWeight => "weight of titles",
            Self::BoilerplateDiscount => "company text apart",
            Self::Company => "company's name",
            Self::Spellings => "other spellings",
            Self::Signal(name) => name,
        }
    }

    /// Leaves the part out of a plan.
    fn leave_out(self, plan: &mut SearchPlan) {
        let scoring = &mut plan.scoring;
        match self {
            Self::OtherNames => plan.groups.iter_mut().for_each(|group| group.others.clear()),
            Self::Facts => plan.wanted.clear(),
            Self::TextTiers => scoring.full_answer = 0.0,
            Self::TitleWeight => scoring.title = scoring.body,
            Self::BoilerplateDiscount => scoring.boilerplate = scoring.body,
            Self::Company => scoring.company = 0.0,
            Self::Spellings => {
                let words = plan.groups.iter_mut().flat_map(|group| &mut group.words);
                words.for_each(|word| word.readings.truncate(1));
            }
            Self::Signal(name) => {
                if let Some(weight) = weight(&mut scoring.signals, name) {
                    *weight = 0.0;
                }
            }
        }
    }
}

/// The weight of a signal by its name.
fn weight<'w>(signals: &'w mut SignalWeights, name: &str) -> Option<&'w mut f32> {
    Some(match name {
        "title_coverage" => &mut signals.title_coverage,
        "title_closeness" => &mut signals.title_closeness,
        "title_exact" => &mut signals.title_exact,
        "title_order" => &mut signals.title_order,
        "coverage" => &mut signals.coverage,
        "facts" => &mut signals.facts,
        "freshness" => &mut signals.freshness,
        "completeness" => &mut signals.completeness,
        _ => return None,
    })
}

/// An engine whose every plan lacks a part; in all else it is the engine it was made of.
pub struct Without<'e> {
    engine: &'e dyn Searcher,
    part: Part,
}

impl<'e> Without<'e> {
    /// Leaves a part out of what an engine is asked.
    pub fn new(engine: &'e dyn Searcher, part: Part) -> Self {
        Self { engine, part }
    }
}

impl Searcher for Without<'_> {
    fn search(&self, plan: &SearchPlan) -> Result<Hits, EngineError> {
        let mut plan = plan.clone();
        self.part.leave_out(&mut plan);
        self.engine.search(&plan)
    }

    fn frequency(&self, term: &str) -> u64 {
        self.engine.frequency(term)
    }

    fn count_at(&self, spot: &Spot) -> u64 {
        self.engine.count_at(spot)
    }

    fn count_in(&self, language: Language) -> u64 {
        self.engine.count_in(language)
    }

    fn len(&self) -> u64 {
        self.engine.len()
    }

    fn posting(&self, id: &str) -> Result<Option<Posting>, EngineError> {
        self.engine.posting(id)
    }

    fn list(&self, each: &mut dyn FnMut(Listed)) -> Result<(), EngineError> {
        self.engine.list(each)
    }

    fn terms(&self, prefix: &str, limit: usize) -> Vec<(String, u64)> {
        self.engine.terms(prefix, limit)
    }

    fn vocabulary(&self) -> &str {
        self.engine.vocabulary()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::weights::Weights;
    use jobsearch_engine::{Condition, Group, Name, Reading, Wanted};
    use jobsearch_posting::Language;

    #[test]
    fn every_part_changes_a_plan_that_has_them_all() {
        let other = Name {
            label: "x".into(),
            concept: "x".into(),
            language: Language::Fr,
            nearness: 1.0,
            weight: 0.5,
            only: None,
            as_typed: None,
            foreign: false,
        };
        let mut group = Group { others: vec![other], ..Group::word("a") };
        group.words[0].readings.push(Reading::term("x", 0.5));
        let wanted = vec![Condition::new("CDI", Wanted::WorkingTime(1))];
        let scoring = Weights::of(&Options::default()).unwrap().scoring(true);
        let plan = SearchPlan { groups: vec![group], wanted, scoring, ..SearchPlan::default() };
        for part in Part::ALL {
            let mut without = plan.clone();
            part.leave_out(&mut without);
            assert_ne!(without, plan, "{part:?}");
        }
    }
}
