//! What stands right behind a town and says where it lies.

use jobsearch_posting::{Country, Precision};
use jobsearch_vocabulary::locations::Place;

/// The letters of the states of the United States and of the provinces of Canada.
const STATES: &str = "AB Alberta|AK Alaska|AL Alabama|AR Arkansas|AZ Arizona|BC Colombie-Britannique|CA California|\
    CO Colorado|CT Connecticut|DC District of Columbia|DE Delaware|FL Florida|GA Georgia|HI Hawaii|IA Iowa|\
    ID Idaho|IL Illinois|IN Indiana|KS Kansas|KY Kentucky|LA Louisiana|MA Massachusetts|MB Manitoba|\
    MD Maryland|ME Maine|MI Michigan|MN Minnesota|MO Missouri|MS Mississippi|MT Montana|\
    NB Nouveau-Brunswick|NC North Carolina|ND North Dakota|NE Nebraska|NH New Hampshire|NJ New Jersey|\
    NM New Mexico|NS Nouvelle-Écosse|NV Nevada|NY New York State|OH Ohio|OK Oklahoma|ON Ontario|OR Oregon|\
    PA Pennsylvania|QC Québec|RI Rhode Island|SC South Carolina|SD South Dakota|SK Saskatchewan|\
    TN Tennessee|TX Texas|UT Utah|VA Virginia|VT Vermont|WA Washington State|WI Wisconsin|WV West Virginia|\
    WY Wyoming";

/// What stands right behind a town and says where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// A state or a province, by its letters: `Plano, TX`.
    State(&'static str),
    /// A postcode or the letters of a country: `Leeds LS1 3EX`, `Beauvais Fr`.
    In(&'static str),
}

impl Behind {
    /// Reads the start of the text behind a town.
    pub(super) fn read(text: &str) -> Option<Self> {
        let rest = text.trim_start_matches([' ', ',']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match word {
            _ if rest.len() == text.len() => None,
            "Fr" | "FR" | "Cedex" | "CEDEX" | "cedex" => Some(Self::In("FR")),
            _ if is_outward(word) && is_inward(after) => Some(Self::In("GB")),
            _ if word.len() == 2 && is_loud(word) => state(word).map(Self::State),
            _ => None,
        }
    }

    /// Tells whether a town lies there.
    pub(super) fn holds(self, place: &Place) -> bool {
        place.precision() == Precision::Commune
            && match self {
                Self::State(name) => place.region().is_some_and(|region| region.name() == name),
                Self::In(country) => place.country() == Country::new(country),
            }
    }
}

fn state(letters: &str) -> Option<&'static str> {
    let known = STATES.split('|').filter_map(|pair| pair.split_once(' '));
    known.into_iter().find(|(known, _)| *known == letters).map(|(_, name)| name)
}

fn is_loud(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The first half of a British postcode: `LS1`, `SW1A`.
fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let digit = word.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    (1..=2).contains(&letters) && digit && word.len() <= 4
}

/// The second half behind the first: ` 3EX`.
fn is_inward(after: &str) -> bool {
    let after = after.trim_start();
    let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    end == 3 && after.starts_with(|c: char| c.is_ascii_digit()) && is_loud(&after[1..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_posting::Location;
    use jobsearch_vocabulary::locations::resolve;

    #[test]
    fn states_postcodes_and_countries() {
        let check = |text: &str, expected: Option<Behind>| {
            assert_eq!(Behind::read(text), expected, "{text}");
        };
        check(", TX", Some(Behind::State("Texas")));
        check(" CA (Remote)", Some(Behind::State("California")));
        check(", NJ 08830", Some(Behind::State("New Jersey")));
        check(" LS1 3EX", Some(Behind::In("GB")));
        check(", SW1A 2AA, London", Some(Behind::In("GB")));
        check(" Cedex 06254", Some(Behind::In("FR")));
        check("TX", None);
        check(", Texas", None);
        check(" B2B", None);
        check(" M25 junction", None);
        check(" in 2026", None);
        check(", IT", None);
        check("", None);
    }

    #[test]
    fn every_state_is_a_region() {
        for (_, name) in STATES.split('|').filter_map(|pair| pair.split_once(' ')) {
            let found = ["US", "CA"].map(|country| resolve(name, Country::new(country))).concat();
            let is_it = |place: &Location| place.precision == Precision::Region && place.name == name;
            assert!(found.iter().any(is_it), "{name}");
        }
    }
}
