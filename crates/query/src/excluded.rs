//! What a query avoids.

use crate::cover::{Piece, PieceReading};
use crate::facts::AskedFacts;
use crate::interpretation::Understood;
use crate::places::places_of;
use crate::understand::{Reader, terms_of, typed};
use jobsearch_engine::Field;

/// What a text must not say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Excluded {
    /// The terms, side by side.
    pub(crate) terms: Vec<String>,
    /// The field in which they must not stand; all of them where none is named.
    pub(crate) only: Option<Field>,
}

impl Reader<'_> {
    /// `-cdd` avoids a contract, `-vente` a word.
    pub(crate) fn exclude(&mut self, text: &str) {
        let tokens = self.analyzer.tokens(text);
        let mut pieces = self.pieces(text, &tokens);
        join_words(&mut pieces);
        for piece in pieces {
            let typed = typed(text, &tokens[piece.tokens.clone()]);
            let mut facts = AskedFacts::default();
            match &piece.reading {
                PieceReading::Fact(mentions) => {
                    facts.add(typed, &Piece { negated: true, ..piece.clone() }, mentions, &places_of(&piece));
                }
                PieceReading::Amount(meaning) => facts.add_amount(meaning, true),
                _ => {
                    let terms = terms_of(&tokens[piece.tokens.clone()]);
                    self.intent.excluded.push(Excluded { terms, only: None });
                }
            }
            self.intent.filters.extend(facts.conditions(self.radius_km));
            self.intent.understood.push(Understood::of(typed, &piece, self.vocabulary).excluded());
        }
    }

    /// Avoids a text as it stands, everywhere or in one field.
    pub(crate) fn exclude_text(&mut self, (text, only): (&str, Option<Field>), understood: Understood) {
        let terms = terms_of(&self.analyzer.tokens(text));
        if !terms.is_empty() {
            self.intent.understood.push(understood.excluded());
            self.intent.excluded.push(Excluded { terms, only });
        }
    }
}

/// Makes one piece of plain words side by side: of `NOT (band 8)` neither is avoided by itself.
fn join_words(pieces: &mut Vec<Piece>) {
    pieces.dedup_by(|next, piece| {
        let are_words = [&*piece, &*next].iter().all(|piece| piece.reading == PieceReading::Word);
        if are_words {
            piece.tokens.end = next.tokens.end;
        }
        are_words
    });
}
