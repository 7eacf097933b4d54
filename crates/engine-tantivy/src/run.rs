//! Running a plan over a segment: text in windows, then facts, then the best are kept.

use crate::answer::Answers;
use crate::collect::{Candidate, Top};
use crate::columns::Columns;
use crate::cursor::Cursor;
use crate::lists::Lists;
use crate::rate::{Rate, fit_of};
use crate::reading::Reading;
use crate::score::Text;
use crate::stand::Stand;
use crate::stretch::{Places, WINDOW};
use crate::terms::{Place, Terms};
use crate::window::{Found, Window};
use jobsearch_engine::{Answer, Field as TextField, Met, Profile, SearchPlan, Tier, Wanted};
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED};

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
    rate: Rate<'p>,
    wanted: Vec<Stand<'p>>,
    filters: Vec<Stand<'p>>,
    asks: Asks,
}

/// What a plan asks for, besides what every posting is asked for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asks {
    /// Something besides text.
    facts: bool,
    /// Something besides text and places.
    others: bool,
    pub(crate) places: bool,
    pub(crate) amounts: bool,
    pub(crate) skills: bool,
    /// No text is needed: postings are found by what they are.
    no_text: bool,
    /// A posting is found by any word that is needed.
    any_word: bool,
    /// And it takes a word in the title to be a full answer.
    titles: bool,
}

impl Asks {
    fn of(plan: &SearchPlan, text: &Text<'_>, answers: &Answers) -> Self {
        let asks_more = !plan.wanted.is_empty() || plan.skills.is_some() || plan.groups.is_empty();
        let no_text = text.needed == 0 && text.demanded.is_empty() && asks_more;
        let mut asks = Self { skills: plan.skills.is_some(), no_text, ..Self::default() };
        for condition in plan.wanted.iter().chain(&plan.filters) {
            let is_place = matches!(condition.wanted, Wanted::Place(_));
            asks.facts = true;
            asks.others |= !is_place;
            asks.places |= is_place;
            asks.amounts |= matches!(condition.wanted, Wanted::Amount(..));
        }
        asks.others |= no_text && asks.skills;
        asks.facts |= asks.others;
        asks.any_word = text.needed != 0 && text.demanded.is_empty();
        asks.titles = asks.any_word && answers.need_titles(text.most_untitled());
        asks
    }
}

impl<'p> Run<'p> {
    pub(crate) fn new(plan: &'p SearchPlan, text: &'p Text<'p>, terms: &'p Terms<'p>, room: usize) -> Self {
        let scoring = &plan.scoring;
        let answers = Answers::of(scoring, text);
        Self {
            plan,
            text,
            terms,
            top: Top::new(room, plan.fold_copies),
            tally: Tally::default(),
            asks: Asks::of(plan, text, &answers),
            answers,
            rate: Rate::of(plan, text),
            wanted: plan.wanted.iter().map(Stand::of).collect(),
            filters: plan.filters.iter().map(Stand::of).collect(),
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
        let mut reading = Reading::of(text, terms, (ord, self.asks));
        let mut lists = Lists::open(text, terms, segment)?;
        let (mut start, mut found) = (0, std::mem::take(&mut window.room));
        while start < reader.max_doc() {
            if !self.asks.no_text {
                match lists.next() {
                    TERMINATED => break,
                    next => start = next / WINDOW * WINDOW,
                }
            }
            let untitled = self.scores_untitled(lists.most_untitled(start + WINDOW));
            window.fill(start, &mut lists, &text.norms, untitled);
            if self.asks.no_text {
                window.hits = Places::first((reader.max_doc() - start) as usize);
            }
            window.hits = window.hits.without(&banned(start, reader, &mut excluded));
            if !self.asks.facts && !self.asks.no_text {
                // A posting that is not scored is no full answer, and no other one is kept.
                self.tally.by_tier[Tier::Loose as usize] += window.take_unscored();
            }
            window.drain(&mut found, |found| self.matters(found));
            for found in found.drain(..) {
                self.offer(found, &mut reading)?;
            }
            start += WINDOW;
        }
        window.room = found;
        Ok(())
    }

    /// Tells whether a posting whose title holds nothing asked for could still be one of the best, given what its text
    /// scores at most, or whether its tier depends on its score: where a fact is wanted, an answer in part is better than
    /// what is said in passing.
    fn scores_untitled(&self, most: f32) -> bool {
        !self.asks.titles
            || !self.plan.wanted.is_empty()
            || self.may_reach(Tier::of([], Answer::Part), most * self.rate.most_untitled())
    }

    /// Tells whether more must be known of a posting than its text; counts it where that is enough.
    #[inline]
    fn matters(&mut self, found: &Found) -> bool {
        if self.asks.facts || !self.asks.any_word {
            return true;
        }
        // Where no fact is wanted, it is all the same in which language they answer, and how well others do.
        let answer = if self.answers.is_whole(found) { Answer::Full } else { Answer::Passing };
        let tier = Tier::of([], answer);
        let could_be_kept = self.may_reach(tier, found.text * self.rate.most(found));
        self.tally.by_tier[tier as usize] += u64::from(!could_be_kept);
        could_be_kept
    }

    fn offer(&mut self, mut found: Found, reading: &mut Reading<'_>) -> tantivy::Result<()> {
        if self.asks.no_text {
            // What words add is little beside the skills of a profile.
            found.text = if self.asks.skills { 1.0 } else { 1.0 + found.text };
        }
        if self.text.demanded.iter().any(|bits| found.words & bits != *bits) {
            return Ok(());
        }
        let answer = self.answers.of_found(&found);
        if !self.asks.facts {
            return self.rank(&found, (Tier::of([], answer), 0.0), reading);
        }
        let (doc, columns) = (found.doc, &reading.segment.columns);
        let places = if self.asks.places { columns.flat_places().get(doc) } else { &[] };
        let facts = (if self.asks.others { columns.packed_facts(doc) } else { 0 }, places);
        let figures = || columns.read_figures(doc);
        if self.filters.iter_mut().any(|filter| !passes(filter.met_by(facts, figures))) {
            self.tally.filtered_out += 1;
            return Ok(());
        }
        if self.asks.no_text && found.words == 0 && !self.is_asked_for(doc, facts, columns) {
            return Ok(());
        }
        let mut fit = 0.0;
        let met = self.wanted.iter_mut().map(|wanted| wanted.met_by(facts, figures));
        let mut tier = Tier::of(met.inspect(|met| fit += fit_of(*met)), answer);
        if tier != Tier::Full && self.says_it_all(&found, reading) {
            tier = Tier::Full;
        }
        self.rank(&found, (tier, fit / self.plan.wanted.len().max(1) as f32), reading)
    }

    /// Tells whether a title says just what was typed, facts and all.
    fn says_it_all(&self, found: &Found, reading: &Reading<'_>) -> bool {
        let holds_all = self.text.needed & !found.in_title == 0;
        holds_all && reading.is_written_alike(found.doc, self.plan.whole_title.as_slice())
    }

    /// Tells whether a posting in which no word was found is a hit all the same: it has a fact that is wanted, or asks
    /// for a skill of the profile, or nothing at all is asked for.
    fn is_asked_for(&mut self, doc: DocId, facts: (u64, &[u64]), columns: &Columns) -> bool {
        let plan = self.plan;
        let asks = |profile: &Profile| columns.skills(doc).any(|skill| profile.keys.contains(&skill.key));
        self.wanted.iter_mut().any(|wanted| passes(wanted.met_by(facts, || columns.read_figures(doc))))
            || plan.skills.as_ref().is_some_and(asks)
            || (plan.wanted.is_empty() && plan.skills.is_none() && plan.groups.is_empty())
    }

    /// Counts a posting of a tier whose facts fit at most so well, and keeps it if it is among the best. Signals are looked
    /// up the cheap ones first, and only as long as those that are left could bring it there.
    fn rank(
        &mut self,
        found: &Found,
        (tier, fit): (Tier, f32),
        reading: &mut Reading<'_>,
    ) -> tantivy::Result<()> {
        self.tally.by_tier[tier as usize] += 1;
        let (rate, weights) = (&self.rate, self.rate.weights());
        let unfit = rate.most_of_wanted * (1.0 - fit);
        if !self.may_reach(tier, found.text * (rate.most(found) - unfit)) {
            return Ok(());
        }
        let title_length = reading.segment.title_lengths.words(found.doc);
        let (held, order) = (rate.of_words(found, title_length), rate.order(found));
        let mut open = rate.most_of_facts - unfit + held + weights.title_order * order.unwrap_or(1.0);
        if !self.may_reach(tier, found.text * (open + weights.title_exact)) {
            return Ok(());
        }
        let alike = rate.says_something(found) && reading.is_written_alike(found.doc, &self.plan.titles);
        let exact = if alike { 1.0 } else { rate.exactness(found, title_length) };
        open += weights.title_exact * exact;
        if !self.may_reach(tier, found.text * open) {
            return Ok(());
        }
        reading.read(found.doc);
        let order = order.map_or_else(|| reading.order.share(found.doc), Ok)?;
        let signals = held + weights.title_exact * exact + rate.of_facts(found, order, &reading.facts);
        let (score, columns) = (found.text * (1.0 + signals), &reading.segment.columns);
        if self.top.may_enter(tier, score) {
            self.top.push(Candidate {
                tier,
                score,
                hash: columns.hash(found.doc),
                cluster: columns.cluster(found.doc),
                named: exact > 0.0,
                address: DocAddress::new(reading.ord, found.doc),
            });
        }
        Ok(())
    }

    /// Tells whether a posting with this bound may still get in; sums of the same numbers differ in their last digit.
    #[inline]
    fn may_reach(&self, tier: Tier, bound: f32) -> bool {
        self.top.may_enter(tier, bound * 1.000_01)
    }

    fn excluded(&self, segment: usize) -> tantivy::Result<Vec<Cursor>> {
        let mut cursors = Vec::new();
        for reading in &self.text.excluded {
            for field in TextField::ALL {
                if reading.reading.only.is_none_or(|only| only == field) {
                    cursors.extend(Cursor::open(self.terms, reading, Place { segment, field })?);
                }
            }
        }
        Ok(cursors)
    }
}

/// The postings of a window that are deleted, or hold what is excluded.
fn banned(start: u32, reader: &SegmentReader, excluded: &mut [Cursor]) -> Places {
    let mut banned = Places::NONE;
    for cursor in excluded {
        cursor.each_before(start + WINDOW, |doc, _| {
            if doc >= start {
                banned.insert((doc - start) as usize);
            }
        });
    }
    if let Some(alive) = reader.alive_bitset() {
        let deleted = (start..reader.max_doc().min(start + WINDOW)).filter(|doc| alive.is_deleted(*doc));
        deleted.for_each(|doc| banned.insert((doc - start) as usize));
    }
    banned
}

/// A filter demands: what does not say is left out, except by a filter that only avoids something.
pub(crate) fn passes(met: Met) -> bool {
    matches!(met, Met::Yes | Met::Near(_))
}
