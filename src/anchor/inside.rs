//! Words that stand with a capital inside sentences.

use rustc_hash::FxHashSet;

use super::letters::{is_alphabetic, is_capital, is_cyrillic, is_hyphen, letters_end, push_lower};
use super::transliterate;
use crate::document::Document;

/// Words that stand with a capital inside a sentence of the document, by [`inside_key`]: a word at the start of a
/// sentence is a name if it is one of them.
pub(super) fn names_inside_sentences(document: &Document) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    let mut lower = String::new();
    for sentence in &document.sentences {
        let text = sentence.span.of(&document.text);
        let mut at = 0;
        while let Some(capital) = next_capital(text, at) {
            at = letters_end(text, capital);
            if is_inside(&text[..capital]) {
                lower.clear();
                text[capital..at]
                    .chars()
                    .for_each(|letter| push_lower(&mut lower, letter));
                let key = inside_key(&lower);
                if !names.contains(key) {
                    names.insert(key.to_owned());
                }
            }
        }
    }
    names
}

/// Bytes with which a capital may begin.
static MAY_BE_CAPITAL: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_be[byte] = byte >= 0xc0 || (b'A' as usize <= byte && byte <= b'Z' as usize);
        byte += 1;
    }
    may_be
};

/// The next capital, if one comes from a place on. Few letters are capitals, so that the others are passed over quickly.
fn next_capital(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if !MAY_BE_CAPITAL[usize::from(byte)] {
            at += 1;
            continue;
        }
        match (byte, bytes.get(at + 1)) {
            (b'A'..=b'Z', _) => return Some(at),
            // Small Cyrillic letters.
            (0xd0, Some(0xb0..)) | (0xd1, Some(..=0x9f)) => at += 2,
            _ => match text[at..].chars().next() {
                Some(letter) if is_capital(letter) => return Some(at),
                letter => at += letter.map_or(1, char::len_utf8),
            },
        }
    }
    None
}

/// Whether a capital behind this text says something: behind a comma or a word without one. The first word has a capital
/// anyway; behind others a capital may be the manner of a headline.
fn is_inside(before: &str) -> bool {
    if before.ends_with(is_alphabetic) {
        return false; // Inside a word.
    }
    let before = before.trim_end_matches(|space: char| space.is_whitespace() || is_hyphen(space));
    let others = before.trim_end_matches(is_alphabetic);
    if others.len() == before.len() {
        return before.ends_with(',');
    }
    !before[others.len()..].starts_with(is_capital) || !others.contains(is_alphabetic)
}

/// What a word in small letters is known by: itself, without a Cyrillic case ending.
pub(super) fn inside_key(lower: &str) -> &str {
    if lower.starts_with(is_cyrillic) {
        transliterate::without_case(lower)
    } else {
        lower
    }
}

#[cfg(test)]
mod tests {
    use super::{is_inside, next_capital};

    #[test]
    fn only_capitals_inside_sentences_tell_names() {
        let inside = |text: &str| {
            let (mut found, mut at) = (Vec::new(), 0);
            while let Some(capital) = next_capital(text, at) {
                at = super::letters_end(text, capital);
                if is_inside(&text[..capital]) {
                    found.push(text[capital..at].to_owned());
                }
            }
            found
        };
        assert_eq!(
            inside("The Ferry left with Captain Lee, Oslo said"),
            ["Ferry", "Captain", "Oslo"]
        );
        assert_eq!(
            inside("в Ёлкино, «Ока» и 5 Ель-Ива iPhone на Élan и стоп. Он"),
            ["Ёлкино", "Élan"]
        );
        assert_eq!(inside("12 «Он Она"), ["Она"]);
        assert!(inside("").is_empty());
    }
}
