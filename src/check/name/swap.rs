//! Two names of a sentence that changed places: each stands beside what the other stands beside on the other side.

pub(super) mod evidence;
mod preposition;

use super::mention::Mention;
use super::view::{Place, View};
use crate::alignment::Side;
use crate::check::dictionary::Dictionary;

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
    /// Whether what stands beside them says so clearly.
    pub(super) is_certain: bool,
}

/// From what score on an exchange is an error.
const CERTAIN: f32 = 2.1;

/// Sentences with more names are lists.
const MOST_NAMES: usize = 16;

/// The two names of a bead that most likely changed places.
pub(super) fn find<'m, 'a>(
    view: &View<'a>,
    dictionary: Option<&'static Dictionary>,
    names: &'m [Vec<Mention<'a>>; 2],
) -> Option<Swap<'m, 'a>> {
    let matched: Vec<Matched> = in_runs(matched(view, names))
        .into_iter()
        .map(|name| name.with_titles(view))
        .collect();
    if matched.is_empty() || matched.len() > MOST_NAMES {
        return None;
    }
    let certainty = |place: Place| certainty(view, dictionary, &names[1], place);
    let two = of_two(view, &matched, certainty);
    let one = of_one(view, &matched, &names[1], certainty);
    let best = match (two, one) {
        (Some(two), Some(one)) => Some(if one.0 > two.0 { one } else { two }),
        (two, one) => two.or(one),
    };
    best.map(|(_, swap)| swap)
}

/// The two names that stand on both sides and most likely changed places, with their score.
fn of_two<'m, 'a>(
    view: &View<'a>,
    matched: &[Matched<'m, 'a>],
    certainty: impl Fn(Place) -> f32,
) -> Option<(f32, Swap<'m, 'a>)> {
    let mut best: Option<(f32, Swap)> = None;
    for (index, one) in matched.iter().enumerate() {
        for two in &matched[index + 1..] {
            // "Australia" and "Australian" are of one name.
            if one.names[1].is_same(two.names[1]) {
                continue;
            }
            let least = best.as_ref().map_or(0.0, |(most, _)| *most);
            // Most are ruled out however certain the names are.
            if evidence::of_two(view, one, two, 1.0) <= least {
                continue;
            }
            let sure = certainty(one.places[1]).min(certainty(two.places[1]));
            let found = evidence::of_two(view, one, two, sure);
            if found > least {
                let swap = Swap {
                    target: [one.names[1], two.names[1]],
                    source: vec![one.names[0], two.names[0]],
                    is_certain: found >= CERTAIN,
                };
                best = Some((found, swap));
            }
        }
    }
    best
}

/// The name that most likely stands where the target has another one, to which nothing in the source corresponds.
fn of_one<'m, 'a>(
    view: &View<'a>,
    matched: &[Matched<'m, 'a>],
    names: &'m [Mention<'a>],
    certainty: impl Fn(Place) -> f32,
) -> Option<(f32, Swap<'m, 'a>)> {
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
            let least = best.as_ref().map_or(0.0, |(most, _)| *most);
            if evidence::of_one(view, name, place, [1.0; 2]) <= least {
                continue;
            }
            let found = evidence::of_one(view, name, place, [name.places[1], place].map(&certainty));
            if found > least {
                let swap = Swap {
                    target: [name.names[1], other],
                    source: vec![name.names[0]],
                    is_certain: false,
                };
                best = Some((found, swap));
            }
        }
    }
    best
}

/// How sure it is that there is a name at a place of the target.
#[allow(clippy::cast_possible_truncation)] // Hundredths.
fn certainty(view: &View, dictionary: Option<&'static Dictionary>, names: &[Mention], place: Place) -> f32 {
    let inside = names.iter().filter(|name| {
        let (first, last) = view.place(name);
        first <= place.1 && place.0 <= last
    });
    let sure = inside.map(|name| name.certainty(dictionary)).reduce(f64::max);
    sure.unwrap_or(0.5) as f32
}

/// How many words stand between two places.
fn words_between(one: Place, two: Place) -> usize {
    let (first, second) = if one < two { (one, two) } else { (two, one) };
    second.0.saturating_sub(first.1 + 1)
}

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
