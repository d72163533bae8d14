//! Aligns and checks the pairs.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Build, Observer, Recipe, Step};
use crate::align::model::Model;
use crate::alignment::{AlignedPair, Bead, Side};
use crate::check::{self, Finding};
use crate::corpus::ledger::{DocumentRow, Failure, PairRow, PairState, UnitRow};
use crate::corpus::unit::{Unit, UnitSide};
use crate::corpus::{dedup, search};
use crate::error::Result;
use crate::language::Stemmer;
use crate::pipeline::{self, PreparedPair};
use crate::read;

/// Pairs are aligned in batches of so many.
const BATCH: usize = 128;

/// The files of a pair, as the ledger keeps them.
pub(super) struct Raw {
    documents: [(DocumentRow, Vec<u8>); 2],
}

/// The files of a pair.
pub(super) fn raw_of(build: &Build<'_>, pair: &PairRow) -> Result<Raw> {
    let load = |side: Side, id: &str| -> Result<(DocumentRow, Vec<u8>)> {
        let row = build.ledger.document(side, id)?;
        let bytes = build.ledger.content(&row.hash)?;
        Ok((row, bytes))
    };
    let documents = [load(Side::Source, &pair.source)?, load(Side::Target, &pair.target)?];
    Ok(Raw { documents })
}

/// Takes a pair through the stages before the alignment.
pub(super) fn prepare(raw: &Raw, options: &pipeline::Options) -> Result<PreparedPair> {
    let [source, target] = raw.documents.each_ref().map(|(row, bytes)| {
        let options = read::Options {
            format: row.format,
            encoding: row.encoding.clone(),
        };
        read::read_bytes(&row.place, bytes, &options)
    });
    PreparedPair::new(source?, target?, options)
}

impl Recipe<'_> {
    /// How pairs are aligned.
    pub(super) fn options(&self, model: Option<Arc<Model>>) -> pipeline::Options {
        let [from, to] = self.languages;
        pipeline::Options {
            from: Some(from),
            to: Some(to),
            align: crate::align::Options {
                model,
                // The corpus keeps what corresponds, not why.
                no_evidence: true,
                ..crate::align::Options::default()
            },
            ..pipeline::Options::default()
        }
    }
}

/// Aligns the pairs that wait for it; says how many.
pub(super) fn run(build: &Build<'_>, model: Option<Arc<Model>>, observer: &mut dyn Observer) -> Result<usize> {
    let options = build.recipe.options(model);
    let recipe = &build.recipe;
    let total = build.ledger.counts()?.pairs_ready;
    if total == 0 {
        return Ok(0);
    }
    observer.begin(Step::Align, Some(total));
    loop {
        let batch = build.ledger.waiting_pairs(BATCH)?;
        if batch.is_empty() {
            break;
        }
        let raw = batch
            .iter()
            .map(|pair| raw_of(build, pair))
            .collect::<Result<Vec<_>>>()?;
        let aligned: Vec<Result<Vec<UnitRow>>> = raw.par_iter().map(|raw| units_of(recipe, raw, &options)).collect();
        keep(build, &batch, &aligned, observer)?;
        observer.advance(batch.len());
    }
    observer.end();
    Ok(total)
}

/// Puts the units of a batch into the ledger, all or none.
fn keep(
    build: &Build<'_>,
    batch: &[PairRow],
    aligned: &[Result<Vec<UnitRow>>],
    observer: &mut dyn Observer,
) -> Result<()> {
    build.ledger.together(|ledger| {
        ledger.outdate()?;
        for (pair, units) in batch.iter().zip(aligned) {
            match units {
                Ok(units) => {
                    ledger.put_units(pair.number, units)?;
                    ledger.set_pair_state(pair.number, PairState::Aligned, None)?;
                }
                Err(error) => {
                    let reason = error.to_string();
                    ledger.put_units(pair.number, &[])?;
                    ledger.set_pair_state(pair.number, PairState::Failed, Some(&reason))?;
                    observer.fail(&Failure {
                        name: format!("{} {}", pair.source, pair.target),
                        reason,
                    });
                }
            }
        }
        Ok(())
    })
}

/// Aligns a pair, checks it, and says what is odd about each unit.
fn units_of(recipe: &Recipe<'_>, raw: &Raw, options: &pipeline::Options) -> Result<Vec<UnitRow>> {
    let prepared = prepare(raw, options)?;
    let alignment = crate::align::align(prepared.input(), &options.align);
    let pair = prepared.finish(alignment, options);
    let findings = check::run(&pair, &recipe.plan.checks);
    let stemmers = recipe.languages.map(|language| Stemmer::new(Some(language)));
    let beads = pair.alignment.beads.iter().enumerate();
    Ok(beads
        .map(|(place, bead)| unit_of(recipe, &pair, place, bead, &findings, &stemmers))
        .collect())
}

fn unit_of(
    recipe: &Recipe<'_>,
    pair: &AlignedPair,
    place: usize,
    bead: &Bead,
    findings: &[Finding],
    stemmers: &[Stemmer; 2],
) -> UnitRow {
    let unit = Unit {
        bead: place,
        bead_type: bead.bead_type().to_string(),
        confidence: rounded(bead.confidence),
        moved: bead.moved,
        source: side_of(pair, bead, Side::Source),
        target: side_of(pair, bead, Side::Target),
        findings: names_of(findings, place),
        ..Unit::default()
    };
    let texts = [&unit.source.text, &unit.target.text];
    UnitRow {
        marks: marks(recipe, &unit),
        keys: texts.map(|text| dedup::key(text).cast_signed()),
        words: [
            search::stems(texts[0], &stemmers[0]),
            search::stems(texts[1], &stemmers[1]),
        ],
        unit,
    }
}

/// What the unit alone tells that is odd, as sorted codes.
fn marks(recipe: &Recipe<'_>, unit: &Unit) -> Vec<String> {
    let reasons = recipe.annotator.reasons(unit);
    let mut marks: Vec<String> = reasons.iter().map(|reason| reason.rule.code.to_owned()).collect();
    marks.sort_unstable();
    marks
}

/// More digits than that say nothing, and differ between machines.
fn rounded(confidence: f64) -> f64 {
    (confidence * 10_000.0).round() / 10_000.0
}

fn side_of(pair: &AlignedPair, bead: &Bead, side: Side) -> UnitSide {
    let document = pair.document(side);
    let first = bead.side(side).first();
    UnitSide {
        sentences: bead.side(side).to_vec(),
        span: pair.bead_span(bead, side).map(|span| document.source_span(span)),
        starts: starts(pair, bead, side),
        text: pair.bead_text(bead, side),
        role: first.map_or("", |&sentence| document.sentence_role(sentence).name()),
        ..UnitSide::default()
    }
}

/// Where each sentence begins in the text of the bead, in bytes.
fn starts(pair: &AlignedPair, bead: &Bead, side: Side) -> Vec<usize> {
    let mut at = 0;
    let sentences = bead.side(side).iter();
    sentences
        .map(|&sentence| {
            let start = at;
            let words = pair.document(side).sentence_text(sentence).split_whitespace();
            at += words.map(|word| word.len() + 1).sum::<usize>();
            start
        })
        .collect()
}

/// The categories of what was found about a bead, with the worst severity of each.
fn names_of(findings: &[Finding], place: usize) -> Vec<String> {
    let mut worst = std::collections::BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.bead == Some(place)) {
        let severity = worst.entry(finding.kind.category).or_insert(finding.severity);
        *severity = (*severity).max(finding.severity);
    }
    worst
        .into_iter()
        .map(|(category, severity)| format!("{category}:{severity}"))
        .collect()
}
