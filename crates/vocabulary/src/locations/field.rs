//! Takes a location field apart: which names it holds, and what stands around them.

use super::packed::{coded, named, readings};
use super::recognise::for_each;
use jobsearch_analysis::Token;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A name at least this certain stands without support.
const SURE: f32 = 0.4;
/// A name less certain than this is an ordinary word where a sure name stands beside it.
const UNSURE: f32 = 0.15;

/// A location field, taken apart.
pub(super) struct Field {
    /// The names, in the order of the text; none overlaps another.
    pub(super) names: Vec<Name>,
}

/// A name, number or code that means a place.
pub(super) struct Name {
    tokens: Range<usize>,
    /// What the packed map holds for it.
    pub(super) value: u64,
    kind: Kind,
    /// The letters of a country or state.
    pub(super) is_code: bool,
    /// `Cumberland County` is no town of that name, though it may lie around one.
    pub(super) is_county: bool,
    /// Nothing but places stands beside it: `Leeds` in `St James's Hospital, Leeds`.
    pub(super) clear: bool,
    /// Which of several alternatives it stands in: `Paris | London`.
    pub(super) piece: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Number,
    Postcode,
}

impl Name {
    /// Tells a department's number.
    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    pub(super) fn is_postcode(&self) -> bool {
        self.kind == Kind::Postcode
    }
}

impl Field {
    pub(super) fn read(raw: &str, tokens: &[Token]) -> Self {
        let breaks = Breaks::of(raw, tokens);
        let mut names = codes(raw, tokens, &breaks);
        for (range, value) in longest_first(tokens) {
            let free =
                names.iter().all(|name| name.tokens.end <= range.start || range.end <= name.tokens.start);
            if free && !breaks.inside(&range) {
                names.push(Name::new(range, value, tokens));
            }
        }
        names.extend(business_postcodes(tokens, &names));
        names.sort_by_key(|name| name.tokens.start);
        let clear: Vec<bool> = names.iter().map(|name| breaks.is_clear(name, &names, tokens, raw)).collect();
        for (name, clear) in names.iter_mut().zip(clear) {
            name.clear = clear;
            name.piece = breaks.piece(name.tokens.start);
        }
        if names.iter().any(|name| name.clear && name.kind == Kind::Words && name.certainty() >= SURE) {
            names.retain(|name| name.kind != Kind::Words || name.certainty() >= UNSURE);
        }
        // Where one part is nothing but a place, the others name hospitals, streets or offices.
        if names.iter().any(|name| name.clear) {
            names.retain(|name| name.clear);
        } else {
            names.retain(|name| name.certainty() >= SURE);
        }
        Self { names }
    }
}

impl Name {
    fn new(tokens: Range<usize>, value: u64, all: &[Token]) -> Self {
        let word = all[tokens.start].word.as_str();
        let kind = match word.len() {
            _ if tokens.len() > 1 || !word.starts_with(|c: char| c.is_ascii_digit()) => Kind::Words,
            5 => Kind::Postcode,
            _ => Kind::Number,
        };
        let is_county = all.get(tokens.end).is_some_and(|next| next.word == "county");
        Self { tokens, value, kind, is_code: false, is_county, clear: false, piece: 0 }
    }

    /// How sure the likeliest reading is.
    fn certainty(&self) -> f32 {
        readings(self.value).next().map_or(0.0, |(_, certainty)| certainty)
    }
}

/// Every name that the tokens spell, the longest first, in the order of the text where they are as long.
fn longest_first(tokens: &[Token]) -> Vec<(Range<usize>, u64)> {
    let mut found = Vec::new();
    for_each(tokens, |range, value| {
        if range.len() > 1 || !is_neutral(&tokens[range.start].word) {
            found.push((range, value));
        }
    });
    found.sort_by_key(|(range, _)| (usize::MAX - range.len(), range.start));
    found
}

/// The letters of countries and states: alone between commas or brackets (`Suresnes, FR`), or last (`Boston MA`).
fn codes(raw: &str, tokens: &[Token], breaks: &Breaks) -> Vec<Name> {
    let mixed = raw.contains(char::is_lowercase);
    // `25 - BY`: beside a number, it is a commune.
    let numbered = tokens.iter().any(|token| token.word.starts_with(|c: char| c.is_ascii_digit()));
    let is_code = |at: usize| {
        let text = &raw[tokens[at].span.clone()];
        let capitals = text.chars().all(|c| c.is_ascii_uppercase());
        let alone = breaks.is_alone(at);
        let last = at + 1 == tokens.len() && mixed && capitals;
        matches!(text.len(), 2 | 3)
            && (last || alone && (capitals && !numbered || named(&format!("={}", tokens[at].word)).is_none()))
    };
    let code = |at: usize| Some((at, coded(&raw[tokens[at].span.clone()])?));
    let found = (0..tokens.len()).filter(|at| is_code(*at)).filter_map(code);
    found.map(|(at, value)| Name { is_code: true, ..Name::new(at..at + 1, value, tokens) }).collect()
}

/// `92974 La Défense Cedex`: a postcode of a firm or of a post box, which tells the department only.
fn business_postcodes(tokens: &[Token], names: &[Name]) -> Vec<Name> {
    let known = |at: usize| names.iter().any(|name| name.tokens.contains(&at));
    let unknown = (0..tokens.len()).filter(|at| tokens[*at].word.len() == 5 && !known(*at));
    let department = |at: usize| {
        let word = &tokens[at].word;
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let number = if word.starts_with("97") { word.get(..3) } else { word.get(..2) };
        digits.then(|| named(&format!("={}", number?))).flatten()
    };
    unknown
        .filter_map(|at| Some((at, department(at)?)))
        .map(|(at, value)| Name { kind: Kind::Number, ..Name::new(at..at + 1, value, tokens) })
        .collect()
}

/// Where a field is cut: commas, brackets and dashes part its segments, bars and slashes its pieces.
struct Breaks {
    /// The segment of each token.
    segments: Vec<usize>,
    /// The piece of each token.
    pieces: Vec<usize>,
}

impl Breaks {
    fn of(raw: &str, tokens: &[Token]) -> Self {
        let (mut segments, mut pieces) = (Vec::new(), Vec::new());
        let (mut segment, mut piece, mut end) = (0, 0, 0);
        for token in tokens {
            let between = raw.get(end..token.span.start).unwrap_or_default();
            piece += usize::from(between.contains(['|', ';', '\n', '/', '•', '…', '+']));
            segment += usize::from(parts(between));
            segments.push(segment);
            pieces.push(piece);
            end = end.max(token.span.end);
        }
        Self { segments, pieces }
    }

    fn inside(&self, range: &Range<usize>) -> bool {
        self.pieces[range.start] != self.pieces[range.end - 1]
    }

    fn piece(&self, token: usize) -> usize {
        self.pieces[token]
    }

    fn is_alone(&self, at: usize) -> bool {
        self.segments.iter().filter(|segment| **segment == self.segments[at]).count() == 1
    }

    /// Tells whether the segments of a name hold nothing but places and words that name none.
    fn is_clear(&self, name: &Name, names: &[Name], tokens: &[Token], raw: &str) -> bool {
        let segments = self.segments[name.tokens.start]..=self.segments[name.tokens.end - 1];
        let beside = (0..tokens.len()).filter(|at| segments.contains(&self.segments[*at]));
        let said = |at: usize| names.iter().any(|name| name.tokens.contains(&at));
        let street = |at: usize| {
            is_street(&tokens[at].word)
                && !names.iter().any(|name| name.tokens.len() > 1 && name.tokens.contains(&at))
        };
        if beside.clone().count() > 1 && beside.clone().any(street) {
            return false;
        }
        let mut beside = beside.filter(|at| !said(*at));
        beside.all(|at| is_neutral(&tokens[at].word) || is_figure(&raw[tokens[at].span.clone()]))
    }
}

fn parts(between: &str) -> bool {
    between.contains([',', '(', ')', '|', '/', ';', '\n', '•', '–', '—', ':', '…', '.'])
        || between.contains(" - ")
}

/// A number, or a part of a British postcode (`LS1 3EX`).
fn is_figure(text: &str) -> bool {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    digits && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// A street may be called after a town.
fn is_street(word: &str) -> bool {
    STREETS.split(' ').any(|street| street == word)
}

/// Words that stand in location fields without naming a place.
fn is_neutral(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NEUTRAL.split(' ').collect());
    WORDS.contains(word)
}

const STREETS: &str =
    "allee allees av avenue bd boulevard chemin impasse lane quai road route rue strasse street";

const NEUTRAL: &str = "a agglomeration alentours and area arr arrondissement at au aux base based bassin borough canton \
    cedex centre city commune county d dans de departement dept des district du emplacement en \
    environs et flexible greater home hybrid hybride in l la le les lieu local localisation location \
    metropolitan near nr occasionnel of office or ou partiel peripherie poste prefecture pres proche \
    province region remote secteur site sites state sur tele teletravail the total tout toute \
    travail ville wide";
