//! The text of a bead as formats for programs write it.

use crate::alignment::{AlignedPair, Bead, Side};
use crate::document::Role;

/// The sentences of one side joined by a space, each on one line.
///
/// A run of white space that holds a line break, a tab or another control character becomes a single space; all
/// else stays as it is, no-break spaces too, so that the text of a sentence on one line is the text at its span.
pub(super) fn flat(pair: &AlignedPair, bead: &Bead, side: Side) -> String {
    let document = pair.document(side);
    let sentences = bead
        .side(side)
        .iter()
        .map(|&sentence| one_line(document.sentence_text(sentence)));
    sentences.collect::<Vec<_>>().join(" ")
}

/// The text with what could end a line or a column turned into spaces.
pub(crate) fn one_line(text: &str) -> String {
    if !text.contains(breaks) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(breaks) {
        line.push_str(rest[..at].trim_end());
        rest = rest[at..].trim_start_matches(|c: char| c.is_whitespace() || breaks(c));
        if !line.is_empty() && !rest.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.push_str(rest);
    line
}

/// Control characters, and the two separators that some programs take for line ends.
fn breaks(c: char) -> bool {
    c.is_control() || c == '\u{2028}' || c == '\u{2029}'
}

/// The roles of one side's sentences, in their order.
pub(super) fn roles(pair: &AlignedPair, bead: &Bead, side: Side) -> Vec<Role> {
    let document = pair.document(side);
    bead.side(side)
        .iter()
        .map(|&sentence| document.sentence_role(sentence))
        .collect()
}

/// A share with so many decimals, as a number that is one: what is not a number becomes 0.
pub(crate) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    // Adding 0 turns the negative zero into the other one.
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_keeps_no_break_spaces_and_drops_breaks() {
        assert_eq!(one_line("1,5\u{a0}млн  руб."), "1,5\u{a0}млн  руб.");
        assert_eq!(one_line("a \r\n\t b\u{1}\u{2028}c\u{85}"), "a b c");
        assert_eq!(one_line("\n"), "");
    }
}
