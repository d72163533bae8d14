//! `beadwork lexicon`: dictionaries, one file per subcommand.

mod check;
mod import;
mod induce;
mod lookup;
mod stats;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::error::Error;
use beadwork::export;
use beadwork::language::Language;
use beadwork::lexicon::dictionary::{Dictionary, DictionaryEntry};
use beadwork::lexicon::import::{DictionaryFormat, ImportOptions, read_dictionary};
use beadwork::lexicon::write::write;
use clap::{Args, Subcommand};

use super::Outcome;
use super::options::{parse_language, warn_of_skipped};
use super::output::{guard_input, write_standard};

/// Read, learn, look into and check dictionaries.
///
/// What `import` and `induce` write is one table that `align --lexicon` and the other subcommands read.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct LexiconArguments {
    #[command(subcommand)]
    command: LexiconCommand,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon import en-ru.dic -o mine.tsv           a dictionary of hunalign
  beadwork lexicon induce old.en old.ru -o mine.tsv       learned from translations, line by line
  beadwork lexicon lookup governments --lexicon mine.tsv
  beadwork lexicon stats mine.tsv
  beadwork lexicon check mine.tsv
  beadwork align english.html russian.html --lexicon mine.tsv";

#[derive(Debug, Subcommand)]
enum LexiconCommand {
    Import(import::ImportArguments),
    Induce(Box<induce::InduceArguments>),
    Lookup(lookup::LookupArguments),
    Stats(stats::StatsArguments),
    Check(check::CheckArguments),
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &LexiconArguments) -> Result<Outcome> {
    match &arguments.command {
        LexiconCommand::Import(arguments) => import::run(arguments),
        LexiconCommand::Induce(arguments) => induce::run(arguments),
        LexiconCommand::Lookup(arguments) => lookup::run(arguments),
        LexiconCommand::Stats(arguments) => stats::run(arguments),
        LexiconCommand::Check(arguments) => check::run(arguments),
    }
}

/// How dictionaries are read.
#[derive(Debug, Args)]
struct DictionaryArguments {
    /// The format of the files.
    #[arg(
        long,
        value_parser = DictionaryFormat::from_name,
        help = "The format: beadwork, hunalign, tsv, csv, muse, dictd, tbx, giza, fast_align or moses [default: told by \
                extension and content]",
    )]
    format: Option<DictionaryFormat>,

    /// The source language; columns that visibly stand the other way round are turned. Of a TBX file, the language to take
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    from: Option<Language>,

    /// The target language
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    to: Option<Language>,

    /// The character encoding of the files, such as windows-1251 or iso-8859-2 [default: detected]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
}

impl DictionaryArguments {
    fn options(&self) -> ImportOptions {
        ImportOptions {
            format: self.format,
            encoding: self.encoding.clone(),
            from: self.from,
            to: self.to,
            vocabularies: None,
        }
    }

    /// Reads a dictionary and names the lines that were passed over.
    fn read(&self, path: &Path) -> Result<Dictionary> {
        let dictionary = read_dictionary(path, &self.options())?;
        warn_of_skipped(&dictionary)?;
        Ok(dictionary)
    }
}

/// Writes a table to a file, whole or not at all, or to standard output.
fn save(
    path: Option<&PathBuf>,
    languages: (Option<Language>, Option<Language>),
    entries: &[DictionaryEntry],
) -> Result<()> {
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => Ok(export::write_file(path, |output| write(languages, entries, output))?),
        None => write_standard(|output| write(languages, entries, output)),
    }
}

/// Refuses to write over an input, before any work is done.
fn guard(output: Option<&PathBuf>, inputs: &[PathBuf]) -> Result<(), Error> {
    output.map_or(Ok(()), |output| guard_input(output, inputs))
}

/// Says something on standard error.
fn say(message: &str) -> Result<()> {
    Ok(writeln!(io::stderr(), "{message}")?)
}

/// `1 entry`, `2 entries`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
