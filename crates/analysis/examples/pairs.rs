//! Prints how many pairs of words meet: by their terms, by the French–English key, by the Snowball root.
//!
//! Each file named as an argument holds one pair a line, parted by white space.

use jobsearch_analysis::{Analyzer, Token, cognate, root};
use jobsearch_posting::Language;

fn main() -> std::io::Result<()> {
    let shown = std::env::args().any(|argument| argument == "--list");
    println!("{:>6} {:>6} {:>6} {:>6} {:>6}  file", "pairs", "terms", "keys", "fr", "en");
    for path in std::env::args().skip(1).filter(|argument| argument != "--list") {
        let text = std::fs::read_to_string(&path)?;
        let pairs: Vec<(&str, &str)> =
            text.lines().filter_map(|line| line.split_once(char::is_whitespace)).collect();
        let share = |same: &dyn Fn(&Token) -> String| {
            let met = pairs.iter().filter(|(one, other)| reading(one, same) == reading(other, same)).count();
            format!("{:.3}", met as f64 / pairs.len().max(1) as f64)
        };
        let term = |token: &Token| token.term.to_string();
        println!(
            "{:>6} {:>6} {:>6} {:>6} {:>6}  {path}",
            pairs.len(),
            share(&term),
            share(&key),
            share(&|token| root(&token.word, Language::Fr)),
            share(&|token| root(&token.word, Language::En)),
        );
        if shown {
            for (one, other) in &pairs {
                println!(
                    "{} {one} {other}",
                    if reading(one, &term) == reading(other, &term) { '=' } else { ' ' }
                );
            }
        }
    }
    Ok(())
}

fn key(token: &Token) -> String {
    cognate(&token.term).unwrap_or_else(|| token.term.to_string())
}

/// What a text comes to, its other spellings left out.
fn reading(text: &str, same: &dyn Fn(&Token) -> String) -> Vec<String> {
    Analyzer::new().tokens(text).iter().filter(|token| !token.alias).map(same).collect()
}
