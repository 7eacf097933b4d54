//! A plan made ready for one index: how rare each word is, and what a match may score at most.

use crate::schema::Fields;
use jobsearch_engine::{Field as TextField, Group, Reading, Scoring, SearchPlan};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{Searcher, Term};

/// Words beyond this number are not scored apart: their bits would not fit a machine word.
pub(crate) const MOST_WORDS: usize = 64;

/// A plan's text, made ready.
pub(crate) struct Text<'p> {
    pub(crate) groups: Vec<ReadyGroup<'p>>,
    /// Rarity of each word (or whole-group name), by its bit.
    pub(crate) rarity: Vec<f32>,
    /// The bits that a full answer needs.
    pub(crate) needed: u64,
    /// For each group that a posting must hold, its bits.
    pub(crate) demanded: Vec<u64>,
    /// How a term's frequency counts, by field and length.
    pub(crate) norms: [Norms; TextField::ALL.len()],
}

/// A group, made ready.
pub(crate) struct ReadyGroup<'p> {
    pub(crate) words: Vec<ReadyWord<'p>>,
    pub(crate) others: &'p [Reading],
    /// The bits of all its words.
    pub(crate) bits: u64,
    /// What all its words score together when each occurs once.
    pub(crate) rarity: f32,
}

/// A word, made ready.
pub(crate) struct ReadyWord<'p> {
    pub(crate) readings: &'p [Reading],
    pub(crate) bit: u64,
    pub(crate) rarity: f32,
}

impl<'p> Text<'p> {
    /// Looks up how rare the plan's words are in this index.
    pub(crate) fn new(plan: &'p SearchPlan, searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let counts = Counts { searcher, fields, postings: searcher.num_docs().max(1) };
        let mut text = Self {
            groups: Vec::with_capacity(plan.groups.len()),
            rarity: Vec::new(),
            needed: 0,
            demanded: Vec::new(),
            norms: Norms::of(&plan.scoring, searcher, fields)?,
        };
        for group in &plan.groups {
            text.add(group, &counts)?;
        }
        Ok(text)
    }

    fn add(&mut self, group: &'p Group, counts: &Counts<'_>) -> tantivy::Result<()> {
        let known_elsewhere = counts.most(&group.others)?;
        let mut ready = ReadyGroup { words: Vec::new(), others: &group.others, bits: 0, rarity: 0.0 };
        for word in &group.words {
            if self.rarity.len() == MOST_WORDS {
                break;
            }
            // A word that this index hardly knows by itself is as common as what it is called here.
            let mut frequency = counts.most(&word.readings)?;
            if group.words.len() == 1 || frequency == 0 {
                frequency = frequency.max(known_elsewhere);
            }
            let rarity = counts.rarity(frequency) * group.weight;
            let bit = 1 << self.rarity.len();
            self.rarity.push(rarity);
            ready.words.push(ReadyWord { readings: &word.readings, bit, rarity });
            ready.bits |= bit;
            ready.rarity += rarity;
        }
        if group.demanded {
            self.demanded.push(ready.bits);
        }
        if group.needed {
            self.needed |= ready.bits;
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

/// How rare a term is among the postings: BM25's inverse document frequency.
struct Counts<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    postings: u64,
}

impl Counts<'_> {
    /// How many postings hold the most frequent of these readings.
    fn most(&self, readings: &[Reading]) -> tantivy::Result<u64> {
        let mut most = 0;
        for reading in readings {
            // A phrase is at most as frequent as its rarest term.
            let mut least = u64::MAX;
            for term in &reading.terms {
                let mut in_fields = 0;
                for &field in &self.fields.text[..2] {
                    in_fields = self.searcher.doc_freq(&Term::from_field_text(field, term))?.max(in_fields);
                }
                least = least.min(in_fields);
            }
            if least != u64::MAX {
                most = most.max(least);
            }
        }
        Ok(most)
    }

    fn rarity(&self, frequency: u64) -> f32 {
        let rest = self.postings.saturating_sub(frequency) as f32;
        (1.0 + (rest + 0.5) / (frequency as f32 + 0.5)).ln()
    }
}

/// How a term's frequency counts in a field: `weight × tf·(k1+1) / (tf + k1·(1 − b + b·length/average))`.
pub(crate) struct Norms {
    weight: f32,
    gain: f32,
    by_length: Box<[f32; 256]>,
}

impl Norms {
    fn of(scoring: &Scoring, searcher: &Searcher, fields: &Fields) -> tantivy::Result<[Self; TextField::ALL.len()]> {
        let postings = searcher.num_docs().max(1) as f32;
        let mut average = 0u64;
        for segment in searcher.segment_readers() {
            average += segment.inverted_index(fields.text[TextField::Body as usize])?.total_num_tokens();
        }
        let average = (average as f32 / postings).max(1.0);
        // Only bodies are discounted for their length, and only there does a word said twice count more: titles and
        // names are short whatever they say.
        Ok(TextField::ALL.map(|field| match field {
            TextField::Title => Self::new(scoring.title, 0.0, 0.0, 1.0),
            TextField::Body => Self::new(scoring.body, scoring.k1, scoring.b, average),
            TextField::Company => Self::new(scoring.company, 0.0, 0.0, 1.0),
            TextField::Boilerplate => Self::new(scoring.boilerplate, scoring.k1, 0.0, 1.0),
        }))
    }

    fn new(weight: f32, k1: f32, b: f32, average: f32) -> Self {
        let by_length = std::array::from_fn(|id| {
            let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            k1 * (1.0 - b + b * length / average)
        });
        Self { weight, gain: k1 + 1.0, by_length: Box::new(by_length) }
    }

    /// The share of a word's rarity that this many occurrences are worth.
    #[inline]
    pub(crate) fn score(&self, frequency: u32, length_id: u8) -> f32 {
        let frequency = frequency as f32;
        self.weight * self.gain * frequency / (frequency + self.by_length[length_id as usize])
    }
}
