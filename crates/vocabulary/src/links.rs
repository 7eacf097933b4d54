//! The small words that may stand or be left out inside a label: `chef de projet` = `chef projet`.
//!
//! Shared with the build script, so that labels are packed as they are later looked for.

/// Tells whether a folded word only ties two others together. Words that also name something (`it`, `as`, `or`)
/// and words that turn the sense (`sans`, `pas`, `no`) are none.
pub(crate) fn is_link(word: &str) -> bool {
    // By length first: whoever asks about every small word of a text is told faster.
    match word.len() {
        1 => matches!(word, "a" | "d" | "l"),
        2 => matches!(
            word,
            "an" | "at" | "au" | "by" | "de" | "du" | "en" | "in" | "la" | "le" | "of" | "to" | "un"
        ),
        3 => matches!(word, "aux" | "des" | "for" | "les" | "par" | "sur" | "the" | "une"),
        4 => matches!(word, "avec" | "dans" | "from" | "pour" | "with"),
        _ => false,
    }
}

/// Tells whether a folded word joins two others: left out of names (`sales and marketing`), never out of contracts,
/// where it lists what is offered (`CDI et intérim` is no CDI intérimaire).
fn is_conjunction(word: &str) -> bool {
    matches!(word, "et" | "and" | "&")
}

/// Tells whether a folded word may be left out inside a name.
pub(crate) fn is_small(word: &str) -> bool {
    is_link(word) || is_conjunction(word)
}
