use proptest::prelude::*;

use super::Segmenter;
use crate::document::{Block, Document, Format, Role, Span};
use crate::language::Language;

fn split_with<'a>(segmenter: &Segmenter, text: &'a str, code: &str) -> Vec<&'a str> {
    let language = code.parse().ok();
    segmenter
        .split(text, language)
        .into_iter()
        .map(|span| span.of(text))
        .collect()
}

fn split<'a>(text: &'a str, code: &str) -> Vec<&'a str> {
    split_with(&Segmenter::default(), text, code)
}

fn check_cases(cases: &str, code: &str) {
    let mut wrong = Vec::new();
    let lines = cases
        .lines()
        .map(|line| line.split(" # ").next().unwrap_or_default().trim());
    let mut count = 0;
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        count += 1;
        let expected: Vec<&str> = line.split(" | ").collect();
        let text = expected.join(" ");
        let found = split(&text, code);
        if found != expected {
            wrong.push(found.join(" | "));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 100, "only {count} cases");
}

#[test]
fn english_cases() {
    check_cases(include_str!("cases_en.txt"), "en");
}

#[test]
fn russian_cases() {
    check_cases(include_str!("cases_ru.txt"), "ru");
}

#[test]
fn other_languages() {
    for (code, line) in [
        (
            "de",
            "Am 3. Oktober kam Dr. Weiß. | Er blieb bis 5. November. | Der 2. Weltkrieg war z. B. in Köln spürbar.",
        ),
        (
            "fr",
            "« Vraiment ? » demande M. Durand. | Mme Petit se tait. | « Oui ! » | Elle part.",
        ),
        (
            "es",
            "¿Quién es el Sr. Gómez? | ¡No lo sé! | Vive en EE. UU. desde 1990.",
        ),
        (
            "uk",
            "Він народився у 1950 р. у м. Києві. | Помер у 2001 р. | Тобто давно.",
        ),
        ("el", "Ποιος είναι; | Δεν ξέρω. | Ο κ. Παππάς ήρθε."),
        ("zh", "他来了。|她走了！|为什么？|没有人知道。"),
        ("hi", "डॉ. शर्मा आए। | वे चले गए।"),
        ("ja", "「もう終わった。」|彼は帰った。"),
        ("ar", "من هذا؟ | لا أعرف."),
        ("xx", "No list here. | It works. | Dr. Weiss agrees."),
    ] {
        let glue = if matches!(code, "zh" | "ja") { "|" } else { " | " };
        let expected: Vec<&str> = line.split(glue).collect();
        let text = expected.join(if glue == "|" { "" } else { " " });
        assert_eq!(split(&text, code), expected, "{code}");
    }
}

#[test]
fn quotations_stay_whole_for_readers() {
    let segmenter = Segmenter::default().split_quotations(false);
    let text = "«Всё кончено. Мы уходим», — сказал он. Все ушли.";
    assert_eq!(
        split_with(&segmenter, text, "ru"),
        ["«Всё кончено. Мы уходим», — сказал он.", "Все ушли."]
    );
    let text = "He said: \"Wait. Let me think.\" They waited.";
    assert_eq!(
        split_with(&segmenter, text, "en"),
        ["He said: \"Wait. Let me think.\"", "They waited."]
    );
}

#[test]
fn a_users_list_goes_before_the_bundled_ones() {
    let text = "See Xyz. Smith now. They met at 5 p.m. Nobody came.";
    assert_eq!(split(text, "en").len(), 4);
    let list = "[never-ends]\nXyz, p. m.";
    let segmenter = Segmenter::default().with_list("my.txt", list).unwrap();
    assert_eq!(split_with(&segmenter, text, "en").len(), 2);
    let error = Segmenter::default()
        .with_list("my.txt", "[never-ends]\nMr\n[oops]")
        .unwrap_err();
    assert!(
        error.to_string().starts_with("my.txt:3: unknown section [oops]"),
        "{error}"
    );
}

#[test]
fn wrapped_lines_are_no_boundaries() {
    assert_eq!(
        split("One line\nand two\r\nOf one. The\nnext", "en"),
        ["One line\nand two\r\nOf one.", "The\nnext"]
    );
    assert_eq!(split("एक\nदो। तीन", "hi"), ["एक\nदो।", "तीन"]);
}

fn document(text: &str, format: Format, blocks: &[(usize, usize)]) -> Document {
    let mut document = Document::plain("x", text.to_owned(), format, "UTF-8");
    document.language = Some(Language::ENGLISH);
    document.blocks = blocks
        .iter()
        .map(|(start, end)| Block {
            span: Span::new(*start, *end),
            role: Role::Body,
        })
        .collect();
    document
}

#[test]
fn sentences_know_their_blocks() {
    let mut document = document("One. Two.\n\nThree.", Format::Text, &[(0, 9), (11, 17)]);
    Segmenter::default().segment(&mut document);
    let texts: Vec<(&str, usize)> = (0..document.sentences.len())
        .map(|index| (document.sentence_text(index), document.sentences[index].block))
        .collect();
    assert_eq!(texts, [("One.", 0), ("Two.", 0), ("Three.", 1)]);
}

#[test]
fn lines_stay_lines() {
    let mut document = document("One. Two.\n  Three \n\nfour", Format::Lines, &[(0, 24)]);
    Segmenter::default().segment(&mut document);
    let texts: Vec<&str> = (0..3).map(|index| document.sentence_text(index)).collect();
    assert_eq!(texts, ["One. Two.", "Three", "four"]);
}

#[test]
fn long_monotony_takes_linear_time() {
    for piece in [
        "a.", "a. ", ". ", "...", "(", "\"", "«", "[", "J. ", "...A", "т. ", "<", "1. ", "!\" ", "( . ",
    ] {
        let text = piece.repeat(300_000 / piece.len());
        let clock = std::time::Instant::now();
        let spans = Segmenter::default().split(&text, Some(Language::ENGLISH));
        assert!(!spans.is_empty());
        assert!(clock.elapsed().as_secs() < 10, "{piece:?} took {:?}", clock.elapsed());
    }
}

/// Pieces from which nasty texts are made.
const PIECES: [&str; 44] = [
    " ",
    "\n",
    "\u{a0}",
    ".",
    "...",
    "…",
    "!",
    "?",
    "?!",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "„",
    "'",
    "’",
    "(",
    ")",
    "[...]",
    "<...>",
    "[1]",
    "—",
    " - ",
    ",",
    ":",
    ";",
    "A",
    "Он",
    "он",
    "the",
    "Mr",
    "г",
    "т",
    "1",
    "2025",
    "U.S",
    "/ТАСС/",
    "😊",
    "e\u{301}",
    "。",
    "你好",
    "שלום",
    "।",
];

fn check_invariants(text: &str, code: &str) {
    for split_quotations in [true, false] {
        let segmenter = Segmenter::default().split_quotations(split_quotations);
        let spans = segmenter.split(text, code.parse().ok());
        let mut end = 0;
        let mut covered = String::new();
        for span in spans {
            assert!(
                span.start >= end && !span.is_empty(),
                "{span:?} after {end} in {text:?}"
            );
            assert_eq!(span, span.trimmed(text), "{text:?}");
            covered.extend(span.of(text).chars().filter(|c| !c.is_whitespace()));
            end = span.end;
        }
        let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(covered, all, "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_string_is_covered(text in "\\PC{0,80}", code in "(en|ru|de|el|zh|xx)") {
        check_invariants(&text, &code);
    }

    #[test]
    fn any_jumble_is_covered(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40), code in "(en|ru|hi)") {
        check_invariants(&pieces.concat(), &code);
    }
}

/// The scanner stands in for UAX#29 where it knows the script, so it must not know less.
#[test]
fn the_scanner_proposes_what_uax29_does() {
    use unicode_segmentation::UnicodeSegmentation;

    for line in [include_str!("cases_en.txt"), include_str!("cases_ru.txt")]
        .iter()
        .flat_map(|cases| cases.lines())
    {
        let text = line.split(" | ").collect::<Vec<&str>>().join(" ");
        let sites = super::scan::scan(&text, false).sites;
        for (start, _) in text.split_sentence_bound_indices().skip(1) {
            if !text[..start].contains(char::is_alphanumeric) || !text[..start].ends_with(char::is_whitespace) {
                // Without a word there is no sentence; without a space it may be an address (`a?b=1`).
                continue;
            }
            if text[..start].trim_end().ends_with("<...") || text[..start].trim_end().ends_with("[...]") {
                // UAX#29 cuts these marks to pieces; the scanner takes them whole.
                continue;
            }
            let left = text[..start].trim_end().len();
            let known = sites.iter().any(|site| site.stop < start && left <= site.right);
            assert!(known, "no site for {:?} ¦ {:?}", &text[..start], &text[start..]);
        }
    }
}
