//! `beadwork check --pairs`, and several files that are aligned already: many pairs, one report.

use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use beadwork::alignment::AlignedPair;
use beadwork::check::Review;
use beadwork::check::corpus::{self as counting, PairTally, Tally};
use beadwork::error::{Error, ErrorKind};
use beadwork::export::findings::{self, FindingsFormat, corpus};
use beadwork::export::{WriteOptions, write_file};
use rayon::prelude::*;
use tempfile::SpooledTempFile;

use super::output::Output;
use super::settings::Chosen;
use super::{CheckArguments, read_bitext};
use crate::cli::options::warn_of_unused;
use crate::cli::output::terminal_options;
use crate::cli::pairs::{self, Aligning, Destination, Row};
use crate::cli::{Outcome, is_broken_pipe, print_error};

/// Findings of more bytes than this wait on the disk for the end of the run.
const IN_MEMORY: usize = 16 << 20;

/// A place to write to, with the findings so far.
struct Sink {
    output: Output,
    lines: SpooledTempFile,
}

/// What is kept of a pair: the counts, and its findings for each sink.
type Checked = (PairTally, Vec<Vec<u8>>);

/// The folder for the report of each pair, and its format.
type Reports = (Destination, FindingsFormat);

/// Checks every pair of the list. The texts of a pair are dropped as soon as it is checked.
pub(super) fn run(list: &Path, arguments: &CheckArguments) -> Result<Outcome> {
    let options = arguments.pair.options()?;
    let rows = pairs::read_list(list)?;
    let inputs = pairs::inputs(list, &rows, &options);
    let chosen = arguments.settings.load()?;
    let outputs = arguments.output.outputs_of_many(arguments.out_dir.is_some(), &inputs)?;
    let reports = reports(arguments, &inputs)?;
    let formats: Vec<FindingsFormat> = outputs.iter().map(Output::format).collect();
    let mut sinks: Vec<Sink> = outputs.into_iter().map(Sink::new).collect();
    let aligning = Aligning {
        options: &options,
        isolated: arguments.isolated,
        save: None,
    };
    let accept = |row: &Row| match &reports {
        Some((destination, _)) => destination.path(row).map(drop),
        None => Ok(()),
    };
    let check = |row: &Row, pair: AlignedPair| check(row, &pair, &chosen, reports.as_ref(), &formats);
    let mut tally = Tally::default();
    let mut results: Vec<Result<()>> = Vec::with_capacity(rows.len());
    pairs::for_each(rows, &aligning, accept, check, |result| {
        results.push(result.and_then(|checked| keep(checked, &mut tally, &mut sinks)));
    })?;
    warn_of_unused(&options.align)?;
    finish(&results, tally, sinks, &chosen, arguments)
}

/// Checks files that hold both sides, each by itself.
pub(super) fn run_bitexts(arguments: &CheckArguments) -> Result<Outcome> {
    let files = &arguments.files;
    let options = arguments.pair.options()?;
    let chosen = arguments.settings.load()?;
    let outputs = arguments.output.outputs_of_many(arguments.out_dir.is_some(), files)?;
    let reports = reports(arguments, files)?;
    let formats: Vec<FindingsFormat> = outputs.iter().map(Output::format).collect();
    let mut sinks: Vec<Sink> = outputs.into_iter().map(Sink::new).collect();
    let rows = pairs::rows_of_files(files);
    let check = |row: &Row| {
        let pair = read_bitext(&row.source, &options)?;
        check(row, &pair, &chosen, reports.as_ref(), &formats)
    };
    let checked: Vec<Result<Checked>> = rows.par_iter().map(check).collect();
    let mut tally = Tally::default();
    let kept = checked.into_iter();
    let results: Vec<Result<()>> = kept
        .map(|result| result.and_then(|checked| keep(checked, &mut tally, &mut sinks)))
        .collect();
    finish(&results, tally, sinks, &chosen, arguments)
}

/// Writes everything and says how it went.
fn finish(
    results: &[Result<()>],
    mut tally: Tally,
    sinks: Vec<Sink>,
    chosen: &Chosen,
    arguments: &CheckArguments,
) -> Result<Outcome> {
    tally.failed = results.iter().filter(|result| result.is_err()).count();
    let written = write(sinks, &tally, chosen, arguments);
    let outcomes = [
        pairs::report(results, "checked")?,
        written,
        arguments.fail_on.outcome(tally.worst()),
    ];
    let worse = outcomes.into_iter().find(|outcome| *outcome != Outcome::Fine);
    Ok(worse.unwrap_or(Outcome::Fine))
}

/// Where the report of each pair goes, if one was asked for.
fn reports(arguments: &CheckArguments, inputs: &[PathBuf]) -> Result<Option<Reports>> {
    match (&arguments.out_dir, arguments.output.format()) {
        (Some(folder), Some(format)) => {
            let destination = Destination::new(folder, format.extension(), inputs)?;
            Ok(Some((destination, format)))
        }
        _ => Ok(None),
    }
}

/// The findings of a pair for each sink.
fn lines(pair: &AlignedPair, review: &Review, formats: &[FindingsFormat]) -> Result<Vec<Vec<u8>>> {
    let lines = formats.iter().map(|&format| {
        let mut lines = Vec::new();
        corpus::write_lines(pair, review, format, &mut lines)?;
        Ok(lines)
    });
    lines.collect()
}

/// Checks a pair and writes its own report.
fn check(
    row: &Row,
    pair: &AlignedPair,
    chosen: &Chosen,
    reports: Option<&Reports>,
    formats: &[FindingsFormat],
) -> Result<Checked> {
    let (found, sightings) = counting::look(pair, &chosen.settings);
    let review = Review::new(found, chosen.baseline.as_ref());
    if let Some((destination, format)) = reports {
        // What of the baseline is gone can only be said of all pairs together.
        let of_pair = Review {
            findings: review.findings.clone(),
            ..Review::default()
        };
        write_file(&destination.path(row)?, |output| {
            findings::write(pair, &of_pair, *format, &WriteOptions::default(), output)
        })?;
    }
    Ok((PairTally::new(pair, &review, sightings), lines(pair, &review, formats)?))
}

/// Counts a pair and puts its findings behind those of the pairs before it.
fn keep((pair, lines): Checked, tally: &mut Tally, sinks: &mut [Sink]) -> Result<()> {
    tally.add(pair);
    for (sink, lines) in sinks.iter_mut().zip(lines) {
        std::io::Write::write_all(&mut sink.lines, &lines).map_err(|error| temporary(&error))?;
    }
    Ok(())
}

fn temporary(error: &std::io::Error) -> Error {
    let error = Error::new(ErrorKind::Write, "a temporary file", error.to_string());
    error.with_remedy("make room in the folder for temporary files, or name another in TMPDIR")
}

/// Writes every output; one that fails does not keep the others from being written.
fn write(sinks: Vec<Sink>, tally: &Tally, chosen: &Chosen, arguments: &CheckArguments) -> Outcome {
    let terminal = terminal_options(arguments.color);
    let mut outcome = Outcome::Fine;
    for mut sink in sinks {
        match sink.write(tally, chosen, &terminal) {
            Ok(()) => {}
            Err(error) if is_broken_pipe(&error) => {}
            Err(error) => {
                print_error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

impl Sink {
    fn new(output: Output) -> Self {
        Self {
            output,
            lines: SpooledTempFile::new(IN_MEMORY),
        }
    }

    fn write(&mut self, tally: &Tally, chosen: &Chosen, terminal: &WriteOptions) -> Result<()> {
        let Self { output, lines } = self;
        lines
            .seek(SeekFrom::Start(0))
            .context("a temporary file cannot be read again")?;
        let baseline = chosen.baseline.as_ref();
        output.write_with(terminal, |options, to| {
            corpus::write(tally, baseline, lines, output.format(), options, to)
        })
    }
}
