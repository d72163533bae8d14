//! Negations that one side lost.
//!
//! The negations of both sides are paired: first those beside words that correspond, then the rest. Of what is left over
//! only those count that certainly negate (`not`, not `refuse`), and only where the word that they negate stands on the
//! other side without any negation near it, or where the other side has nothing in the whole bead that may negate.

mod english;
mod phrases;
mod russian;

use std::sync::OnceLock;

use super::links::Links;
use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::document::Span;
use crate::language::{Language, vocabulary};
use phrases::{Force, Match, Phrases};

static LOST: Kind = Kind {
    id: "negation-lost",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A negation of the source that the target does not have.",
    example: ("The bank did not confirm the report.", "Банк подтвердил сообщение."),
    misses: "A lost negation whose verb the lexicon does not know, beside words such as refuse or only.",
};

static GAINED: Kind = Kind {
    id: "negation-gained",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A negation of the target that the source does not have.",
    example: ("The bank confirmed the report.", "Банк не подтвердил сообщение."),
    misses: "An inserted negation whose verb the lexicon does not know.",
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
    /// Phrases that may stand for a negation of the other language, and those that are negations in form only. They are
    /// never lost, but may be what the other side says instead.
    may: &'static str,
    /// Whether it likes to negate what other languages say plainly, as Russian does.
    freely: bool,
    /// First parts of words that may negate.
    prefixes: &'static [&'static str],
    /// Words that carry no meaning of their own: what is negated is what follows them.
    light: &'static str,
    /// Last parts of words that may negate.
    suffixes: &'static [&'static str],
    /// Words that only seem to have such a part.
    plain: &'static str,
}

/// The languages that the check knows. To add one, copy `english.rs`.
static POLARITIES: [&Polarity; 2] = [&english::ENGLISH, &russian::RUSSIAN];

/// The longest distance, in words, between a negation and the word that it negates.
const REACH: usize = 4;

/// So many first letters tell a word.
const FAMILY: usize = 4;

/// A negation, or what may be one.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// Where it stands among the words of its side of the bead.
    found: Match,
    /// The word that it negates, if there is one.
    focus: Option<usize>,
}

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
            phrases: Phrases::new(polarity.negates, polarity.may),
            plain: Phrases::new("", polarity.plain),
            light: Phrases::new("", polarity.light),
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
    if sides.iter().all(|text| text.certain() == 0) {
        return;
    }
    let links = context.links(place);
    for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
        let (here, there) = (&sides[side as usize], &sides[other as usize]);
        for unit in unpaired(links, side, here, there) {
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

/// One side of a bead.
struct Text<'a> {
    words: Vec<&'a Word>,
    /// See [`Polarity::freely`].
    freely: bool,
    units: Vec<Unit>,
}

impl<'a> Text<'a> {
    fn new(context: &'a Context<'_>, bead: &Bead, side: Side, lists: &Lists) -> Self {
        let words: Vec<&Word> = context.words_of(bead, side).collect();
        let text = &context.pair().document(side).text;
        let units = lists.find(&words, text);
        let units = units.into_iter().map(|found| Unit {
            found,
            focus: lists.focus(context, side, &words, found.last),
        });
        Self {
            units: units.collect(),
            freely: lists.polarity.freely,
            words,
        }
    }

    /// How many negations are certain.
    fn certain(&self) -> usize {
        let certain = self.units.iter().filter(|unit| unit.found.force == Force::Negates);
        certain.count()
    }

    /// Whether something that may negate stands near a word, or the word stands elsewhere with a negative first part.
    fn is_negated(&self, word: usize) -> bool {
        let beginning: String = self.words[word].lower.chars().take(FAMILY).collect();
        self.units.iter().any(|unit| {
            let inside = self.words[unit.found.first].lower.find(&beginning);
            unit.found.first <= word + 2 && word <= unit.found.last + REACH || inside.is_some_and(|start| start > 0)
        })
    }
}

impl Lists {
    /// What negates or may negate, in text order.
    fn find(&self, words: &[&Word], text: &str) -> Vec<Match> {
        let mut found = self.phrases.find(words);
        for (place, word) in words.iter().enumerate() {
            if found.iter().any(|known| known.first == place || known.last == place) {
                continue;
            }
            let contracted = !self.polarity.contraction.is_empty()
                && word.lower.replace('’', "'").ends_with(self.polarity.contraction);
            let force = if contracted {
                Force::Negates
            } else if self.may_negate(word) {
                Force::May
            } else {
                continue;
            };
            found.push(Match {
                first: place,
                last: place,
                force,
            });
        }
        found.sort_by_key(|known| known.first);
        for known in &mut found {
            let behind = text[words[known.last].span.end..].trim_start();
            // "No. 1" is a number; a question asks, whatever its form.
            if words[known.first].lower == "no" && behind.starts_with(|c: char| c == '.' || c.is_ascii_digit())
                || is_question(text, words[known.last].span)
            {
                known.force = Force::May;
            }
        }
        found
    }

    /// The word that a negation negates: the next content word of the clause.
    fn focus(&self, context: &Context<'_>, side: Side, words: &[&Word], last: usize) -> Option<usize> {
        let text = &context.pair().document(side).text;
        let vocabulary = vocabulary(context.language(side));
        let mut end = words[last].span.end;
        for (place, word) in words.iter().enumerate().skip(last + 1).take(REACH) {
            if text[end..word.span.start].contains(['.', ',', ';', ':', '—', '–', '!', '?', '(', ')']) {
                return None;
            }
            if !vocabulary.meaning(&word.lower).function && self.light.find(&[word]).is_empty() {
                return Some(place);
            }
            end = word.span.end;
        }
        None
    }

    fn may_negate(&self, word: &Word) -> bool {
        let letters = word.lower.chars().count();
        let begins = |prefix: &&str| word.lower.starts_with(*prefix);
        let ends = |suffix: &&str| word.lower.ends_with(*suffix);
        let polarity = self.polarity;
        letters >= 5
            && (polarity.prefixes.iter().any(begins) || polarity.suffixes.iter().any(ends))
            && self.plain.find(&[word]).is_empty()
    }
}

/// Whether the sentence or clause ends with a question mark.
fn is_question(text: &str, span: Span) -> bool {
    let end = text[span.end..].find(['.', '?', '!', '\n']);
    end.is_some_and(|end| text[span.end + end..].starts_with('?'))
}

/// The negations of one side that the other does not have.
fn unpaired(links: &Links, side: Side, here: &Text, there: &Text) -> Vec<Unit> {
    let mut free: Vec<&Unit> = there.units.iter().collect();
    let mut left: Vec<Unit> = Vec::new();
    for unit in here.units.iter().filter(|unit| unit.found.force == Force::Negates) {
        let counterpart = free.iter().position(|other| are_beside_links(links, side, unit, other));
        match counterpart {
            Some(place) => drop(free.remove(place)),
            None => left.push(*unit),
        }
    }
    // The surest first: what is taken for the counterpart of something else must be the least sure.
    let (mut sure, mut unsure): (Vec<Unit>, Vec<Unit>) = left
        .into_iter()
        .partition(|unit| is_contradicted(links, side, unit, there));
    let certain = free.iter().filter(|other| other.found.force == Force::Negates).count();
    let taken = certain.min(unsure.len());
    unsure.drain(..taken);
    sure.truncate(sure.len() - (certain - taken).min(sure.len()));
    // As many on both sides: one of them is said of another word.
    sure.truncate(here.certain().saturating_sub(there.certain()));
    let absorbed = |unit: &Unit| {
        let may = |other: &&&Unit| other.found.force == Force::May;
        free.iter()
            .filter(may)
            .any(|other| are_at_like_places(unit, here, other, there))
    };
    if here.freely {
        unsure.retain(|unit| there.units.is_empty() && unit.focus.is_some());
    } else {
        unsure.retain(|unit| !absorbed(unit));
    }
    if sure.is_empty() && unsure.len() == 1 && is_literal(links, side, here) {
        sure.append(&mut unsure);
    }
    sure
}

/// Whether a word near one negation corresponds to a word near the other.
fn are_beside_links(links: &Links, side: Side, one: &Unit, other: &Unit) -> bool {
    let near = |unit: &Unit, word: usize| unit.found.first <= word + 2 && word <= unit.found.last + REACH;
    let around = one.found.first.saturating_sub(1)..=one.found.last + 2;
    around.into_iter().chain(one.focus).any(|word| {
        let mut partners = links.partners(side, word).iter();
        partners.any(|partner| near(other, partner.word) && links.is_content(side, word))
    })
}

/// Whether the word that is negated here stands on the other side with nothing near it that may negate.
fn is_contradicted(links: &Links, side: Side, unit: &Unit, there: &Text) -> bool {
    let Some(focus) = unit.focus else { return false };
    let partners = links.partners(side, focus);
    partners.iter().any(|partner| partner.strength >= 1.0)
        && partners.iter().all(|partner| !there.is_negated(partner.word))
}

/// Whether two negations stand at about the same place of their sides.
fn are_at_like_places(one: &Unit, here: &Text, other: &Unit, there: &Text) -> bool {
    let (here_count, there_count) = (here.words.len(), there.words.len());
    let apart = (one.found.first * there_count).abs_diff(other.found.first * here_count);
    apart * 10 < here_count * there_count * 3
}

/// Whether most content words have a counterpart.
fn is_literal(links: &Links, side: Side, text: &Text) -> bool {
    let content = (0..text.words.len()).filter(|&word| links.is_content(side, word));
    let covered = content.clone().filter(|&word| links.is_covered(side, word)).count();
    covered * 10 >= content.count() * 5
}

#[cfg(test)]
mod tests;
