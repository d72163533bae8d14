//! Names that differ.
mod mention;

use super::known::Known;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use mention::Mention;

static CHANGED: Kind = Kind {
    id: "name-changed",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A name in whose place the other side has another one.",
    example: ("He was born in Krasny Bor.", "Он родился в Красной Горе."),
    misses: "-",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CHANGED],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let known = Side::BOTH.map(|side| Known::of(context.language(side), context.language(other(side))));
    for (place, bead) in context.linked() {
        check_bead(context, known, place, bead, findings);
    }
}

fn other(side: Side) -> Side {
    if side == Side::Source { Side::Target } else { Side::Source }
}

fn check_bead(context: &Context<'_>, known: [&Known; 2], place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let names = Side::BOTH.map(|side| mention::of_sentences(context, side, bead.side(side)));
    let left: [Vec<&Mention>; 2] = Side::BOTH.map(|side| {
        let there = context.neighbourhood(bead, other(side));
        let around = mention::of_sentences(context, other(side), &there);
        let words = || there.iter().flat_map(|&sentence| context.words(other(side), sentence));
        names[side as usize].iter().filter(|name| !(name.is_among(&around)
            || name.is_translated_by(known[side as usize], words())
            || name.sounds_like_one(words()))).collect()
    });
    let text = |m: &Mention, k: &Known| format!("{}{}", m.words.iter().map(|w| &*w.lower).collect::<Vec<_>>().join(" "), if m.is_known(k) {"+"} else {""});
    if left.iter().all(|l| l.is_empty()) { return; }
    let a: Vec<String> = left[0].iter().map(|m| text(m, known[0])).collect();
    let b: Vec<String> = left[1].iter().map(|m| text(m, known[1])).collect();
    findings.add(Draft::new(&CHANGED, format!("{} | {}", a.join(", "), b.join(", "))).in_bead(place));
}
