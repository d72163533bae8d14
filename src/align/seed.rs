//! Seeds: what two token types say about each other before any text was learned from.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::buckets::Buckets;
use super::cognate::{Comparison, Skeleton};
use super::consonants;
use super::constants::{
    COGNATE_THRESHOLD, FUZZY_CANDIDATES, FUZZY_TOTAL, IDENTICAL_MINIMUM, SEED_COGNATE, SEED_DATE, SEED_IDENTICAL,
    SEED_NAME, SEED_NUMBER, SEED_PUNCTUATION, SEED_SOUND, SEED_TOKEN, SEED_TOTAL, SEED_URL,
};
use super::ingredients::Ingredient;
use super::tokens::{TokenType, TypeId, Unit, Vocabulary};
use crate::alignment::EvidenceKind;
use crate::anchor::{self, Anchor};

/// How alike two token types are, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    pub(super) source: TypeId,
    pub(super) target: TypeId,
    kind: EvidenceKind,
    /// Translation probability that the likeness alone would give.
    probability: f64,
    /// Whether it is the letters of words that are alike.
    is_word: bool,
}

impl Likeness {
    /// What the likeness is part of.
    pub(super) fn ingredient(&self) -> Ingredient {
        match self.kind {
            _ if self.is_word => Ingredient::Cognates,
            EvidenceKind::Quote | EvidenceKind::Punctuation => Ingredient::Punctuation,
            _ => Ingredient::Anchors,
        }
    }
}

/// Finds the types of two vocabularies that are alike.
///
/// Takes time linear in the vocabularies but for cognates, which are compared within a bucket of two first letters.
pub(super) fn likenesses(source: &Vocabulary, target: &Vocabulary) -> Vec<Likeness> {
    let mut found = identical_words(source, target);
    found.extend(cognates(source, target));
    found.extend(anchors(source, target));
    found.extend(sounding_alike(source, target));
    found
}

fn identical_words(source: &Vocabulary, target: &Vocabulary) -> Vec<Likeness> {
    let identical = numbered(source).filter_map(|(s, token)| {
        let comparable = match token.unit {
            Unit::Word => token.form.chars().nth(IDENTICAL_MINIMUM - 1).is_some(),
            Unit::Characters => true,
            Unit::Anchor(_) | Unit::Beginning => false,
        };
        Some(Likeness {
            source: s,
            target: target.word(comparable.then_some(&*token.form)?)?,
            kind: EvidenceKind::Token,
            probability: SEED_IDENTICAL,
            is_word: true,
        })
    });
    identical.collect()
}

fn cognates(source: &Vocabulary, target: &Vocabulary) -> Vec<Likeness> {
    let looks: Vec<(TypeId, Arc<Skeleton>)> = numbered(target)
        .filter_map(|(t, token)| Some((t, look(token)?)))
        .collect();
    let buckets = Buckets::new(&looks);
    let mut found = Vec::new();
    for (s, token) in numbered(source) {
        let Some(skeleton) = look(token) else { continue };
        let mut comparison = Comparison::new(&skeleton);
        for (t, other) in buckets.of(&skeleton) {
            if let Some(similarity) = comparison.similarity(other) {
                let above = (similarity - COGNATE_THRESHOLD) / (1.0 - COGNATE_THRESHOLD);
                found.push(Likeness {
                    source: s,
                    target: *t,
                    kind: EvidenceKind::Cognate,
                    probability: SEED_COGNATE * (0.2 + 0.8 * above),
                    is_word: true,
                });
            }
        }
    }
    found
}

/// The anchor that a type is, or the name that the word mostly is.
fn fact(token: &TokenType) -> Option<&Anchor> {
    match &token.unit {
        Unit::Anchor(anchor) => Some(anchor),
        _ => token.name.as_deref().filter(|_| token.is_mostly_name()),
    }
}

fn anchors(source: &Vocabulary, target: &Vocabulary) -> Vec<Likeness> {
    let mut index: FxHashMap<Cow<'_, str>, Vec<(TypeId, &Anchor)>> = FxHashMap::default();
    for (t, token) in numbered(target) {
        if let Some(anchor) = fact(token) {
            for key in blocking_keys(anchor) {
                index.entry(key).or_default().push((t, anchor));
            }
        }
    }
    let mut found = Vec::new();
    for (s, token) in numbered(source) {
        let Some(anchor) = fact(token) else { continue };
        let mut candidates: Vec<(TypeId, &Anchor)> = blocking_keys(anchor)
            .iter()
            .filter_map(|key| index.get(&**key))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable_by_key(|(t, _)| *t);
        candidates.dedup_by_key(|(t, _)| *t);
        for (t, other) in candidates {
            let similarity = similarity(anchor, other);
            if similarity > 0.0 {
                found.push(Likeness {
                    source: s,
                    target: t,
                    kind: anchor.kind,
                    probability: similarity * anchor_seed(anchor.kind),
                    is_word: false,
                });
            }
        }
    }
    found
}

/// The numbers of the types in another vocabulary.
pub(super) fn renumber(likenesses: &mut [Likeness], sources: &[TypeId], targets: &[TypeId]) {
    for likeness in likenesses {
        likeness.source = sources[likeness.source as usize];
        likeness.target = targets[likeness.target as usize];
    }
}

/// What makes a pair of token types a seed, and how strongly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    pub(super) kind: EvidenceKind,
    /// P(target | source), scaled.
    pub(super) forward: f64,
    /// P(source | target), scaled.
    pub(super) reverse: f64,
}

/// A pair of word types that a lexicon has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) source: TypeId,
    pub(super) target: TypeId,
    /// P(target | source).
    pub(super) forward: f64,
    /// P(source | target).
    pub(super) reverse: f64,
}

/// The seeds of a collection, by source type and then by target type.
#[derive(Clone, Debug, Default)]
pub(super) struct Seeds {
    pub(super) pairs: Vec<(TypeId, TypeId, Seed)>,
}

impl Seeds {
    /// Makes seeds of likenesses: the best few of each source type, weaker the more of them there are.
    pub(super) fn new(mut likenesses: Vec<Likeness>, sources: usize, targets: usize) -> Self {
        // The strongest reason for each pair comes first in it, the strongest pairs first in each source type.
        likenesses.sort_unstable_by(|a, b| {
            let strongest = b.probability.total_cmp(&a.probability);
            (a.source, a.target)
                .cmp(&(b.source, b.target))
                .then(strongest)
                .then(a.kind.cmp(&b.kind))
        });
        likenesses.dedup_by_key(|likeness| (likeness.source, likeness.target));
        let mut pairs = Vec::new();
        for of_source in likenesses.chunk_by_mut(|a, b| a.source == b.source) {
            of_source.sort_unstable_by(|a, b| b.probability.total_cmp(&a.probability).then(a.target.cmp(&b.target)));
            let few = of_source.len().min(FUZZY_CANDIDATES);
            let best = &mut of_source[..few];
            let total: f64 = best.iter().map(|likeness| likeness.probability).sum();
            let scale = if total > FUZZY_TOTAL { FUZZY_TOTAL / total } else { 1.0 };
            best.sort_unstable_by_key(|likeness| likeness.target);
            pairs.extend(best.iter().map(|likeness| {
                let probability = likeness.probability * scale;
                let seed = Seed {
                    kind: likeness.kind,
                    forward: probability,
                    reverse: probability,
                };
                (likeness.source, likeness.target, seed)
            }));
        }
        let mut seeds = Self { pairs };
        seeds.scale(sources, targets);
        seeds
    }

    /// Adds the pairs that a lexicon has, each once; a pair that is a seed already keeps the stronger reason.
    pub(super) fn with_known(mut self, known: &[Known], sources: usize, targets: usize) -> Self {
        self.pairs.extend(known.iter().map(|pair| {
            let seed = Seed {
                kind: EvidenceKind::Lexicon,
                forward: pair.forward,
                reverse: pair.reverse,
            };
            (pair.source, pair.target, seed)
        }));
        // Stable, so that the seed that was there before stands first.
        self.pairs.sort_by_key(|(source, target, _)| (*source, *target));
        self.pairs.dedup_by(|added, before| {
            let same = (added.0, added.1) == (before.0, before.1);
            if same && before.2.forward + before.2.reverse < added.2.forward + added.2.reverse {
                before.2 = added.2;
            }
            same
        });
        self.scale(sources, targets);
        self
    }

    /// Scales the seeds of each type to a total of [`SEED_TOTAL`] where they have more.
    fn scale(&mut self, sources: usize, targets: usize) {
        let mut forward = vec![0.0; sources];
        let mut reverse = vec![0.0; targets];
        for (s, t, seed) in &self.pairs {
            forward[*s as usize] += seed.forward;
            reverse[*t as usize] += seed.reverse;
        }
        for (s, t, seed) in &mut self.pairs {
            seed.forward *= (SEED_TOTAL / forward[*s as usize]).min(1.0);
            seed.reverse *= (SEED_TOTAL / reverse[*t as usize]).min(1.0);
        }
    }
}

/// What an anchor is looked up by; all passages in quotation marks share one key.
fn blocking_keys(anchor: &Anchor) -> Vec<Cow<'_, str>> {
    if anchor.kind == EvidenceKind::Quote {
        vec![Cow::Borrowed("\"")]
    } else {
        anchor::borrowed_keys(anchor)
    }
}

/// A passage in quotation marks matches any other; what is quoted differs between languages.
fn similarity(source: &Anchor, target: &Anchor) -> f64 {
    if source.kind == EvidenceKind::Quote && target.kind == EvidenceKind::Quote {
        1.0
    } else {
        anchor::similarity(source, target)
    }
}

fn anchor_seed(kind: EvidenceKind) -> f64 {
    match kind {
        EvidenceKind::Number => SEED_NUMBER,
        EvidenceKind::Date => SEED_DATE,
        EvidenceKind::Name => SEED_NAME,
        EvidenceKind::Token => SEED_TOKEN,
        EvidenceKind::Url => SEED_URL,
        _ => SEED_PUNCTUATION,
    }
}

#[allow(clippy::cast_possible_truncation)] // `Vocabulary` hands out no numbers beyond u32.
fn numbered(vocabulary: &Vocabulary) -> impl Iterator<Item = (TypeId, &TokenType)> {
    vocabulary
        .types
        .iter()
        .enumerate()
        .map(|(number, token)| (number as TypeId, token))
}

/// The skeleton of a word or a name.
fn look(token: &TokenType) -> Option<Arc<Skeleton>> {
    match token.unit {
        Unit::Word => token.look.clone(),
        _ => is_spelled(token)
            .then(|| Skeleton::of(&token.surface))
            .flatten()
            .map(Arc::new),
    }
}

/// Whether the spelling of a type says something about its sound.
fn is_spelled(token: &TokenType) -> bool {
    match &token.unit {
        Unit::Word => true,
        Unit::Anchor(anchor) => matches!(anchor.kind, EvidenceKind::Name | EvidenceKind::Token),
        Unit::Characters | Unit::Beginning => false,
    }
}

/// A type and its consonants.
type Sounded = (TypeId, Vec<u8>);

/// Words and names of two writing systems that sound alike, where one of them does not write vowels as the other does.
fn sounding_alike(source: &Vocabulary, target: &Vocabulary) -> Vec<Likeness> {
    let writes = |vocabulary, vowels| {
        let mut spelled = numbered(vocabulary).filter(|(_, token)| is_spelled(token));
        spelled.any(|(_, token)| consonants::writes_vowels(&token.surface) == vowels)
    };
    if ![true, false]
        .into_iter()
        .any(|vowels| writes(source, vowels) && writes(target, !vowels))
    {
        return Vec::new();
    }
    // A figure writes no vowels, but has no sounds to compare either.
    let is_told = |vocabulary| sounds(vocabulary, Some(false)).next().is_some();
    let of_source = match (is_told(source), is_told(target)) {
        (false, false) => return Vec::new(),
        (true, false) => Some(false),
        (false, true) => Some(true),
        (true, true) => None,
    };
    let mut buckets: FxHashMap<(bool, u8), Vec<Sounded>> = FxHashMap::default();
    for (t, vowels, classes) in sounds(target, of_source.map(|vowels| !vowels)) {
        buckets.entry((vowels, classes[0])).or_default().push((t, classes));
    }
    let mut found = Vec::new();
    for (s, vowels, classes) in sounds(source, of_source) {
        for (t, other) in buckets.get(&(!vowels, classes[0])).map_or(&[][..], Vec::as_slice) {
            let similarity = consonants::similarity(&classes, other);
            if similarity > 0.0 {
                found.push(Likeness {
                    source: s,
                    target: *t,
                    kind: EvidenceKind::Cognate,
                    probability: SEED_SOUND * similarity,
                    is_word: true,
                });
            }
        }
    }
    found
}

/// The types that can be compared by sound: whether they write vowels, and their consonants. Those only that write vowels,
/// or do not, if one is wanted.
fn sounds(vocabulary: &Vocabulary, wanted: Option<bool>) -> impl Iterator<Item = (TypeId, bool, Vec<u8>)> {
    numbered(vocabulary)
        .filter(|(_, token)| is_spelled(token))
        .filter_map(move |(id, token)| {
            let vowels = consonants::writes_vowels(&token.surface);
            if wanted.is_some_and(|wanted| wanted != vowels) {
                return None;
            }
            let classes = consonants::consonants(&token.surface);
            (classes.len() + 1 >= consonants::MINIMUM).then_some((id, vowels, classes))
        })
}
