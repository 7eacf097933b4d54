//! Bytes of any usual encoding to UTF-8, as a stream.
//!
//! UTF-16 is known by its byte order mark. Anything else is taken as UTF-8, and each byte that is not is read as
//! Windows-1252: files glued together from both encodings come out right.

use std::io::{self, BufRead, Read};

/// Bytes asked of the source at a time.
const CHUNK: usize = 64 << 10;

/// A reader that gives UTF-8 without a byte order mark, whatever its source holds.
pub(crate) struct Utf8Reader<R> {
    source: R,
    encoding: Option<Encoding>,
    pending: Vec<u8>,
    out: Vec<u8>,
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl<R: Read> Utf8Reader<R> {
    /// Wraps a source of bytes.
    pub(crate) fn new(source: R) -> Self {
        Self { source, encoding: None, pending: Vec::new(), out: Vec::new(), at: 0 }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() {
            let before = self.pending.len();
            let read = (&mut self.source).take(CHUNK as u64).read_to_end(&mut self.pending)?;
            let ended = read == 0;
            if ended && before == 0 {
                return Ok(());
            }
            self.convert(ended);
        }
        Ok(())
    }

    fn convert(&mut self, ended: bool) {
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None => {
                let (encoding, mark) = sniff(&self.pending);
                self.pending.drain(..mark);
                *self.encoding.insert(encoding)
            }
        };
        let used = match encoding {
            Encoding::Utf8 => convert_utf8(&self.pending, ended, &mut self.out),
            other => convert_utf16(&self.pending, (other == Encoding::Utf16Be, ended), &mut self.out),
        };
        self.pending.drain(..used);
    }
}

impl<R: Read> BufRead for Utf8Reader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

fn sniff(head: &[u8]) -> (Encoding, usize) {
    match head {
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        _ => (Encoding::Utf8, 0),
    }
}

/// Converts as much as can be; a character cut at the end is left for the next time.
fn convert_utf8(bytes: &[u8], ended: bool, out: &mut Vec<u8>) -> usize {
    let mut used = 0;
    loop {
        match simdutf8::compat::from_utf8(&bytes[used..]) {
            Ok(rest) => {
                out.extend_from_slice(rest.as_bytes());
                return bytes.len();
            }
            Err(error) => {
                let valid = used + error.valid_up_to();
                out.extend_from_slice(&bytes[used..valid]);
                if error.error_len().is_none() && !ended {
                    return valid;
                }
                let mut buffer = [0; 4];
                out.extend_from_slice(windows_1252(bytes[valid]).encode_utf8(&mut buffer).as_bytes());
                used = valid + 1;
            }
        }
    }
}

fn convert_utf16(bytes: &[u8], (big_endian, ended): (bool, bool), out: &mut Vec<u8>) -> usize {
    let unit = |pair: &[u8]| match big_endian {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let mut units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    let half_pair = units.last().is_some_and(|last| (0xd800..0xdc00).contains(last));
    if half_pair && !ended {
        units.pop();
    }
    let mut buffer = [0; 4];
    for character in char::decode_utf16(units.iter().copied()) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        out.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
    }
    if ended { bytes.len() } else { units.len() * 2 }
}

/// The character of a byte in Windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte that stands for a character in Windows-1252.
pub(crate) fn to_windows_1252(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ (0..=0x7f | 0xa0..=0xff) => Some(code as u8),
        _ => (0x80..=0x9f).find(|byte| windows_1252(*byte) == character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes three at a time, to cut characters.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(3).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn check(bytes: &[u8], expected: &str) {
        for source in [&mut Drip(bytes) as &mut dyn Read, &mut &bytes[..]] {
            let mut text = String::new();
            Utf8Reader::new(source).read_to_string(&mut text).unwrap();
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn every_encoding_becomes_utf8() {
        check("chargé d’études".as_bytes(), "chargé d’études");
        check("\u{feff}chargé".as_bytes(), "chargé");
        check(b"charg\xe9 d\x92\xe9tudes \x80", "chargé d’études €");
        check(b"\xff\xfec\0\xe9\0\x3d\xd8\x00\xde", "cé😀");
        check(b"\xfe\xff\0c\0\xe9", "cé");
        check(b"", "");
        check(b"cut \xc3", "cut Ã");
    }
}
