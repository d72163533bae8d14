//! JSON: one object with everything, or one finding a line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Places, sentences};
use crate::alignment::{AlignedPair, Coverage, Side};
use crate::check::{Finding, Review, Severity};
use crate::export::text::{one_line, rounded};

#[derive(Serialize)]
struct Report<'a> {
    tool: Tool,
    pair: &'a str,
    src: Version<'a>,
    tgt: Version<'a>,
    summary: Summary<'a>,
    findings: Vec<Row<'a>>,
    /// The IDs of those that the baseline knew, so that the report can be the next baseline.
    known: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(super) const THIS: Self = Self {
        name: "beadwork",
        version: env!("CARGO_PKG_VERSION"),
    };
}

#[derive(Serialize)]
struct Version<'a> {
    file: &'a str,
    language: Option<&'a str>,
    sentences: usize,
    covered_sentences: usize,
    /// The share of characters with a counterpart.
    coverage: f64,
}

#[derive(Serialize)]
struct Summary<'a> {
    error: usize,
    warning: usize,
    info: usize,
    /// Findings by check and severity.
    checks: BTreeMap<&'a str, BTreeMap<&'static str, usize>>,
    known: usize,
    /// Findings of the baseline that are no longer found; `null` without a baseline.
    gone: Option<usize>,
}

/// A finding; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'a> {
    /// Of a corpus, the ID of the pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<&'a str>,
    fingerprint: String,
    kind: &'a str,
    category: &'a str,
    severity: &'static str,
    message: &'a str,
    suggestion: Option<&'a str>,
    /// Counted from 1, as in the table and the report.
    bead: Option<usize>,
    /// What a file that holds both sides calls the bead.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// The line that the unit begins in.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    src: SideOfFinding,
    tgt: SideOfFinding,
}

#[derive(Serialize)]
struct SideOfFinding {
    /// Indices counted from 0.
    sentences: Vec<usize>,
    text: String,
    places: Vec<Marked>,
}

#[derive(Serialize)]
struct Marked {
    text: String,
    /// Nothing if the file holds both sides.
    #[serde(flatten)]
    place: Option<Place>,
}

/// Writes the object, indented, so that two reports can be compared line by line.
pub(super) fn write(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    serde_json::to_writer_pretty(&mut *output, &report(pair, review, &places))?;
    output.write_all(b"\n")
}

/// Writes one line per finding.
pub(super) fn write_lines(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    for finding in &review.findings {
        serde_json::to_writer(&mut *output, &row(pair, finding, &places))?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes one line per finding, with the pair.
pub(super) fn write_lines_of_pair(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    for finding in &review.findings {
        let row = Row {
            pair: Some(&pair.id),
            ..row(pair, finding, &places)
        };
        serde_json::to_writer(&mut *output, &row)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

fn report<'a>(pair: &'a AlignedPair, review: &'a Review, places: &Places) -> Report<'a> {
    let covered = pair.summary();
    Report {
        tool: Tool::THIS,
        pair: &pair.id,
        src: version(pair, Side::Source, covered.source),
        tgt: version(pair, Side::Target, covered.target),
        summary: summary(review),
        findings: review
            .findings
            .iter()
            .map(|finding| row(pair, finding, places))
            .collect(),
        known: review
            .known
            .iter()
            .map(|finding| finding.fingerprint.to_string())
            .collect(),
    }
}

fn version(pair: &AlignedPair, side: Side, coverage: Coverage) -> Version<'_> {
    let document = pair.document(side);
    Version {
        file: &document.name,
        language: document.language.as_ref().map(crate::language::Language::code),
        sentences: coverage.sentences,
        covered_sentences: coverage.covered_sentences,
        coverage: rounded(coverage.share(), 4),
    }
}

fn summary(review: &Review) -> Summary<'_> {
    let mut checks: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for finding in &review.findings {
        let counts = checks.entry(finding.kind.check()).or_default();
        *counts.entry(finding.severity.name()).or_default() += 1;
    }
    Summary {
        error: review.count(Severity::Error),
        warning: review.count(Severity::Warning),
        info: review.count(Severity::Info),
        checks,
        known: review.known.len(),
        gone: review.gone,
    }
}

fn row<'a>(pair: &'a AlignedPair, finding: &'a Finding, places: &Places) -> Row<'a> {
    let unit = finding.bead.and_then(|place| pair.unit(place));
    Row {
        pair: None,
        fingerprint: finding.fingerprint.to_string(),
        kind: finding.kind.id,
        category: finding.kind.category,
        severity: finding.severity.name(),
        message: &finding.message,
        suggestion: finding.suggestion.as_deref(),
        bead: finding.bead.map(|place| place + 1),
        unit: unit.map(|unit| unit.id.as_str()),
        line: unit.and_then(|unit| unit.line),
        src: side_of_finding(pair, finding, places, Side::Source),
        tgt: side_of_finding(pair, finding, places, Side::Target),
    }
}

fn side_of_finding(pair: &AlignedPair, finding: &Finding, places: &Places, side: Side) -> SideOfFinding {
    let document = pair.document(side);
    let sentences = sentences(pair, finding, side);
    let texts = sentences
        .iter()
        .map(|&sentence| one_line(document.sentence_text(sentence)));
    let marked = finding.spans(side).iter().map(|&span| Marked {
        text: one_line(span.of(&document.text)),
        place: places.place(side, span),
    });
    SideOfFinding {
        text: texts.collect::<Vec<_>>().join(" "),
        places: marked.collect(),
        sentences,
    }
}
