//! The `jobsearch` command: reads what was typed, runs it, and gives the exit status.

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
