//! Alignment: the sentences of two documents → [`Alignment`].
//!
//! In: two segmented documents and their anchors. Out: beads with confidence and evidence.
//!
//! The model is probabilistic. A bead's score is the log-likelihood ratio of its sentences being translations of each
//! other against their standing there by chance: by their lengths (`length`), by their words (`score`, with the
//! translation probabilities of `seed` and `translation`), and by how common its type is (`prior`). The search
//! (`search`, over the nodes of `grid`) computes every bead's posterior probability and keeps the path with the largest
//! expected number of correct beads. Several passes alternate: each learns words, lengths and priors from the beads
//! of the one before. Blocks that stand elsewhere are then found among the sentences left over (`moved`).

mod coarse;
mod cognate;
pub mod confidence;
mod constants;
mod evidence;
mod grid;
mod length;
mod moved;
mod prior;
mod score;
mod search;
mod seed;
mod tokens;
mod translation;

use crate::alignment::{Alignment, Bead};
use crate::anchor::Anchor;
use crate::document::Document;

use confidence::Features;
use constants::{BAND_AROUND_PATH, FULL_GRID_NODES, KNOWN_WORD, KNOWN_WORD_FIRST_PASS, NARROW_NODES, PASSES};
use grid::Band;
use length::{LengthModel, Lengths};
use prior::Prior;
use score::{BeadScorer, LARGEST_GROUP, SideModel};
use search::{PathBead, SearchResult};
use seed::Seeds;
use tokens::TokenisedText;
use translation::{BeadNumber, Own, TrainingBead, Translations};

/// How to align.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Aligns the blocks of page furniture too.
    pub all_blocks: bool,
    /// Keeps the order of both sides: no crossing beads.
    pub monotone: bool,
}

/// Aligns two segmented documents.
///
/// Any two documents can be aligned, whatever their sizes: a side without sentences gives null beads only. Time and
/// memory are proportional to the product of the sentence counts up to some six hundred sentences a side, beyond that
/// to their sum.
#[must_use]
pub fn align(
    source: &Document,
    target: &Document,
    source_anchors: &[Vec<Anchor>],
    target_anchors: &[Vec<Anchor>],
    options: &Options,
) -> Alignment {
    align_with_features(source, target, source_anchors, target_anchors, options).0
}

/// Aligns like [`align`] and also gives the features that each bead's confidence was computed from, for tuning.
#[must_use]
pub fn align_with_features(
    source: &Document,
    target: &Document,
    source_anchors: &[Vec<Anchor>],
    target_anchors: &[Vec<Anchor>],
    options: &Options,
) -> (Alignment, Vec<Features>) {
    let source = SideInput::new(source, source_anchors, options);
    let target = SideInput::new(target, target_anchors, options);
    let mut engine = Engine::new(&source, &target);
    let mut path = engine.passes();
    if !options.monotone {
        moved::link_moved(&engine, &mut path);
    }
    let (beads, features) = engine.beads(&path).into_iter().unzip();
    (Alignment { beads }, features)
}

/// What the engine takes of one side.
struct SideInput {
    /// Indices into the document's sentences of those that are aligned.
    chosen: Vec<usize>,
    text: TokenisedText,
    lengths: Lengths,
}

impl SideInput {
    fn new(document: &Document, anchors: &[Vec<Anchor>], options: &Options) -> Self {
        let chosen: Vec<usize> = (0..document.sentences.len())
            .filter(|&sentence| options.all_blocks || document.sentence_role(sentence).is_content())
            .collect();
        Self {
            text: tokens::tokenise(document, anchors, &chosen),
            lengths: Lengths::new(chosen.iter().map(|&sentence| document.sentence_text(sentence))),
            chosen,
        }
    }

    fn count(&self) -> usize {
        self.chosen.len()
    }
}

/// A bead of the path, and whether it was found out of order.
#[derive(Clone, Copy, Debug)]
struct Found {
    bead: PathBead,
    moved: bool,
}

/// The state of aligning one pair.
struct Engine<'a> {
    source: &'a SideInput,
    target: &'a SideInput,
    seeds: Seeds,
    translations: Translations,
    source_beads: Vec<BeadNumber>,
    target_beads: Vec<BeadNumber>,
    length: LengthModel,
    prior: Prior,
    known_word: f64,
}

impl<'a> Engine<'a> {
    fn new(source: &'a SideInput, target: &'a SideInput) -> Self {
        let (sources, targets) = (source.text.vocabulary.len(), target.text.vocabulary.len());
        let seeds = Seeds::collect(&source.text.vocabulary, &target.text.vocabulary);
        Self {
            translations: Translations::from_seeds(&seeds, sources, targets),
            seeds,
            source_beads: vec![None; source.count()],
            target_beads: vec![None; target.count()],
            length: LengthModel::initial(&source.lengths, &target.lengths, LARGEST_GROUP),
            prior: Prior::initial(),
            known_word: KNOWN_WORD_FIRST_PASS,
            source,
            target,
        }
    }

    /// Searches, learns from what was found, and searches again.
    fn passes(&mut self) -> Vec<Found> {
        let mut band = self.first_band();
        let mut result = self.search(&band);
        for _ in 1..PASSES {
            self.learn(&result);
            if band.nodes() > NARROW_NODES {
                band = Band::around(
                    &nodes(&result.beads),
                    BAND_AROUND_PATH,
                    self.source.count(),
                    self.target.count(),
                );
            }
            result = self.search(&band);
        }
        result
            .beads
            .into_iter()
            .map(|bead| Found { bead, moved: false })
            .collect()
    }

    fn first_band(&self) -> Band {
        let (sources, targets) = (self.source.count(), self.target.count());
        if (sources + 1).saturating_mul(targets + 1) <= FULL_GRID_NODES {
            Band::full(sources, targets)
        } else {
            coarse::band(&self.source.text, &self.target.text, &self.translations)
        }
    }

    fn search(&self, band: &Band) -> SearchResult {
        search::search(band, &self.scorer().score(band), &self.prior)
    }

    fn scorer(&self) -> BeadScorer<'_> {
        BeadScorer {
            source: self.source_model(),
            target: self.target_model(),
            translations: &self.translations,
            beads: (&self.source_beads, &self.target_beads),
            length: &self.length,
            prior: &self.prior,
        }
    }

    fn source_model(&self) -> SideModel<'_> {
        SideModel::new(
            &self.source.text,
            &self.source.lengths,
            self.known_word,
            |sentence, id| {
                let bead = self.source_beads[sentence];
                let table = &self.translations;
                let known = |entry| table.forward(id, entry, table.own((bead, bead), id, entry));
                table.entries(id).iter().map(known).sum()
            },
        )
    }

    fn target_model(&self) -> SideModel<'_> {
        let mut by_target = vec![Vec::new(); self.target.text.vocabulary.len()];
        for source in 0..self.source.text.vocabulary.len() {
            let source = u32::try_from(source).unwrap_or(u32::MAX);
            for entry in self.translations.entries(source) {
                by_target[entry.target as usize].push((source, *entry));
            }
        }
        SideModel::new(
            &self.target.text,
            &self.target.lengths,
            self.known_word,
            |sentence, id| {
                let bead = self.target_beads[sentence];
                let table = &self.translations;
                let known = |(source, entry): &(u32, translation::Entry)| {
                    let own = Own {
                        source: 0.0,
                        ..table.own((bead, bead), *source, entry)
                    };
                    table.reverse(entry, own)
                };
                by_target[id as usize].iter().map(known).sum()
            },
        )
    }

    /// Re-estimates words, lengths and priors from the beads of a pass.
    fn learn(&mut self, result: &SearchResult) {
        let linked = || result.beads.iter().filter(|bead| !bead.is_null());
        let types = |text: &TokenisedText, (from, to): (usize, usize)| {
            text.sentences[from..to]
                .iter()
                .flatten()
                .map(|token| token.id)
                .collect()
        };
        let training: Vec<TrainingBead> = linked()
            .map(|bead| TrainingBead {
                source: types(&self.source.text, bead.source),
                target: types(&self.target.text, bead.target),
            })
            .collect();
        self.source_beads.fill(None);
        self.target_beads.fill(None);
        for (number, bead) in (0..).zip(linked()) {
            self.source_beads[bead.source.0..bead.source.1].fill(Some(number));
            self.target_beads[bead.target.0..bead.target.1].fill(Some(number));
        }
        let (sources, targets) = (self.source.text.vocabulary.len(), self.target.text.vocabulary.len());
        self.translations = Translations::train(&training, &self.seeds, sources, targets);
        let lengths: Vec<(f64, f64)> = linked()
            .map(|bead| {
                let source = self.source.lengths.of(bead.source.0, bead.source.1);
                (source, self.target.lengths.of(bead.target.0, bead.target.1))
            })
            .collect();
        self.length = self.length.updated(&lengths);
        self.prior = Prior::updated(&result.counts);
        self.known_word = KNOWN_WORD;
    }

    /// The path as beads of the documents' sentences, in reading order, each with its features.
    fn beads(&self, path: &[Found]) -> Vec<(Bead, Features)> {
        let features = confidence::features(self, path);
        let beads = path.iter().zip(features).map(|(found, features)| {
            let PathBead { source, target, .. } = found.bead;
            let bead = Bead {
                source: self.source.chosen[source.0..source.1].to_vec(),
                target: self.target.chosen[target.0..target.1].to_vec(),
                confidence: confidence::confidence(found, &features),
                moved: found.moved,
                evidence: evidence::collect(self, &found.bead),
            };
            (bead, features)
        });
        in_reading_order(beads.collect())
    }
}

/// Orders beads by source sentence; one without source goes behind the bead of the target sentence before it.
fn in_reading_order(beads: Vec<(Bead, Features)>) -> Vec<(Bead, Features)> {
    let (mut with_source, mut without): (Vec<_>, Vec<_>) =
        beads.into_iter().partition(|(bead, _)| !bead.source.is_empty());
    with_source.sort_by(|(a, _), (b, _)| a.source.cmp(&b.source));
    without.sort_by(|(a, _), (b, _)| a.target.cmp(&b.target));
    // (first target sentence, place of its bead) of every bead with both sides, to find the one before a sentence.
    let mut places: Vec<(usize, usize)> = with_source
        .iter()
        .enumerate()
        .filter_map(|(place, (bead, _))| Some((*bead.target.first()?, place)))
        .collect();
    places.sort_unstable();
    let mut behind: Vec<Vec<(Bead, Features)>> = vec![Vec::new(); with_source.len() + 1];
    for bead in without {
        let before = places.partition_point(|(first, _)| *first < bead.0.target[0]);
        let slot = before.checked_sub(1).map_or(0, |last| places[last].1 + 1);
        behind[slot].push(bead);
    }
    let mut behind = behind.into_iter();
    let mut ordered = behind.next().unwrap_or_default();
    for (bead, followers) in with_source.into_iter().zip(behind) {
        ordered.push(bead);
        ordered.extend(followers);
    }
    ordered
}

/// The boundaries a path goes through.
fn nodes(beads: &[PathBead]) -> Vec<(usize, usize)> {
    let mut nodes = vec![(0, 0)];
    nodes.extend(beads.iter().map(|bead| (bead.source.1, bead.target.1)));
    nodes
}
