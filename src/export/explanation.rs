//! An explanation of one bead as a JSON object for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::jsonl::{Place, Reason, SideOfBead, length_ratio, place, reason, side_of_bead};
use super::text::rounded;
use crate::align::{Assessment, Candidate, Explanation, Missing, ScoreParts};
use crate::alignment::{AlignedPair, Bead, EvidenceKind, Side};
use crate::report::wording::Level;

/// The bead in full; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Row<'a> {
    pair: &'a str,
    /// Counted from 1.
    bead: usize,
    beads: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
    sure: &'static str,
    posterior: Option<f64>,
    moved: bool,
    length_ratio: Option<f64>,
    usual_length_ratio: f64,
    score: Score,
    src: SideOfBead<'a>,
    tgt: SideOfBead<'a>,
    evidence: Vec<Reason<'a>>,
    against: Vec<Against<'a>>,
    before: Option<Neighbour>,
    after: Option<Neighbour>,
    candidate: Option<BestCandidate<'a>>,
}

#[derive(Serialize)]
struct Score {
    total: f64,
    words: f64,
    anchors: f64,
    length: f64,
    prior: f64,
}

/// A word or anchor whose counterpart is missing.
#[derive(Serialize)]
struct Against<'a> {
    side: Side,
    kind: Option<EvidenceKind>,
    #[serde(flatten)]
    place: Place,
    expected: &'a str,
    weight: f64,
}

#[derive(Serialize)]
struct Neighbour {
    bead: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
}

#[derive(Serialize)]
struct BestCandidate<'a> {
    sentence: usize,
    text: String,
    score: Score,
    /// The score of leaving both without counterpart.
    score_apart: f64,
    taken_by: Option<Neighbour>,
    crosses: bool,
    evidence: Vec<Reason<'a>>,
    against: Vec<Against<'a>>,
}

/// Writes the explanation of the bead at `index` as one line.
pub(super) fn write(
    pair: &AlignedPair,
    index: usize,
    explanation: &Explanation,
    output: &mut dyn Write,
) -> io::Result<()> {
    let beads = &pair.alignment.beads;
    let Some(bead) = beads.get(index) else { return Ok(()) };
    let neighbour = |index: usize| beads.get(index).map(|bead| neighbour(index, bead));
    let row = Row {
        pair: &pair.id,
        bead: index + 1,
        beads: beads.len(),
        kind: bead.bead_type().to_string(),
        confidence: rounded(bead.confidence, 4),
        sure: Level::of(bead.confidence).sure(),
        posterior: explanation.posterior.map(|posterior| rounded(posterior, 6)),
        moved: bead.moved,
        length_ratio: length_ratio(pair, bead),
        usual_length_ratio: rounded(explanation.usual_ratio, 4),
        score: score(&explanation.assessment.score),
        src: side_of_bead(pair, bead, Side::Source),
        tgt: side_of_bead(pair, bead, Side::Target),
        evidence: reasons(pair, &explanation.assessment),
        against: against(pair, &explanation.assessment),
        before: index.checked_sub(1).and_then(neighbour),
        after: neighbour(index + 1),
        candidate: explanation.candidate.as_ref().map(|best| candidate(pair, bead, best)),
    };
    serde_json::to_writer(&mut *output, &row)?;
    output.write_all(b"\n")
}

fn score(parts: &ScoreParts) -> Score {
    Score {
        total: rounded(parts.total(), 4),
        words: rounded(parts.words, 4),
        anchors: rounded(parts.anchors, 4),
        length: rounded(parts.length, 4),
        prior: rounded(parts.prior, 4),
    }
}

fn neighbour(index: usize, bead: &Bead) -> Neighbour {
    Neighbour {
        bead: index + 1,
        kind: bead.bead_type().to_string(),
        confidence: rounded(bead.confidence, 4),
    }
}

fn reasons<'a>(pair: &AlignedPair, assessment: &'a Assessment) -> Vec<Reason<'a>> {
    let evidence = assessment.evidence.iter();
    evidence.map(|evidence| reason(pair, evidence)).collect()
}

fn against<'a>(pair: &AlignedPair, assessment: &'a Assessment) -> Vec<Against<'a>> {
    let row = |missing: &'a Missing| Against {
        side: missing.side,
        kind: missing.kind,
        place: place(pair, missing.side, missing.span),
        expected: &missing.expected,
        weight: rounded(missing.weight, 4),
    };
    assessment.missing.iter().map(row).collect()
}

fn candidate<'a>(pair: &AlignedPair, bead: &Bead, best: &'a Candidate) -> BestCandidate<'a> {
    let (side, sentences) = if bead.source.is_empty() {
        (Side::Source, &best.assessment.source)
    } else {
        (Side::Target, &best.assessment.target)
    };
    let sentence = sentences.first().copied().unwrap_or_default();
    let document = pair.document(side);
    let beads = &pair.alignment.beads;
    BestCandidate {
        sentence,
        text: place(pair, side, document.sentences[sentence].span).text,
        score: score(&best.assessment.score),
        score_apart: rounded(best.apart, 4),
        taken_by: best.taken_by.map(|index| neighbour(index, &beads[index])),
        crosses: best.crosses,
        evidence: reasons(pair, &best.assessment),
        against: against(pair, &best.assessment),
    }
}
