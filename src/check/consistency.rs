//! The same source text with different translations, and different source texts with the same translation.

use rustc_hash::FxHashMap;

use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};

pub(super) static TARGET: Kind = Kind {
    id: "consistency-target",
    category: "style/inconsistent",
    severity: Severity::Info,
    catches: "A source text of three or more words that is translated in another way elsewhere in the text.",
    example: (
        "Read the full report. Read the full report.",
        "Читайте весь отчёт. Полный отчёт здесь.",
    ),
    misses: "Translations that differ in endings, case or punctuation only.",
};

static SOURCE: Kind = Kind {
    id: "consistency-source",
    category: "accuracy/mistranslation",
    severity: Severity::Info,
    catches: "Different source texts of three or more words with one and the same translation.",
    example: (
        "He came back late. He came home early.",
        "Он вернулся поздно. Он вернулся поздно.",
    ),
    misses: "Source texts that differ in endings, case or punctuation only.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&TARGET, &SOURCE],
    find,
};

/// Shorter texts are headings and signatures.
const FEWEST_WORDS: usize = 3;

/// The text of each side of a bead as it is compared: the stems of its words; `None` if it is too short to say anything.
pub(super) fn keys(context: &Context<'_>, bead: &Bead) -> Option<[String; 2]> {
    let keys = Side::BOTH.map(|side| {
        let stems: Vec<&str> = context.words_of(bead, side).map(|word| &*word.stem).collect();
        (stems.len() >= FEWEST_WORDS).then(|| stems.join(" "))
    });
    let [source, target] = keys;
    Some([source?, target?])
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    // By side, the first bead of each text of the other side, by the text.
    let mut seen: [FxHashMap<String, (String, usize)>; 2] = Default::default();
    for (place, bead) in context.linked() {
        let Some([source, target]) = keys(context, bead) else {
            continue;
        };
        let sides = [(Side::Target, &source, &target), (Side::Source, &target, &source)];
        for (side, same, other) in sides {
            match seen[side as usize].get(same) {
                Some((first, at)) if first != other => report(context, side, place, *at, findings),
                Some(_) => {}
                None => {
                    seen[side as usize].insert(same.clone(), (other.clone(), place));
                }
            }
        }
    }
}

/// Reports that the text of one side differs from that of an earlier bead, although the other sides are the same.
fn report(context: &Context<'_>, side: Side, place: usize, first: usize, findings: &mut Findings<'_>) {
    let pair = context.pair();
    let earlier = pair.bead_text(&pair.alignment.beads[first], side);
    let (kind, message) = match side {
        Side::Target => (&TARGET, format!("translated as \"{earlier}\" elsewhere")),
        Side::Source => (
            &SOURCE,
            format!("the same translation stands for \"{earlier}\" elsewhere"),
        ),
    };
    let bead = &pair.alignment.beads[place];
    let draft = Draft::new(kind, message).in_bead(place);
    let draft = Side::BOTH
        .iter()
        .fold(draft, |draft, &side| match pair.bead_span(bead, side) {
            Some(span) => draft.at(side, span),
            None => draft,
        });
    findings.add(if side == Side::Target {
        draft.suggesting(earlier)
    } else {
        draft
    });
}

#[cfg(test)]
mod tests {
    use super::super::fixture::findings_of;

    #[test]
    fn other_translations_and_other_sources_are_found() {
        let found = findings_of(
            "consistency",
            &[
                ("Read the full report.", "Читайте весь отчёт."),
                ("Read the full report!", "Полный отчёт здесь."),
                ("Read the full reports.", "Читайте весь отчёт"),
                ("Nothing came of it.", "Читайте весь отчёт."),
            ],
        );
        assert_eq!(
            found,
            [
                "consistency-target: Read the full report! | Полный отчёт здесь.",
                "consistency-source: Nothing came of it. | Читайте весь отчёт."
            ]
        );
    }

    #[test]
    fn short_texts_may_differ() {
        let pairs = [("Read more", "Читать далее"), ("Read more", "Подробнее")];
        assert_eq!(findings_of("consistency", &pairs), [""; 0]);
    }
}
