//! Numbers, amounts, percentages and times that differ, or that one side lost.
//!
//! Numbers are compared by value, not by digits. What a bead lacks is looked for in its neighbourhood before it counts
//! as lost, and a number that may be said in another way (half for 50 per cent, miles for kilometres, a rounded figure)
//! counts as there.

mod beside;
mod item;
mod measure;
mod pairing;

use super::doubt;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use crate::document::Span;
use item::Item;

static CHANGED: Kind = Kind {
    id: "number-changed",
    category: "accuracy/number",
    severity: Severity::Error,
    catches: "A number, amount, percentage or time of day whose value differs between the two sides.",
    example: ("Eleven people were injured.", "Пострадали двенадцать человек."),
    misses: "Two numbers of equal value that change places inside one sentence.",
};

static UNIT: Kind = Kind {
    id: "number-unit",
    category: "accuracy/number",
    severity: Severity::Error,
    catches: "The same number with another currency or unit, or per cent against percentage points.",
    example: ("It costs 5 million euros.", "Это стоит 5 млн долларов."),
    misses: "A unit that is left unsaid on one side.",
};

static LOST: Kind = Kind {
    id: "number-lost",
    category: "accuracy/omission",
    severity: Severity::Warning,
    catches: "A number in figures that the other side says neither in the sentence nor in its neighbourhood.",
    example: ("All 78,000 frames were cleaned.", "Все кадры были очищены."),
    misses: "Small numbers in words (one, two), which languages add and drop freely; an amount in brackets that explains \
             another for readers who count in another money: 200,000 rubles (about $2,000).",
};

static ROUNDED: Kind = Kind {
    id: "number-rounded",
    category: "accuracy/number",
    severity: Severity::Info,
    catches: "A number that one side gives rounded.",
    example: ("The budget is 3.57 billion euros.", "Бюджет составляет 3,6 млрд евро."),
    misses: "Rounding to a single digit without a word such as about or almost.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CHANGED, &UNIT, &LOST, &ROUNDED],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    // What hardly corresponds differs in everything.
    for (place, bead) in context.linked().filter(|bead| doubt::corresponds(context, *bead)) {
        check_bead(context, place, bead, findings);
    }
}

fn check_bead(context: &Context<'_>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let [mut source, mut target] = Side::BOTH.map(|side| item::of_sentences(context, side, bead.side(side)));
    for (one, two) in pairing::take_equal(&mut source, &mut target) {
        if one.unit_differs(&two) {
            let message = format!("{} against {}", one.in_words(), two.in_words());
            let draft = Draft::new(&UNIT, message).in_bead(place);
            findings.add(draft.at(Side::Source, one.span).at(Side::Target, two.span));
        }
    }
    if source.is_empty() && target.is_empty() {
        return;
    }
    let all = Side::BOTH.map(|side| item::of_sentences(context, side, bead.side(side)));
    // Both first: what is only moved to the neighbour must not be paired with what is left here.
    drop_known(context, bead, Side::Source, &mut source);
    drop_known(context, bead, Side::Target, &mut target);
    for (one, two) in pairing::take_alike(&mut source, &mut target) {
        let rounded = one.is_rounding_of(&two);
        let kind = if rounded { &ROUNDED } else { &CHANGED };
        let message = format!("{} against {}", one.in_words(), two.in_words());
        let draft = Draft::new(kind, message).in_bead(place);
        findings.add(draft.at(Side::Source, one.span).at(Side::Target, two.span));
    }
    for (side, items) in [(Side::Source, source), (Side::Target, target)] {
        for item in items.iter().filter(|item| item.figures) {
            // For readers who count in another money or measure: 200,000 rubles (about $2,000).
            let text = &context.pair().document(side).text;
            if item.is_explanation(text, &all[side as usize]) {
                continue;
            }
            let message = format!("{} is missing on the other side", item.in_words());
            let mut draft = Draft::new(&LOST, message).in_bead(place).at(side, item.span);
            if item.is_reference || is_part_of_a_name(text, item.span) {
                // Few foreign readers want to know the article of the law; COVID-19 is often said without its number.
                draft = draft.with_severity(Severity::Info);
            }
            findings.add(draft);
        }
    }
}

/// Drops what the neighbourhood of the other side says, in whatever way.
fn drop_known(context: &Context<'_>, bead: &Bead, side: Side, items: &mut Vec<Item>) {
    if items.is_empty() {
        return;
    }
    let other = side.other();
    let there = context.neighbourhood(bead, other);
    let neighbours = item::of_sentences(context, other, &there);
    items.retain(|item| {
        let said = neighbours.iter().any(|neighbour| item.agrees(neighbour));
        !said && !there.iter().any(|&sentence| item.is_said_in(context, other, sentence))
    });
}

/// Whether a number is joined to a word before it: `COVID-19`.
fn is_part_of_a_name(text: &str, span: Span) -> bool {
    let mut before = text[..span.start].chars().rev();
    matches!(before.next(), Some('-' | '‑')) && before.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests;
