//! A posting, as it is handed to tantivy and given back.

use crate::names::pack_name;
use crate::place_lists::PlaceLists;
use crate::schema::Fields;
use crate::signals::{pack_amounts, pack_cluster, pack_facts, pack_skill, pack_spot};
use crate::stored;
use jobsearch_analysis::{Terms, surface_key};
use jobsearch_engine::{PostingFacts, PreparedPosting};
use jobsearch_posting::Posting;
use std::iter::Empty;
use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, Document, DocumentDeserialize, DocumentDeserializer, ReferenceValue,
    ReferenceValueLeaf, Value, ValueDeserialize, ValueDeserializer,
};

/// What each field is to hold of a posting.
#[derive(Default)]
pub(crate) struct PostingDocument(Vec<(Field, Held)>);

/// What a field is to hold.
#[derive(Debug)]
pub(crate) enum Held {
    Text(String),
    Terms(Terms),
    Number(u64),
    Bytes(Vec<u8>),
}

impl PostingDocument {
    /// Takes a posting apart, in the memory of a document that is of no more use.
    pub(crate) fn new(prepared: PreparedPosting, fields: &Fields, used: Self) -> Self {
        let PreparedPosting { posting, terms, names, file, content_hash, cluster } = prepared;
        let facts = PostingFacts::of(&posting);
        let Self(mut held) = used;
        let stored = held.iter_mut().find_map(|(field, held)| match held {
            Held::Text(text) if *field == fields.posting => Some(std::mem::take(text)),
            _ => None,
        });
        let stored = stored::write(&posting, stored.unwrap_or_default());
        held.clear();
        // In the order of the fields, in which tantivy sorts them.
        held.reserve(16 + terms.len() + names.len() + facts.skills.len());
        held.extend([(fields.id, Held::Text(posting.id)), (fields.file, Held::Text(file))]);
        held.extend(
            terms.into_iter().map(|(field, terms)| (fields.text[field as usize], Held::Terms(terms))),
        );
        let number = |field, number| (field, Held::Number(number));
        held.extend(names.into_iter().map(|name| number(fields.names, pack_name(name))));
        held.push((fields.posting, Held::Text(stored)));
        held.extend([
            number(fields.hash, content_hash),
            number(fields.title_key, surface_key(&posting.title)),
            number(fields.cluster, pack_cluster(cluster)),
            number(fields.facts, pack_facts(&facts)),
            number(fields.amounts, pack_amounts(&facts)),
        ]);
        held.extend(facts.skills.iter().map(|skill| number(fields.skills, pack_skill(skill))));
        let places = facts.places.iter().map(pack_spot);
        held.extend(places.clone().map(|place| number(fields.places, place)));
        held.push((fields.place_lists, Held::Bytes(PlaceLists::write(places))));
        held.extend(facts.language.map(|language| number(fields.language, language as u64)));
        Self(held)
    }

    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let texts = self.0.iter().map(|(_, held)| match held {
            Held::Text(text) => text.capacity(),
            Held::Terms(terms) => terms.as_packed().len(),
            Held::Bytes(bytes) => bytes.capacity(),
            Held::Number(_) => 0,
        });
        self.0.capacity() * size_of::<(Field, Held)>() + texts.sum::<usize>()
    }
}

impl Document for PostingDocument {
    type Value<'a> = &'a Held;
    type FieldsValuesIter<'a> =
        std::iter::Map<std::slice::Iter<'a, (Field, Held)>, fn(&'a (Field, Held)) -> (Field, &'a Held)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.0.iter().map(|(field, held)| (*field, held))
    }
}

impl<'a> Value<'a> for &'a Held {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Held::Text(text) => ReferenceValueLeaf::Str(text),
            Held::Terms(terms) => ReferenceValueLeaf::Str(terms.as_packed()),
            Held::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            Held::Number(number) => ReferenceValueLeaf::U64(*number),
        })
    }
}

/// A posting, as the index gives it back.
pub(crate) struct StoredPosting(pub(crate) Posting);

impl DocumentDeserialize for StoredPosting {
    fn deserialize<'de, From: DocumentDeserializer<'de>>(mut from: From) -> Result<Self, DeserializeError> {
        // It is the only field that is stored.
        let field = from.next_field()?;
        field.map(|(_, posting)| posting).ok_or_else(unreadable)
    }
}

impl ValueDeserialize for StoredPosting {
    fn deserialize<'de, From: ValueDeserializer<'de>>(from: From) -> Result<Self, DeserializeError> {
        stored::read(&from.deserialize_string()?).map(Self).ok_or_else(unreadable)
    }
}

fn unreadable() -> DeserializeError {
    DeserializeError::custom("a stored posting is not readable")
}
