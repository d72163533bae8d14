//! `beadwork corpus pair`: which document of one folder belongs to which of another.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::alignment::Side;
use beadwork::corpus::pair::{self, Matching, Options, match_documents};
use beadwork::error::{Error, ErrorKind};
use beadwork::export;
use beadwork::language::Language;
use clap::Args;

use super::heap::Heap;
use crate::cli::Outcome;
use crate::cli::options::{ReadArguments, ThreadArguments, parse_language, parse_probability};
use crate::cli::output::write_standard;

/// Find which document of one heap belongs to which of another, by content.
///
/// A and B hold articles in two languages, in any order: a folder of any depth, a list (.tsv), a dump (.jsonl, .jsonl.gz), a
/// web archive (.warc.gz), a .zip or .tar.gz; hidden files are left out. Documents are held together by the names, numbers, dates and words that they share, the rarer the more,
/// and by how these stand together; names of files say nothing. Each gets one partner, or none if nothing is likely enough.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PairArguments {
    /// The heap with the sources
    #[arg(value_name = "A")]
    source: PathBuf,

    /// The heap with the targets
    #[arg(value_name = "B")]
    target: PathBuf,

    /// Write the list to FILE [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The language of A [default: detected]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    from: Option<Language>,

    /// The language of B [default: detected]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    to: Option<Language>,

    /// Leave out pairs that are less likely than P (0 to 1)
    #[arg(long, value_name = "P", value_parser = parse_probability, default_value = "0.5", allow_negative_numbers = true)]
    min_score: f64,

    /// Pair no documents that were published more than DAYS apart, if both days are known [default: any number of days, but
    /// each makes it less likely]
    #[arg(long, value_name = "DAYS")]
    window: Option<u32>,

    /// Do without the lexicon that comes with the program (English-Russian, English-Ukrainian)
    #[arg(long)]
    no_lexicon: bool,

    #[command(flatten)]
    read: ReadArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork corpus pair english/ russian/ -o pairs.tsv
  beadwork corpus pair english/ russian/ --min-score 0.9 | cut -f 1,2,3,7
  beadwork align --pairs pairs.tsv --out-dir aligned --format html

The list is tab-separated: path A, path B, score (the probability that they belong together), kind (pair, or digest: one of \
several articles that the other sums up), the runner-up on either side, its score, reasons. Documents without counterpart \
follow, with - for the other path: kind alone, or copy if they repeat a document of their own side that has a partner.
A document that cannot be read is reported, the rest go on, and the exit code is 3.";

/// Runs the command.
pub(crate) fn run(arguments: &PairArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    arguments.guard()?;
    let (reader, segmenter) = (arguments.read.reader(), arguments.read.segmenter()?);
    let source = Heap::read(&arguments.source, arguments.from, &reader, &segmenter)?;
    let target = Heap::read(&arguments.target, arguments.to, &reader, &segmenter)?;
    let options = Options {
        from: arguments.from,
        to: arguments.to,
        min_score: arguments.min_score,
        window: arguments.window,
        no_lexicon: arguments.no_lexicon,
    };
    let matching = match_documents(&source.entries, &target.entries, &options);
    arguments.write(&matching, [&source, &target])?;
    let failed = source.failed + target.failed;
    report(&matching, failed)?;
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::Failed })
}

impl PairArguments {
    /// Refuses one folder for both sides, and to write among the documents: the next run would read the list as one.
    fn guard(&self) -> Result<(), Error> {
        let [source, target] = [&self.source, &self.target].map(|folder| folder.canonicalize().ok());
        if source.is_some() && source == target {
            let error = Error::new(
                ErrorKind::Usage,
                self.source.to_string_lossy(),
                "is given for both sides",
            );
            return Err(error.with_remedy("give a heap for each language"));
        }
        let Some(output) = self.output.as_ref().filter(|path| path.as_os_str() != "-") else {
            return Ok(());
        };
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder
            .map_or_else(|| PathBuf::from("."), PathBuf::from)
            .canonicalize()
            .ok();
        let inside =
            |heap: Option<PathBuf>| matches!((&folder, heap), (Some(folder), Some(heap)) if folder.starts_with(&heap));
        if inside(source) || inside(target) {
            let error = Error::new(
                ErrorKind::Usage,
                output.to_string_lossy(),
                "would lie among the documents",
            );
            return Err(error.with_remedy("write to another folder"));
        }
        Ok(())
    }

    fn write(&self, matching: &Matching, heaps: [&Heap; 2]) -> Result<()> {
        let places = heaps.map(|heap| -> Vec<String> { heap.entries.iter().map(|entry| entry.id.clone()).collect() });
        let content = |output: &mut dyn Write| pair::write(matching, [&places[0], &places[1]], output);
        match self.output.as_ref().filter(|path| path.as_os_str() != "-") {
            Some(path) => Ok(export::write_file(path, content)?),
            None => write_standard(content),
        }
    }
}

/// Says on standard error what came of it.
fn report(matching: &Matching, failed: usize) -> Result<()> {
    let alone = |side| matching.unmatched.iter().filter(|alone| alone.side == side).count();
    let mut message = format!(
        "{} pairs; without counterpart: {} of A, {} of B",
        matching.pairs.len(),
        alone(Side::Source),
        alone(Side::Target)
    );
    if failed > 0 {
        write!(message, "; {failed} could not be read")?;
    }
    Ok(writeln!(io::stderr(), "{message}")?)
}
