//! What signals add to the text score of a posting: `1 + Σ weight·signal`, told step by step, so that a posting that
//! cannot reach the best is left as early as can be.

use crate::found::Found;
use crate::score::Text;
use jobsearch_engine::{Condition, Met, PostingFacts, SearchPlan, SignalWeights};

/// A posting's freshness halves every so many days.
const FRESHNESS_HALF_LIFE_DAYS: f32 = 45.0;
/// At this distance a place is half as good as the one asked for.
const HALF_NEAR_KM: f32 = 15.0;

/// A title with the same terms that is written otherwise is nearly as exact.
const WRITTEN_OTHERWISE: f32 = 0.6;

/// Up to so many words the share of each set of them is reckoned beforehand.
const FEW_WORDS: usize = 6;

/// What the signals of a plan weigh.
pub(crate) struct Rate<'p> {
    plan: &'p SearchPlan,
    text: &'p Text<'p>,
    /// The share of what is asked that words make, by their bits, where they are few.
    shares: Vec<f32>,
    /// What multiplies a text score at least and all that facts can add.
    pub(crate) most_of_facts: f32,
    /// The part of it that the facts wanted can add.
    pub(crate) most_of_wanted: f32,
}

/// What the words add of postings that hold the same.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    title_coverage: f32,
    coverage: f32,
    /// How many words of the title are asked for.
    held: u32,
    /// How exactly the title says what was asked, and how exactly where it says nothing else.
    exact: f32,
    exact_alone: f32,
    /// The share of neighbouring words that are neighbours in the title, where it is known.
    pub(crate) order: Option<f32>,
}

impl Said {
    /// How exactly a title of so many words says what was asked and nothing else.
    #[inline]
    pub(crate) fn exact_in(&self, title_length: u32) -> f32 {
        if self.held >= title_length.max(1) { self.exact.max(self.exact_alone) } else { self.exact }
    }
}

impl<'p> Rate<'p> {
    pub(crate) fn of(plan: &'p SearchPlan, text: &'p Text<'p>) -> Self {
        let weights = &plan.scoring.signals;
        let facts = if plan.wanted.is_empty() { 0.0 } else { weights.facts };
        let skills = plan.skills.as_ref().map_or(0.0, |_| weights.skills_asked + weights.skills_had);
        let of_facts = facts + skills + weights.freshness + weights.completeness;
        let most_of_facts = 1.0 + of_facts;
        let mut rate = Self { plan, text, shares: Vec::new(), most_of_facts, most_of_wanted: facts };
        if text.rarity.len() <= FEW_WORDS {
            rate.shares = (0..1 << text.rarity.len()).map(|bits| rate.weigh(bits)).collect();
        }
        rate
    }

    /// What the words of a posting add.
    pub(crate) fn said(&self, found: &Found) -> Said {
        let (weights, text) = (self.weights(), self.text);
        let titled = found.in_title | found.as_typed;
        let says_something = text.needed == 0 || titled & text.needed != 0;
        let says_all = self.share(titled) > 0.999;
        Said {
            title_coverage: weights.title_coverage
                * self.share(found.in_title | found.named_in_title | found.foreign_in_title),
            coverage: weights.coverage * self.share(found.words),
            held: found.held.into(),
            exact: if found.is_alike && says_something { 1.0 } else { 0.0 },
            exact_alone: if says_all { WRITTEN_OTHERWISE } else { 0.0 },
            order: self.order(found),
        }
    }

    /// The share of neighbouring words of the query that are neighbours in the title, where that follows from the words
    /// found: a word alone has no neighbours, and those of a name always are.
    fn order(&self, found: &Found) -> Option<f32> {
        let needed = self.text.needed;
        if found.held < 2 || self.weights().title_order == 0.0 {
            Some(0.0)
        } else {
            (needed & !found.as_typed == 0 && needed.count_ones() > 1).then_some(1.0)
        }
    }

    /// What the words add in a title of so many words, all but their order.
    #[inline]
    pub(crate) fn of_words(&self, said: &Said, title_length: u32) -> f32 {
        let (weights, title_length) = (self.weights(), title_length.max(1));
        let held = said.held.min(title_length) as f32;
        said.title_coverage
            + weights.title_closeness * held / title_length as f32
            + said.coverage
            + weights.title_exact * said.exact_in(title_length)
    }

    /// What multiplies a text score at most, given what the words add but for their order.
    #[inline]
    pub(crate) fn most(&self, said: &Said, of_words: f32) -> f32 {
        self.most_of_facts + of_words + self.weights().title_order * said.order.unwrap_or(1.0)
    }

    /// The signals of the order of the words, and of the facts.
    pub(crate) fn of_facts(&self, found: &Found, order: f32, facts: &PostingFacts) -> f32 {
        let weights = self.weights();
        weights.title_order * order
            + weights.facts * facts_signal(&self.plan.wanted, facts)
            + self.skills(found, facts)
            + weights.freshness * freshness(self.plan.today, facts)
            + weights.completeness * facts.completeness
    }

    fn skills(&self, found: &Found, facts: &PostingFacts) -> f32 {
        let Some(profile) = &self.plan.skills else { return 0.0 };
        let is_found = |group: &&usize| {
            let bits = self.text.groups.get(**group).map_or(0, |group| group.bits);
            bits != 0 && found.words & bits == bits
        };
        let fit = profile.fit(&facts.skills, profile.groups.iter().filter(is_found).count());
        let weights = self.weights();
        weights.skills_asked * fit.asked.min(1.0) + weights.skills_had * fit.had
    }

    #[inline]
    pub(crate) fn weights(&self) -> &'p SignalWeights {
        &self.plan.scoring.signals
    }

    /// The share of what is asked that words with these bits make.
    #[inline]
    fn share(&self, bits: u64) -> f32 {
        self.shares.get(bits as usize).copied().unwrap_or_else(|| self.weigh(bits))
    }

    fn weigh(&self, bits: u64) -> f32 {
        let asked = self.text.weigh(self.text.needed).max(f32::MIN_POSITIVE);
        (self.text.weigh(bits & self.text.needed) / asked).min(1.0)
    }
}

fn facts_signal(wanted: &[Condition], facts: &PostingFacts) -> f32 {
    if wanted.is_empty() {
        return 0.0;
    }
    let one = |condition: &Condition| fit_of(condition.met_by(facts));
    wanted.iter().map(one).sum::<f32>() / wanted.len() as f32
}

/// How well a fact fits that is met so far.
pub(crate) fn fit_of(met: Met) -> f32 {
    match met {
        Met::Yes => 1.0,
        Met::Near(km) | Met::Far(km) => HALF_NEAR_KM / (HALF_NEAR_KM + km),
        Met::Unknown => 0.2,
        Met::No => 0.0,
    }
}

fn freshness(today: i32, facts: &PostingFacts) -> f32 {
    let age = facts.posted.map(|day| (today - day.0).max(0) as f32);
    age.map_or(0.0, |days| (-days / FRESHNESS_HALF_LIFE_DAYS * std::f32::consts::LN_2).exp())
}
