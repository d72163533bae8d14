//! Character references: `&nbsp;`, `&#8212;`, `&laquo` and what they mean.

use html5gum::{Token, Tokenizer};
use rustc_hash::FxHashMap;

/// The longest name of a reference has 33 bytes with `&` and `;`; numbers may have leading zeros.
const LONGEST: usize = 40;

/// Decodes references and remembers them.
#[derive(Default)]
pub(super) struct References {
    known: FxHashMap<String, String>,
}

impl References {
    /// Decodes the reference at the start of `text`, which begins with `&`: how many bytes it takes and what it means.
    /// What is no reference means itself.
    pub(super) fn decode(&mut self, text: &str) -> (usize, String) {
        let name = text[1..].bytes().take(LONGEST);
        let length = 1 + name
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        let length = length + usize::from(text.as_bytes().get(length) == Some(&b';'));
        let reference = &text[..length];
        if let Some(meaning) = self.known.get(reference) {
            return (length, meaning.clone());
        }
        let meaning = meaning_of(reference);
        self.known.insert(reference.to_owned(), meaning.clone());
        (length, meaning)
    }

    /// Decodes all references in a text.
    pub(super) fn decode_all(&mut self, text: &str) -> String {
        let mut decoded = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            decoded.push_str(&rest[..at]);
            let (length, meaning) = self.decode(&rest[at..]);
            decoded.push_str(&meaning);
            rest = &rest[at + length..];
        }
        decoded + rest
    }
}

fn meaning_of(reference: &str) -> String {
    let mut meaning = String::new();
    for Ok(token) in Tokenizer::new(reference) {
        if let Token::String(string) = token {
            meaning.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    meaning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_and_the_rest_stays() {
        let mut references = References::default();
        assert_eq!(references.decode("&nbsp;км"), (6, "\u{a0}".to_owned()));
        assert_eq!(references.decode("&#x2014; "), (8, "—".to_owned()));
        assert_eq!(references.decode("&laquo"), (6, "«".to_owned()));
        assert_eq!(references.decode("& "), (1, "&".to_owned()));
        assert_eq!(references.decode_all("R&amp;D &unknown; &"), "R&D &unknown; &");
    }
}
