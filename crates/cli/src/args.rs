//! What can be typed on the command line.

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jobsearch_query::Options;
use std::ffi::OsString;
use std::path::PathBuf;

/// What may be typed: most often no command, but a query.
const USAGE: &str = "jobsearch [OPTIONS] <QUERY>...\n       jobsearch <COMMAND>";

/// What the help closes with.
const AFTER_HELP: &str = "\
Examples:
  jobsearch index ~/offers
  jobsearch \"chef de projet Lyon CDI\" --limit 5
  jobsearch show AUB-2231

Exit status: 0 found, 1 nothing found, 2 error.";

/// Searches job postings in French and English
#[derive(Debug, Parser)]
#[command(name = "jobsearch", version, override_usage = USAGE, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Searches (the word `search` may be left out)
    Search(SearchArguments),
    /// Makes the index say what the files say
    Index(IndexArguments),
    /// Names every posting of the index: id, title, source
    List(IndexChoice),
    /// Prints a posting with every fact and where it was read
    Show(ShowArguments),
    /// Prints every step from a query to its results
    Explain(QueryArguments),
    /// Prints the terms of a text, with their positions and bytes
    Analyze(AnalyzeArguments),
    /// Lists the formats that can be read
    Formats(FormatsArguments),
    /// Scores a judged set of queries
    Eval(EvalArguments),
    /// Measures how well facts are read from the texts of postings whose fields give them
    EvalFacts(EvalFactsArguments),
    /// Measures how much of its answer each query keeps when it is typed otherwise
    EvalVariants(EvalVariantsArguments),
    /// Lists, adds and removes packs: names of your own for jobs and skills
    #[command(subcommand)]
    Vocabulary(VocabularyCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum VocabularyCommand {
    /// Adds a pack: a table of yours, ESCO's CSV files, or ROME's; index again afterwards
    Add(AddArguments),
    /// Lists what the program knows by itself, then the packs
    List(IndexChoice),
    /// Removes a pack; index again afterwards
    Remove(RemoveArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    /// The files of one pack, or the folder or zip archive they are in
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What to call the pack: `esco`, `rome` or the name of the table's file, if not said
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct RemoveArguments {
    /// The name of the pack
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct IndexChoice {
    /// The folder of the index, `index` where none is named
    #[arg(long = "index", value_name = "DIR", env = "JOBSEARCH_INDEX")]
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    #[command(flatten)]
    pub(crate) asked: QueryArguments,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct QueryArguments {
    /// What you look for, for example: oncologie CDI
    #[arg(value_name = "QUERY", required_unless_present_any = ["skills", "profile", "contract", "location"], num_args = 1..)]
    pub(crate) query: Vec<String>,
    /// How many results to show
    #[arg(long, short = 'n', default_value_t = 10)]
    pub(crate) limit: usize,
    /// How many results to pass over
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: usize,
    /// Only this contract (CDI, permanent, stage…); may be repeated
    #[arg(long, value_name = "CONTRACT")]
    pub(crate) contract: Vec<String>,
    /// Only offers at or near this place
    #[arg(long, value_name = "PLACE")]
    pub(crate) location: Option<String>,
    /// How far round a place an offer is near it, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 20.0, value_parser = kilometres)]
    pub(crate) radius: f32,
    /// Skills you have, parted by commas: offers that ask for them come first; may be repeated
    #[arg(long, value_name = "SKILLS")]
    pub(crate) skills: Vec<String>,
    /// A text, PDF or DOCX, such as a CV, of which the skills are taken
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// Read nothing into the words: every word is text
    #[arg(long)]
    pub(crate) literal: bool,
    /// List every copy of a posting
    #[arg(long)]
    pub(crate) all_copies: bool,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct IndexArguments {
    /// Files and folders of postings
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Write every skipped record here, a JSON object a line, and a summary in the last line
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// The id of the posting
    pub(crate) id: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct AnalyzeArguments {
    /// The text
    #[arg(required = true, num_args = 1..)]
    pub(crate) text: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FormatsArguments {
    /// One format, with the fields that are understood
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// Queries: id, set and text, tab-separated
    pub(crate) queries: PathBuf,
    /// Judgments: query id, posting id and grade, tab-separated
    pub(crate) qrels: PathBuf,
    /// Write the results here: query id and posting id, fifty a query, copies listed
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    /// Leave the queries of this set out; may be repeated
    #[arg(long, value_name = "SET")]
    pub(crate) without: Vec<String>,
    /// Also score a run that another engine wrote, in the form that --run writes; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) score: Vec<PathBuf>,
    /// Also score the search without each part of the ranking in turn
    #[arg(long, conflicts_with = "score")]
    pub(crate) ablation: bool,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct EvalVariantsArguments {
    /// Queries: id, set and text, tab-separated
    pub(crate) queries: PathBuf,
    /// Also list so many queries of each variant that keep the least
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) worst: usize,
    #[command(flatten)]
    pub(crate) index: IndexChoice,
}

#[derive(Debug, Args)]
pub(crate) struct EvalFactsArguments {
    /// Files and folders of postings that give facts in fields of their own
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// What else is known of them, one JSON object a line: id, lang, contract_norm
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: Option<PathBuf>,
    /// List what was read wrong, or not at all, of this fact
    #[arg(long, value_name = "FACT")]
    pub(crate) misses: Option<String>,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// One JSON document a line and hit
    Ndjson,
    /// Comma-separated values, with a header
    Csv,
}

/// Reads a distance that one may ask for, as `radius:` does.
fn kilometres(typed: &str) -> Result<f32, String> {
    let distances = Options::DISTANCES_KM;
    let said = typed.parse().ok().filter(|km: &f32| distances.contains(&f64::from(*km)));
    said.ok_or_else(|| format!("it is not between {} and {} kilometres", distances.start(), distances.end()))
}

/// Puts the command first, and `search` where there is none: `jobsearch "oncologie CDI"` is a search, and
/// `jobsearch --index DIR list` is `jobsearch list --index DIR`.
pub(crate) fn with_default_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let commands = Arguments::command();
    let is_command =
        |word: &str| word == "help" || commands.get_subcommands().any(|command| command.get_name() == word);
    let is_global = |word: &str| matches!(word, "-h" | "--help" | "-V" | "--version");
    let word = |at: usize| arguments.get(at).and_then(|word| word.to_str());
    // Before the command may only stand what all of them take.
    let at = match word(1) {
        Some("--index") => 3,
        Some(word) if word.starts_with("--index=") => 2,
        _ => 1,
    };
    if word(at).is_some_and(is_command) {
        arguments[1..=at].rotate_right(1);
    } else if arguments.len() > 1 && !word(1).is_some_and(is_global) {
        arguments.insert(1, "search".into());
    }
    if arguments.get(1).is_some_and(|command| command == "search" || command == "explain") {
        arguments[2..].iter_mut().filter(|argument| avoids_a_word(argument)).for_each(shield);
    }
    arguments
}

/// Tells `-stage` and `-"chef de rang"`, words to avoid, from options: those with one dash have one letter.
fn avoids_a_word(argument: &OsString) -> bool {
    let word = argument.to_str().and_then(|argument| argument.strip_prefix('-'));
    word.is_some_and(|word| {
        word.starts_with('"') || word.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
    })
}

/// Puts a blank before an argument, which is no option then.
fn shield(argument: &mut OsString) {
    *argument = [OsString::from(" "), std::mem::take(argument)].into_iter().collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_query_is_a_search_and_a_command_stays_one() {
        let check = |typed: &[&str], second: &str| {
            let arguments = with_default_command(typed.iter().map(OsString::from));
            assert_eq!(arguments[1], second, "{typed:?}");
        };
        check(&["jobsearch", "oncologie CDI"], "search");
        check(&["jobsearch", "--limit", "3", "oncologie"], "search");
        check(&["jobsearch", "index", "seeds"], "index");
        check(&["jobsearch", "--index", "here", "list"], "list");
        check(&["jobsearch", "--index=here", "list"], "list");
        check(&["jobsearch", "--index", "here", "infirmier"], "search");
        check(&["jobsearch", "--index", "index", "infirmier"], "search");
        check(&["jobsearch", "--version"], "--version");
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_word_to_avoid_is_no_option() {
        let check = |typed: &[&str], query: &[&str], limit: usize| {
            let arguments = with_default_command(["jobsearch"].iter().chain(typed).map(OsString::from));
            let Command::Search(SearchArguments { asked, .. }) = Arguments::parse_from(arguments).command
            else {
                panic!("{typed:?} is no search");
            };
            assert_eq!(
                (asked.query.iter().map(|word| word.trim()).collect::<Vec<_>>(), asked.limit),
                (query.to_vec(), limit)
            );
        };
        check(&["vendeur", "-stage", "-n", "3"], &["vendeur", "-stage"], 3);
        check(&["-nuit", "-n3", "infirmier"], &["-nuit", "infirmier"], 3);
        check(&["-\"chef de rang\"", "--", "-stage"], &["-\"chef de rang\"", "-stage"], 10);
    }
}
