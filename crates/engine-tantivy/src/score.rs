//! A plan made ready for one index: how rare each word is, and what a match may score at most.

use crate::names::ReadyName;
use crate::terms::{Numbered, Terms};
use jobsearch_engine::{Field as TextField, Group, Scoring, SearchPlan};
use tantivy::fieldnorm::FieldNormReader;

/// Words beyond this number are not scored apart: their bits would not fit a machine word.
pub(crate) const MOST_WORDS: usize = 64;

/// A plan's text, made ready.
pub(crate) struct Text<'p> {
    pub(crate) groups: Vec<ReadyGroup<'p>>,
    /// Rarity of each word (or whole-group name), by its bit.
    pub(crate) rarity: Vec<f32>,
    /// The bits that a full answer needs.
    pub(crate) needed: u64,
    /// Those of them that count less than others: what is asked for beside a job.
    pub(crate) beside: u64,
    /// For each group that a posting must hold, its bits.
    pub(crate) demanded: Vec<u64>,
    /// The keys of titles that are written as typed, and whether that is all that was typed.
    pub(crate) titles: Vec<(u64, bool)>,
    /// No text is needed: postings are found by what they are.
    pub(crate) is_free: bool,
    /// What the text must not say.
    pub(crate) excluded: Vec<Numbered<'p>>,
    /// How a term's frequency counts, by field and length.
    pub(crate) norms: [Norms; TextField::ALL.len()],
}

/// A group, made ready.
pub(crate) struct ReadyGroup<'p> {
    pub(crate) words: Vec<ReadyWord<'p>>,
    /// By the number of the name; none where the index lacks it.
    pub(crate) others: Vec<Option<ReadyName<'p>>>,
    /// The bits of all its words.
    pub(crate) bits: u64,
    /// What all its words score together when each occurs once.
    pub(crate) rarity: f32,
    /// Whether they are one name.
    pub(crate) is_name: bool,
}

/// A word, made ready.
pub(crate) struct ReadyWord<'p> {
    pub(crate) readings: Vec<Numbered<'p>>,
    /// Zero for a word beyond the most that are scored.
    pub(crate) bit: u64,
    pub(crate) rarity: f32,
}

impl<'p> Text<'p> {
    /// Looks up how rare the plan's words are in an index of so many postings.
    pub(crate) fn new(plan: &'p SearchPlan, terms: &mut Terms<'p>, postings: u64) -> tantivy::Result<Self> {
        let mut text = Self {
            groups: Vec::with_capacity(plan.groups.len()),
            rarity: Vec::new(),
            needed: 0,
            beside: 0,
            demanded: Vec::new(),
            titles: titles(plan),
            is_free: false,
            excluded: terms.number(&plan.excluded),
            norms: Norms::of(&plan.scoring, terms, postings),
        };
        for group in &plan.groups {
            text.add(group, terms, postings)?;
        }
        let asks_more = !plan.wanted.is_empty() || plan.skills.is_some() || plan.groups.is_empty();
        text.is_free = text.needed == 0 && text.demanded.is_empty() && asks_more;
        Ok(text)
    }

    fn add(&mut self, group: &'p Group, terms: &mut Terms<'p>, postings: u64) -> tantivy::Result<()> {
        let (mut known, mut others) = (terms.names().hold(), Vec::with_capacity(group.others.len()));
        for name in &group.others {
            // A name keeps its number where the index lacks it.
            others.push(ReadyName::look_up(name, &mut known, terms.segments())?);
        }
        drop(known);
        let words = Vec::with_capacity(group.words.len());
        let mut ready = ReadyGroup { words, others, bits: 0, rarity: 0.0, is_name: group.is_name };
        for word in &group.words {
            let readings = terms.number(&word.readings);
            let (mut bit, mut rarity) = (0, 0.0);
            if self.rarity.len() < MOST_WORDS {
                // A word that this index hardly knows by itself is as common as what it is called here.
                let mut frequency = most(&readings, terms)?;
                if group.words.len() == 1 || frequency == 0 {
                    let others = ready.others.iter().flatten().map(ReadyName::frequency);
                    frequency = others.fold(frequency, u64::max);
                }
                rarity = rarity_of(frequency, postings) * group.weight;
                bit = 1 << self.rarity.len();
                self.rarity.push(rarity);
            }
            ready.words.push(ReadyWord { readings, bit, rarity });
            ready.bits |= bit;
            ready.rarity += rarity;
        }
        if group.demanded {
            self.demanded.push(ready.bits);
        }
        if group.needed {
            self.needed |= ready.bits;
            self.beside |= if group.weight < 1.0 { ready.bits } else { 0 };
        }
        self.groups.push(ready);
        Ok(())
    }

    /// The rarity of the words with these bits, summed.
    pub(crate) fn weigh(&self, mut bits: u64) -> f32 {
        let mut sum = 0.0;
        while bits != 0 {
            sum += self.rarity[bits.trailing_zeros() as usize];
            bits &= bits - 1;
        }
        sum
    }
}

/// The keys of titles that say just what was typed, and whether they say the facts as well.
fn titles(plan: &SearchPlan) -> Vec<(u64, bool)> {
    let wholly = plan.whole_title.map(|key| (key, true));
    plan.titles.iter().map(|&key| (key, false)).chain(wholly).collect()
}

/// How many postings hold the most frequent of these readings.
fn most(readings: &[Numbered<'_>], terms: &Terms<'_>) -> tantivy::Result<u64> {
    let mut most = 0;
    for reading in readings {
        // A phrase is at most as frequent as its rarest term.
        let mut rarest = u64::MAX;
        for &number in &reading.terms {
            rarest = rarest.min(terms.frequency(number)?);
            if rarest <= most {
                break;
            }
        }
        if rarest != u64::MAX {
            most = most.max(rarest);
        }
    }
    Ok(most)
}

/// How rare a term is among the postings: BM25's inverse document frequency.
fn rarity_of(frequency: u64, postings: u64) -> f32 {
    let rest = postings.saturating_sub(frequency) as f32;
    (1.0 + (rest + 0.5) / (frequency as f32 + 0.5)).ln()
}

/// Whether a word said twice in a field counts more: titles and names are short whatever they say.
pub(crate) fn counts_occurrences(field: TextField) -> bool {
    matches!(field, TextField::Body | TextField::Boilerplate)
}

/// How a term's frequency counts in a field: `weight × tf·(k1+1) / (tf + k1·(1 − b + b·length/average))`.
pub(crate) struct Norms {
    weight: f32,
    gain: f32,
    /// By the number of a length; one for all where the length makes no difference.
    by_length: Vec<f32>,
}

impl Norms {
    fn of(scoring: &Scoring, terms: &Terms<'_>, postings: u64) -> [Self; TextField::ALL.len()] {
        let average = (terms.tokens(TextField::Body) as f32 / postings as f32).max(1.0);
        TextField::ALL.map(|field| {
            let k1 = if counts_occurrences(field) { scoring.k1 } else { 0.0 };
            // Only bodies are discounted for their length.
            match field {
                TextField::Title => Self::new(scoring.title, k1, 0.0, 1.0),
                TextField::Body => Self::new(scoring.body, k1, scoring.b, average),
                TextField::Company => Self::new(scoring.company, k1, 0.0, 1.0),
                TextField::Boilerplate => Self::new(scoring.boilerplate, k1, 0.0, 1.0),
            }
        })
    }

    fn new(weight: f32, k1: f32, b: f32, average: f32) -> Self {
        let of_length = |id| {
            let length = FieldNormReader::id_to_fieldnorm(id) as f32;
            k1 * (1.0 - b + b * length / average)
        };
        let last = if b == 0.0 { 0 } else { u8::MAX };
        Self { weight, gain: k1 + 1.0, by_length: (0..=last).map(of_length).collect() }
    }

    /// The share of a word's rarity that this many occurrences are worth.
    #[inline]
    pub(crate) fn score(&self, frequency: u32, length_id: u8) -> f32 {
        let frequency = frequency as f32;
        self.weight * self.gain * frequency / (frequency + self.by_length[length_id as usize])
    }

    /// What no number of occurrences is worth more than.
    pub(crate) fn most(&self) -> f32 {
        self.weight * self.gain
    }

    /// What a match scores at least and at most that is worth so much, if it may occur more than once; it is above zero: what
    /// weighs nothing is found all the same.
    pub(crate) fn range(&self, worth: f32, often: bool) -> [f32; 2] {
        let longest = (self.by_length.len() - 1) as u8;
        let most = if often { self.most() * 1.000_01 } else { self.score(1, 0) };
        [self.score(1, longest), most].map(|score| (worth * score).max(f32::MIN_POSITIVE))
    }
}
