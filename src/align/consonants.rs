//! Words that sound alike across writing systems of which one leaves vowels out or spells them in its own way:
//! `Trump`, `トランプ`, `트럼프`, `ترامب`.

/// Classes of consonants a word must have at least, itself or its counterpart.
pub(super) const MINIMUM: usize = 3;
/// Classes at which likeness counts in full.
const FULL: f64 = 4.0;
/// Share of common classes below which words are not held for alike: nearly all, since classes are few.
const THRESHOLD: f64 = 0.8;

/// The consonants of a word by classes that every writing system tells apart: `P T K S N R`, and `H` at the start.
pub(super) fn consonants(word: &str) -> Vec<u8> {
    let latin: Vec<u8> = any_ascii::any_ascii(word)
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let mut classes: Vec<u8> = Vec::with_capacity(latin.len());
    let mut at = 0;
    while at < latin.len() {
        let (taken, class) = class(&latin[at..], at == 0);
        for &letter in class {
            let doubled = at > 0 && latin[at - 1] == latin[at] && classes.last() == Some(&letter);
            if !doubled {
                classes.push(letter);
            }
        }
        at += taken;
    }
    classes
}

/// How many letters to take and the classes they become.
fn class(letters: &[u8], initial: bool) -> (usize, &'static [u8]) {
    match (letters[0], letters.get(1).copied()) {
        (b'p', Some(b'h')) => (2, b"P"),
        (b'p' | b'b' | b'v' | b'f', _) => (1, b"P"),
        (b't', Some(b's')) | (b'c' | b's' | b'z', Some(b'h')) => (2, b"S"),
        (b't', Some(b'h')) => (2, b"T"),
        (b't', Some(b'c')) => (1, b""),
        (b't' | b'd', _) => (1, b"T"),
        (b'c', Some(b'k')) | (b'k' | b'g', Some(b'h')) => (2, b"K"),
        (b'n', Some(b'g')) if letters.len() == 2 => (2, b"N"),
        (b'c', Some(b'e' | b'i' | b'y')) | (b's' | b'z' | b'j', _) => (1, b"S"),
        (b'c' | b'k' | b'q' | b'g', _) => (1, b"K"),
        (b'x', _) => (1, b"KS"),
        (b'n' | b'm', _) => (1, b"N"),
        (b'l' | b'r', _) => (1, b"R"),
        (b'h', Some(b'a' | b'e' | b'i' | b'o' | b'u')) if initial => (1, b"H"),
        _ => (1, b""),
    }
}

/// Likeness of two words by their consonants, 0 to 1; 0 below the threshold.
///
/// Takes time proportional to the product of the lengths.
#[allow(clippy::cast_precision_loss)] // Words are short.
pub(super) fn similarity(a: &[u8], b: &[u8]) -> f64 {
    let (shortest, longest) = (a.len().min(b.len()) as f64, a.len().max(b.len()) as f64);
    if a.len().max(b.len()) < MINIMUM || shortest < THRESHOLD * longest {
        return 0.0;
    }
    let common = rapidfuzz::distance::lcs_seq::similarity(a.iter().copied(), b.iter().copied()) as f64;
    let above = (common / longest - THRESHOLD) / (1.0 - THRESHOLD);
    if above < 0.0 {
        return 0.0;
    }
    (shortest / FULL).min(1.0) * (0.2 + 0.8 * above)
}

/// Whether vowels are written as in Latin, Greek and Cyrillic, so that whole spellings can be compared.
pub(super) fn writes_vowels(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    first.is_ascii_alphabetic() || first.is_lowercase() || matches!(first, '\u{c0}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f64 {
        similarity(&consonants(a), &consonants(b))
    }

    #[test]
    fn names_sound_alike_in_every_writing() {
        for (a, b) in [
            ("trump", "トランプ"),
            ("trump", "트럼프"),
            ("trump", "ترامب"),
            ("trump", "ट्रम्प"),
            ("berlin", "ベルリン"),
            ("berlin", "برلين"),
            ("computer", "コンピューター"),
        ] {
            assert!(alike(a, b) > 0.1, "{a} {b} {:?} {:?}", consonants(a), consonants(b));
        }
    }

    #[test]
    fn other_words_do_not() {
        for (a, b) in [("paris", "ロンドン"), ("mining", "برلين"), ("a", "ア"), ("", "")] {
            assert!(alike(a, b) < 1e-9, "{a} {b}");
        }
    }
}
