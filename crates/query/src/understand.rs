//! What a query means: which words are text, which are facts, and what was not sure.

use crate::amounts::{self, Amount, AmountMeaning, Context};
use crate::asked::{Asked, AskedWord, Role, asked_words, is_measure, stands_in_capitals};
use crate::clipped::spelled_out;
use crate::contradictions::contradictions;
use crate::cover::{Piece, PieceReading, as_words, cover};
use crate::excluded::Excluded;
use crate::facts::AskedFacts;
use crate::fields;
use crate::interpretation::Understood;
use crate::neighbours::{are_alternatives, negates};
use crate::options::{Options, QueryError};
use crate::parse::{ParsedQuery, Part, PartKind};
use crate::places::places_of;
use crate::skills::KnownSkill;
use crate::titles::typed_titles;
use crate::weights::Weights;
use jobsearch_analysis::{Analyzer, Token};
use jobsearch_engine::{Condition, Quantity, Searcher, Wanted};
use jobsearch_posting::{ContractTerm, WorkingTime};
use jobsearch_vocabulary::locations::PlaceId;
use jobsearch_vocabulary::{ConceptId, Meaning, Mention, Vocabulary};
use std::ops::Range;

/// An engine scores no more words apart than this.
const MOST_ASKED: usize = 64;
const NO_CENTRE: &str = "no place was recognised that the distance is from: it is left out of account";

/// What a query means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Intent {
    /// What the text should say.
    pub(crate) asked: Vec<Asked>,
    /// What the text must not say.
    pub(crate) excluded: Vec<Excluded>,
    /// Titles that would say just what was typed: all of it, or all but the facts.
    pub(crate) titles: Vec<String>,
    /// All that was typed, where it is words without signs.
    pub(crate) whole: Option<String>,
    /// Facts that rank.
    pub(crate) wanted: Vec<Condition>,
    /// Facts that filter.
    pub(crate) filters: Vec<Condition>,
    /// Skills that somebody has.
    pub(crate) skills: Vec<KnownSkill>,
    /// How each stretch was understood, in order.
    pub(crate) understood: Vec<Understood>,
    /// What was odd.
    pub(crate) notices: Vec<String>,
}

/// Understands a parsed query.
pub(crate) fn understand(
    query: &ParsedQuery,
    sources: Sources<'_>,
    options: &Options,
) -> Result<Intent, QueryError> {
    let Sources { engine, vocabulary, weights } = sources;
    let parts = fields::with_whole_places(query.parts.clone());
    let radius = fields::radius_of(&parts)?;
    let mut reader = Reader {
        engine,
        vocabulary,
        weights,
        options,
        radius_km: radius.unwrap_or(options.radius_km),
        analyzer: Analyzer::new(),
        intent: Intent { whole: query.whole.clone(), notices: query.notices.clone(), ..Intent::default() },
        aside: Vec::new(),
        instead: false,
    };
    for part in &parts {
        reader.part(part)?;
    }
    for contract in &options.contracts {
        reader.field("contract", contract, false)?;
    }
    if let Some(location) = &options.location {
        reader.field("location", location, false)?;
    }
    reader.skills();
    reader.ask_aside();
    let mut intent = reader.intent;
    let has_place =
        intent.wanted.iter().chain(&intent.filters).any(|wanted| matches!(wanted.wanted, Wanted::Place(_)));
    if radius.is_some() && !has_place {
        intent.notices.push(NO_CENTRE.to_owned());
    }
    fields::join_alternatives(&mut intent.filters);
    fields::join_alternatives(&mut intent.wanted);
    intent.notices.extend(contradictions(&intent));
    Ok(intent)
}

/// What a query is understood with.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) engine: &'a dyn Searcher,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) weights: &'a Weights,
}

/// A query being read.
pub(crate) struct Reader<'a> {
    pub(crate) engine: &'a dyn Searcher,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) weights: &'a Weights,
    pub(crate) options: &'a Options,
    /// How far round a place an offer is near it.
    pub(crate) radius_km: f32,
    pub(crate) analyzer: Analyzer,
    pub(crate) intent: Intent,
    /// What was set aside, each as typed and as its tokens.
    aside: Vec<(String, Vec<Token>)>,
    /// What is read next would do instead of what was asked for last.
    instead: bool,
}

impl Reader<'_> {
    fn part(&mut self, part: &Part) -> Result<(), QueryError> {
        self.instead = part.instead;
        match &part.kind {
            PartKind::Words if part.excluded => self.exclude(&part.text),
            PartKind::Words => self.words(&part.text),
            PartKind::Phrase if part.excluded => {
                self.exclude_text((&part.text, None), Understood::phrase(part.text.trim()));
            }
            PartKind::Phrase => self.text(&part.text, Role::Phrase, Understood::phrase(part.text.trim())),
            PartKind::Field(name) => {
                let field = fields::named(name).map_err(|nearest| QueryError::UnknownField {
                    field: name.clone(),
                    part: format!("{name}:{}", part.text),
                    nearest,
                })?;
                return self.field(field, &part.text, part.excluded);
            }
        }
        Ok(())
    }

    /// Running text, with clipped words spelled out.
    fn words(&mut self, text: &str) {
        let tokens = self.analyzer.tokens(text);
        let with = (&self.analyzer, self.vocabulary);
        match spelled_out(text, &tokens, with).filter(|_| !self.options.literal) {
            Some(spelled) => {
                self.intent.titles.push(text.to_owned());
                self.read(&spelled, &self.analyzer.tokens(&spelled));
            }
            None => self.read(text, &tokens),
        }
    }

    /// Facts are read out of running text, the rest is asked for.
    fn read(&mut self, text: &str, tokens: &[Token]) {
        let pieces = self.pieces(text, tokens);
        let places: Vec<PlaceId> = pieces.iter().flat_map(places_of).collect();
        let mut facts = AskedFacts::default();
        for (at, piece) in pieces.iter().enumerate() {
            let typed = typed(text, &tokens[piece.tokens.clone()]);
            self.instead = match at {
                0 => self.instead,
                _ => !self.options.literal && are_alternatives(text, tokens, &pieces[at - 1], piece),
            };
            let named = places_of(piece);
            let meant = self.namesakes(&named, &places);
            let understood = Understood::of(typed, piece, self.vocabulary);
            self.intent.understood.push(self.with_namesakes(understood, &named, &meant));
            match &piece.reading {
                PieceReading::Fact(mentions) => facts.add(typed, piece, mentions, &meant),
                PieceReading::Amount(meaning) => facts.add_amount(meaning, piece.negated),
                PieceReading::Aside => {
                    self.aside.push((typed.to_owned(), tokens[piece.tokens.clone()].to_vec()))
                }
                PieceReading::Concept(_) | PieceReading::Word => {}
            }
            if let Some((concepts, role)) = asked_of(piece, tokens) {
                self.ask(typed, &tokens[piece.tokens.clone()], concepts, role);
            }
        }
        if facts.lacks_centre() {
            self.intent.notices.push(NO_CENTRE.to_owned());
        }
        let typed_whole = |whole: &String| whole.len() > text.len();
        match self.intent.whole.clone().filter(typed_whole) {
            Some(whole) => self.intent.titles.push(whole),
            None => self.intent.titles.extend(typed_titles(text, tokens, &pieces)),
        }
        self.intent.wanted.extend(facts.conditions(self.radius_km));
    }

    /// The stretches of the words, each as it is read.
    pub(crate) fn pieces(&self, text: &str, tokens: &[Token]) -> Vec<Piece> {
        let weights = &self.weights.understanding;
        if self.options.literal {
            return as_words(tokens, weights);
        }
        let mentions = self.mentions(text, tokens);
        let amounts = self.amounts(text, tokens, &mentions);
        cover(tokens, &mentions, &amounts, weights)
    }

    /// The figures the words may mean.
    fn amounts(&self, text: &str, tokens: &[Token], mentions: &[Mention]) -> Vec<Amount> {
        let ends = |mention: &Mention| match mention.meaning {
            Meaning::Contract(kind) => kind.term() != ContractTerm::Permanent && mention.certainty >= 0.5,
            _ => false,
        };
        let contract_ends = mentions.iter().any(ends) || !self.options.contracts.is_empty();
        let is_part = |mention: &Mention| mention.meaning == Meaning::WorkingTime(WorkingTime::Part);
        let part_time = mentions.iter().any(is_part);
        amounts::amounts(text, tokens, Context { today: self.options.today, contract_ends, part_time })
    }

    /// Asks for what was set aside where there is nothing else to look for: `emploi`.
    fn ask_aside(&mut self) {
        let Intent { asked, excluded, wanted, filters, skills, .. } = &self.intent;
        let asks_facts = !(wanted.is_empty() && filters.is_empty() && skills.is_empty());
        if asked.is_empty() && excluded.is_empty() && !asks_facts {
            // `sans permis` looks for no permit.
            let asides = std::mem::take(&mut self.aside).into_iter();
            for (typed, tokens) in asides.filter(|(_, tokens)| !tokens.first().is_some_and(negates)) {
                self.ask(&typed, &tokens, Vec::new(), Role::Text);
            }
        }
    }

    /// Text that is taken as it stands.
    pub(crate) fn text(&mut self, text: &str, role: Role, understood: Understood) {
        let tokens = self.analyzer.tokens(text);
        self.intent.understood.push(understood);
        self.ask(text.trim(), &tokens, Vec::new(), role);
    }

    pub(crate) fn ask(&mut self, label: &str, tokens: &[Token], concepts: Vec<(ConceptId, f32)>, role: Role) {
        // `OR nurse` is not any nurse; a name begins and ends with words that count: `ingénieur son`, `responsable si`.
        let ends = [tokens.first(), tokens.last()].map(|end| end.map(|token| token.position));
        let is_end = |token: &Token| !concepts.is_empty() && ends.contains(&Some(token.position));
        let words = asked_words(tokens, |token| {
            role == Role::Phrase || is_end(token) || stands_in_capitals(label, tokens, token)
        });
        if words.is_empty() {
            return;
        }
        if self.is_asked(&words, role) {
            self.stands_instead();
            return;
        }
        if self.intent.asked.iter().flat_map(Asked::each).count() == MOST_ASKED {
            let notice = format!("only the first {MOST_ASKED} words and names are looked for");
            if self.intent.notices.last() != Some(&notice) {
                self.intent.notices.push(notice);
            }
            return;
        }
        let terms = terms_of(tokens);
        let asked = Asked { label: label.to_owned(), words, terms, concepts, role, instead: Vec::new() };
        match self.intent.asked.last_mut().filter(|last| self.instead && last.can_replace(&asked)) {
            Some(last) => {
                last.instead.push(asked);
                self.stands_instead();
            }
            None => self.intent.asked.push(asked),
        }
    }

    /// Shows that what was read last would do instead of what was read before it, where it would.
    fn stands_instead(&mut self) {
        if let Some(last) = self.intent.understood.last_mut() {
            last.instead = self.instead;
        }
    }

    /// Tells whether the same words were asked for before: what is typed twice is meant once.
    fn is_asked(&self, words: &[AskedWord], role: Role) -> bool {
        let is_same = |known: &Asked| {
            let terms = known.words.iter().map(|word| &word.terms);
            known.role == role && terms.eq(words.iter().map(|word| &word.terms))
        };
        self.intent.asked.iter().flat_map(Asked::each).any(is_same)
    }
}

/// What the text of a posting is asked for by a piece: the concepts it names, and how it counts.
fn asked_of(piece: &Piece, tokens: &[Token]) -> Option<(Vec<(ConceptId, f32)>, Role)> {
    match &piece.reading {
        PieceReading::Fact(_) => (!piece.negated).then_some((Vec::new(), Role::FactWord)),
        PieceReading::Amount(meaning) => {
            (!piece.negated && is_said_in_words(meaning)).then_some((Vec::new(), Role::FactWord))
        }
        PieceReading::Concept(named) => Some((named.iter().filter_map(concept_of).collect(), Role::Text)),
        // `6 mois` says how long, not what: it helps where it is found, and is missed nowhere.
        PieceReading::Word if is_measure(tokens, piece.tokens.start) => Some((Vec::new(), Role::FactWord)),
        PieceReading::Word => Some((Vec::new(), Role::Text)),
        PieceReading::Aside => None,
    }
}

/// Postings say how long and from when in the words of the query; what they pay they say in other figures.
fn is_said_in_words(meaning: &AmountMeaning) -> bool {
    matches!(meaning, AmountMeaning::Wanted(Quantity::Months | Quantity::Start | Quantity::Hours, _))
}

/// The terms of some words, other spellings left out.
pub(crate) fn terms_of(tokens: &[Token]) -> Vec<String> {
    tokens.iter().filter(|token| !token.alias).map(|token| token.term.to_string()).collect()
}

fn concept_of(mention: &Mention) -> Option<(ConceptId, f32)> {
    match mention.meaning {
        Meaning::Concept(concept) => Some((concept, mention.weight)),
        _ => None,
    }
}

/// What was typed from the first of some tokens to the last, with the sign of a percentage.
pub(crate) fn typed<'t>(text: &'t str, tokens: &[Token]) -> &'t str {
    let Range { start, end } = span(tokens);
    let rest = text[end..].trim_start().strip_prefix('%').unwrap_or(&text[end..]);
    &text[start..text.len() - rest.len()]
}

/// The bytes from the first of some tokens to the last.
pub(crate) fn span(tokens: &[Token]) -> Range<usize> {
    let start = tokens.iter().map(|token| token.span.start).min().unwrap_or(0);
    start..tokens.iter().map(|token| token.span.end).max().unwrap_or(start)
}
