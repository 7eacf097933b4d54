//! The stored form of a posting: one string, its parts one behind the other in a fixed order, without their names.
//!
//! Numbers are written in ASCII, six bits a character and the lowest first, so that all of it is text: it is proven to
//! be that once, when it is read. The words a fact was read from are not repeated where they stand in the posting. No
//! format of serde is of use: those that leave names out cannot read what leaves parts out, as a posting in JSON does, nor
//! tell that the words of a fact stand elsewhere in it. A change of this order is a change of [`crate::schema::VERSION`].

mod stream;

use jobsearch_posting::{
    Contract, ContractKind, Country, Day, Education, Experience, Fact, Facts, Kind, Language, Location,
    OpenEnd, Origin, Pay, Period, Point, Posting, Precision, Remote, Section, SectionKind, Skill, Spoken,
    WorkingTime,
};
use stream::{In, Out};

/// Writes a posting down, over a text that is of no more use.
pub(crate) fn write(posting: &Posting, mut text: String) -> String {
    let texts: usize = posting.sections.iter().map(|section| section.text.len()).sum();
    text.clear();
    // Beside its texts a posting takes a few hundred bytes, a third of them for skills.
    text.reserve(texts + 512 + 48 * posting.facts.skills.len());
    let mut out = Out { text, posting };
    posting.write(&mut out);
    out.text
}

/// Reads a posting that was written down; nothing where it is not one.
pub(crate) fn read(stored: &str) -> Option<Posting> {
    let mut from = In { rest: stored, title: "", sections: Vec::new() };
    // The title is the first of all.
    from.title = In { rest: stored, ..In::default() }.text()?;
    let posting = Posting::read(&mut from)?;
    from.rest.is_empty().then_some(posting)
}

/// A part of a posting.
trait Stored: Sized {
    fn write(&self, out: &mut Out<'_>);
    fn read(from: &mut In<'_>) -> Option<Self>;
}

/// Parts made of parts, in the order they are written in. The compiler sees to it that none is left out.
macro_rules! records {
    ($($record:ty { $($part:ident)* })*) => {
        $(impl Stored for $record {
            fn write(&self, out: &mut Out<'_>) {
                let Self { $($part),* } = self;
                $($part.write(out);)*
            }

            fn read(from: &mut In<'_>) -> Option<Self> {
                Some(Self { $($part: Stored::read(from)?),* })
            }
        })*
    };
}

records! {
    Posting {
        title sections id source url kind gender_tag other_titles company facts posted valid_through
    }
    Facts {
        contracts working_time locations remote skills pay start weekly_hours experience education languages company
    }
    Contract { kind months }
    Location { name precision commune department region country point }
    Point { lat lon }
    Skill { id label required }
    Pay { min max currency period open gross yearly_gross note }
    Experience { min_years beginners }
    Education { bac_plus }
    Spoken { code level }
}

/// Parts that are one of a few, by their number.
macro_rules! choices {
    ($($choice:ident { $($one:ident)* })*) => {
        $(impl Stored for $choice {
            fn write(&self, out: &mut Out<'_>) {
                match self {
                    $(Self::$one => out.number(Self::$one as u64),)*
                }
            }

            fn read(from: &mut In<'_>) -> Option<Self> {
                let number = from.number()?;
                [$(Self::$one),*].into_iter().find(|one| *one as u64 == number)
            }
        })*
    };
}

choices! {
    Kind { Offer RoleSheet }
    Language { Fr En }
    SectionKind { Other Company Mission Tasks Profile Skills Education Benefits Process Legal }
    WorkingTime { Full Part Night Shifts Weekend }
    Precision { Country Region Department Commune }
    Period { Hour Day Week Month Year }
    OpenEnd { Above Below }
}

impl Stored for ContractKind {
    fn write(&self, out: &mut Out<'_>) {
        out.number(*self as u64);
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Self::ALL.get(from.number()? as usize).copied()
    }
}

impl Stored for Section {
    fn write(&self, out: &mut Out<'_>) {
        let Self { kind, language, heading, text, boilerplate } = self;
        kind.write(out);
        language.write(out);
        heading.write(out);
        text.write(out);
        boilerplate.write(out);
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        let (kind, language) = (Stored::read(from)?, Stored::read(from)?);
        let (heading, text) = (Stored::read(from)?, from.text()?);
        from.sections.push(text);
        Some(Self { kind, language, heading, text: text.to_owned(), boilerplate: Stored::read(from)? })
    }
}

impl<Value: Stored> Stored for Fact<Value> {
    fn write(&self, out: &mut Out<'_>) {
        let Self { value, raw, origin } = self;
        value.write(out);
        origin.write(out);
        let posting = out.posting;
        let section = |at: usize| posting.sections.get(at).map(|section| section.text.as_str());
        match said(origin, &posting.title, section) == Some(raw) {
            true => out.number(0),
            false => {
                out.number(raw.len() as u64 + 1);
                out.text.push_str(raw);
            }
        }
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        let (value, origin) = (Stored::read(from)?, Stored::read(from)?);
        let raw = match from.number()? {
            0 => said(&origin, from.title, |at| from.sections.get(at).copied())?,
            length => from.take(length - 1)?,
        };
        Some(Self { value, raw: raw.to_owned(), origin })
    }
}

/// The words of a posting where a fact was read; nothing where they stand in a field of the source.
fn said<'a>(
    origin: &Origin,
    title: &'a str,
    section: impl FnOnce(usize) -> Option<&'a str>,
) -> Option<&'a str> {
    match origin {
        Origin::Given(_) => None,
        Origin::Title(range) => title.get(range.clone()),
        Origin::Section(at, range) => section(*at)?.get(range.clone()),
    }
}

impl Stored for Origin {
    fn write(&self, out: &mut Out<'_>) {
        match self {
            Self::Given(field) => {
                out.number(0);
                field.write(out);
            }
            Self::Title(range) => {
                out.number(1);
                range.write(out);
            }
            Self::Section(at, range) => {
                out.number(*at as u64 + 2);
                range.write(out);
            }
        }
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Given(Stored::read(from)?),
            1 => Self::Title(Stored::read(from)?),
            section => Self::Section(section as usize - 2, Stored::read(from)?),
        })
    }
}

impl Stored for Remote {
    fn write(&self, out: &mut Out<'_>) {
        out.number(match self {
            Self::No => 0,
            Self::Full => 1,
            Self::Hybrid(days) => u64::from(*days) + 2,
        });
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::No,
            1 => Self::Full,
            days => Self::Hybrid(u8::try_from(days - 2).ok()?),
        })
    }
}

impl Stored for Country {
    fn write(&self, out: &mut Out<'_>) {
        out.text.push_str(self.code());
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Self::new(from.take(2)?)
    }
}

impl Stored for Day {
    fn write(&self, out: &mut Out<'_>) {
        out.number(u64::from(self.0 as u32));
    }

    fn read(from: &mut In<'_>) -> Option<Self> {
        Some(Self(from.number()? as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    fn fact<Value>(value: Value, raw: &str, origin: Origin) -> Fact<Value> {
        Fact { value, raw: raw.to_owned(), origin }
    }

    fn given<Value>(value: Value) -> Fact<Value> {
        fact(value, "tel quel", Origin::Given("champ".to_owned()))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    /// A posting of which every part says something.
    fn full() -> Posting {
        let section = |kind, heading, text: &str, boilerplate| Section {
            kind,
            language: Some(Language::En),
            heading,
            text: text.to_owned(),
            boilerplate,
        };
        Posting {
            id: "4970".into(),
            source: "offres.ndjson:17".into(),
            url: some("https://example.com/4970"),
            kind: Kind::RoleSheet,
            title: "Soudeur à l’arc".into(),
            gender_tag: some("H/F"),
            other_titles: vec!["Welder".into(), String::new()],
            company: some("Acme"),
            sections: vec![
                section(SectionKind::Legal, None, "", true),
                section(SectionKind::Skills, some("Profil"), "Vous soudez à l’arc.\n35 h.", false),
            ],
            facts: facts(),
            posted: Day::from_ymd(2026, 11, 22),
            valid_through: Some(Day(0)),
        }
    }

    fn facts() -> Facts {
        let skill = |label: &str| Skill { id: "soudure".into(), label: label.into(), required: true };
        let backwards = Range { start: 3, end: 1 };
        let point = Some(Point { lat: -20.8789, lon: 55.4481 });
        let place = Location {
            name: "Saint-Denis".into(),
            precision: Precision::Commune,
            commune: some("97411"),
            department: some("974"),
            region: some("04"),
            country: Some(Country::FRANCE),
            point,
        };
        let pay = Pay {
            min: 12.35,
            max: 1e300,
            currency: "EUR".into(),
            period: Period::Hour,
            open: Some(OpenEnd::Below),
            gross: Some(false),
            yearly_gross: Some((22_477.0, -0.0)),
            note: some("35 heures"),
        };
        Facts {
            contracts: vec![given(Contract { kind: ContractKind::Thesis, months: Some(0.5) })],
            working_time: vec![fact(WorkingTime::Weekend, "Soudeur", Origin::Title(0..7))],
            locations: vec![given(place)],
            remote: Some(fact(Remote::Hybrid(255), "à l", Origin::Section(1, 12..16))),
            skills: vec![
                fact(skill("Soudure"), "soudez à l’arc", Origin::Section(1, 5..22)),
                fact(skill("Arc"), "autre chose", Origin::Section(1, 5..22)),
                fact(skill("Rien"), "", Origin::Section(7, backwards)),
            ],
            pay: Some(given(pay)),
            start: Some(given(Day(-1))),
            weekly_hours: Some(fact(37.5, "", Origin::Title(3..3))),
            experience: Some(given(Experience { min_years: 2.5, beginners: true })),
            education: Some(given(Education { bac_plus: -1 })),
            languages: vec![given(Spoken { code: "en".into(), level: some("C1") })],
            company: Some(fact("Acme".into(), "l", Origin::Title(12..200))),
        }
    }

    #[test]
    fn every_part_of_a_posting_is_read_as_it_was_written() {
        let check = |posting: Posting| assert_eq!(read(&write(&posting, String::new())), Some(posting));
        check(Posting::default());
        check(full());
        for &kind in ContractKind::ALL {
            let contracts = vec![given(Contract { kind, months: None })];
            check(Posting { facts: Facts { contracts, ..Facts::default() }, ..full() });
        }
        for value in [Remote::No, Remote::Full, Remote::Hybrid(0)] {
            check(Posting { facts: Facts { remote: Some(given(value)), ..Facts::default() }, ..full() });
        }
    }

    #[test]
    fn the_words_of_a_fact_are_not_stored_twice() {
        let stored = write(&full(), "Was war.".into());
        assert_eq!(stored.matches("soudez à l’arc").count(), 1);
        assert_eq!(stored.matches("autre chose").count(), 1);
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        let stored = write(&full(), "Was war.".into());
        for (end, _) in stored.char_indices() {
            assert_eq!(read(&stored[..end]), None, "{end} bytes");
        }
        assert_eq!(read(&format!("{stored} ")), None);
        assert_eq!(read(&"é".repeat(100)), None);
    }
}
