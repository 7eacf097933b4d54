//! The text of a posting, to look for what its source says.

use jobsearch_analysis::{Analyzer, Token};
use jobsearch_posting::{Origin, Posting};

/// How much of the text is shown on either side, in bytes.
const AROUND: usize = 70;

/// The title and the body in one, analysed.
pub(super) struct Text {
    pub(super) whole: String,
    pub(super) tokens: Vec<Token>,
}

impl Text {
    pub(super) fn of(posting: &Posting) -> Self {
        let mut whole = posting.title.clone();
        for section in &posting.sections {
            for part in [section.heading.as_deref().unwrap_or(""), &section.text] {
                whole.push('\n');
                whole.push_str(part);
            }
        }
        let mut tokens = Vec::new();
        Analyzer::new().for_each(&whole, &mut |token| {
            if !token.alias {
                tokens.push(token);
            }
        });
        Self { whole, tokens }
    }

    /// The words around the first place where these words stand side by side, the first of them with a capital if asked.
    pub(super) fn find(&self, words: &[&str], capital: bool) -> Option<String> {
        let at = (0..(self.tokens.len() + 1).saturating_sub(words.len().max(1))).find(|at| {
            let start = self.tokens[*at].span.start;
            words.iter().enumerate().all(|(next, word)| self.tokens[at + next].word == *word)
                && (!capital || self.whole[start..].starts_with(|c: char| c.is_uppercase()))
        })?;
        (!words.is_empty()).then(|| around(&self.whole, self.tokens[at].span.start))
    }

    /// The same for a text, whose words must all stand side by side.
    pub(super) fn find_text(&self, text: &str) -> Option<String> {
        let tokens = Analyzer::new().tokens(text);
        let words: Vec<&str> = tokens.iter().filter(|token| !token.alias).map(|token| &*token.word).collect();
        self.find(&words, true)
    }
}

/// The words around a byte, on one line.
pub(super) fn around(text: &str, at: usize) -> String {
    let start = text.floor_char_boundary(at.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((at + AROUND).min(text.len()));
    text[start..end].replace('\n', " ⏎ ")
}

/// The words around what a fact was read from.
pub(super) fn read_from(posting: &Posting, origin: &Origin) -> String {
    match origin {
        Origin::Given(field) => format!("<{field}>"),
        Origin::Title(_) => format!("<title> {}", posting.title),
        Origin::Section(number, span) => {
            let section = &posting.sections[*number];
            format!("<{:?}> {}", section.kind, around(&section.text, span.start))
        }
    }
}
