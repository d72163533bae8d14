//! `beadwork check`: what two versions disagree about.

mod list;
mod many;
mod output;
mod settings;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::check::{self, Review, Severity};
use beadwork::error::{Error, ErrorKind};
use beadwork::pipeline;
use beadwork::read::bitext::{self, BitextFormat};
use clap::{Args, ColorChoice};

use self::output::OutputArguments;
use self::settings::SettingsArguments;
use super::options::{PairArguments, ThreadArguments};
use super::output::{guard_standard_input, terminal_options};
use super::{Outcome, print_error};

/// Check what two versions of an article disagree about.
///
/// Aligns the two files first; a file that is aligned already is checked as it is. Shows the findings worst first, with
/// both texts; the exit code is 1 if there are findings of --fail-on or worse.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckArguments {
    /// Two versions of an article; or files that hold both languages (.tsv, .jsonl, .tmx, .xlf or .po), each checked as it
    /// is
    #[arg(value_name = "FILE", required_unless_present_any = ["list", "pairs"])]
    files: Vec<PathBuf>,

    /// Check every pair of a tab-separated list: id, path A, path B; lines that start with # are comments
    #[arg(long, value_name = "PAIRS.tsv", conflicts_with_all = ["files", "list"])]
    pairs: Option<PathBuf>,

    /// Write a report for each pair of --pairs, or for each file that holds both languages, in the --format
    #[arg(long, value_name = "DIR", requires = "format", conflicts_with = "list")]
    out_dir: Option<PathBuf>,

    /// Align each pair of --pairs on its own evidence; else pairs of the same languages learn from each other
    #[arg(long, requires = "pairs")]
    isolated: bool,

    /// List the checks: what each catches, an example, and what it does not catch
    #[arg(long, conflicts_with_all = ["files", "outputs"])]
    list: bool,

    /// Exit with 1 if there is a finding of this severity or worse: info, warning, error or never
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,

    #[command(flatten)]
    output: OutputArguments,

    #[command(flatten)]
    settings: SettingsArguments,

    #[command(flatten)]
    pair: PairArguments,

    #[command(flatten)]
    threads: ThreadArguments,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  beadwork check english.html russian.html                    what disagrees, worst first
  beadwork check english.html russian.html -o report.html     in the comparison report
  beadwork check en.txt ru.txt --only number --only date      these checks only
  beadwork check memory.tsv --from en --to ru --format csv    sentences that are aligned already
  beadwork check a.tmx b.xlf c.po                             several such files, counted
  beadwork check en.txt ru.txt -o baseline.json --fail-on never
  beadwork check en.txt ru.txt --baseline baseline.json       only what is new since then
  beadwork check en.txt ru.txt --accept 0123456789abcdef      this finding is fine
  beadwork check --pairs pairs.tsv                            many pairs, counted
  beadwork check --list                                       what each check catches

beadwork.toml in the current folder (or --config FILE) switches checks and names glossaries and accepted findings; \
options of the command line go before it.";

/// From which severity on findings are a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FailOn(Option<Severity>);

impl FromStr for FailOn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text == "never" {
            return Ok(Self(None));
        }
        text.parse().map(|severity| Self(Some(severity))).map_err(|_| {
            let error = Error::new(ErrorKind::Usage, "", format!("{text:?} is no severity"));
            error.with_remedy("give info, warning, error or never")
        })
    }
}

impl FailOn {
    fn outcome(self, worst: Option<Severity>) -> Outcome {
        match (self.0, worst) {
            (Some(limit), Some(worst)) if worst >= limit => Outcome::Findings,
            _ => Outcome::Fine,
        }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    if let Some(list) = &arguments.pairs {
        return many::run(list, arguments);
    }
    if arguments.list {
        return list::run(arguments.output.format(), arguments.color);
    }
    if are_bitexts(&arguments.files)? || arguments.has_reports_of_bitext()? {
        return many::run_bitexts(arguments);
    }
    // Before any work is done: a mistyped name should not cost the alignment.
    let outputs = arguments.output.outputs(&arguments.files)?;
    let chosen = arguments.settings.load()?;
    let pair = arguments.read()?;
    let findings = check::run(&pair, &chosen.settings);
    let review = Review::new(findings, chosen.baseline.as_ref());
    let terminal = terminal_options(arguments.color);
    let mut outcome = arguments.fail_on.outcome(review.worst());
    for output in &outputs {
        match output.write(&pair, &review, &terminal) {
            Ok(()) => {}
            Err(error) if super::is_broken_pipe(&error) => {}
            // One that fails does not keep the others from being written.
            Err(error) => {
                print_error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

/// Whether these are files to be checked one by one: several, each with both languages by its extension.
///
/// Two that are not are articles; a single file has to hold both languages, which its reader tells.
fn are_bitexts(files: &[PathBuf]) -> Result<bool> {
    let mut articles = files.iter().filter(|file| BitextFormat::from_extension(file).is_none());
    let first = articles.next();
    match (files.len(), first) {
        (1, _) => Ok(false),
        (_, None) => Ok(true),
        (2, Some(_)) if articles.next().is_some() => Ok(false),
        (_, Some(article)) => {
            let message = "holds one language, and is not one of two articles";
            let error = Error::new(ErrorKind::Usage, article.to_string_lossy(), message);
            let remedy =
                "give two articles, files that hold both languages (.tsv, .jsonl, .tmx, .xlf or .po), or --pairs";
            Err(error.with_remedy(remedy).into())
        }
    }
}

impl CheckArguments {
    /// Whether a folder for reports is given with a file that holds both sides; an error with two articles.
    fn has_reports_of_bitext(&self) -> Result<bool> {
        let Some(folder) = &self.out_dir else {
            return Ok(false);
        };
        if self.files.len() < 2 {
            return Ok(true);
        }
        let message = "is a folder for the reports of many pairs";
        let error = Error::new(ErrorKind::Usage, folder.to_string_lossy(), message);
        Err(error.with_remedy("give -o FILE for the report of two articles").into())
    }

    /// The two files aligned, or the one that is aligned already.
    fn read(&self) -> Result<AlignedPair> {
        let options = self.pair.options()?;
        if let [source, target] = self.files.as_slice() {
            guard_standard_input(source, target)?;
            return Ok(pipeline::align_files(source, target, &options)?);
        }
        // There is one: the command line asks for it.
        read_bitext(self.files.first().map_or(Path::new(""), PathBuf::as_path), &options)
    }
}

/// A file that is aligned already.
fn read_bitext(file: &Path, options: &pipeline::Options) -> Result<AlignedPair> {
    let bitext = bitext::read_path(file, &options.read, [options.from, options.to])?;
    Ok(pipeline::pair_of_bitext(bitext, &file.to_string_lossy(), options)?)
}
