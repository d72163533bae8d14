//! What only all units together tell: the ledger of the corpus finds it, the rules name it.

use super::{Level, Rule, Threshold};

/// Found when all units are there, by counting their texts in the ledger; datelines are left out.
pub(super) static BOILERPLATE: Rule = Rule {
    code: "boilerplate",
    meaning: "The text of a side stands in so many different documents: `Read also`, `All rights reserved`.",
    level: Level::Note,
    threshold: Some(Threshold {
        meaning: "documents in which the same text stands, fewer than",
        default: 5.0,
    }),
    equivalents: &[("OpusCleaner", "remove_frequent_patterns")],
    find: |_| None,
};

/// Found by comparing units with each other, when all are there; see [`dedup`](crate::corpus::dedup).
pub(super) static NEAR_DUPLICATE: Rule = Rule {
    code: "near_duplicate",
    meaning: "An earlier unit of the same story says nearly the same on both sides: other words, but no other fact.",
    level: Level::Note,
    threshold: None,
    equivalents: &[("OpusFilter", "remove_duplicates"), ("bifixer", "aggressive_dedup")],
    find: |_| None,
};
