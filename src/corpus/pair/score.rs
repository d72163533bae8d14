//! How much two documents share: [`Shared`].

use super::heap::{Entry, Heap, Type};
use super::links::Links;
use super::locality::{Locality, Placed};
use super::weight::Worth;

/// What two documents share, seen from one side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct View {
    /// The squared worth of the terms that the other has, by how surely.
    pub(super) matched: f32,
    /// The squared worth of the terms that it should have.
    pub(super) expected: f32,
    /// The same of names, codes and addresses only.
    pub(super) matched_names: f32,
    /// The same of names, codes and addresses only.
    pub(super) expected_names: f32,
    /// The same of numbers, dates and times only.
    pub(super) matched_figures: f32,
    /// The same of numbers, dates and times only.
    pub(super) expected_figures: f32,
    /// The surprise at the shared terms, in nats.
    pub(super) surprise: f32,
}

impl View {
    /// The share of the expected terms that the other has, 0 to 1.
    pub(super) fn coverage(&self) -> f32 {
        ratio(self.matched, self.expected)
    }

    fn add(&mut self, entry: &Entry, of_type: &Type, value: f32, expected: f32, strength: f32) {
        let matched = entry.weight * value * value * strength;
        // What is matched although nobody expected it is expected now.
        let expected = (entry.weight * expected * expected).max(matched);
        self.matched += matched;
        self.expected += expected;
        if of_type.kind.is_figure() {
            self.matched_figures += matched;
            self.expected_figures += expected;
        } else if of_type.kind.is_fact() || of_type.text.is_some() {
            self.matched_names += matched;
            self.expected_names += expected;
        }
        self.surprise += value * strength;
    }
}

/// A part of a whole that may be nothing.
pub(super) fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// What two documents share, seen from both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shared {
    pub(super) views: [View; 2],
    pub(super) locality: Locality,
}

impl Shared {
    /// How alike the documents are, 0 to 1: the geometric mean of the coverages, as in the cosine.
    pub(super) fn likeness(&self) -> f32 {
        (self.views[0].coverage() * self.views[1].coverage()).sqrt()
    }
}

/// A match of two terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    /// Places in the two documents.
    pub(super) places: [usize; 2],
    /// How surely they say the same.
    pub(super) strength: f32,
}

/// Scores documents of the target heap against one of the source heap after the other.
pub(super) struct Scorer<'a> {
    heaps: [&'a Heap; 2],
    links: &'a Links,
    worths: [&'a Worth; 2],
    /// The place of each source type in the source document, counted from 1.
    places: Vec<u32>,
    source: usize,
    /// The best strength for each term of the source and the target document.
    best: [Vec<f32>; 2],
    placed: Vec<Placed>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(heaps: [&'a Heap; 2], links: &'a Links, worths: [&'a Worth; 2]) -> Self {
        Self {
            heaps,
            links,
            worths,
            places: vec![0; heaps[0].types.len()],
            source: usize::MAX,
            best: [Vec::new(), Vec::new()],
            placed: Vec::new(),
        }
    }

    /// Takes up a source document.
    fn open(&mut self, source: usize) {
        if self.source == source {
            return;
        }
        if let Some(entries) = self.heaps[0].documents.get(self.source) {
            entries.iter().for_each(|entry| self.places[entry.id as usize] = 0);
        }
        for (place, entry) in (1..).zip(&self.heaps[0].documents[source]) {
            self.places[entry.id as usize] = place;
        }
        self.source = source;
    }

    /// The pairs of terms that may say the same.
    pub(super) fn matches(&mut self, source: usize, target: usize) -> Vec<Match> {
        self.open(source);
        let mut matches = Vec::new();
        for (place, entry) in self.heaps[1].documents[target].iter().enumerate() {
            for link in self.links.of(1, entry.id) {
                let at = self.places[link.id as usize];
                if at > 0 {
                    matches.push(Match {
                        places: [at as usize - 1, place],
                        strength: link.strength,
                    });
                }
            }
        }
        matches
    }

    /// What two documents share.
    pub(super) fn shared(&mut self, source: usize, target: usize) -> Shared {
        let matches = self.matches(source, target);
        let documents = [source, target];
        for side in 0..2 {
            self.best[side].clear();
            self.best[side].resize(self.heaps[side].documents[documents[side]].len(), 0.0);
            for found in &matches {
                let best = &mut self.best[side][found.places[side]];
                *best = best.max(found.strength);
            }
        }
        Shared {
            views: [self.view(0, source), self.view(1, target)],
            locality: self.locality(&matches, documents),
        }
    }

    /// How local the best matches are.
    fn locality(&mut self, matches: &[Match], documents: [usize; 2]) -> Locality {
        let entries = [0, 1].map(|side: usize| &self.heaps[side].documents[documents[side]]);
        self.placed.clear();
        for found in matches {
            let is_best = (0..2).any(|side| found.strength >= self.best[side][found.places[side]]);
            if is_best && found.strength >= TELLING {
                let [one, two] = [0, 1].map(|side: usize| &entries[side][found.places[side]]);
                self.placed.push(Placed {
                    places: [one.place, two.place],
                    worth: found.strength * self.worths[0].of(one.id) * self.worths[1].of(two.id),
                });
            }
        }
        let unit = self.rare(0) * self.rare(1);
        Locality::of(&mut self.placed, unit)
    }

    /// What a rare term of a side is worth at least.
    #[allow(clippy::cast_precision_loss)]
    fn rare(&self, side: usize) -> f32 {
        (self.heaps[1 - side].documents.len() as f32 + 1.0).ln() * RARE
    }

    /// What the best matches of a side come to.
    fn view(&self, side: usize, document: usize) -> View {
        let heap = self.heaps[side];
        let mut view = View::default();
        for (entry, &strength) in heap.documents[document].iter().zip(&self.best[side]) {
            let of_type = &heap.types[entry.id as usize];
            let value = self.worths[side].of(entry.id);
            view.add(entry, of_type, value, self.worths[side].expected(entry.id), strength);
        }
        view
    }
}

/// A term is rare if it is worth this share of the most that a term can be worth.
const RARE: f32 = 0.6;
/// Matches less sure than this say nothing of places.
const TELLING: f32 = 0.4;
