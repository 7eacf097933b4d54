//! Running a plan over a segment: text in windows, then facts, then the best are kept.

use crate::answer::Answers;
use crate::collect::{Candidate, Top};
use crate::cursor::Cursor;
use crate::score::Text;
use crate::segments::Segment;
use crate::terms::{Place, Terms};
use crate::title::TitleOrder;
use crate::window::{Found, Lists, WINDOW, Window};
use jobsearch_engine::{
    Condition, Field as TextField, Met, PostingFacts, Profile, SearchPlan, SignalWeights, Tier, Wanted,
};
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED};

/// A posting's freshness halves every so many days.
const FRESHNESS_HALF_LIFE_DAYS: f32 = 45.0;
/// At this distance a place is half as good as the one asked for.
const HALF_NEAR_KM: f32 = 15.0;

/// A title with the same terms that is written otherwise is nearly as exact.
const WRITTEN_OTHERWISE: f32 = 0.6;

/// Counts by tier, and what filters left out.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) by_tier: [u64; Tier::COUNT],
    pub(crate) filtered_out: u64,
}

/// A plan on its way through the segments.
pub(crate) struct Run<'p> {
    pub(crate) plan: &'p SearchPlan,
    pub(crate) text: &'p Text<'p>,
    pub(crate) terms: &'p Terms<'p>,
    pub(crate) top: Top,
    pub(crate) tally: Tally,
    answers: Answers,
    /// What all signals together can add to a text score of 1.
    most_signals: f32,
    asks: Asks,
}

/// What a plan asks for, besides what every posting is asked for.
#[derive(Clone, Copy, Default)]
struct Asks {
    places: bool,
    amounts: bool,
    skills: bool,
    /// No text is needed: postings are found by what they are.
    no_text: bool,
}

impl Asks {
    fn of(plan: &SearchPlan, text: &Text<'_>) -> Self {
        let asks_more = !plan.wanted.is_empty() || plan.skills.is_some() || plan.groups.is_empty();
        let no_text = text.needed == 0 && text.demanded.is_empty() && asks_more;
        let mut asks = Self { skills: plan.skills.is_some(), no_text, ..Self::default() };
        for condition in plan.wanted.iter().chain(&plan.filters) {
            asks.places |= matches!(condition.wanted, Wanted::Place(_));
            asks.amounts |= matches!(condition.wanted, Wanted::Amount(..));
        }
        asks
    }
}

impl<'p> Run<'p> {
    pub(crate) fn new(plan: &'p SearchPlan, text: &'p Text<'p>, terms: &'p Terms<'p>, room: usize) -> Self {
        let scoring = &plan.scoring;
        let (asks, most_signals) = (Asks::of(plan, text), scoring.signals.bound());
        Self {
            plan,
            text,
            terms,
            top: Top::new(room),
            tally: Tally::default(),
            answers: Answers::of(scoring, text),
            most_signals,
            asks,
        }
    }

    /// Runs the plan over one segment, through an empty window.
    pub(crate) fn segment(
        &mut self,
        ord: u32,
        reader: &SegmentReader,
        window: &mut Window,
    ) -> tantivy::Result<()> {
        let (text, terms, segment) = (self.text, self.terms, ord as usize);
        let mut excluded = self.excluded(segment)?;
        let no_text = self.asks.no_text;
        let mut reading = Reading {
            segment: terms.segment(segment),
            asks: self.asks,
            doc: None,
            facts: PostingFacts::default(),
            order: TitleOrder::open(text, terms, segment)?,
        };
        let mut offer = |found: Found| {
            let banned = excluded.iter_mut().any(|cursor| cursor.holds(found.doc));
            if !banned && !reader.is_deleted(found.doc) {
                self.offer(ord, found, &mut reading);
            }
        };
        let mut passed = 0;
        let mut each = |found: Found| {
            if no_text {
                (passed..found.doc).for_each(|doc| offer(Found { doc, ..Found::default() }));
                passed = found.doc + 1;
            }
            offer(found);
        };
        let mut lists = Lists::open(text, terms, segment)?;
        let mut next = lists.next();
        while next != TERMINATED {
            window.fill(next / WINDOW * WINDOW, &mut lists, &text.norms);
            window.drain(&mut each);
            next = lists.next();
        }
        if no_text {
            (passed..reader.max_doc()).for_each(|doc| offer(Found { doc, ..Found::default() }));
        }
        Ok(())
    }

    fn offer(&mut self, ord: u32, mut found: Found, reading: &mut Reading<'_>) {
        let plan = self.plan;
        if self.asks.no_text {
            // What words add is little beside the skills of a profile.
            found.text = if self.asks.skills { 1.0 } else { 1.0 + found.text };
        }
        if self.text.needed != 0 && found.words & self.text.needed == 0 {
            return;
        }
        if self.text.demanded.iter().any(|bits| found.words & bits != *bits) {
            return;
        }
        let answer = self.answers.of_found(found);
        if plan.filters.is_empty() && plan.wanted.is_empty() && !(self.asks.no_text && self.asks.skills) {
            return self.rank(ord, found, Tier::of([], answer), reading);
        }
        reading.read(found.doc);
        let facts = &reading.facts;
        if plan.filters.iter().any(|filter| !passes(filter, facts)) {
            self.tally.filtered_out += 1;
            return;
        }
        if self.asks.no_text && found.words == 0 && !is_asked_for(plan, facts) {
            return;
        }
        let tier = Tier::of(plan.wanted.iter().map(|wanted| wanted.met_by(facts)), answer);
        self.rank(ord, found, tier, reading);
    }

    /// Counts a posting, and keeps it if it is among the best. Signals are looked up the cheap ones first, and only as
    /// long as those that are left could bring it there.
    fn rank(&mut self, ord: u32, found: Found, tier: Tier, reading: &mut Reading<'_>) {
        self.tally.by_tier[tier as usize] += 1;
        let weights: &SignalWeights = &self.plan.scoring.signals;
        let mut open = self.most_signals;
        if !self.may_reach(tier, found.text * open) {
            return;
        }
        let held = self.signals_of_words(found, reading);
        open += held - weights.of_words();
        if !self.may_reach(tier, found.text * open) {
            return;
        }
        let exact = self.exactness(found, reading);
        open += weights.title_exact * (exact - 1.0);
        if !self.may_reach(tier, found.text * open) {
            return;
        }
        reading.read(found.doc);
        let signals = held + weights.title_exact * exact + self.signals_of_facts(found, reading);
        let (score, columns) = (found.text * (1.0 + signals), &reading.segment.columns);
        if self.top.may_enter(tier, score) {
            self.top.push(Candidate {
                tier,
                score,
                hash: columns.hash(found.doc),
                cluster: columns.cluster(found.doc),
                named: exact > 0.0,
                address: DocAddress::new(ord, found.doc),
            });
        }
    }

    /// Tells whether a posting with this bound may still get in; sums of the same numbers differ in their last digit.
    fn may_reach(&self, tier: Tier, bound: f32) -> bool {
        self.top.may_enter(tier, bound * 1.000_01)
    }

    /// `Σ weight·signal` of what is known of the words found, and of the length of the title.
    fn signals_of_words(&self, found: Found, reading: &Reading<'_>) -> f32 {
        let weights: &SignalWeights = &self.plan.scoring.signals;
        let title_length = reading.title_length(found.doc).max(1);
        let held = u32::from(found.held).min(title_length) as f32;
        weights.title_coverage * self.share(found.in_title | found.as_typed)
            + weights.title_names * self.share(found.in_title | found.named_in_title)
            + weights.title_closeness * held / title_length as f32
            + weights.coverage * self.share(found.words)
    }

    /// `Σ weight·signal` of the order of words in the title, and of the facts.
    fn signals_of_facts(&self, found: Found, reading: &mut Reading<'_>) -> f32 {
        let weights: &SignalWeights = &self.plan.scoring.signals;
        weights.title_order * self.order(found, &mut reading.order)
            + weights.facts * facts_signal(&self.plan.wanted, &reading.facts)
            + self.skills_signal(found, &reading.facts)
            + weights.freshness * freshness(self.plan.today, &reading.facts)
            + weights.completeness * reading.facts.completeness
    }

    /// The share of neighbouring words of the query that are neighbours in the title; those of a name always are.
    fn order(&self, found: Found, order: &mut TitleOrder) -> f32 {
        let needed = self.text.needed;
        if found.held < 2 || self.plan.scoring.signals.title_order == 0.0 {
            0.0
        } else if needed & !found.as_typed == 0 && needed.count_ones() > 1 {
            1.0
        } else {
            order.share(found.doc)
        }
    }

    /// How exactly the title says what was asked, and nothing else.
    fn exactness(&self, found: Found, reading: &Reading<'_>) -> f32 {
        if reading.is_written_alike(found.doc, &self.plan.titles) {
            return 1.0;
        }
        let says_no_more = u32::from(found.held) >= reading.title_length(found.doc).max(1);
        let says_all = self.share(found.in_title | found.as_typed) > 0.999;
        if says_no_more && says_all { WRITTEN_OTHERWISE } else { 0.0 }
    }

    /// The share of what is asked that words with these bits make.
    fn share(&self, bits: u64) -> f32 {
        let asked = self.text.weigh(self.text.needed).max(f32::MIN_POSITIVE);
        (self.text.weigh(bits & self.text.needed) / asked).min(1.0)
    }

    fn skills_signal(&self, found: Found, facts: &PostingFacts) -> f32 {
        let Some(profile) = &self.plan.skills else { return 0.0 };
        let is_found = |group: &&usize| {
            let bits = self.text.groups.get(**group).map_or(0, |group| group.bits);
            bits != 0 && found.words & bits == bits
        };
        let fit = profile.fit(&facts.skills, profile.groups.iter().filter(is_found).count());
        let weights = &self.plan.scoring.signals;
        weights.skills_asked * fit.asked.min(1.0) + weights.skills_had * fit.had
    }

    fn excluded(&self, segment: usize) -> tantivy::Result<Vec<Cursor>> {
        let mut cursors = Vec::new();
        for reading in &self.text.excluded {
            for field in TextField::ALL {
                cursors.extend(Cursor::open(self.terms, reading, Place { segment, field })?);
            }
        }
        Ok(cursors)
    }
}

/// What is looked up of one posting.
struct Reading<'a> {
    segment: &'a Segment,
    asks: Asks,
    /// The posting that the facts are of.
    doc: Option<DocId>,
    facts: PostingFacts,
    order: TitleOrder,
}

impl Reading<'_> {
    fn is_written_alike(&self, doc: DocId, titles: &[u64]) -> bool {
        !titles.is_empty() && titles.contains(&self.segment.columns.title_key(doc))
    }

    /// Looks up the facts of a posting, unless that was done already.
    fn read(&mut self, doc: DocId) {
        if self.doc.replace(doc) == Some(doc) {
            return;
        }
        self.segment.columns.read_facts(doc, &mut self.facts);
        if self.asks.amounts {
            self.segment.columns.read_amounts(doc, &mut self.facts);
        }
        if self.asks.skills {
            self.segment.columns.read_skills(doc, &mut self.facts);
        }
        if self.asks.places {
            self.segment.columns.read_places(doc, &mut self.facts);
        }
    }

    fn title_length(&self, doc: DocId) -> u32 {
        self.segment.lengths[TextField::Title as usize].as_ref().map_or(1, |lengths| lengths.fieldnorm(doc))
    }
}

/// Tells whether a posting in which no word was found is a hit all the same: it has a fact that is wanted, or asks for a
/// skill of the profile, or nothing at all is asked for.
fn is_asked_for(plan: &SearchPlan, facts: &PostingFacts) -> bool {
    let has = |wanted: &Condition| matches!(wanted.met_by(facts), Met::Yes | Met::Near(_));
    let asks = |profile: &Profile| facts.skills.iter().any(|skill| profile.keys.contains(&skill.key));
    plan.wanted.iter().any(has)
        || plan.skills.as_ref().is_some_and(asks)
        || (plan.wanted.is_empty() && plan.skills.is_none() && plan.groups.is_empty())
}

/// A filter demands: what does not say is left out, except by a filter that only avoids something.
pub(crate) fn passes(filter: &Condition, facts: &PostingFacts) -> bool {
    matches!(filter.met_by(facts), Met::Yes | Met::Near(_))
}

fn facts_signal(wanted: &[Condition], facts: &PostingFacts) -> f32 {
    if wanted.is_empty() {
        return 0.0;
    }
    let one = |condition: &Condition| match condition.met_by(facts) {
        Met::Yes => 1.0,
        Met::Near(km) | Met::Far(km) => HALF_NEAR_KM / (HALF_NEAR_KM + km),
        Met::Unknown => 0.2,
        Met::No => 0.0,
    };
    wanted.iter().map(one).sum::<f32>() / wanted.len() as f32
}

fn freshness(today: i32, facts: &PostingFacts) -> f32 {
    let age = facts.posted.map(|day| (today - day.0).max(0) as f32);
    age.map_or(0.0, |days| (-days / FRESHNESS_HALF_LIFE_DAYS * std::f32::consts::LN_2).exp())
}
