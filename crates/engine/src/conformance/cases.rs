//! What is asked, and what must come out.

use super::figures::{figures, skills};
use super::names::{names, names_as_typed};
use super::samples::{
    AS_TYPED, COPIES, FACTS, FIGURES, LYON, NAMES, PHRASES, Place, REGION, RHONE, SKILLS, Sample, TEXTS,
    TIERS,
};
use crate::{
    Area, Condition, Field, Group, Quantity, Reading, RemoteWish, Scoring, SearchPlan, SignalWeights, Span,
    Spot, Wanted, Word,
};
use jobsearch_analysis::{Analyzer, surface_key};
use jobsearch_posting::{ContractKind, Country, Location, Precision};

/// What a case shows, the plan, and its answer as [`told`](super::told) tells it.
pub(super) type Case = (&'static str, SearchPlan, &'static str);

/// Every case, with the postings it is about.
pub(super) fn cases() -> [(&'static [Sample], Vec<Case>); 9] {
    [
        (TEXTS, [texts(), excluded(), competing(), pages()].concat()),
        (NAMES, names()),
        (AS_TYPED, names_as_typed()),
        (PHRASES, phrases()),
        (FACTS, [filters(), facts(), signals()].concat()),
        (TIERS, tiers()),
        (COPIES, copies()),
        (FIGURES, figures()),
        (SKILLS, skills()),
    ]
}

fn texts() -> Vec<Case> {
    let soudeur = || Group::word(&term("soudeur"));
    let technique = Group { demanded: true, ..Group::word(&term("technique")) };
    vec![
        (
            "a word counts most in the title, then in the body, the company's name and shared text",
            plan([soudeur()]),
            "Full 4: title body company boilerplate",
        ),
        (
            "a reading of one field counts there alone",
            plan([Group { words: vec![word([in_company()])], ..soudeur() }]),
            "Full 1: company",
        ),
        (
            "what is demanded must be there",
            plan([Group::word(&term("formateur")), technique]),
            "Full 2: typed names",
        ),
        (
            "a word that is not needed finds what holds it, and nothing else",
            plan([Group { needed: false, ..soudeur() }]),
            "Full 4: title body company boilerplate",
        ),
        ("a word that no posting holds finds nothing", plan([Group::word("zzzz")]), ""),
        (
            "a plan without groups finds every posting",
            plan([]),
            "Full 6: body boilerplate company names title typed",
        ),
    ]
}

fn excluded() -> Vec<Case> {
    let without = |excluded| SearchPlan { excluded: vec![excluded], ..plan([Group::word(&term("soudeur"))]) };
    vec![
        (
            "what is excluded must not be there",
            without(Reading::term(&term("demain"), 1.0)),
            "Full 3: title company boilerplate",
        ),
        (
            "what is excluded of one field may stand in another",
            without(in_company()),
            "Full 3: title body boilerplate",
        ),
    ]
}

fn in_company() -> Reading {
    Reading { only: Some(Field::Company), ..Reading::term(&term("soudeur"), 1.0) }
}

fn competing() -> Vec<Case> {
    let weak = |words: [&str; 3]| words.map(|word| Reading::term(&term(word), 0.4)).to_vec();
    let typed = Reading::term(&term("formateur"), 1.0);
    let readings = [vec![typed], weak(["trainer", "coach", "moniteur"])].concat();
    let words = vec![Word { label: "formateur".into(), readings }];
    let competing = Group { words, ..Group::word("formateur") };
    vec![("the readings of a word compete, they do not add up", plan([competing]), "Full 2: typed names")]
}

fn phrases() -> Vec<Case> {
    let phrase = || Reading { terms: vec![term("chef"), term("projet")], weight: 1.0, ..Reading::default() };
    let chef = || Group::word(&term("chef"));
    vec![
        (
            "a phrase stands side by side",
            plan([Group { words: vec![word([phrase()])], ..chef() }]),
            "Full 1: side",
        ),
        (
            "a phrase can be excluded",
            SearchPlan { excluded: vec![phrase()], ..plan([chef()]) },
            "Full 2: gap turned",
        ),
    ]
}

fn filters() -> Vec<Case> {
    let only = |filter| SearchPlan { filters: vec![filter], ..cariste() };
    let permanent = || Wanted::Contract(ContractKind::Permanent.satisfied_by());
    let fixed = Wanted::Contract(ContractKind::FixedTerm.satisfied_by());
    vec![
        ("only one contract", only(Condition::new("CDI", permanent())), "Full 1: lyon; 5 filtered out"),
        (
            "any contract but one; what does not say is kept",
            only(Condition::not("CDD", fixed)),
            "Full 5: beyond far lyon unsaid vague; 1 filtered out",
        ),
        ("only at or near a place", only(around_lyon()), "Full 2: lyon near; 4 filtered out"),
        (
            "only in a department",
            only(within(Precision::Department)),
            "Full 4: far lyon near vague; 2 filtered out",
        ),
        (
            "only in a region",
            only(within(Precision::Region)),
            "Full 5: beyond far lyon near vague; 1 filtered out",
        ),
        (
            "only with remote work",
            only(Condition::new("remote", Wanted::Remote(RemoteWish::Some))),
            "Full 1: lyon; 5 filtered out",
        ),
        (
            "only since a day",
            only(Condition::new("since", Wanted::Amount(Quantity::Posted, Span::at_least(20_550.0)))),
            "Full 1: lyon; 5 filtered out",
        ),
        (
            "filters hold without a word typed",
            SearchPlan { filters: vec![Condition::new("CDI", permanent())], ..plan([]) },
            "Full 1: lyon; 5 filtered out",
        ),
    ]
}

fn facts() -> Vec<Case> {
    let permanent = Condition::new("CDI", Wanted::Contract(ContractKind::Permanent.satisfied_by()));
    vec![
        (
            "places are met, near, far, unknown or missed",
            SearchPlan { wanted: vec![around_lyon()], ..cariste() },
            "Full 1: lyon[yes]; \
             Unknown 4: far[far 43] near[near 11] unsaid[unknown] vague[unknown]; \
             Missed 1: beyond[no]",
        ),
        (
            "each wanted fact is told in its order, the worst makes the tier; who says none of several misses",
            SearchPlan { wanted: vec![permanent, around_lyon()], ..cariste() },
            "Full 1: lyon[yes, yes]; \
             Missed 5: beyond[unknown, no] far[unknown, far 43] near[no, near 11] unsaid[unknown, unknown] \
             vague[unknown, unknown]",
        ),
    ]
}

fn tiers() -> Vec<Case> {
    let permanent = || Condition::new("CDI", Wanted::Contract(ContractKind::Permanent.satisfied_by()));
    let soudeur = || SearchPlan { scoring: Scoring::default(), ..plan([Group::word(&term("soudeur"))]) };
    let beside = Group { weight: 0.7, ..Group::word(&term("soudeur")) };
    let boulanger = plan([Group::word(&term("boulanger")), beside]);
    vec![
        (
            "facts make the tiers, and how well the text answers",
            SearchPlan { wanted: vec![permanent()], ..soudeur() },
            "Full 1: a[yes]; Unknown 1: b[unknown]; Loose 1: c[yes]; Missed 1: d[no]; Partial 3: e[no] g[unknown] f[yes]",
        ),
        (
            "a title that says all that was typed answers whatever its facts",
            SearchPlan { wanted: vec![permanent()], whole_title: Some(surface_key("SOUDEUR")), ..soudeur() },
            "Full 3: a[yes] b[unknown] d[no]; Loose 1: c[yes]; Partial 3: e[no] g[unknown] f[yes]",
        ),
        ("without wanted facts the text alone makes the tier", soudeur(), "Full 3: a b d; Loose 4: c e g f"),
        (
            "what is asked for beside a job may stand anywhere, and does not answer without it",
            SearchPlan { scoring: Scoring::default(), ..boulanger },
            "Full 1: g; Loose 6: a b d c e f",
        ),
    ]
}

fn copies() -> Vec<Case> {
    let boulanger = || plan([Group::word(&term("boulanger"))]);
    vec![
        (
            "copies are shown as their best, and counted one by one",
            SearchPlan { fold_copies: true, ..boulanger() },
            "Full 4: first+3 other",
        ),
        (
            "copies can be listed, behind the one that was named those that say nothing of it too",
            SearchPlan { fold_copies: false, ..boulanger() },
            "Full 4: first+3 second+3 silent+3 third+3 other",
        ),
        (
            "copies do not empty a page",
            SearchPlan { fold_copies: true, offset: 1, limit: 1, ..boulanger() },
            "Full 4: other",
        ),
    ]
}

fn pages() -> Vec<Case> {
    let soudeur = || plan([Group::word(&term("soudeur"))]);
    vec![
        ("a limit leaves the counts", SearchPlan { limit: 2, ..soudeur() }, "Full 4: title body"),
        (
            "an offset passes over the best",
            SearchPlan { offset: 1, limit: 2, ..soudeur() },
            "Full 4: body company",
        ),
        ("an offset may go past the end", SearchPlan { offset: 9, ..soudeur() }, "Full 4:"),
    ]
}

fn signals() -> Vec<Case> {
    let scored = |signals| Scoring { signals, ..scoring() };
    let fresh = SignalWeights { freshness: 1.0, ..SignalWeights::default() };
    let facts = SignalWeights { facts: 1.0, ..SignalWeights::default() };
    let exact = SignalWeights { title_exact: 1.0, ..SignalWeights::default() };
    let dated = Condition::new("since", Wanted::Amount(Quantity::Posted, Span::at_least(20_000.0)));
    let in_towns =
        || vec![Condition::not("38", Wanted::Place(vec![Area::Within(spot("38", Precision::Department))]))];
    vec![
        (
            "the newer comes first",
            SearchPlan { scoring: scored(fresh), filters: vec![dated], today: 20_610, ..cariste() },
            "Full 2: lyon near; 4 filtered out",
        ),
        (
            "the nearer comes first",
            SearchPlan {
                scoring: scored(facts),
                wanted: vec![around_lyon()],
                filters: in_towns(),
                limit: 3,
                ..cariste()
            },
            "Full 1: lyon[yes]; Unknown 4: near[near 11] far[far 43]; 1 filtered out",
        ),
        (
            "a title that says no more than what was typed comes first",
            SearchPlan {
                scoring: scored(exact),
                titles: vec![surface_key("Cariste")],
                limit: 0,
                ..cariste()
            },
            "Full 6:",
        ),
    ]
}

fn cariste() -> SearchPlan {
    plan([Group::word(&term("cariste"))])
}

/// A plan whose text is always a full answer, so that its score alone ranks.
pub(super) fn plan<const COUNT: usize>(groups: [Group; COUNT]) -> SearchPlan {
    SearchPlan { groups: groups.to_vec(), scoring: scoring(), ..SearchPlan::default() }
}

pub(super) fn scoring() -> Scoring {
    Scoring { title: 4.0, body: 2.0, company: 1.0, boilerplate: 0.1, full_answer: 0.0, ..Scoring::default() }
}

fn word<const COUNT: usize>(readings: [Reading; COUNT]) -> Word {
    Word { label: String::new(), readings: readings.to_vec() }
}

/// The term that a word is indexed under.
pub(super) fn term(word: &str) -> String {
    let tokens = Analyzer::new().tokens(word);
    tokens.into_iter().find(|token| !token.alias).map(|token| token.term.to_string()).unwrap_or_default()
}

fn around_lyon() -> Condition {
    let spot = Spot { point: Some(LYON), ..spot(RHONE, Precision::Commune) };
    let area = Area::Around { point: LYON, inner_km: 5.0, outer_km: 20.0, spot };
    Condition::new("Lyon", Wanted::Place(vec![area]))
}

fn within(precision: Precision) -> Condition {
    Condition::new("within", Wanted::Place(vec![Area::Within(spot(RHONE, precision))]))
}

/// A department of our region, or the region, as a spot without a position.
fn spot(department: &'static str, precision: Precision) -> Spot {
    let whole = Place { precision, department, point: None }.location();
    let department = whole.department.filter(|_| precision > Precision::Region);
    Spot::of(&Location { department, region: Some(REGION.into()), country: Some(Country::FRANCE), ..whole })
}
