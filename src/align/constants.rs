//! Every constant of the alignment model, in one place.
//!
//! The values are those of a study of this model on human and constructed gold (alpine, literary and legal prose, abridged
//! English-Russian news; see ARCHITECTURE.md, "align"), confirmed with `beadwork eval` where a comment says so.

use super::prior::BeadShape;

/// The bead types the search considers, with the share of beads expected to have them before any text was seen.
///
/// The 1-1 type takes what the others leave. The null share is that of a lone abridged article, where one sentence in
/// ten has no counterpart; a faithful translation corrects it through the re-estimation of [`PRIOR_STRENGTH`].
pub(super) const BEAD_PRIORS: [(BeadShape, f64); 17] = [
    (BeadShape::new(1, 0), 0.10),
    (BeadShape::new(0, 1), 0.10),
    (BeadShape::new(1, 1), 0.0),
    (BeadShape::new(1, 2), 0.05),
    (BeadShape::new(2, 1), 0.05),
    (BeadShape::new(2, 2), 0.008),
    (BeadShape::new(1, 3), 0.008),
    (BeadShape::new(3, 1), 0.008),
    (BeadShape::new(1, 4), 0.002),
    (BeadShape::new(4, 1), 0.002),
    (BeadShape::new(2, 3), 0.002),
    (BeadShape::new(3, 2), 0.002),
    (BeadShape::new(3, 3), 0.0002),
    (BeadShape::new(1, 5), 0.0002),
    (BeadShape::new(5, 1), 0.0002),
    (BeadShape::new(2, 4), 0.0002),
    (BeadShape::new(4, 2), 0.0002),
];

/// How many beads the shares above weigh against those counted in the collection.
pub(super) const COLLECTION_PRIOR_STRENGTH: f64 = 50.0;
/// How many beads the collection's shares weigh against those counted in a document.
pub(super) const PRIOR_STRENGTH: f64 = 30.0;
/// Probability that a null bead follows a null bead, before counting: sentences are left out in runs.
pub(super) const NULL_STAY: f64 = 0.3;
/// How many null beads [`NULL_STAY`] weighs.
pub(super) const NULL_STAY_STRENGTH: f64 = 10.0;

/// Variance of a sentence's length per expected character (Gale and Church 1993 found 6.8 for European languages).
pub(super) const LENGTH_VARIANCE: f64 = 6.8;
/// How many beads [`LENGTH_VARIANCE`] weighs when the variance is re-estimated.
pub(super) const LENGTH_STRENGTH: f64 = 20.0;
/// Beads needed before the length model is re-estimated at all.
pub(super) const LENGTH_MINIMUM_BEADS: usize = 8;
/// Source sentences must be longer than this, in characters, to vote on the length ratio.
pub(super) const LENGTH_VOTER: f64 = 20.0;
/// The length log-likelihood ratio is not trusted below this: one odd length must not outvote the words.
pub(super) const LENGTH_FLOOR: f64 = -12.0;

/// Share of a document's own word frequencies in the background; the rest is the collection's.
pub(super) const DOCUMENT_BACKGROUND: f64 = 0.3;
/// No token is held for more frequent than this: in a text of one sentence repeated every word is as frequent as its
/// translation is probable, and nothing would speak for any bead.
pub(super) const BACKGROUND_MAXIMUM: f64 = 0.1;
/// Share of a target word's probability that the translation model takes; the background has the rest.
pub(super) const TRANSLATION_SHARE: f64 = 0.95;
/// A single word can add at most e⁶ to a bead's likelihood ratio.
pub(super) const RATIO_CAP: f64 = 403.428_793_492_735_1;
/// How far a word with a known translation counts against a bead in which that translation is missing; the first pass,
/// which knows only seeds, is more careful.
pub(super) const KNOWN_WORD: f64 = 0.97;
/// The same for the first pass.
pub(super) const KNOWN_WORD_FIRST_PASS: f64 = 0.5;

/// Translation probability of two equal numbers.
pub(super) const SEED_NUMBER: f64 = 0.8;
/// Of the same date.
pub(super) const SEED_DATE: f64 = 0.8;
/// Of the same name.
pub(super) const SEED_NAME: f64 = 0.8;
/// Of the same code, acronym or foreign word.
pub(super) const SEED_TOKEN: f64 = 0.7;
/// Of the same address.
pub(super) const SEED_URL: f64 = 0.8;
/// Of the same punctuation mark.
pub(super) const SEED_PUNCTUATION: f64 = 0.5;
/// Of identical words of at least [`IDENTICAL_MINIMUM`] letters.
pub(super) const SEED_IDENTICAL: f64 = 0.5;
/// Letters an identical word must have.
pub(super) const IDENTICAL_MINIMUM: usize = 3;
/// Of two words that look alike, at a similarity of 1.
pub(super) const SEED_COGNATE: f64 = 0.5;
/// Of two words of different writing systems whose consonants are the same.
pub(super) const SEED_SOUND: f64 = 0.4;
/// Similarity below which words are not held for cognates.
pub(super) const COGNATE_THRESHOLD: f64 = 0.7;
/// Letters a cognate must have on the Latin skeleton.
pub(super) const COGNATE_MINIMUM: usize = 4;
/// A word keeps its best fuzzy candidates only.
pub(super) const FUZZY_CANDIDATES: usize = 4;
/// The fuzzy candidates of a word have at most this probability together.
pub(super) const FUZZY_TOTAL: f64 = 0.8;
/// All seeds of a word have at most this probability together: what is not a seed stays possible.
pub(super) const SEED_TOTAL: f64 = 0.85;

/// The translations of a word in a dictionary that is not reviewed have this probability together: to trust a mediocre
/// one more does harm.
pub(super) const DICTIONARY_TOTAL: f64 = 0.35;
/// The same for a reviewed dictionary.
pub(super) const TRUSTED_DICTIONARY_TOTAL: f64 = 0.8;
/// Share of an earlier run's word frequencies in the background, where a model of one is given.
pub(super) const MODEL_BACKGROUND: f64 = 0.5;
/// How far a word with a known translation counts against a bead after the first pass, where a model is given or a lone
/// pair starts from a lexicon: what those know comes from other texts (isolated noisy news, strict F1: .5 gives .003 more than [`KNOWN_WORD`]).
pub(super) const INFORMED_KNOWN_WORD: f64 = 0.5;
/// Passes where a model is given or a lone pair starts from a lexicon: a lone article teaches little that they do not know better (two instead of
/// [`PASSES`] give .002 to .012 more on isolated noisy news).
pub(super) const INFORMED_PASSES: usize = 2;
/// The same for a collection that starts from a lexicon (the fourth of [`PASSES`] changes noisy and re-ordered news by no more
/// than .001 in the mean, and takes a quarter of the time).
pub(super) const LEXICON_PASSES: usize = 3;
/// How many beads the shares of a model weigh against those counted in a document.
pub(super) const MODEL_PRIOR_STRENGTH: f64 = 60.0;
/// Translations of an earlier run less likely than this, in the likelier direction, are not kept.
pub(super) const MODEL_MINIMUM: f64 = 0.05;

/// Rounds of expectation-maximisation on the beads of the last pass.
pub(super) const TRAINING_ROUNDS: usize = 4;
/// Taken off every expected count when scoring: one chance meeting proves nothing.
pub(super) const COUNT_DISCOUNT: f64 = 0.3;
/// Expected counts below the discount plus this are not kept.
pub(super) const COUNT_MINIMUM: f64 = 0.05;
/// The denominator of a translation probability is at least this.
pub(super) const DENOMINATOR_MINIMUM: f64 = 0.5;
/// Beads with more words than this on a side are not learned from; they are slow and say little.
pub(super) const TRAINING_TOKENS: usize = 150;
/// In collections of up to this many beads every pair of types that meet is learned; there are few.
pub(super) const UNPRUNED_BEADS: usize = 1_000;
/// In collections of more beads than this, pairs that meet only once are left aside.
pub(super) const ONCE_MET_BEADS: usize = 4_000;
/// How much more often than by chance a pair of types must meet in a larger collection.
pub(super) const CANDIDATE_LIFT: f64 = 1.2;
/// Squared number of meetings, by the product of both types' beads, below which a pair is not learned.
pub(super) const CANDIDATE_DICE: f64 = 0.005;
/// Candidates of a source type, seeds aside.
pub(super) const CANDIDATES: usize = 64;
/// Links of a bead to be taken out again when it is scored: at least this many,
pub(super) const OWN_LINK_MINIMUM: f64 = 0.01;
/// and this share of all links of the pair; less would change nothing.
pub(super) const OWN_LINK_SHARE: f64 = 0.02;
/// Words and anchors of a sentence beyond this many are not looked at: such a sentence is a table or not text, and the
/// work grows with the product of both sides.
pub(super) const SENTENCE_WORDS: usize = 1_000;
/// Passes of scoring and search; each learns from the beads of the one before.
pub(super) const PASSES: usize = 4;

/// Grids of up to this many nodes are searched whole.
pub(super) const FULL_GRID_NODES: usize = 400_000;
/// After the first pass, bands of more nodes than this are narrowed to the surroundings of its path.
pub(super) const NARROW_NODES: usize = 40_000;
/// Nodes kept on either side of the last pass's path in a grid that is not searched whole.
pub(super) const BAND_AROUND_PATH: usize = 6;
/// Bead types of the first pass, which is there to learn from: the first so many of [`BEAD_PRIORS`] (all of them change no
/// set by more than .002, but Polish-English legal prose loses .003 to .007).
pub(super) const FIRST_PASS_SHAPES: usize = 5;
/// In the last pass beads this much worse, in nats, than the same sentences as smaller beads are not looked at (8 changes
/// no set by more than .0025 and costs a fifth more time; with 2 the confidence of some texts tells right from wrong less
/// well: area under the ROC curve of all sets together .947 instead of .953).
pub(super) const PRUNE_MARGIN: f64 = 3.0;
/// The same in the passes before, which are there to learn from (with 1 Text+Berg loses .015 strict F1).
pub(super) const EARLY_PRUNE_MARGIN: f64 = 2.0;
/// One of the pairs of sentences of a larger bead must be no more than this worse than two nulls.
pub(super) const PAIR_MARGIN: f64 = 16.0;
/// Lexical gain, in nats, that the pairs of sentences of a bead beyond 1-1 must have together.
pub(super) const GROUP_EVIDENCE: f64 = 1.0;
/// The same in documents too long to be searched whole, which have taught more words by themselves.
pub(super) const GROUP_EVIDENCE_LONG: f64 = 6.0;
/// Beads of six sentences or more are looked at only if pairs of sentences with this lexical gain, in nats, connect all
/// of them.
pub(super) const LARGE_BEAD_EVIDENCE: f64 = 4.0;
/// Weight of a null bead's posterior when the expected number of correct beads is maximised (with trained weights .25 gives
/// .001 more than .5 in the mean of 30 sets).
pub(super) const NULL_GAIN: f64 = 0.25;

/// What opening a moved block costs, in nats, in a document of up to [`MOVED_DOCUMENT`] sentences.
pub(super) const MOVED_START: f64 = 4.0;
/// In a longer document the start costs 4 ln(sentences / this) more, because chance has so many more pairs of places to
/// choose from,
pub(super) const MOVED_DOCUMENT: f64 = 100.0;
/// up to this.
pub(super) const MOVED_START_LIMIT: f64 = 15.0;
/// Farther than this many sentences from its place in order, a block's start costs ln(distance / this) more, and a block
/// is more than one bead: a single sentence that fits far away is a quotation or a formula that occurs twice.
pub(super) const MOVED_NEAR: f64 = 100.0;
/// How much more than a bead's score a moved block must be worth to take the bead apart.
pub(super) const RELINK_MARGIN: f64 = 2.0;
/// What skipping a sentence inside a moved block costs.
pub(super) const MOVED_GAP: f64 = 3.0;

/// Types in more loose sentences than this say nothing about where a passage moved.
pub(super) const LEFTOVER_PLACES: usize = 20;
/// Translation probability that a loose sentence must share with another, over all such types.
pub(super) const LEFTOVER_WEIGHT: f64 = 0.5;
/// A loose sentence is compared with so many others.
pub(super) const LEFTOVER_PARTNERS: usize = 3;
/// Beads of a lower posterior than this are no obstacle to a moved block of a long document.
pub(super) const WEAK_BEAD: f64 = 0.5;
