//! Bead scores: length, words and prior of every candidate bead of the grid.
//!
//! The lexical score of a source group S and a target group T is half the sum of two log-likelihood ratios: of T's
//! tokens given S, and of S's given T. A token t has the likelihood ratio
//!
//! ```text
//! r(t) = λ Σₛ p(t|s) / (|S| p(t)) + (1 − λ m(S)) u(t)
//! ```
//!
//! where p(t) is the background probability, m(S) the mean over S of the probability mass whose translation is known,
//! and u(t), 1 on average, is small for a token whose own translation is known: if that is missing, the token counts
//! against the bead. Most tokens have no translation in most beads, so a bead's score is a sum of prefix sums plus a
//! few corrections ([`Row`]).

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::background::Background;
use super::collection::SideInput;
use super::constants::{RATIO_CAP, TRANSLATION_SHARE};
use super::grid::Band;
use super::length::LengthModel;
use super::prior::{BeadShape, Prior, SHAPES};
use super::tokens::{Token, TypeId};
use super::translation::{BeadNumber, Translations};

/// The largest number of sentences a bead takes from one side.
pub(super) const LARGEST_GROUP: usize = 4;

/// What is known about one side of a document for scoring.
pub(super) struct SideModel<'a> {
    side: &'a SideInput,
    /// 1 / background probability of every token, by sentence.
    inverse_background: Vec<Vec<f64>>,
    /// u(t) of every token, by sentence.
    unknown: Vec<Vec<f64>>,
    /// Prefix sums over sentences of ln u(t).
    log_unknown: Vec<f64>,
    /// Prefix sums over sentences of the known mass.
    known: Vec<f64>,
    /// Prefix sums over sentences of the number of tokens.
    tokens: Vec<usize>,
}

impl<'a> SideModel<'a> {
    /// `mass` gives a token's known translation mass, by sentence and type; `known_word` how much that counts.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn new(
        side: &'a SideInput,
        background: &Background<'_>,
        known_word: f64,
        mass: impl Fn(usize, TypeId) -> f64,
    ) -> Self {
        let masses: Vec<Vec<f64>> = side
            .sentences
            .iter()
            .enumerate()
            .map(|(sentence, tokens)| tokens.iter().map(|token| mass(sentence, token.id).min(1.0)).collect())
            .collect();
        let count = masses.iter().map(Vec::len).sum::<usize>().max(1) as f64;
        let mean = masses.iter().flatten().map(|mass| 1.0 - known_word * mass).sum::<f64>() / count;
        let unknown: Vec<Vec<f64>> = masses
            .iter()
            .map(|sentence| sentence.iter().map(|mass| (1.0 - known_word * mass) / mean).collect())
            .collect();
        Self {
            inverse_background: background.inverse(&side.sentences),
            log_unknown: prefix_sums(unknown.iter().map(|tokens| tokens.iter().map(|u| u.ln()).sum())),
            known: prefix_sums(masses.iter().map(|tokens| tokens.iter().sum())),
            tokens: prefix_counts(&masses),
            unknown,
            side,
        }
    }

    fn sentence(&self, sentence: usize) -> &[Token] {
        &self.side.sentences[sentence]
    }

    pub(super) fn count(&self) -> usize {
        self.side.sentences.len()
    }

    /// Mean known mass and number of tokens of the sentences `from..to`; `None` if they have no token.
    #[allow(clippy::cast_precision_loss)]
    fn group(&self, from: usize, to: usize) -> Option<(f64, f64)> {
        let tokens = (self.tokens[to] - self.tokens[from]) as f64;
        (tokens > 0.0).then(|| ((self.known[to] - self.known[from]) / tokens, tokens))
    }
}

fn prefix_sums(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sums = vec![0.0];
    for value in values {
        sums.push(sums[sums.len() - 1] + value);
    }
    sums
}

fn prefix_counts(sentences: &[Vec<f64>]) -> Vec<usize> {
    let mut sums = vec![0];
    for sentence in sentences {
        sums.push(sums[sums.len() - 1] + sentence.len());
    }
    sums
}

/// Everything that scores the beads of a pass.
pub(super) struct BeadScorer<'a> {
    pub(super) source: SideModel<'a>,
    pub(super) target: SideModel<'a>,
    pub(super) translations: &'a Translations,
    /// Training beads of the source and the target sentences.
    pub(super) beads: (&'a [BeadNumber], &'a [BeadNumber]),
    pub(super) length: &'a LengthModel,
    pub(super) prior: &'a Prior,
}

/// Scores of all beads of a band: `shapes` by node in which the bead ends; −∞ where there is none.
pub(super) struct BeadScores {
    scores: Vec<f32>,
}

impl BeadScores {
    pub(super) fn get(&self, node: usize, shape: usize) -> f64 {
        f64::from(self.scores[node * SHAPES + shape])
    }
}

/// Where each target type occurs: (sentence, position), in order.
type Postings = FxHashMap<TypeId, Vec<(u32, u32)>>;

/// Translation hits of one source sentence in a window of target sentences.
struct Row {
    /// First target sentence of the window.
    first: usize,
    /// By target sentence of the window: hits on its tokens, as (position, Σₛ p(t|s) / p(t)).
    on_target: Vec<Vec<(u32, f64)>>,
    /// By target sentence of the window: hits on the source tokens, as (position, Σₜ p(s|t) / p(s)).
    on_source: Vec<Vec<(u32, f64)>>,
}

impl BeadScorer<'_> {
    /// Scores every bead of the band. Takes time proportional to its nodes and the hits in them.
    #[allow(clippy::cast_possible_truncation)] // Scores need no more than 24 bits.
    pub(super) fn score(&self, band: &Band) -> BeadScores {
        let mut scores = vec![f32::NEG_INFINITY; band.nodes() * SHAPES];
        let postings = self.postings();
        let mut rows: VecDeque<Row> = VecDeque::with_capacity(LARGEST_GROUP + 1);
        let mut scratch = Scratch::default();
        for (i, j, node) in band.iter() {
            if i > 0 && j == band.row(i).0 {
                rows.push_front(self.row(i - 1, self.window(i - 1, band), &postings));
                rows.truncate(LARGEST_GROUP);
            }
            for shape in 0..SHAPES {
                let BeadShape { source, target } = BeadShape::nth(shape);
                if source > i || target > j || band.node(i - source, j - target).is_none() {
                    continue;
                }
                let score = if source == 0 || target == 0 {
                    self.prior.log[shape]
                } else {
                    self.prior.log[shape] + self.evidence((i - source, i), (j - target, j), &rows, &mut scratch)
                };
                scores[node * SHAPES + shape] = score as f32;
            }
        }
        BeadScores { scores }
    }

    fn postings(&self) -> Postings {
        let mut postings = Postings::default();
        for (sentence, tokens) in self.target.side.sentences.iter().enumerate() {
            for (position, token) in tokens.iter().enumerate() {
                postings
                    .entry(token.id)
                    .or_default()
                    .push((index(sentence), index(position)));
            }
        }
        postings
    }

    /// The target sentences that beads of the band can join a source sentence with.
    fn window(&self, sentence: usize, band: &Band) -> (usize, usize) {
        let last_end = (sentence + LARGEST_GROUP).min(self.source.count());
        let lowest = band
            .row((sentence + 1).saturating_sub(LARGEST_GROUP))
            .0
            .min(band.row(sentence + 1).0);
        (lowest.saturating_sub(LARGEST_GROUP), band.row(last_end).1)
    }

    /// Scores the beads of `shapes` that join leftover sentences, wherever they stand.
    ///
    /// `visit` gets the shape's place in `shapes`, the source and the target range, and the score.
    pub(super) fn score_anywhere(
        &self,
        sources: &[usize],
        targets: &[usize],
        shapes: &[BeadShape],
        mut visit: impl FnMut(usize, (usize, usize), (usize, usize), f64),
    ) {
        let postings = self.postings();
        let mut rows: VecDeque<Row> = VecDeque::new();
        let mut scratch = Scratch::default();
        for (place, &i) in sources.iter().enumerate() {
            if place > 0 && sources[place - 1] + 1 != i {
                rows.clear();
            }
            rows.push_front(self.row(i, (0, self.target.count()), &postings));
            rows.truncate(LARGEST_GROUP);
            for (number, shape) in shapes
                .iter()
                .enumerate()
                .filter(|(_, shape)| shape.source <= rows.len())
            {
                for group in targets.windows(shape.target) {
                    let t = (group[0], group[shape.target - 1] + 1);
                    if t.1 - t.0 == shape.target {
                        let s = (i + 1 - shape.source, i + 1);
                        let score = self.prior.log[shape.number()] + self.evidence(s, t, &rows, &mut scratch);
                        visit(number, s, t, score);
                    }
                }
            }
        }
    }

    /// Where the hits of a source sentence fall among the target sentences `first..behind`.
    fn row(&self, sentence: usize, (first, behind): (usize, usize), postings: &Postings) -> Row {
        let mut row = Row {
            first,
            on_target: vec![Vec::new(); behind - first],
            on_source: vec![Vec::new(); behind - first],
        };
        for (position, token) in self.source.sentence(sentence).iter().enumerate() {
            for entry in self.translations.entries(token.id) {
                let Some(places) = postings.get(&entry.target) else {
                    continue;
                };
                let start = places.partition_point(|place| (place.0 as usize) < first);
                for &(j, target_position) in places[start..].iter().take_while(|place| (place.0 as usize) < behind) {
                    let beads = (self.beads.0[sentence], self.beads.1[j as usize]);
                    let own = self.translations.own(beads, token.id, entry);
                    let forward = self.translations.forward(token.id, entry, own);
                    let reverse = self.translations.reverse(entry, own);
                    let window = j as usize - first;
                    let on_target = forward * self.target.inverse_background[j as usize][target_position as usize];
                    let on_source = reverse * self.source.inverse_background[sentence][position];
                    row.on_target[window].push((target_position, on_target));
                    row.on_source[window].push((index(position), on_source));
                }
            }
        }
        row
    }

    /// Length and lexical score of the bead of source sentences `s` and target sentences `t` (half-open ranges).
    fn evidence(&self, s: (usize, usize), t: (usize, usize), rows: &VecDeque<Row>, scratch: &mut Scratch) -> f64 {
        let source_length = self.source.side.lengths.of(s.0, s.1);
        let target_length = self.target.side.lengths.of(t.0, t.1);
        let length = self.length.score(source_length, target_length, t.1 - t.0);
        let (Some((source_known, source_tokens)), Some((target_known, target_tokens))) =
            (self.source.group(s.0, s.1), self.target.group(t.0, t.1))
        else {
            return length;
        };
        let rest = 1.0 - TRANSLATION_SHARE * source_known;
        let mut on_target = target_tokens * rest.ln() + self.target.log_unknown[t.1] - self.target.log_unknown[t.0];
        for j in t.0..t.1 {
            let hits = rows
                .iter()
                .take(s.1 - s.0)
                .filter_map(|row| row.on_target.get(j.checked_sub(row.first)?));
            let share = TRANSLATION_SHARE / source_tokens;
            on_target += scratch.gain(hits, &self.target.unknown[j], rest, share);
        }
        let rest = 1.0 - TRANSLATION_SHARE * target_known;
        let mut on_source = source_tokens * rest.ln() + self.source.log_unknown[s.1] - self.source.log_unknown[s.0];
        for (row, i) in rows.iter().zip((s.0..s.1).rev()) {
            let hits = (t.0..t.1).filter_map(|j| row.on_source.get(j.checked_sub(row.first)?));
            let share = TRANSLATION_SHARE / target_tokens;
            on_source += scratch.gain(hits, &self.source.unknown[i], rest, share);
        }
        length + 0.5 * (on_target + on_source)
    }
}

/// Sums of hits by token position, reused between beads.
#[derive(Default)]
struct Scratch {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Scratch {
    /// What the hits on one sentence's tokens add to the score in which none of them is hit.
    fn gain<'a>(
        &mut self,
        hits: impl Iterator<Item = &'a Vec<(u32, f64)>>,
        unknown: &[f64],
        rest: f64,
        share: f64,
    ) -> f64 {
        self.sums.resize(self.sums.len().max(unknown.len()), 0.0);
        for &(position, weight) in hits.flatten() {
            if self.sums[position as usize] == 0.0 {
                self.touched.push(position);
            }
            self.sums[position as usize] += weight;
        }
        // One logarithm per product of ratios; a product is closed before it can overflow.
        let (mut gain, mut product) = (0.0, 1.0_f64);
        for position in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[position as usize]);
            let missed = rest * unknown[position as usize];
            product *= (share * sum + missed).min(RATIO_CAP) / missed;
            if product > 1e200 {
                gain += product.ln();
                product = 1.0;
            }
        }
        gain + product.ln()
    }
}

/// Sentences and positions are counted in 32 bits.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
