//! Coarse search: a narrow band through a grid that is too large to search whole.
//!
//! Pairs of token types that are likely translations and rare on both sides vote for a pair of sentences. The heaviest
//! chain of votes that rises on both sides, outliers taken off, is where the path must run; inside a gap of the chain
//! rarity is counted anew, so that a long document finds its landmarks too.

use rustc_hash::FxHashMap;

use super::chain::{self, Link};
use super::drift;
use super::grid::Band;
use super::length::Lengths;
use super::tokens::{Sentences, Token, TypeId};
use super::translation::{Own, Translations};

/// Types in more sentences than this are no landmarks.
const RARE: usize = 6;
/// Votes lighter than this are not counted.
const VOTE_MINIMUM: f64 = 0.15;
/// Gaps of the chain longer than this are searched again.
const GAP: usize = 40;
/// How often gaps are searched again within gaps.
const DEPTH: usize = 4;
/// Half width of the band at a landmark; this part of a gap's length is added to it.
const WIDTH: usize = 12;
const WIDTH_SHARE: usize = 4;
/// In gaps with more sentences than this on both sides the lengths say where the band runs,
const LONG_GAP: usize = 400;
/// with this half width.
const DRIFT: usize = 30;
/// Gaps that are much longer on one side are searched whole up to this many sentences of the shorter side.
const WHOLE_GAP: usize = 200;
/// A landmark is judged by so many others before it and behind it.
const NEIGHBOURS: usize = 3;
/// Two landmarks agree if the way between them is as long on both sides, give or take so many sentences and this share.
const LINE_SLACK: f64 = 6.0;
const LINE_SHARE: f64 = 0.25;
/// How far from the diagonal a landmark without neighbours may lie, as a share of the window.
const LONE_LANDMARK: f64 = 0.15;

/// A rectangle of the grid, as half-open ranges of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) source: (usize, usize),
    pub(super) target: (usize, usize),
}

impl Window {
    pub(super) fn sources(self) -> usize {
        self.source.1 - self.source.0
    }

    pub(super) fn targets(self) -> usize {
        self.target.1 - self.target.0
    }
}

/// Finds landmarks.
pub(super) struct Finder<'a> {
    pub(super) source: &'a Sentences,
    pub(super) target: &'a Sentences,
    pub(super) source_lengths: &'a Lengths,
    pub(super) target_lengths: &'a Lengths,
    pub(super) translations: &'a Translations,
}

/// A vote for a pair of sentences, relative to its window.
#[derive(Clone, Copy)]
struct Vote {
    source: usize,
    target: usize,
    weight: f64,
}

impl Finder<'_> {
    /// Finds the band. Takes time proportional to the tokens, times the depth of gaps within gaps.
    pub(super) fn band(&self) -> Band {
        let whole = Window {
            source: (0, self.source.len()),
            target: (0, self.target.len()),
        };
        let mut rows = vec![(usize::MAX, 0); self.source.len() + 1];
        for (row, low, high) in self.intervals(whole) {
            rows[row] = (rows[row].0.min(low), rows[row].1.max(high));
        }
        Band::new(rows, self.target.len())
    }

    /// Where the path can run through a window: source boundary, lowest and highest target boundary.
    pub(super) fn intervals(&self, window: Window) -> Vec<(usize, usize, usize)> {
        let mut landmarks = vec![(window.source.0, window.target.0)];
        self.find(window, 0, &mut landmarks);
        landmarks.push((window.source.1, window.target.1));
        landmarks.dedup();
        let mut intervals = Vec::new();
        for pair in landmarks.windows(2) {
            let gap = Window {
                source: (pair[0].0, pair[1].0),
                target: (pair[0].1, pair[1].1),
            };
            if gap.sources().min(gap.targets()) > LONG_GAP {
                self.follow_lengths(gap, &mut intervals);
            } else {
                widen(gap, self.target.len(), &mut intervals);
            }
        }
        intervals
    }

    /// The intervals around the path that the lengths say.
    fn follow_lengths(&self, gap: Window, intervals: &mut Vec<(usize, usize, usize)>) {
        let path = drift::path(self.source_lengths, self.target_lengths, gap);
        let targets = self.target.len();
        intervals.extend(
            path.into_iter()
                .map(|(i, j)| (i, j.saturating_sub(DRIFT), (j + DRIFT).min(targets))),
        );
    }

    /// Adds the landmarks of a window, in order.
    fn find(&self, window: Window, depth: usize, landmarks: &mut Vec<(usize, usize)>) {
        if window.sources() < 4 || window.targets() < 4 {
            return;
        }
        let chain = without_outliers(&heaviest_chain(&self.votes(window)), window);
        if chain.is_empty() {
            return;
        }
        let mut previous = (0, 0);
        let end = (window.sources(), window.targets());
        for next in chain.into_iter().chain([end]) {
            let gap = Window {
                source: (window.source.0 + previous.0, window.source.0 + next.0),
                target: (window.target.0 + previous.1, window.target.0 + next.1),
            };
            if gap.sources().max(gap.targets()) > GAP && depth < DEPTH && previous != next {
                self.find(gap, depth + 1, landmarks);
            }
            if next != end {
                landmarks.push((gap.source.1, gap.target.1));
            }
            previous = next;
        }
    }

    fn votes(&self, window: Window) -> Vec<Vote> {
        let sources = rare_types(&self.source[window.source.0..window.source.1]);
        let targets = rare_types(&self.target[window.target.0..window.target.1]);
        let mut votes: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        for (&id, places) in &sources {
            for entry in self.translations.entries(id) {
                let Some(others) = targets.get(&entry.target) else {
                    continue;
                };
                if places.len() > 3 * others.len() || others.len() > 3 * places.len() {
                    continue;
                }
                #[allow(clippy::cast_precision_loss)] // At most RARE places.
                let weight =
                    self.translations.forward(id, entry, Own::default()) / places.len().max(others.len()) as f64;
                for &i in places {
                    for &j in others {
                        *votes.entry((i, j)).or_default() += weight;
                    }
                }
            }
        }
        let mut votes: Vec<Vote> = votes
            .into_iter()
            .filter(|(_, weight)| *weight >= VOTE_MINIMUM)
            .map(|((source, target), weight)| Vote { source, target, weight })
            .collect();
        // Within a source sentence by falling target, so that a chain takes only one of them.
        votes.sort_by_key(|vote| (vote.source, std::cmp::Reverse(vote.target)));
        votes
    }
}

/// The sentences of each type that is in at most [`RARE`] of them.
fn rare_types(sentences: &[Vec<Token>]) -> FxHashMap<TypeId, Vec<usize>> {
    let mut places: FxHashMap<TypeId, Vec<usize>> = FxHashMap::default();
    for (sentence, tokens) in sentences.iter().enumerate() {
        for token in tokens {
            let list = places.entry(token.id).or_default();
            if list.len() <= RARE && list.last() != Some(&sentence) {
                list.push(sentence);
            }
        }
    }
    places.retain(|_, list| list.len() <= RARE);
    places
}

/// Distance from the diagonal of the window, 0 to 1.
#[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 sentences.
fn off_diagonal((i, j): (usize, usize), window: Window) -> f64 {
    (i as f64 / window.sources() as f64 - j as f64 / window.targets() as f64).abs()
}

/// The chain of votes, rising on both sides, with the largest sum of weights.
fn heaviest_chain(votes: &[Vote]) -> Vec<(usize, usize)> {
    let link = |vote: &Vote| Link {
        target: (vote.target, vote.target + 1),
        weight: vote.weight,
    };
    let chain = chain::heaviest(&votes.iter().map(link).collect::<Vec<_>>());
    chain
        .into_iter()
        .map(|place| (votes[place].source, votes[place].target))
        .collect()
}

/// Drops landmarks that too few of their neighbours agree with.
///
/// They need not lie near the diagonal: where a long stretch is missing on one side, none does. What is right has
/// neighbours on the same rising line, and what is there by chance has not.
fn without_outliers(chain: &[(usize, usize)], window: Window) -> Vec<(usize, usize)> {
    let lies_well = |place: usize| {
        let near = place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS + 1).min(chain.len());
        if near.len() == 1 {
            return off_diagonal(chain[place], window) <= LONE_LANDMARK;
        }
        let others = near.len() - 1;
        let agreeing = near.filter(|&other| other != place && on_one_line(chain[place], chain[other], window));
        2 * agreeing.count() >= others
    };
    (0..chain.len())
        .filter(|&place| lies_well(place))
        .map(|place| chain[place])
        .collect()
}

/// Whether the way from one landmark to another rises like the text: by about as many sentences on both sides, or in
/// about the proportion of the window.
#[allow(clippy::cast_precision_loss)]
fn on_one_line(a: (usize, usize), b: (usize, usize), window: Window) -> bool {
    let (sources, targets) = (a.0.abs_diff(b.0) as f64, a.1.abs_diff(b.1) as f64);
    let slope = window.targets() as f64 / window.sources() as f64;
    let fits = |expected: f64| (targets - expected).abs() <= LINE_SLACK + LINE_SHARE * targets.max(expected);
    fits(sources) || fits(sources * slope)
}

/// Adds the intervals of target boundaries in a gap between landmarks.
fn widen(gap: Window, targets: usize, intervals: &mut Vec<(usize, usize, usize)>) {
    let ((i, next_i), (j, next_j)) = (gap.source, gap.target);
    let (down, right) = (gap.sources(), gap.targets());
    if down.min(right) <= WHOLE_GAP && down.abs_diff(right) > WIDTH {
        // A stretch that only one side has may be missing anywhere between the landmarks.
        let (low, high) = (j.saturating_sub(WIDTH), (next_j + WIDTH).min(targets));
        intervals.extend((i..=next_i).map(|row| (row, low, high)));
        return;
    }
    let width = WIDTH + down.max(right) / WIDTH_SHARE;
    intervals.extend((0..=down).map(|step| {
        let middle = j + step * right / down.max(1);
        (i + step, middle.saturating_sub(width), (middle + width).min(targets))
    }));
}
