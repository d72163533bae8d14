//! One side of the matching: its term types and which documents have them.

use rustc_hash::FxHashMap;

use super::signature::Signature;
use super::term::{Term, TermKind};

/// The number of a term type in its heap.
pub(super) type TypeId = u32;

/// A term type of a heap.
#[derive(Clone, Debug)]
pub(super) struct Type {
    pub(super) kind: TermKind,
    pub(super) hash: u32,
    pub(super) look: u32,
    pub(super) weak: bool,
    pub(super) acronym: bool,
    /// The name or the fact; of several spellings of a name the shortest.
    pub(super) text: Option<Box<str>>,
}

/// A term of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) id: TypeId,
    /// How much it counts, for its number and place.
    pub(super) weight: f32,
    /// The sentence it first stands in.
    pub(super) place: u8,
}

/// The documents of one side.
#[derive(Debug, Default)]
pub(super) struct Heap {
    pub(super) types: Vec<Type>,
    /// The terms of each document, by type.
    pub(super) documents: Vec<Vec<Entry>>,
    /// Where the documents of each type end in `holders`.
    ends: Vec<u32>,
    holders: Vec<u32>,
}

/// A term in the title counts so much more.
const TITLE: f32 = 1.5;

impl Heap {
    /// The heap of these signatures; a document is known by its place.
    pub(super) fn new<'a>(signatures: impl Iterator<Item = &'a Signature>) -> Self {
        let mut heap = Self::default();
        let mut numbers: FxHashMap<u32, TypeId> = FxHashMap::default();
        for signature in signatures {
            let entries = signature.terms.iter().map(|term| {
                let id = heap.type_of(term, &mut numbers);
                Entry {
                    id,
                    weight: f32::from(term.count).sqrt() * if term.title { TITLE } else { 1.0 },
                    place: term.place,
                }
            });
            let mut entries: Vec<Entry> = entries.collect();
            entries.sort_by_key(|entry| entry.id);
            heap.documents.push(entries);
        }
        heap.index();
        heap
    }

    fn type_of(&mut self, term: &Term, numbers: &mut FxHashMap<u32, TypeId>) -> TypeId {
        let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
        let id = *numbers.entry(term.key()).or_insert(next);
        if id == next {
            self.types.push(Type {
                kind: term.kind,
                hash: term.hash,
                look: term.look,
                weak: term.weak,
                acronym: term.acronym,
                text: term.text.clone(),
            });
            return id;
        }
        let known = &mut self.types[id as usize];
        known.weak &= term.weak;
        if let Some(text) = &term.text {
            let shorter = |known: &Box<str>| (text.len(), text) < (known.len(), known);
            if known.text.as_ref().is_none_or(shorter) {
                known.text = Some(text.clone());
                known.acronym = term.acronym;
            }
        }
        id
    }

    fn index(&mut self) {
        let mut counts = vec![0_u32; self.types.len() + 1];
        for entry in self.documents.iter().flatten() {
            counts[entry.id as usize + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let mut next = counts.clone();
        self.holders = vec![0; *counts.last().unwrap_or(&0) as usize];
        for (document, entries) in (0..).zip(&self.documents) {
            for entry in entries {
                let place = &mut next[entry.id as usize];
                self.holders[*place as usize] = document;
                *place += 1;
            }
        }
        counts.remove(0);
        self.ends = counts;
    }

    /// The documents that have a type.
    pub(super) fn holders(&self, id: TypeId) -> &[u32] {
        let id = id as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.holders[start as usize..self.ends[id] as usize]
    }

    /// How many documents have a type.
    pub(super) fn frequency(&self, id: TypeId) -> u32 {
        u32::try_from(self.holders(id).len()).unwrap_or(u32::MAX)
    }
}
