//! What the words of a query may mean, before it is chosen among the readings.

use crate::amounts::counts;
use crate::asked::is_in_capitals;
use crate::certainty::ORDINARY;
use crate::neighbours::is_choice;
use crate::understand::{Reader, span, typed};
use jobsearch_analysis::{Token, is_stop_word, surface_key};
use jobsearch_engine::Spot;
use jobsearch_posting::{Precision, WorkingTime};
use jobsearch_vocabulary::locations::Place;
use jobsearch_vocabulary::{Meaning, Mention, shares_of_time};

/// From so sure on `full time or part time` is said of the time.
const SURE_TIME: f32 = 0.5;
/// How sure a contract typed in capitals is at least: VIE, not vie.
const SURE_ACRONYM: f32 = 0.6;
/// Unless it hardly ever means one: VRP, EA.
const LIKELY_ACRONYM: f32 = 0.3;
/// So many words are read for what they may mean; what follows is plain words.
const MOST_READ: usize = 200;

impl Reader<'_> {
    /// What the words may mean. Of a place where the index holds no posting, but whose name it holds as text, the reader
    /// is less sure.
    pub(crate) fn mentions(&self, text: &str, tokens: &[Token]) -> Vec<Mention> {
        let read = &tokens[..tokens.len().min(MOST_READ)];
        let mut mentions = self.vocabulary.recognise(read);
        // `80 %` is no department, and the end of `Paris 6 mois` no arrondissement.
        let shares = shares_of_time(text, read);
        let mut figures = counts(text, read);
        figures.extend(shares.iter().map(|share| share.tokens.clone()));
        let takes_figure = |mention: &Mention| {
            figures.iter().any(|figure| figure.clone().any(|token| mention.tokens.contains(&token)))
        };
        mentions.retain(|mention| !matches!(mention.meaning, Meaning::Place(_)) || !takes_figure(mention));
        mentions.extend(shares);
        leave_out_empty(&mut mentions, tokens);
        mentions.retain(|mention| !begins_with_choice(text, tokens, mention));
        for mention in &mut mentions {
            if matches!(mention.meaning, Meaning::Contract(_))
                && mention.certainty >= LIKELY_ACRONYM
                && is_acronym(text, tokens, mention)
            {
                mention.certainty = mention.certainty.max(SURE_ACRONYM);
            }
            let words = &tokens[mention.tokens.clone()];
            if let Meaning::Place(place) = mention.meaning
                && self.is_deserted(place.place(), words)
            {
                // `bois` is hardly a place that was called Le Bois.
                let is_whole = surface_key(typed(text, words)) == surface_key(place.place().name());
                let is_word = mention.certainty < ORDINARY && !is_whole;
                mention.certainty *= if is_word { 0.0 } else { self.weights.understanding.deserted };
            }
        }
        mentions.retain(|mention| mention.certainty > 0.0);
        self.leave_to_exact(text, tokens, &mut mentions);
        mentions
    }

    /// Where a job and a place, or two places, differ by their accents, leaves out the one that is not written with those
    /// typed: `maçon` is not `Mâcon`.
    fn leave_to_exact(&self, text: &str, tokens: &[Token], mentions: &mut Vec<Mention>) {
        let is_written = |mention: &Mention| {
            let typed = typed(text, &tokens[mention.tokens.clone()]);
            let is = |name: &str| letters(name) == letters(typed);
            !typed.is_ascii()
                && match mention.meaning {
                    Meaning::Place(place) => is(place.place().name()),
                    Meaning::Concept(concept) => {
                        self.vocabulary.get(concept).labels().any(|label| is(label.text))
                    }
                    _ => false,
                }
        };
        let is_place = |mention: &Mention| matches!(mention.meaning, Meaning::Place(_));
        let is_job = |mention: &Mention| matches!(mention.meaning, Meaning::Concept(_));
        let written: Vec<Mention> = mentions.iter().filter(|mention| is_written(mention)).cloned().collect();
        mentions.retain(|mention| {
            let is_rival = |other: &Mention| {
                let (place, job) = (is_place(mention), is_job(mention));
                other.tokens == mention.tokens
                    && (place && is_job(other) || (job || place) && is_place(other))
            };
            !written.iter().any(is_rival) || is_written(mention)
        });
    }

    /// Tells whether the index holds no posting at a commune, but its name as text.
    fn is_deserted(&self, place: Place, words: &[Token]) -> bool {
        place.precision() == Precision::Commune
            && self.engine.count_at(&Spot::of(&place.to_location())) == 0
            && words.iter().all(|token| self.engine.frequency(&token.term) > 0)
    }
}

/// The letters and figures of a name, in lower case, as they are accented.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Leaves out mentions that ask for nothing.
fn leave_out_empty(mentions: &mut Vec<Mention>, tokens: &[Token]) {
    let is_place = |mention: &Mention| matches!(mention.meaning, Meaning::Place(_));
    // `Sur` and `Au` are places too, but not in `chauffeur sur Lyon`.
    let is_said = |token: &Token| !is_stop_word(&token.word);
    if tokens.iter().any(is_said) {
        mentions.retain(|mention| !is_place(mention) || tokens[mention.tokens.clone()].iter().any(is_said));
    }
    mentions.retain(|mention| !is_place(mention) || !is_part_of_word(tokens, mention));
    // `TP` is full time or part time, which asks for nothing: it is travaux publics then, or a word.
    let is_either = |mention: &Mention| {
        mention.certainty < SURE_TIME
            && matches!(mention.meaning, Meaning::WorkingTime(WorkingTime::Full | WorkingTime::Part))
    };
    let either = mentions.iter().filter(|mention| is_either(mention));
    let either: Vec<_> = either.map(|mention| mention.tokens.clone()).collect();
    mentions.retain(|mention| {
        !is_either(mention) || either.iter().filter(|tokens| **tokens == mention.tokens).count() < 2
    });
}

/// Tells whether a mention is a part of a word: `outil` in `machine-outil`.
fn is_part_of_word(tokens: &[Token], mention: &Mention) -> bool {
    let span = span(&tokens[mention.tokens.clone()]);
    let overlaps = |token: &Token| token.span.start < span.end && span.start < token.span.end;
    let mut outside = tokens.iter().enumerate().filter(|(at, _)| !mention.tokens.contains(at));
    outside.any(|(_, token)| overlaps(token) && (token.alias || token.span == span))
}

/// Tells whether the first word of a mention offers a choice: `secretary or assistant`, not `OR assistant`.
fn begins_with_choice(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    let first = &tokens[mention.tokens.start];
    let is_longer = mention.tokens.start > 0 && mention.tokens.len() > 1;
    is_longer && is_choice(first) && !is_in_capitals(&text[first.span.clone()], text)
}

/// Tells whether a mention is one word in capitals, as an acronym is.
fn is_acronym(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    let [token] = &tokens[mention.tokens.clone()] else { return false };
    is_in_capitals(&text[token.span.clone()], text)
}
