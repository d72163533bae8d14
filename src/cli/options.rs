//! Options that several commands share.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use beadwork::document::Format;
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::read;
use beadwork::segment::Segmenter;
use clap::Args;

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
