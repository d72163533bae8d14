//! The text of the benches: an article in English and Russian, as long as wanted.

use beadwork::document::{Document, Format};
use beadwork::pipeline::{self, Options};
use beadwork::read;

/// The English version.
pub(crate) const ENGLISH: &str = include_str!("../text/article.en.txt");
/// The Russian version.
pub(crate) const RUSSIAN: &str = include_str!("../text/article.ru.txt");

/// `copies` copies of a text, one after the other. The figures of each copy are its own, so that a long text is not the
/// same paragraph again and again.
pub(crate) fn repeated(text: &str, copies: u32) -> String {
    (0..copies)
        .map(|copy| with_other_figures(text, copy) + "\n\n")
        .collect()
}

/// Turns the digit `d` into `d + copy`, modulo 9 and never into 0: the same in both languages.
fn with_other_figures(text: &str, copy: u32) -> String {
    let other = |character: char| match character.to_digit(10) {
        Some(digit @ 1..) => char::from_digit((digit - 1 + copy) % 9 + 1, 10).unwrap_or(character),
        _ => character,
    };
    text.chars().map(other).collect()
}

/// A web page with the text and some furniture around it.
pub(crate) fn page(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: Vec<_> = escaped.split("\n\n").collect();
    let paragraphs = paragraphs.join("</p>\n<p class=\"text\">");
    let links = "<li><a href=\"/news/\">More news from the lakes</a></li>\n".repeat(40);
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>Ferry</title><script>var a = \"<p>\";</script></head>\
         <body><nav><ul>{links}</ul></nav><main><article><p class=\"text\">{paragraphs}</p></article></main><footer>&copy; 2025</footer></body></html>"
    )
}

/// Reads a text from memory.
pub(crate) fn document(text: &str, format: Format) -> Document {
    let options = read::Options {
        format: Some(format),
        ..read::Options::default()
    };
    read::read_bytes("article", text.as_bytes(), &options).expect("the benches' text is in order")
}

/// Reads a text from memory and cuts it into sentences.
pub(crate) fn segmented(text: &str) -> Document {
    let mut document = document(text, Format::Text);
    pipeline::segment_document(&mut document, None, &Options::default().segmenter);
    document
}
