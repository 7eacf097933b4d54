//! Cases that every engine must pass.
//!
//! An engine's own tests call [`check`] with a way to make an index of some postings, and [`check_writer`] with an empty
//! index; both panic with the case that failed, what was expected and what was found.

mod cases;
mod figures;
mod names;
mod samples;

use crate::{
    EngineError, Field, Hit, Hits, Indexed, Match, Met, PostingWriter, PreparedPosting, SearchPlan, Searcher,
};
use cases::{cases, term};
use jobsearch_posting::{Language, Posting};
use samples::{AS_TYPED, FACTS, TEXTS, prepare, prepared};
use std::fmt::Write;

/// Checks the answering side: `make` makes an index of the postings it is given, and opens it.
///
/// # Panics
/// Panics at the first case that fails.
pub fn check(make: &mut dyn FnMut(Vec<PreparedPosting>) -> Box<dyn Searcher>) {
    for (samples, cases) in cases() {
        let engine = make(prepared(samples));
        for (name, plan, expected) in cases {
            compare(name, &told(&answer(&*engine, &plan, name)), expected);
        }
    }
    check_matches(&*make(prepared(TEXTS)));
    check_counts(&*make(prepared(FACTS)));
    check_languages(&*make(prepared(AS_TYPED)));
    check_look_up(&*make(prepared(TEXTS)));
}

/// Checks the side that takes in: `writer` writes to an empty index, of which `open` opens the last commit.
///
/// # Panics
/// Panics at the first case that fails.
pub fn check_writer(writer: &mut dyn PostingWriter, open: &mut dyn FnMut() -> Box<dyn Searcher>) {
    let mut postings = prepared(TEXTS);
    postings.truncate(3);
    let changed = Posting { title: "Cariste".to_owned(), ..postings[0].posting.clone() };
    let changed = PreparedPosting { content_hash: 99, cluster: postings[0].cluster, ..prepare(changed) };
    for posting in postings {
        done("add a posting", writer.add(posting));
    }
    done("commit", writer.commit("first words"));
    compare("what is committed is seen", &listed(&*open()), "body company title");
    compare("the vocabulary is noted", open().vocabulary(), "first words");

    done("replace a posting", writer.add(changed));
    done("remove a posting", writer.remove("body"));
    done("remove what is not there", writer.remove("nothing"));
    compare("what is not committed is not seen", &listed(&*open()), "body company title");
    compare(
        "nor told to the walk",
        &indexed(writer),
        "body#2@body.txt company#3@company.txt title#1@title.txt",
    );

    done("commit", writer.commit("other words"));
    compare("what is removed is gone", &listed(&*open()), "company title");
    let title = done("look up a posting", open().posting("title")).map(|posting| posting.title);
    compare("what is added again is replaced", title.as_deref().unwrap_or_default(), "Cariste");
    compare("the vocabulary is that of the last commit", open().vocabulary(), "other words");
    compare("the walk is told what is there", &indexed(writer), "company#3@company.txt title#99@title.txt");

    done("remove a posting", writer.remove("company"));
    done("remove the last posting", writer.remove("title"));
    done("commit", writer.commit("other words"));
    check_nothing(&*open());
}

fn check_matches(engine: &dyn Searcher) {
    let words = ["soudeur", "demain"].map(|word| crate::Group::word(&term(word)));
    let plan = SearchPlan { groups: words.to_vec(), ..SearchPlan::default() };
    let name = "a hit tells which words were found, and where";
    let hits = answer(engine, &plan, name).hits;
    let found =
        hits.into_iter().find(|hit| hit.posting.id == "body").map(|hit| hit.matches).unwrap_or_default();
    let expected = [0, 1].map(|group| Match { group, word: Some(0), reading: 0, field: Field::Body });
    compare(name, &format!("{found:?}"), &format!("{expected:?}"));
}

fn check_counts(engine: &dyn Searcher) {
    let frequencies = [term("cariste"), "zzzz".to_owned()].map(|term| engine.frequency(&term));
    compare("the postings that hold a term are counted", &format!("{frequencies:?}"), "[6, 0]");
    let spots = FACTS.iter().flat_map(|sample| &sample.place).map(|place| crate::Spot::of(&place.location()));
    let mut counts: Vec<u64> = spots.map(|spot| engine.count_at(&spot)).collect();
    counts.push(engine.count_at(&crate::Spot::default()));
    compare("the postings at a spot are counted", &format!("{counts:?}"), "[1, 1, 1, 1, 1, 0]");
    compare("postings are counted", &engine.len().to_string(), "6");
}

fn check_languages(engine: &dyn Searcher) {
    let counts = [Language::Fr, Language::En].map(|language| engine.count_in(language));
    compare("the postings in a language are counted", &format!("{counts:?}"), "[2, 1]");
}

fn check_look_up(engine: &dyn Searcher) {
    for PreparedPosting { posting, .. } in prepared(TEXTS) {
        let found = done("look up a posting", engine.posting(&posting.id));
        compare("a posting is given as it was taken", &format!("{found:?}"), &format!("{:?}", Some(posting)));
    }
    compare("an id nobody has is none", &format!("{:?}", done("look up", engine.posting("zzzz"))), "None");
    compare("every posting is listed", &listed(engine), "body boilerplate company names title typed");
    let prefix: String = term("technique").chars().take(3).collect();
    let terms = engine.terms(&prefix, 1);
    let expected = vec![(term("technique"), 2)];
    compare(
        "the terms with a prefix are told, the most frequent first",
        &format!("{terms:?}"),
        &format!("{expected:?}"),
    );
}

fn check_nothing(engine: &dyn Searcher) {
    let hits = answer(engine, &SearchPlan::default(), "an index without postings answers");
    compare("an index without postings finds nothing", &told(&hits), "");
    assert!(engine.is_empty(), "an index without postings is empty");
}

fn answer(engine: &dyn Searcher, plan: &SearchPlan, name: &str) -> Hits {
    let hits = done(name, engine.search(plan));
    let before = |pair: &[Hit]| {
        pair[0].tier < pair[1].tier || pair[0].tier == pair[1].tier && pair[0].score >= pair[1].score
    };
    assert!(hits.hits.windows(2).all(before), "{name}: the hits are not in the order of tiers and scores");
    hits
}

/// Tells an answer in a line: each tier with its count and its hits, those of one score in the order of their ids; a hit
/// with its copies, and how it stands to the wanted facts.
fn told(hits: &Hits) -> String {
    let mut parts = Vec::new();
    for tier in crate::Tier::ALL {
        let count = hits.by_tier[tier as usize];
        let here: Vec<&Hit> = hits.hits.iter().filter(|hit| hit.tier == tier).collect();
        if count > 0 || !here.is_empty() {
            let same_score = here.chunk_by(|a, b| (a.score - b.score).abs() <= a.score * 1e-4);
            let names = same_score.flat_map(|hits| sorted(hits.iter().map(|hit| named(hit))));
            parts.push(names.fold(format!("{tier:?} {count}:"), |line, name| line + " " + &name));
        }
    }
    if hits.filtered_out > 0 {
        parts.push(format!("{} filtered out", hits.filtered_out));
    }
    parts.join("; ")
}

fn named(hit: &Hit) -> String {
    let mut name = hit.posting.id.clone();
    if hit.copies > 0 {
        let _ = write!(name, "+{}", hit.copies);
    }
    let met = hit.met.iter().map(|met| match met {
        Met::Yes => "yes".to_owned(),
        Met::Near(km) => format!("near {km:.0}"),
        Met::Far(km) => format!("far {km:.0}"),
        Met::Unknown => "unknown".to_owned(),
        Met::No => "no".to_owned(),
    });
    let met: Vec<String> = met.collect();
    if !met.is_empty() {
        let _ = write!(name, "[{}]", met.join(", "));
    }
    name
}

fn listed(engine: &dyn Searcher) -> String {
    let mut ids = Vec::new();
    done("list the postings", engine.list(&mut |listed| ids.push(listed.id)));
    sorted(ids).join(" ")
}

fn indexed(writer: &dyn PostingWriter) -> String {
    let mut all = Vec::new();
    let mut each = |Indexed { id, file, content_hash }| all.push(format!("{id}#{content_hash}@{file}"));
    done("name what is indexed", writer.indexed(&mut each));
    sorted(all).join(" ")
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort();
    names
}

#[track_caller]
fn compare(name: &str, found: &str, expected: &str) {
    assert!(found == expected, "{name}\n  expected: {expected}\n     found: {found}");
}

#[track_caller]
fn done<T>(name: &str, outcome: Result<T, EngineError>) -> T {
    outcome.unwrap_or_else(|error| panic!("{name}: {error}"))
}
