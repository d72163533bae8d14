//! Comma-separated values with a header, one finding a line, for a spreadsheet.

use std::io::{self, Write};

use super::place::{Places, sentences};
use crate::alignment::{AlignedPair, Side};
use crate::check::{Finding, Review};
use crate::export::text::one_line;

/// What stands before the columns of the two sides.
const HEAD: [&str; 8] = [
    "fingerprint",
    "severity",
    "kind",
    "category",
    "bead",
    "unit",
    "message",
    "suggestion",
];

/// The columns of one side, behind `src_` or `tgt_`.
const SIDE: [&str; 5] = ["file", "line", "column", "marked", "text"];

/// Writes header and findings.
pub(super) fn write(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    let mut table = csv::Writer::from_writer(output);
    table.write_record(header())?;
    for finding in &review.findings {
        table.write_record(record(pair, finding, &places))?;
    }
    table.flush()
}

/// Writes the header for the findings of many pairs.
pub(super) fn write_header_of_pairs(output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(std::iter::once("pair".to_owned()).chain(header()))?;
    table.flush()
}

/// Writes the findings of one of many pairs.
pub(super) fn write_lines_of_pair(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    let mut table = csv::Writer::from_writer(output);
    for finding in &review.findings {
        table.write_record(std::iter::once(pair.id.clone()).chain(record(pair, finding, &places)))?;
    }
    table.flush()
}

fn header() -> impl Iterator<Item = String> {
    let side = |side: &'static str| SIDE.iter().map(move |name| format!("{side}_{name}"));
    HEAD.iter()
        .map(|&name| name.to_owned())
        .chain(side("src"))
        .chain(side("tgt"))
}

fn record(pair: &AlignedPair, finding: &Finding, places: &Places) -> impl Iterator<Item = String> + use<> {
    let [source, target] = Side::BOTH.map(|side| columns(pair, finding, places, side));
    head_of(pair, finding).into_iter().chain(source).chain(target)
}

fn head_of(pair: &AlignedPair, finding: &Finding) -> [String; 8] {
    let unit = finding.bead.and_then(|place| pair.unit(place));
    [
        finding.fingerprint.to_string(),
        finding.severity.to_string(),
        finding.kind.id.to_owned(),
        finding.kind.category.to_owned(),
        finding.bead.map(|place| (place + 1).to_string()).unwrap_or_default(),
        unit.map(|unit| unit.id.clone()).unwrap_or_default(),
        finding.message.clone(),
        finding.suggestion.clone().unwrap_or_default(),
    ]
}

/// File, line and column of the first place (else of the first sentence), the marked texts and the sentences.
fn columns(pair: &AlignedPair, finding: &Finding, places: &Places, side: Side) -> [String; 5] {
    let document = pair.document(side);
    let sentences = sentences(pair, finding, side);
    let first = finding.spans(side).first().copied();
    let first = first.or_else(|| Some(document.sentences[*sentences.first()?].span));
    let place = first.and_then(|span| places.place(side, span));
    let unit = finding.bead.and_then(|place| pair.unit(place)?.line);
    let (line, column) = match place {
        Some(place) => (place.line.to_string(), place.column.to_string()),
        // Of a file that holds both sides only the line of the unit is known.
        None => (unit.map(|line| line.to_string()).unwrap_or_default(), String::new()),
    };
    let marked = finding.spans(side).iter().map(|span| one_line(span.of(&document.text)));
    let texts = sentences
        .iter()
        .map(|&sentence| one_line(document.sentence_text(sentence)));
    [
        document.name.clone(),
        line,
        column,
        marked.collect::<Vec<_>>().join(" … "),
        texts.collect::<Vec<_>>().join(" "),
    ]
}
