//! Both genders in one word: chargé(e), développeur·se, directeur/trice, Coffreur / Coffreuse, and the tag (H/F).

use crate::fold::is_invisible;
use crate::gap::Gap;
use crate::stem::Stem;
use crate::words::{Shape, Words};

/// The most letters of an ending: `teuses`, `eresses`.
const LONGEST_ENDING: usize = 7;

/// The shortest ending that cannot be a word of its own, so that spaces may stand before it.
const SHORTEST_APART: usize = 3;

/// The most letters that an ending may replace: `directeur/trice` replaces `teur`.
const MOST_REPLACED: usize = 5;

/// The most letters of a part of a gender tag.
pub(crate) const LONGEST_TAG_LETTERS: usize = 2;

/// The most letters of a gender tag.
const LONGEST_TAG: usize = 5;

/// A word with all that is written behind it to name the other gender or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The word behind it.
    pub(crate) next: usize,
    /// Its end in the text, in bytes.
    pub(crate) end: usize,
}

/// Reads a word and the endings or the second form behind it.
pub(crate) fn unit(words: &Words<'_>, at: usize) -> Unit {
    let unit = with_endings(words, at);
    second_form(words, at, unit.next).unwrap_or(unit)
}

/// The word behind the gender tag that starts here, if one does: `H/F`, `m/w/d`, `F/H/X`.
pub(crate) fn gender_tag(words: &Words<'_>, at: usize) -> Option<usize> {
    let tag = |at: usize| is_tag_letter(words.folded(at));
    if !tag(at) {
        return None;
    }
    let joined = |at: usize| matches!(words.gap(at), Gap::Slash | Gap::SpacedSlash) && tag(at);
    let end = (at + 1..=at + LONGEST_TAG).find(|&next| !joined(next))?;
    let end = if end == at + 1 { pair_end(words, at)? } else { end };
    let has = |letter: &str| (at..end).any(|at| words.folded(at) == letter);
    ((has("f") && (has("h") || has("m"))) || (has("m") && has("w"))).then_some(end)
}

/// Whether a word may be a part of a gender tag.
pub(crate) fn is_tag_letter(word: &str) -> bool {
    matches!(word, "d" | "f" | "h" | "i" | "m" | "n" | "nb" | "w" | "x")
}

/// The end of `H-F`, or of `(H F)`.
fn pair_end(words: &Words<'_>, at: usize) -> Option<usize> {
    let next = words.gap(at + 2);
    let hyphen = words.gap(at + 1) == Gap::Hyphen && next != Gap::Hyphen && words.gap(at) != Gap::Hyphen;
    let bracket =
        words.gap(at) == Gap::Open && words.gap(at + 1) == Gap::Blank && closed_at(words, at + 1).is_some();
    let pair = matches!((words.folded(at), words.folded(at + 1)), ("h", "f") | ("f", "h"));
    (pair && (hyphen || bracket)).then_some(at + 2)
}

fn with_endings(words: &Words<'_>, at: usize) -> Unit {
    let plain = Unit { next: at + 1, end: words.word(at).span.end };
    if words.shape(at) != Some(Shape::Letters) || words.folded(at).len() < 2 {
        return plain;
    }
    match ending(words, at) {
        Some(end) => with_plural(words, Unit { next: at + 2, end }),
        None => plain,
    }
}

/// The end of the ending behind a word, if there is one.
fn ending(words: &Words<'_>, at: usize) -> Option<usize> {
    let ending = words.folded(at + 1);
    let gap = words.gap(at + 1);
    let joins = match gap {
        Gap::Middot | Gap::Dot | Gap::Slash | Gap::Hyphen => words.gap(at + 2) != Gap::Apostrophe,
        Gap::SpacedSlash => ending.len() >= SHORTEST_APART,
        Gap::Open => true,
        _ => false,
    };
    let end = if gap == Gap::Open { closed_at(words, at + 1) } else { Some(words.word(at).span.end) };
    let fits = joins && words.shape(at + 1) == Some(Shape::Letters) && agrees(words.folded(at), ending);
    end.filter(|_| fits).map(|end| end.max(words.word(at + 1).span.end))
}

/// The end of the bracket that closes behind a word, in bytes.
fn closed_at(words: &Words<'_>, at: usize) -> Option<usize> {
    let gap = words.raw_gap(at + 1);
    let blank = gap.len() - gap.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
    gap[blank..].starts_with(')').then_some(words.word(at).span.end + blank + 1)
}

/// Goes on over the plural behind an ending: `chargé(e)s`, `salarié·e·s`, `chargé(e)(s)`.
fn with_plural(words: &Words<'_>, unit: Unit) -> Unit {
    let joined =
        matches!(words.gap(unit.next), Gap::Middot | Gap::Dot | Gap::Slash | Gap::Hyphen | Gap::Close);
    if !joined || !matches!(words.folded(unit.next), "s" | "x") {
        return unit;
    }
    let opened = words.gap_text(unit.next).ends_with('(');
    let end = closed_at(words, unit.next).filter(|_| opened);
    Unit { next: unit.next + 1, end: end.unwrap_or(words.word(unit.next).span.end) }
}

/// Goes on over the same word in the other gender: `Coffreur / Coffreuse`, `Vendeur (Vendeuse)`.
fn second_form(words: &Words<'_>, at: usize, next: usize) -> Option<Unit> {
    let joined = matches!(words.gap(next), Gap::Slash | Gap::SpacedSlash | Gap::Hyphen | Gap::Open);
    if !joined || words.shape(next) != Some(Shape::Letters) {
        return None;
    }
    let (one, other) = (words.folded(at), words.folded(next));
    if one == other || other.len() < 3 || Stem::of(one) != Stem::of(other) {
        return None;
    }
    if words.gap(next) == Gap::Open {
        return closed_at(words, next).map(|end| Unit { next: next + 1, end });
    }
    Some(with_endings(words, next))
}

/// Whether an ending makes another form of the word: put behind it, or in the place of its last letters, it gives
/// a word with the same stem.
fn agrees(base: &str, ending: &str) -> bool {
    match ending {
        "e" | "es" | "s" => return true,
        "x" => return base.ends_with('u'),
        "ice" => return agrees(base, "rice"),
        "ices" => return agrees(base, "rices"),
        _ if ending.len() > LONGEST_ENDING || !base.is_ascii() => return false,
        _ => {}
    }
    let wanted = Stem::of(base);
    let mut form = String::new();
    (0..=MOST_REPLACED.min(base.len() - 2)).any(|replaced| {
        form.clear();
        form.extend([&base[..base.len() - replaced], ending]);
        form != base && Stem::of(&form) == wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    /// Checks the text of the first unit.
    fn check(text: &str, expected: &str) {
        let words = scan(text);
        assert_eq!(&text[words.word(0).span.start..unit(&words, 0).end], expected, "{text:?}");
    }

    fn check_whole(texts: &[&str]) {
        texts.iter().for_each(|text| check(text, text));
    }

    #[test]
    fn endings_of_every_shape() {
        check_whole(&["chargé(e)", "Rattaché(e)s", "chargé(e)(s)", "Chargé (e)", "chargé.e", "candidat.e.s"]);
        check_whole(&["employé-e-s", "salarié·e·s", "salarié•e•s", "ouvert/e/s", "CHARGE(E)S", "produit(s)"]);
        check_whole(&["développeur·se", "développeur.euse", "développeur/se", "développeur(euse)"]);
        check_whole(&[
            "directeur/trice",
            "directeur-rice",
            "directeur·ice",
            "directeur / trice",
            "acteur·rice·s",
        ]);
        check_whole(&[
            "infirmier(ère)",
            "infirmier/ère",
            "infirmier/ière",
            "créatif/ve",
            "professionnel(le)s",
        ]);
        check_whole(&[
            "Chef(fe)",
            "tous·tes",
            "technicien·ne",
            "commercial/aux",
            "nouveau/elle",
            "hôte(sse)",
        ]);
        check_whole(&["heureux·se", "ambassadeur.drice", "product(s)", "company(ies)"]);
    }

    #[test]
    fn second_forms() {
        check_whole(&["Coffreur / Coffreuse", "Ingénieur/Ingénieure", "Vendeur (Vendeuse)", "chef/cheffe"]);
        check("Ingénieur / Ingénieure d'affaires", "Ingénieur / Ingénieure");
    }

    #[test]
    fn other_words_stay_apart() {
        check("il/elle", "il");
        check("and/or", "and");
        check("poste.Le candidat", "poste");
        check("acheteur/vendeur", "acheteur");
        check("directeur/direction", "directeur");
        check("aide-soignant", "aide");
        check("poste (CDI)", "poste");
        check("chargé e", "chargé");
        check("(re)build", "re");
    }

    fn check_tag(text: &str, expected: bool) {
        assert_eq!(gender_tag(&scan(text), 0).is_some(), expected, "{text:?}");
    }

    #[test]
    fn gender_tags() {
        for tag in
            ["H/F", "(F/H)", "h / f", "M/W/D", "H/F/X", "m/f", "(f/h/nb)", "H-F", "(H F)", "h|f", "(w/m/d)"]
        {
            check_tag(tag, true);
        }
        for other in ["H", "F", "C/D", "h f", "H/W", "D/F", "homme/femme", "x/d"] {
            check_tag(other, false);
        }
    }
}
