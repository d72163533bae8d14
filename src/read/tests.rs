use super::*;
use crate::document::Role;
use proptest::prelude::*;

fn read(name: &str, bytes: &[u8]) -> Document {
    read_bytes(name, bytes, &Options::default()).unwrap()
}

fn error(name: &str, bytes: &[u8]) -> Error {
    read_bytes(name, bytes, &Options::default()).unwrap_err()
}

fn blocks(document: &Document) -> Vec<(Role, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.role, block.span.of(&document.text)))
        .collect()
}

/// Spans in order, in bounds, not overlapping, trimmed, and leading back to the same characters of the source.
fn check(document: &Document) {
    let mut behind = 0;
    for block in &document.blocks {
        let text = document
            .text
            .get(block.span.start..block.span.end)
            .expect("a span cuts no character");
        assert!(block.span.start >= behind && !block.span.is_empty(), "{:?}", block.span);
        assert_eq!(text.trim(), text);
        behind = block.span.end;
        let source = document.source_span(block.span);
        let source = document
            .source()
            .get(source.start..source.end)
            .expect("a source span cuts no character");
        if !source.contains(['&', '<', ']', '*', '_', '`', '\\', '[', '#', '>', '|', '~', '-', '\0']) {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(source), letters(text));
        }
    }
}

#[test]
fn format_comes_from_the_name_else_from_the_first_bytes() {
    assert_eq!(read("x.md", b"a").format, Format::Markdown);
    assert_eq!(read("x.HTM", b"a").format, Format::Html);
    assert_eq!(read("x.txt", b"a").format, Format::Text);
    assert_eq!(read("-", b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>a").format, Format::Html);
    assert_eq!(
        read("x.raw.txt", b"<?xml version='1.0'?>\n<html><p>a</p></html>").format,
        Format::Html
    );
    assert_eq!(read("-", b"<hr> is a tag").format, Format::Text);
    let options = Options {
        format: Some(Format::Text),
        encoding: None,
    };
    assert_eq!(read_bytes("x.html", b"<p>a", &options).unwrap().text, "<p>a");
}

#[test]
fn what_is_no_text_is_refused_with_a_remedy() {
    let cases: [(&[u8], ErrorKind, &str); 7] = [
        (b"", ErrorKind::Empty, "holds no text"),
        (b" \r\n\t\n", ErrorKind::Empty, "holds no text"),
        (b"\xef\xbb\xbf", ErrorKind::Empty, "holds no text"),
        (
            b"%PDF-1.4 ...",
            ErrorKind::NotText,
            "is a PDF document; save it as text or HTML first",
        ),
        (b"PK\x03\x04\x14word/", ErrorKind::NotText, "DOCX"),
        (b"abc\x00\x01\x02def", ErrorKind::NotText, "binary"),
        (
            b"<html><body><script>x()</script></body></html>",
            ErrorKind::Empty,
            "holds no text",
        ),
    ];
    for (bytes, kind, words) in cases {
        let error = error("x.html", bytes);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(
            error.to_string().starts_with("x.html") && error.to_string().contains(words),
            "{error}"
        );
    }
}

#[test]
fn missing_files_and_directories_are_named() {
    let read = |path: &str| read_path(Path::new(path), &Options::default()).unwrap_err();
    assert_eq!(
        read("no/such/file.txt").to_string(),
        "no/such/file.txt: no such file; check the path"
    );
    assert_eq!(read("src").to_string(), "src: is a directory; name a file in it");
    assert_eq!(read("src").kind(), ErrorKind::Read);
}

#[test]
fn a_line_of_tens_of_megabytes_is_refused_with_its_number() {
    let text = format!("first\n{}\n", "word ".repeat(2_100_000));
    let found = error("x.txt", text.as_bytes());
    assert_eq!(found.kind(), ErrorKind::TooLong);
    assert!(found.to_string().starts_with("x.txt:2: "), "{found}");
    let page = format!("<p>first\n<p>{}", "word ".repeat(2_100_000));
    let found = error("x.html", page.as_bytes());
    assert_eq!(found.kind(), ErrorKind::TooLong);
    assert!(found.to_string().starts_with("x.html:2: "), "{found}");
}

#[test]
fn markdown_keeps_what_a_reader_sees() {
    let source = "---\ntitle: Ferry\ndate: 2024-05-03\n---\n# The *last* ferry\n\nIt left [at noon](http://x.example) &mdash;\n\
        and came `back`.\n\n![](a.jpg)\n*The quay at night*\n\n- One\n- Two\n\n> Quoted.\n\n## Plans\n\n![Alt text](b.jpg)\n";
    let document = read("x.md", source.as_bytes());
    check(&document);
    let expected = [
        (Role::Residue, "title: Ferry"),
        (Role::Date, "date: 2024-05-03"),
        (Role::Title, "The last ferry"),
        (Role::Body, "It left at noon — and came back."),
        (Role::Caption, "The quay at night"),
        (Role::Body, "One"),
        (Role::Body, "Two"),
        (Role::Body, "Quoted."),
        (Role::Body, "Plans"),
        (Role::Caption, "Alt text"),
    ];
    assert_eq!(blocks(&document), expected);
    let body = document.source_span(document.blocks[3].span).of(document.source());
    assert_eq!(body, "It left [at noon](http://x.example) &mdash;\nand came `back`.");
}

fn fragments(choices: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![9 => proptest::sample::select(choices).prop_map(str::to_owned), 1 => ".{0,6}"],
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='related'>",
    "</div>",
    "<br>",
    "<a href='/x'>",
    "</a>",
    "<b>",
    "</b>",
    "Слово за словом. ",
    "word ",
    "\r\n",
    "  ",
    "&amp;",
    "&nbsp",
    "&#1078;",
    "&bogus;",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "</td></table>",
    "<!-- x -->",
    "<!x>",
    "<script>",
    "</script>",
    "<pre>",
    "</pre>",
    "\n\n",
    "<title>",
    "</title>",
    "<figure>",
    "<figcaption>",
    "<span class=credit>",
    "</span>",
    "<ul><li>",
    "</ul>",
    "< 5",
    "<",
    ">",
    "<p class=\"date",
    "\u{0}",
    "<svg><path/>",
    "</svg>",
    "<head>",
    "</head>",
    "<body>",
    "<![CDATA[",
    "]]>",
    "<time>",
    "</time>",
    "\u{2028}",
    "\r",
];

const MARKDOWN: &[&str] = &[
    "# ",
    "\n",
    "\n\n",
    "*",
    "_",
    "`",
    "[",
    "](x)",
    "![",
    "> ",
    "- ",
    "1. ",
    "Слово ",
    "word. ",
    "<div>",
    "</div>",
    "&amp;",
    "---\n",
    "+++\n",
    "```\n",
    "|a|b|\n|-|-|\n",
    "\\",
    "\r\n",
    "\t",
    "    ",
    "~~",
    "~~~\n",
    "<!-- ",
    " -->",
    "[^1]",
    "title: x",
];

const TEXT: &[&str] = &[
    "Слово ",
    "word. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{c}",
    "  ",
    "\t",
    "— ",
    "a",
    "\u{85}",
    "й",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sound_in_any_page(page in fragments(HTML)) {
        let options = Options { format: Some(Format::Html), encoding: None };
        if let Ok(document) = read_bytes("x", page.as_bytes(), &options) {
            check(&document);
        }
    }

    #[test]
    fn spans_are_sound_in_any_markdown(text in fragments(MARKDOWN)) {
        let options = Options { format: Some(Format::Markdown), encoding: None };
        if let Ok(document) = read_bytes("x", text.as_bytes(), &options) {
            check(&document);
        }
    }

    #[test]
    fn spans_are_sound_in_any_text(text in fragments(TEXT)) {
        for format in [Format::Text, Format::Lines] {
            let options = Options { format: Some(format), encoding: None };
            if let Ok(document) = read_bytes("x", text.as_bytes(), &options) {
                check(&document);
                let blank = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
                let held: usize = document.blocks.iter().map(|block| blank(block.span.of(&document.text))).sum();
                prop_assert_eq!(held, blank(&document.text));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(document) = read_bytes("x", &bytes, &Options::default()) {
            check(&document);
        }
    }
}
