//! What a stored posting is made of: texts, numbers, and some of them in a row.

use super::Stored;
use jobsearch_posting::Posting;
use std::ops::Range;

/// The bits of a number that a character holds.
const BITS: u32 = 6;
/// The bit that tells that more of a number follows.
const MORE: u8 = 1 << BITS;

/// What is written so far, and the posting it is of.
pub(super) struct Out<'a> {
    pub(super) text: String,
    pub(super) posting: &'a Posting,
}

impl Out<'_> {
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= u64::from(MORE) {
            self.text.push(char::from(number as u8 & (MORE - 1) | MORE));
            number >>= BITS;
        }
        self.text.push(char::from(number as u8));
    }
}

/// What is left to read, and the texts that were read.
#[derive(Default)]
pub(super) struct In<'a> {
    pub(super) rest: &'a str,
    pub(super) title: &'a str,
    pub(super) sections: Vec<&'a str>,
}

impl<'a> In<'a> {
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        let (mut number, mut bits) = (0, 0);
        loop {
            let byte = *self.rest.as_bytes().first()?;
            self.rest = self.rest.get(1..)?;
            number |= u64::from(byte & (MORE - 1)).checked_shl(bits)?;
            if byte & MORE == 0 {
                return Some(number);
            }
            bits += BITS;
        }
    }

    /// The next so many bytes.
    pub(super) fn take(&mut self, length: u64) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(usize::try_from(length).ok()?)?;
        self.rest = rest;
        Some(taken)
    }

    /// A text, and its length before it.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        self.take(length)
    }
}

impl Stored for String {
    fn write(&self, out: &mut Out<'_>) {
        out.number(self.len() as u64);
        out.text.push_str(self);
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl<Part: Stored> Stored for Option<Part> {
    fn write(&self, out: &mut Out<'_>) {
        self.is_some().write(out);
        if let Some(part) = self {
            part.write(out);
        }
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        match bool::read(from)? {
            true => Part::read(from).map(Some),
            false => Some(None),
        }
    }
}

impl<Part: Stored> Stored for Vec<Part> {
    fn write(&self, out: &mut Out<'_>) {
        out.number(self.len() as u64);
        self.iter().for_each(|part| part.write(out));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        let count = from.number()? as usize;
        // Each takes a character at least: a damaged count asks for no more room than there is text.
        let mut parts = Self::with_capacity(count.min(from.rest.len()));
        for _ in 0..count {
            parts.push(Part::read(from)?);
        }
        Some(parts)
    }
}

impl Stored for (f64, f64) {
    fn write(&self, out: &mut Out<'_>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some((Stored::read(from)?, Stored::read(from)?))
    }
}

impl Stored for f64 {
    fn write(&self, out: &mut Out<'_>) {
        // The bits of plain figures end in zeros.
        out.number(self.to_bits().reverse_bits());
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(Self::from_bits(from.number()?.reverse_bits()))
    }
}

impl Stored for f32 {
    fn write(&self, out: &mut Out<'_>) {
        out.number(u64::from(self.to_bits().reverse_bits()));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(Self::from_bits(u32::try_from(from.number()?).ok()?.reverse_bits()))
    }
}

impl Stored for i8 {
    fn write(&self, out: &mut Out<'_>) {
        out.number(u64::from(*self as u8));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(from.number()? as u8 as Self)
    }
}

impl Stored for bool {
    fn write(&self, out: &mut Out<'_>) {
        out.number(u64::from(*self));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(from.number()? == 1)
    }
}

impl Stored for Range<usize> {
    fn write(&self, out: &mut Out<'_>) {
        out.number(self.start as u64);
        out.number(self.end.wrapping_sub(self.start) as u64);
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        let start = from.number()? as usize;
        Some(start..start.wrapping_add(from.number()? as usize))
    }
}
