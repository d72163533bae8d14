//! Names that differ.
mod mention;
mod swap;

use super::links::Dictionary;
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
static SWAPPED: Kind = Kind {
    id: "name-swapped",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "Two names of a sentence that changed places.",
    example: ("Ozols wrote it and Rebrova conducted.", "Реброва написала, а Озолс дирижировал."),
    misses: "-",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CHANGED, &SWAPPED],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dictionary = Dictionary::of(context);
    for (place, bead) in context.linked() {
        check_bead(context, dictionary, place, bead, findings);
    }
}

fn other(side: Side) -> Side {
    if side == Side::Source { Side::Target } else { Side::Source }
}

fn check_bead(context: &Context<'_>, dictionary: Option<&'static Dictionary>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let names = Side::BOTH.map(|side| mention::of_sentences(context, side, bead.side(side)));
    if let Some(swap) = swap::find(context, bead, &names) {
        let message = format!("{:.2} {} {}", swap.strength, swap.names[0][0].text(context), swap.names[1][0].text(context));
        findings.add(Draft::new(&SWAPPED, message).in_bead(place));
    }
    let left: [Vec<&Mention>; 2] = Side::BOTH.map(|side| {
        let there = context.neighbourhood(bead, other(side));
        let around = mention::of_sentences(context, other(side), &there);
        let words = || there.iter().flat_map(|&sentence| context.words(other(side), sentence));
        names[side as usize].iter().filter(|name| !(name.is_among(&around)
            || name.is_translated_by(dictionary, words())
            || name.sounds_like_one(words()))).collect()
    });
    let text = |m: &Mention| format!("{}{}", m.words.iter().map(|w| &*w.lower).collect::<Vec<_>>().join(" "), if m.key.is_acronym() {"#"} else if m.translations(dictionary).is_empty() {"+"} else {""});
    if left.iter().all(|l| l.is_empty()) { return; }
    let a: Vec<String> = left[0].iter().map(|m| text(m)).collect();
    let b: Vec<String> = left[1].iter().map(|m| text(m)).collect();
    findings.add(Draft::new(&CHANGED, format!("{} | {}", a.join(", "), b.join(", "))).in_bead(place));
}
