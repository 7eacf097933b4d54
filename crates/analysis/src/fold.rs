//! Case, accents and ligatures: what two spellings of one word may differ in.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds case, accents and ligatures, and nothing else: `Cœur d'Été` gives `coeur d'ete`.
///
/// Composed and decomposed accents give the same text; soft hyphens and zero-width characters vanish.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    push_all_folded(text, &mut folded);
    folded
}

/// Appends what is left of a text: plain letters in one go, others one by one.
pub(crate) fn push_all_folded(text: &str, folded: &mut String) {
    let (from, mut rest) = (folded.len(), text);
    while !rest.is_empty() {
        let plain = plain(rest.as_bytes());
        folded.push_str(&rest[..plain]);
        rest = &rest[plain..];
        if let Some(c) = rest.chars().next() {
            push_folded(c, folded);
            rest = &rest[c.len_utf8()..];
        }
    }
    folded[from..].make_ascii_lowercase();
}

/// How many bytes stand before the first that is not ASCII: told for many at once, as long as there is none among them.
fn plain(bytes: &[u8]) -> usize {
    const BLOCK: usize = 16;
    let plain = BLOCK * bytes.chunks_exact(BLOCK).take_while(|block| block.is_ascii()).count();
    let rest = &bytes[plain..];
    plain + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// Appends what is left of a character: nothing for a lone accent or an invisible character.
pub(crate) fn push_folded(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else if let Some(latin) = latin(c) {
        folded.push_str(latin);
    } else if !is_silent(c) {
        push_decomposed(c, folded);
    }
}

/// Whether a character inside a word leaves no trace: combining accents, soft hyphens, zero-width characters.
pub(crate) fn is_silent(c: char) -> bool {
    is_invisible(c) || is_combining_mark(c)
}

/// Whether a character is not seen at all where it stands in the middle of a word.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// What the letters from U+00C0 to U+00FF leave, in the order of the second byte of their UTF-8; nothing at the two signs
/// among them. Nearly all accented letters are here.
const ACCENTED: [Option<&str>; 64] = {
    let mut accented = [None; 64];
    let mut code = 0;
    while code < accented.len() {
        accented[code] = latin((0xc0 + code as u8) as char);
        code += 1;
    }
    accented
};

/// What such a letter at this place of a text leaves.
#[inline]
pub(crate) fn accented_at(text: &[u8], at: usize) -> Option<&'static str> {
    match text.get(at..at + 2)? {
        [ACCENTED_LEAD, second] => ACCENTED[usize::from(second & 0x3f)],
        _ => None,
    }
}

/// The first byte of their UTF-8.
pub(crate) const ACCENTED_LEAD: u8 = 0xc3;

/// The letters of French, English and their neighbours, without the detour through the Unicode tables.
const fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'ā' | 'Ā' | 'ă' | 'Ă'
        | 'ą' | 'Ą' => "a",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' => {
            "e"
        }
        'ğ' | 'Ğ' => "g",
        'ħ' | 'Ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => "i",
        'ł' | 'Ł' | 'ľ' | 'Ľ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ŋ' | 'Ŋ' | 'ŉ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => {
            "o"
        }
        'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' | 'ſ' => "s",
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' | 'ŧ' | 'Ŧ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => {
            "u"
        }
        'ÿ' | 'ý' | 'Ÿ' | 'Ý' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'þ' | 'Þ' => "th",
        _ => return None,
    })
}

/// Decomposes first, so that composed and decomposed input agree, then goes up and down in case, because only
/// that makes `µ`, `ς` and `ﬁ` agree with their capitals.
fn push_decomposed(c: char, folded: &mut String) {
    if !c.is_alphanumeric() {
        folded.push(c);
        return;
    }
    decompose_compatible(c, |part| {
        let cased = part.to_uppercase().flat_map(char::to_lowercase);
        for plain in cased.filter(|plain| plain.is_alphanumeric()) {
            match latin(plain) {
                Some(latin) => folded.push_str(latin),
                None => folded.push(plain),
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text:?}");
    }

    #[test]
    fn case_accents_and_ligatures_go() {
        check("Ingénieur QUALITÉ", "ingenieur qualite");
        check("cœur Œuvre æther Straße", "coeur oeuvre aether strasse");
        check("Île-de-France, n° 5", "ile-de-france, n° 5");
    }

    #[test]
    fn decomposed_accents_go_too() {
        check("inge\u{301}nieur C\u{327}a", "ingenieur ca");
        check("ÁÀÂ e\u{302}", "aaa e");
    }

    #[test]
    fn invisible_characters_go() {
        check("opti\u{ad}mi\u{200b}sation\u{feff}", "optimisation");
    }

    #[test]
    fn letters_of_other_alphabets_lose_case_only() {
        check("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ");
        check("ﬁnance ＡＢＣ m²", "finance abc m2");
    }
}
