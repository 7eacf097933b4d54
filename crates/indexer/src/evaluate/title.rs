//! Gender tags that are left in a title.

use jobsearch_analysis::fold;

/// The letters and words of tags; two of different gender side by side make one.
const MASCULINE: [&str; 6] = ["h", "m", "homme", "hommes", "masculin", "male"];
const FEMININE: [&str; 6] = ["f", "w", "femme", "femmes", "feminin", "female"];

/// Tells whether a gender tag is left. This looks at words alone, and so is wider than the rule that takes tags off.
pub(super) fn holds_tag(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let both = |one: &str, other: &str| {
        MASCULINE.contains(&one) && FEMININE.contains(&other)
            || FEMININE.contains(&one) && MASCULINE.contains(&other)
    };
    // `Homme/Femme à tout faire` is a trade, `M-F 7pm` are days, and a title that is nothing but a tag has to stay.
    let means_more = |next: Option<&&str>| {
        next.is_some_and(|next| *next == "a" || next.starts_with(|c: char| c.is_ascii_digit()))
    };
    let side_by_side = words.len() > 2
        && (1..words.len()).any(|at| both(words[at - 1], words[at]) && !means_more(words.get(at + 1)));
    let ends_glued =
        words.last().is_some_and(|word| matches!(*word, "hf" | "fh" | "hfx" | "fhx" | "mwd" | "mfd"));
    let genders = words.windows(2).any(|pair| pair[0] == "all" && matches!(pair[1], "gender" | "genders"));
    let remains = ["/nb", "(h/m)", "(h)"].iter().any(|left| folded.contains(left));
    side_by_side || ends_glued || genders || remains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_seen_in_any_spelling() {
        let check = |titles: &[&str], expected: bool| {
            for title in titles {
                assert_eq!(holds_tag(title), expected, "{title}");
            }
        };
        check(
            &[
                "Soudeur (H/F)",
                "Soudeur M - W",
                "Soudeur homme-femme",
                "Soudeur HF",
                "Soudeur [f.h]",
                "Soudeur (/NB)",
                "Soudeur (all genders)",
            ],
            true,
        );
        check(
            &[
                "Chargé RH / Finance",
                "Sage-femme",
                "Ingénieur F5",
                "Femme de chambre",
                "H&M",
                "H/F",
                "Homme/Femme à tout faire",
                "Shift M-F 7pm",
            ],
            false,
        );
    }
}
