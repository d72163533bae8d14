//! Which negation of one side says what a negation of the other side says: [`Counterparts`].

use super::phrases::Force;
use super::text::{Text, Unit};
use crate::alignment::Side;
use crate::check::Links;

/// What it costs, in words, that a counterpart implies a negation.
const IMPLIED: f32 = 0.5;

/// What it costs, in words, that a counterpart only may negate.
const UNSURE: f32 = 1.5;

/// What it costs, in words, that two negations are compared by their places alone.
const UNLINKED: f32 = 2.0;

/// What it costs, in words, to pair two phrases of which neither certainly negates: they only take each other away from
/// the negations.
const TRANSLATED: f32 = 2.0;

/// Negations farther apart than this, in words, are not of the same thing.
const FARTHEST: f32 = 12.0;

/// How many words around a negation tell where its counterpart should stand.
const AROUND: usize = 5;

/// The counterpart of a negation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counterpart {
    /// Its number among the negations of the other side.
    pub(super) unit: usize,
    /// How far it stands, in words, from where it should.
    pub(super) distance: f32,
}

/// The counterparts of the negations of both sides, by side and number. No negation is the counterpart of two.
#[derive(Debug)]
pub(super) struct Counterparts {
    of: [Vec<Option<Counterpart>>; 2],
}

impl Counterparts {
    /// The nearest first; what certainly negates goes before what may.
    pub(super) fn of(links: &Links, sides: &[Text; 2]) -> Self {
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for (source, one) in sides[0].units.iter().enumerate() {
            for (target, two) in sides[1].units.iter().enumerate() {
                if let Some(cost) = cost(links, sides, [one, two]) {
                    pairs.push((cost, source, target));
                }
            }
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut of = [vec![None; sides[0].units.len()], vec![None; sides[1].units.len()]];
        for (distance, source, target) in pairs {
            if of[0][source].is_none() && of[1][target].is_none() {
                of[0][source] = Some(Counterpart { unit: target, distance });
                of[1][target] = Some(Counterpart { unit: source, distance });
            }
        }
        Self { of }
    }

    /// The counterpart of a negation of one side.
    pub(super) fn get(&self, side: Side, unit: usize) -> Option<Counterpart> {
        self.of[side as usize][unit]
    }
}

/// What it costs to pair two negations, if they may be counterparts: one of them negates, or they are translations.
fn cost(links: &Links, sides: &[Text; 2], pair: [&Unit; 2]) -> Option<f32> {
    let [one, two] = pair;
    let certain = pair.iter().any(|unit| unit.found.force == Force::Negates);
    if !certain {
        let mut partners = links.partners(Side::Source, one.found.first).iter();
        return partners
            .any(|partner| partner.word == two.found.first)
            .then_some(TRANSLATED);
    }
    if is_spent(links, Side::Source, sides, one) || is_spent(links, Side::Target, sides, two) {
        return None;
    }
    let unsure: f32 = pair.iter().map(|unit| unsureness(unit.found.force)).sum();
    let distance = distance(links, sides, one, two);
    (distance <= FARTHEST).then_some(distance + unsure)
}

const fn unsureness(force: Force) -> f32 {
    match force {
        Force::Negates => 0.0,
        Force::Implies => IMPLIED,
        Force::May => UNSURE,
    }
}

/// Whether a word that may negate has its translation on the other side, one that negates nothing: `negative` and
/// `негативный`.
fn is_spent(links: &Links, side: Side, sides: &[Text; 2], unit: &Unit) -> bool {
    let there = &sides[side.other() as usize].units;
    let negates = |word: usize| {
        let mut inside = there.iter().map(|unit| unit.found.first..=unit.found.last);
        inside.any(|words| words.contains(&word))
    };
    let word = unit.found.first;
    let mut partners = links.partners(side, word).iter();
    unit.found.force == Force::May
        && unit.found.last == word
        && partners.any(|partner| partner.strength >= 1.0 && !negates(partner.word))
}

/// How far two negations are from negating the same, in words.
fn distance(links: &Links, sides: &[Text; 2], source: &Unit, target: &Unit) -> f32 {
    let forth = one_way(links, Side::Source, sides, source, target);
    forth.min(one_way(links, Side::Target, sides, target, source))
}

fn one_way(links: &Links, side: Side, sides: &[Text; 2], one: &Unit, other: &Unit) -> f32 {
    // Particles are translations of one another wherever they stand.
    let own = if one.negates_anything(&sides[side as usize].words) {
        0..0
    } else {
        one.found.first..one.found.last + 1
    };
    let words = one.focus.into_iter().chain(own);
    let partners = words.flat_map(|word| links.partners(side, word));
    let linked = partners.map(|partner| steps(partner.word, other)).reduce(f32::min);
    let there = expected(links, side, sides, one.found.last);
    let placed = UNLINKED + (there - count(other.found.first)).abs();
    linked.map_or(placed, |linked| linked.min(placed))
}

/// How far a word is from what a negation negates: what stands before it is rather not meant.
fn steps(word: usize, unit: &Unit) -> f32 {
    if word < unit.found.first {
        2.0 * count(unit.found.first - word)
    } else {
        let focus = unit.focus.unwrap_or(unit.found.last).max(unit.found.last);
        count(word.saturating_sub(focus))
    }
}

/// Where on the other side the counterpart of a word should stand, by those of the words around it.
pub(super) fn expected(links: &Links, side: Side, sides: &[Text; 2], word: usize) -> f32 {
    let [here, there] = [side, side.other()].map(|side| sides[side as usize].words.len());
    let mut sum = (0.0, 0.0);
    for near in word.saturating_sub(AROUND)..(word + AROUND + 1).min(here) {
        if let Some(partner) = links.partner(side, near).filter(|_| links.is_content(side, near)) {
            let weight = 1.0 / (1.0 + count(near.abs_diff(word)));
            sum.0 += weight * (count(partner) + count(word) - count(near));
            sum.1 += weight;
        }
    }
    // A word without neighbours that correspond stands where it stands in proportion.
    let weight = 0.1;
    (sum.0 + weight * count(word) * count(there) / count(here.max(1))) / (sum.1 + weight)
}

#[allow(clippy::cast_precision_loss)] // Sentences are shorter than 2^23 words.
pub(super) fn count(words: usize) -> f32 {
    words as f32
}
