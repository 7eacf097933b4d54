//! The words that the labels of a map begin with, a bit each: a word whose bit is not set begins none.

/// Sets the bit of a word with this key; the number of bytes is a power of two.
pub(crate) fn put(bits: &mut [u8], key: u64) {
    let (byte, bit) = place(bits, key);
    bits[byte] |= bit;
}

/// Tells whether the bit of a word with this key is set; another word may have set it.
#[inline]
pub(crate) fn has(bits: &[u8], key: u64) -> bool {
    let (byte, bit) = place(bits, key);
    bits[byte] & bit != 0
}

#[inline]
fn place(bits: &[u8], key: u64) -> (usize, u8) {
    ((key >> 3) as usize & (bits.len() - 1), 1 << (key & 7))
}
