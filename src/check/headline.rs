//! Numbers of the headline or lead that the text of the same version contradicts.

mod counted;

use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::Side;
use crate::anchor::{Anchor, Detail, Form};
use crate::document::{Role, Span};

static CONTRADICTED: Kind = Kind {
    id: "headline-number",
    category: "accuracy/number",
    severity: Severity::Warning,
    catches: "A number of victims or the like in the headline or lead that the same version's text gives otherwise.",
    example: ("Eleven dead in bus crash ... Twelve people died on Sunday.", ""),
    misses: "Numbers of other things, and whatever the text never counts.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CONTRADICTED],
    find,
};

/// How many sentences of the text are taken to tell the headline's news; later ones tell of other days and places.
const NEWS: usize = 4;

/// How many words from its number a counted word can stand.
const REACH: usize = 4;

/// A number with what it counts.
struct Count {
    what: counted::Counted,
    value: i64,
    span: Span,
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for side in Side::BOTH {
        let sentences = 0..context.pair().document(side).sentences.len();
        let of_role = |wanted: fn(Role) -> bool| {
            let chosen = sentences
                .clone()
                .filter(move |&sentence| wanted(context.role(side, sentence)));
            chosen.collect::<Vec<_>>()
        };
        let heads = of_role(|role| matches!(role, Role::Title | Role::Lead));
        if heads.is_empty() {
            continue;
        }
        let body = of_role(|role| matches!(role, Role::Body | Role::Dateline));
        let told: Vec<Count> = body
            .iter()
            .take(NEWS)
            .flat_map(|&at| counts(context, side, at))
            .collect();
        for &sentence in &heads {
            for head in counts(context, side, sentence) {
                // Of several counts some may be of a part: "including two children".
                let same: Vec<&Count> = told.iter().filter(|count| count.what == head.what).collect();
                let [contradicting] = same.as_slice() else { continue };
                if said(context, side, &body[..body.len().min(NEWS)], head.value) {
                    continue;
                }
                let text = &context.pair().document(side).text;
                let message = format!(
                    "{} in the {}, {} in the text",
                    head.span.of(text),
                    context.role(side, sentence).name(),
                    contradicting.span.of(text)
                );
                let mut draft = Draft::new(&CONTRADICTED, message);
                if let Some(bead) = context.bead_of(side, sentence) {
                    draft = draft.in_bead(bead);
                }
                findings.add(draft.at(side, head.span).at(side, contradicting.span));
            }
        }
    }
}

/// Whether some sentences say a number, whatever it counts there.
fn said(context: &Context<'_>, side: Side, sentences: &[usize], value: i64) -> bool {
    let mut anchors = sentences.iter().flat_map(|&sentence| context.anchors(side, sentence));
    anchors.any(|anchor| matches!(anchor.detail, Detail::Number(number) if number.value.whole() == Some(value)))
}

/// What a sentence counts.
fn counts(context: &Context<'_>, side: Side, sentence: usize) -> Vec<Count> {
    let words = context.words(side, sentence);
    let anchors = context.anchors(side, sentence).iter();
    anchors
        .filter_map(|anchor| count(context, side, words, anchor))
        .collect()
}

fn count(context: &Context<'_>, side: Side, words: &[Word], anchor: &Anchor) -> Option<Count> {
    let Detail::Number(number) = anchor.detail else {
        return None;
    };
    if number.unit.is_some() || number.form != Form::Cardinal {
        return None;
    }
    let value = number.value.whole()?;
    let language = context.language(side)?;
    let behind = words.iter().filter(|word| word.span.start >= anchor.span.end);
    let what = behind.take(REACH).find_map(|word| counted::of(language, &word.lower));
    let what = what.or_else(|| {
        let before = words.iter().rev().filter(|word| word.span.end <= anchor.span.start);
        before.take(2).find_map(|word| counted::of(language, &word.lower))
    })?;
    Some(Count {
        what,
        value,
        span: anchor.span,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, fixture, run};
    use crate::document::Role;

    fn found(title: &str, text: &str) -> Vec<String> {
        let mut pair = fixture::pair(&[(title, "Авария автобуса"), (text, "Погибли люди.")]);
        pair.source.blocks[0].role = Role::Title;
        let findings = run(&pair, &Settings::default());
        let mine = findings
            .iter()
            .filter(|finding| finding.kind.id.starts_with("headline"));
        mine.map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn contradicted_number_of_victims_is_found() {
        assert_eq!(
            found("Eleven dead in bus crash", "Twelve people died when a bus crashed."),
            ["Eleven in the title, Twelve in the text"]
        );
    }

    #[test]
    fn other_counts_are_left_alone() {
        assert_eq!(
            found("Eleven dead in bus crash", "Eleven people died, 12 were injured."),
            [""; 0]
        );
        assert_eq!(
            found("Eleven dead in bus crash", "Twelve buses were on the road."),
            [""; 0]
        );
    }
}
