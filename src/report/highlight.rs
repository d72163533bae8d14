//! Evidence laid over a sentence: spans that may overlap → runs that do not.

use crate::alignment::{Evidence, Side};
use crate::document::Span;

/// A run of text over which the evidence does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it stands in the document's text.
    pub(crate) span: Span,
    /// Indices into the bead's evidence, the shortest (most telling) span first; empty for plain text.
    pub(crate) evidence: Vec<usize>,
}

/// Cuts a sentence at the ends of the evidence that touches it; together the runs are the sentence.
///
/// Evidence that reaches into other sentences is clipped; a span that cuts a character in two is left out.
pub(crate) fn runs(text: &str, sentence: Span, evidence: &[Evidence], side: Side) -> Vec<Run> {
    let mut covering: Vec<(usize, usize, Span)> = evidence
        .iter()
        .enumerate()
        .filter_map(|(index, reason)| {
            let span = match side {
                Side::Source => reason.source,
                Side::Target => reason.target,
            };
            let clipped = Span::new(span.start.max(sentence.start), span.end.min(sentence.end));
            let whole = text.is_char_boundary(clipped.start) && text.is_char_boundary(clipped.end);
            (whole && !clipped.is_empty()).then(|| (span.len(), index, clipped))
        })
        .collect();
    covering.sort_unstable_by_key(|&(length, index, _)| (length, index));
    let mut cuts = vec![sentence.start, sentence.end];
    cuts.extend(covering.iter().flat_map(|(_, _, span)| [span.start, span.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let spans = cuts.windows(2).map(|ends| Span::new(ends[0], ends[1]));
    spans
        .map(|span| Run {
            span,
            evidence: covering
                .iter()
                .filter(|(_, _, covered)| covered.contains(span))
                .map(|&(_, index, _)| index)
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::EvidenceKind;

    fn reason(start: usize, end: usize) -> Evidence {
        Evidence {
            kind: EvidenceKind::Token,
            source: Span::new(start, end),
            target: Span::default(),
            value: String::new(),
            weight: 1.0,
        }
    }

    fn cut(text: &str, sentence: Span, evidence: &[Evidence]) -> Vec<(String, Vec<usize>)> {
        runs(text, sentence, evidence, Side::Source)
            .into_iter()
            .map(|run| (run.span.of(text).to_owned(), run.evidence))
            .collect()
    }

    #[test]
    fn overlapping_evidence_is_flattened_with_the_shortest_first() {
        let found = cut("a bc d", Span::new(0, 6), &[reason(0, 4), reason(2, 6), reason(2, 4)]);
        let expected = [("a ", vec![0]), ("bc", vec![2, 0, 1]), (" d", vec![1])];
        assert_eq!(found, expected.map(|(text, evidence)| (text.to_owned(), evidence)));
    }

    #[test]
    fn evidence_across_sentences_is_clipped() {
        let found = cut("One. Two.", Span::new(5, 9), &[reason(0, 8), reason(0, 4)]);
        assert_eq!(found, [("Two".to_owned(), vec![0]), (".".to_owned(), vec![])]);
    }

    #[test]
    fn broken_spans_are_left_out() {
        let evidence = [reason(1, 3), reason(4, 2), reason(90, 99)];
        assert_eq!(cut("ёж", Span::new(0, 4), &evidence), [("ёж".to_owned(), vec![])]);
    }
}
