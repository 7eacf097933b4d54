//! What months are called.

/// The month, from 1, that a folded word names in French or English.
pub fn month(word: &str) -> Option<u32> {
    Some(match word {
        "janvier" | "january" | "janv" | "jan" => 1,
        "fevrier" | "february" | "fevr" | "fev" | "feb" => 2,
        "mars" | "march" | "mar" => 3,
        "avril" | "april" | "avr" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "jun" => 6,
        "juillet" | "july" | "juil" | "jul" => 7,
        "aout" | "august" | "aug" => 8,
        "septembre" | "september" | "sept" | "sep" => 9,
        "octobre" | "october" | "oct" => 10,
        "novembre" | "november" | "nov" => 11,
        "decembre" | "december" | "dec" => 12,
        _ => return None,
    })
}

/// The English name of a month, from 1.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(month as usize + 11) % 12]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_is_known_by_its_own_name() {
        for number in 1..=12 {
            assert_eq!(month(&month_name(number).to_lowercase()), Some(number));
        }
        assert_eq!((month("aout"), month("lundi")), (Some(8), None));
    }
}
