//! JSON Lines: one bead a line, with spans into the decoded files, roles and evidence.

use std::io::{self, Write};

use serde::Serialize;

use super::text::{flat, one_line, roles, rounded};
use crate::alignment::{AlignedPair, Bead, Evidence, EvidenceKind, Side};
use crate::document::{Role, Span};

/// A bead; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'a> {
    pair: &'a str,
    /// Counted from 1, as in the table and the report.
    bead: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
    moved: bool,
    /// Target characters per source character, white space left out.
    length_ratio: Option<f64>,
    neighbours: Neighbours,
    src: SideOfBead<'a>,
    tgt: SideOfBead<'a>,
    evidence: Vec<Reason<'a>>,
}

/// The confidences of the beads before and behind a bead, which it leans on.
#[derive(Serialize)]
struct Neighbours {
    before: Option<f64>,
    after: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct SideOfBead<'a> {
    /// Indices counted from 0.
    sentences: &'a [usize],
    span: Option<Span>,
    text: String,
    roles: Vec<Role>,
}

#[derive(Serialize)]
pub(super) struct Reason<'a> {
    kind: EvidenceKind,
    src: Place,
    tgt: Place,
    value: &'a str,
    weight: f64,
}

#[derive(Serialize)]
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) text: String,
}

/// Writes one line per bead.
pub(super) fn write(pair: &AlignedPair, output: &mut dyn Write) -> io::Result<()> {
    for (index, bead) in pair.alignment.beads.iter().enumerate() {
        serde_json::to_writer(&mut *output, &row(pair, index, bead))?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

fn row<'a>(pair: &'a AlignedPair, index: usize, bead: &'a Bead) -> Row<'a> {
    let confidence = |place: usize| Some(rounded(pair.alignment.beads.get(place)?.confidence, 4));
    Row {
        pair: &pair.id,
        bead: index + 1,
        kind: bead.bead_type().to_string(),
        confidence: rounded(bead.confidence, 4),
        moved: bead.moved,
        length_ratio: length_ratio(pair, bead),
        neighbours: Neighbours {
            before: index.checked_sub(1).and_then(confidence),
            after: confidence(index + 1),
        },
        src: side_of_bead(pair, bead, Side::Source),
        tgt: side_of_bead(pair, bead, Side::Target),
        evidence: bead.evidence.iter().map(|evidence| reason(pair, evidence)).collect(),
    }
}

pub(super) fn side_of_bead<'a>(pair: &AlignedPair, bead: &'a Bead, side: Side) -> SideOfBead<'a> {
    let document = pair.document(side);
    SideOfBead {
        sentences: bead.side(side),
        span: pair.bead_span(bead, side).map(|span| document.source_span(span)),
        text: flat(pair, bead, side),
        roles: roles(pair, bead, side),
    }
}

/// See [`AlignedPair::length_ratio`].
pub(super) fn length_ratio(pair: &AlignedPair, bead: &Bead) -> Option<f64> {
    pair.length_ratio(bead).map(|ratio| rounded(ratio, 4))
}

pub(super) fn place(pair: &AlignedPair, side: Side, span: Span) -> Place {
    let document = pair.document(side);
    let text = document.text.get(span.start..span.end).unwrap_or_default();
    Place {
        span: document.source_span(span),
        text: one_line(text),
    }
}

pub(super) fn reason<'a>(pair: &AlignedPair, evidence: &'a Evidence) -> Reason<'a> {
    Reason {
        kind: evidence.kind,
        src: place(pair, Side::Source, evidence.source),
        tgt: place(pair, Side::Target, evidence.target),
        value: &evidence.value,
        weight: rounded(evidence.weight, 4),
    }
}
