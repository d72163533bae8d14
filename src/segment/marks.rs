//! Marks of several characters: omissions, footnotes, spaced guillemets, pictographs.

use super::characters::{is_pictograph, is_word};

/// Length of an omission mark at the beginning of `text`: dots or an ellipsis in brackets.
pub(super) fn omission_length(text: &str) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'<' => '>',
        b'(' => ')',
        _ => return None,
    };
    let inside = &text[1..];
    let dots = inside.trim_start_matches(['.', '…', ' ', '\u{a0}']);
    let length = inside.len() - dots.len();
    let marked = inside[..length].contains("..") || inside[..length].contains('…');
    (marked && length <= 12 && dots.starts_with(close)).then(|| length + 2)
}

/// Length of a footnote mark such as `[12]`.
pub(super) fn footnote_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && inside[digits..].starts_with(']')).then_some(digits + 2)
}

/// Length of a space and the closing guillemet behind it, which the French put there.
pub(super) fn spaced_guillemet_length(text: &str) -> Option<usize> {
    let space = text
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
    let rest = text[space.len_utf8()..].strip_prefix('»')?;
    let free = rest.chars().next().is_none_or(|c| !is_word(c));
    free.then(|| space.len_utf8() + '»'.len_utf8())
}

/// Length of pictographs, spaced or not, that close a sentence.
pub(super) fn pictographs_length(text: &str) -> usize {
    let shown = text.trim_start_matches([' ', '\u{a0}']);
    let behind = shown.trim_start_matches(is_pictograph);
    if shown.len() == behind.len() {
        return 0;
    }
    let length = text.len() - behind.len();
    length + pictographs_length(behind)
}
