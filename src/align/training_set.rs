//! The beads to learn from, as lists of token types.

use super::constants::TRAINING_TOKENS;
use super::tokens::TypeId;

/// Lists of (type, number of tokens), ordered by type, one for each bead.
#[derive(Clone, Debug)]
pub(super) struct TypeLists {
    starts: Vec<usize>,
    types: Vec<(TypeId, u32)>,
    /// Tokens of each list.
    tokens: Vec<u32>,
    buffer: Vec<TypeId>,
}

impl Default for TypeLists {
    fn default() -> Self {
        Self {
            starts: vec![0],
            types: Vec::new(),
            tokens: Vec::new(),
            buffer: Vec::new(),
        }
    }
}

impl TypeLists {
    fn push(&mut self, types: impl Iterator<Item = TypeId>) {
        self.buffer.clear();
        self.buffer.extend(types);
        self.buffer.sort_unstable();
        for same in self.buffer.chunk_by(|a, b| a == b) {
            self.types.push((same[0], number(same.len())));
        }
        self.tokens.push(number(self.buffer.len()));
        self.starts.push(self.types.len());
    }

    fn append(&mut self, other: &Self) {
        let before = self.types.len();
        self.types.extend_from_slice(&other.types);
        self.tokens.extend_from_slice(&other.tokens);
        self.starts.extend(other.starts[1..].iter().map(|start| before + start));
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn list(&self, bead: usize) -> &[(TypeId, u32)] {
        &self.types[self.starts[bead]..self.starts[bead + 1]]
    }

    /// How often a bead has a type.
    pub(super) fn count(&self, bead: u32, id: TypeId) -> f64 {
        let list = self.list(bead as usize);
        list.binary_search_by_key(&id, |(other, _)| *other)
            .map_or(0.0, |place| f64::from(list[place].1))
    }

    /// How often each type occurs, by type.
    pub(super) fn totals(&self, types: usize) -> Vec<f64> {
        let mut totals = vec![0.0; types];
        for &(id, count) in &self.types {
            totals[id as usize] += f64::from(count);
        }
        totals
    }
}

/// The beads to learn from.
#[derive(Clone, Debug, Default)]
pub(super) struct TrainingSet {
    pub(super) source: TypeLists,
    pub(super) target: TypeLists,
}

impl TrainingSet {
    /// Takes in the beads of another set behind its own.
    pub(super) fn append(&mut self, other: &Self) {
        self.source.append(&other.source);
        self.target.append(&other.target);
    }

    /// Adds a bead and gives its number.
    pub(super) fn push(&mut self, source: impl Iterator<Item = TypeId>, target: impl Iterator<Item = TypeId>) -> u32 {
        self.source.push(source);
        self.target.push(target);
        number(self.source.len() - 1)
    }

    pub(super) fn len(&self) -> usize {
        self.source.len()
    }

    pub(super) fn longer_side(&self, bead: usize) -> u32 {
        self.source.tokens[bead].max(self.target.tokens[bead])
    }

    /// Whether a bead is short enough to learn from.
    pub(super) fn is_short(&self, bead: usize) -> bool {
        self.longer_side(bead) as usize <= TRAINING_TOKENS
    }
}

/// Types, tokens and beads are counted in 32 bits; a document beyond that does not fit into memory either.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1)
}
