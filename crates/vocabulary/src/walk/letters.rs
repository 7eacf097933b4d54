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
        // Some label begins with nearly every letter: here no word is turned away.
        Branch { at: At::root(self.0), bytes: u64::MAX }
    }

    fn term(self, from: Branch, token: &Token) -> Option<Step<Branch>> {
        let first = *token.term.as_bytes().first()?;
        let read = from.may_lead(first).then(|| from.at.read(self.0, token.term.as_bytes()))?;
        Some(self.step(read?))
    }

    fn typed(self, from: Branch, token: &Token) -> Option<Step<Branch>> {
        let mark = from.may_lead(b'=').then(|| from.at.read(self.0, b"="))?;
        Some(self.step(mark?.read(self.0, token.word.as_bytes())?))
    }
}

impl Letters<'_> {
    fn step(self, at: At) -> Step<Branch> {
        let next = at.read(self.0, b" ").map(|at| Branch::of(self.0, at));
        Step { value: at.value(self.0), next }
    }
}

/// A place in the map behind a space.
#[derive(Clone, Copy)]
pub(super) struct Branch {
    at: At,
    /// The bytes that lead on, each as the bit that its last six bits name: most words are turned away by them.
    bytes: u64,
}

impl Branch {
    fn of(map: &Fst<&[u8]>, at: At) -> Self {
        let bytes = map.node(at.node).transitions().fold(0, |bytes, step| bytes | bit(step.inp));
        Self { at, bytes }
    }

    fn may_lead(self, byte: u8) -> bool {
        self.bytes & bit(byte) != 0
    }
}

fn bit(byte: u8) -> u64 {
    1 << (byte & 0x3f)
}

/// A place in the map: what was read leads here.
#[derive(Clone, Copy)]
struct At {
    node: CompiledAddr,
    output: Output,
}

impl At {
    fn root(map: &Fst<&[u8]>) -> Self {
        Self { node: map.root().addr(), output: Output::zero() }
    }

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
