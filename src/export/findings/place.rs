//! Where a finding stands: in the sentences, and in the lines and columns of the file that the user gave.

use serde::Serialize;

use crate::alignment::{AlignedPair, Side};
use crate::check::Finding;
use crate::document::{Document, Span};

/// Characters are counted once for each piece of this many bytes, so that a file of one line is no trouble.
const PIECE: usize = 1024;

/// A place in a file, for people and for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// In bytes of the decoded file.
    pub(crate) span: Span,
    /// In characters of the decoded file.
    #[serde(skip)]
    pub(crate) characters: Span,
    /// Counted from 1.
    pub(crate) line: usize,
    /// In characters, counted from 1.
    pub(crate) column: usize,
    /// The line that the end stands in.
    pub(crate) end_line: usize,
    /// The column behind the last character.
    pub(crate) end_column: usize,
}

/// The lines of the decoded file of one document.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    document: &'a Document,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters begin before each piece of the file.
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(document: &'a Document) -> Self {
        let bytes = document.source().as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'\n');
        let mut characters = vec![0];
        for piece in bytes.chunks(PIECE) {
            let before = characters.last().copied().unwrap_or_default();
            characters.push(before + count(piece));
        }
        Self {
            document,
            starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect(),
            characters,
        }
    }

    /// How many characters stand before a byte of the file.
    fn character(&self, offset: usize) -> usize {
        let bytes = self.document.source().as_bytes();
        let offset = offset.min(bytes.len());
        let piece = offset / PIECE;
        self.characters[piece] + count(&bytes[piece * PIECE..offset])
    }

    /// Line and column of a byte of the file.
    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        (line, 1 + self.character(offset) - self.character(start))
    }

    /// The place of a span of the document's text in the file.
    pub(crate) fn place(&self, span: Span) -> Place {
        let span = self.document.source_span(span);
        let (line, column) = self.position(span.start);
        let (end_line, end_column) = self.position(span.end);
        Place {
            span,
            characters: Span::new(self.character(span.start), self.character(span.end)),
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// How many characters begin in these bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The lines of both files of a pair; nothing for a file that holds both sides and does not say where.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    sides: Option<[Lines<'a>; 2]>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(pair: &'a AlignedPair) -> Self {
        // The text of a bitext's side is put together by its reader: without mark-up it does not lead into the file.
        let known = pair.source.name != pair.target.name || pair.source.markup.is_some();
        Self {
            sides: known.then(|| Side::BOTH.map(|side| Lines::new(pair.document(side)))),
        }
    }

    /// The place in the file of one side of a span of that side's text.
    pub(crate) fn place(&self, side: Side, span: Span) -> Option<Place> {
        Some(self.sides.as_ref()?[side as usize].place(span))
    }
}

/// The sentences of one side that a finding is about: those of its bead and those that its places stand in.
pub(crate) fn sentences(pair: &AlignedPair, finding: &Finding, side: Side) -> Vec<usize> {
    let document = pair.document(side);
    let bead = finding.bead.and_then(|place| pair.alignment.beads.get(place));
    let mut found: Vec<usize> = bead.map(|bead| bead.side(side).to_vec()).unwrap_or_default();
    for span in finding.spans(side) {
        let first = document
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start);
        let behind = document
            .sentences
            .partition_point(|sentence| sentence.span.start < span.end);
        found.extend(first..behind);
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn lines_and_columns_count_characters() {
        let text = format!("ёж\r\n{}東京\nlast", "я".repeat(2000));
        let document = Document::plain("x", text.clone(), Format::Text, "UTF-8");
        let lines = Lines::new(&document);
        let at = text.find('東').unwrap();
        let place = lines.place(Span::new(at, at + 6));
        assert_eq!(
            (place.line, place.column, place.end_line, place.end_column),
            (2, 2001, 2, 2003)
        );
        assert_eq!(place.characters, Span::new(2004, 2006));
        let end = lines.place(Span::new(text.len(), text.len()));
        assert_eq!((end.line, end.column), (3, 5));
        assert_eq!(lines.place(Span::new(0, 2)).column, 1);
    }
}
