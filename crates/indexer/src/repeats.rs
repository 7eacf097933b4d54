//! What repeats from posting to posting and says nothing of any: standing paragraphs and sentences.
//!
//! Texts are counted by clusters: copies of one posting count once, or each repost would set itself apart.

use crate::fingerprint::Fingerprint;
use jobsearch_analysis::fold;
use jobsearch_posting::{Posting, Section, SectionKind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

/// The fewest tokens of a paragraph that is counted whole.
const PARAGRAPH: usize = 8;
/// The fewest tokens of a sentence that is counted.
const SENTENCE: usize = 4;
/// From so many tokens on, a paragraph of two clusters is standing text whatever the company.
const LONG: usize = 40;
/// Clusters that make a short text standing text, whatever the company.
const SHARED: usize = 3;
/// The share of a body, in percents, that may be set apart before what the job is about is taken back.
const MOST: usize = 90;

/// How often each text was seen, by fingerprint.
#[derive(Default)]
pub(crate) struct Repeats {
    texts: HashMap<u64, Seen, BuildHasherDefault<Identity>>,
    clusters: HashMap<u64, u32, BuildHasherDefault<Identity>>,
    /// The company of each cluster, 0 where it is unknown.
    companies: Vec<u32>,
}

/// The first clusters a text was seen in; 0 for none.
#[derive(Clone, Copy, Default)]
struct Seen([u32; SHARED]);

impl Repeats {
    /// Counts the texts of a posting.
    pub(crate) fn count(&mut self, posting: &Posting) {
        let cluster = self.cluster(posting);
        for section in &posting.sections {
            for text in texts(&section.text) {
                let Seen(clusters) = self.texts.entry(text.fingerprint).or_default();
                if let Some(free) = clusters.iter().position(|known| *known == 0 || *known == cluster) {
                    clusters[free] = cluster;
                }
            }
        }
    }

    /// Sets the standing text of a posting apart, in sections of its own, in order. Returns how many there are.
    pub(crate) fn mark(&self, posting: &mut Posting) -> usize {
        let mut marked: Vec<Section> = Vec::with_capacity(posting.sections.len());
        for section in posting.sections.drain(..) {
            self.split(section, &mut marked);
        }
        take_back(&mut marked);
        posting.sections = joined(marked);
        posting
            .sections
            .iter()
            .filter(|section| section.boilerplate)
            .map(|section| section.text.lines().count())
            .sum()
    }

    /// The number of the posting's cluster: a known one when the description, or title and company, are known.
    fn cluster(&mut self, posting: &Posting) -> u32 {
        let keys = [Some(body_key(posting)), title_key(posting)];
        let known = keys.iter().flatten().find_map(|key| self.clusters.get(key).copied());
        let cluster = known.unwrap_or_else(|| {
            self.companies.push(
                posting
                    .company
                    .as_deref()
                    .map_or(0, |company| Fingerprint::of(fold(company).as_bytes()) as u32),
            );
            self.companies.len() as u32
        });
        for key in keys.into_iter().flatten() {
            self.clusters.entry(key).or_insert(cluster);
        }
        cluster
    }

    fn is_standing(&self, text: &Text, kind: SectionKind) -> bool {
        let Some(Seen(clusters)) = self.texts.get(&text.fingerprint) else { return false };
        let seen = clusters.iter().filter(|cluster| **cluster != 0).count();
        // A short demand such as `permis B exigé` is made by many, and is no less a demand.
        let demands = matches!(
            kind,
            SectionKind::Tasks | SectionKind::Profile | SectionKind::Skills | SectionKind::Education
        );
        if text.tokens < PARAGRAPH && demands {
            return false;
        }
        seen >= SHARED || seen >= 2 && (text.whole && text.tokens >= LONG || self.in_one_company(clusters))
    }

    fn in_one_company(&self, clusters: &[u32; SHARED]) -> bool {
        let company = |cluster: u32| (cluster as usize).checked_sub(1).map_or(0, |at| self.companies[at]);
        let first = company(clusters[0]);
        first != 0 && clusters[1..].iter().any(|cluster| company(*cluster) == first)
    }

    /// Cuts a section where standing text begins and ends.
    fn split(&self, section: Section, out: &mut Vec<Section>) {
        let mut standing: Vec<Range<usize>> = Vec::new();
        let mut whole_end = 0;
        for text in texts(&section.text) {
            // The sentences of a paragraph follow it.
            if text.range.end > whole_end && self.is_standing(&text, section.kind) {
                if text.whole {
                    whole_end = text.range.end;
                }
                standing.push(text.range);
            }
        }
        if standing.is_empty() {
            return out.push(section);
        }
        let Section { kind, language, mut heading, text: whole, .. } = section;
        let mut piece = |range: Range<usize>, boilerplate: bool| {
            let text = whole[range].trim();
            if !text.is_empty() {
                let (heading, text) = (heading.take(), text.to_owned());
                out.push(Section { kind, language, heading, text, boilerplate });
            }
        };
        let mut done = 0;
        for range in standing {
            piece(done..range.start, false);
            done = range.end;
            piece(range, true);
        }
        piece(done..whole.len(), false);
    }
}

/// What copies of one posting share: its title, its company, and its body but for names and figures.
pub(crate) fn cluster_of(posting: &Posting) -> u64 {
    let mut hash = Fingerprint::new();
    hash.feed(fold(&posting.title).as_bytes());
    hash.feed(&[0]);
    hash.feed(fold(posting.company.as_deref().unwrap_or("")).as_bytes());
    hash.feed(&body_key(posting).to_le_bytes());
    hash.value()
}

/// A hash of the body without figures and capitalised words, so that the same offer for another town has the same.
fn body_key(posting: &Posting) -> u64 {
    let mut hash = Fingerprint::new();
    let mut words = 0;
    for section in &posting.sections {
        for word in section
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_lowercase))
        {
            hash.feed(word.as_bytes());
            hash.feed(b" ");
            words += 1;
        }
    }
    // Too little text says nothing: a posting without a body is a copy of its title's other postings at most.
    if words < PARAGRAPH {
        hash.feed(posting.id.as_bytes());
        hash.feed(posting.title.as_bytes());
        posting.sections.iter().for_each(|section| hash.feed(section.text.as_bytes()));
    }
    hash.value()
}

fn title_key(posting: &Posting) -> Option<u64> {
    let company = posting.company.as_deref()?;
    Some(Fingerprint::of(format!("{}\0{}", fold(company), fold(&posting.title)).as_bytes()))
}

/// Takes back what the job is about when next to nothing would be left.
fn take_back(sections: &mut [Section]) {
    let length = |standing: bool| -> usize {
        sections
            .iter()
            .filter(|section| section.boilerplate == standing)
            .map(|section| section.text.len())
            .sum()
    };
    let (standing, own) = (length(true), length(false));
    if standing * 100 <= (standing + own) * MOST {
        return;
    }
    let about = |section: &Section| {
        matches!(section.kind, SectionKind::Tasks | SectionKind::Profile | SectionKind::Mission)
    };
    let any = sections.iter().any(about);
    for section in sections {
        section.boilerplate &= any && !about(section);
    }
}

/// Puts neighbouring pieces of one section together again.
fn joined(pieces: Vec<Section>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match sections.last_mut() {
            Some(last)
                if piece.heading.is_none()
                    && last.kind == piece.kind
                    && last.boilerplate == piece.boilerplate =>
            {
                last.text.push('\n');
                last.text.push_str(&piece.text);
            }
            _ => sections.push(piece),
        }
    }
    sections
}

/// A paragraph or a sentence of one.
struct Text {
    range: Range<usize>,
    fingerprint: u64,
    tokens: usize,
    whole: bool,
}

/// The paragraphs that are long enough, each followed by its sentences.
fn texts(text: &str) -> Vec<Text> {
    let mut found = Vec::with_capacity(text.len() / 64 + 1);
    let mut start = 0;
    for line in text.split('\n') {
        read_paragraph(line, start, &mut found);
        start += line.len() + 1;
    }
    found
}

/// Reads a paragraph and its sentences in one go: each word is hashed once, for both.
fn read_paragraph(line: &str, start: usize, found: &mut Vec<Text>) {
    let first = found.len();
    let mut measure = Measure::default();
    let (mut at, mut sentence_start) = (0, 0);
    while let Some(byte) = line.as_bytes().get(at).copied() {
        at += measure.feed(&line[at..], byte);
        let stops = matches!(byte, b'.' | b'!' | b'?') && line.as_bytes().get(at) == Some(&b' ');
        if stops || at == line.len() {
            let sentence = measure.close_sentence();
            if sentence.tokens >= SENTENCE {
                found.push(sentence.text(start + sentence_start..start + at, false));
            }
            sentence_start = at;
        }
    }
    if measure.paragraph.tokens >= PARAGRAPH {
        found.insert(first, measure.paragraph.text(start..start + line.len(), true));
    }
}

/// The words of a text, counted and hashed.
#[derive(Clone, Copy, Default)]
struct Tally {
    hash: u64,
    tokens: usize,
}

impl Tally {
    fn add(&mut self, word: u64) {
        self.hash = (self.hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.tokens += 1;
    }

    fn text(self, range: Range<usize>, whole: bool) -> Text {
        Text { range, fingerprint: self.hash ^ (self.hash >> 32), tokens: self.tokens, whole }
    }
}

/// What was read of a paragraph, and of the sentence that is being read: folded words, figures all alike.
#[derive(Default)]
struct Measure {
    paragraph: Tally,
    sentence: Tally,
    word: Option<Fingerprint>,
}

impl Measure {
    /// Takes in the character at the start of the rest, given its first byte; gives its length.
    fn feed(&mut self, rest: &str, byte: u8) -> usize {
        if byte.is_ascii() {
            self.feed_byte(byte.to_ascii_lowercase());
            return 1;
        }
        let character = rest.chars().next().unwrap_or_default();
        match FOLDED.get((character as usize).wrapping_sub(0x80)) {
            Some(folded) => folded.bytes().for_each(|byte| self.feed_byte(byte)),
            None => fold(&rest[..character.len_utf8()]).bytes().for_each(|byte| self.feed_byte(byte)),
        }
        character.len_utf8()
    }

    fn feed_byte(&mut self, byte: u8) {
        if byte.is_ascii_alphanumeric() || byte >= 0x80 && !is_mark(byte) {
            let word = self.word.get_or_insert_with(Fingerprint::new);
            word.feed(&[if byte.is_ascii_digit() { b'#' } else { byte }]);
        } else {
            self.close_word();
        }
    }

    fn close_word(&mut self) {
        if let Some(word) = self.word.take() {
            let word = word.value();
            self.paragraph.add(word);
            self.sentence.add(word);
        }
    }

    fn close_sentence(&mut self) -> Tally {
        self.close_word();
        std::mem::take(&mut self.sentence)
    }
}

/// The characters from U+0080 to U+017F, folded: all accented letters of French among them.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
    ('\u{80}'..='\u{17f}').map(|character| fold(character.encode_utf8(&mut [0; 4]))).collect()
});

/// Bytes of general punctuation (`’`, `–`, `…`), which lead with 0xE2, are taken for letters but for that one.
fn is_mark(byte: u8) -> bool {
    byte == 0xe2
}

/// Fingerprints are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = Fingerprint::of(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, RawPosting, prepare::cleaned};
    use expect_test::{Expect, expect};

    const STANDING: &str = "Notre groupe soigne depuis longtemps les patients du monde entier en oncologie.";

    fn posting(title: &str, body: &str, company: Option<&str>) -> Posting {
        let raw = RawPosting {
            title: Some(title.into()),
            company: company.map(str::to_owned),
            description: Some(body.into()),
            ..RawPosting::default()
        };
        cleaned(&raw, &Options::default())
    }

    fn check(postings: &[Posting], expected: Expect) {
        let mut repeats = Repeats::default();
        postings.iter().for_each(|posting| repeats.count(posting));
        let said = postings.iter().map(|posting| {
            let mut posting = posting.clone();
            let count = repeats.mark(&mut posting);
            let sections = posting
                .sections
                .iter()
                .map(|s| format!("{}{}", if s.boilerplate { "= " } else { "" }, s.text));
            format!("{count}: {}", sections.collect::<Vec<_>>().join(" | "))
        });
        expected.assert_eq(&said.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn standing_text_is_set_apart() {
        let body = |own: &str| format!("{STANDING} Nous grandissons.\n{own}");
        let own = [
            "Vous vendez des vis à bois.",
            "Vous soudez des tuyaux de cuivre.",
            "Vous conduisez le gros camion rouge.",
        ];
        let of = |count: usize, company| -> Vec<Posting> {
            own[..count]
                .iter()
                .enumerate()
                .map(|(at, own)| posting(&format!("Poste {at}"), &body(own), company))
                .collect()
        };
        check(
            &of(2, None),
            expect![[r#"
            0: Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons.
            Vous vendez des vis à bois.
            0: Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons.
            Vous soudez des tuyaux de cuivre."#]],
        );
        check(
            &of(2, Some("Acme")),
            expect![[r#"
            1: = Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons. | Vous vendez des vis à bois.
            1: = Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons. | Vous soudez des tuyaux de cuivre."#]],
        );
        check(
            &of(3, None),
            expect![[r#"
            1: = Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons. | Vous vendez des vis à bois.
            1: = Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons. | Vous soudez des tuyaux de cuivre.
            1: = Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Nous grandissons. | Vous conduisez le gros camion rouge."#]],
        );
    }

    #[test]
    fn a_repost_does_not_set_itself_apart() {
        let repost = |town: &str| {
            posting(
                "Cariste",
                &format!("{STANDING} Le poste est à {town}. Vous rangez les palettes."),
                Some("Acme"),
            )
        };
        check(
            &[repost("Tours"), repost("Blois"), repost("Orléans")],
            expect![[r#"
            0: Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Le poste est à Tours. Vous rangez les palettes.
            0: Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Le poste est à Blois. Vous rangez les palettes.
            0: Notre groupe soigne depuis longtemps les patients du monde entier en oncologie. Le poste est à Orléans. Vous rangez les palettes."#]],
        );
        assert_eq!(cluster_of(&repost("Tours")), cluster_of(&repost("Blois")));
    }
}
