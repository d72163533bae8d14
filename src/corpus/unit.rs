//! An aligned group of sentences as a corpus keeps it: [`Unit`].

use crate::alignment::Side;
use crate::document::Span;

/// One side of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitSide {
    /// The document, by [`Item::id`](super::Item::id).
    pub document: String,
    /// The address of the document, if known.
    pub url: Option<String>,
    /// The date of the document, if known, as in [`Metadata::date`](super::Metadata::date).
    pub date: Option<String>,
    /// The sentences, by their index in the document; empty if this side has none.
    pub sentences: Vec<usize>,
    /// From the first to the last sentence, in bytes of the decoded file.
    pub span: Option<Span>,
    /// The sentences, joined by a space.
    pub text: String,
    /// Where each sentence begins in `text`, in bytes: as many as `sentences`. Empty if that is not known.
    pub starts: Vec<usize>,
    /// The role of the first sentence's block, such as `title` or `body`; empty if this side has none.
    pub role: &'static str,
}

impl UnitSide {
    /// The texts of the sentences, one by one; the whole text as one if it is not known where they begin.
    #[must_use]
    pub fn pieces(&self) -> Vec<&str> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let pieces = self
            .starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| self.text.get(start..end));
        match pieces.collect::<Option<Vec<_>>>() {
            Some(pieces)
                if pieces.len() == self.sentences.len() && self.starts.first().is_none_or(|&first| first == 0) =>
            {
                pieces
                    .into_iter()
                    .map(|piece| piece.strip_suffix(' ').unwrap_or(piece))
                    .collect()
            }
            _ => vec![&self.text],
        }
    }
}

/// One aligned group of sentences of a corpus: what a row of the output is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// The pair of documents, by its name in the corpus.
    pub pair: String,
    /// The place of the bead in the alignment, from 0.
    pub bead: usize,
    /// The bead type, such as `1-2`.
    pub bead_type: String,
    /// The probability that exactly these sentences correspond, 0 to 1.
    pub confidence: f64,
    /// Whether it stands elsewhere on one side.
    pub moved: bool,
    /// The source side.
    pub source: UnitSide,
    /// The target side.
    pub target: UnitSide,
    /// What is odd about it: the codes of the rules it breaks, sorted.
    pub reasons: Vec<String>,
    /// The checks that found something, with the worst severity of each: `accuracy/number:error`; sorted.
    pub findings: Vec<String>,
    /// The story: documents that tell the same one, in updates or copies, have the same number.
    pub story: u64,
    /// The unit that this one repeats, as `pair:bead`, if it does.
    pub duplicate_of: Option<String>,
}

impl Unit {
    /// Whether both sides have sentences; a unit with one is a sentence without counterpart.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        !self.source.sentences.is_empty() && !self.target.sentences.is_empty()
    }

    /// The side of this name.
    #[must_use]
    pub fn side(&self, side: Side) -> &UnitSide {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// What [`duplicate_of`](Self::duplicate_of) of another unit calls this one: `pair:bead`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.pair, self.bead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(text: &str, starts: &[usize], sentences: &[usize]) -> UnitSide {
        UnitSide {
            text: text.to_owned(),
            starts: starts.to_vec(),
            sentences: sentences.to_vec(),
            ..UnitSide::default()
        }
    }

    #[test]
    fn pieces_are_the_sentences_or_the_whole() {
        assert_eq!(side("One. Two.", &[0, 5], &[3, 4]).pieces(), ["One.", "Two."]);
        assert_eq!(side("", &[], &[]).pieces(), [""; 0]);
        let unknown = [&[][..], &[0], &[1, 5], &[0, 50], &[5, 0]];
        for starts in unknown {
            assert_eq!(side("One. Two.", starts, &[3, 4]).pieces(), ["One. Two."], "{starts:?}");
        }
    }
}
