//! `beadwork lexicon check`: what is doubtful in a dictionary.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use beadwork::lexicon::check::{DoubtfulLine, check};
use clap::Args;

use super::super::output::write_standard;
use super::super::{Outcome, print_error};
use super::{DictionaryArguments, counted, say};

/// Show what is doubtful in a dictionary.
///
/// A line is file, line, kind of doubt and entry. A doubt is a reason to look: a dictionary may hold an entry that is right
/// and still odd.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckArguments {
    /// The dictionaries
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    dictionary: DictionaryArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon check mine.tsv
  beadwork lexicon check lexicon/en-ru/*.tsv

Doubts:
  unreadable  the line does not fit the format (the first five of a file are named)
  script      letters of another script than the rest of the column, or of two scripts in a word
  duplicate   the same pair stands in the file before
  identical   the same word on both sides, though the scripts of the languages differ
  inflected   the same pair stands before in another form of the word
  no lemma    an article or particle before the word, or a verb that is no infinitive
  one-sided   one word against four or more
  length      more than six words
  marks       brackets and other signs that no text has there
  overused    the translation of more than twelve words
  conflict    the bundled lexicon knows both words, and not as translations of each other

Exit codes: 0 if there is no doubt, 1 if there is one.";

/// Runs the command.
pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let mut outcome = Outcome::Fine;
    for path in &arguments.files {
        let dictionary = match arguments.dictionary.read(path) {
            Ok(dictionary) => dictionary,
            Err(error) => {
                print_error(&error);
                outcome = Outcome::of_error(&error);
                continue;
            }
        };
        let doubts = check(&dictionary);
        if !doubts.is_empty() && outcome == Outcome::Fine {
            outcome = Outcome::Findings;
        }
        let name = &dictionary.name;
        write_standard(|output| doubts.iter().try_for_each(|doubt| writeln!(output, "{name}:{doubt}")))?;
        say(&summary(name, dictionary.entries.len(), &doubts))?;
    }
    Ok(outcome)
}

fn summary(name: &str, entries: usize, doubts: &[DoubtfulLine]) -> String {
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for doubt in doubts {
        *kinds.entry(doubt.doubt).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{count} {}", kind.name()))
        .collect();
    let list = if kinds.is_empty() {
        String::new()
    } else {
        format!(": {}", kinds.join(", "))
    };
    let entries = counted(entries, "entry", "entries");
    format!("{name}: {entries}, {}{list}", counted(doubts.len(), "doubt", "doubts"))
}
