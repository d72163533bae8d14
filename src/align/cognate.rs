//! Words that look alike across languages and scripts: `парламент`, `parliament`.

use super::constants::{COGNATE_MINIMUM, COGNATE_THRESHOLD};

/// The letters of a word that survive borrowing: transliterated to Latin, marks stripped, spelling habits folded.
///
/// `None` for words too short to be compared.
pub(crate) fn skeleton(word: &str) -> Option<Vec<u8>> {
    let latin: Vec<u8> = any_ascii::any_ascii(word)
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let mut folded: Vec<u8> = Vec::with_capacity(latin.len());
    let mut rest = latin.as_slice();
    while let Some(&letter) = rest.first() {
        let (taken, letters) = fold(letter, rest.get(1).copied(), rest.len() == latin.len());
        for &out in letters {
            if folded.last() != Some(&out) {
                folded.push(out);
            }
        }
        rest = &rest[taken..];
    }
    (folded.len() >= COGNATE_MINIMUM).then_some(folded)
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

/// Similarity of two skeletons, 0 to 1: the longer of the longest common subsequence's share and the common prefix's.
///
/// What the subsequence says is left out where it cannot reach [`COGNATE_THRESHOLD`]. Takes time proportional to the
/// product of the lengths.
#[allow(clippy::cast_precision_loss)] // Words are short.
pub(crate) fn similarity(a: &[u8], b: &[u8]) -> f64 {
    let longest = a.len().max(b.len()) as f64;
    let shortest = a.len().min(b.len()) as f64;
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count() as f64;
    let by_prefix = ((prefix + 0.5) / longest.min(shortest + 2.0)).min(1.0);
    if shortest / longest < COGNATE_THRESHOLD {
        // No subsequence is long enough.
        return by_prefix;
    }
    let subsequence = rapidfuzz::distance::lcs_seq::similarity(a.iter().copied(), b.iter().copied()) as f64;
    by_prefix.max(subsequence / longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f64 {
        similarity(&skeleton(a).unwrap(), &skeleton(b).unwrap())
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
        assert!(skeleton("дом").is_none());
        assert!(skeleton("2024").is_none());
        assert!(skeleton("").is_none());
    }
}
