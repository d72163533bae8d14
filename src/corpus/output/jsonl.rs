//! JSON Lines: one unit a line, with everything that is known of it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::settings::Layout;
use super::sink::{ShardWriter, Sharded, Sink};
use crate::corpus::{Unit, UnitSide};
use crate::document::Span;

/// A unit; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'a> {
    pair: &'a str,
    bead: usize,
    #[serde(rename = "type")]
    kind: &'a str,
    confidence: f64,
    moved: bool,
    src: SideOfRow<'a>,
    tgt: SideOfRow<'a>,
    reasons: &'a [String],
    findings: &'a [String],
    story: u64,
    duplicate_of: Option<&'a str>,
}

#[derive(Serialize)]
struct SideOfRow<'a> {
    document: &'a str,
    url: Option<&'a str>,
    date: Option<&'a str>,
    sentences: &'a [usize],
    span: Option<Span>,
    text: &'a str,
    role: &'a str,
}

/// The layout below `destination`.
pub(super) fn sink(destination: &Path) -> io::Result<Box<dyn Sink>> {
    let open = |file| Ok(Lines(BufWriter::new(file)));
    Ok(Box::new(Sharded::new(destination, Layout::Jsonl, "jsonl", open)?))
}

struct Lines(BufWriter<File>);

impl ShardWriter for Lines {
    fn write(&mut self, unit: &Unit) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, &row(unit))?;
        self.0.write_all(b"\n")
    }

    fn close(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn row(unit: &Unit) -> Row<'_> {
    Row {
        pair: &unit.pair,
        bead: unit.bead,
        kind: &unit.bead_type,
        confidence: unit.confidence,
        moved: unit.moved,
        src: side(&unit.source),
        tgt: side(&unit.target),
        reasons: &unit.reasons,
        findings: &unit.findings,
        story: unit.story,
        duplicate_of: unit.duplicate_of.as_deref(),
    }
}

fn side(side: &UnitSide) -> SideOfRow<'_> {
    SideOfRow {
        document: &side.document,
        url: side.url.as_deref(),
        date: side.date.as_deref(),
        sentences: &side.sentences,
        span: side.span,
        text: &side.text,
        role: side.role,
    }
}
