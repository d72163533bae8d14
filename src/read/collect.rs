//! Builds the visible text of a marked-up file, and the pieces that say where each byte of it came from.

use crate::document::{Piece, Span};

/// The text read so far and the block that is being read.
pub(super) struct Collector<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    block_start: usize,
    /// White space that counts only if more text follows in the block.
    space: Option<Span>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            text: String::new(),
            pieces: Vec::new(),
            block_start: 0,
            space: None,
        }
    }

    /// The length of the text so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Where the block that is being read starts.
    pub(super) fn block_start(&self) -> usize {
        self.block_start
    }

    /// The text of the block so far.
    pub(super) fn block_text(&self) -> &str {
        &self.text[self.block_start..]
    }

    /// Adds a run of the source as it stands.
    pub(super) fn push(&mut self, run: Span) {
        self.push_as(run.of(self.source), run);
    }

    /// Adds `text`, which a run of the source stands for.
    pub(super) fn push_as(&mut self, text: &str, run: Span) {
        if text.is_empty() {
            return;
        }
        let begun = self.text.len() > self.block_start && !self.text.ends_with('\n');
        if let Some(space) = self.space.take().filter(|_| begun) {
            self.add(" ", space);
        }
        self.add(text, run);
    }

    /// Adds white space, which collapses with its neighbours and vanishes at the ends of a block.
    pub(super) fn push_space(&mut self, run: Span) {
        self.space.get_or_insert(run);
    }

    /// Adds a line break inside the block; white space around it vanishes.
    pub(super) fn push_line_break(&mut self, run: Span) {
        self.space = None;
        if self.text.len() > self.block_start {
            self.add("\n", run);
        }
    }

    /// Adds a run of the source whose white space collapses as in a browser.
    pub(super) fn push_collapsed(&mut self, run: Span) {
        let bytes = self.source.as_bytes();
        let mut at = run.start;
        while at < run.end {
            let blank = is_space(bytes[at]);
            let length = bytes[at..run.end]
                .iter()
                .take_while(|byte| is_space(**byte) == blank)
                .count();
            let part = Span::new(at, at + length);
            if blank {
                self.push_space(part);
            } else {
                self.push(part);
            }
            at += length;
        }
    }

    /// Ends the block; its span without white space at the ends, if anything is in it.
    pub(super) fn finish(&mut self) -> Option<Span> {
        self.space = None;
        let span = Span::new(self.block_start, self.text.len());
        if span.is_empty() {
            return None;
        }
        // In the text, as the source has it, nothing is taken back: a block without letters leaves its text behind.
        self.text.push('\n');
        self.block_start = self.text.len();
        Some(span.trimmed(&self.text)).filter(|span| !span.is_empty())
    }

    /// The whole text and where it came from.
    pub(super) fn into_parts(self) -> (String, Vec<Piece>) {
        (self.text, self.pieces)
    }

    fn add(&mut self, text: &str, run: Span) {
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut() {
            let adjacent = last.text.end == span.start && last.source.end == run.start;
            let equal = last.text.len() == last.source.len() && span.len() == run.len();
            if adjacent && equal {
                last.text.end = span.end;
                last.source.end = run.end;
                return;
            }
        }
        self.pieces.push(Piece {
            text: span,
            source: run,
        });
    }
}

/// White space by the HTML standard; a no-break space is none.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_pieces_lead_back() {
        let source = "  R&amp;D \n  report  ";
        let mut collector = Collector::new(source);
        collector.push_collapsed(Span::new(0, 3));
        collector.push_as("&", Span::new(3, 8));
        collector.push_collapsed(Span::new(8, source.len()));
        let span = collector.finish().unwrap();
        assert_eq!(collector.finish(), None);
        let (text, pieces) = collector.into_parts();
        assert_eq!(span.of(&text), "R&D report");
        let back: Vec<&str> = pieces.iter().map(|piece| piece.source.of(source)).collect();
        assert_eq!(back, ["R", "&amp;", "D", " \n  ", "report"]);
    }
}
