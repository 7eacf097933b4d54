//! Copies of one posting: counted where they are folded into the best of them, else listed behind it.

use crate::collect::Candidate;
use crate::open::IndexSearcher;
use crate::reading::Asks;
use crate::run::passes;
use jobsearch_engine::{Answer, SearchPlan, Tier};
use std::collections::{HashMap, HashSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

impl IndexSearcher {
    /// How many other postings a cluster holds.
    pub(crate) fn count_copies(&self, cluster: u64) -> tantivy::Result<u32> {
        let same = self.searcher.doc_freq(&self.cluster_term(cluster))?;
        Ok(same.saturating_sub(1) as u32)
    }

    /// Lists behind each posting that was asked for by its title the copies of it that fit the facts as well: who looks
    /// for one posting wants all its copies, however they are titled.
    pub(crate) fn open_copies(
        &self,
        plan: &SearchPlan,
        best: Vec<Candidate>,
        wanted: usize,
    ) -> tantivy::Result<Vec<Candidate>> {
        let ranks: HashMap<DocAddress, usize> = (best.iter().map(|one| one.address)).zip(0..).collect();
        let mut seen = HashSet::new();
        let mut opened = Vec::with_capacity(best.len());
        for candidate in best {
            if opened.len() >= wanted {
                break;
            }
            if !seen.insert(candidate.address) {
                continue;
            }
            opened.push(candidate);
            if candidate.named && candidate.cluster != 0 {
                let mut copies = self.copies_of(plan, &candidate)?;
                copies
                    .sort_by_key(|copy| (ranks.get(&copy.address).copied().unwrap_or(usize::MAX), copy.hash));
                opened.extend(copies.into_iter().filter(|copy| seen.insert(copy.address)));
            }
        }
        Ok(opened)
    }

    /// The other postings of a candidate's cluster that pass the filters and fit the facts as well.
    fn copies_of(&self, plan: &SearchPlan, candidate: &Candidate) -> tantivy::Result<Vec<Candidate>> {
        let term = self.cluster_term(candidate.cluster);
        let tier = self.fact_tier(plan, candidate.address)?;
        let mut copies = Vec::new();
        for (ord, reader) in self.searcher.segment_readers().iter().enumerate() {
            let index = reader.inverted_index(self.fields.cluster)?;
            let Some(mut list) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            while list.doc() != TERMINATED {
                let address = DocAddress::new(ord as u32, list.doc());
                if !reader.is_deleted(list.doc()) && self.fact_tier(plan, address)? <= tier {
                    let hash = self.segment(address)?.columns.hash(list.doc());
                    copies.push(Candidate { address, hash, ..*candidate });
                }
                list.advance();
            }
        }
        Ok(copies)
    }

    /// The tier of a posting by its facts alone; none where a filter leaves it out.
    fn fact_tier(&self, plan: &SearchPlan, address: DocAddress) -> tantivy::Result<Tier> {
        let facts = self.facts(address, Asks::of(plan))?;
        if !plan.filters.iter().all(|filter| passes(filter.met_by(&facts))) {
            return Ok(Tier::Partial);
        }
        Ok(Tier::of(plan.wanted.iter().map(|wanted| wanted.met_by(&facts)), Answer::Full))
    }

    fn cluster_term(&self, cluster: u64) -> Term {
        Term::from_field_u64(self.fields.cluster, cluster)
    }
}
