//! Answering a plan.

use crate::collect::Candidate;
use crate::cursor::Cursor;
use crate::document::StoredPosting;
use crate::names::ReadyName;
use crate::open::IndexSearcher;
use crate::reading::Asks;
use crate::score::Text;
use crate::segments::Segment;
use crate::signals::pack_spot;
use crate::terms::{Place, Terms};
use jobsearch_engine::{
    EngineError, Field as TextField, Hit, Hits, Listed, Match, PostingFacts, SearchPlan, Searcher, Spot,
};
use jobsearch_posting::{Language, Posting};
use std::collections::BTreeMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

impl Searcher for IndexSearcher {
    fn search(&self, plan: &SearchPlan) -> Result<Hits, EngineError> {
        self.answer(plan).map_err(|cause| EngineError::failed("search the index", cause))
    }

    fn frequency(&self, term: &str) -> u64 {
        let in_field = |&field| self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or(0);
        self.fields.text.iter().map(in_field).max().unwrap_or(0)
    }

    fn count_at(&self, spot: &Spot) -> u64 {
        self.searcher.doc_freq(&Term::from_field_u64(self.fields.places, pack_spot(spot))).unwrap_or(0)
    }

    fn count_in(&self, language: Language) -> u64 {
        let term = || Term::from_field_u64(self.fields.language, language as u64);
        let count = || self.searcher.doc_freq(&term()).unwrap_or(0);
        *self.languages[language as usize].get_or_init(count)
    }

    fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    fn posting(&self, id: &str) -> Result<Option<Posting>, EngineError> {
        let find = || -> tantivy::Result<Option<DocAddress>> {
            let term = Term::from_field_text(self.fields.id, id);
            for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
                let index = segment.inverted_index(self.fields.id)?;
                let Some(mut list) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                while list.doc() != TERMINATED && segment.is_deleted(list.doc()) {
                    list.advance();
                }
                if list.doc() != TERMINATED {
                    return Ok(Some(DocAddress::new(ord as u32, list.doc())));
                }
            }
            Ok(None)
        };
        let address =
            find().map_err(|cause| EngineError::failed(format!("look up posting `{id}`"), cause))?;
        address.map(|address| self.fetch(address)).transpose()
    }

    fn list(&self, each: &mut dyn FnMut(Listed)) -> Result<(), EngineError> {
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            for doc in segment.doc_ids_alive() {
                let Posting { id, title, source, .. } = self.fetch(DocAddress::new(ord as u32, doc))?;
                each(Listed { id, title, source });
            }
        }
        Ok(())
    }

    fn terms(&self, prefix: &str, limit: usize) -> Vec<(String, u64)> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            for &field in &self.fields.text[..2] {
                let Ok(index) = segment.inverted_index(field) else { continue };
                let Ok(mut stream) = index.terms().range().ge(prefix).into_stream() else { continue };
                while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                    if let Ok(term) = std::str::from_utf8(stream.key()) {
                        *found.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
                    }
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(limit);
        found
    }

    fn vocabulary(&self) -> &str {
        &self.vocabulary
    }
}

impl IndexSearcher {
    fn answer(&self, plan: &SearchPlan) -> tantivy::Result<Hits> {
        let mut terms = self.terms()?;
        let text = Text::new(plan, &mut terms, self.searcher.num_docs().max(1))?;
        let (page, tally) = self.page(plan, &text, &terms)?;
        let hits = self.hits(plan, &page, matches(&text, &terms, &page)?)?;
        Ok(Hits { by_tier: tally.by_tier, filtered_out: tally.filtered_out, hits })
    }

    fn hits(
        &self,
        plan: &SearchPlan,
        page: &[Candidate],
        matches: Vec<Vec<Match>>,
    ) -> tantivy::Result<Vec<Hit>> {
        let asks = Asks::of(plan);
        let mut hits = Vec::with_capacity(page.len());
        for (candidate, matches) in page.iter().zip(matches) {
            let facts = self.facts(candidate.address, asks)?;
            hits.push(Hit {
                posting: self.stored(candidate.address)?,
                score: candidate.rank.score(),
                tier: candidate.rank.tier(),
                met: plan.wanted.iter().map(|wanted| wanted.met_by(&facts)).collect(),
                matches,
                copies: self.count_copies(candidate.cluster)?,
            });
        }
        Ok(hits)
    }

    pub(crate) fn segment(&self, address: DocAddress) -> tantivy::Result<&Segment> {
        self.segments.get(address.segment_ord, &self.searcher, &self.fields)
    }

    /// The facts of a posting, of those that are kept apart only what is asked for.
    pub(crate) fn facts(&self, address: DocAddress, asks: Asks) -> tantivy::Result<PostingFacts> {
        let mut facts = PostingFacts::default();
        self.segment(address)?.columns.read(address.doc_id, asks, &mut facts)?;
        Ok(facts)
    }

    fn fetch(&self, address: DocAddress) -> Result<Posting, EngineError> {
        self.stored(address).map_err(|cause| EngineError::failed("read a stored posting", cause))
    }

    fn stored(&self, address: DocAddress) -> tantivy::Result<Posting> {
        let StoredPosting(posting) = self.searcher.doc(address)?;
        Ok(posting)
    }
}

/// Finds, for each posting of a page, the readings and names its fields hold. Postings of one segment are visited in
/// order, because posting lists only go forward.
fn matches(text: &Text<'_>, terms: &Terms<'_>, page: &[Candidate]) -> tantivy::Result<Vec<Vec<Match>>> {
    let mut matches = vec![Vec::new(); page.len()];
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by_key(|&at| page[at].address);
    for visited in order.chunk_by(|&a, &b| page[a].address.segment_ord == page[b].address.segment_ord) {
        let segment = page[visited[0]].address.segment_ord as usize;
        for field in TextField::ALL {
            for (found, mut cursor) in cursors(text, terms, Place { segment, field })? {
                for &at in visited {
                    if cursor.holds(page[at].address.doc_id) {
                        matches[at].push(found.clone());
                    }
                }
            }
        }
    }
    matches
        .iter_mut()
        .for_each(|found| found.sort_by_key(|m| (m.group, m.field, m.word.is_none(), m.word, m.reading)));
    Ok(matches)
}

/// Every reading and name of a plan that may stand in a field.
fn cursors(text: &Text<'_>, terms: &Terms<'_>, place: Place) -> tantivy::Result<Vec<(Match, Cursor)>> {
    let field = place.field;
    let segment = (place.segment, terms.segment(place.segment));
    let mut cursors = Vec::new();
    for (group, asked) in text.groups.iter().enumerate() {
        for (word, typed) in asked.words.iter().enumerate() {
            for (reading, numbered) in typed.readings.iter().enumerate() {
                if numbered.reading.only.is_none_or(|only| only == field)
                    && let Some(cursor) = Cursor::open(terms, numbered, place)?
                {
                    cursors.push((Match { group, word: Some(word), reading, field }, cursor));
                }
            }
        }
        for (reading, name) in asked.others.iter().enumerate() {
            let open = |name: &ReadyName<'_>| name.open(segment, field);
            if let Some(cursor) = name.as_ref().map_or(Ok(None), open)? {
                cursors.push((Match { group, word: None, reading, field }, cursor));
            }
        }
    }
    Ok(cursors)
}
