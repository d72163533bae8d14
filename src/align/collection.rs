//! The collection: the pairs that are aligned together and learn from each other.

use rayon::prelude::*;

use super::Options;
use super::ingredients::Ingredient;
use super::length::Lengths;
use super::lexicon::Lexicon;
use super::seed::{self, Likeness, Seeds};
use super::tokens::{self, Sentences, TypeId, Vocabulary};
use crate::anchor::Anchor;
use crate::document::Document;
use crate::language::Language;

/// A pair of segmented documents with the anchors of their sentences.
#[derive(Clone, Copy, Debug)]
pub struct PairInput<'a> {
    /// The source version.
    pub source: &'a Document,
    /// The target version.
    pub target: &'a Document,
    /// The anchors of each source sentence.
    pub source_anchors: &'a [Vec<Anchor>],
    /// The anchors of each target sentence.
    pub target_anchors: &'a [Vec<Anchor>],
}

/// What the engine takes of one side of a pair.
pub(super) struct SideInput {
    /// Indices into the document's sentences of those that are aligned.
    pub(super) chosen: Vec<usize>,
    pub(super) sentences: Sentences,
    pub(super) lengths: Lengths,
}

impl SideInput {
    fn new(document: &Document, anchors: &[Vec<Anchor>], options: &Options) -> (Self, Vocabulary) {
        let chosen: Vec<usize> = (0..document.sentences.len())
            .filter(|&sentence| options.all_blocks || document.sentence_role(sentence).is_content())
            .collect();
        let (sentences, vocabulary) = tokens::tokenise(document, anchors, &chosen);
        let lengths = Lengths::new(chosen.iter().map(|&sentence| document.sentence_text(sentence)));
        let side = Self {
            chosen,
            sentences,
            lengths,
        };
        (side, vocabulary)
    }

    pub(super) fn count(&self) -> usize {
        self.chosen.len()
    }

    fn renumber(&mut self, numbers: &[TypeId]) {
        for token in self.sentences.iter_mut().flatten() {
            token.id = numbers[token.id as usize];
        }
    }
}

/// Pairs whose tokens are numbered by common vocabularies.
pub(super) struct Collection {
    pub(super) pairs: Vec<(SideInput, SideInput)>,
    pub(super) source: Vocabulary,
    pub(super) target: Vocabulary,
    pub(super) seeds: Seeds,
    /// Whether the seeds hold words of a lexicon.
    pub(super) has_lexicon: bool,
}

/// A pair with vocabularies of its own.
struct LocalPair {
    sides: [(SideInput, Vocabulary); 2],
    likenesses: Vec<Likeness>,
}

impl Collection {
    /// Tokenises the pairs in parallel and joins their vocabularies in the order of the pairs.
    pub(super) fn new(pairs: &[PairInput<'_>], options: &Options) -> Self {
        let local: Vec<LocalPair> = pairs.par_iter().map(|pair| LocalPair::new(pair, options)).collect();
        let (mut source, mut target) = (Vocabulary::default(), Vocabulary::default());
        let mut likenesses = Vec::new();
        let mut joined = Vec::with_capacity(local.len());
        for pair in local {
            let [(mut source_side, source_types), (mut target_side, target_types)] = pair.sides;
            let (sources, targets) = (source.merge(source_types), target.merge(target_types));
            source_side.renumber(&sources);
            target_side.renumber(&targets);
            let mut alike = pair.likenesses;
            seed::renumber(&mut alike, &sources, &targets);
            likenesses.append(&mut alike);
            joined.push((source_side, target_side));
        }
        likenesses.retain(|likeness| options.has(likeness.ingredient()));
        let mut seeds = Seeds::new(likenesses, source.len(), target.len());
        let languages = pairs
            .first()
            .map_or((None, None), |pair| (pair.source.language, pair.target.language));
        let lexica = [
            options.model.as_ref().map(|model| model.lexicon()),
            bundled(languages).filter(|_| !options.no_lexicon && options.has(Ingredient::Lexicon)),
        ];
        let has_lexicon = lexica.iter().any(Option::is_some);
        for lexicon in lexica.into_iter().flatten() {
            let known = lexicon.known(&source, &target);
            seeds = seeds.with_known(&known, source.len(), target.len());
        }
        Self {
            pairs: joined,
            seeds,
            has_lexicon,
            source,
            target,
        }
    }
}

/// The lexicon that comes with the program, if it has one for these languages.
fn bundled(languages: (Option<Language>, Option<Language>)) -> Option<&'static Lexicon> {
    Lexicon::bundled(languages.0?, languages.1?)
}

impl LocalPair {
    fn new(pair: &PairInput<'_>, options: &Options) -> Self {
        let source = SideInput::new(pair.source, pair.source_anchors, options);
        let target = SideInput::new(pair.target, pair.target_anchors, options);
        Self {
            likenesses: seed::likenesses(&source.1, &target.1),
            sides: [source, target],
        }
    }
}
