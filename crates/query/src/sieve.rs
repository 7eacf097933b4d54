//! Which texts may hold a term, told from their letters: analysing a text costs a hundred times more.
//!
//! A term keeps the first letters of the word it was made of, so a text without three letters of the term in a row does
//! not hold it. Where a rule of the analysis breaks that, the sieve lets the text through: it may be wrong in one
//! direction only.

/// Bits that hold a letter, or what parts words.
const BITS: usize = 5;
/// Codes of three letters in a row.
const CODES: usize = 1 << (3 * BITS);

/// Terms that words with other first letters have too (`yeux`, `St`): texts are not sifted for them.
const UNLIKE_THEIR_WORDS: &[&str] = &[
    "bail", "beau", "dotnet", "foot", "fou", "man", "mou", "oeil", "saint", "sainte", "tooth", "vif", "wife",
];

/// Lets texts through that may hold one of some terms.
pub(crate) struct Sieve {
    /// A bit for each code that tells of a term.
    codes: [u64; CODES / 64],
    /// The codes again, with the place of the term in `worth`.
    told: Vec<Told>,
    worth: Vec<f32>,
    /// Some term cannot be told from its letters.
    blind: bool,
}

/// What tells of a term.
struct Told {
    code: usize,
    /// The only letter, or the gap, before them that counts.
    behind: Option<usize>,
    at: usize,
}

impl Sieve {
    /// Makes a sieve for terms, each with its worth.
    pub(crate) fn new<'t>(terms: impl IntoIterator<Item = (&'t str, f32)>) -> Self {
        let mut sieve = Self { codes: [0; CODES / 64], told: Vec::new(), worth: Vec::new(), blind: false };
        for (term, worth) in terms {
            sieve.add(term, worth);
        }
        sieve
    }

    /// What a text is worth at most: the sum over the terms it may hold, zero where it holds none for sure.
    pub(crate) fn bound(&self, text: &str) -> f32 {
        let held = if self.blind { None } else { self.told_by(text) };
        let held = held.unwrap_or(u64::MAX);
        let sum: f32 = (0..self.worth.len()).filter(|at| held >> at & 1 == 1).map(|at| self.worth[at]).sum();
        // From three terms on, the same sum in another order may come out a little higher.
        if held.count_ones() > 2 { sum * 1.0001 } else { sum }
    }

    fn add(&mut self, term: &str, worth: f32) {
        // What does not fit the bits shares the last one.
        if self.worth.len() < u64::BITS as usize {
            self.worth.push(0.0);
        }
        let at = self.worth.len() - 1;
        self.worth[at] += worth;
        let plain = term.len() > 1 && term.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain || UNLIKE_THEIR_WORDS.contains(&term) {
            self.blind = true;
            return;
        }
        let letters: Vec<usize> = term.bytes().map(class).collect();
        match letters[..] {
            [] | [_] => {}
            [a, b] => self.tell_pair(a, b, at),
            // `skys` ends as `ski`.
            [a, b, 9] => self.tell_pair(a, b, at),
            // No ending of so long a word reaches its fourth letter.
            [a, b, c, d, _, _, _, ..] => self.tell(code(b, c, d), Some(a), at),
            [a, b, c, ..] => self.tell(code(a, b, c), None, at),
        }
        // The term may also be two words put together, the first of three letters or less: `e-mail`, `low-cost`.
        match letters[..] {
            [_, b, c] | [_, b, c, _] => self.tell_pair(b, c, at),
            [_, b, c, d, ..] => self.tell(code(b, c, d), Some(0), at),
            _ => {}
        }
        if let [a, b, c, ..] = letters[..] {
            self.tell(code(a, b, 0), Some(0), at);
            self.tell(code(b, c, 0), Some(a), at);
        }
    }

    fn tell_pair(&mut self, a: usize, b: usize, at: usize) {
        (0..1 << BITS).for_each(|next| self.tell(code(a, b, next), None, at));
    }

    fn tell(&mut self, code: usize, behind: Option<usize>, at: usize) {
        self.codes[code / 64] |= 1 << (code % 64);
        self.told.push(Told { code, behind, at });
    }

    /// The bits of the terms a text may hold; none where its letters do not tell. Once all of them may be held, the rest
    /// tells no more.
    fn told_by(&self, text: &str) -> Option<u64> {
        let all = u64::MAX.checked_shr(u64::BITS - self.worth.len() as u32).unwrap_or(0);
        let (mut held, mut code, mut at) = (0, 0, 0);
        while held != all
            && let Some(&byte) = text.as_bytes().get(at)
        {
            at += 1;
            match CLASSES[usize::from(byte)] {
                BEYOND_ASCII => {
                    let c = text[at - 1..].chars().next()?;
                    for byte in letters(c)?.bytes() {
                        code = self.pass(code, class(byte), &mut held);
                    }
                    at += c.len_utf8() - 1;
                }
                DOT if is_lone_letter(code) && may_be_letter(text.as_bytes().get(at)) => return None,
                class => code = self.pass(code, usize::from(class % DOT), &mut held),
            }
        }
        self.pass(code, 0, &mut held);
        Some(held)
    }

    /// Reads one more letter; gives the code of the last three.
    #[inline]
    fn pass(&self, before: usize, class: usize, held: &mut u64) -> usize {
        let code = (before << BITS | class) % CODES;
        if self.codes[code / 64] >> (code % 64) & 1 == 1 {
            let behind = before >> (2 * BITS);
            let fits = |told: &&Told| told.code == code && told.behind.is_none_or(|wanted| wanted == behind);
            self.told.iter().filter(fits).for_each(|told| *held |= 1 << told.at);
        }
        code
    }
}

fn code(a: usize, b: usize, c: usize) -> usize {
    (a << BITS | b) << BITS | c
}

/// Whether a code ends with a word of one letter: with a dot behind it, it may begin `C.D.I.`
fn is_lone_letter(code: usize) -> bool {
    let (before, last) = (code >> BITS & 31, code & 31);
    before == 0 && last != 0
}

fn may_be_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

/// The number of a letter, 0 for all that parts words.
#[inline]
fn class(byte: u8) -> usize {
    // Capitals and small letters have the same low bits.
    if byte.is_ascii_alphabetic() { usize::from(byte & 31) } else { 0 }
}

/// What a byte is that is no letter, and more than what parts words.
const DOT: u8 = 1 << BITS;
const BEYOND_ASCII: u8 = u8::MAX;

/// What each byte is: the number of a letter, 0 for what parts words, or one of the above.
const CLASSES: [u8; 256] = {
    let mut classes = [BEYOND_ASCII; 256];
    let mut byte: u8 = 0;
    while byte.is_ascii() {
        classes[byte as usize] = if byte.is_ascii_alphabetic() { byte & 31 } else { 0 };
        byte += 1;
    }
    classes[b'.' as usize] = DOT;
    classes
};

/// What a character beyond ASCII is for the sieve: its letters, nothing where it is not seen, a blank where it parts
/// words. `None` for letters and marks that French and English do without.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' | 'á' | 'À' | 'Â' | 'Ä' | 'Á' => "a",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'î' | 'ï' | 'í' | 'Î' | 'Ï' | 'Í' => "i",
        'ô' | 'ö' | 'ó' | 'Ô' | 'Ö' | 'Ó' => "o",
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' | '\u{300}'..='\u{36f}' => {
            ""
        }
        'µ' => return None,
        '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{200a}' | '\u{2010}'..='\u{2064}' => " ",
        '\u{20a0}'..='\u{20bf}' | '\u{2190}'..='\u{245f}' | '\u{2500}'..='\u{27bf}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;
    use jobsearch_vocabulary::Vocabulary;

    fn check(text: &str, term: &str, let_through: bool) {
        assert_eq!(Sieve::new([(term, 1.0)]).bound(text) > 0.0, let_through, "{term} in `{text}`");
    }

    #[test]
    fn a_text_without_the_letters_is_kept_back() {
        check("Nous cherchons une INFIRMIÈRE.", "infirmier", true);
        check("Nous cherchons un comptable.", "infirmier", false);
        check("du développement, de l’équipe", "developpement", true);
        check("Chef de cœur", "coeur", true);
        check("opé\u{ad}ra\u{301}tion", "operation", true);
        check("le droit", "rh", false);
        check("responsable RH", "rh", true);
    }

    #[test]
    fn terms_of_several_words_and_of_none_go_through() {
        check("un C.D.I. à Lyon", "cdi", true);
        check("co-working", "coworking", true);
        check("GC-MS", "gcm", true);
        check("les yeux", "oeil", true);
        check("du C++ ou rien", "c++", true);
        check("skys", "ski", true);
    }

    #[test]
    fn the_bound_is_the_sum_of_what_may_be_held() {
        let sieve = Sieve::new([("infirmier", 1.0), ("nuit", 0.5), ("cdi", 0.25)]);
        assert_eq!(sieve.bound("infirmière de nuit"), 1.5);
        assert_eq!(sieve.bound("rien de tel"), 0.0);
    }

    #[test]
    fn no_name_of_the_vocabulary_is_kept_back_from_its_own_terms() {
        let analyzer = Analyzer::new();
        for concept in Vocabulary::new().concepts() {
            for label in concept.labels() {
                for token in analyzer.tokens(label.text) {
                    check(label.text, &token.term, true);
                }
            }
        }
    }
}
