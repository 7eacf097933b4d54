//! `jobsearch analyze TEXT`

use crate::args::AnalyzeArguments;
use anyhow::Result;
use jobsearch_analysis::Analyzer;
use std::io::Write;

/// Prints each term of a text with its position and its bytes; `=` marks another spelling of the term before.
pub(super) fn run(arguments: &AnalyzeArguments) -> Result<bool> {
    let text = arguments.text.join(" ");
    let mut out = std::io::stdout().lock();
    let tokens = Analyzer::new().tokens(&text);
    for token in &tokens {
        let sign = if token.alias { "=" } else { " " };
        let (from, to) = (token.span.start, token.span.end);
        writeln!(out, "{sign}{}\t@{}\t{from}..{to}\t{}", token.term, token.position, &text[from..to])?;
    }
    Ok(!tokens.is_empty())
}
