//! `beadwork align`: one pair, or many with `--pairs`.

use std::path::PathBuf;

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::ExportFormat;
use beadwork::pipeline::{self, PreparedPair};
use clap::{Args, ColorChoice};

use super::options::{PairArguments, SaveModelArguments, ThreadArguments, dictionary_paths, warn_of_unused};
use super::output::{self, Output};
use super::{Outcome, pairs, print_error};

/// Align two versions of an article, or many pairs.
///
/// A is the source side, B the target side: text (.txt), Markdown (.md) or web pages (.html); `-` is standard input.
/// Without -o the result goes to standard output: side by side on a terminal, tab-separated values in a pipe.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools)] // Switches of the command line.
pub(crate) struct AlignArguments {
    /// The source version
    #[arg(value_name = "A", required_unless_present = "pairs", requires = "target")]
    source: Option<PathBuf>,

    /// The target version
    #[arg(value_name = "B")]
    target: Option<PathBuf>,

    /// Write to FILE, in the format of its extension; may be repeated; - is standard output
    #[arg(short, long = "output", value_name = "FILE")]
    outputs: Vec<PathBuf>,

    /// The output format, whatever the extension: table, tsv, jsonl, vecalign, tmx or html
    #[arg(long, value_parser = ExportFormat::from_name)]
    format: Option<ExportFormat>,

    #[command(flatten)]
    pair: PairArguments,

    /// Align every pair of a tab-separated list: id, path A, path B; lines that start with # are comments
    #[arg(
        long,
        value_name = "PAIRS.tsv",
        requires_all = ["out_dir", "format"],
        conflicts_with_all = ["source", "target", "outputs"],
    )]
    pairs: Option<PathBuf>,

    /// The folder for the results of --pairs, as <id>.<extension>
    #[arg(long, value_name = "DIR", requires = "pairs")]
    out_dir: Option<PathBuf>,

    /// Align each pair of --pairs on its own evidence; else pairs of the same languages learn from each other
    #[arg(long, requires = "pairs", conflicts_with = "save_model")]
    isolated: bool,

    #[command(flatten)]
    save: SaveModelArguments,

    #[command(flatten)]
    threads: ThreadArguments,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  beadwork align english.html russian.html
  beadwork align english.html russian.html -o report.html -o memory.tmx
  beadwork align en.txt ru.txt --from en --to ru --min-confidence 0.6 > aligned.tsv
  curl -s https://example.org/ru.html | beadwork align english.html - --format jsonl
  beadwork align --pairs pairs.tsv --out-dir aligned --format html

With --pairs, paths are looked up from the current folder, then from the folder of the list. \
Characters of an id that do not belong in a file name become _. \
A pair that fails is reported, the rest go on, and the exit code is 3.";

/// Runs the command.
pub(crate) fn run(arguments: &AlignArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let options = arguments.pair.options()?;
    match (arguments, arguments.format) {
        (
            AlignArguments {
                pairs: Some(list),
                out_dir: Some(folder),
                ..
            },
            Some(format),
        ) => pairs::run(list, folder, format, arguments.isolated, &arguments.save, &options),
        _ => arguments.run_one(&options),
    }
}

impl AlignArguments {
    fn run_one(&self, options: &pipeline::Options) -> Result<Outcome> {
        let (Some(source), Some(target)) = (&self.source, &self.target) else {
            let error = Error::new(ErrorKind::Usage, "", "nothing to align");
            return Err(error.with_remedy("give two files, or --pairs").into());
        };
        output::guard_standard_input(source, target)?;
        // Before any work is done: a mistyped extension should not cost the alignment.
        let mut inputs = vec![source.clone(), target.clone()];
        inputs.extend(dictionary_paths(&options.align));
        let outputs = self.outputs(&inputs)?;
        self.save.guard(&inputs)?;
        self.save.guard_outputs(&outputs)?;
        let mut options = options.clone();
        options.align.no_evidence = !outputs.iter().any(Output::shows_evidence);
        let options = &options;
        let prepared = PreparedPair::read(source, target, options)?;
        if self.save.save_model.is_none() {
            let pairs = pipeline::align_prepared(vec![prepared], options, true);
            warn_of_unused(&options.align)?;
            return Ok(self.write_all(&outputs, &pairs));
        }
        let (pairs, model) = pipeline::align_and_learn(vec![prepared], options)?;
        warn_of_unused(&options.align)?;
        // The alignment first: a model that cannot be written does not take it along.
        let outcome = self.write_all(&outputs, &pairs);
        self.save.save(&model)?;
        Ok(outcome)
    }

    fn outputs(&self, inputs: &[PathBuf]) -> Result<Vec<Output>> {
        if self.outputs.is_empty() {
            return Ok(vec![Output::standard(self.format)]);
        }
        let mut outputs: Vec<Output> = Vec::new();
        for path in &self.outputs {
            let output = Output::new(path, self.format)?;
            if let Some(path) = output.path() {
                output::guard_input(path, inputs)?;
            }
            if outputs.iter().any(|other| other.path() == output.path()) {
                let error = Error::new(ErrorKind::Usage, path.to_string_lossy(), "is given twice as an output");
                return Err(error.with_remedy("give each output once").into());
            }
            outputs.push(output);
        }
        Ok(outputs)
    }

    /// Writes every output; one that fails does not keep the others from being written.
    fn write_all(&self, outputs: &[Output], pairs: &[AlignedPair]) -> Outcome {
        let terminal = output::terminal_options(self.color);
        let mut outcome = Outcome::Fine;
        for (output, pair) in outputs
            .iter()
            .flat_map(|output| pairs.iter().map(move |pair| (output, pair)))
        {
            match output.write(pair, &terminal) {
                Ok(()) => {}
                Err(error) if super::is_broken_pipe(&error) => {}
                Err(error) => {
                    print_error(&error);
                    outcome = Outcome::Failed;
                }
            }
        }
        outcome
    }
}
