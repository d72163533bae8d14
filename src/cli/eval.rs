//! `beadwork eval`: how good alignments are, measured against gold.

use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::document::Format;
use beadwork::evaluate::{Beads, DocumentScore, GoldDocument, Report, Score, gold_documents};
use beadwork::{align, pipeline, read};
use clap::Args;
use rayon::prelude::*;

use super::options::ThreadArguments;
use super::output::write_standard;
use super::{Outcome, print_error};

/// Score alignments against gold.
///
/// Every folder at or below DIR that holds a gold.txt is a document. Without --hyp its src.txt and tgt.txt, one sentence
/// a line, are aligned and scored; the languages come from the keys `src_lang` and `tgt_lang` of a meta.json in the folder
/// or the one above, else they are detected. The figures are pooled over the documents.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools)] // Switches of the command line.
pub(crate) struct EvalArguments {
    /// The folder of the gold documents; gold.txt has one bead a line, such as [0, 1]:[0]
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,

    /// Score the files DIR/<document>/hyp.txt, in the format of gold.txt, instead of aligning
    #[arg(long, value_name = "DIR")]
    hyp: Option<PathBuf>,

    /// Align each document on its own evidence; always so in this version, which learns nothing across documents
    #[arg(long)]
    isolated: bool,

    /// Keep the order of both sides: find no moved passages
    #[arg(long)]
    monotone: bool,

    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,

    /// Show the F1 of each document too
    #[arg(long)]
    per_doc: bool,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork eval --gold corpora
  beadwork eval --gold corpora --json --per-doc
  beadwork eval --gold corpora --hyp results/other-aligner

Measures:
  strict                     the gold has the same bead
  lax                        the gold links one of its source to one of its target sentences
  strict_nonull, lax_nonull  the same, beads without counterpart left out
  lax_sentalign              the lax measure of SentAlign's tables, to compare with those
  links                      pairs of one source and one target sentence
  null_src, null_tgt         sentences without counterpart

As in Vecalign's tables, the precision of strict and lax is over all beads, those without counterpart \
included, and their recall over the gold beads with sentences on both sides.";

/// Runs the command.
pub(crate) fn run(arguments: &EvalArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let documents = gold_documents(&arguments.gold)?;
    // In parallel, but collected in the order of the documents.
    let judged: Vec<Judged> = documents
        .par_iter()
        .map(|document| arguments.judge(document))
        .collect::<Result<_>>()?;
    let errors = judged.iter().filter_map(|judged| judged.error.as_ref());
    errors.clone().for_each(print_error);
    let outcome = if errors.count() == 0 {
        Outcome::Fine
    } else {
        Outcome::Failed
    };
    let report = Report {
        gold: arguments.gold.to_string_lossy().into_owned(),
        hypotheses: arguments
            .hyp
            .as_ref()
            .map(|folder| folder.to_string_lossy().into_owned()),
        documents: judged.into_iter().map(|judged| judged.score).collect(),
        per_document: arguments.per_doc,
    };
    print(&report, arguments.json)?;
    Ok(outcome)
}

/// A document's score and, if it could not be aligned, why.
struct Judged {
    score: DocumentScore,
    error: Option<anyhow::Error>,
}

impl EvalArguments {
    fn judge(&self, document: &GoldDocument) -> Result<Judged> {
        let gold = document.gold()?;
        let (hypothesis, error) = match &self.hyp {
            Some(folder) => (document.hypothesis(folder)?, None),
            None => match align_document(document, self.monotone) {
                Ok(beads) => (Some(beads), None),
                Err(error) => (None, Some(error)),
            },
        };
        let beads = hypothesis.clone().unwrap_or_default();
        let score = DocumentScore {
            name: document.name.clone(),
            score: Score::of(&gold, &beads),
            missing: hypothesis.is_none(),
            misfit: beads.misfit(&gold).is_some(),
        };
        Ok(Judged { score, error })
    }
}

/// Aligns the two sides of a gold document as the program would align them for a user.
fn align_document(document: &GoldDocument, monotone: bool) -> Result<Beads> {
    let (from, to) = document.languages();
    let options = pipeline::Options {
        read: read::Options {
            format: Some(Format::Lines),
            ..read::Options::default()
        },
        from,
        to,
        // A measurement takes what there is, down to a single line.
        any_languages: true,
        align: align::Options {
            all_blocks: true,
            monotone,
        },
        ..pipeline::Options::default()
    };
    let (source, target): (&Path, &Path) = (&document.source_path(), &document.target_path());
    let pair = pipeline::align_files(source, target, &options)?;
    Ok(Beads::from(&pair.alignment))
}

fn print(report: &Report, json: bool) -> Result<()> {
    write_standard(|output| {
        if json {
            serde_json::to_writer(&mut *output, report)?;
            writeln!(output)
        } else {
            write!(output, "{report}")
        }
    })
}
