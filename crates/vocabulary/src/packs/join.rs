//! Which concepts of a pack are concepts of ours, and what is left of the pack then.
//!
//! A concept of a pack is one of ours when they are of one kind (what one knows, be it a skill, a tool or a diploma, is
//! of one kind) and its preferred name in either language is a full name of ours; of several of ours it is the one with
//! the most names in common. In a user's own table, the id of a concept of ours names that concept.
//!
//! What a pack says counts a little less than what we say. A taxonomy is less choosy than a user, so of one a name that
//! already means something of that kind is left out, so is one word that many names are made of (`chef`), and a further
//! name of one of ours counts half. Left out is also a title that is left with one name in which we know another.

use crate::ConceptKind;
use crate::layers::{Concepts, Layers};
use crate::packing::{Draft, Drafts, Name, label_key};
use crate::{Concept, ConceptId};
use jobsearch_analysis::Analyzer;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What remains of the weight of a pack's names, in hundredths.
const TRUST: u32 = 90;
/// The same of what a taxonomy calls one of ours, besides the preferred name.
const BESIDE_OURS: u32 = 45;
/// How near a name must be to its concept to tell which it is.
const FULL: f32 = 0.9;

/// A word that stands in the names of so many concepts of ours is the name of none.
const GENERIC: usize = 12;

/// A pack whose concepts were compared with ours.
pub(super) struct Joined {
    /// What it adds.
    pub(super) drafts: Drafts,
    /// How many concepts are one of ours.
    pub(super) joined: usize,
    /// Their id, and that of the concept of ours that it is.
    same: BTreeMap<String, &'static str>,
}

/// Compares concepts with ours; in a user's own table ids of ours may be used.
pub(super) fn join(drafts: Drafts, own_table: bool) -> Joined {
    let ours = Ours::new();
    let mut same: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut kept = Drafts::new();
    for (id, mut draft) in drafts {
        draft.labels.sort_by_key(|label| label.language);
        let by_id = ours.concept(&id).filter(|known| own_table && agree(draft.kind, known.kind()));
        let known = by_id.or_else(|| ours.same(&draft));
        if let Some(known) = known {
            same.insert(id.clone(), known.id());
        }
        draft.labels = ours.added(draft.labels, draft.kind, known, own_table);
        kept.insert(id, draft);
    }
    let joined = same.len();
    if own_table {
        add_targets(&mut kept, &mut same, &ours);
    } else {
        let tied = targets(&kept);
        let is_tied = |id: &str, draft: &Draft| !draft.ties.is_empty() || tied.contains(id);
        kept.retain(|id, draft| same.contains_key(id) || !ours.know_more_than(draft, is_tied(id, draft)));
        prune_ties(&mut kept, &same);
    }
    drop_empty(&mut kept);
    same.retain(|id, _| kept.contains_key(id));
    Joined { drafts: kept, joined, same }
}

impl Joined {
    /// Ours by id, theirs by number, sorted.
    pub(super) fn joins(&self) -> Vec<(&'static str, u32)> {
        let numbers = (0_u32..).zip(self.drafts.keys());
        let mut joins: Vec<_> =
            numbers.filter_map(|(number, id)| Some((*self.same.get(id)?, number))).collect();
        joins.sort_unstable();
        joins
    }

    /// How many names it adds.
    pub(super) fn labels(&self) -> u32 {
        self.drafts.values().map(|draft| draft.labels.len() as u32).sum()
    }
}

/// A user's table may tie its concepts to ours: those stand in the pack without a name, as what they are.
fn add_targets(drafts: &mut Drafts, same: &mut BTreeMap<String, &'static str>, ours: &Ours) {
    for target in targets(drafts) {
        if drafts.contains_key(&target) {
            continue;
        }
        let Some(known) = ours.concept(&target) else { continue };
        same.insert(target.clone(), known.id());
        let draft =
            Draft { place: target.clone(), kind: known.kind() as u8, labels: Vec::new(), ties: Vec::new() };
        drafts.insert(target, draft);
    }
}

/// Leaves out ties to what was left out, and those between two of ours, which are ours to declare.
fn prune_ties(drafts: &mut Drafts, same: &BTreeMap<String, &'static str>) {
    let kept: HashSet<String> = drafts.keys().cloned().collect();
    for (id, draft) in drafts.iter_mut() {
        let is_ours = same.contains_key(id);
        draft.ties.retain(|tie| kept.contains(&tie.target) && !(is_ours && same.contains_key(&tie.target)));
    }
}

/// Leaves out what adds nothing: no name and no tie.
fn drop_empty(drafts: &mut Drafts) {
    let targets = targets(drafts);
    drafts.retain(|id, draft| !draft.labels.is_empty() || !draft.ties.is_empty() || targets.contains(id));
}

/// What concepts are tied to.
fn targets(drafts: &Drafts) -> HashSet<String> {
    drafts.values().flat_map(|draft| &draft.ties).map(|tie| tie.target.clone()).collect()
}

/// Our own concepts.
struct Ours {
    concepts: Concepts<'static>,
    /// The words that names of several words are made of, each with how many concepts they name.
    parts: HashMap<&'static str, usize>,
}

impl Ours {
    fn new() -> Self {
        let mut new = Self { concepts: Concepts::embedded(), parts: HashMap::new() };
        for concept in new.layers().all() {
            let terms = concept.labels().filter(|label| label.terms.contains(' '));
            let terms: HashSet<&str> = terms.flat_map(|label| label.terms.split(' ')).collect();
            terms.into_iter().for_each(|term| *new.parts.entry(term).or_default() += 1);
        }
        new
    }

    /// Tells whether a key is one word that stands in the names of many concepts: `chef`, `agent`, `opérateur`.
    fn is_generic(&self, key: &str) -> bool {
        self.parts.get(key).is_some_and(|concepts| *concepts >= GENERIC)
    }

    fn concept(&self, id: &str) -> Option<Concept<'static>> {
        self.layers().find(id)
    }

    fn layers(&self) -> Layers<'static> {
        Layers { ours: self.concepts.table, packs: &[] }
    }

    /// The concepts of a kind that a key is a full name of.
    fn named(&self, key: &str, kind: u8) -> impl Iterator<Item = Concept<'static>> {
        let full = self.concepts.named(key).filter(|reading| reading.weight >= FULL);
        let concepts = full.map(|reading| self.layers().get(ConceptId::new(0, reading.concept)));
        concepts.filter(move |concept| agree(kind, concept.kind()))
    }

    /// The concept that a draft is.
    fn same(&self, draft: &Draft) -> Option<Concept<'static>> {
        let mut votes: BTreeMap<ConceptId, (usize, usize)> = BTreeMap::new();
        let (mut languages, mut seen) = (HashSet::new(), HashSet::new());
        for label in &draft.labels {
            let is_preferred = languages.insert(label.language);
            let Some(key) = label_key(&label.text) else { continue };
            let is_new = seen.insert(key.clone());
            for concept in self.named(&key, draft.kind) {
                let vote = votes.entry(concept.handle()).or_default();
                vote.0 += usize::from(is_preferred);
                vote.1 += usize::from(is_new);
            }
        }
        let best =
            votes.iter().max_by_key(|(_, vote)| **vote).filter(|(_, (preferred, _))| *preferred > 0)?;
        let rivals = votes.values().filter(|vote| *vote == best.1).count();
        (rivals == 1).then(|| self.layers().get(*best.0))
    }

    /// Tells whether a concept of a taxonomy says less than we know: it has no name left; or it is a title with one name
    /// only, and that is tied to nothing, or holds a shorter name of ours, of which it would take the place.
    fn know_more_than(&self, draft: &Draft, is_tied: bool) -> bool {
        let [only] = &draft.labels[..] else { return draft.labels.is_empty() };
        let tokens = Analyzer::new().tokens(&only.text);
        let mut known = Vec::new();
        self.concepts.recognise(&tokens, |number| ConceptId::new(0, number), &mut known);
        let holds_a_name = known.iter().any(|known| known.tokens.len() > 1);
        draft.kind == ConceptKind::Title as u8 && (!is_tied || holds_a_name)
    }

    /// The names that are new, each once in a language, less sure than ours.
    fn added(&self, labels: Vec<Name>, kind: u8, known: Option<Concept<'_>>, own_table: bool) -> Vec<Name> {
        let mut seen = HashSet::new();
        let mut added = Vec::new();
        for label in labels {
            let Some(key) = label_key(&label.text) else {
                // The packer tells what is wrong with it; taxonomies have such names (`…`), which is nobody's mistake here.
                added.extend(own_table.then_some(label));
                continue;
            };
            let is_ours = self.named(&key, kind).any(|concept| match known {
                _ if !own_table => true,
                Some(known) => known.handle() == concept.handle(),
                None => false,
            });
            let means_little = !own_table && self.is_generic(&key);
            if !is_ours && !means_little && seen.insert((key, label.language)) {
                let beside = !own_table && known.is_some() && label.weight < 100;
                let trust = if beside { BESIDE_OURS } else { TRUST };
                let weight = (u32::from(label.weight) * trust / 100).max(1) as u8;
                added.push(Name { weight, ..label });
            }
        }
        added
    }
}

/// Tells whether the code of a kind and a kind are the same, what one knows being of one kind.
fn agree(code: u8, kind: ConceptKind) -> bool {
    let class = |code: u8| if (1..=3).contains(&code) { 1 } else { code };
    class(code) == class(kind as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept_table;

    /// Compares which concept of ours a row is, and the names that are left with their weights.
    #[track_caller]
    fn check(row: &str, own_table: bool, ours: Option<&str>, names: &[(&str, u8)]) {
        let (drafts, errors) = concept_table::read(&[("t".into(), format!("{row}\n"))]);
        assert!(errors.is_empty(), "{errors:?}");
        let joined = join(drafts, own_table);
        assert_eq!(joined.same.get("x").or_else(|| joined.same.values().next()).copied(), ours, "{row}");
        let left = joined.drafts.values().flat_map(|draft| &draft.labels);
        let left: Vec<(&str, u8)> = left.map(|label| (label.text.as_str(), label.weight)).collect();
        assert_eq!(left, names, "{row}");
    }

    #[test]
    fn a_concept_is_one_of_ours_by_its_preferred_name_and_kind() {
        check("x\ttitle\tinfirmière|glimeur\tnurse\t", true, Some("nurse"), &[("glimeur", 90)]);
        check("x\ttitle\tglimeur\tnurse\t", true, Some("nurse"), &[("glimeur", 90)]);
        // Another name of ours does not make it ours, another kind neither.
        check("x\ttitle\tglimeur|infirmière\t\t", true, None, &[("glimeur", 90), ("infirmière", 90)]);
        check("x\tsector\tinfirmière\t\t", true, None, &[("infirmière", 90)]);
        // What one knows is of one kind.
        check(
            "x\ttool\tcomptabilité|les livres\t\t",
            true,
            Some("general-accounting"),
            &[("les livres", 90)],
        );
    }

    #[test]
    fn the_id_of_ours_in_an_own_table_is_ours() {
        check("nurse\ttitle\tglimeur~0.5\t\t", true, Some("nurse"), &[("glimeur", 45)]);
        check("nurse\tsector\tglimeur\t\t", true, None, &[("glimeur", 90)]);
        check(
            "nurse\ttitle\tglimeur|grand glimeur\t\t",
            false,
            None,
            &[("glimeur", 90), ("grand glimeur", 90)],
        );
    }

    #[test]
    fn a_taxonomy_keeps_what_only_it_says() {
        // What is ours already, and one word that many names are made of, are left out; further names count half.
        check(
            "x\ttitle\tinfirmière|grand glimeur~0.7\tnurse|staff nurse|officer\t",
            false,
            Some("nurse"),
            &[("grand glimeur", 31)],
        );
        check(
            "x\ttitle\tgrand glimeur|chef\tbig glimmer\t",
            false,
            None,
            &[("grand glimeur", 90), ("big glimmer", 90)],
        );
        // One name without ties says nothing; a user may have reasons to name it.
        check("x\ttitle\tgrand glimeur\t\t", false, None, &[]);
        check("x\ttitle\tgrand glimeur\t\t", true, None, &[("grand glimeur", 90)]);
        check("x\tskill\tgrand glimage\t\t", false, None, &[("grand glimage", 90)]);
    }

    #[test]
    fn a_name_in_which_we_know_another_is_left_out_of_a_taxonomy() {
        let table = "a\ttitle\tchef de projet glimage\t\trelated:b\nb\ttitle\tgrand glimeur\t\trelated:c\nc\ttitle\tpetit glimeur\t\t";
        check(table, false, None, &[("grand glimeur", 90), ("petit glimeur", 90)]);
        // What has no name left goes with it.
        let (drafts, _) = concept_table::read(&[(
            "t".into(),
            "x\ttitle\tchef\t\trelated:y\ny\ttitle\tgrand glimeur|petit glimeur\t\t\n".into(),
        )]);
        assert_eq!(join(drafts, false).drafts.keys().collect::<Vec<_>>(), ["y"]);
    }

    #[test]
    fn an_own_table_may_be_tied_to_ours() {
        check("x\ttitle\tglimeur\t\tbroader:nurse", true, Some("nurse"), &[("glimeur", 90)]);
    }
}
