//! Names that one side changed, exchanged, added or lost.
//!
//! A name is there if the other side has a name or a word that sounds the same, a listed name or a translation of it,
//! in the bead or its neighbourhood. What is left over on both sides of a bead is compared by how sure it is that each
//! is a name at all, and by what stands beside it.

mod left;
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
    catches: "Two names of a sentence that changed places; an error if the words beside them changed sides clearly.",
    example: (
        "The minister Orlov met the governor Tikhonov.",
        "Министр Тихонов встретился с губернатором Орловым.",
    ),
    misses: "Names beside which no word is known, names that stand more often on one side, and names that changed places \
             in a sentence that is built in another way.",
};

static ADDED: Kind = Kind {
    id: "name-added",
    category: "accuracy/addition",
    severity: Severity::Warning,
    catches: "A name that the other side does not have, nor anything else that could stand for it.",
    example: ("He called the company.", "Он позвонил в Dropbox."),
    misses: "What translators add to explain: the names of countries and institutions, first names beside a surname.",
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

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dictionary = Dictionary::of(context);
    for (place, bead) in context.linked() {
        let names = Side::BOTH.map(|side| mention::with_likely(context, dictionary, side, bead.side(side)));
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
    report_swap(context, dictionary, &view, place, names, findings);
    let left = missing.map(|mut names| {
        names.retain(|name| !view.is_covered(name));
        names
    });
    left::report(context, dictionary, &view, place, &left, findings);
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
    dictionary: Option<&'static Dictionary>,
    view: &View,
    place: usize,
    names: &[Vec<Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) {
    let Some(swap) = swap::find(view, dictionary, names) else {
        return;
    };
    let texts = match swap.source.as_slice() {
        [one, two] => [one, two].map(|name| name.text(context)),
        _ => swap.target.map(|name| name.text(context)),
    };
    let message = format!("{} and {} seem to have changed places", texts[0], texts[1]);
    let mut draft = Draft::new(&SWAPPED, message).in_bead(place);
    if swap.is_certain {
        draft = draft.with_severity(Severity::Error);
    }
    let names = swap.source.iter().chain(&swap.target);
    findings.add(names.fold(draft, |draft, name| draft.at(name.side, name.span)));
}

#[cfg(test)]
mod tests;
