//! The nouns of an alignment: [`Bead`], [`Alignment`], [`Evidence`], [`AlignedPair`].

use std::fmt;

use serde::Serialize;

use crate::document::{Document, Span};

/// One of the two versions of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The first file of the command line, `A`.
    Source,
    /// The second file, `B`.
    Target,
}

impl Side {
    /// Source, then target.
    pub const BOTH: [Self; 2] = [Self::Source, Self::Target];

    /// The side across.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// Why two sentences are taken to correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EvidenceKind {
    /// The same value in figures or words.
    Number,
    /// The same day, month or year.
    Date,
    /// The same name, perhaps in another script.
    Name,
    /// The same word or code, letter for letter.
    Token,
    /// The same web address, e-mail address or handle.
    Url,
    /// Both put words in quotation marks.
    Quote,
    /// The same bracket, question mark, exclamation mark or elision.
    Punctuation,
    /// Two words that look alike: `government`, `gouvernement`.
    Cognate,
    /// Two words that a lexicon or the collection itself holds for translations.
    Lexicon,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Token,
        Self::Url,
        Self::Quote,
        Self::Punctuation,
        Self::Cognate,
        Self::Lexicon,
    ];

    /// The kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The lower-case name, as the exports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Token => "token",
            Self::Url => "url",
            Self::Quote => "quote",
            Self::Punctuation => "punctuation",
            Self::Cognate => "cognate",
            Self::Lexicon => "lexicon",
        }
    }
}

/// One visible reason for a bead.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What kind of reason.
    pub kind: EvidenceKind,
    /// Where it stands in the source document's text.
    pub source: Span,
    /// Where it stands in the target document's text.
    pub target: Span,
    /// The normal form both sides share, such as `1500000` or `2024-02-14`.
    pub value: String,
    /// What it adds to the bead's score, in nats (natural logarithm of a likelihood ratio).
    pub weight: f64,
}

/// One aligned group: `m` source and `n` target sentences, of which one may be 0.
///
/// A bead with an empty side is a null bead and holds exactly one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bead {
    /// Increasing indices into the source's [`Document::sentences`].
    pub source: Vec<usize>,
    /// Increasing indices into the target's [`Document::sentences`].
    pub target: Vec<usize>,
    /// Estimated probability that exactly these sentences correspond, 0 to 1.
    pub confidence: f64,
    /// Whether the bead stands elsewhere on one side, so that it crosses others.
    pub moved: bool,
    /// The reasons, strongest first.
    pub evidence: Vec<Evidence>,
}

impl Bead {
    /// The sentence indices of one side.
    #[must_use]
    pub fn side(&self, side: Side) -> &[usize] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// Whether one side is empty: a sentence without counterpart.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }

    /// A null bead for each of its sentences.
    fn into_nulls(self) -> Vec<Self> {
        let null = |source: &[usize], target: &[usize]| Self {
            source: source.to_vec(),
            target: target.to_vec(),
            confidence: 1.0 - self.confidence,
            ..Self::default()
        };
        let sources = self.source.chunks(1).map(|sentence| null(sentence, &[]));
        let targets = self.target.chunks(1).map(|sentence| null(&[], sentence));
        sources.chain(targets).collect()
    }

    /// The type of the bead, such as `1-2`.
    #[must_use]
    pub fn bead_type(&self) -> BeadType {
        BeadType {
            source: self.source.len(),
            target: self.target.len(),
        }
    }
}

/// How many sentences a bead has on either side, written `1-2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BeadType {
    /// Number of source sentences.
    pub source: usize,
    /// Number of target sentences.
    pub target: usize,
}

impl fmt::Display for BeadType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.source, self.target)
    }
}

/// The beads of a pair of documents, in reading order.
///
/// Every aligned sentence stands in exactly one bead of its side. Beads are ordered by their first source sentence;
/// a bead without source stands behind the bead of the target sentence before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The beads.
    pub beads: Vec<Bead>,
}

impl Alignment {
    /// The alignment of these beads, put in reading order.
    #[must_use]
    pub fn in_reading_order(beads: Vec<Bead>) -> Self {
        let order = reading_order(&beads);
        let mut beads: Vec<Option<Bead>> = beads.into_iter().map(Some).collect();
        Self {
            beads: order.into_iter().filter_map(|place| beads[place].take()).collect(),
        }
    }

    /// Takes every bead apart whose confidence is below `minimum`: its sentences are then said to have no counterpart.
    ///
    /// The confidence of the null beads it falls into is what the bead lacked to certainty.
    #[must_use]
    pub fn split_below(self, minimum: f64) -> Self {
        let doubtful = |bead: &Bead| !bead.is_null() && bead.confidence < minimum;
        if !self.beads.iter().any(doubtful) {
            return self;
        }
        let split = |bead: Bead| if doubtful(&bead) { bead.into_nulls() } else { vec![bead] };
        Self::in_reading_order(self.beads.into_iter().flat_map(split).collect())
    }
}

/// The places of the beads in reading order: see [`Alignment`].
#[must_use]
pub fn reading_order(beads: &[Bead]) -> Vec<usize> {
    let mut targets: Vec<_> = beads
        .iter()
        .flat_map(|bead| bead.target.iter().map(|&target| (target, bead.source.first().copied())))
        .collect();
    targets.sort_unstable();
    // A target sentence without counterpart takes the place of the last one before it that has one.
    let mut behind = None;
    for (_, place) in &mut targets {
        behind = place.or(behind);
        *place = behind;
    }
    let place = |bead: &Bead| {
        let target = bead.target.first().copied();
        bead.source.first().copied().or_else(|| {
            let found = targets.binary_search_by_key(&target, |(sentence, _)| Some(*sentence));
            found.ok().and_then(|index| targets[index].1)
        })
    };
    let mut order: Vec<usize> = (0..beads.len()).collect();
    order.sort_by_cached_key(|&number| {
        let bead = &beads[number];
        (place(bead), bead.source.is_empty(), bead.target.first().copied())
    });
    order
}

/// Two versions of an article and what corresponds to what.
#[derive(Clone, Debug)]
pub struct AlignedPair {
    /// What the pair is called in a collection; for a lone pair the two file names joined.
    pub id: String,
    /// The first version.
    pub source: Document,
    /// The second version.
    pub target: Document,
    /// What corresponds to what.
    pub alignment: Alignment,
    /// Where each bead stands in a file that holds both sides, in the order of the beads; empty for two articles.
    pub units: Vec<UnitPlace>,
}

/// Where a unit stands in a file that holds both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitPlace {
    /// What the file calls it.
    pub id: String,
    /// The line it begins in, counted from 1, if it is known.
    pub line: Option<usize>,
}

impl fmt::Display for UnitPlace {
    /// In words: `unit a1, line 12`; `line 12` for a unit without a name of its own.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) if self.id == line.to_string() => write!(formatter, "line {line}"),
            Some(line) => write!(formatter, "unit {}, line {line}", self.id),
            None => write!(formatter, "unit {}", self.id),
        }
    }
}

impl AlignedPair {
    /// Where a bead stands in a file that holds both sides, by its place in the alignment; `None` for two articles.
    #[must_use]
    pub fn unit(&self, bead: usize) -> Option<&UnitPlace> {
        self.units.get(bead)
    }

    /// The document of one side.
    #[must_use]
    pub fn document(&self, side: Side) -> &Document {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The sentences of one side of a bead, joined by a space, line breaks turned into spaces.
    #[must_use]
    pub fn bead_text(&self, bead: &Bead, side: Side) -> String {
        let document = self.document(side);
        let words = bead
            .side(side)
            .iter()
            .flat_map(|&sentence| document.sentence_text(sentence).split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Target characters per source character, white space left out; `None` for a null bead.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Texts are far shorter than 2^52 characters.
    pub fn length_ratio(&self, bead: &Bead) -> Option<f64> {
        let characters = |side: Side| {
            let document = self.document(side);
            let texts = bead.side(side).iter().map(|&sentence| document.sentence_text(sentence));
            texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).count() as f64
        };
        let (source, target) = (characters(Side::Source), characters(Side::Target));
        (source > 0.0 && target > 0.0).then(|| target / source)
    }

    /// The span in [`Document::text`] from the first to the last sentence of one side; `None` for the empty side.
    #[must_use]
    pub fn bead_span(&self, bead: &Bead, side: Side) -> Option<Span> {
        let sentences = &self.document(side).sentences;
        let (first, last) = (bead.side(side).first()?, bead.side(side).last()?);
        Some(sentences[*first].span.cover(sentences[*last].span))
    }

    /// Counts for the top of a report.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let beads = &self.alignment.beads;
        let linked = beads.iter().filter(|bead| !bead.is_null());
        let mut by_type = std::collections::BTreeMap::new();
        for bead in beads {
            *by_type.entry(bead.bead_type()).or_insert(0) += 1;
        }
        Summary {
            linked: linked.clone().count(),
            moved: beads.iter().filter(|bead| bead.moved).count(),
            low_confidence: linked.filter(|bead| bead.confidence < LOW_CONFIDENCE).count(),
            source: self.coverage(Side::Source),
            target: self.coverage(Side::Target),
            by_type,
        }
    }

    fn coverage(&self, side: Side) -> Coverage {
        let document = self.document(side);
        let mut coverage = Coverage {
            furniture: document.sentences.len(),
            ..Coverage::default()
        };
        for bead in &self.alignment.beads {
            for &sentence in bead.side(side) {
                let characters = document.sentence_text(sentence).chars().count();
                coverage.furniture -= 1;
                coverage.sentences += 1;
                coverage.characters += characters;
                if !bead.is_null() {
                    coverage.covered_sentences += 1;
                    coverage.covered_characters += characters;
                }
            }
        }
        coverage
    }
}

/// Beads below this confidence are shown as doubtful.
pub const LOW_CONFIDENCE: f64 = 0.6;

/// What an alignment comes to, in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Beads with sentences on both sides.
    pub linked: usize,
    /// Beads that stand elsewhere on one side.
    pub moved: usize,
    /// Linked beads whose confidence is below [`LOW_CONFIDENCE`].
    pub low_confidence: usize,
    /// What of the source has a counterpart.
    pub source: Coverage,
    /// What of the target has a counterpart.
    pub target: Coverage,
    /// Number of beads of each type.
    pub by_type: std::collections::BTreeMap<BeadType, usize>,
}

/// How much of one side has a counterpart on the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences that took part in the alignment.
    pub sentences: usize,
    /// Those of them with a counterpart.
    pub covered_sentences: usize,
    /// Characters of the sentences that took part.
    pub characters: usize,
    /// Characters of those with a counterpart.
    pub covered_characters: usize,
    /// Sentences left out of the alignment because their block is page furniture.
    pub furniture: usize,
}

impl Coverage {
    /// The share of characters with a counterpart, 0 to 1; 1 for an empty side.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Texts are far shorter than 2^52 characters.
    pub fn share(&self) -> f64 {
        if self.characters == 0 {
            1.0
        } else {
            self.covered_characters as f64 / self.characters as f64
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: &[usize], target: &[usize], confidence: f64) -> Bead {
        Bead {
            source: source.to_vec(),
            target: target.to_vec(),
            confidence,
            ..Bead::default()
        }
    }

    fn indices(alignment: &Alignment) -> Vec<(Vec<usize>, Vec<usize>)> {
        let beads = alignment.beads.iter();
        beads.map(|bead| (bead.source.clone(), bead.target.clone())).collect()
    }

    #[test]
    fn bead_without_source_stands_behind_the_target_sentence_before_it() {
        let beads = vec![
            bead(&[], &[4], 1.0),
            bead(&[], &[2], 1.0),
            bead(&[], &[0], 1.0),
            bead(&[2], &[], 1.0),
            bead(&[1], &[1], 1.0),
            bead(&[0], &[3], 1.0),
            bead(&[], &[5], 1.0),
        ];
        let expected = [
            (vec![], vec![0]),
            (vec![0], vec![3]),
            (vec![], vec![4]),
            (vec![], vec![5]),
            (vec![1], vec![1]),
            (vec![], vec![2]),
            (vec![2], vec![]),
        ];
        assert_eq!(indices(&Alignment::in_reading_order(beads)), expected);
    }

    #[test]
    fn doubtful_beads_fall_into_null_beads() {
        let beads = vec![
            bead(&[0], &[0], 0.9),
            bead(&[1, 2], &[1], 0.25),
            bead(&[3], &[], 0.1),
            bead(&[4], &[2], 0.5),
        ];
        let alignment = Alignment { beads };
        assert_eq!(alignment.clone().split_below(0.1), alignment);
        let split = alignment.split_below(0.5);
        let expected = [
            (vec![0], vec![0]),
            (vec![], vec![1]),
            (vec![1], vec![]),
            (vec![2], vec![]),
            (vec![3], vec![]),
            (vec![4], vec![2]),
        ];
        assert_eq!(indices(&split), expected);
        assert!((split.beads[1].confidence - 0.75).abs() < 1e-12);
        assert!((split.beads[4].confidence - 0.1).abs() < 1e-12);
    }
}
