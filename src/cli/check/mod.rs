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
use beadwork::read::bitext;
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
    /// The source version, or a file with both languages (.tsv, .jsonl, .tmx, .xlf or .po)
    #[arg(value_name = "A", required_unless_present_any = ["list", "pairs"])]
    source: Option<PathBuf>,

    /// The target version
    #[arg(value_name = "B")]
    target: Option<PathBuf>,

    /// Check every pair of a tab-separated list: id, path A, path B; lines that start with # are comments
    #[arg(long, value_name = "PAIRS.tsv", conflicts_with_all = ["source", "target", "list"])]
    pairs: Option<PathBuf>,

    /// Write a report for each pair of --pairs, as <id>.<extension> in the --format
    #[arg(long, value_name = "DIR", requires_all = ["pairs", "format"])]
    out_dir: Option<PathBuf>,

    /// Align each pair of --pairs on its own evidence; else pairs of the same languages learn from each other
    #[arg(long, requires = "pairs")]
    isolated: bool,

    /// List the checks: what each catches, an example, and what it does not catch
    #[arg(long, conflicts_with_all = ["source", "target", "outputs"])]
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
    let Some(source) = arguments.source.as_ref().filter(|_| !arguments.list) else {
        return list::run(arguments.output.format(), arguments.color);
    };
    let inputs: Vec<PathBuf> = [Some(source), arguments.target.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    // Before any work is done: a mistyped name should not cost the alignment.
    let outputs = arguments.output.outputs(&inputs)?;
    let chosen = arguments.settings.load()?;
    let pair = arguments.read(source)?;
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

impl CheckArguments {
    /// The two files aligned, or the one that is aligned already.
    fn read(&self, source: &Path) -> Result<AlignedPair> {
        let options = self.pair.options()?;
        if let Some(target) = &self.target {
            guard_standard_input(source, target)?;
            return Ok(pipeline::align_files(source, target, &options)?);
        }
        let bitext = bitext::read_path(source, &options.read, [options.from, options.to])?;
        Ok(pipeline::pair_of_bitext(bitext, &source.to_string_lossy(), &options)?)
    }
}
