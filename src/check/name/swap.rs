//! Two names of a sentence that changed places: each stands beside what the other stands beside on the other side.

use super::mention::Mention;
use crate::alignment::{Bead, Side};
use crate::anchor;
use crate::check::links::Links;
use crate::check::{Context, Word};

/// A name on both sides of a bead; its places are among the words of each side of the bead.
#[derive(Clone, Copy, Debug)]
struct Matched<'m, 'a> {
    names: [&'m Mention<'a>; 2],
    places: [(usize, usize); 2],
}

/// Two names that changed places, and how strong the evidence is.
#[derive(Debug)]
pub(super) struct Swap<'m, 'a> {
    pub(super) names: [[&'m Mention<'a>; 2]; 2],
    pub(super) strength: f32,
}

/// The two names of a bead that most likely changed places.
pub(super) fn find<'m, 'a>(context: &'a Context<'_>, bead: &Bead, names: &'m [Vec<Mention<'a>>; 2]) -> Option<Swap<'m, 'a>> {
    let words = Side::BOTH.map(|side| context.words_of(bead, side).collect::<Vec<_>>());
    let matched = matched(names, &words);
    if matched.len() < 2 || matched.len() > 16 {
        return None;
    }
    let links = ties(&Links::of(context, bead), words[0].len());
    let mut best: Option<Swap> = None;
    for (index, one) in matched.iter().enumerate() {
        for two in &matched[index + 1..] {
            let strength = strength(one, two, &links);
            if best.as_ref().is_none_or(|best| strength > best.strength) {
                best = Some(Swap {
                    names: [one.names, two.names],
                    strength,
                });
            }
        }
    }
    best
}

/// The names that stand once on either side.
fn matched<'m, 'a>(names: &'m [Vec<Mention<'a>>; 2], words: &[Vec<&Word>; 2]) -> Vec<Matched<'m, 'a>> {
    let alike = |one: &Mention, two: &Mention| anchor::similarity(one.anchor, two.anchor) > 0.0;
    let mut found = Vec::new();
    for one in &names[0] {
        let mut partners = names[1].iter().filter(|two| alike(one, two));
        let (Some(two), None) = (partners.next(), partners.next()) else {
            continue;
        };
        if names[0].iter().filter(|other| alike(other, two)).count() != 1 {
            continue;
        }
        let pair = [one, two];
        let places = [0, 1].map(|side| {
            let first = words[side].partition_point(|word| word.span.end <= pair[side].anchor.span.start);
            (first, first + pair[side].words.len().max(1) - 1)
        });
        found.push(Matched { names: pair, places });
    }
    found
}

/// A word of the source and one of the target that correspond, and how surely.
type Tie = (usize, usize, f32);

fn ties(links: &Links, count: usize) -> Vec<Tie> {
    let mut ties = Vec::new();
    for source in 0..count {
        if !links.is_content(Side::Source, source) {
            continue;
        }
        let partners = links.partners(Side::Source, source);
        for partner in partners {
            if !links.is_content(Side::Target, partner.word) {
                continue;
            }
            let back = links.partners(Side::Target, partner.word).len();
            #[allow(clippy::cast_precision_loss)] // A few words.
            let share = (partners.len() * back.max(1)) as f32;
            ties.push((source, partner.word, partner.strength / share));
        }
    }
    ties
}

/// How much better the words beside the names fit if the names are exchanged: the logarithm of the ratio.
fn strength(one: &Matched, two: &Matched, ties: &[Tie]) -> f32 {
    let is_inside = |(first, last): (usize, usize), word: usize| (first..=last).contains(&word);
    let (mut straight, mut crossed) = (0.0, 0.0);
    for &(source, target, weight) in ties {
        let of_names = [one, two]
            .iter()
            .any(|name| is_inside(name.places[0], source) || is_inside(name.places[1], target));
        if of_names {
            continue;
        }
        let near = |name: &Matched, side: usize, word: usize| nearness(name.places[side], word);
        straight += weight
            * (near(one, 0, source) * near(one, 1, target) + near(two, 0, source) * near(two, 1, target));
        crossed += weight
            * (near(one, 0, source) * near(two, 1, target) + near(two, 0, source) * near(one, 1, target));
    }
    ((crossed + EVEN) / (straight + EVEN)).ln()
}

/// What the evidence of no word at all amounts to.
const EVEN: f32 = 0.05;

/// How near a word stands to a name, 1 for the next word.
#[allow(clippy::cast_precision_loss)] // Distances in a sentence.
fn nearness((first, last): (usize, usize), word: usize) -> f32 {
    let distance = if word < first { first - word } else { word.saturating_sub(last) };
    (-(distance as f32 - 1.0) / 2.5).exp()
}
