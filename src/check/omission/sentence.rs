//! Sentences without counterpart.

use rustc_hash::FxHashMap;

use super::{ABRIDGED, ADDED_SENTENCE, SENTENCE};
use crate::alignment::{EvidenceKind, Side};
use crate::anchor::{self, Anchor, Detail};
use crate::check::doubt::{DOUBTFUL, strangers};
use crate::check::{Context, Draft, Findings, Severity};
use crate::document::Role;

/// A side of which less is covered is abridged on the other; its single cuts are no news.
const ABRIDGED_BELOW: f64 = 0.75;

/// A side of which more is covered is complete, so that a sentence without counterpart is surprising.
const COMPLETE_FROM: f64 = 0.9;

/// So many sentences in a row without counterpart are an editor's cut.
const PASSAGE: usize = 3;

/// Shorter quotations are titles and words in quotation marks.
const SHORTEST_QUOTE: usize = 20;

/// A sentence that the other side seems not to have.
struct Missing {
    place: usize,
    side: Side,
    sentence: usize,
    confidence: f64,
}

pub(super) fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let missing = missing(context);
    if missing.is_empty() {
        return;
    }
    for side in Side::BOTH {
        let of_side: Vec<&Missing> = missing.iter().filter(|missing| missing.side == side).collect();
        if of_side.is_empty() {
            continue;
        }
        let coverage = Coverage::of(context, side, &of_side);
        coverage.report(side, findings);
        let other = Facts::of(context, side.other());
        for (run, missing) in runs(&of_side) {
            let lost = other.lost(context, missing);
            let severity = coverage.severity(context, missing, run, !lost.is_empty());
            let kind = if side == Side::Source {
                &SENTENCE
            } else {
                &ADDED_SENTENCE
            };
            let span = context.pair().document(side).sentences[missing.sentence].span;
            let draft = Draft::new(kind, message(context, missing, &lost)).with_severity(severity);
            findings.add(draft.in_bead(missing.place).at(side, span));
        }
    }
}

/// The sentences of null beads, and those that a bead seems to hold by mistake, in the order of the text.
fn missing(context: &Context<'_>) -> Vec<Missing> {
    let mut found = Vec::new();
    for (place, bead) in context.pair().alignment.beads.iter().enumerate() {
        let mut add = |side: Side, sentence: usize, confidence: f64| {
            found.push(Missing {
                place,
                side,
                sentence,
                confidence,
            });
        };
        if bead.is_null() {
            for side in Side::BOTH {
                bead.side(side)
                    .iter()
                    .for_each(|&sentence| add(side, sentence, bead.confidence));
            }
        } else if bead.confidence < DOUBTFUL || bead.source.len() + bead.target.len() > 2 {
            for (side, sentence) in strangers(context, (place, bead)) {
                add(side, sentence, 1.0 - bead.confidence * 0.5);
            }
        }
    }
    found
}

/// Each of them with the length of the run it stands in.
fn runs<'a>(missing: &[&'a Missing]) -> Vec<(usize, &'a Missing)> {
    let mut sorted = missing.to_vec();
    sorted.sort_by_key(|missing| missing.sentence);
    let runs = sorted.chunk_by(|one, two| one.sentence + 1 == two.sentence);
    runs.flat_map(|run| run.iter().map(|missing| (run.len(), *missing)))
        .collect()
}

/// How much of a side has a counterpart.
struct Coverage {
    sentences: usize,
    missing: usize,
    /// The share of its letters.
    share: f64,
    /// The last sentence with a counterpart.
    last: Option<usize>,
}

impl Coverage {
    #[allow(clippy::cast_precision_loss)] // Texts are shorter than 2^52 letters.
    fn of(context: &Context<'_>, side: Side, missing: &[&Missing]) -> Self {
        let document = context.pair().document(side);
        let mut alone = vec![false; document.sentences.len()];
        for missing in missing {
            alone[missing.sentence] = true;
        }
        let (mut all, mut covered, mut sentences, mut last) = (0, 0, 0, None);
        for (sentence, alone) in alone.iter().enumerate() {
            if context.bead_of(side, sentence).is_none() {
                continue;
            }
            let length = document.sentences[sentence].span.of(&document.text).len();
            sentences += 1;
            all += length;
            if !alone {
                covered += length;
                last = Some(sentence);
            }
        }
        Self {
            sentences,
            missing: missing.len(),
            share: covered as f64 / all.max(1) as f64,
            last,
        }
    }

    fn report(&self, side: Side, findings: &mut Findings<'_>) {
        if self.share >= ABRIDGED_BELOW {
            return;
        }
        let [whole, part] = if side == Side::Source {
            ["source", "target"]
        } else {
            ["target", "source"]
        };
        let message = format!(
            "the {part} covers {:.0}% of the {whole}: {} of {} sentences have no counterpart",
            self.share * 100.0,
            self.missing,
            self.sentences
        );
        findings.add(Draft::new(&ABRIDGED, message));
    }

    fn severity(&self, context: &Context<'_>, missing: &Missing, run: usize, fact: bool) -> Severity {
        let role = context.role(missing.side, missing.sentence);
        let at_the_end = self.last.is_none_or(|last| missing.sentence > last);
        let cut = self.share < ABRIDGED_BELOW
            || run >= PASSAGE
            || at_the_end
            || !matches!(role, Role::Body | Role::Title)
            || missing.confidence < 0.5;
        let complete = self.share >= COMPLETE_FROM;
        let serious = if missing.side == Side::Source {
            complete || fact
        } else {
            complete && fact
        };
        if serious && !cut {
            Severity::Warning
        } else {
            Severity::Info
        }
    }
}

/// The anchors of one side by what they are looked up with.
struct Facts<'a> {
    by_key: FxHashMap<String, Vec<&'a Anchor>>,
}

impl<'a> Facts<'a> {
    fn of(context: &'a Context<'_>, side: Side) -> Self {
        let mut by_key: FxHashMap<String, Vec<&'a Anchor>> = FxHashMap::default();
        for sentence in 0..context.pair().document(side).sentences.len() {
            for anchor in context.anchors(side, sentence).iter().filter(|anchor| is_fact(anchor)) {
                for key in anchor::blocking_keys(anchor) {
                    by_key.entry(key).or_default().push(anchor);
                }
            }
        }
        Self { by_key }
    }

    /// The facts of a sentence that this side does not have anywhere.
    fn lost(&self, context: &'a Context<'_>, missing: &Missing) -> Vec<&'a Anchor> {
        let anchors = context.anchors(missing.side, missing.sentence).iter();
        let told = |anchor: &&Anchor| {
            let keys = anchor::blocking_keys(anchor);
            let mut found = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
            found.any(|other| anchor::similarity(anchor, other) > 0.0)
        };
        anchors
            .filter(|anchor| is_quotation(anchor) || is_fact(anchor) && !told(anchor))
            .collect()
    }
}

fn is_fact(anchor: &Anchor) -> bool {
    let kind = matches!(
        anchor.kind,
        EvidenceKind::Number | EvidenceKind::Date | EvidenceKind::Name | EvidenceKind::Url
    );
    kind && !anchor.weak && !matches!(anchor.detail, Detail::Weekday(_))
}

fn is_quotation(anchor: &Anchor) -> bool {
    matches!(anchor.detail, Detail::Quote { characters } if characters >= SHORTEST_QUOTE)
}

fn message(context: &Context<'_>, missing: &Missing, lost: &[&Anchor]) -> String {
    let text = &context.pair().document(missing.side).text;
    let what = match context.role(missing.side, missing.sentence) {
        Role::Body if lost.iter().any(|anchor| is_quotation(anchor)) || is_speech(context, missing) => "quotation",
        Role::Body => "sentence",
        role => role.name(),
    };
    let facts: Vec<&str> = lost
        .iter()
        .filter(|anchor| !is_quotation(anchor))
        .map(|anchor| anchor.span.of(text))
        .collect();
    let what = format!("this {what} has no counterpart");
    match facts.as_slice() {
        [] => what,
        facts => format!("{what}, and the other side nowhere says {}", facts.join(", ")),
    }
}

/// Whether the sentence opens or closes a quotation.
fn is_speech(context: &Context<'_>, missing: &Missing) -> bool {
    let text = context.text(missing.side, missing.sentence);
    text.starts_with(['"', '“', '«', '„', '‘'])
        || text
            .trim_end_matches(['.', ',', '!', '?'])
            .ends_with(['"', '”', '»', '“'])
}
