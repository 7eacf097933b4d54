//! A hash that is the same on every machine and in every version.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by fingerprint.
pub(crate) type FingerprintMap<Value> = HashMap<u64, Value, BuildHasherDefault<Identity>>;
/// A set of fingerprints.
pub(crate) type FingerprintSet = HashSet<u64, BuildHasherDefault<Identity>>;

/// FNV-1a of 64 bits, fed a piece at a time; small enough to be kept in many places and copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// The hash of nothing.
    #[inline]
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in bytes.
    #[inline]
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The hash of what was taken in.
    #[inline]
    pub(crate) fn value(self) -> u64 {
        // FNV leaves its high bits poorly mixed for short input, and the tables take parts of the value.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }

    /// The hash of bytes.
    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut hash = Self::new();
        hash.feed(bytes);
        hash.value()
    }
}

/// Fingerprints are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = Fingerprint::of(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_values_never_change() {
        let values =
            ["", "a", "Soudeur à l’arc"].map(|text| format!("{:016x}", Fingerprint::of(text.as_bytes())));
        expect!["8570e250fe4c2473 82b19d9859a61322 ed08fb51a79828bc"].assert_eq(&values.join(" "));
    }
}
