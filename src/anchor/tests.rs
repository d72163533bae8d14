//! Tables of texts and the anchors they must give.

use super::{Anchor, find, name, similarity};
use crate::alignment::EvidenceKind;
use crate::document::{Block, Document, Format, Role, Sentence, Span};

/// A document with one sentence a line.
pub(super) fn document(language: &str, text: &str) -> Document {
    let mut document = Document::plain("test", text.to_owned(), Format::Lines, "UTF-8");
    document.language = language.parse().ok();
    document.blocks.push(Block {
        span: Span::new(0, text.len()),
        role: Role::Body,
    });
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        document.sentences.push(Sentence { span, block: 0 });
        start += line.len();
    }
    document
}

fn of_kind(language: &str, text: &str, kind: EvidenceKind) -> Vec<Anchor> {
    let anchors = find(&document(language, text)).into_iter().flatten();
    anchors.filter(|anchor| anchor.kind == kind).collect()
}

/// The values of the anchors of one kind.
pub(super) fn values(language: &str, text: &str, kind: EvidenceKind) -> Vec<String> {
    let anchors = of_kind(language, text, kind).into_iter();
    anchors.map(|anchor| anchor.value).collect()
}

/// The texts that the anchors of one kind span.
pub(super) fn spans<'a>(language: &str, text: &'a str, kind: EvidenceKind) -> Vec<&'a str> {
    let anchors = of_kind(language, text, kind).into_iter();
    anchors.map(|anchor| anchor.span.of(text)).collect()
}
