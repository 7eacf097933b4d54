//! Reads what `packing.rs` packed, which tells the layout.

use jobsearch_posting::Language;

/// The concepts that a label names, read from the packed readings.
#[inline]
pub(crate) fn readings(bytes: &[u8], offset: u64) -> impl ExactSizeIterator<Item = Reading> {
    let mut reader = Reader { bytes, at: offset as usize };
    (0..reader.u8()).map(move |_| {
        let concept = reader.u32();
        let weight = f32::from(reader.u8()) / 100.0;
        let language = [Some(Language::Fr), Some(Language::En), None][usize::from(reader.u8())];
        Reading { concept, weight, language }
    })
}

/// A concept that a label names.
pub(crate) struct Reading {
    /// Its number in the table.
    pub(crate) concept: u32,
    pub(crate) weight: f32,
    /// `None` where the label is the same in both languages.
    pub(crate) language: Option<Language>,
}

/// Reads packed bytes by offset.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) at: usize,
}

impl<'a> Reader<'a> {
    #[inline]
    pub(crate) fn take(&mut self, count: usize) -> &'a [u8] {
        let taken = &self.bytes[self.at..self.at + count];
        self.at += count;
        taken
    }

    #[inline]
    pub(crate) fn u8(&mut self) -> u8 {
        self.take(1)[0]
    }

    #[inline]
    pub(crate) fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.array())
    }

    #[inline]
    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    #[inline]
    fn array<const COUNT: usize>(&mut self) -> [u8; COUNT] {
        *self.take(COUNT).first_chunk().expect("so many bytes were taken")
    }

    pub(crate) fn skip_text(&mut self) {
        let length = self.u16();
        self.at += usize::from(length);
    }

    pub(crate) fn text(&mut self) -> &'a str {
        let length = self.u16();
        std::str::from_utf8(self.take(length.into())).expect("the table is packed from text")
    }
}
