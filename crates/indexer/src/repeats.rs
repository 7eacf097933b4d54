//! What repeats from posting to posting: standing paragraphs and sentences, which say nothing of any, and copies of
//! one posting.
//!
//! A first pass over the files notes a sketch of each posting. [`settle`] adds the notes of earlier runs, finds the
//! copies, and counts texts by clusters of copies: a posting that is published ten times counts once, or it would set
//! itself apart. The second pass marks each posting by what was found.

mod book;
mod copies;
mod count;
mod notes;
mod settle;
mod sketch;
mod texts;

pub(crate) use book::{Book, Past, scratch};
pub(crate) use notes::{Note, Notes};
pub(crate) use settle::{Settled, Touched, settle};
pub(crate) use sketch::Sketch;
pub(crate) use texts::Texts;

use crate::fingerprint::FingerprintSet;
use jobsearch_posting::{Posting, Section, SectionKind};
use std::ops::Range;
use texts::Text;

/// The share of a body, in percents, that may be set apart before what the job is about is taken back.
const MOST: usize = 90;

/// The fingerprints of all standing texts.
#[derive(Default)]
pub(crate) struct Standing(FingerprintSet);

impl Standing {
    /// The fingerprints.
    pub(crate) fn fingerprints(&self) -> &FingerprintSet {
        &self.0
    }

    /// Sets the standing text of a posting apart, in sections of its own, in order, given the texts of its sections.
    /// Returns how many there are.
    pub(crate) fn mark(&self, posting: &mut Posting, texts: &Texts) -> usize {
        let mut marked: Vec<Section> = Vec::with_capacity(posting.sections.len());
        let mut texts = texts.as_slice();
        for (number, section) in (0..).zip(posting.sections.drain(..)) {
            let (own, others) = texts.split_at(texts.partition_point(|text| text.section == number));
            self.split((section, own), &mut marked);
            texts = others;
        }
        take_back(&mut marked);
        join(&mut marked);
        posting.sections = marked;
        posting
            .sections
            .iter()
            .filter(|section| section.boilerplate)
            .map(|section| section.text.lines().count())
            .sum()
    }

    fn has(&self, text: &Text, kind: SectionKind) -> bool {
        // A short demand such as `permis B exigé` is made by many, and is no less a demand.
        let demands = matches!(
            kind,
            SectionKind::Tasks | SectionKind::Profile | SectionKind::Skills | SectionKind::Education
        );
        !(text.is_short && demands) && self.0.contains(&text.fingerprint)
    }

    /// Cuts a section where standing text begins and ends.
    fn split(&self, (section, texts): (Section, &[Text]), out: &mut Vec<Section>) {
        let mut standing: Vec<Range<usize>> = Vec::new();
        let mut whole_end = 0;
        for text in texts {
            // The sentences of a paragraph follow it.
            let range = text.range();
            if range.end > whole_end && self.has(text, section.kind) {
                if text.whole {
                    whole_end = range.end;
                }
                standing.push(range);
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
fn join(pieces: &mut Vec<Section>) {
    pieces.dedup_by(|piece, last| {
        let goes_on =
            piece.heading.is_none() && last.kind == piece.kind && last.boilerplate == piece.boilerplate;
        if goes_on {
            last.text.reserve(piece.text.len() + 1);
            last.text.push('\n');
            last.text.push_str(&piece.text);
        }
        goes_on
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::{Claims, Held};
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
        let standing = standing(postings);
        let said = postings.iter().map(|posting| {
            let mut posting = posting.clone();
            let texts = Sketch::of(&posting, &RawPosting::default(), 0).1;
            let count = standing.mark(&mut posting, &texts);
            let sections = posting
                .sections
                .iter()
                .map(|s| format!("{}{}", if s.boilerplate { "= " } else { "" }, s.text));
            format!("{count}: {}", sections.collect::<Vec<_>>().join(" | "))
        });
        expected.assert_eq(&said.collect::<Vec<_>>().join("\n"));
    }

    /// What stands in several of some postings.
    fn standing(postings: &[Posting]) -> Standing {
        let (mut claims, mut held) = (Claims::default(), Held::default());
        let mut notes = scratch(None).unwrap();
        for (at, posting) in postings.iter().enumerate() {
            let id = claims.claim(&at.to_string(), at as u64, &mut held).unwrap();
            let sketch = Sketch::of(posting, &RawPosting::default(), at as u64).0;
            notes.push(&Note { id, raw_hash: at as u64, cluster: 0, sketch }).unwrap();
        }
        let book = Book::begin(None).unwrap();
        let seen = (&mut claims, &held);
        settle((None, &mut notes), seen, &|_| false, book).unwrap().standing
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
    }
}
