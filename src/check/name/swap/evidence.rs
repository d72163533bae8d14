//! What speaks for an exchange of two names: a logistic regression over what stands beside them.
//!
//! The weights were fitted to correct translations of English news into Russian and the same with two names exchanged, so
//! that a score above zero is worth a warning. Words that correspond, and prepositions, tell where a name belongs; a
//! translation that moves the rest of the sentence too, or two names that are parts of one, explain another order.

use std::sync::LazyLock;

use super::preposition;
use super::{Matched, words_between};
use crate::alignment::Side;
use crate::check::name::view::{Place, Tie, View};

/// The distances, in words, at which a word tells little more about a name.
const REACHES: [f32; 2] = [1.0, 2.5];

/// What the evidence of no word at all amounts to.
const EVEN: f32 = 0.05;

/// With fewer words between them two names may be parts of one; with fewer than the second they may belong together.
const CLOSE: usize = 2;
const NEARBY: usize = 4;

/// What is less surely a name, such as an adjective, goes with the noun that it stands by, which may be said before a person
/// or behind.
const NAME: f32 = 0.5;

/// What it takes from the score that two names are parts of one phrase, which the other language builds in another order.
const PHRASE: f32 = 2.0;

/// Ties that are surer than this show whether the translation keeps the order of the words.
const FIRM: f32 = 0.5;

/// The score of two names of which each stands where the other belongs; `certainty` is how sure the less sure one is a
/// name.
pub(super) fn of_two(view: &View, one: &Matched, two: &Matched, certainty: f32) -> f32 {
    let [near, nearer] = REACHES.map(|reach| exchange(one, two, &view.ties, reach));
    let crossed = flag((one.places[0] < two.places[0]) != (one.places[1] < two.places[1]));
    let between = (0..2)
        .map(|side| words_between(one.places[side], two.places[side]))
        .min();
    let between = between.unwrap_or_default();
    let lower = [one, two]
        .iter()
        .any(|name| view.has_small_letters(Side::Target, name.places[1]));
    // Where the two should stand, and how far they stand from there.
    let [here, there] = [one, two].map(|name| expected(view, name.places[0].0, &[one, two], &[]));
    let off = |at: f32, place: Place| (at - count(place.0)).abs();
    let straight = off(here, one.places[1]) + off(there, two.places[1]);
    let swapped = off(here, two.places[1]) + off(there, one.places[1]);
    -1.49
        + 0.88 * crossed
        + 0.81 * near
        + 0.50 * nearer
        + 0.097 * (straight - swapped)
        + 0.44 * prepositions(view, one, two)
        - 0.60 * flag(between < CLOSE)
        - 0.44 * flag(between < NEARBY)
        + 0.84 * crossed * order_outside(view, one, two)
        - 0.64 * view.order
        - 0.67 * flag(lower)
        + 0.73 * certainty
        - PHRASE * flag(view.is_possessive_of(Side::Source, one.places[0], two.places[0]))
        - PHRASE * flag(certainty < NAME && crossed > 0.0 && view.is_apposition(one.places, two.places))
}

/// The score of a name that stands where the target has another one, to which nothing in the source corresponds;
/// `certainties` is how sure both are names.
pub(super) fn of_one(view: &View, name: &Matched, other: Place, certainties: [f32; 2]) -> f32 {
    let [near, nearer] = REACHES.map(|reach| displacement(name, other, &view.ties, reach));
    let between = words_between(name.places[1], other);
    let here = expected(view, name.places[0].0, &[name], &[other]);
    let off = |place: Place| (here - count(place.0)).abs();
    let better = off(name.places[1]) - off(other);
    let apart = count(name.places[1].0.abs_diff(other.0) + 1);
    let own = preposition::of(view, Side::Source, name.places[0]);
    let agreement = |place: Place| preposition::agreement(own, preposition::of(view, Side::Target, place));
    let quoted = view.is_inside_quotation(name.places[1]) != view.is_inside_quotation(other);
    -2.53
        + 0.24 * near
        + 0.35 * nearer
        + 1.01 * better / apart
        + 0.131 * better
        + 0.79 * (agreement(other) - agreement(name.places[1]))
        - 1.25 * flag(between < CLOSE)
        - 0.26 * flag(between < NEARBY)
        - 0.81 * flag(between == 0)
        + 0.59 * certainties[1]
        + 0.5 * certainties[0]
        - 0.82 * flag(quoted)
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

#[allow(clippy::cast_precision_loss)] // Sentences are shorter than 2^23 words.
fn count(words: usize) -> f32 {
    words as f32
}

fn is_inside((first, last): Place, word: usize) -> bool {
    (first..=last).contains(&word)
}

/// How near a word stands to a name, 1 for the next word.
fn nearness((first, last): Place, word: usize, reach: f32) -> f32 {
    /// For each of [`REACHES`], by distance; farther words tell nothing.
    static KNOWN: LazyLock<[[f32; 32]; 2]> =
        LazyLock::new(|| REACHES.map(|reach| std::array::from_fn(|distance| (-(count(distance) - 1.0) / reach).exp())));
    let distance = if word < first {
        first - word
    } else {
        word.saturating_sub(last).max(1)
    };
    let row = usize::from(reach > REACHES[0]);
    KNOWN[row].get(distance).copied().unwrap_or_default()
}

/// How much better the words beside the names fit if the names are exchanged: the logarithm of the ratio.
fn exchange(one: &Matched, two: &Matched, ties: &[Tie], reach: f32) -> f32 {
    let (mut straight, mut crossed) = (0.0, 0.0);
    for &(source, target, weight) in ties {
        let of_names = [one, two]
            .iter()
            .any(|name| is_inside(name.places[0], source) || is_inside(name.places[1], target));
        if of_names {
            continue;
        }
        let near = |name: &Matched, side: usize| {
            let word = [source, target][side];
            nearness(name.places[side], word, reach)
        };
        let [here, there] = [0, 1].map(|side| [near(one, side), near(two, side)]);
        straight += weight * (here[0] * there[0] + here[1] * there[1]);
        crossed += weight * (here[0] * there[1] + here[1] * there[0]);
    }
    ((crossed + EVEN) / (straight + EVEN)).ln()
}

/// How much better the words beside a name fit another place of the target: the logarithm of the ratio.
fn displacement(name: &Matched, place: Place, ties: &[Tie], reach: f32) -> f32 {
    let (mut straight, mut crossed) = (0.0, 0.0);
    let [here, there] = name.places;
    for &(source, target, weight) in ties {
        if is_inside(here, source) || is_inside(there, target) || is_inside(place, target) {
            continue;
        }
        let near = weight * nearness(here, source, reach);
        straight += near * nearness(there, target, reach);
        crossed += near * nearness(place, target, reach);
    }
    ((crossed + EVEN) / (straight + EVEN)).ln()
}

/// Where in the target a word of the source should stand, by the words around it; what belongs to names does not count.
fn expected(view: &View, word: usize, names: &[&Matched], places: &[Place]) -> f32 {
    /// Russian needs somewhat fewer words than English.
    const STEP: f32 = 0.9;
    let of_name = |source: usize, target: usize| {
        let mut all = names.iter();
        all.any(|name| is_inside(name.places[0], source) || is_inside(name.places[1], target))
            || places.iter().any(|&place| is_inside(place, target))
    };
    // A word without neighbours that correspond stands where it stands in proportion.
    let [sources, targets] = [0, 1].map(|side| count(view.words[side].len()));
    let mut total = 0.05;
    let mut sum = total * count(word) * targets / sources.max(1.0);
    for &(source, target, weight) in view.ties.iter().filter(|tie| !of_name(tie.0, tie.1)) {
        let near = weight / (1.0 + count(source.abs_diff(word))).powi(2);
        sum += near * (count(target) + (count(word) - count(source)) * STEP);
        total += near;
    }
    sum / total
}

/// How much better the prepositions fit if the names are exchanged.
fn prepositions(view: &View, one: &Matched, two: &Matched) -> f32 {
    let of = |name: &Matched, side: Side| preposition::of(view, side, name.places[side as usize]);
    let sources = [one, two].map(|name| of(name, Side::Source));
    let targets = [one, two].map(|name| of(name, Side::Target));
    let agreement = |source: usize, target: usize| preposition::agreement(sources[source], targets[target]);
    agreement(0, 1) + agreement(1, 0) - agreement(0, 0) - agreement(1, 1)
}

/// Whether what stands before both names stands before both on the other side, and so behind: near 1 if it does, near -1
/// if the translation has moved it too.
fn order_outside(view: &View, one: &Matched, two: &Matched) -> f32 {
    let bounds = [0, 1].map(|side| {
        let (first, second) = (
            one.places[side].min(two.places[side]),
            one.places[side].max(two.places[side]),
        );
        (first.1, second.0)
    });
    let mut kept = 0.0;
    for &(source, target, weight) in &view.ties {
        let of_names = [one, two]
            .iter()
            .any(|name| is_inside(name.places[0], source) || is_inside(name.places[1], target));
        let between = |word: usize, (start, end): Place| start < word && word < end;
        if of_names || between(source, bounds[0]) || between(target, bounds[1]) {
            continue;
        }
        let same = (source < bounds[0].0) == (target < bounds[1].0);
        kept += if same { weight } else { -weight };
    }
    kept / (kept.abs() + 1.0)
}

/// How far the order of the words is kept, -1 to 1: what two ties agree about, less what they do not.
pub(in crate::check::name) fn order(ties: &[Tie]) -> f32 {
    let firm: Vec<&Tie> = ties.iter().filter(|tie| tie.2 >= FIRM).collect();
    let (mut kept, mut turned) = (0_usize, 0_usize);
    for (at, one) in firm.iter().enumerate() {
        for two in &firm[..at] {
            match (one.0.cmp(&two.0) as i32) * (one.1.cmp(&two.1) as i32) {
                1 => kept += 1,
                -1 => turned += 1,
                _ => {}
            }
        }
    }
    (count(kept) - count(turned)) / (count(kept + turned) + 1.0)
}
