//! Options that several commands share.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use beadwork::align::dictionary::GivenDictionary;
use beadwork::align::model::Model;
use beadwork::document::Format;
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::lexicon::dictionary::Dictionary;
use beadwork::lexicon::import::{ImportOptions, read_dictionary};
use beadwork::segment::Segmenter;
use beadwork::{align, export, pipeline, read};
use clap::Args;

use super::output::{Output, guard_input};

/// How files are read and cut into sentences.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// The input has one sentence a line already; an empty line is a paragraph break
    #[arg(long)]
    pub(crate) lines: bool,

    /// The character encoding of the input, such as windows-1251 or koi8-r [default: detected]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,

    /// More abbreviations that end no sentence, in the format of the lists that come with the program; may be repeated
    #[arg(long, value_name = "FILE")]
    abbreviations: Vec<PathBuf>,
}

impl ReadArguments {
    /// The options of the reader.
    pub(crate) fn reader(&self) -> read::Options {
        read::Options {
            format: self.lines.then_some(Format::Lines),
            encoding: self.encoding.clone(),
        }
    }

    /// The segmenter with the user's abbreviations.
    pub(crate) fn segmenter(&self) -> Result<Segmenter> {
        self.abbreviations
            .iter()
            .try_fold(Segmenter::default(), |segmenter, path| {
                let list = read_to_string(path)?;
                Ok(segmenter.with_list(&path.to_string_lossy(), &list)?)
            })
    }
}

/// More threads than any machine has use for; a mistyped number would take all memory.
const MOST_THREADS: usize = 1024;

fn parse_threads(text: &str) -> Result<usize, String> {
    let threads = text.parse().ok().filter(|threads| (1..=MOST_THREADS).contains(threads));
    threads.ok_or_else(|| format!("give a number from 1 to {MOST_THREADS}"))
}

/// How a pair is read and aligned.
#[derive(Debug, Args)]
pub(crate) struct PairArguments {
    /// The language of A [default: detected]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    from: Option<Language>,

    /// The language of B [default: detected]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    to: Option<Language>,

    #[command(flatten)]
    read: ReadArguments,

    /// Align page furniture too: menus, credits, time stamps, tags, links to other articles [implied by --lines]
    #[arg(long)]
    all_blocks: bool,

    /// Keep the order of both sides: find no moved passages
    #[arg(long)]
    monotone: bool,

    /// Take beads apart whose confidence is below P (0 to 1): their sentences then count as without counterpart
    #[arg(long, value_name = "P", value_parser = parse_probability, allow_negative_numbers = true)]
    min_confidence: Option<f64>,

    #[command(flatten)]
    model: ModelArguments,
}

impl PairArguments {
    /// The options of the stages.
    pub(crate) fn options(&self) -> Result<pipeline::Options> {
        Ok(pipeline::Options {
            read: self.read.reader(),
            from: self.from,
            to: self.to,
            segmenter: self.read.segmenter()?,
            // Whoever prepared the lines has left out what is not to be aligned.
            align: self
                .model
                .align_options(self.all_blocks || self.read.lines, self.monotone)?,
            min_confidence: self.min_confidence.unwrap_or(0.0),
            ..pipeline::Options::default()
        })
    }
}

/// What is known before anything is read.
#[derive(Debug, Args)]
pub(crate) struct ModelArguments {
    /// Start from what an earlier run learned and wrote with --save-model: words, their frequencies, lengths
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// A dictionary of your own, in any format that `beadwork lexicon import` reads; may be repeated. Its columns may stand
    /// either way round
    #[arg(long = "lexicon", value_name = "FILE")]
    lexicons: Vec<PathBuf>,

    /// Do without the lexicon that comes with the program (English-Russian, English-Ukrainian)
    #[arg(long)]
    no_lexicon: bool,
}

impl ModelArguments {
    /// The options of the aligner that say what is known beforehand.
    pub(crate) fn align_options(&self, all_blocks: bool, monotone: bool) -> Result<align::Options> {
        Ok(align::Options {
            all_blocks,
            monotone,
            no_lexicon: self.no_lexicon,
            model: self.load()?,
            dictionaries: self.dictionaries()?,
            ..align::Options::default()
        })
    }

    /// Reads the dictionaries, and says which of their lines were passed over.
    fn dictionaries(&self) -> Result<Vec<Arc<GivenDictionary>>> {
        let read = |path: &PathBuf| {
            let dictionary = read_dictionary(path, &ImportOptions::default())?;
            warn_of_skipped(&dictionary)?;
            Ok(Arc::new(GivenDictionary::new(dictionary)))
        };
        self.lexicons.iter().map(read).collect()
    }

    /// Reads the model.
    fn load(&self) -> Result<Option<Arc<Model>>> {
        let Some(path) = &self.model else { return Ok(None) };
        let model = Model::parse(&path.to_string_lossy(), &read_to_string(path)?)?;
        Ok(Some(Arc::new(model)))
    }
}

/// Names the lines of a dictionary that were passed over, on standard error.
pub(crate) fn warn_of_skipped(dictionary: &Dictionary) -> Result<()> {
    let skipped = &dictionary.skipped;
    if skipped.count > 0 {
        writeln!(
            io::stderr(),
            "beadwork: warning: {}: passed over {}",
            dictionary.name,
            skipped.summary()
        )?;
    }
    Ok(())
}

/// The files of the dictionaries, which no output may replace.
pub(crate) fn dictionary_paths(options: &align::Options) -> impl Iterator<Item = PathBuf> + '_ {
    options
        .dictionaries
        .iter()
        .map(|dictionary| PathBuf::from(dictionary.name()))
}

/// Names the dictionaries that were of other languages than all the texts, on standard error.
pub(crate) fn warn_of_unused(options: &align::Options) -> Result<()> {
    for dictionary in options.dictionaries.iter().filter(|dictionary| !dictionary.is_used()) {
        writeln!(
            io::stderr(),
            "beadwork: warning: {}: not used, it is of other languages than the texts",
            dictionary.name()
        )?;
    }
    Ok(())
}

/// Where a run writes what it learned.
#[derive(Debug, Args)]
pub(crate) struct SaveModelArguments {
    /// Write what was learned to FILE, for --model
    #[arg(long, value_name = "FILE")]
    pub(crate) save_model: Option<PathBuf>,
}

impl SaveModelArguments {
    /// Refuses to write over an input, before any work is done.
    pub(crate) fn guard(&self, inputs: &[PathBuf]) -> Result<(), Error> {
        self.save_model.iter().try_for_each(|path| guard_input(path, inputs))
    }

    /// Refuses to write the model and an alignment to the same file.
    pub(crate) fn guard_outputs(&self, outputs: &[Output]) -> Result<(), Error> {
        let taken = |path: &&PathBuf| outputs.iter().any(|output| output.path() == Some(path.as_path()));
        match self.save_model.iter().find(taken) {
            None => Ok(()),
            Some(path) => Err(Error::new(
                ErrorKind::Usage,
                path.to_string_lossy(),
                "is an output and the model's file too",
            )
            .with_remedy("give the model a file of its own")),
        }
    }

    /// Writes the model whole or not at all, if it is wanted.
    pub(crate) fn save(&self, model: &Model) -> Result<()> {
        if let Some(path) = &self.save_model {
            export::write_file(path, |output| model.write(output))?;
        }
        Ok(())
    }
}

/// How many threads work.
#[derive(Debug, Args)]
pub(crate) struct ThreadArguments {
    /// The number of threads [default: one per processor]; the output is the same for any
    #[arg(long, value_name = "N", value_parser = parse_threads)]
    threads: Option<usize>,
}

impl ThreadArguments {
    /// Sets up the threads; to be called once.
    pub(crate) fn apply(&self) -> Result<()> {
        let Some(threads) = self.threads else { return Ok(()) };
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .with_context(|| format!("cannot start {threads} threads; give a smaller number with --threads"))
    }
}

/// Reads a list file of the user's, which is UTF-8.
pub(crate) fn read_to_string(path: &Path) -> Result<String, Error> {
    let name = path.to_string_lossy();
    let bytes = std::fs::read(path).map_err(|error| {
        Error::new(ErrorKind::Read, &*name, reason(&error)).with_remedy("check the path and its permissions")
    })?;
    String::from_utf8(bytes)
        .map_err(|_| Error::new(ErrorKind::Encoding, &*name, "not UTF-8").with_remedy("save it as UTF-8 text"))
}

/// What the system says went wrong, in words, without the number of the error.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// Reads a language for clap.
pub(crate) fn parse_language(text: &str) -> Result<Language, Error> {
    text.parse()
}

/// Reads a probability for clap.
pub(crate) fn parse_probability(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "give a number from 0 to 1".to_owned())
}
