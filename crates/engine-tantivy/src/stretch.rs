//! Places of a stretch of postings.

/// How many postings a window spans at most.
pub(crate) const WINDOW: u32 = 1 << 15;

/// The places of a window that were touched.
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

    /// The places.
    pub(crate) fn all(&self) -> &[u16] {
        &self.places[..self.count]
    }

    /// Forgets them.
    pub(crate) fn clear(&mut self) {
        self.count = 0;
    }
}
