//! Quoted passages. The simplest kind of anchor: copy this file to add another.

use super::scan::{Gap, Kind, Scan};
use super::{Anchor, Detail};
use crate::alignment::EvidenceKind;
use crate::document::Span;

/// Finds the quoted passages of a sentence. A passage that began before the sentence, or ends after it, is cut there.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..scan.tokens.len() {
        let Kind::Mark(mark) = scan.tokens[index].kind else {
            continue;
        };
        if !is_quote(mark) || scan.tokens[index].used {
            continue;
        }
        if is_opening(scan, index, mark, !open.is_empty()) {
            open.push(index);
        } else {
            let from = open
                .pop()
                .map_or(scan.sentence.start, |from| scan.tokens[from].span.start);
            push(scan, Span::new(from, scan.tokens[index].span.end), anchors);
        }
    }
    for from in open {
        push(
            scan,
            Span::new(scan.tokens[from].span.start, scan.sentence.end),
            anchors,
        );
    }
}

fn push(scan: &Scan, place: Span, anchors: &mut Vec<Anchor>) {
    let inside = place.of(scan.text).trim_matches(is_quote);
    let mut anchor = Anchor::plain(EvidenceKind::Quote, place, "\"".to_owned());
    anchor.detail = Detail::Quote {
        characters: inside.chars().map(width).sum(),
    };
    anchors.push(anchor);
}

/// How many letters of an alphabet a character is worth: three for Chinese ones, two for syllables.
fn width(character: char) -> usize {
    match character {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => 3,
        '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}' => 2,
        _ => 1,
    }
}

/// Single marks are left out: they are apostrophes far more often.
fn is_quote(mark: char) -> bool {
    matches!(
        mark,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '＂' | '〝' | '〞'
    )
}

/// Whether the mark opens a passage: told by the mark, else by the white space around it. `“` and `»` open in some
/// languages and close in others.
fn is_opening(scan: &Scan, index: usize, mark: char, inside: bool) -> bool {
    match mark {
        '«' | '„' | '「' | '『' | '〝' => return !(mark == '«' && inside && !space_before(scan, index)),
        '”' | '」' | '』' | '〞' => return inside_out(scan, index, inside),
        _ => {}
    }
    let (before, after) = (space_before(scan, index), space_after(scan, index));
    if before == after { !inside } else { before }
}

/// `”` opens only in Swedish and Finnish manner: a word straight behind, white space before, nothing open.
fn inside_out(scan: &Scan, index: usize, inside: bool) -> bool {
    scan.tokens[index].kind == Kind::Mark('”') && !inside && space_before(scan, index) && !space_after(scan, index)
}

fn space_before(scan: &Scan, index: usize) -> bool {
    index == 0 || scan.tokens[index].gap != Gap::None || matches!(scan.tokens[index - 1].kind, Kind::Mark('(' | '['))
}

fn space_after(scan: &Scan, index: usize) -> bool {
    scan.tokens.get(index + 1).is_none_or(|next| {
        next.gap != Gap::None || matches!(next.kind, Kind::Mark('.' | ',' | ';' | ':' | ')' | ']' | '?' | '!'))
    })
}

/// How alike two quoted passages are, by their lengths in characters.
#[allow(clippy::cast_precision_loss)] // Sentences are far shorter than 2^52 characters.
pub(super) fn similarity(source: usize, target: usize) -> f64 {
    let (short, long) = (source.min(target) as f64 + 4.0, source.max(target) as f64 + 4.0);
    let ratio = short / long;
    if ratio > 0.6 { 0.5 + 0.5 * ratio } else { 0.6 * ratio }
}

#[cfg(test)]
mod tests {
    use crate::alignment::EvidenceKind::Quote;
    use crate::anchor::tests::spans;

    #[test]
    fn passages_are_found_in_every_style() {
        let cases = [
            ("Он сказал: «Да, это так».", vec!["«Да, это так»"]),
            ("He said \"yes\" and \"no\".", vec!["\"yes\"", "\"no\""]),
            ("Er sagte: „Ja“ und “no”.", vec!["„Ja“", "“no”"]),
            ("Er sagte: »Ja« und ging.", vec!["»Ja«"]),
            ("ООО «Завод «Луч»» закрыт", vec!["«Завод «Луч»»", "«Луч»"]),
            ("\"We start here.", vec!["\"We start here."]),
            ("and end here\", he said.", vec!["and end here\""]),
            ("the dog's '90s", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(spans("ru", text, Quote), expected, "{text}");
        }
    }

    #[test]
    fn passages_of_like_length_are_alike() {
        assert!(super::similarity(100, 110) > 0.9);
        assert!(super::similarity(5, 100) < 0.3);
    }
}
