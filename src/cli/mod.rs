//! The command line: one file per command, on top of the library's public functions.

mod align;
mod check;
#[cfg(feature = "corpus")]
mod corpus;
mod eval;
mod explain;
mod lexicon;
mod measure;
mod options;
mod output;
mod pairs;
mod segment;
mod tune;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Aligns two language versions of an article, sentence by sentence.
///
/// Give it the same article in two languages, as text, Markdown or saved web pages. It finds the text on the page, cuts
/// it into sentences, says which sentences correspond, how sure it is and why, and shows what one side left out.
#[derive(Debug, Parser)]
#[command(name = "beadwork", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  beadwork align english.html russian.html                 side by side in the terminal
  beadwork align english.html russian.html -o report.html  a page to read in a browser
  beadwork check english.html russian.html                 what the two disagree about
  beadwork explain english.html russian.html --bead 12     why bead 12 is what it is
  beadwork segment russian.txt                             one sentence a line
  beadwork eval --gold gold/                               how good the alignment is

Exit codes: 0 fine, 1 findings or differences, 2 wrong usage, 3 an input or output failed.";

#[derive(Debug, Subcommand)]
enum Command {
    Align(Box<align::AlignArguments>),
    Check(Box<check::CheckArguments>),
    Explain(explain::ExplainArguments),
    Segment(segment::SegmentArguments),
    Eval(eval::EvalArguments),
    Tune(tune::TuneArguments),
    Lexicon(lexicon::LexiconArguments),
    #[cfg(feature = "corpus")]
    Corpus(corpus::CorpusArguments),
}

/// How a command that ran to its end ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Fine,
    /// What was looked for was found.
    Findings,
    /// The command line asks for something that cannot be.
    Usage,
    /// An input or output failed.
    Failed,
}

impl Outcome {
    /// What an error means for the exit code.
    pub(crate) fn of_error(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<beadwork::error::Error>() {
            Some(error) if error.is_usage() => Self::Usage,
            _ => Self::Failed,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
            Outcome::Failed => 3,
        })
    }
}

/// Runs the command.
pub(crate) fn run(arguments: Arguments) -> Result<Outcome> {
    match arguments.command {
        Command::Align(arguments) => align::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Segment(arguments) => segment::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Tune(arguments) => tune::run(&arguments),
        Command::Lexicon(arguments) => lexicon::run(&arguments),
        #[cfg(feature = "corpus")]
        Command::Corpus(arguments) => corpus::run(&arguments),
    }
}

/// Writes an error to standard error, in the form `beadwork: file:line: message; remedy`.
pub(crate) fn print_error(error: &anyhow::Error) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "beadwork: {error:#}");
}

/// Whether the error is that nobody reads the output any more, as in `beadwork … | head`.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
