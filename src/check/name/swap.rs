//! Two names of a sentence that changed places: each stands beside what the other stands beside on the other side.

use super::mention::Mention;
use super::view::{NEAR, Place, Tie, View, nearness};
use crate::alignment::Side;

/// A name on both sides of a bead; its places are among the words of each side of the bead.
#[derive(Clone, Copy, Debug)]
struct Matched<'m, 'a> {
    names: [&'m Mention<'a>; 2],
    places: [Place; 2],
}

impl Matched<'_, '_> {
    /// With the words before it that correspond and so moved along: `composer Ozols`, `композитор Озолс`.
    fn with_titles(mut self, view: &View) -> Self {
        for _ in 0..MOST_TITLES {
            let before = self.places.map(|(first, _)| first.checked_sub(1));
            match before {
                [Some(one), Some(two)] if view.are_linked((one, one), (two, two)) => {
                    self.places[0].0 = one;
                    self.places[1].0 = two;
                }
                _ => break,
            }
        }
        self
    }
}

/// How many words before a name may belong to it.
const MOST_TITLES: usize = 3;

/// Two names that seem to have changed places.
#[derive(Debug)]
pub(super) struct Swap<'m, 'a> {
    /// The two names in the target.
    pub(super) target: [&'m Mention<'a>; 2],
    /// The same in the source, of which one may be said in another way.
    pub(super) source: Vec<&'m Mention<'a>>,
    /// Whether the words beside them say so clearly, and not only their order.
    pub(super) is_certain: bool,
}

/// The two names of a bead that most likely changed places.
pub(super) fn find<'m, 'a>(view: &View<'a>, names: &'m [Vec<Mention<'a>>; 2]) -> Option<Swap<'m, 'a>> {
    let matched: Vec<Matched> = in_runs(matched(view, names))
        .into_iter()
        .map(|name| name.with_titles(view))
        .collect();
    if matched.is_empty() || matched.len() > MOST_NAMES {
        return None;
    }
    let mut best: Option<(f32, Swap)> = None;
    for (index, one) in matched.iter().enumerate() {
        for two in &matched[index + 1..] {
            let found = evidence(view, one, two).filter(|found| best.as_ref().is_none_or(|(most, _)| found > most));
            if let Some(found) = found {
                let swap = Swap {
                    target: [one.names[1], two.names[1]],
                    source: vec![one.names[0], two.names[0]],
                    is_certain: found >= CERTAIN,
                };
                best = Some((found, swap));
            }
        }
    }
    best.map(|(_, swap)| swap)
        .or_else(|| displaced(view, &matched, &names[1]))
}

/// A name that stands where the target has another one, to which nothing in the source corresponds.
fn displaced<'m, 'a>(view: &View<'a>, matched: &[Matched<'m, 'a>], names: &'m [Mention<'a>]) -> Option<Swap<'m, 'a>> {
    let is_matched = |(first, last): Place| {
        let mut places = matched.iter().map(|name| name.places[1]);
        places.any(|place| place.0 <= last && first <= place.1)
    };
    let mut best: Option<(f32, Swap)> = None;
    for other in names.iter().filter(|name| !name.is_likely) {
        let place = view.place(other);
        // Acronyms belong to other names: `УК РФ`.
        let acronym = view.text(other).chars().all(char::is_uppercase);
        if acronym || is_matched(place) {
            continue;
        }
        for name in matched {
            let found = [NEAR, FAR]
                .map(|reach| displacement(name, place, &view.ties, reach))
                .iter()
                .sum();
            let apart = words_between(name.places[1], place) >= FEWEST_BETWEEN;
            if apart && found >= SURE_ALONE && best.as_ref().is_none_or(|(most, _)| found > *most) {
                let swap = Swap {
                    target: [name.names[1], other],
                    source: vec![name.names[0]],
                    is_certain: false,
                };
                best = Some((found, swap));
            }
        }
    }
    best.map(|(_, swap)| swap)
}

/// How much better the words beside a name fit another place of the target: the logarithm of the ratio.
fn displacement(name: &Matched, place: Place, ties: &[Tie], reach: f32) -> f32 {
    let is_inside = |(first, last): Place, word: usize| (first..=last).contains(&word);
    let (mut straight, mut crossed) = (0.0, 0.0);
    for &(source, target, weight) in ties {
        let [here, there] = name.places;
        if is_inside(here, source) || is_inside(there, target) || is_inside(place, target) {
            continue;
        }
        let near = weight * nearness(here, source, reach);
        straight += near * nearness(there, target, reach);
        crossed += near * nearness(place, target, reach);
    }
    ((crossed + EVEN) / (straight + EVEN)).ln()
}

/// What speaks for an exchange of two names, if it is enough.
fn evidence(view: &View, one: &Matched, two: &Matched) -> Option<f32> {
    let crossed = (one.places[0] < two.places[0]) != (one.places[1] < two.places[1]);
    let close = (0..2).any(|side| words_between(one.places[side], two.places[side]) < FEWEST_BETWEEN);
    let mut found = strength(one, two, &view.ties, NEAR) + strength(one, two, &view.ties, FAR);
    if close {
        // "Paris Fashion Week", "Неделя моды в Париже": one name, built in another way.
        found -= CLOSE;
    }
    if crossed && view.is_apposition(one.places, two.places) {
        found -= APPOSITION;
    }
    if view.is_by_whom(one.places[0]) || view.is_by_whom(two.places[0]) {
        // What was done by somebody, Russian says actively and the other way round.
        found -= PASSIVE;
    }
    let enough = if crossed { SURE } else { SURE_IN_ORDER };
    (found >= enough && (crossed || !close)).then_some(found)
}

/// How many words stand between two places.
fn words_between(one: Place, two: Place) -> usize {
    let (first, second) = if one < two { (one, two) } else { (two, one) };
    second.0.saturating_sub(first.1 + 1)
}

/// From what evidence an exchange is reported: the sum of the two logarithms of [`strength`].
const SURE: f32 = 0.08;

/// The same for names that stand in the same order on both sides: then the translation changed the order of the rest.
const SURE_IN_ORDER: f32 = 1.0;

/// The same where only one of the names is known in both texts.
const SURE_ALONE: f32 = 1.8;

/// From what evidence it is an error.
const CERTAIN: f32 = 1.5;

/// With fewer words between them two names may be parts of one.
const FEWEST_BETWEEN: usize = 2;

/// What a reason for another order takes from the evidence.
const CLOSE: f32 = 0.6;
const PASSIVE: f32 = 0.4;
const APPOSITION: f32 = 2.0;

/// The distance, in words, at which a word tells nothing more about a name.
const FAR: f32 = 8.0;

/// Sentences with more names are lists.
const MOST_NAMES: usize = 16;

/// The names that stand on both sides, as often on one as on the other.
fn matched<'m, 'a>(view: &View<'a>, names: &'m [Vec<Mention<'a>>; 2]) -> Vec<Matched<'m, 'a>> {
    let places = Side::BOTH.map(|side| {
        let of_side = names[side as usize].iter();
        of_side.map(|name| view.place(name)).collect::<Vec<_>>()
    });
    let sounds = |one: usize, two: usize| names[0][one].is_same(&names[1][two]);
    // What sounds like a name is no translation of another.
    let heard = [
        (0..names[0].len())
            .map(|one| (0..names[1].len()).any(|two| sounds(one, two)))
            .collect::<Vec<_>>(),
        (0..names[1].len())
            .map(|two| (0..names[0].len()).any(|one| sounds(one, two)))
            .collect::<Vec<_>>(),
    ];
    let alike = |one: usize, two: usize| {
        sounds(one, two) || !heard[0][one] && !heard[1][two] && view.are_linked(places[0][one], places[1][two])
    };
    let mut found = Vec::new();
    for one in 0..names[0].len() {
        let partners: Vec<usize> = (0..names[1].len()).filter(|&two| alike(one, two)).collect();
        let Some(&first) = partners.first() else { continue };
        let same: Vec<usize> = (0..names[0].len()).filter(|&other| alike(other, first)).collect();
        // A name that stands several times on either side stands in the same order.
        let place = same.iter().position(|&other| other == one);
        if let Some(&two) = place
            .and_then(|place| partners.get(place))
            .filter(|_| partners.len() == same.len())
        {
            found.push(Matched {
                names: [&names[0][one], &names[1][two]],
                places: [places[0][one], places[1][two]],
            });
        }
    }
    found
}

/// Names that stand side by side in both texts are one, as the first and the second name of a person.
fn in_runs<'m, 'a>(matched: Vec<Matched<'m, 'a>>) -> Vec<Matched<'m, 'a>> {
    let beside = |one: Place, two: Place| one.1 + 1 == two.0 || two.1 + 1 == one.0;
    let mut runs: Vec<Matched> = Vec::new();
    for name in matched {
        match runs.last_mut() {
            Some(run) if (0..2).all(|side| beside(run.places[side], name.places[side])) => {
                for side in 0..2 {
                    let (one, two) = (run.places[side], name.places[side]);
                    run.places[side] = (one.0.min(two.0), one.1.max(two.1));
                }
            }
            _ => runs.push(name),
        }
    }
    runs
}

/// How much better the words beside the names fit if the names are exchanged: the logarithm of the ratio.
fn strength(one: &Matched, two: &Matched, ties: &[Tie], reach: f32) -> f32 {
    let is_inside = |(first, last): Place, word: usize| (first..=last).contains(&word);
    let (mut straight, mut crossed) = (0.0, 0.0);
    for &(source, target, weight) in ties {
        let of_names = [one, two]
            .iter()
            .any(|name| is_inside(name.places[0], source) || is_inside(name.places[1], target));
        if of_names {
            continue;
        }
        let near = |name: &Matched, side: usize, word: usize| nearness(name.places[side], word, reach);
        straight +=
            weight * (near(one, 0, source) * near(one, 1, target) + near(two, 0, source) * near(two, 1, target));
        crossed += weight * (near(one, 0, source) * near(two, 1, target) + near(two, 0, source) * near(one, 1, target));
    }
    ((crossed + EVEN) / (straight + EVEN)).ln()
}

/// What the evidence of no word at all amounts to.
const EVEN: f32 = 0.05;
