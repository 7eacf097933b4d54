//! Where words begin and end, and what lies between them.
//!
//! A word is a run of letters and figures. A few signs belong to the word they touch: `C++`, `C#`, `.NET`, `R&D`,
//! and the dots of `C.D.I.` do not part it. Everything else is a gap, kept as a [`Gap`] so that the rules that read
//! several words at once (`chargé(e)`, `CI/CD`, `45 000`) need not look at the text again.

use crate::fold::{ACCENTED_LEAD, accented_at};
use crate::gap::{Gap, first_gap, gap_of, one_byte};
use crate::letters::{
    AMPERSAND_SIDE, CLASSES, DOUBTFUL, FIGURE, LETTER, char_at, is_dot_net, is_letter, is_lone_letter,
    may_end, plain_run, push_run, run_end, shape_of,
};
use crate::words::{Shape, Word, Words};

/// The longest word kept, in bytes once folded; what is longer is noise (keys, encoded images) and is cut.
const LONGEST: usize = 128;

/// Reads the words of a text.
pub(crate) fn scan(text: &str) -> Words<'_> {
    let mut scanner = Scanner { words: Words::of(text), behind: 0 };
    let mut at = 0;
    while let Some((start, gap)) = scanner.next_word(at) {
        at = scanner.read_plain_word(start, gap).unwrap_or_else(|| scanner.read_word(start, gap));
    }
    scanner.words
}

/// Where the next word starts, from a place on, if there is one.
#[inline]
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let byte = *bytes.get(at)?;
        match CLASSES[usize::from(byte)] {
            0 => at += 1,
            DOUBTFUL if byte == b'.' => {
                if is_dot_net(text, at) {
                    return Some(at);
                }
                at += 1;
            }
            DOUBTFUL => {
                let c = char_at(text, at)?;
                if is_letter(c) {
                    return Some(at);
                }
                at += c.len_utf8();
            }
            _ => return Some(at),
        }
    }
}

struct Scanner<'t> {
    words: Words<'t>,
    /// The end of the last word.
    behind: usize,
}

impl Scanner<'_> {
    /// Where the next word starts, from a place on, and what lies between the last word and it.
    #[inline]
    fn next_word(&self, from: usize) -> Option<(usize, Gap)> {
        let (text, first) = (self.words.text, self.behind == 0);
        // Most words are parted by one byte.
        if let [sign, letter, ..] = text.as_bytes()[from..]
            && CLASSES[usize::from(sign)] == 0
            && CLASSES[usize::from(letter)] & (LETTER | FIGURE) > 0
            && from == self.behind
            && !first
        {
            return Some((from + 1, one_byte(sign)));
        }
        let start = next_start(text, from)?;
        let gap = &text[self.behind..start];
        Some((start, if first { first_gap(gap) } else { gap_of(gap) }))
    }

    /// Takes a word in; gives its end.
    #[inline]
    fn push(&mut self, word: Word) -> usize {
        self.behind = word.span.end;
        self.words.list.push(word);
        self.behind
    }

    /// Reads the word that starts here; none where its letters fold to nothing. Gives its end.
    fn read_word(&mut self, start: usize, gap: Gap) -> usize {
        let from = self.words.folded.len();
        let mut end = start;
        let mut symbol = self.words.text.as_bytes()[start] == b'.';
        if symbol {
            self.words.folded.push('.');
            end += 1;
        }
        end = push_run(self.words.text, end, &mut self.words.folded);
        let lone = is_lone_letter(&self.words.folded[from..]);
        if lone {
            end = self.push_dotted(end);
        }
        if self.words.folded[from..].chars().nth(AMPERSAND_SIDE).is_none() {
            let with_sign = self.push_sign(lone, end);
            symbol |= with_sign > end;
            end = with_sign;
        }
        self.cut(from);
        let folded = from..self.words.folded.len();
        let shape = if symbol { Shape::Symbol } else { shape_of(&self.words.folded[from..]) };
        if !folded.is_empty() {
            self.push(Word { span: start..end, folded, shape, gap });
        }
        end.max(start + 1)
    }

    /// Reads a word as most are: plain and accented letters and figures, without a sign of its own, not to be cut. Gives its
    /// end where it is one.
    #[inline]
    fn read_plain_word(&mut self, start: usize, gap: Gap) -> Option<usize> {
        let bytes = self.words.text.as_bytes();
        let (mut end, mut seen) = plain_run(bytes, start);
        let (mut folded, own) = (start..end, self.words.folded.len());
        if bytes.get(end) == Some(&ACCENTED_LEAD) {
            (end, seen) = self.push_accented(start);
            folded = own..self.words.folded.len();
        }
        let shape = match seen {
            LETTER => Shape::Letters,
            FIGURE => Shape::Digits,
            0 => return None,
            _ => Shape::Mixed,
        };
        if folded.len() > LONGEST || !may_end(&bytes[end..], folded.len(), shape != Shape::Digits) {
            self.words.folded.truncate(own);
            return None;
        }
        Some(self.push(Word { span: start..end, folded, shape, gap }))
    }

    /// Folds a run of plain and accented letters and figures; gives its end, and what is in it.
    #[inline(never)]
    fn push_accented(&mut self, start: usize) -> (usize, u8) {
        let (text, folded) = (self.words.text, &mut self.words.folded);
        let (bytes, own) = (text.as_bytes(), folded.len());
        let (mut at, mut seen) = (start, 0);
        loop {
            let (end, kinds) = plain_run(bytes, at);
            folded.push_str(&text[at..end]);
            (at, seen) = (end, seen | kinds);
            let Some(accented) = accented_at(bytes, at) else { break };
            folded.push_str(accented);
            (at, seen) = (at + 2, seen | LETTER);
        }
        folded[own..].make_ascii_lowercase();
        (at, seen)
    }

    /// Goes on through the dots of `C.D.I`, each followed by a single letter; gives the end.
    fn push_dotted(&mut self, mut end: usize) -> usize {
        while self.words.text[end..].starts_with('.') {
            let from = self.words.folded.len();
            let stop = push_run(self.words.text, end + 1, &mut self.words.folded);
            if !is_lone_letter(&self.words.folded[from..]) {
                self.words.folded.truncate(from);
                break;
            }
            end = stop;
        }
        end
    }

    /// Goes on through the signs of `C++`, `C#` and `R&D`; gives the end, the same where there is no sign.
    fn push_sign(&mut self, lone: bool, end: usize) -> usize {
        let rest = &self.words.text[end..];
        if lone && rest.starts_with("++") && !rest[2..].starts_with('+') {
            self.words.folded.push_str("++");
            return end + 2;
        }
        if lone && rest.starts_with('#') && run_end(rest, 1) == 1 {
            self.words.folded.push('#');
            return end + 1;
        }
        self.push_ampersands(lone, end)
    }

    /// Goes on through `&` and the few letters behind it; between single letters there may be spaces.
    fn push_ampersands(&mut self, lone: bool, mut end: usize) -> usize {
        let text = self.words.text;
        loop {
            let rest = &text[end..];
            let sign = match rest {
                _ if rest.starts_with('&') => 1,
                _ if lone && rest.starts_with(" & ") => 3,
                _ => return end,
            };
            let from = self.words.folded.len();
            self.words.folded.push('&');
            let stop = push_run(text, end + sign, &mut self.words.folded);
            let side = self.words.folded[from + 1..].chars().count();
            let most = if sign == 1 { AMPERSAND_SIDE } else { 1 };
            if side == 0 || side > most || text[stop..].starts_with(';') {
                self.words.folded.truncate(from);
                return end;
            }
            end = stop;
        }
    }

    /// Cuts what is too long to be a word.
    fn cut(&mut self, from: usize) {
        let folded = &mut self.words.folded;
        if folded.len() - from > LONGEST {
            folded.truncate(folded.floor_char_boundary(from + LONGEST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = scan(text);
        let found: Vec<&str> = (0..words.len()).map(|at| words.folded(at)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        check("", &[]);
        check("Lead oncologie, 35h!", &["lead", "oncologie", "35h"]);
        check("inge\u{301}nieur\u{a0}qualité", &["ingenieur", "qualite"]);
        check("opti\u{ad}misation N°4970 Nº5", &["optimisation", "n", "4970", "n", "5"]);
    }

    #[test]
    fn some_signs_belong_to_the_word() {
        check("C++ et C# · C/C++", &["c++", "et", "c#", "c", "c++"]);
        check(".NET ASP.NET fin.net ...net", &[".net", "asp", "net", "fin", "net", "net"]);
        check(
            "R&D R & D BD&L M&A a&nbsp;b Dupont&Fils",
            &["r&d", "r&d", "bd&l", "m&a", "a", "nbsp", "b", "dupont", "fils"],
        );
        check("C.D.I. U.S.A. M.Dupont 5.a", &["cdi", "usa", "m", "dupont", "5", "a"]);
        check("2 & 3 A & B", &["2", "3", "a&b"]);
    }

    #[test]
    fn gaps_are_named() {
        let words = scan("(a b'c-d - e/f / gg.h·i,j (k)s +5\nl");
        let gaps: Vec<Gap> = (0..words.len()).map(|at| words.gap(at)).collect();
        use Gap::*;
        let expected = [
            Open,
            Blank,
            Apostrophe,
            Hyphen,
            Dash,
            Slash,
            SpacedSlash,
            Dot,
            Middot,
            Comma,
            Open,
            Close,
            Plus,
            Blank,
        ];
        assert_eq!(gaps, expected);
    }

    #[test]
    fn the_span_holds_accents_and_what_is_not_seen() {
        let words = scan("e\u{301}te\u{301}\u{200b} x");
        assert_eq!(words.word(0).span, 0..10);
    }
}
