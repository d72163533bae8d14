//! The collection: the pairs that are aligned together and learn from each other.

use rayon::prelude::*;

use super::Options;
use super::ingredients::Ingredient;
use super::length::Lengths;
use super::lexicon;
use super::seed::{self, Likeness, Seeds};
use super::tokens::{self, Sentences, TypeId, Vocabulary};
use crate::anchor::Anchor;
use crate::document::Document;
use crate::language::Language;
use crate::lexicon::Bundled;

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
        let (mut sources, mut targets, mut likenesses) = (Vec::new(), Vec::new(), Vec::new());
        for pair in local {
            let [source, target] = pair.sides;
            sources.push(source);
            targets.push(target);
            likenesses.push(pair.likenesses);
        }
        let ((source, sources), (target, targets)) = rayon::join(|| join_sides(sources), || join_sides(targets));
        let sides = sources.into_par_iter().zip(targets).zip(likenesses);
        let joined = sides.map(|(((source, sources), (target, targets)), mut alike)| {
            seed::renumber(&mut alike, &sources, &targets);
            ((source, target), alike)
        });
        let (joined, likenesses): (Vec<(SideInput, SideInput)>, Vec<Vec<Likeness>>) = joined.unzip();
        let has = |likeness: &Likeness| options.has(likeness.ingredient());
        let likenesses = likenesses.into_iter().flatten().filter(has).collect();
        let mut seeds = Seeds::new(likenesses, source.len(), target.len());
        let languages = pairs
            .first()
            .map_or((None, None), |pair| (pair.source.language, pair.target.language));
        let model = options.model.as_ref();
        let bundled = bundled(languages).filter(|_| !options.no_lexicon && options.has(Ingredient::Lexicon));
        let has_lexicon = model.is_some() || bundled.is_some();
        let known = [
            model.map(|model| model.lexicon().known(&source, &target)),
            bundled.map(|bundled| lexicon::bundled(&bundled, &source, &target)),
        ];
        let given = options.dictionaries.iter();
        let given = given.filter_map(|dictionary| dictionary.known(languages, &source, &target));
        let given: Vec<_> = given.collect();
        let has_lexicon = has_lexicon || !given.is_empty();
        for known in known.iter().flatten().chain(&given) {
            seeds = seeds.with_known(known, source.len(), target.len());
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

/// Joins the vocabularies of sides in their order; gives each side in the common numbers, and what its numbers became.
fn join_sides(mut sides: Vec<(SideInput, Vocabulary)>) -> (Vocabulary, Vec<(SideInput, Vec<TypeId>)>) {
    if sides.len() == 1
        && let Some((side, own)) = sides.pop()
    {
        let numbers = (0..).take(own.len()).collect();
        return (own, vec![(side, numbers)]);
    }
    let mut all = Vocabulary::default();
    let join = |(mut side, own): (SideInput, Vocabulary)| {
        let numbers = all.merge(own);
        side.renumber(&numbers);
        (side, numbers)
    };
    let sides = sides.into_iter().map(join).collect();
    (all, sides)
}

/// The lexicon that comes with the program, if it has one for these languages.
fn bundled(languages: (Option<Language>, Option<Language>)) -> Option<Bundled> {
    Bundled::of(languages.0?, languages.1?)
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
