//! One-to-one assignment: the surest pairs first.

use super::copies::Copies;
use super::matching::{Heaps, Kind, Matching, Options, PairedDocuments, RunnerUp, Unmatched};
use super::probability::{Circumstances, Features, features, probability};
use super::score::Shared;
use super::{digest, matching};
use crate::alignment::Side;

/// Two documents that may belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Considered {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) shared: Shared,
}

impl Considered {
    /// The document of a side: 0 is the source.
    pub(super) fn document(&self, side: usize) -> usize {
        [self.source, self.target][side]
    }
}

/// A document that has a partner this surely is nobody else's rival.
const SURE: f64 = 0.8;
/// Rounds of leaving out such rivals.
const ROUNDS: usize = 3;
/// Documents this much less alike than the best cannot be its copies.
const NEAR: f32 = 0.5;
/// Pairs that tell how long versions usually are must be this much alike.
const SURELY_ALIKE: f32 = 0.15;
/// Fewer such pairs tell nothing.
const FEWEST: usize = 8;

/// The pairs that are considered, and what is known of them.
pub(super) struct Graph<'a> {
    pub(super) heaps: &'a Heaps<'a>,
    pub(super) pairs: Vec<Considered>,
    /// For each document of each side, its pairs, the most alike first.
    pub(super) ranked: [Vec<Vec<u32>>; 2],
    /// The pair that each document of each side is surely in.
    sure: [Vec<Option<u32>>; 2],
    copies: Copies<'a>,
    /// The usual logarithm of the ratio of target to source length.
    usual: f64,
}

/// Makes pairs of documents.
pub(super) fn assign(heaps: &Heaps, pairs: Vec<Considered>, options: &Options) -> Matching {
    let mut graph = Graph::new(heaps, pairs);
    let scores = graph.settle();
    let partners = graph.greedy(&scores, options.min_score);
    let mut matching = Matching::default();
    for &pair in partners[0].iter().flatten() {
        matching.pairs.push(graph.paired(pair, &scores));
    }
    digest::add(&mut graph, &partners, options, &mut matching);
    graph.add_unmatched(&partners, &scores, &mut matching);
    matching
}

impl<'a> Graph<'a> {
    pub(super) fn new(heaps: &'a Heaps<'a>, pairs: Vec<Considered>) -> Self {
        let mut ranked = [0, 1].map(|side: usize| vec![Vec::new(); heaps.signatures[side].len()]);
        for (number, pair) in (0_u32..).zip(&pairs) {
            for side in 0..2 {
                ranked[side][pair.document(side)].push(number);
            }
        }
        let likeness: Vec<f32> = pairs.iter().map(|pair| pair.shared.likeness()).collect();
        let order = |a: &u32, b: &u32| likeness[*b as usize].total_cmp(&likeness[*a as usize]).then(a.cmp(b));
        ranked.iter_mut().flatten().for_each(|list| list.sort_by(order));
        let sure = [0, 1].map(|side: usize| vec![None; heaps.signatures[side].len()]);
        let mut graph = Self {
            heaps,
            pairs,
            ranked,
            sure,
            copies: Copies::new(heaps),
            usual: 0.0,
        };
        graph.usual = graph.usual_length();
        graph
    }

    /// The median logarithm of the ratio of lengths, over pairs that are each other's best.
    fn usual_length(&self) -> f64 {
        let best = |side: usize, document: usize| self.ranked[side][document].first();
        let mutual = self.pairs.iter().enumerate().filter(|(number, pair)| {
            let first = |side: usize| best(side, pair.document(side)).is_some_and(|best| *best as usize == *number);
            pair.shared.likeness() >= SURELY_ALIKE && first(0) && first(1)
        });
        let mut ratios: Vec<f64> = mutual.map(|(_, pair)| self.length(pair)).collect();
        if ratios.len() < FEWEST {
            return 0.0;
        }
        ratios.sort_by(f64::total_cmp);
        f64::midpoint(ratios[(ratios.len() - 1) / 2], ratios[ratios.len() / 2])
    }

    /// The logarithm of the ratio of lengths, less the usual one.
    fn length(&self, pair: &Considered) -> f64 {
        let letters = |side: usize| f64::from(self.heaps.signatures[side][pair.document(side)].letters) + 10.0;
        (letters(1) / letters(0)).ln() - self.usual
    }

    /// What is known of a pair besides its terms. Rivals for which `ignored` holds, given the side, do not count.
    pub(super) fn circumstances(&mut self, number: u32, ignored: impl Fn(usize, usize) -> bool) -> Circumstances {
        let pair = self.pairs[number as usize];
        Circumstances {
            rivals: [1, 0].map(|side| self.rival(number, side, &ignored).map_or(0.0, f64::from)),
            length: self.length(&pair),
            days: days(self.heaps, pair.source, pair.target),
            named: is_named(self.heaps, pair.source, pair.target),
        }
    }

    /// The likeness of the best rival of a pair's document of this side: one that is no copy of it and has no sure
    /// partner of its own.
    fn rival(&mut self, number: u32, side: usize, ignored: impl Fn(usize, usize) -> bool) -> Option<f32> {
        let pair = self.pairs[number as usize];
        let (own, partner) = (pair.document(side), pair.document(1 - side));
        for place in 0..self.ranked[1 - side][partner].len() {
            let other = self.ranked[1 - side][partner][place];
            let rival = self.pairs[other as usize].document(side);
            let taken = self.sure[side][rival].is_some_and(|sure| sure != other);
            if rival == own || taken || ignored(side, rival) {
                continue;
            }
            let likeness = self.pairs[other as usize].shared.likeness();
            let near = likeness >= NEAR * pair.shared.likeness();
            if near && self.copies.are(side, own, rival) {
                continue;
            }
            return Some(likeness);
        }
        None
    }

    /// The features of a pair and what else is known of it.
    pub(super) fn features(&mut self, number: u32) -> (Features, Circumstances) {
        let circumstances = self.circumstances(number, |_, _| false);
        (
            features(&self.pairs[number as usize].shared, &circumstances),
            circumstances,
        )
    }

    /// Finds out who is surely in a pair, and gives the probability of every pair.
    pub(super) fn settle(&mut self) -> Vec<f64> {
        let mut scores = self.scores();
        for _ in 1..ROUNDS {
            self.sure = self.greedy(&scores, SURE);
            scores = self.scores();
        }
        scores
    }

    /// The probability of every pair.
    fn scores(&mut self) -> Vec<f64> {
        let numbers = 0..u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
        let score = |number: u32| {
            let (features, circumstances) = self.features(number);
            probability(&features, &circumstances)
        };
        numbers.map(score).collect()
    }

    /// The pair of each document of each side: the likeliest pairs first, each document once.
    fn greedy(&self, scores: &[f64], threshold: f64) -> [Vec<Option<u32>>; 2] {
        let mut order: Vec<u32> = (0_u32..)
            .zip(scores)
            .filter(|(_, score)| **score >= threshold)
            .map(|(number, _)| number)
            .collect();
        let likeness = |number: u32| self.pairs[number as usize].shared.likeness();
        order.sort_by(|&a, &b| {
            let by_score = scores[b as usize].total_cmp(&scores[a as usize]);
            by_score.then(likeness(b).total_cmp(&likeness(a))).then(a.cmp(&b))
        });
        let mut partners = [0, 1].map(|side: usize| vec![None; self.heaps.signatures[side].len()]);
        for number in order {
            let pair = &self.pairs[number as usize];
            if partners[0][pair.source].is_none() && partners[1][pair.target].is_none() {
                partners[0][pair.source] = Some(number);
                partners[1][pair.target] = Some(number);
            }
        }
        partners
    }

    /// The pair for the result.
    fn paired(&self, number: u32, scores: &[f64]) -> PairedDocuments {
        let pair = &self.pairs[number as usize];
        let rivals = [0, 1].into_iter().flat_map(|side| {
            let list = self.ranked[side][pair.document(side)].iter();
            list.filter(|other| **other != number)
                .map(move |other| (1 - side, *other))
        });
        PairedDocuments {
            source: pair.source,
            target: pair.target,
            score: scores[number as usize],
            kind: Kind::Pair,
            runner_up: self.best_of(rivals, scores),
            reasons: Vec::new(),
        }
    }

    /// The likeliest of these pairs, each given with the side of the document to name.
    fn best_of(&self, pairs: impl Iterator<Item = (usize, u32)>, scores: &[f64]) -> Option<RunnerUp> {
        let best = pairs.max_by(|a, b| {
            let by_score = scores[a.1 as usize].total_cmp(&scores[b.1 as usize]);
            by_score.then(b.1.cmp(&a.1))
        })?;
        Some(RunnerUp {
            side: Side::BOTH[best.0],
            document: self.pairs[best.1 as usize].document(best.0),
            score: scores[best.1 as usize],
        })
    }

    fn add_unmatched(&mut self, partners: &[Vec<Option<u32>>; 2], scores: &[f64], matching: &mut Matching) {
        let mut digested = [0, 1].map(|side: usize| vec![false; partners[side].len()]);
        for pair in &matching.pairs {
            digested[0][pair.source] = true;
            digested[1][pair.target] = true;
        }
        for side in 0..2 {
            let alone: Vec<usize> = (0..partners[side].len())
                .filter(|&document| !digested[side][document])
                .collect();
            for document in alone {
                let list = self.ranked[side][document].clone();
                let copy_of = list.first().and_then(|&best| {
                    let partner = self.pairs[best as usize].document(1 - side);
                    let taken = self.pairs[partners[1 - side][partner]? as usize].document(side);
                    self.copies.are(side, document, taken).then_some(taken)
                });
                matching.unmatched.push(Unmatched {
                    side: Side::BOTH[side],
                    document,
                    copy_of,
                    runner_up: self.best_of(list.into_iter().map(|pair| (1 - side, pair)), scores),
                });
            }
        }
    }
}

/// The days between two documents, if both are known.
pub(super) fn days(heaps: &matching::Heaps, source: usize, target: usize) -> Option<u32> {
    let [one, two] = [heaps.signatures[0][source].day, heaps.signatures[1][target].day];
    Some(one?.abs_diff(two?))
}

/// Whether one page names the other as its version.
pub(super) fn is_named(heaps: &matching::Heaps, source: usize, target: usize) -> bool {
    let [one, two] = [heaps.signatures[0][source], heaps.signatures[1][target]];
    let names = |one: &super::Signature, two: &super::Signature| {
        two.address.is_some_and(|address| one.alternates.contains(&address))
    };
    names(one, two) || names(two, one)
}
