//! How postings stand to the facts asked for. Thousands of postings say the same of a fact: what they say is judged once,
//! and what follows from how they stand to all facts together is told once.

use crate::columns::Columns;
use crate::place_lists::PlaceLists;
use crate::rate::fit_of;
use crate::run::passes;
use crate::signals::{bits_of, unpack_amounts, unpack_facts};
use jobsearch_engine::{Answer, Condition, Met, PostingFacts, SearchPlan, Tier, Wanted};
use tantivy::DocId;

/// How many sayings of a fact are remembered, as a power of two.
const REMEMBERED: u32 = 8;

/// How the postings of a segment stand to the conditions of a plan.
pub(crate) struct Stands<'a> {
    columns: &'a Columns,
    /// Filters come first.
    judges: Vec<Judge<'a>>,
    /// All that stand alike so far; the first one is the start.
    ways: Vec<Way>,
    filters: usize,
}

impl<'a> Stands<'a> {
    pub(crate) fn open(plan: &'a SearchPlan, columns: &'a Columns) -> tantivy::Result<Self> {
        let judges = plan.filters.iter().chain(&plan.wanted).map(|condition| Judge::of(condition, columns));
        let (judges, filters) = (judges.collect::<tantivy::Result<_>>()?, plan.filters.len());
        Ok(Self { columns, judges, ways: vec![Way::of(Vec::new(), filters)], filters })
    }

    /// What follows from how a posting stands.
    #[inline]
    pub(crate) fn of(&mut self, doc: DocId) -> Standing {
        let mut at = 0;
        for judge in &mut self.judges {
            let stand = judge.stand(doc, self.columns);
            let next = self.ways[at].next[stand as usize] as usize;
            at = if next == 0 { further(&mut self.ways, (at, stand), self.filters) } else { next };
        }
        self.ways[at].standing
    }
}

/// Tells what follows where postings stand so to one condition more.
#[cold]
fn further(ways: &mut Vec<Way>, (at, stand): (usize, Stand), filters: usize) -> usize {
    let stands = ways[at].stands.iter().copied().chain([stand]).collect();
    ways[at].next[stand as usize] = ways.len() as u32;
    ways.push(Way::of(stands, filters));
    ways.len() - 1
}

/// How postings stand to the first conditions.
struct Way {
    stands: Vec<Stand>,
    /// The number of the way that goes on from here, by how postings stand to the next condition; 0 before it is made.
    next: [u32; Stand::COUNT],
    standing: Standing,
}

impl Way {
    fn of(stands: Vec<Stand>, filters: usize) -> Self {
        let (filters, wanted) = stands.split_at(filters.min(stands.len()));
        let standing = Standing::of(filters, wanted);
        Self { stands, next: [0; Stand::COUNT], standing }
    }
}

/// What follows from how a posting stands to filters and to facts that are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Whether a filter leaves it out.
    pub(crate) is_out: bool,
    /// Whether it has a fact that is wanted.
    pub(crate) is_asked_for: bool,
    /// How well the facts wanted fit at most.
    pub(crate) fit: f32,
    tiers: [Tier; 4],
}

impl Standing {
    fn of(filters: &[Stand], wanted: &[Stand]) -> Self {
        let met = || wanted.iter().map(|stand| stand.met());
        let answers = [Answer::Full, Answer::Foreign, Answer::Part, Answer::Passing];
        Self {
            is_out: !filters.iter().all(|stand| passes(stand.met())),
            is_asked_for: met().any(passes),
            fit: met().map(fit_of).sum::<f32>() / wanted.len().max(1) as f32,
            tiers: answers.map(|answer| Tier::of(met(), answer)),
        }
    }

    /// The tier of the posting where its words answer so well.
    #[inline]
    pub(crate) fn tier(&self, answer: Answer) -> Tier {
        self.tiers[answer as usize]
    }
}

/// How a posting stands to a condition; distances make no difference to tiers.
#[derive(Clone, Copy, Debug)]
enum Stand {
    Yes,
    Near,
    Far,
    Unknown,
    No,
}

impl Stand {
    const COUNT: usize = 5;

    fn of(met: Met) -> Self {
        match met {
            Met::Yes => Self::Yes,
            Met::Near(_) => Self::Near,
            Met::Far(_) => Self::Far,
            Met::Unknown => Self::Unknown,
            Met::No => Self::No,
        }
    }

    /// The same, as if it were at no distance.
    fn met(self) -> Met {
        match self {
            Self::Yes => Met::Yes,
            Self::Near => Met::Near(0.0),
            Self::Far => Met::Far(0.0),
            Self::Unknown => Met::Unknown,
            Self::No => Met::No,
        }
    }
}

/// A condition, and how what postings say stands to it.
struct Judge<'a> {
    condition: &'a Condition,
    known: Known<'a>,
    /// What is judged.
    said: PostingFacts,
}

/// How what postings say stands to a condition, as far as it was asked.
enum Known<'a> {
    /// By the number of their list of places.
    Places(&'a PlaceLists, Vec<Option<Stand>>),
    /// By those bits of their packed facts and amounts that tell, as long as the room is not taken by others.
    Packed([u64; 2], Vec<(u64, Stand)>),
}

impl<'a> Judge<'a> {
    fn of(condition: &'a Condition, columns: &'a Columns) -> tantivy::Result<Self> {
        let known = match condition.wanted {
            Wanted::Place(_) => {
                let lists = columns.place_lists()?;
                Known::Places(lists, vec![None; lists.len().max(1)])
            }
            _ => {
                // Every room is taken from the start, by postings that say nothing.
                let silent = Stand::of(condition.met_by(&PostingFacts::default()));
                Known::Packed(bits_of(&condition.wanted), vec![(0, silent); 1 << REMEMBERED])
            }
        };
        Ok(Self { condition, known, said: PostingFacts::default() })
    }

    #[inline]
    fn stand(&mut self, doc: DocId, columns: &Columns) -> Stand {
        let Self { condition, known, said } = self;
        match known {
            Known::Places(lists, known) => {
                let number = lists.number(doc);
                *known[number].get_or_insert_with(|| Stand::of(condition.met_at(lists.places(number))))
            }
            Known::Packed([of_facts, of_amounts], rooms) => {
                // Most conditions look into one of the two.
                let facts = if *of_facts == 0 { 0 } else { *of_facts & columns.packed_facts(doc) };
                let amounts = if *of_amounts == 0 { 0 } else { *of_amounts & columns.packed_amounts(doc) };
                let bits = facts | amounts;
                let room = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - REMEMBERED);
                let (of, stand) = &mut rooms[room as usize];
                if *of != bits {
                    unpack_facts(facts, said);
                    unpack_amounts(amounts, said);
                    (*of, *stand) = (bits, Stand::of(condition.met_by(said)));
                }
                *stand
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema;
    use crate::signals::{pack_amounts, pack_facts, pack_spot};
    use crate::tokenizer::{self, TermTokenizer};
    use jobsearch_engine::{Area, Quantity, Span, Spot};
    use jobsearch_posting::{ContractSet, Language, Point, Precision};
    use tantivy::tokenizer::TextAnalyzer;
    use tantivy::{Index, TantivyDocument};

    /// The columns of a segment that holds postings with these facts.
    fn columns_of(postings: &[PostingFacts]) -> tantivy::Result<Columns> {
        let (schema, fields) = schema();
        let index = Index::create_in_ram(schema);
        index.tokenizers().register(&tokenizer::name(), TextAnalyzer::from(TermTokenizer::default()));
        let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
        for facts in postings {
            let mut document = TantivyDocument::default();
            document.add_u64(fields.facts, pack_facts(facts));
            document.add_u64(fields.amounts, pack_amounts(facts));
            document.add_bytes(fields.place_lists, &PlaceLists::write(facts.places.iter().map(pack_spot)));
            for field in [fields.hash, fields.cluster, fields.skills] {
                document.add_u64(field, 0);
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        Columns::open(index.reader()?.searcher().segment_reader(0))
    }

    /// Compares what is told of each posting with what its facts tell.
    fn check(postings: &[PostingFacts], conditions: &[Wanted]) {
        let columns = columns_of(postings).expect("a segment can be made");
        let conditions = conditions.iter().flat_map(|wanted| {
            [false, true].map(|negated| Condition { label: String::new(), wanted: wanted.clone(), negated })
        });
        let conditions: Vec<Condition> = conditions.collect();
        for (filter, wanted) in conditions.iter().flat_map(|one| conditions.iter().map(move |two| (one, two)))
        {
            let plan = SearchPlan {
                filters: vec![filter.clone()],
                wanted: vec![wanted.clone(), filter.clone()],
                ..SearchPlan::default()
            };
            let mut stands = Stands::open(&plan, &columns).expect("places can be read");
            // The second round is told from memory.
            for (doc, facts) in (0..).zip(postings).chain((0..).zip(postings)) {
                let standing = stands.of(doc);
                let met = || plan.wanted.iter().map(|wanted| wanted.met_by(facts));
                assert_eq!(standing.is_out, !passes(filter.met_by(facts)), "{filter:?}, {facts:?}");
                assert_eq!(standing.is_asked_for, met().any(passes), "{wanted:?}, {facts:?}");
                for answer in [Answer::Full, Answer::Foreign, Answer::Part, Answer::Passing] {
                    assert_eq!(standing.tier(answer), Tier::of(met(), answer), "{wanted:?}, {facts:?}");
                }
            }
        }
    }

    /// A town so many hundredths of a degree north of the centre.
    fn town(north: i32) -> Spot {
        let point = Some(Point { lat: 45.0 + north as f32 / 100.0, lon: 4.0 });
        Spot { country: 1, region: 1, department: 69, precision: Precision::Commune, point }
    }

    #[test]
    fn postings_stand_as_their_places_tell() {
        let point = Point { lat: 45.0, lon: 4.0 };
        let area = Area::Around { point, inner_km: 5.0, outer_km: 20.0, spot: town(0) };
        let country = Spot { country: 1, precision: Precision::Country, ..Spot::default() };
        let abroad = Spot { country: 2, precision: Precision::Country, ..Spot::default() };
        let places = [
            vec![],
            vec![town(0)],
            vec![town(10)],
            vec![town(90)],
            vec![country],
            vec![abroad],
            vec![abroad, town(0)],
            vec![country, town(10)],
            vec![abroad, country],
            vec![abroad, abroad],
            vec![town(0)],
        ];
        let postings = places.map(|places| PostingFacts { places, ..PostingFacts::default() });
        check(&postings, &[Wanted::Place(vec![area]), Wanted::Place(vec![Area::Within(abroad)])]);
    }

    #[test]
    fn postings_stand_as_their_facts_and_figures_tell() {
        let silent = PostingFacts::default();
        let postings = [
            silent.clone(),
            PostingFacts { contracts: ContractSet(1), hours: Some(35.0), ..silent.clone() },
            PostingFacts { contracts: ContractSet(6), months: Some(6.0), ..silent.clone() },
            PostingFacts { working_time: 1, experience: Some(Span::exactly(2.0)), ..silent.clone() },
            PostingFacts { language: Some(Language::En), working_time: 2, ..silent },
        ];
        let amount = |quantity, amount| Wanted::Amount(quantity, Span::exactly(amount));
        let wanted = [
            Wanted::Contract(ContractSet(1)),
            Wanted::WorkingTime(2),
            Wanted::Language(Language::En),
            amount(Quantity::Hours, 35.0),
            amount(Quantity::Months, 6.0),
            amount(Quantity::Experience, 2.0),
        ];
        check(&postings, &wanted);
    }
}
