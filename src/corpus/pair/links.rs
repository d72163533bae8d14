//! Which term types of the two heaps may be translations of each other.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::dictionary::{self, Known};
use super::heap::{Heap, Type, TypeId};
use super::look;
use super::term::TermKind;
use crate::anchor::NameKey;
use crate::language::Language;

/// A term type of the other heap and how surely it says the same, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) id: TypeId,
    pub(super) strength: f32,
}

/// Links in both directions.
#[derive(Debug)]
pub(super) struct Links {
    /// By type of each side.
    sides: [Rows; 2],
}

/// For each type of a side, its links.
#[derive(Debug, Default)]
struct Rows {
    ends: Vec<u32>,
    links: Vec<Link>,
}

/// How surely words of the same stem say the same, in different languages.
const IDENTICAL: f32 = 0.8;
/// How surely words that look alike say the same.
const ALIKE: f32 = 0.6;
/// How surely facts that say little are meant.
const WEAK: f32 = 0.5;
/// A first translation in the lexicon; later ones count less.
const TRANSLATION: f32 = 0.9;
/// Looks shared by more types are no sign of anything.
const MOST_ALIKE: usize = 200;
/// So many names are linked to a name by their sound.
const MOST_SOUNDING_ALIKE: usize = 8;

impl Links {
    /// The links of two heaps in these languages, with the bundled lexicon if there is one and it is wanted.
    pub(super) fn new(source: &Heap, target: &Heap, languages: [Option<Language>; 2], lexicon: bool) -> Self {
        let mut pairs = same(source, target);
        if let Some(known) = dictionary::of(languages).filter(|_| lexicon) {
            pairs.extend(translations(source, target, &known));
        }
        pairs.extend(alike(source, target));
        pairs.extend(names(source, target));
        Self::of_pairs(pairs, [source.types.len(), target.types.len()])
    }

    /// Of several reasons for one link the strongest stays.
    pub(super) fn of_pairs(mut pairs: Vec<(TypeId, TypeId, f32)>, types: [usize; 2]) -> Self {
        pairs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        let forward = Rows::new(pairs.iter().copied(), types[0]);
        pairs.sort_by_key(|pair| (pair.1, pair.0));
        let back = Rows::new(pairs.iter().map(|pair| (pair.1, pair.0, pair.2)), types[1]);
        Self { sides: [forward, back] }
    }

    /// The links of a type of a side: 0 is the source.
    pub(super) fn of(&self, side: usize, id: TypeId) -> &[Link] {
        self.sides[side].of(id)
    }
}

impl Rows {
    /// The rows of these links, sorted by their first type.
    fn new(pairs: impl Iterator<Item = (TypeId, TypeId, f32)>, types: usize) -> Self {
        let mut rows = Self::default();
        for (from, id, strength) in pairs {
            let end = u32::try_from(rows.links.len()).unwrap_or(u32::MAX);
            rows.ends.resize(rows.ends.len().max(from as usize), end);
            rows.links.push(Link { id, strength });
        }
        let end = u32::try_from(rows.links.len()).unwrap_or(u32::MAX);
        rows.ends.resize(types, end);
        rows
    }

    fn of(&self, id: TypeId) -> &[Link] {
        let id = id as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.links[start as usize..self.ends[id] as usize]
    }
}

type Pairs = Vec<(TypeId, TypeId, f32)>;

fn by_key(heap: &Heap) -> FxHashMap<(TermKind, u32), TypeId> {
    let numbered = (0..).zip(&heap.types);
    numbered
        .map(|(id, of_type)| ((of_type.kind, of_type.hash), id))
        .collect()
}

/// Equal facts, and words of the same form.
fn same(source: &Heap, target: &Heap) -> Pairs {
    let targets = by_key(target);
    let numbered = (0..).zip(&source.types);
    let pairs = numbered.filter_map(|(id, one)| {
        let other = *targets.get(&(one.kind, one.hash))?;
        let strength = match one.kind {
            TermKind::Word => IDENTICAL,
            _ if one.weak || target.types[other as usize].weak => WEAK,
            _ => 1.0,
        };
        Some((id, other, strength))
    });
    pairs.collect()
}

/// Words that the lexicon has for translations.
fn translations(source: &Heap, target: &Heap, known: &[Known]) -> Pairs {
    let words = [by_key(source), by_key(target)];
    let word = |side: usize, of: &Known| words[side].get(&(TermKind::Word, of.hashes[side])).copied();
    let pairs = known.iter().filter_map(|of| {
        let strength = TRANSLATION * (0.5 + 0.5 * of.weight);
        Some((word(0, of)?, word(1, of)?, strength))
    });
    pairs.collect()
}

/// Words that look alike.
fn alike(source: &Heap, target: &Heap) -> Pairs {
    let mut buckets: FxHashMap<u32, Vec<TypeId>> = FxHashMap::default();
    for (id, of_type) in (0..).zip(&target.types).filter(|(_, of_type)| of_type.look != 0) {
        buckets.entry(look::beginning(of_type.look)).or_default().push(id);
    }
    let mut pairs = Pairs::new();
    for (id, one) in (0..).zip(&source.types).filter(|(_, one)| one.look != 0) {
        let bucket = buckets.get(&look::beginning(one.look)).map_or(&[][..], Vec::as_slice);
        if bucket.len() > MOST_ALIKE {
            continue;
        }
        for &other in bucket {
            let likeness = look::likeness(one.look, target.types[other as usize].look);
            if likeness > 0.0 {
                pairs.push((id, other, ALIKE * likeness));
            }
        }
    }
    pairs
}

/// Names that sound alike. Of each name, only the most alike are kept, and where it is one of the most alike itself.
fn names(source: &Heap, target: &Heap) -> Pairs {
    let of = |heap: &Heap| -> Vec<(TypeId, NameKey)> {
        let named = (0..)
            .zip(&heap.types)
            .filter(|(_, of_type)| of_type.kind == TermKind::Word);
        named.filter_map(|(id, of_type)| Some((id, key(of_type)?))).collect()
    };
    let (sources, targets) = (of(source), of(target));
    let mut pairs = nearest(&sources, &targets);
    let back = nearest(&targets, &sources);
    pairs.extend(
        back.into_iter()
            .map(|(target, source, strength)| (source, target, strength)),
    );
    pairs
}

/// For each name the most alike of the others.
fn nearest(names: &[(TypeId, NameKey)], others: &[(TypeId, NameKey)]) -> Pairs {
    let mut buckets: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, (_, key)) in others.iter().enumerate() {
        for sound in key.index_keys() {
            buckets.entry(sound).or_default().push(place);
        }
    }
    let pairs = names.par_iter().flat_map_iter(|(id, key)| {
        let sounds = key.index_keys().iter();
        let mut near: Vec<usize> = sounds
            .filter_map(|sound| buckets.get(sound.as_str()))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let similar = near.into_iter().filter_map(|place| {
            let (other, of_other) = &others[place];
            let similarity = key.similarity(of_other);
            #[allow(clippy::cast_possible_truncation)]
            (similarity > 0.0).then_some((*id, *other, similarity as f32))
        });
        let mut similar: Pairs = similar.collect();
        similar.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.1.cmp(&b.1)));
        similar.truncate(MOST_SOUNDING_ALIKE);
        similar
    });
    pairs.collect()
}

fn key(of_type: &Type) -> Option<NameKey> {
    let text = of_type.text.as_deref()?;
    Some(NameKey::of_name(text, of_type.acronym))
}
