//! How postings stand to the facts asked for. Many postings share few places, and few facts that are not figures: each is
//! judged once a query, as long as its room is not taken by another.

use crate::signals::{KINDS_OF_FACTS, unpack_facts, unpack_spot};
use jobsearch_engine::{Condition, Met, PostingFacts, Wanted};

/// How many places are remembered, and how many facts, as powers of two.
const PLACES: u32 = 10;
const FACTS: u32 = 6;

/// A condition, and how the places or facts met so far stand to it.
pub(crate) struct Stand<'p> {
    condition: &'p Condition,
    judged: Judged,
}

/// What is remembered.
enum Judged {
    /// How places stand to a condition, not regarding whether it is one to avoid.
    Places(Known<Fit, PLACES>, Place),
    /// How packed facts stand to it.
    Facts(Known<Met, FACTS>),
    /// Nothing: there are many figures.
    Figures,
}

/// What is known of packed values.
struct Known<T, const ROOMS: u32>(Vec<(u64, T)>);

impl<T: Copy, const ROOMS: u32> Known<T, ROOMS> {
    /// Every room holds a value from the start.
    fn of(packed: u64, known: T) -> Self {
        Self(vec![(packed, known); 1 << ROOMS])
    }

    #[inline]
    fn get(&mut self, packed: u64, judge: impl FnOnce() -> T) -> T {
        let room = (packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - ROOMS)) as usize;
        let (at, known) = &mut self.0[room];
        if *at != packed {
            (*at, *known) = (packed, judge());
        }
        *known
    }
}

/// How a place fits, the best first; distances make no difference to tiers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Yes,
    Near,
    Far,
    Unknown,
    No,
}

impl<'p> Stand<'p> {
    pub(crate) fn of(condition: &'p Condition) -> Self {
        let judged = match &condition.wanted {
            Wanted::Place(_) => {
                let wanted = Condition::new("", condition.wanted.clone());
                let mut place = Place { wanted, facts: PostingFacts::default() };
                Judged::Places(Known::of(0, place.judge(0)), place)
            }
            Wanted::Amount(..) => Judged::Figures,
            _ => Judged::Facts(Known::of(0, judge_facts(condition, 0))),
        };
        Self { condition, judged }
    }

    /// Tells how far a posting with these packed facts and places satisfies the condition, as if it were at no
    /// distance; figures are read by who knows where they are.
    #[inline]
    pub(crate) fn met_by(
        &mut self,
        (facts, places): (u64, &[u64]),
        figures: impl FnOnce() -> PostingFacts,
    ) -> Met {
        match &mut self.judged {
            Judged::Facts(known) => {
                let facts = facts & KINDS_OF_FACTS;
                known.get(facts, || judge_facts(self.condition, facts))
            }
            Judged::Figures => self.condition.met_by(&figures()),
            Judged::Places(known, judge) => {
                let fits = places.iter().map(|&place| known.get(place, || judge.judge(place)));
                match (self.condition.negated, fits.min().unwrap_or(Fit::Unknown)) {
                    (true, Fit::Yes) | (false, Fit::No) => Met::No,
                    (true, _) | (false, Fit::Yes) => Met::Yes,
                    (false, Fit::Near) => Met::Near(0.0),
                    (false, Fit::Far) => Met::Far(0.0),
                    (false, Fit::Unknown) => Met::Unknown,
                }
            }
        }
    }
}

fn judge_facts(condition: &Condition, packed: u64) -> Met {
    let mut facts = PostingFacts::default();
    unpack_facts(packed, &mut facts);
    condition.met_by(&facts)
}

/// A condition on a place, and the place that is judged.
struct Place {
    wanted: Condition,
    facts: PostingFacts,
}

impl Place {
    /// How a packed place, alone, stands to the condition.
    fn judge(&mut self, packed: u64) -> Fit {
        self.facts.places.clear();
        self.facts.places.push(unpack_spot(packed));
        match self.wanted.met_by(&self.facts) {
            Met::Yes => Fit::Yes,
            Met::Near(_) => Fit::Near,
            Met::Far(_) => Fit::Far,
            Met::Unknown => Fit::Unknown,
            Met::No => Fit::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::{pack_facts, pack_spot};
    use jobsearch_engine::{Answer, Area, Quantity, Span, Spot, Tier};
    use jobsearch_posting::{ContractSet, Language, Point, Precision};

    /// A town so many hundredths of a degree north of the centre.
    fn town(north: i32) -> Spot {
        let point = Some(Point { lat: 45.0 + north as f32 / 100.0, lon: 4.0 });
        Spot { country: 1, region: 1, department: 69, precision: Precision::Commune, point }
    }

    #[test]
    fn a_posting_stands_as_its_facts_tell() {
        let point = Point { lat: 45.0, lon: 4.0 };
        let area = Area::Around { point, inner_km: 5.0, outer_km: 20.0, spot: town(0) };
        let country = Spot { country: 1, precision: Precision::Country, ..Spot::default() };
        let abroad = Spot { country: 2, precision: Precision::Country, ..Spot::default() };
        let postings = [vec![], vec![town(0)], vec![town(10)], vec![town(90)], vec![country], vec![abroad]];
        let several =
            [vec![abroad, town(0)], vec![country, town(10)], vec![abroad, country], vec![abroad, abroad]];
        for negated in [false, true] {
            let condition = Condition { label: String::new(), wanted: Wanted::Place(vec![area]), negated };
            let mut stand = Stand::of(&condition);
            // The second round is told from memory.
            for places in postings.iter().chain(&several).cycle().take(20) {
                let facts = PostingFacts { places: places.clone(), ..PostingFacts::default() };
                let packed: Vec<u64> = places.iter().map(pack_spot).collect();
                let figures = PostingFacts::default;
                let (found, expected) = (stand.met_by((0, &packed), figures), condition.met_by(&facts));
                assert_eq!(Tier::of([found], Answer::Full), Tier::of([expected], Answer::Full), "{places:?}");
                let passes = |met| matches!(met, Met::Yes | Met::Near(_));
                assert_eq!(passes(found), passes(expected), "{places:?}");
            }
        }
    }

    #[test]
    fn facts_and_figures_stand_as_they_are_told() {
        let postings = [
            PostingFacts::default(),
            PostingFacts { contracts: ContractSet(1), hours: Some(35.0), ..PostingFacts::default() },
            PostingFacts { contracts: ContractSet(6), months: Some(6.0), ..PostingFacts::default() },
            PostingFacts { language: Some(Language::En), working_time: 2, ..PostingFacts::default() },
        ];
        let wanted = [
            Wanted::Contract(ContractSet(1)),
            Wanted::WorkingTime(2),
            Wanted::Language(Language::En),
            Wanted::Amount(Quantity::Hours, Span::exactly(35.0)),
        ];
        for wanted in wanted {
            for negated in [false, true] {
                let condition = Condition { label: String::new(), wanted: wanted.clone(), negated };
                let mut stand = Stand::of(&condition);
                for facts in postings.iter().cycle().take(8) {
                    let found = stand.met_by((pack_facts(facts), &[]), || facts.clone());
                    assert_eq!(found, condition.met_by(facts), "{condition:?}, {facts:?}");
                }
            }
        }
    }
}
