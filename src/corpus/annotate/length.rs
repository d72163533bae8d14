//! Too long, too short, or too unlike in length.

use super::context::ratio;
use super::{Context, HARDRULES, Level, OPUSFILTER, Rule, Threshold};

pub(super) static EMPTY: Rule = Rule {
    code: "empty",
    meaning: "One side has no text: a sentence without counterpart.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_empty"), (OPUSFILTER, "LengthFilter")],
    find: |context| {
        context
            .unit()
            .is_null()
            .then(|| "a sentence without counterpart".to_owned())
    },
};

pub(super) static LENGTH_RATIO: Rule = Rule {
    code: "length_ratio",
    meaning: "One side is so many times longer than the other.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "letters of the longer side (and 10) by those of the shorter (and 10), at most",
        default: 3.0,
    }),
    equivalents: &[(HARDRULES, "length_ratio"), (OPUSFILTER, "LengthRatioFilter")],
    find: length_ratio,
};

pub(super) static TOO_LONG: Rule = Rule {
    code: "too_long",
    meaning: "A side has more words than a system for translation takes.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "words on either side, at most",
        default: 1024.0,
    }),
    equivalents: &[(HARDRULES, "not_too_long"), (OPUSFILTER, "LengthFilter")],
    find: |context| {
        let limit = context.threshold(&TOO_LONG);
        context.on_either(|side| (words(side.words.len()) > limit).then(|| format!("{} words", side.words.len())))
    },
};

pub(super) static TOO_SHORT: Rule = Rule {
    code: "too_short",
    meaning: "Both sides have fewer words than this.",
    level: Level::Note,
    threshold: Some(Threshold {
        meaning: "words on the longer side, at least",
        default: 3.0,
    }),
    equivalents: &[(HARDRULES, "not_too_short"), (OPUSFILTER, "LengthFilter")],
    find: |context| {
        let [source, target] = context.both().map(|side| side.words.len());
        let few = words(source.max(target)) < context.threshold(&TOO_SHORT);
        few.then(|| format!("{source} and {target} words"))
    },
};

/// What is added to both lengths, so that a short sentence may be said in a few letters more.
const SLACK: usize = 10;

fn length_ratio(context: &Context<'_>) -> Option<String> {
    let [source, target] = context.both().map(|side| side.length);
    let found = ratio(source.max(target) + SLACK, source.min(target) + SLACK);
    (found > context.threshold(&LENGTH_RATIO)).then(|| format!("{source} letters against {target}"))
}

fn words(count: usize) -> f64 {
    ratio(count, 1)
}
