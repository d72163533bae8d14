//! Reading: bytes → [`Document`]. One file per format.
//!
//! In: a file's bytes and its name. Out: the decoded text, its visible blocks with the roles that mark-up alone tells
//! (`<nav>` is navigation, `<h1>` a title), everything else [`Role::Body`](crate::document::Role::Body). Nothing is
//! deleted or changed; [`clean`](crate::clean) looks at the words afterwards.

pub mod bitext;
mod collect;
mod encoding;
mod html;
mod magic;
mod markdown;
mod text;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::document::{Document, Format};
use crate::error::{Error, ErrorKind, Result};

/// No paragraph of an article is longer than this many bytes; whatever is, is not an article.
const LONGEST_BLOCK: usize = 10_000_000;

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format; by default from the file's extension, and for standard input from its first bytes.
    pub format: Option<Format>,
    /// The character encoding by its WHATWG label, such as `windows-1251`; by default detected. A byte-order mark in
    /// the file overrules it.
    pub encoding: Option<String>,
}

/// Reads a file; `-` is standard input.
///
/// # Errors
/// If the file cannot be read, is empty, is not text, or is not in its encoding.
pub fn read_path(path: &Path, options: &Options) -> Result<Document> {
    let name = path.to_string_lossy();
    let mut bytes = Vec::new();
    let outcome = if name == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else if path.is_dir() {
        return Err(Error::new(ErrorKind::Read, name, "is a directory").with_remedy("name a file in it"));
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    outcome.map_err(|cause| read_error(&name, &cause))?;
    read_bytes(&name, &bytes, options)
}

/// Reads bytes that are already in memory; `name` is used for messages and for the format's extension.
///
/// # Errors
/// If the bytes hold no text, are not text, or are not in their encoding.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Result<Document> {
    if let Some(kind) = magic::recognize(bytes) {
        return Err(Error::new(ErrorKind::NotText, name, format!("is {}", kind.what)).with_remedy(kind.remedy));
    }
    let format = options.format.unwrap_or_else(|| format_of(name, bytes));
    let decoded = encoding::decode(name, bytes, options.encoding.as_deref(), format == Format::Html)?;
    check_text(name, &decoded.text)?;
    let document = match format {
        Format::Text | Format::Lines => text::read(name, decoded, format)?,
        Format::Markdown => markdown::read(name, decoded),
        Format::Html => html::read(name, decoded),
    };
    check_blocks(&document)?;
    Ok(document)
}

/// Decodes a file that is no document, such as a dictionary: in the encoding of this label, else as detected.
///
/// # Errors
/// If the bytes are not text, or not in their encoding.
pub fn decode_text(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<String> {
    if let Some(kind) = magic::recognize(bytes) {
        return Err(Error::new(ErrorKind::NotText, name, format!("is {}", kind.what)).with_remedy(kind.remedy));
    }
    Ok(encoding::decode(name, bytes, encoding, false)?.text)
}

/// A file's text and the encoding it was in.
struct Decoded {
    text: String,
    encoding: &'static str,
}

fn read_error(name: &str, cause: &io::Error) -> Error {
    let (message, remedy) = match cause.kind() {
        io::ErrorKind::NotFound => ("no such file".to_owned(), "check the path"),
        io::ErrorKind::PermissionDenied => ("permission denied".to_owned(), "make the file readable"),
        _ => (format!("cannot be read: {cause}"), "check the file"),
    };
    Error::new(ErrorKind::Read, name, message).with_remedy(remedy)
}

fn format_of(name: &str, bytes: &[u8]) -> Format {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        // A page saved with the wrong extension is common, a text that begins like a page is not.
        _ if looks_like_html(bytes) => Format::Html,
        _ => Format::Text,
    }
}

/// Whether the first bytes (NULs left out, for UTF-16) are a document type, an `<html>` tag or the like.
fn looks_like_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .take(2048)
        .filter(|byte| **byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let head = head.strip_prefix(b"\xff\xfe").unwrap_or(head);
    let head = head.strip_prefix(b"\xfe\xff").unwrap_or(head);
    let head = String::from_utf8_lossy(head.trim_ascii_start());
    let markup = head
        .strip_prefix("<?xml")
        .or_else(|| head.strip_prefix("<!--"))
        .map_or(&*head, |rest| {
            rest.find("<!doctype")
                .or_else(|| rest.find("<html"))
                .map_or("", |at| &rest[at..])
        });
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|start| markup.starts_with(start))
}

/// Refuses what no text holds: nothing at all, NULs, or many control characters.
fn check_text(name: &str, text: &str) -> Result<()> {
    if text.chars().all(is_blank) {
        return Err(no_text(name));
    }
    let control = |byte: &u8| *byte < 0x20 && !(b'\t'..=b'\r').contains(byte) || *byte == 0x7f;
    let bytes = text.as_bytes();
    // Counted in small numbers, which the compiler does many at a time.
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(control(byte))).sum::<u8>();
    let found: usize = bytes
        .chunks(usize::from(u8::MAX))
        .map(|chunk| usize::from(in_chunk(chunk)))
        .sum();
    let zero = (found > 0).then(|| bytes.iter().position(|byte| *byte == 0)).flatten();
    if zero.is_none() && found * 200 <= bytes.len() {
        return Ok(());
    }
    let first = zero.or_else(|| bytes.iter().position(control)).unwrap_or(0);
    Err(Error::new(ErrorKind::NotText, name, "is a binary file, not text")
        .at_line(line_of(bytes, first))
        .with_remedy("save it as text or HTML first"))
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

fn no_text(name: &str) -> Error {
    Error::new(ErrorKind::Empty, name, "holds no text").with_remedy("give a file with an article in it")
}

fn check_blocks(document: &Document) -> Result<()> {
    if document.blocks.is_empty() {
        return Err(no_text(&document.name));
    }
    let long = document
        .blocks
        .iter()
        .find(|block| block.span.len() > LONGEST_BLOCK && !block.span.of(&document.text).contains('\n'));
    long.map_or(Ok(()), |block| {
        let at = document.source_span(block.span).start;
        Err(too_long(
            &document.name,
            line_of(document.source().as_bytes(), at),
            block.span.len(),
        ))
    })
}

fn too_long(name: &str, line: usize, bytes: usize) -> Error {
    let message = format!("a paragraph of {} MB without a line break", bytes / 1_000_000);
    Error::new(ErrorKind::TooLong, name, message)
        .at_line(line)
        .with_remedy("break it into paragraphs of at most 10 MB")
}

/// The line, counted from 1, that the byte at `offset` stands in; `\n`, `\r\n` and a lone `\r` end lines.
fn line_of(bytes: &[u8], offset: usize) -> usize {
    let before = &bytes[..offset.min(bytes.len())];
    let ends_line = |at: &usize| match before[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    1 + (0..before.len()).filter(ends_line).count()
}
