//! Names that one side changed, exchanged, added or lost.
//!
//! A name is there if the other side has a name or a word that sounds the same, a listed name or a translation of it,
//! in the bead or its neighbourhood. What is left over on both sides of a bead is compared by how sure it is that each
//! is a name at all, and by what stands beside it.

mod mention;
mod spelling;
mod swap;
mod view;

use super::dictionary::Dictionary;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use mention::Mention;
pub(super) use spelling::{SPELLING, are_spellings_of_one, spellings};
use view::View;

static CHANGED: Kind = Kind {
    id: "name-changed",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A name in whose place the other side has another one.",
    example: ("Anna Petrova spoke in Perm.", "Анна Петрова выступила в Рязани."),
    misses: "A name that is replaced by one that the neighbouring sentences have, or by a title.",
};

static SWAPPED: Kind = Kind {
    id: "name-swapped",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "Two names of a sentence that changed places.",
    example: (
        "The minister Orlov met the governor Tikhonov.",
        "Министр Тихонов встретился с губернатором Орловым.",
    ),
    misses: "Names that stand more than once in the sentence, and names beside which no word is known.",
};

static ADDED: Kind = Kind {
    id: "name-added",
    category: "accuracy/addition",
    severity: Severity::Warning,
    catches: "A full name, or a name in the other side's letters, that the other side does not have.",
    example: ("He called the company.", "Он позвонил в Dropbox."),
    misses: "Single names in the text's own letters, which translators add to explain.",
};

static LOST: Kind = Kind {
    id: "name-lost",
    category: "accuracy/omission",
    severity: Severity::Info,
    catches: "A full name that the other side has neither in the sentence nor in its neighbourhood.",
    example: ("Anna Petrova spoke first.", "Первой выступила директор."),
    misses: "Single names, for which languages freely say a pronoun or a title.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CHANGED, &SWAPPED, &ADDED, &LOST, &SPELLING],
    find,
};

/// Beads less certain than this are not compared.
const SURE_BEAD: f64 = 0.6;

/// Names left over that sound as much alike as this are two spellings of one.
const TWO_SPELLINGS: f64 = 0.55;

/// From what certainty of both names together they are reported.
const SURE: f64 = 1.25;

/// The same where they stand in the same place of a longer name.
const SURE_IN_PLACE: f64 = 1.0;

/// From what fit of the words beside two certain names it is an error.
const FITS: f32 = 0.2;

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dictionary = Dictionary::of(context);
    for (place, bead) in context.linked() {
        let names = Side::BOTH.map(|side| mention::of_sentences(context, side, bead.side(side)));
        // What is not each other's translation differs anyway.
        if bead.confidence >= SURE_BEAD && names.iter().any(|names| !names.is_empty()) {
            check_bead(context, dictionary, (place, bead), &names, findings);
        }
    }
    spelling::find(context, findings);
}

fn check_bead(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    (place, bead): (usize, &Bead),
    names: &[Vec<Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) {
    let missing = Side::BOTH.map(|side| missing(context, dictionary, bead, side, names));
    let none_missing = missing.iter().all(Vec::is_empty);
    if none_missing && names.iter().any(|names| names.len() < 2) {
        return;
    }
    let view = View::new(context, (place, bead));
    report_swap(context, &view, place, names, findings);
    let left = missing.map(|mut names| {
        names.retain(|name| !view.is_covered(name));
        names
    });
    if report_changed(context, dictionary, &view, place, &left, findings) {
        return;
    }
    report_alone(context, dictionary, &view, place, &left, findings);
}

/// The names of one side of a bead that the other side does not have, nor its neighbourhood.
fn missing<'m, 'a>(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    bead: &Bead,
    side: Side,
    names: &'m [Vec<Mention<'a>>; 2],
) -> Vec<&'m Mention<'a>> {
    let (own, there) = (&names[side as usize], &names[side.other() as usize]);
    // Most names are found in the bead itself.
    let mut left: Vec<&Mention> = own.iter().filter(|name| !name.is_among(there)).collect();
    if left.is_empty() {
        return left;
    }
    let sentences = context.neighbourhood(bead, side.other());
    let around = mention::of_sentences(context, side.other(), &sentences);
    let words = || {
        sentences
            .iter()
            .flat_map(|&sentence| context.words(side.other(), sentence))
    };
    let settings = context.settings();
    let is_variant = |name: &Mention| {
        let mut others = around.iter();
        !settings.variants.is_empty()
            && others.any(|other| settings.are_variants(name.text(context), other.text(context)))
    };
    left.retain(|name| {
        !name.is_among(&around)
            && !is_variant(name)
            && !name.is_translated_by(dictionary, words())
            && !name.sounds_like_one(words())
    });
    left
}

fn report_swap(
    context: &Context<'_>,
    view: &View,
    place: usize,
    names: &[Vec<Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) {
    let Some([one, two]) = swap::find(view, names) else {
        return;
    };
    let text = |name: &Mention| name.text(context).to_owned();
    let message = format!("{} and {} seem to have changed places", text(one[0]), text(two[0]));
    let draft = Draft::new(&SWAPPED, message).in_bead(place);
    let draft = [one, two].iter().fold(draft, |draft, names| {
        draft
            .at(Side::Source, names[0].anchor.span)
            .at(Side::Target, names[1].anchor.span)
    });
    findings.add(draft);
}

/// Reports the two names left over that most surely stand for each other; whether there are two.
fn report_changed(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    view: &View,
    place: usize,
    left: &[Vec<&Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) -> bool {
    let certain = |side: Side| {
        let strange = left[side as usize]
            .iter()
            .filter(|name| name.likeness(view.names_uncovered(side.other())) < TWO_SPELLINGS);
        strange
            .map(|name| (*name, name.certainty(dictionary)))
            .collect::<Vec<_>>()
    };
    let mut best: Option<(f64, f32, &Mention, &Mention)> = None;
    let targets = certain(Side::Target);
    for (one, sure) in certain(Side::Source) {
        for (two, sure_two) in &targets {
            let places = (view.place(one), view.place(two));
            let in_place = view.are_in_one_place(places.0, places.1);
            let (certainty, fit) = (sure + sure_two, view.fit(places.0, places.1));
            let accepted = certainty >= SURE && sure.max(*sure_two) >= 1.0 || in_place && certainty >= SURE_IN_PLACE;
            if accepted && best.is_none_or(|best| (certainty, fit) > (best.0, best.1)) {
                best = Some((certainty, fit, one, two));
            }
        }
    }
    let Some((certainty, fit, one, two)) = best else {
        return false;
    };
    let message = format!("{} against {}", one.text(context), two.text(context));
    let mut draft = Draft::new(&CHANGED, message).in_bead(place);
    if certainty >= 2.0 && fit >= FITS {
        draft = draft.with_severity(Severity::Error);
    }
    findings.add(
        draft
            .at(Side::Source, one.anchor.span)
            .at(Side::Target, two.anchor.span),
    );
    true
}

/// Reports full names that only one side has.
fn report_alone(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    view: &View,
    place: usize,
    left: &[Vec<&Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) {
    for (side, kind, words) in [
        (Side::Source, &LOST, "is missing on the other side"),
        (Side::Target, &ADDED, "does not stand on the other side"),
    ] {
        let names = &left[side as usize];
        let strange = |name: &Mention| {
            name.certainty(dictionary) >= 0.75
                && name.key.listed().is_none()
                && name.likeness(view.names_uncovered(side.other())) < TWO_SPELLINGS
        };
        for run in names.chunk_by(|one, two| one.is_right_before(two)) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let foreign = side == Side::Target && run.iter().any(|name| view.is_in_letters_of_other(name));
            if (run.len() > 1 || foreign) && run.iter().all(|name| strange(name)) {
                let span = first.anchor.span.cover(last.anchor.span);
                let text = span.of(&context.pair().document(side).text);
                findings.add(
                    Draft::new(kind, format!("{text} {words}"))
                        .in_bead(place)
                        .at(side, span),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
