//! Sets of postings, and sums, of a stretch of a segment.

/// How many postings a window spans.
pub(crate) const WINDOW: u32 = 2048;

/// A set of postings of a window, by their places in it.
#[derive(Clone, Copy)]
pub(crate) struct Places([u64; WINDOW as usize / 64]);

impl Places {
    pub(crate) const NONE: Self = Self([0; WINDOW as usize / 64]);
    pub(crate) const ALL: Self = Self([u64::MAX; WINDOW as usize / 64]);

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

    /// Those in both sets.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|block| self.0[block] & other.0[block]))
    }

    /// Those in one of the sets.
    pub(crate) fn or(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|block| self.0[block] | other.0[block]))
    }

    /// Those that are not in the other set.
    pub(crate) fn without(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|block| self.0[block] & !other.0[block]))
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.iter().map(|bits| u64::from(bits.count_ones())).sum()
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

/// A window of sums of which few are not zero.
pub(crate) struct Sums {
    values: Vec<f32>,
    /// The places that are not zero, as many as `count` tells.
    touched: Vec<u16>,
    count: usize,
}

impl Sums {
    pub(crate) fn new() -> Self {
        Self { values: vec![0.0; WINDOW as usize], touched: vec![0; WINDOW as usize + 1], count: 0 }
    }

    /// Keeps the greater of a sum and a score above zero.
    #[inline]
    pub(crate) fn keep_best(&mut self, at: usize, score: f32) {
        let value = self.values[at];
        self.touch(at, value);
        // Unlike `max` this need not ask for what is no number.
        self.values[at] = if score > value { score } else { value };
    }

    /// Adds a score above zero.
    #[inline]
    pub(crate) fn add(&mut self, at: usize, score: f32) {
        let value = self.values[at];
        self.touch(at, value);
        self.values[at] = value + score;
    }

    /// Notes a place, without a branch: whether it was touched before cannot be foretold.
    #[inline]
    fn touch(&mut self, at: usize, before: f32) {
        self.touched[self.count] = at as u16;
        self.count += usize::from(before == 0.0);
    }

    /// Gives each sum that is not zero, and leaves none.
    #[inline]
    pub(crate) fn drain(&mut self, mut take: impl FnMut(usize, f32)) {
        for &at in &self.touched[..self.count] {
            take(at.into(), std::mem::take(&mut self.values[usize::from(at)]));
        }
        self.count = 0;
    }
}
