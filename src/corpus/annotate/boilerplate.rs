//! What stands in many documents.

use super::context::ratio;
use super::{Context, Level, Rule, Threshold};

pub(super) static BOILERPLATE: Rule = Rule {
    code: "boilerplate",
    meaning: "The text of a side stands in so many different documents: `Read also`, `All rights reserved`.",
    level: Level::Note,
    threshold: Some(Threshold {
        meaning: "documents in which the same text stands, fewer than",
        default: 5.0,
    }),
    equivalents: &[("OpusCleaner", "remove_frequent_patterns")],
    find,
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

fn find(context: &Context<'_>) -> Option<String> {
    let counts = context.counts()?;
    let unit = context.unit();
    // What every report of a day begins with is as it should be.
    if unit.source.role == "dateline" || unit.target.role == "dateline" {
        return None;
    }
    let limit = context.threshold(&BOILERPLATE);
    context.on_either(|side| {
        let documents = counts.of(side.text);
        let often = documents > 1 && ratio(documents as usize, 1) >= limit;
        often.then(|| format!("{documents} documents have {:?}", shortened(side.text)))
    })
}

/// The first words of a text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
