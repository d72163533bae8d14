//! Cleaning: finds out what each block is for. Nothing is deleted.
//!
//! In: a [`Document`] whose blocks have the roles that mark-up told. Out: the same text with all roles set, and
//! datelines and photo credits cut off as blocks of their own. It goes from sure to likely: first `residue` of
//! templates, then the words of `lists` (`Read also`, `Фото: …`), then place: what stands before the first paragraph
//! and behind the last one. A sentence that is wrongly called furniture is lost to the alignment, so in doubt a block
//! is body.

mod credit;
mod date;
mod dateline;
mod furniture;
mod lists;
mod place;
mod residue;

#[cfg(test)]
mod tests;

use crate::document::{Block, Document, Format, Role};

/// Sets the roles of all blocks from their words and places.
///
/// Cleaning a clean document changes nothing. A document of [`Format::Lines`] stays as it is: its sentences were chosen
/// by whoever made it.
pub fn clean(document: &mut Document) {
    if document.format == Format::Lines {
        return;
    }
    let lists = lists::Lists::bundled();
    let Document {
        text, blocks, format, ..
    } = document;
    furniture::mark(text, blocks, lists);
    dateline::split(text, blocks, lists);
    place::mark(text, blocks, lists, *format);
    credit::split(text, blocks, lists);
}

/// The text of a block.
fn text_of<'a>(text: &'a str, block: &Block) -> &'a str {
    block.span.of(text)
}

/// Whether the text ends as a sentence does, closing quotes and brackets left out of account.
fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '»', '”', '“', '’', '\'', ')', ']'];
    let inside = text.trim_end_matches(closing);
    inside.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether a block is certainly a paragraph of running text, from its words alone.
fn is_paragraph(text: &str) -> bool {
    /// Characters in a short paragraph that ends as a sentence.
    const SHORT: usize = 60;
    /// Characters that no headline or caption has.
    const LONG: usize = 200;
    let length = text.chars().take(LONG).count();
    length >= LONG || length >= SHORT && ends_sentence(text) && !text.ends_with('?')
}

/// Whether cleaning may still decide what the block is for.
fn is_open(block: &Block) -> bool {
    block.role == Role::Body
}
