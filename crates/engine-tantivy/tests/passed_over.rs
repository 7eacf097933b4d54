//! Postings that cannot be among the best are passed over: that makes no difference to what is found, nor to how much.

use jobsearch_analysis::Analyzer;
use jobsearch_engine::{
    Condition, Field, Group, PostingWriter, PreparedPosting, Scoring, SearchPlan, Searcher, SignalWeights,
    Wanted, Word,
};
use jobsearch_engine_tantivy::{IndexSearcher, open, write};
use jobsearch_posting::{Contract, ContractKind, Fact, Facts, Origin, Posting};

/// More than a few windows of the search hold.
const POSTINGS: u64 = 9_000;

const WORDS: [&str; 6] = ["soudeur", "nuit", "chantier", "atelier", "cariste", "quai"];

/// A number that looks like any other.
fn mixed(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32
}

/// Those of the words whose turn it is, the first ones more seldom.
fn words(bits: u64) -> String {
    let said = WORDS.iter().enumerate().filter(|(at, _)| bits >> (at * 4) & 0xF <= 1 + *at as u64);
    said.map(|(_, word)| *word).collect::<Vec<_>>().join(" et ")
}

fn posting(number: u64) -> PreparedPosting {
    let bits = mixed(number);
    let (title, body) = (words(bits), words(mixed(bits)));
    let analyzer = Analyzer::new();
    let terms = [(Field::Title, &title), (Field::Body, &body)];
    let terms = terms.map(|(field, text)| (field, analyzer.terms(text))).into_iter().collect();
    let kind = if bits & 4 == 0 { ContractKind::Permanent } else { ContractKind::FixedTerm };
    let contract = Contract { kind, months: None };
    let contract = Fact { value: contract, raw: String::new(), origin: Origin::Given("test".to_owned()) };
    let contracts = Some(contract).filter(|_| bits & 3 != 0).into_iter().collect();
    let id = number.to_string();
    let facts = Facts { contracts, ..Facts::default() };
    let posting = Posting { source: id.clone(), id, title, facts, ..Posting::default() };
    // Every seventh is a copy of the one before.
    let cluster = if number % 7 == 6 { number } else { number + 1 };
    PreparedPosting { posting, terms, content_hash: bits, cluster, ..PreparedPosting::default() }
}

fn index() -> IndexSearcher {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = write(dir.path()).expect("an index can be made");
    for number in 0..POSTINGS {
        writer.add(posting(number)).expect("a posting can be added");
    }
    writer.commit("").expect("the index can be committed");
    open(dir.path()).expect("the index was just made")
}

fn plan(typed: &str, wanted: Vec<Condition>) -> SearchPlan {
    let words: Vec<Word> = typed.split(' ').flat_map(|word| Group::word(&term(word)).words).collect();
    let signals = SignalWeights {
        title_coverage: 1.5,
        title_closeness: 1.0,
        title_exact: 1.5,
        title_order: 0.5,
        coverage: 0.8,
        facts: 0.5,
        ..SignalWeights::default()
    };
    SearchPlan {
        groups: vec![Group { words, ..Group::word(typed) }],
        wanted,
        scoring: Scoring { title: 7.0, body: 0.6, signals, ..Scoring::default() },
        ..SearchPlan::default()
    }
}

fn term(word: &str) -> String {
    Analyzer::new().tokens(word).first().map(|token| token.term.to_string()).unwrap_or_default()
}

#[test]
fn few_hits_are_the_first_of_many_and_counts_are_those_of_all() {
    let index = index();
    let permanent = || Condition::new("CDI", Wanted::Contract(ContractKind::Permanent.satisfied_by()));
    for typed in ["soudeur", "quai", "soudeur nuit", "cariste quai", "atelier cariste quai", "nuit chantier"]
    {
        for wanted in [vec![], vec![permanent()], vec![Condition::not("CDI", permanent().wanted)]] {
            for fold_copies in [true, false] {
                let plan = SearchPlan { fold_copies, ..plan(typed, wanted.clone()) };
                let ranked = |limit| {
                    let plan = SearchPlan { limit, ..plan.clone() };
                    index.rank(&plan).expect("the index can be searched")
                };
                let (few, all) = (ranked(5), ranked(POSTINGS as usize));
                assert!(all.page.len() > 100, "{typed}");
                assert_eq!(few.page, all.page[..5], "{typed}");
                assert_eq!(few.by_tier, all.by_tier, "{typed}");
            }
        }
    }
    assert_eq!(index.len(), POSTINGS);
}
