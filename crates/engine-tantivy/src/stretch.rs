//! Sets of postings of a stretch of a segment.

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
        let mut both = *self;
        both.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= other);
        both
    }

    /// Those that are not in the other set.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        rest.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= !other);
        rest
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

/// The places of a window that were touched, in no order.
pub(crate) struct Touched {
    /// As many of them as `count` tells; one more than a window has, because the last one is written before it is told.
    places: Vec<u16>,
    count: usize,
}

impl Touched {
    pub(crate) fn new() -> Self {
        Self { places: vec![0; WINDOW as usize + 1], count: 0 }
    }

    /// Notes a place if it is new, without a branch: that cannot be foretold.
    #[inline]
    pub(crate) fn note(&mut self, at: usize, is_new: bool) {
        self.places[self.count] = at as u16;
        self.count += usize::from(is_new);
    }

    /// Gives each place.
    #[inline]
    pub(crate) fn each(&self, mut take: impl FnMut(usize)) {
        self.places[..self.count].iter().for_each(|at| take((*at).into()));
    }

    /// Gives each place, and forgets them.
    #[inline]
    pub(crate) fn drain(&mut self, take: impl FnMut(usize)) {
        self.each(take);
        self.count = 0;
    }
}
