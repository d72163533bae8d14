//! `beadwork corpus pair`: which document of one folder belongs to which of another.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use beadwork::corpus::Metadata;
use beadwork::corpus::pair::{self, Entry, Loaded, Matching, Options, match_documents};
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::{export, read};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rustc_hash::{FxHashMap, FxHashSet};

use super::folder::files;
use crate::cli::options::{ReadArguments, ThreadArguments, parse_language, parse_probability, read_to_string};
use crate::cli::output::write_standard;
use crate::cli::{Outcome, print_error};

/// Find which document of one folder belongs to which of another, by content.
///
/// A and B are folders of articles in two languages, in any order and depth, as text, Markdown or web pages. Documents
/// are held together by the names, numbers, dates and words that they share, the rarer the more; no names of files are
/// looked at. Each gets one partner at most, and none if nothing is likely enough.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PairArguments {
    /// The folder with the sources
    #[arg(value_name = "A")]
    source: PathBuf,

    /// The folder with the targets
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
    #[arg(long, value_name = "P", value_parser = parse_probability, default_value = "0.5")]
    min_score: f64,

    /// Pair no documents that were published more than DAYS apart, if both days are known [default: any, but the
    /// further apart, the less likely]
    #[arg(long, value_name = "DAYS")]
    window: Option<u32>,

    /// Do without the lexicon that comes with the program
    #[arg(long)]
    no_lexicon: bool,

    #[command(flatten)]
    read: ReadArguments,

    /// A list of the right pairs: instead of pairing, write what is known of the best candidates, for fitting
    #[arg(long, value_name = "FILE", hide = true)]
    gold: Option<PathBuf>,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork corpus pair english/ russian/ -o pairs.tsv
  beadwork corpus pair english/ russian/ --min-score 0.9 | cut -f 1,2,3,7";

/// The documents of a folder.
#[derive(Default)]
struct Side {
    entries: Vec<Entry>,
    failed: usize,
}

/// Runs the command.
pub(crate) fn run(arguments: &PairArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let source = arguments.read_side(&arguments.source, arguments.from)?;
    let target = arguments.read_side(&arguments.target, arguments.to)?;
    let options = Options {
        from: arguments.from,
        to: arguments.to,
        min_score: arguments.min_score,
        window: arguments.window,
        no_lexicon: arguments.no_lexicon,
    };
    if let Some(gold) = &arguments.gold {
        return write_examples(gold, &source, &target, &options);
    }
    let matching = match_documents(&source.entries, &target.entries, &options);
    arguments.write(&matching, &source, &target)?;
    let failed = source.failed + target.failed;
    report(&matching, failed)?;
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::Failed })
}

impl PairArguments {
    /// Reads the documents below a folder; those that cannot be read are reported.
    fn read_side(&self, folder: &Path, language: Option<Language>) -> Result<Side> {
        if !folder.is_dir() {
            let what = if folder.exists() { "is a file, not a folder" } else { "no such folder" };
            let error = Error::new(ErrorKind::Read, folder.to_string_lossy(), what);
            return Err(error.with_remedy("give a folder of articles").into());
        }
        let files = files(folder);
        let progress = progress_bar(files.len(), folder);
        let reader = self.read.reader();
        let load = |path: Result<PathBuf, Error>| {
            let path = path?;
            let document = read::read_path(&path, &reader)?;
            Ok(Loaded {
                id: path.to_string_lossy().into_owned(),
                document,
                metadata: Metadata::default(),
            })
        };
        let mut side = Side::default();
        let take = |entry: Result<Entry, Error>| {
            progress.inc(1);
            match entry {
                Ok(entry) => side.entries.push(entry),
                Err(error) => {
                    side.failed += 1;
                    progress.suspend(|| print_error(&error.into()));
                }
            }
        };
        pair::sign_all(files.into_iter(), load, language, &self.read.segmenter()?, take);
        progress.finish_and_clear();
        Ok(side)
    }

    fn write(&self, matching: &Matching, source: &Side, target: &Side) -> Result<()> {
        let places = [source, target].map(|side| -> Vec<String> {
            side.entries.iter().map(|entry| entry.id.clone()).collect()
        });
        let content = |output: &mut dyn Write| pair::write(matching, [&places[0], &places[1]], output);
        match self.output.as_ref().filter(|path| path.as_os_str() != "-") {
            Some(path) => Ok(export::write_file(path, content)?),
            None => write_standard(content),
        }
    }
}

/// Says on standard error what came of it.
fn report(matching: &Matching, failed: usize) -> Result<()> {
    let mut message = format!("{} pairs", matching.pairs.len());
    let alone = |side| matching.unmatched.iter().filter(|alone| alone.side == side).count();
    let [source, target] = beadwork::alignment::Side::BOTH.map(alone);
    write!(message, ", without counterpart {source} of A and {target} of B")?;
    if failed > 0 {
        write!(message, ", {failed} could not be read")?;
    }
    Ok(writeln!(io::stderr(), "{message}")?)
}

fn progress_bar(files: usize, folder: &Path) -> ProgressBar {
    // Draws on standard error, and only if that is a terminal.
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    // The template is a constant; without it the bar looks plainer.
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar.with_message(folder.to_string_lossy().into_owned())
}

/// Writes a line for each example: 1 or 0 for right or wrong, then the features.
fn write_examples(gold: &Path, source: &Side, target: &Side, options: &Options) -> Result<Outcome> {
    let places = |side: &Side| -> FxHashMap<String, usize> {
        let name = |entry: &Entry| Path::new(&entry.id).file_name().map(|name| name.to_string_lossy().into_owned());
        let named = side.entries.iter().enumerate();
        named.filter_map(|(place, entry)| Some((name(entry)?, place))).collect()
    };
    let (sources, targets) = (places(source), places(target));
    let text = read_to_string(gold)?;
    let right: FxHashSet<(usize, usize)> = text
        .lines()
        .filter_map(|line| {
            let (one, two) = line.split_once('\t')?;
            Some((*sources.get(one)?, *targets.get(two.split('\t').next()?)?))
        })
        .collect();
    let examples = pair::examples(&source.entries, &target.entries, &right, options);
    write_standard(|output| {
        for example in &examples {
            let features: Vec<String> = example.features.iter().map(|feature| format!("{feature:.4}")).collect();
            writeln!(output, "{}\t{}", u8::from(example.right), features.join("\t"))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Fine)
}
