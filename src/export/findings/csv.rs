//! Comma-separated values with a header, one finding a line, for a spreadsheet.

use std::io::{self, Write};

use super::place::{Places, sentences};
use crate::alignment::{AlignedPair, Side};
use crate::check::{Finding, Review};
use crate::export::text::one_line;

/// What stands before the columns of the two sides.
const HEAD: [&str; 7] = [
    "fingerprint",
    "severity",
    "kind",
    "category",
    "bead",
    "message",
    "suggestion",
];

/// The columns of one side, behind `src_` or `tgt_`.
const SIDE: [&str; 5] = ["file", "line", "column", "marked", "text"];

/// Writes header and findings.
pub(super) fn write(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(pair);
    let mut table = csv::Writer::from_writer(output);
    let sides = ["src", "tgt"].map(|side| SIDE.map(|name| format!("{side}_{name}")));
    let head = HEAD.map(str::to_owned);
    table.write_record(head.iter().chain(&sides[0]).chain(&sides[1]))?;
    for finding in &review.findings {
        let [source, target] = Side::BOTH.map(|side| columns(pair, finding, &places, side));
        table.write_record(head_of(finding).iter().chain(&source).chain(&target))?;
    }
    table.flush()
}

fn head_of(finding: &Finding) -> [String; 7] {
    [
        finding.fingerprint.to_string(),
        finding.severity.to_string(),
        finding.kind.id.to_owned(),
        finding.kind.category.to_owned(),
        finding.bead.map(|place| (place + 1).to_string()).unwrap_or_default(),
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
    let (line, column) = place.map_or_else(Default::default, |place| {
        (place.line.to_string(), place.column.to_string())
    });
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
