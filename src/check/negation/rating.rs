//! How surely the other side does not have a negation: a logistic regression over what is known about it.
//!
//! The weights of each language ([`Polarity::weights`](super::Polarity)) were fitted to correct translations against the
//! same with one negation dropped or inserted, so that a score above zero is worth a warning.

use super::pairing::{Counterparts, count, expected};
use super::phrases::Force;
use super::text::Text;
use crate::alignment::Side;
use crate::check::Links;

/// How many things are known about a negation.
const COUNT: usize = 15;

/// How many words around a negation show whether the passage is translated word for word.
const WINDOW: usize = 4;

/// So many words from where a negation should stand, something that may negate stands for it.
const CLOSE: f32 = 5.0;

/// The weights of a language.
#[derive(Debug)]
pub(super) struct Weights {
    /// Added to every score.
    pub(super) bias: f32,
    /// Of what [`features`] gives, in its order.
    pub(super) of: [f32; COUNT],
}

/// The score of a negation of one side; above zero it is missing on the other.
pub(super) fn score(
    weights: &Weights,
    links: &Links,
    side: Side,
    sides: &[Text; 2],
    counterparts: &Counterparts,
    number: usize,
) -> f32 {
    let features = features(links, side, sides, counterparts, number);
    let weighted = weights
        .of
        .iter()
        .zip(features)
        .map(|(weight, feature)| weight * feature);
    weights.bias + weighted.sum::<f32>()
}

/// What is known about a negation: its counterpart, the word it negates, what the other side has to spare, and how
/// closely the passage is translated.
pub(super) fn features(
    links: &Links,
    side: Side,
    sides: &[Text; 2],
    counterparts: &Counterparts,
    number: usize,
) -> [f32; COUNT] {
    let (here, there) = (&sides[side as usize], &sides[side.other() as usize]);
    let unit = &here.units[number];
    let [certain, implied, possible] = counterpart(side, there, counterparts, number);
    let [contradicted, doubted] = contradiction(links, side, there, unit.focus);
    let place = expected(links, side, sides, unit.found.last);
    let close = there.units.iter().filter(|other| {
        let apart = count(other.found.first) - place;
        other.found.force == Force::May && apart.abs() <= CLOSE
    });
    let unpaired = (0..there.units.len()).filter(|&other| {
        there.units[other].found.force == Force::Negates && counterparts.get(side.other(), other).is_none()
    });
    let excess = count(here.certain().saturating_sub(there.certain()));
    [
        certain[0],
        certain[1],
        implied[0],
        implied[1],
        possible[0],
        possible[1],
        contradicted,
        doubted,
        count(unpaired.count()).min(3.0),
        count(close.count()).min(3.0),
        covered(links, side, here, unit.found.first, unit.found.last),
        excess.min(2.0),
        flag(unit.is_particle(&here.words)),
        flag(unit.focus.is_none()),
        flag(here.certain() == 1 && there.certain() == 0),
    ]
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// Whether the negation has a counterpart that negates, implies a negation or may negate, and how near that is.
fn counterpart(side: Side, there: &Text, counterparts: &Counterparts, number: usize) -> [[f32; 2]; 3] {
    let found = counterparts.get(side, number);
    [Force::Negates, Force::Implies, Force::May].map(|force| match found {
        Some(found) if there.units[found.unit].found.force == force => [1.0, 1.0 / (1.0 + found.distance)],
        _ => [0.0; 2],
    })
}

/// Whether the word that is negated stands on the other side with nothing near it that may negate: surely, or perhaps.
fn contradiction(links: &Links, side: Side, there: &Text, focus: Option<usize>) -> [f32; 2] {
    let partners = focus.map_or(&[][..], |focus| links.partners(side, focus));
    let Some(surest) = partners.first() else {
        return [0.0; 2];
    };
    let plain = partners.iter().all(|partner| !there.is_negated(partner.word));
    [
        flag(plain && surest.strength >= 1.0),
        flag(plain && surest.strength < 1.0),
    ]
}

/// The share of the content words around a negation that have a counterpart.
fn covered(links: &Links, side: Side, here: &Text, first: usize, last: usize) -> f32 {
    let around = first.saturating_sub(WINDOW)..(last + 1 + WINDOW).min(here.words.len());
    let content = around.filter(|&word| links.is_content(side, word));
    let covered = content.clone().filter(|&word| links.is_covered(side, word)).count();
    (count(covered) + 0.5) / (count(content.count()) + 1.0)
}
