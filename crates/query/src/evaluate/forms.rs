//! Other forms of one word: its other gender, its plural.
//!
//! They are made by spelling rules of their own, not by the stem: a form that the analysis does not bring back is to be seen.

use jobsearch_analysis::fold;
use jobsearch_posting::Language;

/// Endings of nouns for who does a job, masculine and feminine, the more special first.
const NOUNS: [(&str, &str); 13] = [
    ("cteur", "ctrice"),
    ("ateur", "atrice"),
    ("iteur", "itrice"),
    ("teur", "teuse"),
    ("nieur", "nieure"),
    ("rieur", "rieure"),
    ("eur", "euse"),
    ("ier", "ière"),
    ("cher", "chère"),
    ("langer", "langère"),
    ("erger", "ergère"),
    ("agent", "agente"),
    ("chef", "cheffe"),
];

/// Endings that adjectives have too.
const ADJECTIVES: [(&str, &str); 5] =
    [("ant", "ante"), ("ien", "ienne"), ("if", "ive"), ("cial", "ciale"), ("é", "ée")];

/// Endings of nouns that look like participles: `qualité`, `santé`.
const NO_PARTICIPLES: [&str; 2] = ["té", "tée"];

/// The word in the other gender, where a rule knows it; `noun` says that it may be the name of who does the job.
pub(super) fn other_gender(word: &str, noun: bool) -> Option<String> {
    let lower = word.to_lowercase();
    if NO_PARTICIPLES.iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    let nouns = NOUNS.iter().filter(|_| noun);
    let mut pairs = nouns.chain(&ADJECTIVES);
    pairs.find_map(|(masculine, feminine)| {
        if folded_end(word, feminine) {
            let plain = if word.is_ascii() { fold(masculine) } else { (*masculine).to_owned() };
            return Some(with_ending(word, feminine, &plain));
        }
        // Without its accent, `é` ends half of all words.
        let ends =
            if masculine.is_ascii() { folded_end(word, masculine) } else { lower.ends_with(masculine) };
        ends.then(|| with_ending(word, masculine, feminine))
    })
}

/// The plural of a word; none where it has one already, or none that differs.
pub(super) fn plural(word: &str, language: Language) -> Option<String> {
    let lower = fold(word);
    if word.chars().count() < 3 || lower.ends_with(['s', 'x', 'z']) || word == word.to_uppercase() {
        return None;
    }
    let stays = ["ay", "ey", "oy"].iter().any(|ending| lower.ends_with(ending));
    let ending = match language {
        Language::Fr if lower.ends_with("al") => return Some(with_ending(word, "al", "aux")),
        Language::Fr if lower.ends_with("au") || lower.ends_with("eu") => "x",
        Language::En if lower.ends_with('y') && !stays => return Some(with_ending(word, "y", "ies")),
        Language::En if lower.ends_with("ch") || lower.ends_with("sh") => "es",
        _ => "s",
    };
    Some(format!("{word}{ending}"))
}

fn folded_end(word: &str, ending: &str) -> bool {
    fold(word).ends_with(&fold(ending))
}

/// The word with another ending, in capitals where the word is.
fn with_ending(word: &str, old: &str, new: &str) -> String {
    let kept = word.chars().count() - old.chars().count();
    let start: String = word.chars().take(kept).collect();
    let capitals = word.chars().all(|letter| !letter.is_lowercase());
    start + &if capitals { new.to_uppercase() } else { new.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_genders_lead_to_each_other() {
        let check = |masculine: &str, feminine: &str| {
            assert_eq!(other_gender(masculine, true).as_deref(), Some(feminine), "{masculine}");
            assert_eq!(other_gender(feminine, true).as_deref(), Some(masculine), "{feminine}");
        };
        check("infirmier", "infirmière");
        check("directeur", "directrice");
        check("acheteur", "acheteuse");
        check("ingénieur", "ingénieure");
        check("Vendeur", "Vendeuse");
        check("CHEF", "CHEFFE");
        check("boulanger", "boulangère");
        check("technicien", "technicienne");
        check("assistant", "assistante");
        check("chargé", "chargée");
        check("commercial", "commerciale");
        assert_eq!(other_gender("infirmiere", true).as_deref(), Some("infirmier"));
        assert_eq!(other_gender("chargee", true).as_deref(), Some("charge"));
    }

    #[test]
    fn other_words_have_one_gender() {
        let check = |word: &str, noun| assert_eq!(other_gender(word, noun), None, "{word}");
        check("qualité", true);
        check("comptable", true);
        check("chantier", false);
        check("moteur", false);
        check("projet", true);
    }

    #[test]
    fn plurals() {
        let check = |word: &str, language, expected: Option<&str>| {
            assert_eq!(plural(word, language).as_deref(), expected, "{word}");
        };
        check("infirmier", Language::Fr, Some("infirmiers"));
        check("commercial", Language::Fr, Some("commerciaux"));
        check("tuyau", Language::Fr, Some("tuyaux"));
        check("secretary", Language::En, Some("secretaries"));
        check("attorney", Language::En, Some("attorneys"));
        check("coach", Language::En, Some("coaches"));
        check("commis", Language::Fr, None);
        check("RH", Language::Fr, None);
    }
}
