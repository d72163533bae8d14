//! Words that look alike across languages and scripts: `парламент`, `parliament`.

use std::sync::LazyLock;

use rapidfuzz::distance::lcs_seq::BatchComparator;

use super::constants::{COGNATE_MINIMUM, COGNATE_THRESHOLD};

/// The look of a word: its letters that survive borrowing, transliterated to Latin, marks stripped, spelling habits
/// folded.
#[derive(Clone, Debug)]
pub(crate) struct Skeleton {
    letters: Vec<u8>,
    /// The set of its letters, as bits.
    set: u32,
}

/// The small Russian letters in Latin ones.
static RUSSIAN: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let latin = |letter| {
        let mut latin = Vec::new();
        push_latin(letter, &mut latin);
        latin
    };
    ('а'..='я').map(latin).collect()
});

/// Adds what is left of a letter in small Latin letters.
fn push_latin(letter: char, latin: &mut Vec<u8>) {
    let letters = any_ascii::any_ascii_char(letter)
        .bytes()
        .filter(u8::is_ascii_alphabetic);
    latin.extend(letters.map(|letter| letter.to_ascii_lowercase()));
}

impl Skeleton {
    /// `None` for words too short to be compared.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let mut latin: Vec<u8> = Vec::with_capacity(word.len() + 4);
        let russian = &*RUSSIAN;
        for letter in word.chars() {
            match letter {
                'a'..='z' => latin.push(letter as u8),
                'а'..='я' => latin.extend_from_slice(&russian[letter as usize - 'а' as usize]),
                _ => push_latin(letter, &mut latin),
            }
        }
        let mut letters: Vec<u8> = Vec::with_capacity(latin.len());
        let mut rest = latin.as_slice();
        while let Some(&letter) = rest.first() {
            if PLAIN >> (letter - b'a') & 1 == 1 {
                if letters.last() != Some(&letter) {
                    letters.push(letter);
                }
                rest = &rest[1..];
                continue;
            }
            let (taken, folded) = fold(letter, rest.get(1).copied(), rest.len() == latin.len());
            for &out in folded {
                if letters.last() != Some(&out) {
                    letters.push(out);
                }
            }
            rest = &rest[taken..];
        }
        let set = letters.iter().fold(0, |set, letter| set | 1 << (letter - b'a'));
        (letters.len() >= COGNATE_MINIMUM).then_some(Self { letters, set })
    }

    /// The letters, `a` to `z`.
    #[cfg(feature = "corpus")]
    pub(crate) fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// What words that look alike have in common.
    pub(crate) fn beginning(&self) -> [u8; 2] {
        [self.letters[0], self.letters[1]]
    }

    /// No common subsequence with the other can be longer.
    fn most_common(&self, other: &Self) -> usize {
        let of = |one: &Self, two: &Self| one.letters.len() - (one.set & !two.set).count_ones() as usize;
        of(self, other).min(of(other, self))
    }
}

/// The letters that [`fold`] leaves as they are, whatever stands beside them, as bits.
const PLAIN: u32 = plain_letters();

const fn plain_letters() -> u32 {
    let mut plain = (1 << 26) - 1;
    let mut folded: &[u8] = b"pcqwxyjh";
    while let [letter, rest @ ..] = folded {
        plain &= !(1 << (*letter - b'a'));
        folded = rest;
    }
    plain
}

/// How many letters to take and what they become; doubled letters are dropped by the caller.
fn fold(letter: u8, next: Option<u8>, initial: bool) -> (usize, &'static [u8]) {
    match (letter, next) {
        (b'p', Some(b'h')) => (2, b"f"),
        (b'c', Some(b'k')) => (2, b"k"),
        (b'c', Some(b'h')) => (2, b"ch"),
        (b'c', Some(b'e' | b'i' | b'y')) => (1, b"s"),
        (b'c' | b'q', _) => (1, b"k"),
        (b'w', _) => (1, b"v"),
        (b'x', _) => (1, b"ks"),
        (b'j', _) if initial => (1, b"dz"),
        (b'y' | b'j', _) => (1, b"i"),
        (b'h', _) if !initial => (1, b""),
        _ => (1, single(letter)),
    }
}

/// The letter as a static slice.
fn single(letter: u8) -> &'static [u8] {
    const ALPHABET: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let index = usize::from(letter - b'a');
    &ALPHABET[index..=index]
}

/// A word to be compared with many others.
pub(crate) struct Comparison<'a> {
    skeleton: &'a Skeleton,
    /// Made when it is first needed.
    subsequences: Option<BatchComparator<u8>>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(skeleton: &'a Skeleton) -> Self {
        Self {
            skeleton,
            subsequences: None,
        }
    }

    /// Similarity of the word and another, 0 to 1: the longer of the longest common subsequence's share and the common
    /// prefix's. `None` below [`COGNATE_THRESHOLD`].
    ///
    /// Takes time proportional to the length of the other for words of up to 64 letters.
    #[allow(clippy::cast_precision_loss)] // Words are short.
    pub(crate) fn similarity(&mut self, other: &Skeleton) -> Option<f64> {
        let (a, b) = (&self.skeleton.letters, &other.letters);
        let longest = a.len().max(b.len()) as f64;
        let shortest = a.len().min(b.len()) as f64;
        let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count() as f64;
        let mut similarity = ((prefix + 0.5) / longest.min(shortest + 2.0)).min(1.0);
        if self.skeleton.most_common(other) as f64 / longest >= COGNATE_THRESHOLD {
            let subsequences = self
                .subsequences
                .get_or_insert_with(|| BatchComparator::new(a.iter().copied()));
            similarity = similarity.max(subsequences.similarity(b.iter().copied()) as f64 / longest);
        }
        (similarity >= COGNATE_THRESHOLD).then_some(similarity)
    }

    /// The similarity of the word and another even where it is low.
    #[allow(clippy::cast_precision_loss)] // Words are short.
    pub(crate) fn likeness(&mut self, other: &Skeleton) -> f64 {
        let (a, b) = (&self.skeleton.letters, &other.letters);
        let longest = a.len().max(b.len()) as f64;
        let subsequences = self
            .subsequences
            .get_or_insert_with(|| BatchComparator::new(a.iter().copied()));
        let common = subsequences.similarity(b.iter().copied()) as f64 / longest;
        self.similarity(other)
            .map_or(common, |similarity| similarity.max(common))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f64 {
        let (a, b) = (Skeleton::of(a).unwrap(), Skeleton::of(b).unwrap());
        Comparison::new(&a).similarity(&b).unwrap_or_default()
    }

    #[test]
    fn borrowed_words_look_alike_across_scripts() {
        for (a, b) in [
            ("парламент", "parliament"),
            ("президента", "president"),
            ("телефон", "telephone"),
            ("Regierung", "Regierungen"),
            ("quality", "qualité"),
        ] {
            assert!(alike(a, b) > 0.7, "{a} {b} {}", alike(a, b));
        }
    }

    #[test]
    fn other_words_do_not() {
        for (a, b) in [("борьба", "boring"), ("statement", "station"), ("письмо", "pistol")] {
            assert!(alike(a, b) < 0.7, "{a} {b} {}", alike(a, b));
        }
    }

    #[test]
    fn short_words_are_not_compared() {
        assert!(Skeleton::of("дом").is_none());
        assert!(Skeleton::of("2024").is_none());
        assert!(Skeleton::of("").is_none());
    }
}
