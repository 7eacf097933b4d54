//! Where words begin and end, and what lies between them.
//!
//! A word is a run of letters and figures. A few signs belong to the word they touch: `C++`, `C#`, `.NET`, `R&D`,
//! and the dots of `C.D.I.` do not part it. Everything else is a gap, kept as a [`Gap`] so that the rules that read
//! several words at once (`chargé(e)`, `CI/CD`, `45 000`) need not look at the text again.

use crate::fold::{ACCENTED, ACCENTED_LEAD};
use crate::gap::{Gap, gap_of, plain_gap, visible};
use crate::letters::{
    AMPERSAND_SIDE, CLASSES, DOUBTFUL, FIGURE, LETTER, char_at, is_dot_net, is_letter, is_lone_letter,
    may_end, push_run, run_end, shape_of,
};
use crate::words::{Shape, Word, Words};

/// The longest word kept, in bytes once folded; what is longer is noise (keys, encoded images) and is cut.
const LONGEST: usize = 128;

/// Reads the words of a text.
pub(crate) fn scan(text: &str) -> Words<'_> {
    let mut scanner = Scanner { words: Words::of(text), at: 0, behind: 0 };
    while let Some(start) = scanner.next_start() {
        let gap = scanner.gap_before(start);
        if !scanner.read_plain_word(start, gap) {
            scanner.read_word(start, gap);
        }
    }
    scanner.words
}

struct Scanner<'t> {
    words: Words<'t>,
    at: usize,
    /// The end of the last word.
    behind: usize,
}

impl Scanner<'_> {
    /// Where the next word starts, if there is one.
    fn next_start(&mut self) -> Option<usize> {
        let text = self.words.text;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match CLASSES[usize::from(byte)] {
                0 => self.at += 1,
                DOUBTFUL if byte == b'.' => {
                    if is_dot_net(text, self.at) {
                        return Some(self.at);
                    }
                    self.at += 1;
                }
                DOUBTFUL => {
                    let c = char_at(text, self.at)?;
                    if is_letter(c) {
                        return Some(self.at);
                    }
                    self.at += c.len_utf8();
                }
                _ => return Some(self.at),
            }
        }
        None
    }

    /// What lies between the last word and the one that starts here.
    fn gap_before(&self, start: usize) -> Gap {
        let (text, first) = (self.words.text, self.behind == 0);
        match &text.as_bytes()[self.behind..start] {
            b" " if !first => Gap::Blank,
            bytes => match plain_gap(bytes).filter(|_| !first) {
                Some(gap) => gap,
                None => gap_of(&visible(&text[self.behind..start]), first),
            },
        }
    }

    fn push(&mut self, word: Word) {
        self.behind = word.span.end;
        self.words.list.push(word);
    }

    /// Reads the word that starts here; none where its letters fold to nothing.
    fn read_word(&mut self, start: usize, gap: Gap) {
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
        self.at = end.max(start + 1);
        let folded = from..self.words.folded.len();
        let shape = if symbol { Shape::Symbol } else { shape_of(&self.words.folded[from..]) };
        if !folded.is_empty() {
            self.push(Word { span: start..end, folded, shape, gap });
        }
    }

    /// Reads a word as most are: plain and accented letters and figures, without a sign of its own, not to be cut. Tells
    /// whether it is one.
    fn read_plain_word(&mut self, start: usize, gap: Gap) -> bool {
        let (bytes, from) = (self.words.text.as_bytes(), self.words.folded.len());
        let (mut at, mut done, mut seen) = (start, start, 0);
        loop {
            let letters = self.letters(at);
            seen |= if letters > 0 { LETTER } else { 0 };
            at += letters;
            let figures = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if figures > 0 {
                seen |= FIGURE;
                at += figures;
                continue;
            }
            if bytes.get(at) != Some(&ACCENTED_LEAD) {
                break;
            }
            let Some(accented) = ACCENTED[usize::from(bytes[at + 1] & 0x3f)] else { break };
            self.words.folded.extend_from_within(done..at);
            self.words.folded.push_str(accented);
            seen |= LETTER;
            at += 2;
            done = at;
        }
        let folded = if done == start {
            start..at
        } else {
            self.words.folded.extend_from_within(done..at);
            from..self.words.folded.len()
        };
        let shape = match seen {
            LETTER => Shape::Letters,
            FIGURE => Shape::Digits,
            0 => return false,
            _ => Shape::Mixed,
        };
        if folded.len() > LONGEST || !may_end(&bytes[at..], folded.len(), shape != Shape::Digits) {
            self.words.folded.truncate(from);
            return false;
        }
        self.at = at;
        self.push(Word { span: start..at, folded, shape, gap });
        true
    }

    /// How many plain letters stand here. The text in small letters is looked at, eight bytes at a time.
    fn letters(&self, from: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ONES;
        let small = &self.words.folded.as_bytes()[..self.words.text.len()];
        let mut at = from;
        while let Some(bytes) = small[at..].first_chunk() {
            let bytes = u64::from_le_bytes(*bytes);
            // The highest bit of each byte is set where it is no less than `a`, and where it is more than `z`.
            let low = bytes & !HIGH;
            let (from_a, behind_z) = (low + ONES * (0x80 - 0x61), low + ONES * (0x80 - 0x7b));
            let letters = from_a & !behind_z & !bytes & HIGH;
            let run = (letters ^ HIGH).trailing_zeros() as usize / 8;
            at += run;
            if run < 8 {
                return at - from;
            }
        }
        at - from + small[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
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
            let end = (from..=from + LONGEST).rev().find(|&at| folded.is_char_boundary(at));
            folded.truncate(end.unwrap_or(from));
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
