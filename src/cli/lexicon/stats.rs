//! `beadwork lexicon stats`: what lexicons hold, in figures.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::lexicon::stats::{Count, Statistics};
use clap::Args;

use super::super::output::write_standard;
use super::super::{Outcome, print_error};
use super::DictionaryArguments;

/// Count entries, words, terms and names.
///
/// Of each file, together and by part of speech; without a file, of the lexicon that comes with the program.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct StatsArguments {
    /// The dictionaries
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    dictionary: DictionaryArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon stats
  beadwork lexicon stats mine.tsv
  beadwork lexicon stats lexicon/en-ru/*.tsv

Columns: entries (pairs of a word or term and a translation), different source and target words and \
terms, entries with several words on a side, entries with a capital letter on both sides. The lexicon \
that comes with the program is counted as it is used: in pairs of stems.";

/// Runs the command.
pub(super) fn run(arguments: &StatsArguments) -> Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut counted = Vec::new();
    for path in &arguments.files {
        match arguments.dictionary.read(path) {
            Ok(dictionary) => counted.push((dictionary.name.clone(), Statistics::of(&dictionary))),
            Err(error) => {
                print_error(&error);
                outcome = Outcome::of_error(&error);
            }
        }
    }
    if arguments.files.is_empty() {
        counted.push(("bundled en-ru".to_owned(), Statistics::of_bundled()));
    }
    if !counted.is_empty() {
        write_standard(|output| print(&counted, output))?;
    }
    Ok(outcome)
}

fn print(counted: &[(String, Statistics)], output: &mut dyn Write) -> io::Result<()> {
    let parts = counted
        .iter()
        .flat_map(|(_, statistics)| statistics.by_part_of_speech.keys());
    let names = counted.iter().map(|(name, _)| name.chars().count());
    let width = names
        .chain(parts.map(|part| part.chars().count() + 2))
        .max()
        .unwrap_or_default();
    writeln!(output, "{:width$}  entries  source  target   terms   names", "")?;
    for (name, statistics) in counted {
        row(name, &statistics.all, width, output)?;
        for (part, count) in &statistics.by_part_of_speech {
            let part = if part.is_empty() { "-" } else { part };
            row(&format!("  {part}"), count, width, output)?;
        }
    }
    Ok(())
}

fn row(name: &str, count: &Count, width: usize, output: &mut dyn Write) -> io::Result<()> {
    let Count {
        entries,
        sources,
        targets,
        terms,
        names,
    } = count;
    writeln!(
        output,
        "{name:width$}  {entries:7}  {sources:6}  {targets:6}  {terms:6}  {names:6}"
    )
}
