//! A web page → its visible text, block by block, with what the mark-up says of each.
//!
//! `scan` reads the page once with the tokenizer of `html5gum` and notes where each character came from; `stack` holds
//! the open elements, `mark` knows what names of elements and classes mean; `main_text` asks Readability which blocks are
//! the article, and `roles` decides.

mod attributes;
mod element;
mod inline;
mod main_text;
mod mark;
mod open;
mod references;
mod roles;
mod scan;
mod stack;

#[cfg(test)]
mod tests;

use self::scan::Manner;
use super::Decoded;
use crate::document::{Document, Format, Markup};

/// Reads a web page.
pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    let source = decoded.text;
    let xhtml = source.trim_start().starts_with("<?xml") || name.to_ascii_lowercase().ends_with(".xhtml");
    let mut manner = Manner {
        xhtml,
        ..Manner::default()
    };
    let mut scan = scan::scan(&source, &manner);
    if scan.blocks.is_empty() {
        // Some pages are hidden until a script shows them.
        manner.show_hidden = true;
        scan = scan::scan(&source, &manner);
    }
    manner.disbelieved = roles::overreaching(&scan);
    if !manner.disbelieved.is_empty() {
        scan = scan::scan(&source, &manner);
    }
    inline::split(&mut scan);
    let main = main_text::find(&source, &scan);
    let blocks = roles::assign(&scan, main.as_deref());
    let mut document = Document::plain(name, scan.text, Format::Html, decoded.encoding);
    document.markup = Some(Markup {
        source,
        pieces: scan.pieces,
    });
    document.blocks = blocks;
    document
}
