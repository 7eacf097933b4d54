//! What tells two analysis chains apart: a hash over the tables and over the terms of a probe text.

use crate::tables::{COMPOUNDS, DOMAINS, IRREGULAR, PROBE, PROTECTED, STOPWORDS, lines};
use crate::{Analyzer, cognate, guess_language, root};
use fnv::FnvHasher;
use jobsearch_posting::Language;
use std::hash::Hasher;
use std::sync::LazyLock;

/// The fingerprint of this chain, 16 hexadecimal figures, computed once.
pub(crate) fn fingerprint() -> &'static str {
    static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
        let mut hash = FnvHasher::default();
        for table in [COMPOUNDS, DOMAINS, IRREGULAR, PROTECTED, STOPWORDS] {
            lines(table).for_each(|line| write_line(&mut hash, line));
        }
        lines(PROBE).for_each(|line| probe(&mut hash, line));
        format!("{:016x}", hash.finish())
    });
    &FINGERPRINT
}

/// Hashes all that the chain makes of a text, so that a new release of a library that changes a term is seen.
fn probe(hash: &mut FnvHasher, text: &str) {
    Analyzer::new().for_each(text, &mut |token| {
        write_line(hash, &token.term);
        write_line(hash, &token.position.to_string());
        write_line(hash, &cognate(&token.term).unwrap_or_default());
        for language in [Language::Fr, Language::En] {
            write_line(hash, &root(&token.word, language));
        }
    });
    write_line(hash, &format!("{:?}", guess_language(text)));
}

/// Hashes a line and its end, so that the same letters parted elsewhere give another hash.
fn write_line(hash: &mut FnvHasher, line: &str) {
    hash.write(line.as_bytes());
    hash.write(b"\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = FnvHasher::default();
        hash.write(b"foobar");
        assert_eq!(hash.finish(), 0x8594_4171_f739_67e8);
    }

    /// A change here means that every index must be made anew: bless it only when the terms were meant to change.
    #[test]
    fn the_fingerprint_is_pinned() {
        expect_test::expect!["6400ec45222f04c0"].assert_eq(fingerprint());
    }
}
