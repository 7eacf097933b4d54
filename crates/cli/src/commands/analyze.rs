//! `jobsearch analyze TEXT`

use crate::args::AnalyzeArguments;
use crate::print;
use anyhow::Result;
use jobsearch_analysis::Analyzer;

/// Prints each term of a text with its position and its bytes; `=` marks another spelling of the term before.
pub(super) fn run(arguments: &AnalyzeArguments) -> Result<bool> {
    let text = arguments.text.join(" ");
    let tokens = Analyzer::new().tokens(&text);
    print::on_stdout(|out| {
        for token in &tokens {
            let sign = if token.alias { "=" } else { " " };
            let (from, to) = (token.span.start, token.span.end);
            writeln!(out, "{sign}{}\t@{}\t{from}..{to}\t{}", token.term, token.position, &text[from..to])?;
        }
        Ok(())
    })?;
    Ok(!tokens.is_empty())
}
