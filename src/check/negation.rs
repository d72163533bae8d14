//! Negations that one side lost.
//!
//! The negations of both sides are paired, those that stand by words that correspond first ([`pairing`]). What has no
//! partner is not lost yet: languages say with a plain word (`refuse`) what others negate. So everything that is known
//! about a negation is weighed ([`rating`]).

mod english;
mod pairing;
mod phrases;
mod rating;
mod russian;
mod text;

use std::sync::OnceLock;

use super::untranslated::is_untranslated;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use crate::language::Language;
use pairing::Counterparts;
use phrases::{Force, Phrases};
use rating::Weights;
use text::Text;

static LOST: Kind = Kind {
    id: "negation-lost",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A negation of the source that the target does not have.",
    example: ("The bank did not confirm the report.", "Банк подтвердил сообщение."),
    misses: "A lost negation beside words that may stand for it, such as refuse or only.",
};

static GAINED: Kind = Kind {
    id: "negation-gained",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A negation of the target that the source does not have.",
    example: ("The bank confirmed the report.", "Банк не подтвердил сообщение."),
    misses: "An inserted negation beside words that it may stand for, such as refuse or only.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&LOST, &GAINED],
    find,
};

/// How a language negates. Phrases are separated by `|`; `begin*` stands for any word that begins so, `..` for up to
/// five words.
#[derive(Debug)]
struct Polarity {
    language: Language,
    /// Words that certainly negate.
    negates: &'static str,
    /// The end of words that certainly negate: `n't`.
    contraction: &'static str,
    /// Phrases as good as a negation: they are never lost, but stand for one of the other language, or beside one.
    implies: &'static str,
    /// Phrases that may stand for a negation of the other language, and those that are negations in form only. They are
    /// never lost, but may be what the other side says instead.
    may: &'static str,
    /// First parts of words that may negate.
    prefixes: &'static [&'static str],
    /// Words that carry no meaning of their own: what is negated is what follows them.
    light: &'static str,
    /// How what is known about a negation tells whether the other side has it; see [`rating`].
    weights: Weights,
    /// Last parts of words that may negate.
    suffixes: &'static [&'static str],
    /// Words that only seem to have such a part.
    plain: &'static str,
}

/// The languages that the check knows. To add one, copy `english.rs`.
static POLARITIES: [&Polarity; 2] = [&english::ENGLISH, &russian::RUSSIAN];

/// The word lists of a language made ready.
#[derive(Debug)]
struct Lists {
    polarity: &'static Polarity,
    phrases: Phrases,
    plain: Phrases,
    light: Phrases,
}

/// The lists of a language, if the check knows it.
fn lists(language: Option<Language>) -> Option<&'static Lists> {
    static BUILT: [OnceLock<Lists>; POLARITIES.len()] = [const { OnceLock::new() }; POLARITIES.len()];
    let place = POLARITIES
        .iter()
        .position(|polarity| Some(polarity.language) == language)?;
    Some(BUILT[place].get_or_init(|| {
        let polarity = POLARITIES[place];
        Lists {
            polarity,
            phrases: Phrases::new([polarity.negates, polarity.implies, polarity.may]),
            plain: Phrases::new(["", "", polarity.plain]),
            light: Phrases::new(["", "", polarity.light]),
        }
    }))
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let [Some(source), Some(target)] = Side::BOTH.map(|side| lists(context.language(side))) else {
        return;
    };
    for (place, bead) in context.linked() {
        check_bead(context, place, bead, [source, target], findings);
    }
}

fn check_bead(context: &Context<'_>, place: usize, bead: &Bead, lists: [&Lists; 2], findings: &mut Findings<'_>) {
    let sides = Side::BOTH.map(|side| Text::new(context, bead, side, lists[side as usize]));
    // What is not translated at all is reported as that.
    if sides.iter().all(|text| text.certain() == 0) || is_untranslated(context, bead) {
        return;
    }
    let links = context.links(place);
    let counterparts = Counterparts::of(links, &sides);
    for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
        let (here, there) = (&sides[side as usize], &sides[other as usize]);
        for (number, unit) in here.units.iter().enumerate() {
            if unit.found.force != Force::Negates {
                continue;
            }
            let weights = &lists[side as usize].polarity.weights;
            if rating::score(weights, links, side, &sides, &counterparts, number) <= 0.0 {
                continue;
            }
            let kind = if side == Side::Source { &LOST } else { &GAINED };
            let words = &here.words;
            let last = unit.focus.map_or(unit.found.last, |focus| focus.max(unit.found.last));
            let span = words[unit.found.first].span.cover(words[last].span);
            let text = &context.pair().document(side).text;
            let message = format!("\"{}\" has no negation on the other side", span.of(text));
            let mut draft = Draft::new(kind, message).in_bead(place).at(side, span);
            if let Some(partner) = unit.focus.and_then(|focus| links.partner(side, focus)) {
                draft = draft.at(other, there.words[partner].span);
            }
            findings.add(draft);
        }
    }
}

#[cfg(test)]
mod tests;
