//! Sets of postings of a stretch of a segment.

/// How many postings a window spans.
pub(crate) const WINDOW: u32 = 2048;

/// A set of postings of a window, by their places in it.
#[derive(Clone, Copy)]
pub(crate) struct Places([u64; WINDOW as usize / 64]);

impl Places {
    pub(crate) const NONE: Self = Self([0; WINDOW as usize / 64]);

    /// The first ones of a window.
    pub(crate) fn first(count: usize) -> Self {
        let bits = |block: usize| match count.saturating_sub(block * 64) {
            count @ 0..64 => (1 << count) - 1,
            _ => u64::MAX,
        };
        Self(std::array::from_fn(bits))
    }

    #[inline]
    pub(crate) fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// Those that are not in the other set.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        rest.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= !other);
        rest
    }

    /// Gives each of them, in order, until one fails.
    #[inline]
    pub(crate) fn try_each<E>(&self, mut take: impl FnMut(usize) -> Result<(), E>) -> Result<(), E> {
        for (block, &bits) in self.0.iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                take(block * 64 + bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
            }
        }
        Ok(())
    }
}
