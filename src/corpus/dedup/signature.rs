//! What a document is recognised by: [`Signature`].
//!
//! `MinHash`: the least value of a hash function over the shingles of a text; of two texts, as many values are equal as
//! is the Jaccard similarity of their shingles (A. Broder, *On the resemblance and containment of documents*, 1997).
//! The functions are multiply-shift (M. Dietzfelbinger et al., *A reliable randomized algorithm for the closest-pair
//! problem*, 1997) over one `SipHash` of the shingle, with fixed multipliers: the same on every machine.

use unicode_segmentation::UnicodeSegmentation;

use super::normal::{hash, normal};

/// The number of values of a signature: the similarity is known to ± .044 at worst.
const VALUES: usize = 128;
/// So many words in a row are a shingle.
const SHINGLE: usize = 3;
/// Bytes of a signature as it is stored.
const BYTES: usize = 20 + 4 * VALUES;

/// What a document is recognised by: near-duplicates have similar signatures. Takes 532 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key of the whole text; see [`key`](super::key).
    pub text: u64,
    /// A digest of its figures with the number of times that each stands there, whatever their order.
    pub figures: u64,
    /// The number of its words.
    pub words: u32,
    values: [u32; VALUES],
}

/// Of an empty text.
impl Default for Signature {
    fn default() -> Self {
        Self {
            text: hash(b""),
            figures: 0,
            words: 0,
            values: [u32::MAX; VALUES],
        }
    }
}

impl Signature {
    /// The signature of a text. Takes time linear in the text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let normal = normal(text);
        let words: Vec<u64> = normal.unicode_words().map(|word| hash(word.as_bytes())).collect();
        let figures = normal.unicode_words().filter(|word| word.chars().any(char::is_numeric));
        let mut signature = Self {
            text: hash(normal.as_bytes()),
            figures: figures.fold(0, |sum, word| sum.wrapping_add(hash(word.as_bytes()))),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        // A text of fewer words is one shingle.
        for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
            signature.add(shingle);
        }
        signature
    }

    /// The signature of both texts together, as of the two sides of a pair.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let keys = [self.text.to_le_bytes(), other.text.to_le_bytes()].concat();
        Self {
            text: hash(&keys),
            figures: self.figures.wrapping_add(other.figures.rotate_left(1)),
            words: self.words.saturating_add(other.words),
            values: std::array::from_fn(|at| self.values[at].min(other.values[at])),
        }
    }

    fn add(&mut self, shingle: &[u64]) {
        let bytes: Vec<u8> = shingle.iter().flat_map(|word| word.to_le_bytes()).collect();
        let hash = hash(&bytes);
        for (value, &(factor, summand)) in self.values.iter_mut().zip(&FUNCTIONS) {
            let hashed = hash.wrapping_mul(factor).wrapping_add(summand) >> 32;
            #[allow(clippy::cast_possible_truncation)] // What is left has 32 bits.
            let hashed = hashed as u32;
            *value = (*value).min(hashed);
        }
    }

    /// An estimate of the share of shingles that two texts have in common, among those of either, 0 to 1. Texts without words are
    /// like nothing.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        if self.words == 0 || other.words == 0 {
            return 0.0;
        }
        let equal = self.values.iter().zip(&other.values).filter(|(one, two)| one == two);
        super::story::share(equal.count(), VALUES)
    }

    /// An estimate of the share of the shorter text's shingles that the longer one has, 0 to 1.
    #[must_use]
    pub fn containment(&self, other: &Self) -> f64 {
        let similarity = self.similarity(other);
        let (short, long) = (self.words.min(other.words), self.words.max(other.words));
        if short == 0 {
            return 0.0;
        }
        let common = similarity / (1.0 + similarity) * (f64::from(short) + f64::from(long));
        (common / f64::from(short)).min(1.0)
    }

    /// One value of the signature for each of its places.
    pub(super) fn values(&self) -> &[u32; VALUES] {
        &self.values
    }

    /// The signature as it is stored.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(self.text.to_le_bytes());
        bytes.extend(self.figures.to_le_bytes());
        bytes.extend(self.words.to_le_bytes());
        bytes.extend(self.values.iter().flat_map(|value| value.to_le_bytes()));
        bytes
    }

    /// The signature that was stored; `None` if these are not its bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != BYTES {
            return None;
        }
        let number = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
        let mut signature = Self {
            text: number(0)?,
            figures: number(8)?,
            ..Self::default()
        };
        let mut rest = bytes[16..]
            .chunks_exact(4)
            .map(|chunk| u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
        signature.words = rest.next()?;
        for (value, stored) in signature.values.iter_mut().zip(rest) {
            *value = stored;
        }
        Some(signature)
    }
}

/// Factor (odd) and summand of each hash function.
static FUNCTIONS: [(u64, u64); VALUES] = functions();

/// A sequence of numbers without pattern, by the `SplitMix64` generator (G. Steele et al., 2014).
const fn functions() -> [(u64, u64); VALUES] {
    let mut functions = [(0, 0); VALUES];
    let mut at = 0;
    while at < VALUES {
        let place = at as u64;
        functions[at] = (split_mix(2 * place) | 1, split_mix(2 * place + 1));
        at += 1;
    }
    functions
}

const fn split_mix(place: u64) -> u64 {
    let mut mixed = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
