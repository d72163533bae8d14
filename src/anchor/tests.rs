//! Tables of texts and the anchors they must give.

mod dates;
mod names;
mod numbers;

use super::{Anchor, find, similarity};
use crate::alignment::EvidenceKind;
use crate::document::{Block, Document, Format, Role, Sentence, Span};

/// A document with one sentence a line.
pub(super) fn document(language: &str, text: &str) -> Document {
    let mut document = Document::plain("test", text.to_owned(), Format::Lines, "UTF-8");
    document.language = language.parse().ok();
    document.blocks.push(Block {
        span: Span::new(0, text.len()),
        role: Role::Body,
    });
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        document.sentences.push(Sentence { span, block: 0 });
        start += line.len();
    }
    document
}

/// The anchors of one kind.
fn of_kind(language: &str, text: &str, kind: EvidenceKind) -> Vec<Anchor> {
    let anchors = find(&document(language, text)).into_iter().flatten();
    anchors.filter(|anchor| anchor.kind == kind).collect()
}

/// The values of the anchors of one kind.
pub(super) fn values(language: &str, text: &str, kind: EvidenceKind) -> Vec<String> {
    let anchors = of_kind(language, text, kind).into_iter();
    anchors.map(|anchor| anchor.value).collect()
}

/// The texts that the anchors of one kind span.
pub(super) fn spans<'a>(language: &str, text: &'a str, kind: EvidenceKind) -> Vec<&'a str> {
    let anchors = of_kind(language, text, kind).into_iter();
    anchors.map(|anchor| anchor.span.of(text)).collect()
}

/// Checks a table of language, text and the values of one kind joined by ` | `; reports all rows that fail.
fn check_values(kind: EvidenceKind, cases: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(language, text, expected)| (text, values(language, text, kind).join(" | "), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text:?}: found {found:?}, expected {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The best similarity between the anchors of one kind in two texts.
fn best(kind: EvidenceKind, source: (&str, &str), target: (&str, &str)) -> f64 {
    let (source, target) = (of_kind(source.0, source.1, kind), of_kind(target.0, target.1, kind));
    let pairs = source
        .iter()
        .flat_map(|one| target.iter().map(move |two| similarity(one, two)));
    pairs.fold(0.0, f64::max)
}

#[test]
fn no_text_makes_it_panic() {
    let cases = [
        "",
        ".",
        "1",
        "1.",
        "1,",
        "$",
        "«",
        "5-",
        "-5",
        "5–",
        "@",
        "#",
        "a@",
        "http://",
        "http:",
        "www.",
        "п. п.",
        "5 п.",
        "14 ",
        "14-го",
        "Feb.",
        "February",
        "по",
        "пол",
        "(((",
        "[...",
        "<...",
        "0",
        "00:00:00:00",
        "1.2.3.4",
        "१२३",
        "ё́",
        "e\u{301}",
        "XIX",
        "в",
        "22.00",
        "в 22.00",
        "10 p",
        "10 p.",
        "10 a.m",
        "1\u{a0}000\u{a0}",
        "5 million-",
        "99999999999999999999999",
        "1e9",
        "U.S",
        "U",
        "’",
        "O’",
        "ﬁ",
        "İstanbul",
        "ß",
        "half a",
        "два с",
        "сто сто",
    ];
    for language in ["en", "ru", "fr", "de", "zh", "el", "hu", "xx"] {
        for text in cases {
            let _ = find(&document(language, text));
            let _ = find(&document(language, &format!("{text} {text}\n{text}{text}")));
        }
    }
}

#[test]
fn anchors_stand_in_order_inside_their_sentence() {
    let text = "On 5 May, «Peskov» paid $5 million (or 7%)?\nSee www.example.org at 10:30!";
    let document = document("en", text);
    for (anchors, sentence) in find(&document).iter().zip(&document.sentences) {
        assert!(anchors.is_sorted_by_key(|anchor| anchor.span));
        assert!(anchors.iter().all(|anchor| sentence.span.contains(anchor.span)));
    }
}

#[test]
fn equal_anchors_share_a_key() {
    let source = find(&document(
        "en",
        "On 03/04/2024 Mr Hamilton paid $1.5 billion at 10:30 for 1,500 F-16s in the 1990s",
    ));
    let target = find(&document(
        "ru",
        "04.03.2024 Гамильтон заплатил 1,5 млрд долл. в 22.30 за 1.500 F-16 в 90-е",
    ));
    let mut matched = 0;
    for one in source.iter().flatten() {
        for two in target.iter().flatten().filter(|two| similarity(one, two) >= 0.5) {
            let keys = super::blocking_keys(one);
            assert!(
                super::blocking_keys(two).iter().any(|key| keys.contains(key)),
                "{one:?} {two:?}"
            );
            matched += 1;
        }
    }
    assert!(matched >= 6, "{matched}");
}
