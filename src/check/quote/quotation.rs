//! The quotations of a bead, in words.

use super::passages::{Passage, Passages};
use crate::alignment::{Bead, Side};
use crate::check::{Context, Word};
use crate::document::Span;

/// How far from its mark a word can be that was put out of a quotation.
const EDGE: usize = 4;

/// A passage of a bead with its words.
pub(super) struct Quotation {
    pub(super) passage: Passage,
    /// Where its words stand among the words of their side of the bead.
    pub(super) words: std::ops::Range<usize>,
    /// Those that Russian puts between dashes inside the marks to say who speaks.
    pub(super) aside: std::ops::Range<usize>,
    /// Those that the author put into it, in square brackets.
    pub(super) insertions: Vec<std::ops::Range<usize>>,
}

impl Quotation {
    /// Whether the one who is quoted said a word: it stands inside the marks, and not as an aside or insertion.
    pub(super) fn says(&self, word: usize) -> bool {
        let mut insertions = self.insertions.iter();
        self.words.contains(&word) && !self.aside.contains(&word) && !insertions.any(|words| words.contains(&word))
    }
}

/// The quotations of one side of a bead, as far as they lie in it.
pub(super) fn quotations(context: &Context<'_>, passages: &Passages, bead: &Bead, side: Side) -> Vec<Quotation> {
    let document = context.pair().document(side);
    let mut found: Vec<Quotation> = Vec::new();
    for &sentence in bead.side(side) {
        for passage in passages.within(document.sentences[sentence].span) {
            if found.last().is_none_or(|last| last.passage != *passage) {
                found.push(Quotation {
                    passage: *passage,
                    words: 0..0,
                    aside: 0..0,
                    insertions: Vec::new(),
                });
            }
        }
    }
    if found.is_empty() {
        return found;
    }
    let spans: Vec<Span> = context.words_of(bead, side).map(|word| word.span).collect();
    let inside = |span: Span| {
        let start = spans.partition_point(|word| word.start < span.start);
        start..spans.partition_point(|word| word.start < span.end).max(start)
    };
    for quotation in &mut found {
        let passage = quotation.passage.span;
        quotation.words = inside(passage);
        if let Some(aside) = aside(&document.text, passage) {
            quotation.aside = inside(aside);
        }
        let insertions = insertions(&document.text, passage).into_iter().map(inside);
        quotation.insertions = insertions.filter(|words| !words.is_empty()).collect();
    }
    found
}

/// What stands between two dashes behind a punctuation mark: `«Да, — сказал он, — это так»`.
fn aside(text: &str, passage: Span) -> Option<Span> {
    let inside = passage.of(text);
    let mut dashes = inside.char_indices().filter(|&(offset, mark)| {
        let before = inside[..offset].trim_end();
        matches!(mark, '—' | '–' | '-') && before.len() < offset && before.ends_with([',', '.', '!', '?', '…'])
    });
    let (first, _) = dashes.next()?;
    let second = dashes.next().map_or(inside.len(), |(second, _)| second);
    Some(Span::new(passage.start + first, passage.start + second))
}

/// What stands in square brackets, with them: `«Он [министр] придёт»`.
fn insertions(text: &str, passage: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = passage.start;
    while let Some(open) = text[start..passage.end].find('[') {
        let open = start + open;
        let Some(close) = text[open..passage.end].find(']') else {
            break;
        };
        start = open + close + 1;
        found.push(Span::new(open, start));
    }
    found
}

/// The words of the same clause behind the closing mark, and whether a comma stands among them.
pub(super) fn words_behind(text: &str, words: &[&Word], quotation: &Quotation) -> (Vec<usize>, bool) {
    let mut end = quotation.passage.span.end;
    let mut found = Vec::new();
    let mut comma = false;
    for (place, word) in words.iter().enumerate().skip(quotation.words.end).take(EDGE) {
        // A quotation whose closing mark stands inside a word.
        let gap = text.get(end..word.span.start).unwrap_or_default();
        if gap.contains(|c: char| !c.is_whitespace() && c != ',') {
            break;
        }
        comma |= gap.contains(',');
        end = word.span.end;
        found.push(place);
    }
    (found, comma)
}
