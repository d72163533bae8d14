//! How values are written in the layouts made of text, and what a text must be before any layout gets it.

use crate::corpus::{Unit, UnitSide};
use crate::document::Span;
use crate::export::{one_line, rounded};

/// `3 4`.
pub(super) fn numbers(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// `120-258`: bytes of the file, the end excluded; empty if there is no span.
pub(super) fn span(span: Option<Span>) -> String {
    span.map(|span| format!("{}-{}", span.start, span.end))
        .unwrap_or_default()
}

/// Takes out what XML 1.0 cannot hold, not even as a character reference. Control characters are gone already.
pub(super) fn legal(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// Makes every text a single line, so that all layouts have the same one, and confidences a number of four decimals.
pub(super) fn tidy(unit: &mut Unit) {
    unit.confidence = rounded(unit.confidence, 4);
    for side in [&mut unit.source, &mut unit.target] {
        tidy_side(side);
    }
    let names = unit
        .reasons
        .iter_mut()
        .chain(&mut unit.findings)
        .chain(&mut unit.duplicate_of);
    for text in names.chain([&mut unit.pair, &mut unit.bead_type]) {
        tidy_text(text);
    }
}

fn tidy_side(side: &mut UnitSide) {
    for text in side.url.iter_mut().chain(&mut side.date).chain([&mut side.document]) {
        tidy_text(text);
    }
    if !side.text.contains(odd) {
        return;
    }
    let pieces: Vec<String> = side.pieces().into_iter().map(one_line).collect();
    let known = pieces.len() == side.sentences.len();
    side.starts.clear();
    side.text.clear();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            side.text.push(' ');
        }
        if known {
            side.starts.push(side.text.len());
        }
        side.text.push_str(piece);
    }
}

fn tidy_text(text: &mut String) {
    if text.contains(odd) {
        *text = one_line(text);
    }
}

/// What [`one_line`] takes out.
fn odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::output::fixture::unit;

    #[test]
    fn texts_become_lines_and_sentences_are_still_found() {
        let mut unit = unit("a\tb", 0);
        unit.source.text = "One\r\n\ttwo. \u{1}Three\u{2028}four.".to_owned();
        unit.source.sentences = vec![4, 5];
        unit.source.starts = vec![0, "One\r\n\ttwo. ".len()];
        unit.confidence = f64::NAN;
        tidy(&mut unit);
        assert_eq!(unit.source.text, "One two. Three four.");
        assert_eq!(unit.source.pieces(), ["One two.", "Three four."]);
        assert_eq!((unit.pair.as_str(), unit.confidence), ("a b", 0.0));
        assert_eq!(one_line(&unit.source.text), unit.source.text);
    }
}
