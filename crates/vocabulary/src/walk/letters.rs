//! Walks along a packed map, from letter to letter.

use super::{Step, Trie};
use fst::raw::{CompiledAddr, Fst, Output};
use jobsearch_analysis::Token;

/// Goes from letter to letter.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a>(pub(super) &'a Fst<&'a [u8]>);

impl Trie for Letters<'_> {
    type Place = Branch;

    fn root(self) -> Branch {
        Branch::of(self.0, At { node: self.0.root().addr(), output: Output::zero() })
    }

    fn may_lead(from: Branch, _: &Token) -> (bool, bool) {
        (true, from.typed.is_some())
    }

    fn term(self, from: Branch, token: &Token) -> Option<Step<Branch>> {
        Some(self.step(from.term.read(self.0, token.term.as_bytes())?))
    }

    fn typed(self, from: Branch, token: &Token) -> Option<Step<Branch>> {
        Some(self.step(from.typed?.read(self.0, token.word.as_bytes())?))
    }
}

impl Letters<'_> {
    fn step(self, at: At) -> Step<Branch> {
        Step { value: at.value(self.0), next: at.read(self.0, b" ").map(|at| Branch::of(self.0, at)) }
    }
}

/// A place in the map before a word.
#[derive(Clone, Copy)]
pub(super) struct Branch {
    /// Where terms go on.
    term: At,
    /// Where words as typed go on, behind their mark.
    typed: Option<At>,
}

impl Branch {
    fn of(map: &Fst<&[u8]>, term: At) -> Self {
        Self { term, typed: term.read(map, b"=") }
    }
}

/// A place in the map: what was read leads here.
#[derive(Clone, Copy)]
struct At {
    node: CompiledAddr,
    output: Output,
}

impl At {
    /// The value of what was read, where it is a key.
    fn value(self, map: &Fst<&[u8]>) -> Option<u64> {
        let node = map.node(self.node);
        node.is_final().then(|| self.output.cat(node.final_output()).value())
    }

    fn read(mut self, map: &Fst<&[u8]>, bytes: &[u8]) -> Option<Self> {
        for byte in bytes {
            let node = map.node(self.node);
            let step = node.transition(node.find_input(*byte)?);
            self = Self { node: step.addr, output: self.output.cat(step.out) };
        }
        Some(self)
    }
}
