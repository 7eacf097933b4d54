//! Sets of postings of a stretch of a segment.

/// How many postings a window spans at most.
pub(crate) const WINDOW: u32 = 1 << 15;

/// A set of postings of a window, by their places in it.
pub(crate) struct Places(Vec<u64>);

impl Places {
    /// None of so many.
    pub(crate) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// So many, all of them.
    pub(crate) fn all(count: usize) -> Self {
        let bits = |block: usize| match count - block * 64 {
            count @ 0..64 => (1 << count) - 1,
            _ => u64::MAX,
        };
        Self((0..count.div_ceil(64)).map(bits).collect())
    }

    #[inline]
    pub(crate) fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// Takes some out.
    pub(crate) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= !other);
    }

    /// Gives each of them, in order.
    #[inline]
    pub(crate) fn each(&self, mut take: impl FnMut(usize)) {
        for (block, &bits) in self.0.iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                take(block * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}
