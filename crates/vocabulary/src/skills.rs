//! Titles, skills, tools, diplomas and sectors: concepts with their names in French and English.

use crate::links::{is_conjunction, is_link};
use crate::mention::{self, Meaning, Mention};
use crate::packed::{Reader, Reading, readings};
use crate::walk::{self, FirstWords, Labels, Rules};
use fst::Streamer;
use fst::raw::Fst;
use jobsearch_analysis::{Token, is_stop_word};
use jobsearch_posting::Language;
use std::sync::LazyLock;

/// How the words of labels are compared.
const RULES: Rules = Rules { skips: |word| is_link(word) || is_conjunction(word), exact: true };

/// What remains of the certainty of a name that is one very short or very common word (`as`, `it`, `rh`).
const SHORT_WORD: f32 = 0.5;

/// A handle on a concept of the vocabulary; valid for the vocabulary it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(pub(crate) u32);

/// What a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConceptKind {
    /// A job.
    Title,
    /// A competence or a field of knowledge.
    Skill,
    /// Software, a machine, a technology.
    Tool,
    /// A diploma, licence, permit or certificate.
    Diploma,
    /// A sector of activity.
    Sector,
}

/// How one concept stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The other is more general.
    Broader,
    /// The other is more special.
    Narrower,
    /// The two are commonly considered together.
    Related,
}

/// A name of a concept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label<'a> {
    /// The words, as people write them.
    pub text: &'a str,
    /// Their terms, joined by a space, without function words; empty where there is nothing else.
    pub terms: &'a str,
    /// Their language.
    pub language: Language,
    /// 1 for a name of the same thing, less for a broader or looser name.
    pub weight: f32,
}

/// A concept of the vocabulary, read from the packed table as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Concept<'a> {
    table: Table<'a>,
    handle: ConceptId,
}

impl<'a> Concept<'a> {
    /// The handle that mentions carry.
    pub fn handle(&self) -> ConceptId {
        self.handle
    }

    /// The identifier used in tables, facts and filters.
    pub fn id(&self) -> &'a str {
        self.record().0
    }

    /// What it is.
    pub fn kind(&self) -> ConceptKind {
        match self.table.bytes[self.table.record(self.handle)] {
            0 => ConceptKind::Title,
            1 => ConceptKind::Skill,
            2 => ConceptKind::Tool,
            3 => ConceptKind::Diploma,
            _ => ConceptKind::Sector,
        }
    }

    /// Its names, French first; the preferred one of each language comes first.
    pub fn labels(&self) -> impl Iterator<Item = Label<'a>> + use<'a> {
        let (_, mut reader) = self.record();
        (0..reader.u16()).map(move |_| {
            let language = if reader.u8() == 0 { Language::Fr } else { Language::En };
            let weight = f32::from(reader.u8()) / 100.0;
            let (text, terms) = (reader.text(), reader.text());
            Label { text, terms, language, weight }
        })
    }

    /// The name to show in a language, or in the other one where it has none.
    pub fn preferred(&self, language: Language) -> &'a str {
        let same = self.labels().find(|label| label.language == language);
        same.or_else(|| self.labels().next()).map_or_else(|| self.id(), |label| label.text)
    }

    /// The concepts it is tied to: broader ones first, then narrower, then related.
    pub fn relations(&self) -> impl Iterator<Item = (Relation, Concept<'a>)> + use<'a> {
        let (_, mut reader) = self.record();
        for _ in 0..reader.u16() {
            reader.at += 2;
            reader.text();
            reader.text();
        }
        let table = self.table;
        (0..reader.u16()).map(move |_| {
            let relation = match reader.u8() {
                0 => Relation::Broader,
                1 => Relation::Narrower,
                _ => Relation::Related,
            };
            (relation, Concept { table, handle: ConceptId(reader.u32()) })
        })
    }

    /// Tells whether the two are the same, declared as related, or one more general than the other.
    pub fn is_tied_to(&self, other: &Self) -> bool {
        let related = self.relations().any(|(_, tied)| tied.handle == other.handle);
        self.handle == other.handle || related || self.is_under(other) || other.is_under(self)
    }

    fn is_under(&self, general: &Self) -> bool {
        let mut seen = vec![self.handle];
        let mut next = 0;
        while next < seen.len() {
            let concept = Concept { table: self.table, handle: seen[next] };
            for (_, above) in concept.relations().filter(|(relation, _)| *relation == Relation::Broader) {
                if !seen.contains(&above.handle) {
                    seen.push(above.handle);
                }
            }
            next += 1;
        }
        seen.contains(&general.handle)
    }

    /// The identifier, and a reader that stands at the labels.
    fn record(&self) -> (&'a str, Reader<'a>) {
        let mut reader = Reader { bytes: self.table.bytes, at: self.table.record(self.handle) + 1 };
        (reader.text(), reader)
    }
}

/// The packed table of concepts; `build/concepts.rs` tells its layout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    pub(crate) bytes: &'a [u8],
}

impl<'a> Table<'a> {
    /// The number of concepts.
    pub(crate) fn len(self) -> u32 {
        Reader { bytes: self.bytes, at: 0 }.u32()
    }

    /// The concept of a handle.
    pub(crate) fn get(self, handle: ConceptId) -> Concept<'a> {
        Concept { table: self, handle }
    }

    /// The concept with an identifier: the table is sorted by it.
    pub(crate) fn find(self, id: &str) -> Option<Concept<'a>> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = self.get(ConceptId(low.midpoint(high)));
            match middle.id().cmp(id) {
                std::cmp::Ordering::Less => low = middle.handle.0 + 1,
                std::cmp::Ordering::Greater => high = middle.handle.0,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn record(self, handle: ConceptId) -> usize {
        Reader { bytes: self.bytes, at: 4 + 4 * handle.0 as usize }.u32() as usize
    }
}

/// The packed concepts, and the map from labels to them.
pub(crate) struct Concepts<'a> {
    pub(crate) map: Fst<&'a [u8]>,
    pub(crate) readings: &'a [u8],
    pub(crate) table: Table<'a>,
    /// The first words of the map, for long texts.
    pub(crate) first_words: Option<&'a LazyLock<FirstWords>>,
}

impl Concepts<'static> {
    /// The concepts of `tables/concepts`.
    pub(crate) fn embedded() -> Self {
        Self {
            map: embedded_map(),
            readings: include_bytes!(concat!(env!("OUT_DIR"), "/concepts.readings")),
            table: Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/concepts.table")) },
            first_words: Some(&FIRST_WORDS),
        }
    }
}

static EMBEDDED_MAP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/concepts.map"));
static FIRST_WORDS: LazyLock<FirstWords> = LazyLock::new(|| FirstWords::of(&embedded_map()));

fn embedded_map() -> Fst<&'static [u8]> {
    Fst::new(EMBEDDED_MAP).expect("the map is packed by the build script")
}

impl Concepts<'_> {
    /// Adds the concepts that the tokens name, overlaps included.
    pub(crate) fn recognise(&self, tokens: &[Token], mentions: &mut Vec<Mention>) {
        let labels = Labels { map: &self.map, first_words: self.first_words };
        walk::find_all(labels, RULES, tokens, |range, offset| {
            let total: f32 = readings(self.readings, offset).map(|reading| reading.weight).sum();
            let sure = if is_short(&tokens[range.clone()]) { SHORT_WORD } else { 1.0 } / total.max(1.0);
            for Reading { concept, weight, language } in readings(self.readings, offset) {
                let meaning = Meaning::Concept(concept);
                let found =
                    Mention { tokens: range.clone(), meaning, certainty: weight * sure, weight, language };
                mention::push(mentions, found);
            }
        });
    }

    /// The labels (as analysed) that name several concepts, with those concepts, the nearest first.
    pub(crate) fn shared_labels(&self) -> Vec<(String, Vec<ConceptId>)> {
        let mut shared = Vec::new();
        let mut labels = self.map.stream();
        while let Some((label, offset)) = labels.next() {
            let named = readings(self.readings, offset.value());
            if named.len() > 1 {
                let concepts = named.map(|reading| reading.concept).collect();
                let label = String::from_utf8_lossy(label);
                shared.push((label.trim_start_matches('=').to_owned(), concepts));
            }
        }
        shared
    }
}

fn is_short(words: &[Token]) -> bool {
    matches!(words, [only] if only.word.len() <= 2 || is_stop_word(&only.word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;
    use jobsearch_analysis::Analyzer;

    const SAMPLE: &str = "\
# a comment
care\tsector\tsoins\tcare\t
educator\ttitle\téducateur|DEES\teducator\t
night-nurse\ttitle\tinfirmier de nuit\tnight nurse\tbroader:nurse
nurse\ttitle\tinfirmier|IDE|soignant~0.4\tnurse|RN\trelated:care
ide-tool\ttool\tIDE~0.6|environnement de développement\tIDE\t
project-manager\ttitle\tchef de projet\tproject manager\t
";

    fn packed(table: &str) -> (pack::Packed, Vec<String>) {
        pack::pack(&[("sample.tsv".into(), table.into())])
    }

    fn concepts(packed: &pack::Packed) -> Concepts<'_> {
        let map = Fst::new(&packed.map[..]).expect("it was just packed");
        Concepts { map, readings: &packed.readings, table: Table { bytes: &packed.table }, first_words: None }
    }

    fn check(text: &str, wanted: &[(&str, f32)]) {
        let packed = packed(SAMPLE).0;
        let concepts = concepts(&packed);
        let mut mentions = Vec::new();
        concepts.recognise(&Analyzer::new().tokens(text), &mut mentions);
        let named = |mention: &Mention| match mention.meaning {
            Meaning::Concept(handle) => {
                (concepts.table.get(handle).id(), (mention.certainty * 100.0).round() / 100.0)
            }
            _ => unreachable!("only concepts are recognised"),
        };
        assert_eq!(mentions.iter().map(named).collect::<Vec<_>>(), wanted, "{text}");
    }

    #[test]
    fn labels_are_found_in_every_form() {
        check("Chef de projet", &[("project-manager", 1.0)]);
        check("chefs projets", &[("project-manager", 1.0)]);
        check("chef du projet", &[("project-manager", 1.0)]);
        check("chef sans projet", &[]);
        check("projet chef", &[]);
        check("infirmière", &[("nurse", 1.0)]);
        check("infirmières de nuit", &[("nurse", 1.0), ("night-nurse", 1.0)]);
        check("soignant", &[("nurse", 0.4)]);
        check("IDE", &[("ide-tool", 0.5), ("nurse", 0.5)]);
        check("DEES", &[("educator", 1.0)]);
        check("de", &[]);
        check("RN", &[("nurse", 0.5)]);
    }

    #[test]
    fn a_concept_tells_its_names_and_ties() {
        let packed = packed(SAMPLE).0;
        let table = concepts(&packed).table;
        let nurse = table.find("nurse").expect("the sample has it");
        assert_eq!((nurse.id(), nurse.kind()), ("nurse", ConceptKind::Title));
        assert_eq!(nurse.preferred(Language::En), "nurse");
        let labels: Vec<_> = nurse.labels().map(|label| (label.text, label.weight)).collect();
        assert_eq!(
            labels,
            [("infirmier", 1.0), ("IDE", 1.0), ("soignant", 0.4), ("nurse", 1.0), ("RN", 1.0)]
        );
        let ties: Vec<_> = nurse.relations().map(|(relation, other)| (relation, other.id())).collect();
        assert_eq!(ties, [(Relation::Narrower, "night-nurse"), (Relation::Related, "care")]);
        assert!(table.find("nobody").is_none());
        let (night, tool) = (table.find("night-nurse"), table.find("ide-tool"));
        assert!(night.is_some_and(|night| night.is_tied_to(&nurse)));
        assert!(tool.is_some_and(|tool| !tool.is_tied_to(&nurse)));
    }

    #[test]
    fn the_packer_names_the_line_of_every_mistake() {
        for (row, wanted) in [
            (
                "nurse\ttitle\ta b\tnurse\t",
                "sample.tsv:2: concept `nurse` is already declared at sample.tsv:1",
            ),
            ("x\tjob\tun\tone\t", "sample.tsv:2: unknown kind `job`"),
            ("x\ttitle\tun||deux\tone\t", "sample.tsv:2: a label is empty"),
            ("x\ttitle\t\t\t", "sample.tsv:2: concept `x` has no label"),
            ("x\ttitle\tmédecin~2\t\t", "sample.tsv:2: weight of `médecin~2` is not between 0.01 and 1"),
            ("x\ttitle\t…\t\t", "sample.tsv:2: label `…` has no words of its own"),
            ("x\ttitle\tDE\t\t", "sample.tsv:2: label `DE` has no words of its own"),
            ("x\ttitle\tmédecin", "sample.tsv:2: the column of English labels is missing"),
            (
                "x\ttitle\tmédecin\tdoctor\tbroader:y",
                "sample.tsv:2: relation `broader:y` leads to no concept",
            ),
            ("x\ttitle\tmédecin\tdoctor\tbroader:x", "sample.tsv:2: `broader:x` leads to itself"),
            ("x\ttitle\tmédecin\tdoctor\tunder:nurse", "sample.tsv:2: unknown relation `under:nurse`"),
        ] {
            let table = format!("nurse\ttitle\tinfirmier\tnurse\t\n{row}\n");
            assert_eq!(packed(&table).1, [wanted], "{row}");
        }
    }

    #[test]
    fn the_tables_have_no_mistakes() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tables/concepts");
        let paths = std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("it is listed").path());
        let read = |path: std::path::PathBuf| {
            let text = std::fs::read_to_string(&path).expect("it is text");
            (path.display().to_string(), text)
        };
        let mut files: Vec<(String, String)> = paths.map(read).collect();
        files.sort();
        let mistakes = pack::pack(&files).1;
        assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
        for (name, text) in &files {
            let ids: Vec<&str> =
                crate::keys::rows(text).filter_map(|(_, row)| row.split('\t').next()).collect();
            assert!(ids.is_sorted(), "{name} is not sorted by id");
        }
    }

    #[test]
    fn the_kinds_have_the_codes_they_are_packed_with() {
        for (kind, wanted) in pack::KINDS.iter().zip([
            ConceptKind::Title,
            ConceptKind::Skill,
            ConceptKind::Tool,
            ConceptKind::Diploma,
            ConceptKind::Sector,
        ]) {
            let packed = packed(&format!("x\t{kind}\tsoin\tcare\t")).0;
            assert_eq!(concepts(&packed).table.get(ConceptId(0)).kind(), wanted);
        }
    }
}
