//! Coarse search: a narrow band through a grid that is too large to search whole.
//!
//! Pairs of token types that are likely translations and rare on both sides vote for a pair of sentences. The heaviest
//! chain of votes that rises on both sides, outliers taken off, is where the path must run; inside a gap of the chain
//! rarity is counted anew, so that a long document finds its landmarks too.

use rustc_hash::FxHashMap;

use super::grid::Band;
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
/// Half width of the band at a landmark, and how much of a gap's length is added to it.
const WIDTH: f64 = 12.0;
const WIDTH_SHARE: f64 = 0.25;

/// A rectangle of the grid, as half-open ranges of sentences.
#[derive(Clone, Copy)]
struct Window {
    source: (usize, usize),
    target: (usize, usize),
}

impl Window {
    fn sources(self) -> usize {
        self.source.1 - self.source.0
    }

    fn targets(self) -> usize {
        self.target.1 - self.target.0
    }
}

/// Finds the band. Takes time proportional to the tokens, times the depth of gaps within gaps.
pub(super) fn band(source: &Sentences, target: &Sentences, translations: &Translations) -> Band {
    let whole = Window {
        source: (0, source.len()),
        target: (0, target.len()),
    };
    let finder = Finder {
        source,
        target,
        translations,
    };
    let mut landmarks = vec![(0, 0)];
    finder.find(whole, 0, &mut landmarks);
    landmarks.push((whole.source.1, whole.target.1));
    landmarks.dedup();
    Band::new(widen(&landmarks, whole.sources(), whole.targets()), whole.targets())
}

struct Finder<'a> {
    source: &'a Sentences,
    target: &'a Sentences,
    translations: &'a Translations,
}

/// A vote for a pair of sentences, relative to its window.
#[derive(Clone, Copy)]
struct Vote {
    source: usize,
    target: usize,
    weight: f64,
}

impl Finder<'_> {
    /// Adds the landmarks of a window, in order.
    fn find(&self, window: Window, depth: usize, landmarks: &mut Vec<(usize, usize)>) {
        if window.sources() < 4 || window.targets() < 4 {
            return;
        }
        let chain = without_outliers(&heaviest_chain(&self.votes(window, depth), window), window);
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

    fn votes(&self, window: Window, depth: usize) -> Vec<Vote> {
        let sources = rare_types(&self.source[window.source.0..window.source.1]);
        let targets = rare_types(&self.target[window.target.0..window.target.1]);
        // In the whole document a landmark far off the diagonal is more likely chance than a huge omission.
        let diagonal = if depth == 0 { 0.15 } else { 0.5 };
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
                        if off_diagonal(i, j, window) <= diagonal {
                            *votes.entry((i, j)).or_default() += weight;
                        }
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
fn off_diagonal(i: usize, j: usize, window: Window) -> f64 {
    (i as f64 / window.sources() as f64 - j as f64 / window.targets() as f64).abs()
}

/// The chain of votes, rising on both sides, with the largest sum of weights; by a Fenwick tree of prefix maxima.
fn heaviest_chain(votes: &[Vote], window: Window) -> Vec<(usize, usize)> {
    let mut tree: Vec<(f64, Option<usize>)> = vec![(0.0, None); window.targets() + 2];
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(votes.len());
    let mut best = (0.0, None);
    for (number, vote) in votes.iter().enumerate() {
        let mut before = (0.0, None);
        let mut place = vote.target;
        while place > 0 {
            if tree[place].0 > before.0 {
                before = tree[place];
            }
            place &= place - 1;
        }
        let sum = before.0 + vote.weight;
        previous.push(before.1);
        if sum > best.0 {
            best = (sum, Some(number));
        }
        let mut place = vote.target + 1;
        while place < tree.len() {
            if sum > tree[place].0 {
                tree[place] = (sum, Some(number));
            }
            place += place & place.wrapping_neg();
        }
    }
    let mut chain: Vec<(usize, usize)> = std::iter::successors(best.1, |&number| previous[number])
        .map(|n| (votes[n].source, votes[n].target))
        .collect();
    chain.reverse();
    chain
}

/// Drops landmarks that lie far from where their neighbours do.
#[allow(clippy::cast_precision_loss)]
fn without_outliers(chain: &[(usize, usize)], window: Window) -> Vec<(usize, usize)> {
    let slope = window.targets() as f64 / window.sources() as f64;
    let offset = |&(i, j): &(usize, usize)| j as f64 - i as f64 * slope;
    let lies_well = |place: usize| {
        let near = place.saturating_sub(3)..(place + 4).min(chain.len());
        let mut offsets: Vec<f64> = near
            .filter(|&other| other != place)
            .map(|other| offset(&chain[other]))
            .collect();
        offsets.sort_by(f64::total_cmp);
        let Some(median) = offsets.get(offsets.len() / 2) else {
            return true;
        };
        let spread = offsets[offsets.len() - 1] - offsets[0];
        (offset(&chain[place]) - median).abs() <= 8.0 + 0.5 * spread
    };
    (0..chain.len())
        .filter(|&place| lies_well(place))
        .map(|place| chain[place])
        .collect()
}

/// The intervals of target boundaries around straight lines between landmarks.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn widen(landmarks: &[(usize, usize)], sources: usize, targets: usize) -> Vec<(usize, usize)> {
    let mut rows = vec![(usize::MAX, 0); sources + 1];
    for pair in landmarks.windows(2) {
        let ((i, j), (next_i, next_j)) = (pair[0], pair[1]);
        let gap = (next_i - i).max(next_j - j) as f64;
        let width = (WIDTH + WIDTH_SHARE * gap) as usize;
        for (step, row) in rows[i..=next_i].iter_mut().enumerate() {
            let share = step as f64 / (next_i - i).max(1) as f64;
            let middle = j + (share * (next_j - j) as f64) as usize;
            *row = (
                row.0.min(middle.saturating_sub(width)),
                row.1.max((middle + width).min(targets)),
            );
        }
        // Sentences that only the target has between the landmarks lie on one row.
        rows[i].0 = rows[i].0.min(j.saturating_sub(width));
        rows[next_i].1 = rows[next_i].1.max((next_j + width).min(targets));
    }
    rows
}
