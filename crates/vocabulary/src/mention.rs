//! What was recognised, and which words it was recognised in.

use crate::ConceptId;
use crate::locations::PlaceId;
use jobsearch_posting::{ContractKind, Language, Remote, WorkingTime};
use std::cmp::Ordering;
use std::ops::Range;

/// Something of the vocabulary, found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The tokens it was read from, as indexes into the slice that was read; alternatives at one position are
    /// all inside.
    pub tokens: Range<usize>,
    /// What the words mean.
    pub meaning: Meaning,
    /// How sure a reader is of this meaning when the words stand alone, from 0 to 1.
    pub certainty: f32,
    /// How near the words are to the meaning: 1 is the thing itself, less a broader or looser name.
    pub weight: f32,
    /// The language of the words; `None` where it is the same in both.
    pub language: Option<Language>,
}

/// What the words of a mention mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A kind of contract.
    Contract(ContractKind),
    /// How much of the week is worked, or when.
    WorkingTime(WorkingTime),
    /// Whether one may work from elsewhere.
    Remote(Remote),
    /// A title, skill, tool, diploma or sector.
    Concept(ConceptId),
    /// A place.
    Place(PlaceId),
}

impl Meaning {
    /// The axis of a fact about the job; `None` for what is no such fact.
    fn axis(self) -> Option<u8> {
        match self {
            Self::Contract(_) => Some(0),
            Self::WorkingTime(_) => Some(1),
            Self::Remote(_) => Some(2),
            Self::Concept(_) | Self::Place(_) => None,
        }
    }
}

impl Mention {
    fn worth(&self) -> f32 {
        self.tokens.len() as f32 * self.certainty
    }

    /// Tells whether two mentions share a word.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }

    /// Tells whether its words are some, but not all, of those of a longer mention.
    pub fn is_part_of(&self, longer: &Self) -> bool {
        self.tokens.len() < longer.tokens.len()
            && longer.tokens.start <= self.tokens.start
            && self.tokens.end <= longer.tokens.end
    }

    /// Tells whether the same words may well mean both: readings as sure as each other, or facts on different axes.
    fn goes_with(&self, other: &Self) -> bool {
        let axes = (self.meaning.axis(), other.meaning.axis());
        let apart = axes.0 != axes.1 && axes.0.is_some() && axes.1.is_some();
        self.tokens == other.tokens && (self.certainty == other.certainty || apart)
    }
}

/// Chooses mentions that do not overlap, those with the most words × certainty first: `CDI intérimaire` hides
/// `CDI`. Readings of the same words that are equally certain are all kept (`CDI ou CDD` gives both, `TP` full and
/// part time), and so are facts on different axes (`zero hours contract`: a contract and a working time). The result is
/// in the order of the text.
pub fn longest(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by(in_text_order);
    let mut cover: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut rest = &mut mentions[..];
    while let [first, others @ ..] = &*rest {
        let mut end = first.tokens.end;
        let is_linked = |other: &&Mention| {
            let is_linked = other.tokens.start < end;
            end = end.max(other.tokens.end);
            is_linked
        };
        let linked = others.iter().take_while(is_linked).count();
        let (cluster, behind) = rest.split_at_mut(1 + linked);
        choose(cluster, &mut cover);
        rest = behind;
    }
    cover
}

/// Adds those of some mentions that are worth the most and do not overlap, in the order of the text.
fn choose(cluster: &mut [Mention], cover: &mut Vec<Mention>) {
    let from = cover.len();
    // What is worth as much stays in the order of the text.
    cluster.sort_by(|a, b| b.worth().total_cmp(&a.worth()));
    for mention in cluster {
        if cover[from..].iter().all(|kept| !kept.overlaps(mention) || kept.goes_with(mention)) {
            cover.push(mention.clone());
        }
    }
    cover[from..].sort_by(in_text_order);
}

/// Adds a mention; where another path gave the same one, the surer stays.
pub(crate) fn push(mentions: &mut Vec<Mention>, mention: Mention) {
    let same = |known: &&mut Mention| known.tokens == mention.tokens && known.meaning == mention.meaning;
    // They come in the order of the text: what begins earlier is none of them.
    let near = mentions.iter_mut().rev().take(64);
    let Some(known) = near.take_while(|known| known.tokens.start >= mention.tokens.start).find(same) else {
        return mentions.push(mention);
    };
    known.certainty = known.certainty.max(mention.certainty);
    known.weight = known.weight.max(mention.weight);
    if known.language != mention.language {
        known.language = None;
    }
}

/// Earlier first, then longer, then surer.
pub(crate) fn in_text_order(a: &Mention, b: &Mention) -> Ordering {
    let place = |mention: &Mention| (mention.tokens.start, usize::MAX - mention.tokens.end);
    place(a).cmp(&place(b)).then_with(|| b.certainty.total_cmp(&a.certainty))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(tokens: Range<usize>, kind: ContractKind, certainty: f32) -> Mention {
        Mention { tokens, meaning: Meaning::Contract(kind), certainty, weight: 1.0, language: None }
    }

    #[test]
    fn the_longer_mention_hides_the_shorter_and_equals_stay_together() {
        use ContractKind::*;
        let agency = mention(0..2, AgencyPermanent, 0.95);
        let (either, or) = (mention(3..4, Permanent, 0.9), mention(3..4, FixedTerm, 0.9));
        let unsure = mention(3..4, Agency, 0.2);
        let all = vec![mention(0..1, Permanent, 0.99), agency.clone(), unsure, either.clone(), or.clone()];
        assert_eq!(longest(all), vec![agency, either, or]);
    }

    #[test]
    fn the_same_mention_found_twice_is_kept_once() {
        let mut mentions = Vec::new();
        push(&mut mentions, mention(0..1, ContractKind::Permanent, 0.3));
        push(&mut mentions, mention(0..1, ContractKind::Permanent, 0.9));
        assert_eq!(mentions, vec![mention(0..1, ContractKind::Permanent, 0.9)]);
    }
}
