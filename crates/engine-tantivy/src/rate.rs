//! What signals add to the text score of a posting: `1 + Σ weight·signal`, told step by step, so that a posting that
//! cannot reach the best is left as early as can be.

use crate::score::Text;
use crate::window::Found;
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
    /// What multiplies it at most where the title says nothing asked for, and where it does.
    most: [f32; 2],
}

impl<'p> Rate<'p> {
    pub(crate) fn of(plan: &'p SearchPlan, text: &'p Text<'p>) -> Self {
        let weights = &plan.scoring.signals;
        let facts = if plan.wanted.is_empty() { 0.0 } else { weights.facts };
        let skills = plan.skills.as_ref().map_or(0.0, |_| weights.skills_asked + weights.skills_had);
        let of_facts = facts + skills + weights.freshness + weights.completeness;
        let most_of_facts = 1.0 + of_facts;
        let untitled = most_of_facts + weights.coverage + weights.title_coverage;
        let titled = untitled + weights.title_closeness + weights.title_exact + weights.title_order;
        // Words that are not needed make a title closer, too.
        let has_extras = text.groups.iter().any(|group| group.bits & text.needed == 0);
        let most = [if has_extras { titled } else { untitled }, titled];
        let mut rate = Self { plan, text, shares: Vec::new(), most_of_facts, most_of_wanted: facts, most };
        if text.rarity.len() <= FEW_WORDS {
            rate.shares = (0..1 << text.rarity.len()).map(|bits| rate.weigh(bits)).collect();
        }
        rate
    }

    /// What multiplies the text score of a posting at most.
    #[inline]
    pub(crate) fn most(&self, found: &Found) -> f32 {
        self.most[usize::from(self.says_something(found))]
    }

    /// What multiplies it at most where the title holds nothing asked for.
    pub(crate) fn most_untitled(&self) -> f32 {
        self.most[0]
    }

    /// Whether a title says something asked for, or nothing need be said.
    #[inline]
    pub(crate) fn says_something(&self, found: &Found) -> bool {
        self.text.needed == 0 || (found.in_title | found.as_typed) & self.text.needed != 0
    }

    /// The signals of the words found, in a title of so many words.
    pub(crate) fn of_words(&self, found: &Found, title_length: u32) -> f32 {
        let weights = self.weights();
        let title_length = title_length.max(1);
        let held = u32::from(found.held).min(title_length) as f32;
        weights.title_coverage * self.share(found.in_title | found.named_in_title | found.foreign_in_title)
            + weights.title_closeness * held / title_length as f32
            + weights.coverage * self.share(found.words)
    }

    /// How exactly the title says what was asked and nothing else, where it is not written alike.
    pub(crate) fn exactness(&self, found: &Found, title_length: u32) -> f32 {
        let says_no_more = u32::from(found.held) >= title_length.max(1);
        let says_all = self.share(found.in_title | found.as_typed) > 0.999;
        if says_no_more && says_all { WRITTEN_OTHERWISE } else { 0.0 }
    }

    /// The share of neighbouring words of the query that are neighbours in the title, where that follows from the words
    /// found: a word alone has no neighbours, and those of a name always are.
    pub(crate) fn order(&self, found: &Found) -> Option<f32> {
        let needed = self.text.needed;
        if found.held < 2 || self.weights().title_order == 0.0 {
            Some(0.0)
        } else {
            (needed & !found.as_typed == 0 && needed.count_ones() > 1).then_some(1.0)
        }
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
