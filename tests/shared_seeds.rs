//! The three documents the project started from, and what they must show. They are not part of the repository: they lie
//! in `seeds/` of the folder that `JOBSEARCH_SHARED` names, or of `../shared`; without them nothing is checked.

use crate::program::root;
use crate::seeds::fill;
use jobsearch_engine::Tier;
use jobsearch_engine_tantivy::IndexSearcher;
use jobsearch_posting::Kind;
use jobsearch_query::{Found, Options, Reason, SearchResults, search};
use std::path::PathBuf;

/// The oncology lead in Suresnes, the project leader in Casablanca, and the sheet that describes a role.
const SURESNES: &str = "4970";
const CASABLANCA: &str = "10178";
const SHEET: &str = "the role sheet";

fn index() -> Option<IndexSearcher> {
    let shared = std::env::var_os("JOBSEARCH_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let seeds = shared.join("seeds");
    if !seeds.is_dir() {
        println!("skipped: no `{}`", seeds.display());
        return None;
    }
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let skipped = fill(dir.path(), &[seeds]).first_skipped;
    assert!(skipped.is_empty(), "{skipped:#?}");
    // The files are mapped by now, and no longer needed by name.
    Some(jobsearch_engine_tantivy::open(dir.path()).expect("the index was just made"))
}

fn ask(index: &IndexSearcher, query: &str) -> SearchResults {
    search(index, query, &Options::default()).unwrap_or_else(|error| panic!("`{query}`: {error}"))
}

fn name(found: &Found) -> &str {
    match found.posting.kind {
        Kind::RoleSheet => SHEET,
        Kind::Offer => &found.posting.id,
    }
}

/// The same query as others type it.
fn spellings(query: &str) -> Vec<String> {
    let mut all =
        vec![query.to_owned(), query.to_uppercase(), unaccented(query), unaccented(query).to_uppercase()];
    for (word, elided) in [("oncologie", "l'oncologie"), ("associations", "d'associations")] {
        let straight = query.replace(word, elided);
        if straight != query {
            all.extend([straight.replace('\'', "’"), straight.to_uppercase(), straight]);
        }
    }
    all
}

fn unaccented(text: &str) -> String {
    let plain = |c| match c {
        'é' | 'è' | 'ê' => 'e',
        'Î' => 'I',
        'à' | 'â' => 'a',
        c => c,
    };
    text.chars().map(plain).collect()
}

#[track_caller]
fn check(index: &IndexSearcher, query: &str, first: &[&str]) {
    for typed in spellings(query) {
        let results = ask(index, &typed);
        let found: Vec<&str> = results.found.iter().map(name).collect();
        assert!(found.starts_with(first), "`{typed}` finds {found:?}, read as: {}", results.interpretation);
    }
}

#[test]
fn what_was_asked_first_is_found_first() {
    let Some(index) = index() else { return };
    check(&index, "oncologie CDI", &[SURESNES, CASABLANCA]);
    check(&index, "oncology permanent", &[SURESNES]);
    check(&index, "medical project leader maroc", &[CASABLANCA]);
    check(&index, "chef de projet médical Casablanca", &[CASABLANCA]);
    check(&index, "associations de patients", &[SHEET]);
    check(&index, "patient advocacy", &[SHEET]);
    check(&index, "responsable relation patients", &[SHEET]);
    check(&index, "lead oncologie Île-de-France", &[SURESNES]);
    check(&index, "oncologie 92", &[SURESNES]);
    check(&index, "oncologie hauts de seine", &[SURESNES]);
}

#[test]
fn a_contract_nobody_offers_leaves_the_first_tier_empty_and_says_so() {
    let Some(index) = index() else { return };
    for typed in spellings("oncologie CDD") {
        let results = ask(&index, &typed);
        assert_eq!(results.by_tier[Tier::Full as usize], 0, "`{typed}`");
        let first = results.found.first().unwrap_or_else(|| panic!("`{typed}` finds nothing"));
        assert_eq!((name(first), first.tier), (SURESNES, Tier::Missed), "`{typed}`");
        let label = first.reasons.iter().find(|reason| matches!(reason, Reason::Differs { .. }));
        assert_eq!(
            label.map(ToString::to_string).as_deref(),
            Some("not CDD"),
            "`{typed}`: {:?}",
            first.reasons
        );
    }
}
