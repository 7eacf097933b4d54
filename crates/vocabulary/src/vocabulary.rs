//! The vocabulary: what the words of a text mean.

use crate::layers::{Concepts, Layers};
use crate::locations;
use crate::mention::{Meaning, Mention, in_text_order};
use crate::packs::Pack;
use crate::{Concept, ConceptId, contracts};
use jobsearch_analysis::Token;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A hash of our own tables.
pub(crate) const EMBEDDED_LABEL: &str = include_str!(concat!(env!("OUT_DIR"), "/label.txt"));

/// Contracts, concepts and locations, embedded in the program, and the packs a user added to them. Without packs it
/// costs nothing to make; a clone shares them. Two are equal when their [labels](Self::label) are.
#[derive(Clone)]
pub struct Vocabulary {
    packs: Vec<Arc<Pack>>,
    label: Cow<'static, str>,
}

/// A handle has 8 bits for the layer, of which ours is the first.
const MOST_PACKS: usize = 255;

/// A label that names concepts which have nothing to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Ambiguity {
    /// The label, as analysed: its terms, joined by a space.
    pub label: String,
    /// The concepts it names, the nearest first.
    pub concepts: Vec<ConceptId>,
}

impl Vocabulary {
    /// Opens the embedded tables; nothing is parsed.
    pub fn new() -> Self {
        Self { packs: Vec::new(), label: Cow::Borrowed(EMBEDDED_LABEL) }
    }

    /// The embedded tables and some packs, 255 at most, in the order of their names.
    pub fn with_packs(mut packs: Vec<Pack>) -> Self {
        packs.sort_by(|a, b| a.name().cmp(b.name()));
        packs.truncate(MOST_PACKS);
        let mut label = EMBEDDED_LABEL.to_owned();
        packs.iter().for_each(|pack| label.push_str(&pack.label()));
        Self { packs: packs.into_iter().map(Arc::new).collect(), label: Cow::Owned(label) }
    }

    /// A short hash of all tables, then the name and hash of each pack, to be kept with an index: another label means
    /// that postings may now be understood otherwise.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Finds every mention of a contract, a working time, remote work, a concept or a place, longer and shorter
    /// ones, overlaps included; [`longest`](crate::longest) chooses among them. In the order of the text,
    /// longer ones first.
    pub fn recognise(&self, tokens: &[Token]) -> Vec<Mention> {
        let facts = contracts::recognise(tokens);
        let mut mentions = self.concept_mentions(tokens);
        mentions.iter_mut().for_each(|concept| yield_to(concept, &facts));
        mentions.extend(facts);
        let places = locations::recognise(tokens).into_iter();
        mentions.extend(places.map(|(tokens, place, certainty)| Mention {
            tokens,
            meaning: Meaning::Place(place),
            certainty,
            weight: 1.0,
            language: None,
        }));
        mentions.sort_by(in_text_order);
        mentions
    }

    /// Finds what is said of contracts, working times and remote work only, overlaps included.
    pub fn contract_mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut mentions = contracts::recognise(tokens);
        mentions.sort_by(in_text_order);
        mentions
    }

    /// Finds mentions of titles, skills, tools, diplomas and sectors only, overlaps included.
    pub fn concept_mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        // Every eighth word names something, in few texts every sixth.
        let mut mentions = Vec::with_capacity(tokens.len() / 6 + 4);
        let layers = self.layers();
        Concepts::embedded().recognise(tokens, |number| ConceptId::new(0, number), &mut mentions);
        for (layer, pack) in (1..).zip(&self.packs) {
            pack.concepts().recognise(tokens, |number| layers.known_as(layer, number), &mut mentions);
        }
        mentions.sort_by(in_text_order);
        mentions
    }

    /// The concept with this identifier.
    pub fn concept(&self, id: &str) -> Option<Concept<'_>> {
        self.layers().find(id)
    }

    /// The concept a mention speaks of.
    pub fn get(&self, handle: ConceptId) -> Concept<'_> {
        self.layers().get(handle)
    }

    /// Every concept: ours in the order of identifiers, then those that only packs have.
    pub fn concepts(&self) -> impl Iterator<Item = Concept<'_>> {
        self.layers().all()
    }

    /// The labels of ours that name several concepts of which two or more are not related at all.
    pub fn ambiguous(&self) -> Vec<Ambiguity> {
        let handle = |number| ConceptId::new(0, number);
        let shared = Concepts::embedded().shared_labels().into_iter();
        let shared =
            shared.map(|(label, numbers)| (label, numbers.into_iter().map(handle).collect::<Vec<_>>()));
        let ambiguous = shared.filter(|(_, concepts)| self.has_strangers(concepts));
        ambiguous.map(|(label, concepts)| Ambiguity { label, concepts }).collect()
    }

    fn layers(&self) -> Layers<'_> {
        Layers { ours: Concepts::embedded().table, packs: &self.packs }
    }

    fn has_strangers(&self, concepts: &[ConceptId]) -> bool {
        let mut pairs =
            concepts.iter().enumerate().flat_map(|(at, a)| concepts[at + 1..].iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| !self.get(*a).is_tied_to(&self.get(*b)))
    }
}

/// Lowers the certainty of a concept by that of a contract with the same name: CDD is a contract first, customer due
/// diligence where nothing else fits.
fn yield_to(concept: &mut Mention, facts: &[Mention]) {
    let rivals = facts.iter().filter(|fact| fact.tokens == concept.tokens);
    let surest = rivals.map(|fact| fact.certainty).fold(0.0, f32::max);
    concept.certainty = concept.certainty.min(1.0 - surest);
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Vocabulary").field(&self.label).finish()
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::longest;
    use jobsearch_analysis::Analyzer;
    use jobsearch_posting::ContractKind;

    fn ids(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new();
        let mentions = vocabulary.concept_mentions(&Analyzer::new().tokens(text));
        let id = |mention: &Mention| match mention.meaning {
            Meaning::Concept(handle) => Some(vocabulary.get(handle).id().to_owned()),
            _ => None,
        };
        mentions.iter().filter_map(id).collect()
    }

    #[test]
    fn every_concept_is_found_by_each_of_its_names() {
        let vocabulary = Vocabulary::new();
        for concept in vocabulary.concepts() {
            assert_eq!(vocabulary.concept(concept.id()).map(|found| found.handle()), Some(concept.handle()));
            for label in concept.labels() {
                let tokens = Analyzer::new().tokens(label.text);
                let wanted = Meaning::Concept(concept.handle());
                let mentions = vocabulary.concept_mentions(&tokens);
                let whole =
                    |mention: &Mention| mention.meaning == wanted && mention.tokens == (0..tokens.len());
                assert!(mentions.iter().any(whole), "{} by `{}`", concept.id(), label.text);
            }
        }
    }

    #[test]
    fn well_known_names_meet_across_languages() {
        for (french, english) in [("infirmière", "nurse"), ("INFIRMIERES", "nurses"), ("chauffeur", "driver")]
        {
            let (french, english) = (ids(french), ids(english));
            assert!(french.iter().any(|id| english.contains(id)), "{french:?} {english:?}");
        }
    }

    #[test]
    fn mentions_come_in_the_order_of_the_text_longer_ones_first() {
        let vocabulary = Vocabulary::new();
        let tokens = Analyzer::new().tokens("infirmier CDI intérimaire temps plein");
        let mentions = vocabulary.recognise(&tokens);
        assert!(mentions.is_sorted_by(|a, b| in_text_order(a, b).is_le()));
        let contracts: Vec<_> = longest(mentions)
            .into_iter()
            .filter_map(|mention| match mention.meaning {
                Meaning::Contract(kind) => Some((mention.tokens, kind)),
                _ => None,
            })
            .collect();
        assert_eq!(contracts, [(1..3, ContractKind::AgencyPermanent)]);
    }

    #[test]
    fn a_contract_is_surer_than_a_concept_of_the_same_name() {
        let tokens = Analyzer::new().tokens("CDD");
        let contract = Vocabulary::new().contract_mentions(&tokens).swap_remove(0);
        let mut concept =
            Mention { meaning: Meaning::Concept(ConceptId::new(0, 0)), certainty: 1.0, ..contract.clone() };
        yield_to(&mut concept, std::slice::from_ref(&contract));
        assert!(concept.certainty < 0.1);
        assert_eq!(longest(vec![concept, contract.clone()]), [contract]);
    }

    #[test]
    fn a_label_shared_by_strangers_is_listed_as_ambiguous() {
        let vocabulary = Vocabulary::new();
        let ambiguous = vocabulary.ambiguous();
        let check = |label: &str, expected: &[&str]| {
            let listed = ambiguous.iter().find(|ambiguity| ambiguity.label == label);
            let concepts = listed.map_or(Vec::new(), |ambiguity| ambiguity.concepts.clone());
            let ids: Vec<&str> = concepts.into_iter().map(|concept| vocabulary.get(concept).id()).collect();
            assert_eq!(ids, expected, "{label}");
        };
        check("vdi", &["door-to-door-salesperson", "virtualization"]);
        check("weaver", &["weaver-artisan", "textile-operator", "craft-artist"]);
        check("plombier", &[]);
        // Many labels are shared by concepts that are related.
        assert!(ambiguous.len() < Concepts::embedded().shared_labels().len());
    }

    #[test]
    fn the_label_is_a_short_hash() {
        let vocabulary = Vocabulary::new();
        assert_eq!(vocabulary.label().len(), 16);
        assert!(vocabulary.label().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
