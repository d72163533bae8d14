//! `beadwork lexicon import`: other people's dictionaries → one table.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::lexicon::dictionary::{Dictionary, DictionaryEntry};
use beadwork::lexicon::import::{ImportOptions, read_dictionary};
use beadwork::lexicon::stats::Statistics;
use clap::Args;

use super::super::Outcome;
use super::super::options::warn_of_skipped;
use super::{DictionaryArguments, counted, guard, save, say};

/// Turn dictionaries of other programs into one table.
///
/// Reads hunalign's .dic, TSV and CSV, MUSE's word pairs, dictd's .index with .dict or .dict.dz (FreeDict), TBX 2 and 3, the
/// tables of GIZA++ (with its .vcb files), `fast_align -p`, Moses and eflomal, all of them also as .gz. A line that does not
/// fit is passed over and named; a file with more such lines than entries is refused.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ImportArguments {
    /// The dictionaries, put together in this order
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    dictionary: DictionaryArguments,

    /// Swap source and target
    #[arg(long)]
    reverse: bool,

    /// A vocabulary file of GIZA++: give it twice, the source's and the target's [default: beside the table]
    #[arg(long = "vocabulary", value_name = "VCB")]
    vocabularies: Vec<PathBuf>,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  beadwork lexicon import en-ru.dic -o mine.tsv
  beadwork lexicon import /usr/share/dictd/freedict-eng-rus.index --from en --to ru -o mine.tsv
  beadwork lexicon import terms.tbx --from en --to ru -o terms.tsv
  beadwork lexicon import table.t3.final --vocabulary src.vcb --vocabulary tgt.vcb -o learned.tsv

Columns are source and target; only hunalign (target @ source) and Moses (target, source) write them the \
other way. The table has a header: source, target, weight, reverse (weight from target to source), part \
of speech. Of tables of probabilities, pairs below 0.01 are left out.";

/// Runs the command.
pub(super) fn run(arguments: &ImportArguments) -> Result<Outcome> {
    guard(arguments.output.as_ref(), &arguments.files)?;
    let options = arguments.options()?;
    let mut table = Table::default();
    for path in &arguments.files {
        let dictionary = read_dictionary(path, &options)?;
        warn_of_skipped(&dictionary)?;
        say(&summary(&dictionary))?;
        table.add(if arguments.reverse {
            dictionary.reversed()
        } else {
            dictionary
        })?;
    }
    save(arguments.output.as_ref(), table.languages, &table.entries)?;
    let repeated = match table.repeated {
        0 => String::new(),
        repeated => format!(", {repeated} repeated ones left out"),
    };
    let entries = counted(table.entries.len(), "entry", "entries");
    say(&format!("{entries} written{repeated}"))?;
    Ok(Outcome::Fine)
}

impl ImportArguments {
    fn options(&self) -> Result<ImportOptions> {
        let vocabularies = match &self.vocabularies[..] {
            [] => None,
            [source, target] => Some((source.clone(), target.clone())),
            other => {
                let message = format!("--vocabulary is given {} times", other.len());
                let error = Error::new(ErrorKind::Usage, "", message);
                return Err(error
                    .with_remedy("give it twice: the source's, then the target's")
                    .into());
            }
        };
        Ok(ImportOptions {
            vocabularies,
            ..self.dictionary.options()
        })
    }
}

fn summary(dictionary: &Dictionary) -> String {
    let count = Statistics::of(dictionary).all;
    let unlikely = match dictionary.unlikely {
        0 => String::new(),
        unlikely => format!(", {unlikely} unlikely ones left out"),
    };
    format!(
        "{}: {}, {}: {} source and {} target words and terms{unlikely}",
        dictionary.name,
        dictionary.format.name(),
        counted(count.entries, "entry", "entries"),
        count.sources,
        count.targets,
    )
}

/// Dictionaries put together.
#[derive(Default)]
struct Table {
    languages: (Option<Language>, Option<Language>),
    entries: Vec<DictionaryEntry>,
    /// The place of each pair with its part of speech.
    places: BTreeMap<(String, String, String), usize>,
    repeated: usize,
}

impl Table {
    fn add(&mut self, dictionary: Dictionary) -> Result<()> {
        let (ours, theirs) = (self.languages, dictionary.languages);
        let differ =
            |ours: Option<Language>, theirs: Option<Language>| ours.is_some() && theirs.is_some() && ours != theirs;
        if differ(ours.0, theirs.0) || differ(ours.1, theirs.1) {
            let message = "is of other languages, or of another direction, than the files before it";
            let error = Error::new(ErrorKind::Language, dictionary.name, message);
            return Err(error.with_remedy("import it into a table of its own").into());
        }
        self.languages = (ours.0.or(theirs.0), ours.1.or(theirs.1));
        for entry in dictionary.entries {
            self.add_entry(entry);
        }
        Ok(())
    }

    /// Adds an entry; of two for the same pair the weightier stays, in the place of the first.
    fn add_entry(&mut self, entry: DictionaryEntry) {
        let key = (entry.source.clone(), entry.target.clone(), entry.part_of_speech.clone());
        let place = *self.places.entry(key).or_insert(self.entries.len());
        match self.entries.get_mut(place) {
            None => self.entries.push(entry),
            Some(first) => {
                self.repeated += 1;
                if entry.weight > first.weight {
                    *first = entry;
                }
            }
        }
    }
}
