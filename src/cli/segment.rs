//! `beadwork segment`: how a file is read and cut into sentences.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::document::{Document, Role, Span};
use beadwork::language::Language;
use beadwork::{pipeline, read};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::options::{ReadArguments, parse_language};
use super::output::write_standard;

/// Show how a file is read and cut into sentences.
///
/// Every visible block of the file is shown in reading order, page furniture too; the format jsonl says which is which.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SegmentArguments {
    /// The file: text (.txt), Markdown (.md) or a web page (.html); - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The language [default: detected]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Language>,

    /// The output format
    #[arg(long, value_enum, default_value_t = SegmentFormat::Text)]
    format: SegmentFormat,

    /// Keep what one pair of quotation marks holds together, as a reader might want it [default: cut inside quotations]
    #[arg(long)]
    keep_quotations: bool,

    #[command(flatten)]
    read: ReadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork segment russian.html
  beadwork segment russian.html --format jsonl | grep '\"role\":\"caption\"'
  beadwork segment letter.txt --lang ru --encoding koi8-r --abbreviations my-list.txt";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SegmentFormat {
    /// One sentence a line, line breaks inside it turned into spaces
    Text,
    /// One JSON object a line: sentence and block (counted from 0), role, span (bytes of the decoded file), text
    Jsonl,
}

/// Runs the command.
pub(crate) fn run(arguments: &SegmentArguments) -> Result<Outcome> {
    let mut document = read::read_path(&arguments.file, &arguments.read.reader())?;
    let segmenter = arguments.read.segmenter()?.split_quotations(!arguments.keep_quotations);
    pipeline::segment_document(&mut document, arguments.lang, &segmenter);
    write_standard(|output| match arguments.format {
        SegmentFormat::Text => write_text(&document, output),
        SegmentFormat::Jsonl => write_jsonl(&document, output),
    })?;
    Ok(Outcome::Fine)
}

fn write_text(document: &Document, output: &mut dyn Write) -> io::Result<()> {
    for sentence in 0..document.sentences.len() {
        let words: Vec<_> = document.sentence_text(sentence).split_whitespace().collect();
        writeln!(output, "{}", words.join(" "))?;
    }
    Ok(())
}

/// A line of the format jsonl.
#[derive(Serialize)]
struct SentenceRow<'a> {
    sentence: usize,
    block: usize,
    role: Role,
    span: Span,
    text: &'a str,
}

fn write_jsonl(document: &Document, output: &mut dyn Write) -> io::Result<()> {
    for (index, sentence) in document.sentences.iter().enumerate() {
        let row = SentenceRow {
            sentence: index,
            block: sentence.block,
            role: document.sentence_role(index),
            span: document.source_span(sentence.span),
            text: document.sentence_text(index),
        };
        serde_json::to_writer(&mut *output, &row)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}
