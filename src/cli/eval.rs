//! `beadwork eval`: how good alignments are, measured against gold.

use std::path::PathBuf;

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::document::Format;
use beadwork::evaluate::{Beads, DocumentScore, GoldDocument, Report, Score, gold_documents};
use beadwork::pipeline::{self, PreparedPair};
use beadwork::{align, read};
use clap::Args;
use rayon::prelude::*;

use super::options::{ModelArguments, SaveModelArguments, ThreadArguments, warn_of_unused};
use super::output::write_standard;
use super::{Outcome, measure, print_error};

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
    #[arg(long, value_name = "DIR", required_unless_present = "names")]
    gold: Option<PathBuf>,

    /// Score the files DIR/<document>/hyp.txt, in the format of gold.txt, instead of aligning
    #[arg(long, value_name = "DIR")]
    hyp: Option<PathBuf>,

    /// Align each document on its own evidence; else documents of the same languages learn from each other
    #[arg(long, conflicts_with = "save_model")]
    isolated: bool,

    /// Keep the order of both sides: find no moved passages
    #[arg(long)]
    monotone: bool,

    #[command(flatten)]
    model: ModelArguments,

    #[command(flatten)]
    save: SaveModelArguments,

    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,

    /// Show the F1 of each document too
    #[arg(long)]
    per_doc: bool,

    /// Align nothing; tell which share of the words has an entry in the lexicon or a match in the other version
    #[arg(long, conflicts_with_all = ["hyp", "json", "per_doc", "save_model"])]
    coverage: bool,

    /// Measure how names are matched on a list (same or other, source name, target name; FILE begins with the
    /// languages: en-ru.people.tsv) instead of alignments
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "hyp", "json", "per_doc", "coverage", "save_model"])]
    names: Vec<PathBuf>,

    /// With --coverage and --names: how many words or mistakes to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    show: usize,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork eval --gold corpora
  beadwork eval --gold corpora --json --per-doc
  beadwork eval --gold corpora --hyp results/other-aligner
  beadwork eval --gold corpora --coverage
  beadwork eval --names benches/names/en-ru.people.tsv

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
    let Some(gold) = &arguments.gold else {
        return measure::names(&arguments.names, arguments.show);
    };
    let documents = gold_documents(gold)?;
    if arguments.coverage {
        return measure::coverage(arguments.prepared(&documents)?, arguments.show);
    }
    let mut outcome = Outcome::Fine;
    let mut documents_scored = Vec::with_capacity(documents.len());
    for (document, hypothesis) in documents.iter().zip(arguments.hypotheses(&documents)?) {
        let beads = hypothesis.unwrap_or_else(|error| {
            print_error(&error);
            outcome = Outcome::Failed;
            None
        });
        documents_scored.push(score(document, beads)?);
    }
    let report = Report {
        gold: gold.to_string_lossy().into_owned(),
        hypotheses: arguments
            .hyp
            .as_ref()
            .map(|folder| folder.to_string_lossy().into_owned()),
        documents: documents_scored,
        per_document: arguments.per_doc,
    };
    print(&report, arguments.json)?;
    Ok(outcome)
}

/// Scores the beads of a document; none if there is no hypothesis for it.
fn score(document: &GoldDocument, beads: Option<Beads>) -> Result<DocumentScore> {
    let gold = document.gold()?;
    let missing = beads.is_none();
    let beads = beads.unwrap_or_default();
    Ok(DocumentScore {
        name: document.name.clone(),
        score: Score::of(&gold, &beads),
        missing,
        misfit: beads.misfit(&gold).is_some(),
    })
}

/// The beads of a document; `None` if there is no hypothesis for it.
type Hypothesis = Result<Option<Beads>>;

impl EvalArguments {
    /// Reads or makes the alignment of each document.
    fn hypotheses(&self, documents: &[GoldDocument]) -> Result<Vec<Hypothesis>> {
        if let Some(folder) = &self.hyp {
            let read = |document: &GoldDocument| Ok(Ok(document.hypothesis(folder)?));
            return documents.iter().map(read).collect();
        }
        let options = self.options()?;
        let prepared = self.prepared(documents)?;
        let (errors, pairs): (Vec<_>, Vec<_>) = prepared.into_iter().map(split).unzip();
        let pairs: Vec<PreparedPair> = pairs.into_iter().flatten().collect();
        let mut aligned = self.align(pairs, &options)?.into_iter();
        warn_of_unused(&options.align)?;
        let hypotheses = errors.into_iter().map(|error| match error {
            Some(error) => Err(error),
            None => Ok(aligned.next().map(|pair| Beads::from(&pair.alignment))),
        });
        Ok(hypotheses.collect())
    }

    fn options(&self) -> Result<pipeline::Options> {
        let align = align::Options {
            // Only the beads are looked at.
            no_evidence: true,
            ..self.model.align_options(true, self.monotone)?
        };
        Ok(gold_options(None, align))
    }

    fn prepared(&self, documents: &[GoldDocument]) -> Result<Vec<Result<PreparedPair>>> {
        let options = self.options()?;
        let pairs = documents.par_iter().map(|document| prepare(document, &options));
        Ok(pairs.collect())
    }

    fn align(&self, pairs: Vec<PreparedPair>, options: &pipeline::Options) -> Result<Vec<AlignedPair>> {
        if self.save.save_model.is_none() {
            return Ok(pipeline::align_prepared(pairs, options, self.isolated));
        }
        let (aligned, model) = pipeline::align_and_learn(pairs, options)?;
        self.save.save(&model)?;
        Ok(aligned)
    }
}

fn split<T>(result: Result<T>) -> (Option<anyhow::Error>, Option<T>) {
    match result {
        Ok(value) => (None, Some(value)),
        Err(error) => (Some(error), None),
    }
}

pub(super) fn prepare(document: &GoldDocument, options: &pipeline::Options) -> Result<PreparedPair> {
    let (from, to) = document.languages();
    let options = pipeline::Options {
        from,
        to,
        ..options.clone()
    };
    Ok(PreparedPair::read(
        &document.source_path(),
        &document.target_path(),
        &options,
    )?)
}

/// How gold documents are aligned: one sentence a line, in the languages that the notes beside them name.
pub(super) fn gold_options(document: Option<&GoldDocument>, align: align::Options) -> pipeline::Options {
    let (from, to) = document.map(GoldDocument::languages).unwrap_or_default();
    pipeline::Options {
        read: read::Options {
            format: Some(Format::Lines),
            ..read::Options::default()
        },
        from,
        to,
        // A measurement takes what there is, down to a single line.
        any_languages: true,
        align,
        ..pipeline::Options::default()
    }
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
