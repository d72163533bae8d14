//! Seeds: what two token types say about each other before any text was learned from.

use rustc_hash::FxHashMap;

use super::cognate;
use super::constants::{
    COGNATE_THRESHOLD, FUZZY_CANDIDATES, FUZZY_TOTAL, IDENTICAL_MINIMUM, SEED_COGNATE, SEED_DATE, SEED_IDENTICAL,
    SEED_NAME, SEED_NUMBER, SEED_PUNCTUATION, SEED_TOKEN, SEED_TOTAL, SEED_URL,
};
use super::tokens::{TokenType, TypeId, Unit, Vocabulary};
use crate::alignment::EvidenceKind;
use crate::anchor;

/// What makes a pair of token types a seed, and how strongly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    pub(super) kind: EvidenceKind,
    /// P(target | source), scaled.
    pub(super) forward: f64,
    /// P(source | target), scaled.
    pub(super) reverse: f64,
}

/// The seeds of a pair of vocabularies.
#[derive(Clone, Debug, Default)]
pub(super) struct Seeds {
    pub(super) pairs: FxHashMap<(TypeId, TypeId), Seed>,
}

impl Seeds {
    /// Collects anchors, identical words and cognates, then limits what each type gives away in total.
    ///
    /// Takes time linear in the vocabularies but for cognates, which are compared within a bucket of two first letters.
    pub(super) fn collect(source: &Vocabulary, target: &Vocabulary) -> Self {
        let mut seeds = Self::default();
        seeds.add_identical_words(source, target);
        seeds.add_cognates(source, target);
        seeds.add_anchors(source, target);
        seeds.scale(source.len(), target.len());
        seeds
    }

    /// Keeps the strongest reason for a pair.
    fn add(&mut self, source: TypeId, target: TypeId, kind: EvidenceKind, probability: f64) {
        let seed = self.pairs.entry((source, target)).or_insert(Seed {
            kind,
            forward: 0.0,
            reverse: 0.0,
        });
        if probability > seed.forward {
            *seed = Seed {
                kind,
                forward: probability,
                reverse: probability,
            };
        }
    }

    fn add_identical_words(&mut self, source: &Vocabulary, target: &Vocabulary) {
        for (s, token) in numbered(source) {
            let long_enough = token.form.chars().nth(IDENTICAL_MINIMUM - 1).is_some();
            let comparable = match token.unit {
                Unit::Word => long_enough,
                Unit::Characters => true,
                Unit::Anchor(_) => false,
            };
            if let (true, Some(t)) = (comparable, target.word(&token.form)) {
                self.add(s, t, EvidenceKind::Token, SEED_IDENTICAL);
            }
        }
    }

    fn add_cognates(&mut self, source: &Vocabulary, target: &Vocabulary) {
        let skeletons: Vec<(TypeId, Vec<u8>)> = numbered(target)
            .filter_map(|(t, token)| Some((t, look(token)?)))
            .collect();
        let mut buckets: FxHashMap<[u8; 2], Vec<usize>> = FxHashMap::default();
        for (index, (_, letters)) in skeletons.iter().enumerate() {
            buckets.entry([letters[0], letters[1]]).or_default().push(index);
        }
        for (s, token) in numbered(source) {
            let Some(letters) = look(token) else { continue };
            let bucket = buckets.get(&[letters[0], letters[1]]).map_or(&[][..], Vec::as_slice);
            let alike = bucket.iter().filter_map(|&index| {
                let (t, other) = &skeletons[index];
                let similarity = cognate::similarity(&letters, other);
                (similarity >= COGNATE_THRESHOLD).then_some((*t, similarity))
            });
            self.add_fuzzy(s, alike.collect(), EvidenceKind::Cognate, |similarity| {
                SEED_COGNATE * (0.2 + 0.8 * (similarity - COGNATE_THRESHOLD) / (1.0 - COGNATE_THRESHOLD))
            });
        }
    }

    fn add_anchors(&mut self, source: &Vocabulary, target: &Vocabulary) {
        let mut index: FxHashMap<String, Vec<TypeId>> = FxHashMap::default();
        for (t, token) in numbered(target) {
            if let Unit::Anchor(anchor) = &token.unit {
                for key in anchor::blocking_keys(anchor) {
                    index.entry(key).or_default().push(t);
                }
            }
        }
        for (s, token) in numbered(source) {
            let Unit::Anchor(anchor) = &token.unit else { continue };
            let mut candidates: Vec<TypeId> = anchor::blocking_keys(anchor)
                .iter()
                .filter_map(|key| index.get(key))
                .flatten()
                .copied()
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            let alike = candidates.into_iter().filter_map(|t| {
                let Unit::Anchor(other) = &target.types[t as usize].unit else {
                    return None;
                };
                let similarity = similarity(anchor, other);
                (similarity > 0.0).then_some((t, similarity))
            });
            self.add_fuzzy(s, alike.collect(), anchor.kind, |similarity| {
                similarity * anchor_seed(anchor.kind)
            });
        }
    }

    /// Adds the best candidates of a source type, weaker the more of them there are.
    fn add_fuzzy(
        &mut self,
        source: TypeId,
        mut alike: Vec<(TypeId, f64)>,
        kind: EvidenceKind,
        probability: impl Fn(f64) -> f64,
    ) {
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        alike.truncate(FUZZY_CANDIDATES);
        let total: f64 = alike.iter().map(|(_, similarity)| probability(*similarity)).sum();
        let scale = if total > FUZZY_TOTAL { FUZZY_TOTAL / total } else { 1.0 };
        for (target, similarity) in alike {
            self.add(source, target, kind, probability(similarity) * scale);
        }
    }

    /// Scales the seeds of each type to a total of [`SEED_TOTAL`] where they have more.
    fn scale(&mut self, sources: usize, targets: usize) {
        let mut forward = vec![0.0; sources];
        let mut reverse = vec![0.0; targets];
        for (&(s, t), seed) in &self.pairs {
            forward[s as usize] += seed.forward;
            reverse[t as usize] += seed.reverse;
        }
        for (&(s, t), seed) in &mut self.pairs {
            seed.forward *= (SEED_TOTAL / forward[s as usize]).min(1.0);
            seed.reverse *= (SEED_TOTAL / reverse[t as usize]).min(1.0);
        }
    }
}

/// A passage in quotation marks matches any other; what is quoted differs between languages.
fn similarity(source: &anchor::Anchor, target: &anchor::Anchor) -> f64 {
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
fn look(token: &TokenType) -> Option<Vec<u8>> {
    let comparable = match &token.unit {
        Unit::Word => true,
        Unit::Anchor(anchor) => matches!(anchor.kind, EvidenceKind::Name | EvidenceKind::Token),
        Unit::Characters => false,
    };
    if comparable {
        cognate::skeleton(&token.surface)
    } else {
        None
    }
}
