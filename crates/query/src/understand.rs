//! What a query means: which words are text, which are facts, and what was not sure.

use crate::cover::{Piece, PieceReading, cover};
use crate::interpretation::Understood;
use crate::options::{Options, QueryError};
use crate::parse::{ParsedQuery, Part, PartKind};
use crate::weights::WEIGHTS;
use jobsearch_analysis::{Analyzer, Token, is_stop_word};
use jobsearch_engine::{Area, Condition, RemoteWish, Searcher, Spot, Wanted};
use jobsearch_posting::{ContractSet, Precision, Remote};
use jobsearch_vocabulary::locations::{self, Place, PlaceId};
use jobsearch_vocabulary::{ConceptId, Meaning, Mention, Vocabulary, contracts};

/// What a query means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Intent {
    /// What the text should say.
    pub(crate) asked: Vec<Asked>,
    /// What the text must not say.
    pub(crate) excluded: Vec<Vec<String>>,
    /// Titles that would say just what was typed: all of it, or all but the facts.
    pub(crate) titles: Vec<String>,
    /// Facts that rank.
    pub(crate) wanted: Vec<Condition>,
    /// Facts that filter.
    pub(crate) filters: Vec<Condition>,
    /// How each stretch was understood, in order.
    pub(crate) understood: Vec<Understood>,
    /// What was odd.
    pub(crate) notices: Vec<String>,
}

/// Something the text should say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// As typed.
    pub(crate) label: String,
    /// The words, each with the terms it may stand as.
    pub(crate) words: Vec<AskedWord>,
    /// What the words name, and how nearly.
    pub(crate) concepts: Vec<(ConceptId, f32)>,
    pub(crate) role: Role,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AskedWord {
    pub(crate) label: String,
    /// The term, then its other spellings.
    pub(crate) terms: Vec<String>,
}

/// What part of a query a stretch of text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It should be found.
    Text,
    /// It stands for a fact; finding it as text as well helps a little.
    FactWord,
    /// It must be found, in this order.
    Phrase,
    /// It must be found in the title.
    Title,
    /// It must be found in the company's name.
    Company,
}

/// Understands a parsed query.
pub(crate) fn understand(
    query: &ParsedQuery,
    engine: &dyn Searcher,
    vocabulary: &Vocabulary,
    options: &Options,
) -> Result<Intent, QueryError> {
    let mut reader = Reader { engine, vocabulary, options, analyzer: Analyzer::new(), intent: Intent::default() };
    reader.intent.notices.extend(query.notices.iter().cloned());
    for part in &query.parts {
        reader.part(part)?;
    }
    for contract in &options.contracts {
        reader.field("contract", contract, false)?;
    }
    if let Some(location) = &options.location {
        reader.field("location", location, false)?;
    }
    Ok(reader.finish())
}

struct Reader<'a> {
    engine: &'a dyn Searcher,
    vocabulary: &'a Vocabulary,
    options: &'a Options,
    analyzer: Analyzer,
    intent: Intent,
}

/// The fields one can type, each under all its names.
const FIELDS: &[(&str, &[&str])] = &[
    ("contract", &["contract", "contrat", "type"]),
    ("location", &["location", "lieu", "ville", "place", "city", "où", "ou", "where", "localisation"]),
    ("remote", &["remote", "télétravail", "teletravail"]),
    ("time", &["time", "temps", "horaire", "hours"]),
    ("title", &["title", "titre", "poste", "intitulé", "intitule"]),
    ("company", &["company", "entreprise", "société", "societe", "employeur"]),
    ("text", &["text", "texte"]),
];

impl Reader<'_> {
    fn part(&mut self, part: &Part) -> Result<(), QueryError> {
        match &part.kind {
            PartKind::Words if part.excluded => self.exclude(&part.text),
            PartKind::Words => self.words(&part.text),
            PartKind::Phrase if part.excluded => self.exclude_text(&part.text),
            PartKind::Phrase => self.text(&part.text, Role::Phrase),
            PartKind::Field(name) => {
                let known = FIELDS.iter().find(|(_, names)| names.contains(&name.as_str()));
                let Some((field, _)) = known else {
                    let all = FIELDS.iter().flat_map(|(_, names)| names.iter().copied());
                    let nearest = crate::suggest::nearest(name, all);
                    let part = format!("{name}:{}", part.text);
                    return Err(QueryError::UnknownField { field: name.clone(), part, nearest });
                };
                return self.field(field, &part.text, part.excluded);
            }
        }
        Ok(())
    }

    /// Running text: facts are read out of it.
    fn words(&mut self, text: &str) {
        let tokens = self.analyzer.tokens(text);
        let mentions = self.mentions(&tokens);
        let pieces = cover(&tokens, &mentions, &WEIGHTS.understanding);
        let places: Vec<PlaceId> = pieces.iter().flat_map(places_of).collect();
        let mut facts = Facts::default();
        for piece in &pieces {
            let typed = typed(text, &tokens, piece);
            self.intent.understood.push(Understood::of(typed, piece, self.vocabulary));
            match &piece.reading {
                PieceReading::Fact(mentions) => {
                    facts.add(typed, piece, mentions, &self.namesakes(&places_of(piece), &places));
                    if !piece.negated {
                        self.ask(typed, &tokens[piece.tokens.clone()], Vec::new(), Role::FactWord);
                    }
                }
                PieceReading::Concept(mentions) => {
                    let concepts = mentions.iter().filter_map(concept_of).collect();
                    self.ask(typed, &tokens[piece.tokens.clone()], concepts, Role::Text);
                }
                PieceReading::Word => self.ask(typed, &tokens[piece.tokens.clone()], Vec::new(), Role::Text),
            }
        }
        let bare = pieces.iter().filter(|piece| !matches!(piece.reading, PieceReading::Fact(_)));
        let first_to_last = bare.fold(None, |span: Option<(usize, usize)>, piece| {
            Some((span.map_or(piece.tokens.start, |span| span.0), piece.tokens.end))
        });
        if let Some((first, last)) = first_to_last {
            self.intent.titles.push(text[tokens[first].span.start..tokens[last - 1].span.end].to_owned());
        }
        self.intent.titles.push(text.to_owned());
        self.intent.wanted.extend(facts.conditions(self.options.radius_km));
    }

    /// What the words may mean. Of a place where the index holds no posting, but whose name it holds as text, the reader is less sure.
    fn mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        if self.options.literal {
            return Vec::new();
        }
        let mut mentions = self.vocabulary.recognise(tokens);
        for mention in &mut mentions {
            let Meaning::Place(place) = mention.meaning else { continue };
            let place = place.place();
            if place.precision() == Precision::Commune && self.engine.count_at(&Spot::of(&place.to_location())) == 0 {
                let words = &tokens[mention.tokens.clone()];
                let is_text = words.iter().all(|token| self.engine.frequency(&token.term) > 0);
                mention.certainty *= if is_text { WEIGHTS.understanding.deserted } else { 1.0 };
            }
        }
        mentions
    }

    /// Among places of one name, those that fit the other places of the query (`Vienne 38`); else those where the index holds
    /// postings; else those that are not dwarfed by the largest.
    fn namesakes(&self, places: &[PlaceId], all: &[PlaceId]) -> Vec<PlaceId> {
        if places.len() < 2 {
            return places.to_vec();
        }
        let spot = |place: &PlaceId| Spot::of(&place.place().to_location());
        let others = || all.iter().filter(|other| !places.contains(other));
        let fits = |place: &&PlaceId| others().any(|other| encloses(&other.place(), &spot(place)));
        let fitting: Vec<PlaceId> = places.iter().filter(fits).copied().collect();
        if !fitting.is_empty() {
            return fitting;
        }
        let inhabited = |place: &&PlaceId| self.engine.count_at(&spot(place)) > 0;
        let known: Vec<PlaceId> = places.iter().filter(inhabited).copied().collect();
        let candidates = if known.is_empty() { places } else { &known };
        let population = |place: &PlaceId| place.place().population();
        let largest = candidates.iter().map(population).max().unwrap_or(0);
        let enough = |place: &&PlaceId| !known.is_empty() || population(place) >= largest / 3;
        candidates.iter().filter(enough).take(6).copied().collect()
    }

    fn text(&mut self, text: &str, role: Role) {
        let tokens = self.analyzer.tokens(text);
        self.intent.understood.push(Understood::text(text.trim()));
        self.ask(text.trim(), &tokens, Vec::new(), role);
    }

    fn ask(&mut self, label: &str, tokens: &[Token], concepts: Vec<(ConceptId, f32)>, role: Role) {
        let words = asked_words(tokens, role == Role::Phrase);
        if !words.is_empty() {
            self.intent.asked.push(Asked { label: label.to_owned(), words, concepts, role });
        }
    }

    /// `-cdd` avoids a contract, `-vente` a word.
    fn exclude(&mut self, text: &str) {
        let tokens = self.analyzer.tokens(text);
        let mentions = self.mentions(&tokens);
        for piece in cover(&tokens, &mentions, &WEIGHTS.understanding) {
            let typed = typed(text, &tokens, &piece);
            match &piece.reading {
                PieceReading::Fact(mentions) => {
                    let mut facts = Facts::default();
                    facts.add(typed, &Piece { negated: true, ..piece.clone() }, mentions, &places_of(&piece));
                    self.intent.filters.extend(facts.conditions(self.options.radius_km));
                }
                _ => {
                    let terms = tokens[piece.tokens.clone()].iter().filter(|token| !token.alias);
                    self.intent.excluded.push(terms.map(|token| token.term.clone()).collect());
                }
            }
            self.intent.understood.push(Understood::of(typed, &piece, self.vocabulary).excluded());
        }
    }

    fn exclude_text(&mut self, text: &str) {
        let tokens = self.analyzer.tokens(text);
        let terms: Vec<String> = tokens.iter().filter(|token| !token.alias).map(|token| token.term.clone()).collect();
        if !terms.is_empty() {
            self.intent.understood.push(Understood::text(text.trim()).excluded());
            self.intent.excluded.push(terms);
        }
    }

    fn field(&mut self, field: &str, value: &str, excluded: bool) -> Result<(), QueryError> {
        match field {
            "title" => self.text(value, Role::Title),
            "company" => self.text(value, Role::Company),
            "text" => self.text(value, Role::Phrase),
            "location" => self.place_filter(value, excluded)?,
            _ => self.fact_filter(field, value, excluded)?,
        }
        Ok(())
    }

    fn place_filter(&mut self, value: &str, negated: bool) -> Result<(), QueryError> {
        let found = locations::resolve(value, None);
        let areas: Vec<Area> =
            found.iter().map(|place| area(&Spot::of(place), None, self.options.radius_km)).collect();
        if areas.is_empty() {
            let nearest = locations::suggest(value).map(str::to_owned);
            return Err(QueryError::UnknownValue { what: "location", value: value.to_owned(), nearest });
        }
        let label = found.iter().map(|place| place.name.as_str()).collect::<Vec<_>>().join(", ");
        self.intent.understood.push(Understood::filter(value, format!("location {label}")));
        self.intent.filters.push(Condition { label, wanted: Wanted::Place(areas), negated });
        Ok(())
    }

    fn fact_filter(&mut self, field: &str, value: &str, negated: bool) -> Result<(), QueryError> {
        let tokens = self.analyzer.tokens(value);
        let what: &'static str = match field {
            "contract" => "contract",
            "remote" => "remote mode",
            _ => "working time",
        };
        let mentions = self.vocabulary.contract_mentions(&tokens);
        let mut facts = Facts::default();
        let longest = jobsearch_vocabulary::longest(mentions);
        let fits = |mention: &&Mention| match mention.meaning {
            Meaning::Contract(_) => field == "contract",
            Meaning::Remote(_) => field == "remote",
            Meaning::WorkingTime(_) => field == "time",
            _ => false,
        };
        for mention in longest.iter().filter(fits) {
            facts.add_mention(value, mention, negated);
        }
        let conditions = facts.conditions(self.options.radius_km);
        if conditions.is_empty() {
            let nearest = contracts::suggest_contract(value).map(str::to_owned);
            return Err(QueryError::UnknownValue { what, value: value.to_owned(), nearest });
        }
        for condition in conditions {
            self.intent.understood.push(Understood::filter(value, format!("{what} {}", condition.label)));
            self.intent.filters.push(condition);
        }
        Ok(())
    }

    fn finish(self) -> Intent {
        self.intent
    }
}

/// Facts of one kind are alternatives: `CDI ou CDD` asks for either.
#[derive(Default)]
struct Facts {
    contracts: ContractSet,
    unwanted_contracts: ContractSet,
    /// Working times and remote modes, each with the words that ask for it; the same words may mean several.
    times: Vec<(String, u8, bool)>,
    remote: Vec<(String, RemoteWish, bool)>,
    places: Vec<(String, Vec<PlaceId>)>,
    unwanted_places: Vec<PlaceId>,
}

impl Facts {
    fn add(&mut self, typed: &str, piece: &Piece, mentions: &[Mention], places: &[PlaceId]) {
        if !places.is_empty() {
            match piece.negated {
                true => self.unwanted_places.extend(places),
                false => self.places.push((typed.to_owned(), places.to_vec())),
            }
            return;
        }
        for mention in mentions {
            self.add_mention(typed, mention, piece.negated);
        }
    }

    fn add_mention(&mut self, typed: &str, mention: &Mention, negated: bool) {
        let label = typed.to_owned();
        match mention.meaning {
            Meaning::Contract(kind) => {
                let set = if negated { &mut self.unwanted_contracts } else { &mut self.contracts };
                *set = set.union(kind.satisfied_by());
            }
            Meaning::WorkingTime(time) => match self.times.iter_mut().find(|known| known.0 == label) {
                Some(known) => known.1 |= 1 << time as u8,
                None => self.times.push((label, 1 << time as u8, negated)),
            },
            Meaning::Remote(remote) => {
                let wish = match remote {
                    Remote::Full => RemoteWish::Full,
                    Remote::Hybrid(_) => RemoteWish::Some,
                    Remote::No => RemoteWish::None,
                };
                match self.remote.iter_mut().find(|known| known.0 == label) {
                    Some(known) if known.1 != wish => known.1 = RemoteWish::Some,
                    Some(_) => {}
                    None => self.remote.push((label, wish, negated)),
                }
            }
            Meaning::Concept(_) | Meaning::Place(_) => {}
        }
    }

    fn conditions(self, radius_km: f32) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (set, negated) in [(self.contracts, false), (self.unwanted_contracts, true)] {
            if !set.is_empty() {
                conditions.push(Condition { label: contract_names(set), wanted: Wanted::Contract(set), negated });
            }
        }
        let times = self.times.into_iter().map(|(label, bits, negated)| (label, Wanted::WorkingTime(bits), negated));
        let remote = self.remote.into_iter().map(|(label, wish, negated)| (label, Wanted::Remote(wish), negated));
        conditions.extend(times.chain(remote).map(|(label, wanted, negated)| Condition { label, wanted, negated }));
        let areas = areas(&self.places, radius_km);
        if !areas.is_empty() {
            let names: Vec<_> = self.places.iter().map(|(typed, _)| typed.as_str()).collect();
            conditions.push(Condition::new(names.join(", "), Wanted::Place(areas)));
        }
        for place in self.unwanted_places {
            let place = place.place();
            let within = Area::Within(Spot::of(&place.to_location()));
            conditions.push(Condition::not(place.name(), Wanted::Place(vec![within])));
        }
        conditions
    }
}

/// The kinds that were asked for, by the name of the first: `CDI` also takes a CDI de chantier, and need not say so.
fn contract_names(set: ContractSet) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut left = set;
    for kind in set.iter() {
        let takes = kind.satisfied_by();
        if takes.0 & !set.0 == 0 && left.contains(kind) {
            named.push(kind.name());
            left.0 &= !takes.0;
        }
    }
    named.join(" / ")
}

fn encloses(whole: &Place, spot: &Spot) -> bool {
    let whole = Spot::of(&whole.to_location());
    whole.precision < spot.precision
        && match whole.precision {
            Precision::Country => whole.country == spot.country,
            Precision::Region => whole.region == spot.region && whole.country == spot.country,
            Precision::Department => whole.department == spot.department && whole.country == spot.country,
            Precision::Commune => false,
        }
}

/// The areas asked for; one that only says where another lies (`Lyon 69`) is no area of its own.
fn areas(places: &[(String, Vec<PlaceId>)], radius_km: f32) -> Vec<Area> {
    let all: Vec<Place> = places.iter().flat_map(|(_, ids)| ids.iter().map(|id| id.place())).collect();
    let spots: Vec<Spot> = all.iter().map(|place| Spot::of(&place.to_location())).collect();
    let is_context = |place: &Place| spots.iter().any(|spot| encloses(place, spot));
    let asked = all.iter().zip(&spots).filter(|(place, _)| !is_context(place));
    asked.map(|(place, spot)| area(spot, Some(place.population()), radius_km)).collect()
}

fn area(spot: &Spot, population: Option<u32>, radius_km: f32) -> Area {
    match spot.point {
        Some(point) if spot.precision == Precision::Commune => {
            // A town's own ground grows with the square root of who lives there: 2 km for a village, 7 for Paris.
            let inner_km = 2.0 + (population.unwrap_or(20_000) as f32).sqrt() / 300.0;
            Area::Around { point, inner_km, outer_km: radius_km.max(inner_km), spot: *spot }
        }
        _ => Area::Within(*spot),
    }
}

fn places_of(piece: &Piece) -> Vec<PlaceId> {
    let PieceReading::Fact(mentions) = &piece.reading else { return Vec::new() };
    let place = |mention: &Mention| match mention.meaning {
        Meaning::Place(place) => Some(place),
        _ => None,
    };
    mentions.iter().filter_map(place).collect()
}

fn concept_of(mention: &Mention) -> Option<(ConceptId, f32)> {
    match mention.meaning {
        Meaning::Concept(concept) => Some((concept, mention.weight)),
        _ => None,
    }
}

/// The words among tokens, with their other spellings; function words count only in phrases, or when there is nothing else.
fn asked_words(tokens: &[Token], keep_all: bool) -> Vec<AskedWord> {
    let keep_all = keep_all || tokens.iter().all(|token| is_stop_word(&token.word));
    let mut words: Vec<(u32, AskedWord)> = Vec::new();
    for token in tokens {
        match words.last_mut() {
            Some((position, word)) if token.alias && *position == token.position => word.terms.push(token.term.clone()),
            _ if token.alias || (!keep_all && is_stop_word(&token.word)) => {}
            _ => {
                let word = AskedWord { label: token.word.clone(), terms: vec![token.term.clone()] };
                words.push((token.position, word));
            }
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

fn typed<'t>(text: &'t str, tokens: &[Token], piece: &Piece) -> &'t str {
    let tokens = &tokens[piece.tokens.clone()];
    let start = tokens.iter().map(|token| token.span.start).min().unwrap_or(0);
    let end = tokens.iter().map(|token| token.span.end).max().unwrap_or(start);
    &text[start..end]
}
