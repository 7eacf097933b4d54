//! The `jobsearch` command: assembles the crates, and is the only room that knows JSON output.

mod args;
mod commands;
mod failure;
mod print;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    failure::silence_pdf_reader();
    let arguments = args::with_default_command(std::env::args_os());
    match commands::run(args::Arguments::parse_from(arguments)) {
        Ok(found) => ExitCode::from(u8::from(!found)),
        Err(error) => failure::report(&error),
    }
}
