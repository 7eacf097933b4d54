//! What holds for the terms of any text.

use jobsearch_analysis::{Analyzer, cognate, fold, guess_language, stem};
use proptest::prelude::*;

fn terms(text: &str) -> Vec<(String, u32)> {
    Analyzer::new().tokens(text).into_iter().map(|token| (token.term.to_string(), token.position)).collect()
}

/// Text as postings have it: words of both languages with accents, and every sign that means something.
fn job_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-ZàâçéèêëîïôûùüœæÀÉÈÇŒ]{1,9}",
        2 => "[ ()/.,'’&@+#·-]{1,3}",
        1 => "[0-9]{1,5}",
        1 => proptest::sample::select(vec![
            "(e)", " H/F ", ".NET", "C++", "R&D", "St ", "·se", "/trice", " k€", "https://", ".com", "Bac +5", "d'",
            "e\u{301}", "\u{ad}", "\u{a0}000", "week-end ", "fullstack", "aujourd'hui", "45-50k€",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_terms(text in any::<String>()) {
        check_tokens(&text)?;
        guess_language(&text);
    }

    #[test]
    fn any_job_text_has_terms(text in job_text()) {
        check_tokens(&text)?;
    }

    #[test]
    fn upper_and_lower_case_change_no_term(text in job_text()) {
        prop_assert_eq!(terms(&text), terms(&text.to_uppercase()));
        prop_assert_eq!(terms(&text), terms(&text.to_lowercase()));
    }

    #[test]
    fn accents_change_no_term(text in job_text()) {
        use unicode_normalization::UnicodeNormalization;
        prop_assert_eq!(terms(&text), terms(&fold(&text)));
        prop_assert_eq!(terms(&text), terms(&text.nfd().collect::<String>()));
        prop_assert_eq!(terms(&text), terms(&text.nfc().collect::<String>()));
    }

    #[test]
    fn any_word_has_a_stem(word in any::<String>()) {
        let folded = fold(&word);
        cognate(&stem(&folded));
    }
}

fn check_tokens(text: &str) -> Result<(), TestCaseError> {
    let mut place = None;
    for token in Analyzer::new().tokens(text) {
        let read = text.get(token.span.clone());
        prop_assert!(read.is_some_and(|read| !read.is_empty()), "{:?} in {:?}", token, text);
        prop_assert!(!token.term.is_empty(), "{:?} in {:?}", token, text);
        let expected = if token.alias { place } else { Some(place.map_or(0, |place: u32| place + 1)) };
        prop_assert_eq!(Some(token.position), expected, "{:?} in {:?}", token, text);
        place = expected;
    }
    Ok(())
}
