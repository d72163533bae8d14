//! `beadwork lexicon lookup`: what the lexicons say about a word.

use std::path::PathBuf;

use anyhow::Result;
use beadwork::lexicon::lookup::{Translation, in_bundled, in_dictionary};
use clap::Args;

use super::super::Outcome;
use super::super::output::write_standard;
use super::{DictionaryArguments, say};

/// Show the translations of words and where they stand.
///
/// Any form of a word hits, of either language. A line is word, translation, weight, part of speech and place, with tabs
/// between; the place is the file and line of a dictionary or `bundled` for the lexicon that comes with the program.
/// A form that ends in … is the stem that all forms share.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct LookupArguments {
    /// The words; a term of several words in quotation marks
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,

    /// A dictionary to look into, before the bundled lexicon; may be repeated
    #[arg(long = "lexicon", value_name = "FILE")]
    lexicons: Vec<PathBuf>,

    /// Do without the lexicon that comes with the program
    #[arg(long)]
    no_lexicon: bool,

    #[command(flatten)]
    dictionary: DictionaryArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon lookup governments
  beadwork lexicon lookup правительством --lexicon mine.tsv
  beadwork lexicon lookup 'central bank' --lexicon mine.tsv --no-lexicon

Exit codes: 0 if every word was found, 1 if one was not.";

/// Runs the command.
pub(super) fn run(arguments: &LookupArguments) -> Result<Outcome> {
    let paths = arguments.lexicons.iter();
    let dictionaries: Vec<_> = paths
        .map(|path| arguments.dictionary.read(path))
        .collect::<Result<_>>()?;
    let languages = (arguments.dictionary.from, arguments.dictionary.to);
    let mut outcome = Outcome::Fine;
    for word in &arguments.words {
        let mut lines = Vec::new();
        for dictionary in &dictionaries {
            let found = in_dictionary(dictionary, word);
            lines.extend(found.iter().map(|found| row(found, &dictionary.name)));
        }
        if !arguments.no_lexicon {
            lines.extend(in_bundled(word, languages).iter().map(|found| row(found, "bundled")));
        }
        if lines.is_empty() {
            outcome = Outcome::Findings;
            say(&format!("beadwork: {word}: not found"))?;
        }
        write_standard(|output| lines.iter().try_for_each(|line| writeln!(output, "{line}")))?;
    }
    Ok(outcome)
}

fn row(found: &Translation, name: &str) -> String {
    let end = if found.stems { "…" } else { "" };
    let place = match found.line {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    };
    let Translation {
        word,
        translation,
        weight,
        part_of_speech,
        ..
    } = found;
    format!("{word}{end}\t{translation}{end}\t{weight:.3}\t{part_of_speech}\t{place}")
}
