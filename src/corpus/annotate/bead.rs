//! What the aligner says of a unit.

use super::{HARDRULES, Level, OPUSFILTER, Rule, Threshold};
use crate::alignment;

pub(super) static LOW_CONFIDENCE: Rule = Rule {
    code: "low_confidence",
    meaning: "The aligner doubts that exactly these sentences correspond.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "confidence, at least",
        default: alignment::LOW_CONFIDENCE,
    }),
    equivalents: &[(HARDRULES, "the score of bicleaner"), (OPUSFILTER, "WordAlignFilter")],
    find: |context| {
        let confidence = context.unit().confidence;
        (confidence < context.threshold(&LOW_CONFIDENCE)).then(|| format!("confidence {confidence:.2}"))
    },
};

pub(super) static MOVED: Rule = Rule {
    code: "moved",
    meaning: "It stands elsewhere on one side: its order crosses that of its neighbours.",
    level: Level::Note,
    threshold: None,
    equivalents: &[],
    find: |context| context.unit().moved.then(|| "stands elsewhere on one side".to_owned()),
};
