//! Mends a place name that was mistyped.

use super::packed::{map, readings};
use super::place::PlaceId;
use fst::raw::{Node, Output};
use jobsearch_analysis::fold;

/// Names shorter than this are never guessed, in bytes: too many are one letter apart.
const SHORTEST: usize = 5;

/// The name of the most populous place whose name is one letter away: changed, missing, too much, or two swapped.
/// `None` where none is, where the word is a place name already, or where it has fewer than five letters.
pub fn suggest(word: &str) -> Option<&'static str> {
    let folded = fold(word);
    let words: Vec<_> = folded.split([' ', '-', '\'', '’']).filter(|word| !word.is_empty()).collect();
    let key = format!("={}", words.join(" ="));
    if key.len() <= SHORTEST || key.bytes().any(|byte| byte.is_ascii_digit()) || map().get(&key).is_some() {
        return None;
    }
    let mut search = Search { key: key.as_bytes(), found: Vec::new() };
    search.exactly(map().root(), Output::zero(), 0);
    let best = search.found.into_iter().max_by_key(|place| place.place().population())?;
    Some(best.place().name())
}

struct Search<'a> {
    key: &'a [u8],
    found: Vec<PlaceId>,
}

impl Search<'_> {
    /// Goes on where no mistake was met so far, and tries each one here.
    fn exactly(&mut self, node: Node<'static>, output: Output, at: usize) {
        let here = self.key.get(at).copied();
        for step in node.transitions().filter(|step| step.inp >= b'=' || step.inp == b' ') {
            let (next, output) = (map().node(step.addr), output.cat(step.out));
            if Some(step.inp) == here {
                self.exactly(next, output, at + 1);
            } else if at > 0 {
                self.rest(next, output, at + 1);
            }
            if at > 0 {
                self.rest(next, output, at);
                self.swapped(next, output, at, step.inp);
            }
        }
        if at > 0 && here.is_some() {
            self.rest(node, output, at + 1);
        }
    }

    fn swapped(&mut self, node: Node<'static>, output: Output, at: usize, read: u8) {
        let Some([first, second]) = self.key.get(at..at + 2) else { return };
        if *second == read
            && first != second
            && let Some(index) = node.find_input(*first)
        {
            let step = node.transition(index);
            self.rest(map().node(step.addr), output.cat(step.out), at + 2);
        }
    }

    /// Reads what is left without another mistake.
    fn rest(&mut self, mut node: Node<'static>, mut output: Output, at: usize) {
        for byte in self.key.get(at..).unwrap_or_default() {
            let Some(index) = node.find_input(*byte) else { return };
            let step = node.transition(index);
            (node, output) = (map().node(step.addr), output.cat(step.out));
        }
        if at <= self.key.len() && node.is_final() {
            let place = readings(output.cat(node.final_output()).value()).next();
            self.found.extend(place.map(|(place, _)| PlaceId(place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_one_letter() {
        for (word, expected) in [
            ("boredaux", Some("Bordeaux")),
            ("Toulose", Some("Toulouse")),
            ("marseile", Some("Marseille")),
            ("Nantess", Some("Nantes")),
            ("grenoble", None),
            ("boulogne-bilancourt", Some("Boulogne-Billancourt")),
            ("oncologie", None),
            ("pari", None),
            ("75001", None),
            ("", None),
        ] {
            assert_eq!(suggest(word), expected, "{word}");
        }
    }
}
