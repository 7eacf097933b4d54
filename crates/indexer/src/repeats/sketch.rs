//! What is counted and compared of a posting: the fingerprints of its texts, and a signature of its words.

use super::texts::{self, Texts};
use crate::RawPosting;
use crate::fingerprint::Fingerprint;
use jobsearch_analysis::fold;
use jobsearch_posting::Posting;

/// Keys of a signature made of its bins.
pub(crate) const BANDS: usize = 3;
/// Bins that make a key.
const ROWS: usize = 3;
/// Bins of a signature.
const BINS: usize = 64;
/// Words that are hashed together.
const SHINGLE: usize = 3;
/// The fewest words of a body that is compared; a shorter one says too little.
const WORDS: usize = 12;
/// Bins of two copies that are alike, at least: an estimated three quarters of their words in a row are the same.
const ALIKE: u32 = 51;
/// The same when title and company agree: such postings differ in a town, a date, a paragraph on the team.
const ALIKE_BY_NAME: u32 = 36;

/// The bit of a key that is set where it is that of a name.
const NAMED: u32 = 1;

/// A posting as far as repeats are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The fingerprints of its paragraphs and sentences, sorted, each once.
    pub(crate) texts: Vec<u64>,
    /// A hash of its company's name; 0 where it is unknown.
    pub(crate) company: u32,
    /// What its copies share.
    pub(crate) likeness: Likeness,
}

/// What copies of a posting share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// Most of this.
    Body(Signature),
    /// Exactly this: title, company and location of a posting that has next to no body.
    Heading(u64),
}

/// The bins of a signature, four bits each.
pub(crate) type Bins = [u64; BINS / 16];

/// What is left of a body to compare it by: the least hash of its words in a row, bin by bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The bins.
    pub(crate) bins: Bins,
    /// Postings that share one of these are compared: hashes of a few whole bins each, and the name.
    pub(crate) keys: [u32; BANDS + 1],
}

impl Default for Likeness {
    fn default() -> Self {
        Self::Heading(0)
    }
}

impl Sketch {
    /// Sketches a posting, given the record it was made of and that record's hash; gives the texts it read as well.
    pub(crate) fn of(posting: &Posting, raw: &RawPosting, raw_hash: u64) -> (Self, Texts) {
        let mut words = Words::new();
        let texts = texts::read(&posting.sections, &mut |word| words.add(word));
        let mut found: Vec<u64> = texts.iter().map(|text| text.fingerprint).collect();
        found.sort_unstable();
        found.dedup();
        let company =
            posting.company.as_deref().map_or(0, |name| Fingerprint::of(fold(name).as_bytes()) as u32);
        let likeness = match words.count {
            WORDS.. => Likeness::Body(words.signature(name(posting))),
            _ => Likeness::Heading(heading(posting, raw).unwrap_or(raw_hash)),
        };
        (Self { texts: found, company, likeness }, texts)
    }
}

impl Signature {
    /// Tells whether a body is so much like another, given the bins and the name of that one, that they are copies.
    pub(crate) fn is_like(&self, bins: &Bins, name: u32) -> bool {
        let unlike = |(a, b): (&u64, &u64)| {
            let bits = a ^ b;
            let pairs = bits | bits >> 1;
            ((pairs | pairs >> 2) & 0x1111_1111_1111_1111).count_ones()
        };
        let wanted = if self.name() == name && name & NAMED != 0 { ALIKE_BY_NAME } else { ALIKE };
        BINS as u32 - self.bins.iter().zip(bins).map(unlike).sum::<u32>() >= wanted
    }

    /// A hash of title and company; where the company is unknown, of further bins.
    pub(crate) fn name(&self) -> u32 {
        self.keys[BANDS]
    }

    /// The same for the same bins.
    pub(crate) fn hash(&self) -> u64 {
        let mut hash = Fingerprint::new();
        self.bins.iter().for_each(|bins| hash.feed(&bins.to_le_bytes()));
        hash.value()
    }
}

/// A hash of title and company; nothing where the company is unknown.
fn name(posting: &Posting) -> Option<u32> {
    let company = posting.company.as_deref()?;
    Some(Fingerprint::of(format!("{}\0{}", fold(company), fold(&posting.title)).as_bytes()) as u32)
}

/// A hash of title, company, location and what little body there is; nothing where company or location is unknown.
fn heading(posting: &Posting, raw: &RawPosting) -> Option<u64> {
    let company = posting.company.as_deref()?;
    let mut hash = Fingerprint::new();
    let mut feed = |text: &str| {
        hash.feed(fold(text).as_bytes());
        hash.feed(&[0]);
    };
    let mut placed = false;
    for place in &raw.locations {
        for part in [&place.text, &place.city, &place.region, &place.postcode, &place.country] {
            placed |= part.is_some();
            feed(part.as_deref().unwrap_or_default());
        }
    }
    [&posting.title, company].into_iter().for_each(&mut feed);
    posting.sections.iter().for_each(|section| feed(&section.text));
    placed.then(|| hash.value())
}

/// The words of a body, being read.
struct Words {
    count: usize,
    /// The last words, the latest first.
    last: [u64; SHINGLE - 1],
    /// The least hash in each bin; the greatest number where there is none yet.
    least: [u64; BINS],
}

impl Words {
    fn new() -> Self {
        Self { count: 0, last: [0; SHINGLE - 1], least: [u64::MAX; BINS] }
    }

    #[inline]
    fn add(&mut self, word: u64) {
        self.count += 1;
        let [before, first] = self.last;
        self.last = [word, before];
        if self.count < SHINGLE {
            return;
        }
        let hash = mixed(word ^ before.rotate_left(21) ^ first.rotate_left(42));
        let bin = &mut self.least[(hash >> 58) as usize];
        *bin = (*bin).min(hash << 6);
    }

    fn signature(&self, name: Option<u32>) -> Signature {
        let mut signature = Signature::default();
        // Without a name, a further band stands in its place.
        let mut keys = [Fingerprint::new(); BANDS + 1];
        for bin in 0..BINS {
            let hash = self.filled(bin);
            signature.bins[bin / 16] |= (hash >> 60) << (bin % 16 * 4);
            if let Some(key) = keys.get_mut(bin / ROWS) {
                key.feed(&hash.to_le_bytes());
            }
        }
        signature.keys = keys.map(|key| key.value() as u32);
        signature.keys[BANDS] = name.map_or(signature.keys[BANDS] & !NAMED, |name| name | NAMED);
        signature
    }

    /// The hash of a bin; an empty one borrows from the next that is not.
    fn filled(&self, bin: usize) -> u64 {
        let filled = (0..BINS).find(|far| self.least[(bin + far) % BINS] != u64::MAX).unwrap_or_default();
        mixed(self.least[(bin + filled) % BINS].wrapping_add(filled as u64))
    }
}

#[inline]
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
