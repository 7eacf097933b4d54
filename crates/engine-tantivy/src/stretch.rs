//! Places of a stretch of postings.

use std::fmt::Debug;

/// How many postings a window spans at most: their places are all the numbers of sixteen bits, so that none has to be
/// compared with an end.
pub(crate) const WINDOW: u32 = 1 << u16::BITS;

/// A number for each place of a window.
pub(crate) type ByPlace<T> = Box<Places<T>>;

/// The numbers themselves.
pub(crate) type Places<T> = [T; WINDOW as usize];

/// Zero for each place.
pub(crate) fn zeros<T: Clone + Debug + Default>() -> ByPlace<T> {
    // What is never touched takes no memory.
    vec![T::default(); WINDOW as usize].into_boxed_slice().try_into().expect("there are as many")
}

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

    /// Notes a place if it is new.
    pub(crate) fn note(&mut self, at: u16, is_new: bool) {
        self.note_each(|notes| notes.note(at, is_new));
    }

    /// Notes places as they are told.
    #[inline]
    pub(crate) fn note_each<T>(&mut self, tell: impl FnOnce(&mut Notes<'_>) -> T) -> T {
        // Their number stays at hand as long as places are told.
        let mut notes = Notes { places: &mut self.places, count: self.count };
        let told = tell(&mut notes);
        self.count = notes.count;
        told
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

/// The places of a window on their way to be noted.
pub(crate) struct Notes<'t> {
    places: &'t mut [u16],
    count: usize,
}

impl Notes<'_> {
    /// Notes a place if it is new, without a branch: that cannot be foretold.
    #[inline]
    pub(crate) fn note(&mut self, at: u16, is_new: bool) {
        self.places[self.count] = at;
        self.count += usize::from(is_new);
    }
}
