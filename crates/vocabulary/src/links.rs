//! The small words that may stand or be left out inside a label: `chef de projet` = `chef projet`.
//!
//! Shared with the build script, so that labels are packed as they are later looked for.

/// Tells whether a folded word only ties two others together. Words that also name something (`it`, `as`, `or`)
/// and words that turn the sense (`sans`, `pas`, `no`) are none.
pub(crate) fn is_link(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "at"
            | "au"
            | "aux"
            | "avec"
            | "by"
            | "d"
            | "dans"
            | "de"
            | "des"
            | "du"
            | "en"
            | "for"
            | "from"
            | "in"
            | "l"
            | "la"
            | "le"
            | "les"
            | "of"
            | "par"
            | "pour"
            | "sur"
            | "the"
            | "to"
            | "un"
            | "une"
            | "with"
    )
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
