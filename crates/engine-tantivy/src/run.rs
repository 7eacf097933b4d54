//! Running a plan over a segment: text in windows, then facts, then the best are kept.

use crate::answer::Answers;
use crate::collect::{Candidate, Rank, Top};
use crate::columns::Columns;
use crate::found::{Found, Known};
use crate::rate::Rate;
use crate::reading::Reading;
use crate::score::Text;
use crate::terms::Terms;
use crate::walk::{Outlook, Walk};
use crate::window::{Holders, Window};
use jobsearch_engine::{Answer, Met, Profile, SearchPlan, Tier};
use tantivy::{DocAddress, DocId, SegmentReader};

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
    /// Whether something besides text is asked for.
    asks_facts: bool,
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
            answers,
            rate: Rate::of(plan, text),
            asks_facts: text.is_free || !(plan.wanted.is_empty() && plan.filters.is_empty()),
        }
    }

    /// Runs the plan over one segment.
    pub(crate) fn segment(
        &mut self,
        ord: u32,
        reader: &SegmentReader,
        window: &mut Window,
    ) -> tantivy::Result<()> {
        let reading = Reading::of(self.plan, self.text, (ord, self.terms))?;
        let mut walk = Walk::new(self.text, reading, (reader, window))?;
        while walk.go_on() {
            let outlooks = walk.group(|known| self.outlook(known));
            for number in best_first(&outlooks) {
                self.look_at(&outlooks[number], &mut walk)?;
            }
        }
        Ok(())
    }

    /// Counts the postings of a window that hold the same, and looks closer as long as that does not tell all of them.
    fn look_at(&mut self, outlook: &Outlook, walk: &mut Walk<'_>) -> tantivy::Result<()> {
        if outlook.is_out {
            return Ok(());
        }
        let Holders { count, first: mut at } = walk.holders(&outlook.known);
        let rank = Rank::at_most(outlook.tier, outlook.most);
        if outlook.is_sure {
            self.tally.by_tier[outlook.tier as usize] += u64::from(count);
        }
        // Titles of so many words are too long to be among the best, which only get better.
        let mut too_long = u32::MAX;
        for _ in 0..count {
            if !outlook.is_sure {
                self.judge(at, outlook, walk)?;
            } else if !self.top.may_enter(rank) {
                break;
            } else {
                let title_length = walk.title_length(at);
                if title_length < too_long
                    && !self.rank((at, outlook, title_length), (outlook.tier, 1.0), walk)?
                {
                    too_long = title_length;
                }
            }
            at = walk.next(at);
        }
        Ok(())
    }

    /// How far it tells where postings rank what all of them have in common.
    fn outlook(&self, mut known: Known) -> Outlook {
        known.most = self.told(known.most);
        let most = &known.most;
        let least = Found { core: known.least, ..*most };
        let is_out = self.text.demanded.iter().any(|bits| most.words & bits != *bits);
        let answers = [self.answer(&least), self.answer(most)];
        let (tier, is_sure) = self.best_tier(answers);
        let said = self.rate.said(most);
        // No title says it better than one that says nothing else.
        let rate = self.rate.most(&said, self.rate.of_words(&said, most.held.into()));
        let says_it_all = most.says_it_all && self.text.needed & !most.in_title == 0;
        Outlook { answers, tier, is_sure, says_it_all, most: most.text * rate, is_out, said, known }
    }

    /// The best tier of postings whose words answer so well, and whether it is the same whatever else is said of them.
    fn best_tier(&self, [least, most]: [Answer; 2]) -> (Tier, bool) {
        let tier = |met, answer| Tier::of(self.plan.wanted.iter().map(|_| met), answer);
        let best = tier(Met::Yes, most);
        let is_sure = tier(Met::No, least) == best && self.plan.filters.is_empty() && !self.text.is_free;
        (best, is_sure)
    }

    /// What a posting scores: where no text is needed, what words add is little beside the skills of a profile.
    fn told(&self, found: Found) -> Found {
        match (self.text.is_free, self.plan.skills.is_some()) {
            (false, _) => found,
            (true, true) => Found { text: 1.0, ..found },
            (true, false) => Found { text: 1.0 + found.text, ..found },
        }
    }

    /// How well a posting's words answer; where no fact is asked for, it is all the same in which language they do, and how
    /// well others do.
    fn answer(&self, found: &Found) -> Answer {
        match self.answers.of_found(found) {
            answer if self.asks_facts => answer,
            Answer::Full | Answer::Foreign => Answer::Full,
            Answer::Part | Answer::Passing => Answer::Passing,
        }
    }

    /// Counts the posting at a place of the window whose facts make a difference, and keeps it if it is among the best.
    fn judge(&mut self, at: u16, outlook: &Outlook, walk: &mut Walk<'_>) -> tantivy::Result<()> {
        let Some((tier, fit)) = self.stands(at, outlook, walk) else { return Ok(()) };
        self.tally.by_tier[tier as usize] += 1;
        if self.may_reach(tier, outlook.most) {
            self.rank((at, outlook, walk.title_length(at)), (tier, fit), walk)?;
        }
        Ok(())
    }

    /// The tier of a posting, and how well its facts fit at most; none where these leave it out.
    #[inline]
    fn stands(&mut self, at: u16, outlook: &Outlook, walk: &mut Walk<'_>) -> Option<(Tier, f32)> {
        let doc = walk.doc(at);
        let standing = walk.reading.stands.of(doc);
        if standing.is_out {
            self.tally.filtered_out += 1;
            return None;
        }
        let is_asked_for = || standing.is_asked_for || self.asks_for(doc, &walk.reading.segment.columns);
        if self.text.is_free && outlook.known.most.words == 0 && !is_asked_for() {
            return None;
        }
        let [least, most] = outlook.answers;
        let tier = if outlook.says_it_all {
            Tier::Full
        } else if standing.tier(least) == standing.tier(most) {
            standing.tier(most)
        } else {
            standing.tier(self.answer(&self.told(walk.scored(at, &outlook.known, &self.text.norms))))
        };
        Some((tier, standing.fit))
    }

    /// Tells whether a posting in which neither a word nor a fact was found is a hit all the same: it asks for a skill of
    /// the profile, or nothing at all is asked for.
    fn asks_for(&self, doc: DocId, columns: &Columns) -> bool {
        let plan = self.plan;
        let asks = |profile: &Profile| columns.skills(doc).any(|skill| profile.keys.contains(&skill.key));
        plan.skills.as_ref().is_some_and(asks)
            || (plan.wanted.is_empty() && plan.skills.is_none() && plan.groups.is_empty())
    }

    /// Keeps a posting of a tier whose facts fit at most so well if it is among the best: the length of its title is asked
    /// first, then how often it says what, and the rest only as long as that could bring it there. Tells whether the
    /// length lets it.
    fn rank(
        &mut self,
        (at, outlook, title_length): (u16, &Outlook, u32),
        (tier, fit): (Tier, f32),
        walk: &mut Walk<'_>,
    ) -> tantivy::Result<bool> {
        let (rate, Outlook { known, said, .. }) = (&self.rate, outlook);
        let unfit = rate.most_of_wanted * (1.0 - fit);
        let of_words = rate.of_words(said, title_length);
        let most = rate.most(said, of_words) - unfit;
        if !self.may_reach(tier, known.most.text * most) {
            return Ok(false);
        }
        let found = self.told(walk.scored(at, known, &self.text.norms));
        if !self.may_reach(tier, found.text * most) {
            return Ok(true);
        }
        let (doc, reading) = (walk.doc(at), &mut walk.reading);
        reading.read(doc)?;
        let order = said.order.map_or_else(|| reading.order.share(doc), Ok)?;
        let signals = of_words + rate.of_facts(&found, order, &reading.facts);
        let named = said.exact_in(title_length) > 0.0;
        self.keep(Rank::of(tier, found.text * (1.0 + signals)), (doc, named), reading);
        Ok(true)
    }

    fn keep(&mut self, rank: Rank, (doc, named): (DocId, bool), reading: &Reading<'_>) {
        if self.top.may_enter(rank) {
            let (columns, address) = (&reading.segment.columns, DocAddress::new(reading.ord, doc));
            let (hash, cluster) = (columns.hash(doc), columns.cluster(doc));
            self.top.push(Candidate { rank, hash, cluster, named, address });
        }
    }

    /// Tells whether a posting with this bound may still get in.
    #[inline]
    fn may_reach(&self, tier: Tier, bound: f32) -> bool {
        self.top.may_enter(Rank::at_most(tier, bound))
    }
}

/// The numbers of what holds the same, the best tier first, and in a tier what may score most.
fn best_first(outlooks: &[Outlook]) -> impl Iterator<Item = usize> + use<> {
    let ranks = outlooks.iter().map(|outlook| Rank::of(outlook.tier, outlook.most));
    let mut order: Vec<(Rank, usize)> = ranks.zip(0..).collect();
    order.sort_unstable_by_key(|(rank, _)| *rank);
    order.into_iter().map(|(_, number)| number)
}

/// A filter demands: what does not say is left out, except by a filter that only avoids something.
pub(crate) fn passes(met: Met) -> bool {
    matches!(met, Met::Yes | Met::Near(_))
}
