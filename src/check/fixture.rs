//! Pairs for the tests of the checks.

use super::{Finding, Settings, run};
use crate::alignment::{AlignedPair, Alignment, Bead, Side};
use crate::document::{Document, Format, Role, Sentence, Span};
use crate::language::Language;

/// An English-Russian pair of sentences that correspond in their order; an empty text is a side without counterpart.
pub(crate) fn pair(sentences: &[(&str, &str)]) -> AlignedPair {
    let mut source = Vec::new();
    let mut target = Vec::new();
    let mut beads = Vec::new();
    for (english, russian) in sentences {
        let mut bead = Bead {
            confidence: 0.99,
            ..Bead::default()
        };
        for (text, texts, indices) in [
            (english, &mut source, &mut bead.source),
            (russian, &mut target, &mut bead.target),
        ] {
            if !text.is_empty() {
                indices.push(texts.len());
                texts.push(*text);
            }
        }
        beads.push(bead);
    }
    AlignedPair {
        id: "test".to_owned(),
        source: document(&source, Language::ENGLISH),
        target: document(&target, Language::RUSSIAN),
        alignment: Alignment { beads },
        units: Vec::new(),
    }
}

/// A document of these sentences, one a line.
fn document(sentences: &[&str], language: Language) -> Document {
    let mut document = Document::plain("test", sentences.join("\n"), Format::Lines, "UTF-8");
    document.language = Some(language);
    let mut start = 0;
    for sentence in sentences {
        let span = Span::new(start, start + sentence.len());
        document.sentences.push(Sentence {
            span,
            block: document.blocks.len(),
        });
        document.blocks.push(crate::document::Block { span, role: Role::Body });
        start = span.end + 1;
    }
    document
}

/// What is found in a pair, each as `kind: source texts | target texts`.
pub(crate) fn findings(sentences: &[(&str, &str)]) -> Vec<String> {
    let pair = pair(sentences);
    run(&pair, &Settings::default())
        .iter()
        .map(|finding| in_words(&pair, finding))
        .collect()
}

/// What one kind of check finds in a pair, by the beginning of its id.
#[allow(dead_code)] // For checks to come.
pub(crate) fn findings_of(check: &str, sentences: &[(&str, &str)]) -> Vec<String> {
    let mut found = findings(sentences);
    found.retain(|finding| finding.starts_with(check));
    found
}

fn in_words(pair: &AlignedPair, finding: &Finding) -> String {
    let texts = Side::BOTH.map(|side| {
        let text = &pair.document(side).text;
        let spans: Vec<&str> = finding.spans(side).iter().map(|span| span.of(text)).collect();
        spans.join(", ")
    });
    format!("{}: {} | {}", finding.kind.id, texts[0], texts[1])
}
