//! `beadwork lexicon induce`: texts → a dictionary.

use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::align::InduceOptions;
use beadwork::error::{Error, ErrorKind};
use beadwork::pipeline::{self, Induced, PreparedPair};
use clap::Args;
use rayon::prelude::*;

use super::super::options::{PairArguments, ThreadArguments, parse_probability, read_to_string};
use super::super::pairs::read_list;
use super::super::{Outcome, print_error};
use super::{counted, guard, save, say};

/// Learn a dictionary from translated texts.
///
/// The texts are two files with one sentence a line, line 1 of A being the translation of line 1 of B and so on (as Moses
/// and OPUS have them), or one tab-separated file with the sentences in its first two columns (as `align` writes it), or a
/// list of article pairs, which are aligned first. The table says how likely each word is the translation of the other.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InduceArguments {
    /// The source sentences, or both with a tab between
    #[arg(value_name = "A", required_unless_present = "pairs")]
    source: Option<PathBuf>,

    /// The target sentences
    #[arg(value_name = "B")]
    target: Option<PathBuf>,

    /// Learn from the articles of a tab-separated list: id, path A, path B
    #[arg(long, value_name = "PAIRS.tsv", conflicts_with_all = ["source", "target"])]
    pairs: Option<PathBuf>,

    /// Keep pairs of words whose probability is at least P (0 to 1) in one direction
    #[arg(long, value_name = "P", default_value = "0.1", value_parser = parse_probability, allow_negative_numbers = true)]
    min_probability: f64,

    /// Keep pairs of words that both occur at least N times
    #[arg(long, value_name = "N", default_value = "2")]
    min_count: u32,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    pair: PairArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon induce corpus.en corpus.ru --from en --to ru -o learned.tsv
  beadwork lexicon induce aligned.tsv -o learned.tsv
  beadwork lexicon induce --pairs pairs.tsv --no-lexicon -o learned.tsv

A few hundred sentences teach the words they use often, a few thousand a small dictionary. To carry \
everything a run learned to a later one (lengths and habits too), use align --save-model instead.";

/// Runs the command.
pub(super) fn run(arguments: &InduceArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let inputs = [&arguments.source, &arguments.target, &arguments.pairs];
    let inputs: Vec<PathBuf> = inputs.into_iter().flatten().cloned().collect();
    guard(arguments.output.as_ref(), &inputs)?;
    let options = arguments.pair.options()?;
    let wanted = InduceOptions {
        aligned: arguments.pairs.is_none(),
        minimum_probability: arguments.min_probability,
        minimum_count: arguments.min_count,
    };
    let (outcome, (languages, entries)) = match (&arguments.pairs, &arguments.source, &arguments.target) {
        (Some(list), ..) => from_pairs(list, &options, &wanted)?,
        (None, Some(source), target) => {
            let lines = match target {
                Some(target) => lines_of_two(source, target)?,
                None => lines_of_one(source)?,
            };
            let names = (name(source), name(target.as_ref().unwrap_or(source)));
            let induced = pipeline::induce_from_lines((&names.0, &names.1), &lines, &options, &wanted)?;
            (Outcome::Fine, induced)
        }
        (None, None, _) => (Outcome::Usage, Induced::default()),
    };
    if entries.is_empty() {
        let error = Error::new(
            ErrorKind::Empty,
            name(&inputs[0]),
            "teaches no pair of words well enough",
        );
        return Err(error
            .with_remedy("give more text, or lower --min-count and --min-probability")
            .into());
    }
    save(arguments.output.as_ref(), languages, &entries)?;
    say(&format!(
        "{} learned",
        counted(entries.len(), "pair of words", "pairs of words")
    ))?;
    Ok(outcome)
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Aligns the articles of a list and learns from them; one that fails is reported, and the rest teach.
fn from_pairs(list: &Path, options: &pipeline::Options, wanted: &InduceOptions) -> Result<(Outcome, Induced)> {
    let prepared: Vec<Result<PreparedPair>> = read_list(list)?
        .into_par_iter()
        .map(|row| {
            let row = row?;
            Ok(PreparedPair::read(&row.source, &row.target, options)?)
        })
        .collect();
    let mut outcome = Outcome::Fine;
    let mut pairs = Vec::with_capacity(prepared.len());
    for result in prepared {
        match result {
            Ok(pair) => pairs.push(pair),
            Err(error) => {
                print_error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok((outcome, pipeline::induce(&pairs, options, wanted)?))
}

/// The lines of two files, which must be as many.
fn lines_of_two(source: &Path, target: &Path) -> Result<Vec<(String, String)>> {
    let (of_source, of_target) = (read_to_string(source)?, read_to_string(target)?);
    let (sources, targets) = (of_source.lines().count(), of_target.lines().count());
    if sources != targets {
        let message = format!("has {sources} lines, {} has {targets}", target.display());
        let error = Error::new(ErrorKind::Syntax, name(source), message);
        return Err(error
            .with_remedy("give files whose lines are each other's translations, or a list of articles with --pairs")
            .into());
    }
    let lines = of_source.lines().zip(of_target.lines());
    Ok(lines
        .map(|(source, target)| (source.to_owned(), target.to_owned()))
        .collect())
}

/// The first two columns of a file.
fn lines_of_one(path: &Path) -> Result<Vec<(String, String)>> {
    let text = read_to_string(path)?;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let mut columns = line.split('\t');
        let (Some(source), Some(target)) = (columns.next(), columns.next()) else {
            let error = Error::new(ErrorKind::Syntax, name(path), "1 column where 2 are needed").at_line(number + 1);
            let remedy = "write source and target sentence with a tab between, or give two files";
            return Err(error.with_remedy(remedy).into());
        };
        lines.push((source.to_owned(), target.to_owned()));
    }
    Ok(lines)
}
