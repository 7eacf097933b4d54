//! Titles, skills, tools, diplomas and sectors: concepts with their names in French and English.

use crate::layers::Layers;
use crate::packed::Reader;
use jobsearch_posting::Language;

/// A handle on a concept of the vocabulary; valid for the vocabulary it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(u32);

impl ConceptId {
    /// How many bits number the concepts of a layer.
    const NUMBER: u32 = 24;

    pub(crate) fn new(layer: usize, number: u32) -> Self {
        Self((layer as u32) << Self::NUMBER | number)
    }

    /// 0 for our own concepts, then a layer a pack.
    pub(crate) fn layer(self) -> usize {
        (self.0 >> Self::NUMBER) as usize
    }

    /// The number inside the layer.
    pub(crate) fn number(self) -> u32 {
        self.0 & ((1 << Self::NUMBER) - 1)
    }
}

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
    /// Their terms, joined by a space, without the small words inside.
    pub terms: &'a str,
    /// Their language.
    pub language: Language,
    /// 1 for a name of the same thing, less for a broader or looser name.
    pub weight: f32,
}

/// A concept of the vocabulary, read from the packed tables as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Concept<'a> {
    pub(crate) layers: Layers<'a>,
    pub(crate) handle: ConceptId,
}

impl<'a> Concept<'a> {
    /// The handle that mentions carry.
    pub fn handle(&self) -> ConceptId {
        self.handle
    }

    /// The identifier used in tables, facts and filters; a pack's begin with its name and a colon.
    pub fn id(&self) -> &'a str {
        self.own().id()
    }

    /// What it is.
    pub fn kind(&self) -> ConceptKind {
        match self.own().kind() {
            0 => ConceptKind::Title,
            1 => ConceptKind::Skill,
            2 => ConceptKind::Tool,
            3 => ConceptKind::Diploma,
            _ => ConceptKind::Sector,
        }
    }

    /// Its names, French first, the preferred one of each language first; then those that packs add, likewise.
    pub fn labels(&self) -> impl Iterator<Item = Label<'a>> + use<'a> {
        let records = self.layers.records(self.handle);
        records.flat_map(|(_, reader)| Record::read(reader).labels())
    }

    /// Of its names in one language that are equally near to it the first whose terms are not `typed`, for each language
    /// and nearness.
    pub fn distinct_labels(&self, typed: &str) -> Vec<Label<'a>> {
        let mut distinct = Vec::new();
        let records = self.layers.records(self.handle);
        records.for_each(|(_, reader)| Record::read(reader).add_distinct(typed, &mut distinct));
        distinct
    }

    /// The name to show in a language, or in the other one where it has none.
    pub fn preferred(&self, language: Language) -> &'a str {
        let records = self.layers.records(self.handle);
        let same = records.filter_map(|(_, reader)| Record::read(reader).name_in(language)).next();
        same.or_else(|| self.labels().next().map(|label| label.text)).unwrap_or_else(|| self.id())
    }

    /// The concepts it is tied to: broader ones first, then narrower, then related; then those that packs tie it to.
    pub fn relations(&self) -> impl Iterator<Item = (Relation, Concept<'a>)> + use<'a> {
        let (layers, this) = (self.layers, self.handle);
        let records = layers.records(this);
        let tied = records.flat_map(move |(layer, reader)| {
            let relations = Record::read(reader).relations();
            relations.map(move |(relation, number)| (relation, layers.known_as(layer, number)))
        });
        tied.filter(move |(_, other)| *other != this)
            .map(move |(relation, other)| (relation, layers.get(other)))
    }

    /// Tells whether the two are the same, declared as related, or one more general than the other.
    pub(crate) fn is_tied_to(&self, other: &Self) -> bool {
        let related = self.relations().any(|(_, tied)| tied.handle == other.handle);
        self.handle == other.handle || related || self.is_under(other) || other.is_under(self)
    }

    fn is_under(&self, general: &Self) -> bool {
        let mut seen = vec![self.handle];
        let mut next = 0;
        while next < seen.len() {
            let concept = self.layers.get(seen[next]);
            for (_, above) in concept.relations().filter(|(relation, _)| *relation == Relation::Broader) {
                if !seen.contains(&above.handle) {
                    seen.push(above.handle);
                }
            }
            next += 1;
        }
        seen.contains(&general.handle)
    }

    fn own(&self) -> Record<'a> {
        Record::read(self.layers.own_record(self.handle))
    }
}

/// A record of a packed table.
#[derive(Clone, Copy)]
struct Record<'a> {
    /// Stands at its beginning.
    start: Reader<'a>,
}

impl<'a> Record<'a> {
    fn read(start: Reader<'a>) -> Self {
        Self { start }
    }

    fn kind(mut self) -> u8 {
        self.start.u8()
    }

    fn id(mut self) -> &'a str {
        self.start.u8();
        self.start.text()
    }

    /// A reader that stands at the labels.
    fn rest(self) -> Reader<'a> {
        let mut reader = self.start;
        reader.u8();
        reader.skip_text();
        reader
    }

    fn labels(self) -> impl Iterator<Item = Label<'a>> + use<'a> {
        let mut reader = self.rest();
        (0..reader.u16()).map(move |_| {
            let (language, weight) = kind_of_label(&mut reader);
            let (text, terms) = (reader.text(), reader.text());
            Label { text, terms, language, weight }
        })
    }

    /// Its first name in a language; the others are not even read.
    fn name_in(self, language: Language) -> Option<&'a str> {
        let mut reader = self.rest();
        for _ in 0..reader.u16() {
            if kind_of_label(&mut reader).0 == language {
                return Some(reader.text());
            }
            reader.skip_text();
            reader.skip_text();
        }
        None
    }

    /// Adds the labels that are neither `typed` nor in the language and as near as one that is there; the others are not
    /// even read.
    fn add_distinct(self, typed: &str, distinct: &mut Vec<Label<'a>>) {
        let mut reader = self.rest();
        for _ in 0..reader.u16() {
            let (language, weight) = kind_of_label(&mut reader);
            if distinct.iter().any(|label| label.language == language && label.weight == weight) {
                reader.skip_text();
                reader.skip_text();
                continue;
            }
            let (text, terms) = (reader.text(), reader.text());
            if !terms.is_empty() && terms != typed {
                distinct.push(Label { text, terms, language, weight });
            }
        }
    }

    /// What it is tied to, by number.
    fn relations(self) -> impl Iterator<Item = (Relation, u32)> + use<'a> {
        let mut reader = self.rest();
        for _ in 0..reader.u16() {
            reader.at += 2;
            reader.skip_text();
            reader.skip_text();
        }
        (0..reader.u32()).map(move |_| {
            let relation = match reader.u8() {
                0 => Relation::Broader,
                1 => Relation::Narrower,
                _ => Relation::Related,
            };
            (relation, reader.u32())
        })
    }
}

/// The language of a label, and how near it is.
fn kind_of_label(reader: &mut Reader<'_>) -> (Language, f32) {
    let language = if reader.u8() == 0 { Language::Fr } else { Language::En };
    (language, f32::from(reader.u8()) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::Steps;
    use crate::layers::{Concepts, Table};
    use crate::mention::{Meaning, Mention};
    use crate::steps;
    use crate::{concept_table, packing};
    use fst::raw::Fst;
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

    fn packed(table: &str) -> (packing::Packed, Vec<String>) {
        pack(&[("sample.tsv".into(), table.into())])
    }

    fn pack(files: &[(String, String)]) -> (packing::Packed, Vec<String>) {
        let (drafts, mut errors) = concept_table::read(files);
        let (packed, wrong) = packing::pack(drafts, "");
        errors.extend(wrong);
        (packed, errors)
    }

    fn concepts(packed: &packing::Packed) -> Concepts<'_> {
        let map = Fst::new(&packed.map[..]).expect("it was just packed");
        let steps = Steps::Packed(steps::of_map(&map).leak());
        Concepts { map, readings: &packed.readings, table: Table { bytes: &packed.table }, steps }
    }

    fn check(text: &str, wanted: &[(&str, f32)]) {
        let packed = packed(SAMPLE).0;
        let concepts = concepts(&packed);
        let mut mentions = Vec::new();
        let layers = Layers { ours: concepts.table, packs: &[] };
        concepts.recognise(&Analyzer::new().tokens(text), |number| ConceptId::new(0, number), &mut mentions);
        let named = |mention: &Mention| match mention.meaning {
            Meaning::Concept(handle) => {
                (layers.get(handle).id(), (mention.certainty * 100.0).round() / 100.0)
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
        let table = Layers { ours: concepts(&packed).table, packs: &[] };
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
        let mistakes = pack(&files).1;
        assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
        for (name, text) in &files {
            let ids: Vec<&str> =
                crate::keys::rows(text).filter_map(|(_, row)| row.split('\t').next()).collect();
            assert!(ids.is_sorted(), "{name} is not sorted by id");
        }
    }

    #[test]
    fn the_kinds_have_the_codes_they_are_packed_with() {
        for (kind, wanted) in packing::KINDS.iter().zip([
            ConceptKind::Title,
            ConceptKind::Skill,
            ConceptKind::Tool,
            ConceptKind::Diploma,
            ConceptKind::Sector,
        ]) {
            let packed = packed(&format!("x\t{kind}\tsoin\tcare\t")).0;
            let layers = Layers { ours: concepts(&packed).table, packs: &[] };
            assert_eq!(layers.get(ConceptId::new(0, 0)).kind(), wanted);
        }
    }
}
