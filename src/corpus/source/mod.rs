//! What comes in: a folder, a list, a dump or an archive → one [`Item`] a document.
//!
//! [`open`] tells by name and first bytes what it was given. Documents come in a fixed order (folders by name, everything
//! else as it stands), one at a time; what cannot be read is an error in its place, and the rest goes on. Nothing is
//! unpacked to the disk. [`read`] makes a cleaned document of an item and completes what is known of it by what the
//! page itself says (`metadata`); `languages` tells which heap a document belongs to.

mod archive;
mod failure;
mod folder;
mod garbled;
mod json;
mod jsonl;
mod kind;
pub mod languages;
mod limit;
mod manifest;
pub mod metadata;
mod name;
mod row;
mod single;
mod unique;
mod warc;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use super::item::{Item, Metadata};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::{clean, detect};
use name::Name;

/// The documents of a heap, in their order.
pub type Items = Box<dyn Iterator<Item = Result<Item>> + Send>;

/// How a heap is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes that one document may have, unpacked; a larger one is an error in its place.
    pub largest: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { largest: 64 << 20 }
    }
}

/// What going one step further in an input gives.
enum Step {
    /// A document, or an error in its place.
    Item(Box<Result<Item>>),
    /// Nothing here; more may follow.
    Nothing,
    /// Nothing more.
    End,
}

impl Step {
    fn item(item: Result<Item>) -> Self {
        Self::Item(Box::new(item))
    }
}

/// Opens a heap of documents: a folder, a list (`.tsv`), a dump (`.jsonl`), a web archive (`.warc`), a ZIP or tar
/// archive, each also compressed by gzip, or a single document.
///
/// A document is called by its path from the heap's folder, with `!` before its name in an archive and `:` before its
/// line or record in a dump, unless the list or dump gives it a name of its own. A second document of a name is an error
/// in its place. Text that was decoded wrongly before it was saved (`Ïàðîì` for `Паром`) is decoded back. The iterator holds one document, the names of the folders it is in, and 8 bytes for each document
/// that went before.
///
/// # Errors
/// If there is nothing at the path, or it is neither a folder nor a file. What goes wrong later comes from the iterator.
pub fn open(path: &Path, options: &Options) -> Result<Items> {
    let name = Name::of_heap(path);
    let metadata = fs::metadata(path).map_err(|cause| failure::unreadable(&name.place, &cause))?;
    let items: Items = if metadata.is_dir() {
        Box::new(folder::Folder::open(path, options.clone())?)
    } else if metadata.is_file() {
        single::open(path, &name, options, single::Given::ByItself)
    } else {
        return Err(failure::not_regular(&name.place));
    };
    let whole = items.map(|item| item.map(garbled::undo));
    Ok(Box::new(unique::Unique::new(Box::new(whole))))
}

/// Reads, cleans and tells the language of a document, and completes what is known of it by what the page says.
///
/// What the list or archive said of it goes before what the page says. Format and encoding given here are used where the
/// item does not know them. The date is that of the page, of its address (`/2024/02/14/`), or of its date line; that of an
/// archived page without any is when it was fetched.
///
/// # Errors
/// If the item holds no text that can be read; the error names the item's place.
pub fn read(item: &Item, options: &crate::read::Options) -> Result<(Document, Metadata)> {
    let options = crate::read::Options {
        format: item.format.or(options.format),
        encoding: item.encoding.clone().or_else(|| options.encoding.clone()),
    };
    let mut document = crate::read::read_bytes(&item.place, &item.bytes, &options)?;
    clean::clean(&mut document);
    document.language = detect::detect(&document);
    let metadata = metadata::complete(item.metadata.clone(), &document);
    if document.blocks.iter().any(|block| block.role.is_content()) {
        return Ok((document, metadata));
    }
    let error = Error::new(
        ErrorKind::Empty,
        &item.place,
        "no article in it, only menus and the like",
    );
    Err(error.with_remedy("give the article's own page"))
}
