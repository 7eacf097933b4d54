//! The terms of a text, packed to be carried to an index.

use crate::Token;

/// What stands before a term whose length is not told by one character.
const LONG: u8 = 126;
/// What stands behind such a term.
const END: char = '\n';

/// The terms of a text with their positions, in one piece of memory: packed where the text is analysed, unpacked where
/// it is indexed, so that it is analysed once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(String);

impl Terms {
    /// Has no terms yet, and room for those of a text of so many bytes.
    pub fn for_bytes(bytes: usize) -> Self {
        // Stems are shorter than words, and most gaps are one sign.
        Self(String::with_capacity(bytes + 1))
    }

    /// Appends a term; the tokens of a text come in the order of their positions.
    pub fn push(&mut self, token: &Token) {
        // The last bit tells another spelling at the position of the term before it, the others the length.
        let alias = u8::from(token.alias);
        match u8::try_from(token.term.len()) {
            Ok(length) if length < LONG / 2 => {
                self.0.push(char::from(length << 1 | alias));
                self.0.push_str(&token.term);
            }
            _ => {
                self.0.push(char::from(LONG | alias));
                self.0.push_str(&token.term);
                self.0.push(END);
            }
        }
    }

    /// The packed text, from which [`Terms::unpack`] reads the terms again.
    pub fn as_packed(&self) -> &str {
        &self.0
    }

    /// Reads packed terms, each with its position.
    pub fn unpack(packed: &str) -> impl Iterator<Item = (u32, &str)> {
        let mut rest = packed;
        let mut behind = 0;
        std::iter::from_fn(move || {
            let (is_next, term, left) = Self::split_first(rest)?;
            behind += u32::from(is_next);
            rest = left;
            Some((behind - 1, term))
        })
    }

    /// The first of packed terms and the rest of them; tells whether it has a position of its own, and not that of the term
    /// before it.
    #[inline]
    pub fn split_first(packed: &str) -> Option<(bool, &str, &str)> {
        let mark = *packed.as_bytes().first()?;
        let text = &packed[1..];
        let (term, left) = match mark {
            LONG.. => text.split_once(END).unwrap_or((text, "")),
            _ => text.split_at_checked(usize::from(mark >> 1)).unwrap_or((text, "")),
        };
        Some((mark & 1 == 0, term, left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    fn check(text: &str) {
        let tokens = Analyzer::new().tokens(text);
        let expected: Vec<_> = tokens.iter().map(|token| (token.position, token.term.as_str())).collect();
        let packed = Analyzer::new().terms(text);
        let unpacked: Vec<_> = Terms::unpack(packed.as_packed()).collect();
        assert_eq!(unpacked, expected, "{text:?}");
    }

    #[test]
    fn packed_terms_are_those_of_the_tokens() {
        check("");
        check("Développeur·se C++ (H/F), full-stack .NET, week-end");
        for length in [61, 62, 63, 64, 300] {
            check(&format!("un {} long", "o".repeat(length)));
        }
        check("écrire à rh@example.com\n\tou https://jobs.example.com/offre/4970 \u{a0}45 k€");
        crate::tables::lines(crate::tables::PROBE).for_each(check);
    }
}
