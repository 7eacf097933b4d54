//! From the files a user gives to a pack.

use super::sheet::{Layout, Sheet};
use super::{About, Pack, PackError, error::Mistakes, esco, file, join, rome};
use crate::packing::{self, Draft, Drafts, KINDS, Name, Tie};
use crate::{concept_table, keys};
use std::path::Path;

/// A file that a pack is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, for messages and for the name of the pack.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Makes a pack of the files among some that hold names: a table like ours, or ESCO's or ROME's files, told by their
/// columns. Its name is the one given, else `esco`, `rome`, or that of the table's file.
///
/// # Errors
/// Fails when no file is of a known format, when they are of several, and when a line is wrong.
pub fn compile(name: Option<&str>, sources: &[Source]) -> Result<Pack, PackError> {
    let files: Vec<File<'_>> = sources.iter().filter_map(File::of).collect();
    let format = format_of(&files, sources)?;
    let name = name.map_or_else(|| format.name_of_pack(files[0].name), str::to_owned);
    check_name(&name)?;
    let wrong = |mistakes| {
        let names = quoted(files.iter().map(|file| file.name));
        PackError::Lines { names, mistakes: Mistakes(mistakes) }
    };
    let drafts = format.read(&files).map_err(wrong)?;
    let concepts = drafts.len() as u32;
    let joined = join::join(drafts, format == Format::Table);
    let (joins, labels, shared) = (joined.joins(), joined.labels(), joined.joined as u32);
    let (packed, mistakes) = packing::pack(joined.drafts, &format!("{name}:"));
    if !mistakes.is_empty() {
        return Err(wrong(mistakes));
    }
    let about = About { name, format: format.name().to_owned(), concepts, joined: shared, labels };
    Pack::from_bytes(file::write(&about, &packed, &joins), Path::new(&about.name))
}

/// The longest name of a pack, in letters.
const LONGEST_NAME: usize = 60;

/// A name becomes that of a file and the beginning of ids.
pub(super) fn check_name(name: &str) -> Result<(), PackError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(allowed) {
        return Err(PackError::Name { name: name.to_owned() });
    }
    Ok(())
}

fn format_of(files: &[File<'_>], sources: &[Source]) -> Result<Format, PackError> {
    let Some(first) = files.first() else {
        return Err(PackError::Unknown { names: quoted(sources.iter().map(|source| source.name.as_str())) });
    };
    match files.iter().find(|file| file.format != first.format) {
        Some(other) => Err(PackError::Mixed { first: first.format.name(), second: other.format.name() }),
        None => Ok(first.format),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// How the files of a pack are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// A table like ours.
    Table,
    Esco,
    Rome,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Esco => "ESCO",
            Self::Rome => "ROME",
        }
    }

    /// The name of a pack for which none was given: that of the taxonomy, or of the file.
    fn name_of_pack(self, file: &str) -> String {
        match self {
            Self::Table => {
                let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
                let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
                stem.chars().map(plain).collect()
            }
            other => other.name().to_lowercase(),
        }
    }

    fn read(self, files: &[File<'_>]) -> Result<Drafts, Vec<String>> {
        if self == Self::Table {
            let texts: Vec<_> =
                files.iter().map(|file| (file.name.to_owned(), file.text.to_owned())).collect();
            let (drafts, mistakes) = concept_table::read(&texts);
            return if mistakes.is_empty() { Ok(drafts) } else { Err(mistakes) };
        }
        let mut taxonomy = Taxonomy::default();
        for file in files {
            match (Sheet::read(file.text, &file.layout), self) {
                (Ok(sheet), Self::Esco) => esco::read(file, &sheet, &mut taxonomy),
                (Ok(sheet), _) => rome::read(file, &sheet, &mut taxonomy),
                (Err(why), _) => taxonomy.mistakes.push(format!("{}: {why}", file.name)),
            }
        }
        taxonomy.finish(files)
    }
}

/// A file that holds names.
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    /// Its columns, of a taxonomy's file.
    pub(super) layout: Layout<'a>,
    text: &'a str,
    format: Format,
}

impl<'a> File<'a> {
    /// Recognises a file by its first line; `None` when it holds no names.
    fn of(source: &'a Source) -> Option<Self> {
        let text = source.text.trim_start_matches('\u{feff}');
        let row: Vec<&str> =
            keys::rows(text).next().map_or_else(Vec::new, |(_, row)| row.split('\t').collect());
        let (layout, format) = Self::taxonomy(text, &row).or_else(|| {
            let kind = row.get(1).map(|cell| cell.trim());
            // A table of ours whose first row is wrong is to be told so.
            let is_table = kind.is_some_and(|kind| KINDS.contains(&kind)) || (4..=5).contains(&row.len());
            is_table.then_some((Layout::default(), Format::Table))
        })?;
        Some(Self { name: &source.name, layout, text, format })
    }

    /// Recognises a taxonomy by its columns: as its first line names them, or as its first row is filled.
    fn taxonomy(text: &'a str, row: &[&str]) -> Option<(Layout<'a>, Format)> {
        let headed = Layout::headed(text);
        if esco::recognises(&headed.columns) {
            Some((headed, Format::Esco))
        } else if rome::recognises(&headed.columns) {
            Some((headed, Format::Rome))
        } else if esco::is_row(row) {
            Some((Layout::bare(&esco::COLUMNS), Format::Esco))
        } else if rome::is_row(row) {
            Some((Layout::bare(&rome::COLUMNS), Format::Rome))
        } else {
            None
        }
    }
}

/// The concepts of ESCO or ROME, gathered from several files.
#[derive(Default)]
pub(super) struct Taxonomy {
    drafts: Drafts,
    /// Each with the id it belongs to.
    ties: Vec<(String, Tie)>,
    /// Each with its file and line.
    pub(super) mistakes: Vec<String>,
}

impl Taxonomy {
    /// The concept with an id, which a file read before may have begun.
    pub(super) fn concept(&mut self, id: &str, kind: &str, place: String) -> &mut Draft {
        let new = || Draft { place, kind: code(kind), labels: Vec::new(), ties: Vec::new() };
        self.drafts.entry(id.to_owned()).or_insert_with(new)
    }

    /// Ties a concept, which may be read later, to another.
    pub(super) fn tie(&mut self, id: &str, tie: Tie) {
        self.ties.push((id.to_owned(), tie));
    }

    /// All concepts with their ties; a tie to what has no names (a group of jobs) falls away.
    fn finish(mut self, files: &[File<'_>]) -> Result<Drafts, Vec<String>> {
        if self.drafts.is_empty() && self.mistakes.is_empty() {
            let names = quoted(files.iter().map(|file| file.name));
            self.mistakes.push(format!("{names} name no job and no skill"));
        }
        if !self.mistakes.is_empty() {
            return Err(self.mistakes);
        }
        for (id, tie) in self.ties {
            if id != tie.target
                && self.drafts.contains_key(&tie.target)
                && let Some(draft) = self.drafts.get_mut(&id)
            {
                draft.ties.push(tie);
            }
        }
        Ok(self.drafts)
    }
}

/// A label of a taxonomy.
pub(super) fn label(text: &str, language: u8, weight: u8) -> Name {
    Name { text: text.trim().to_owned(), language, weight }
}

fn code(kind: &str) -> u8 {
    KINDS.iter().position(|known| *known == kind).map_or(0, |at| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;
    use expect_test::{Expect, expect};
    use std::error::Error as _;
    use std::fmt::Write as _;

    fn compiled(files: &[(&str, &str)]) -> Result<Pack, PackError> {
        let source = |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
        compile(None, &files.iter().map(source).collect::<Vec<_>>())
    }

    /// Compares what a pack made of some files says of itself, and the concepts that only it has, with their names and
    /// ties.
    #[track_caller]
    fn check(files: &[(&str, &str)], expected: Expect) {
        let pack = compiled(files).expect("the files are right");
        let About { name, format, concepts, joined, labels } = pack.about().clone();
        let mut said = format!("{name} ({format}): {concepts} concepts, {joined} ours, {labels} names\n");
        let vocabulary = Vocabulary::with_packs(vec![pack]);
        for concept in vocabulary.concepts().filter(|concept| concept.id().contains(':')) {
            let name =
                |label: crate::Label<'_>| format!("{} {:?} {:.2}", label.text, label.language, label.weight);
            let names: Vec<String> = concept.labels().map(name).collect();
            let _ = writeln!(said, "{} {:?} = {}", concept.id(), concept.kind(), names.join(", "));
            for (relation, other) in concept.relations() {
                let _ = writeln!(said, "  {relation:?} {}", other.id());
            }
        }
        expected.assert_eq(&said);
    }

    /// Compares how a refusal is told: the message, the mistakes and the hint.
    #[track_caller]
    fn refuse(files: &[(&str, &str)], expected: Expect) {
        let error = compiled(files).expect_err("the files are wrong");
        let source = error.source().map_or(String::new(), |source| format!("\n{source}"));
        expected.assert_eq(&format!("{error}{source}\nhint: {}\n", error.hint().unwrap_or_default()));
    }

    const OCCUPATIONS_FR: &str = "\u{feff}conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description
Occupation,http://data.europa.eu/esco/occupation/d1,7541,glimeur du bâtiment/glimeuse du bâtiment,\"soudeur subaquatique (mer)
conducteur/conductrice de caisson\",\"Les glimeurs travaillent sous l'eau, pour les ponts et les barrages.\"
ISCOGroup,http://data.europa.eu/esco/isco/C75,75,Métiers de l'alimentation,,Un groupe de métiers qui n'est pas un métier.
";
    const OCCUPATIONS_EN: &str = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description
Occupation,http://data.europa.eu/esco/occupation/d1,7541,building glim diver,underwater welder,They work under water and they do it with the tools of the building trade.
";

    #[test]
    fn a_table_like_ours_is_read() {
        check(
            &[(
                "glim/Port 2.tsv",
                "# ours\ndiver\ttitle\tglimeur|petit glimeur~0.6\tglim diver\trelated:hyperbaric\nhyperbaric\tskill\tcaisson hyperbare\t\t\n",
            )],
            expect![[r#"
                port-2 (table): 2 concepts, 0 ours, 4 names
                port-2:diver Title = glimeur Fr 0.90, petit glimeur Fr 0.54, glim diver En 0.90
                  Related port-2:hyperbaric
                port-2:hyperbaric Skill = caisson hyperbare Fr 0.90
                  Related port-2:diver
            "#]],
        );
    }

    #[test]
    fn tables_of_a_taxonomy_without_a_first_line_are_known_by_their_rows() {
        let esco = "O\t00030d09-2b3a-4efd-87cc-c4ea39d27c99\t7541\tglimeur du bâtiment/glimeuse du bâtiment|scaphandrier \"glim\"\tbuilding glim diver\nS\t00030d09-2b3a-4efd-87cc-c4ea39d27c98\tskill\tglimer sous l'eau\t\n";
        check(
            &[("esco.tsv", esco)],
            expect![[r#"
            esco (ESCO): 2 concepts, 0 ours, 4 names
            esco:00030d09-2b3a-4efd-87cc-c4ea39d27c98 Skill = glimer sous l'eau Fr 0.90
            esco:00030d09-2b3a-4efd-87cc-c4ea39d27c99 Title = glimeur du bâtiment Fr 0.90, scaphandrier "glim" Fr 0.63, building glim diver En 0.90
        "#]],
        );
        let rome = "F1799\t10200\tGlimeur / Glimeuse du bâtiment\nF1799\t10201\tGlimeur en chef\n";
        check(
            &[("rome.tsv", rome)],
            expect![[r#"
            rome (ROME): 2 concepts, 0 ours, 2 names
            rome:10200 Title = Glimeur / Glimeuse du bâtiment Fr 0.90
              Related rome:10201
            rome:10201 Title = Glimeur en chef Fr 0.90
              Related rome:10200
        "#]],
        );
    }

    #[test]
    fn the_files_of_esco_are_read_together_in_both_languages() {
        check(
            &[("a/occupations_en.csv", OCCUPATIONS_EN), ("a/occupations_fr.csv", OCCUPATIONS_FR)],
            expect![[r#"
                esco (ESCO): 1 concepts, 0 ours, 5 names
                esco:d1 Title = glimeur du bâtiment Fr 0.90, soudeur subaquatique Fr 0.63, conducteur/conductrice de caisson Fr 0.63, building glim diver En 0.90, underwater welder En 0.63
            "#]],
        );
        let broader = "conceptType,conceptUri,broaderType,broaderUri
Occupation,http://data.europa.eu/esco/occupation/d1,Occupation,http://data.europa.eu/esco/occupation/d0
Occupation,http://data.europa.eu/esco/occupation/d1,ISCOGroup,http://data.europa.eu/esco/isco/C7541
";
        let general = OCCUPATIONS_EN.replace("/d1", "/d0").replace("building glim", "glim");
        let files =
            [("b.csv", broader), ("d1.csv", OCCUPATIONS_EN), ("d0.csv", &general), ("notes.txt", "hello")];
        check(
            &files,
            expect![[r#"
                esco (ESCO): 2 concepts, 0 ours, 4 names
                esco:d0 Title = glim diver En 0.90, underwater welder En 0.63
                  Narrower esco:d1
                esco:d1 Title = building glim diver En 0.90, underwater welder En 0.63
                  Broader esco:d0
            "#]],
        );
    }

    #[test]
    fn the_files_of_rome_are_read_and_titles_under_one_sheet_are_tied() {
        let titles = "\"code_ogr\";\"libelle_appellation_long\";\"libelle_appellation_court\";\"code_rome\"
\"1\";\"Glimeur / Glimeuse\";\"Glimeur / Glimeuse\";\"F1799\"
\"2\";\"Chef d''opération hyperbare\";\"Chef d''opération hyperbare\";\"F1799\"
";
        check(
            &[("appellations.csv", titles)],
            expect![[r#"
            rome (ROME): 2 concepts, 0 ours, 2 names
            rome:1 Title = Glimeur / Glimeuse Fr 0.90
              Related rome:2
            rome:2 Title = Chef d'opération hyperbare Fr 0.90
              Related rome:1
        "#]],
        );
        let sheets = "code_rome,code_fiche_em,code_ogr,libelle_rome,statut\nF1799,1,9,Travaux sous l'eau,1\n";
        check(
            &[("appellations.csv", titles), ("rome.csv", sheets)],
            expect![[r#"
            rome (ROME): 3 concepts, 0 ours, 3 names
            rome:1 Title = Glimeur / Glimeuse Fr 0.90
              Broader rome:F1799
              Related rome:2
            rome:2 Title = Chef d'opération hyperbare Fr 0.90
              Broader rome:F1799
              Related rome:1
            rome:F1799 Title = Travaux sous l'eau Fr 0.54
              Narrower rome:1
              Narrower rome:2
        "#]],
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_nothing_is_made() {
        refuse(
            &[(
                "port.tsv",
                "diver\ttitle\tglimeur\tdiver\t\nx\tjob\tun\tone\t\ny\ttitle\tdeux\ty\tbroader:z\n",
            )],
            expect![[r#"
                cannot add `port.tsv`
                port.tsv:2: unknown kind `job`
                hint: nothing was added: correct the lines and add the file again
            "#]],
        );
        refuse(
            &[("port.tsv", "y\ttitle\tglimeur\t\tbroader:z\n")],
            expect![[r#"
            cannot add `port.tsv`
            port.tsv:1: relation `broader:z` leads to no concept
            hint: nothing was added: correct the lines and add the file again
        "#]],
        );
        refuse(
            &[("port.tsv", &format!("y\ttitle\t{}\t\t\n", "é".repeat(600)))],
            expect![[r#"
            cannot add `port.tsv`
            port.tsv:1: `éééééééééééééééééééééééééééééééééééééééé…` is longer than 1000 bytes
            hint: nothing was added: correct the lines and add the file again
        "#]],
        );
    }

    #[test]
    fn a_taxonomy_that_is_wrong_is_told_with_its_line() {
        refuse(
            &[("o.csv", &OCCUPATIONS_FR.replace("glimeur du bâtiment/glimeuse du bâtiment", ""))],
            expect![[r#"
                cannot add `o.csv`
                o.csv:2: `preferredLabel` is empty
                hint: nothing was added: correct the lines and add the file again
            "#]],
        );
        refuse(
            &[("rome.csv", "code_ogr,libelle_appellation_long\n12,\n")],
            expect![[r#"
            cannot add `rome.csv`
            rome.csv:2: `libelle_appellation_long` is empty
            hint: nothing was added: correct the lines and add the file again
        "#]],
        );
        refuse(
            &[("notes.txt", "hello"), ("more.csv", "a,b\n1,2\n")],
            expect![[r#"
                cannot tell what `notes.txt`, `more.csv` is
                hint: give a table (id, kind, French labels, English labels, relations, tab-separated), ESCO's CSV files (occupations, skills) or ROME's (appellation, code_rome), or a bare table of either (kind, id, group, French labels, English labels; code, number, title)
            "#]],
        );
        refuse(
            &[("o.csv", OCCUPATIONS_EN), ("r.csv", "code_ogr,libelle_appellation_long\n1,a\n")],
            expect![[r#"
                cannot make one pack of ESCO and ROME files
                hint: add each by itself, with a `--name` of its own
            "#]],
        );
        let text = "diver\ttitle\tglimeur\t\t\n".to_owned();
        let named = |name| compile(Some(name), &[Source { name: "port.tsv".into(), text: text.clone() }]);
        assert!(matches!(named("../port"), Err(PackError::Name { .. })));
        assert_eq!(named("port-2").expect("the name is right").about().name, "port-2");
    }
}
