//! What the benches share: the postings they measure with, and how times are put together.

pub(crate) mod corpus;

use std::time::Instant;

/// The middle of some values; the values are sorted by it.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs something and gives the seconds it took.
pub(crate) fn seconds<T>(run: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(run());
    start.elapsed().as_secs_f64()
}
