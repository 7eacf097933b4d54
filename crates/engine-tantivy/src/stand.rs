//! How postings stand to the facts asked for. Many postings share few places: each place is judged once a query, as long
//! as its room is not taken by another.

use crate::signals::unpack_spot;
use jobsearch_engine::{Condition, Met, PostingFacts, Wanted};

/// How many places are remembered, as a power of two.
const REMEMBERED: u32 = 10;

/// A condition, and how the places met so far stand to it.
pub(crate) struct Stand<'p> {
    condition: &'p Condition,
    places: Option<Judged>,
}

/// How places stand to a condition, not regarding whether it is one to avoid.
struct Judged {
    wanted: Condition,
    /// The place that is judged, alone.
    facts: PostingFacts,
    /// A packed place, and how it stands.
    known: Vec<(u64, Fit)>,
}

/// How a place fits, the best first; distances make no difference to tiers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Yes,
    Near,
    Unknown,
    No,
}

impl<'p> Stand<'p> {
    pub(crate) fn of(condition: &'p Condition) -> Self {
        let is_place = matches!(condition.wanted, Wanted::Place(_));
        Self { condition, places: is_place.then(|| Judged::by(condition)) }
    }

    /// Tells how far a posting with these facts and packed places satisfies the condition, without the distance.
    pub(crate) fn met_by(&mut self, facts: &PostingFacts, places: &[u64]) -> Met {
        let Some(judged) = &mut self.places else { return self.condition.met_by(facts) };
        let fit = places.iter().map(|place| judged.fit(*place)).min().unwrap_or(Fit::Unknown);
        match (self.condition.negated, fit) {
            (true, Fit::Yes) | (false, Fit::No) => Met::No,
            (true, _) | (false, Fit::Yes) => Met::Yes,
            (false, Fit::Near) => Met::Near(0.0),
            (false, Fit::Unknown) => Met::Unknown,
        }
    }
}

impl Judged {
    fn by(condition: &Condition) -> Self {
        let wanted = Condition::new(condition.label.clone(), condition.wanted.clone());
        let mut judged = Self { wanted, facts: PostingFacts::default(), known: Vec::new() };
        // Every room holds a place from the start, as it stands.
        judged.known = vec![(0, judged.judge(0)); 1 << REMEMBERED];
        judged
    }

    fn fit(&mut self, place: u64) -> Fit {
        let room = (place.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - REMEMBERED)) as usize;
        let (known, fit) = self.known[room];
        if known == place {
            return fit;
        }
        let fit = self.judge(place);
        self.known[room] = (place, fit);
        fit
    }

    fn judge(&mut self, place: u64) -> Fit {
        self.facts.places.clear();
        self.facts.places.push(unpack_spot(place));
        match self.wanted.met_by(&self.facts) {
            Met::Yes => Fit::Yes,
            Met::Near(_) => Fit::Near,
            Met::Far(_) | Met::Unknown => Fit::Unknown,
            Met::No => Fit::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::pack_spot;
    use jobsearch_engine::{Answer, Area, Spot, Tier};
    use jobsearch_posting::{Point, Precision};

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
                let (found, expected) = (stand.met_by(&facts, &packed), condition.met_by(&facts));
                assert_eq!(Tier::of([found], Answer::Full), Tier::of([expected], Answer::Full), "{places:?}");
                let passes = |met| matches!(met, Met::Yes | Met::Near(_));
                assert_eq!(passes(found), passes(expected), "{places:?}");
            }
        }
    }
}
