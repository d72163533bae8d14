//! The findings of many pairs: a report of the whole, and the findings line by line.
//!
//! The lines of each pair are written as soon as it is checked ([`write_lines`]), so that no texts need be kept; they are
//! put into the whole at the end (`write`).

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};

use serde::Serialize;

use super::json::Tool;
use super::{FindingsFormat, csv, json, sarif};
use crate::alignment::AlignedPair;
use crate::check::corpus::{Conflict, ConflictKind, Counts, PairTally, Place, Tally, TermConflict};
use crate::check::{Baseline, Review, Severity};
use crate::export::text::rounded;
use crate::export::{WriteOptions, table};

/// Of pairs and of conflicts so many are listed, the worst.
const MOST: usize = 1000;

/// The formats that the findings of many pairs can be written in.
pub const FORMATS: [FindingsFormat; 5] = [
    FindingsFormat::Text,
    FindingsFormat::Json,
    FindingsFormat::Jsonl,
    FindingsFormat::Sarif,
    FindingsFormat::Csv,
];

/// Writes the findings of one pair as they stand in the whole; nothing in text, which has only counts.
///
/// # Errors
/// If `output` fails.
pub fn write_lines(
    pair: &AlignedPair,
    review: &Review,
    format: FindingsFormat,
    output: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Json | FindingsFormat::Jsonl => json::write_lines_of_pair(pair, review, output),
        FindingsFormat::Csv => csv::write_lines_of_pair(pair, review, output),
        FindingsFormat::Sarif => sarif::write_lines_of_pair(pair, review, output),
        _ => Ok(()),
    }
}

/// Writes the whole; `lines` are those of all pairs, as [`write_lines`] wrote them.
///
/// # Errors
/// If `lines` or `output` fail.
pub fn write(
    tally: &Tally,
    baseline: Option<&Baseline>,
    lines: &mut dyn Read,
    format: FindingsFormat,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Json => write_object(tally, baseline, lines, output),
        FindingsFormat::Jsonl => io::copy(lines, output).map(drop),
        FindingsFormat::Sarif => sarif::write_lines(lines, output),
        FindingsFormat::Csv => {
            csv::write_header_of_pairs(output)?;
            io::copy(lines, output).map(drop)
        }
        _ => table::corpus::write(tally, baseline, options, output),
    }
}

#[derive(Serialize)]
struct Head<'a> {
    tool: Tool,
    summary: Summary<'a>,
    /// Those with findings, the worst first.
    pairs: Vec<PairEntry<'a>>,
    /// Terms of a glossary that are not kept to.
    terms: Vec<Unkept<'a>>,
    /// Names and texts that are rendered in different ways.
    names: Vec<Rendered<'a>>,
    texts: Vec<Rendered<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    pairs: usize,
    failed_pairs: usize,
    beads: usize,
    beads_with_findings: usize,
    share_with_findings: f64,
    #[serde(flatten)]
    severities: BTreeMap<&'static str, usize>,
    checks: BTreeMap<&'a str, BTreeMap<&'static str, usize>>,
    known: usize,
    /// Findings of the baseline that are no longer found; `null` without a baseline.
    gone: Option<usize>,
}

#[derive(Serialize)]
struct PairEntry<'a> {
    pair: &'a str,
    beads: usize,
    beads_with_findings: usize,
    #[serde(flatten)]
    severities: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Unkept<'a> {
    kind: &'static str,
    term: &'a str,
    count: usize,
    first: Seen<'a>,
    last: Seen<'a>,
}

#[derive(Serialize)]
struct Rendered<'a> {
    source: &'a str,
    count: usize,
    renderings: Vec<Rendering<'a>>,
}

#[derive(Serialize)]
struct Rendering<'a> {
    text: &'a str,
    count: usize,
    first: Seen<'a>,
    last: Seen<'a>,
}

#[derive(Serialize)]
struct Seen<'a> {
    pair: &'a str,
    date: Option<&'a str>,
}

/// Writes one object, whose findings are lines of their own.
fn write_object(
    tally: &Tally,
    baseline: Option<&Baseline>,
    lines: &mut dyn Read,
    output: &mut dyn Write,
) -> io::Result<()> {
    let (terms, conflicts) = (tally.collector.terms(), tally.collector.conflicts());
    let of_kind = |kind| {
        conflicts
            .iter()
            .filter(move |conflict| conflict.kind == kind)
            .take(MOST)
    };
    let head = Head {
        tool: Tool::THIS,
        summary: summary(tally, baseline),
        pairs: tally.worst_pairs().into_iter().take(MOST).map(entry).collect(),
        terms: terms.iter().take(MOST).map(unkept).collect(),
        names: of_kind(ConflictKind::Name).map(rendered).collect(),
        texts: of_kind(ConflictKind::Segment).map(rendered).collect(),
    };
    let head = serde_json::to_string_pretty(&head)?;
    // The object stays open for the findings, which are not in memory.
    output.write_all(head.strip_suffix("\n}").unwrap_or(&head).as_bytes())?;
    output.write_all(b",\n  \"findings\": [")?;
    for (number, line) in BufReader::new(lines).lines().enumerate() {
        write!(output, "{}\n    {}", if number == 0 { "" } else { "," }, line?)?;
    }
    output.write_all(b"\n  ],\n  \"known\": ")?;
    let known: Vec<String> = tally.known_ids.iter().map(ToString::to_string).collect();
    serde_json::to_writer(&mut *output, &known)?;
    output.write_all(b"\n}\n")
}

fn summary<'a>(tally: &'a Tally, baseline: Option<&Baseline>) -> Summary<'a> {
    let checks = tally.checks.iter();
    Summary {
        pairs: tally.pairs,
        failed_pairs: tally.failed,
        beads: tally.beads,
        beads_with_findings: tally.flagged,
        share_with_findings: rounded(tally.share(), 4),
        severities: severities(&tally.counts),
        checks: checks.map(|(check, counts)| (*check, severities(counts))).collect(),
        known: tally.known,
        gone: baseline.map(|baseline| tally.gone(baseline)),
    }
}

fn severities(counts: &Counts) -> BTreeMap<&'static str, usize> {
    let count = |severity: Severity| (severity.name(), counts.get(&severity).copied().unwrap_or_default());
    Severity::ALL.into_iter().map(count).collect()
}

fn entry(pair: &PairTally) -> PairEntry<'_> {
    PairEntry {
        pair: &pair.id,
        beads: pair.beads,
        beads_with_findings: pair.flagged,
        severities: severities(&pair.counts),
    }
}

fn unkept(term: &TermConflict) -> Unkept<'_> {
    Unkept {
        kind: term.kind.id,
        term: &term.term,
        count: term.count,
        first: seen(&term.first),
        last: seen(&term.last),
    }
}

fn rendered(conflict: &Conflict) -> Rendered<'_> {
    let renderings = conflict.renderings.iter().map(|rendering| Rendering {
        text: &rendering.text,
        count: rendering.count,
        first: seen(&rendering.first),
        last: seen(&rendering.last),
    });
    Rendered {
        source: &conflict.source,
        count: conflict.count(),
        renderings: renderings.collect(),
    }
}

fn seen(place: &Place) -> Seen<'_> {
    Seen {
        pair: &place.pair,
        date: place.date.as_deref(),
    }
}
