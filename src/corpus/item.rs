//! A document as it comes in: [`Item`], [`Metadata`].

use crate::document::Format;
use crate::language::Language;

/// What is known about a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The address it was published at.
    pub url: Option<String>,
    /// When it was published: `2024-02-14`, with `T10:30` (and an offset) behind it if the time is known.
    pub date: Option<String>,
    /// When it was fetched, as [`Metadata::date`]; known of archived pages.
    pub fetched: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The language that the list, the archive or the page itself names.
    pub language: Option<Language>,
    /// The versions in other languages that the page names (`hreflang`): language and address.
    pub alternates: Vec<(Language, String)>,
}

/// A document as it comes in, not yet read.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// What it is called in the corpus: unique in its heap, the same at each run, in the order of the input.
    pub id: String,
    /// Where it stands, for people: `dump/a.zip!news/1.html`, `heap.jsonl:12`.
    pub place: String,
    /// The file, as it is.
    pub bytes: Vec<u8>,
    /// The format, if what it came in tells.
    pub format: Option<Format>,
    /// The character encoding, if what it came in tells (the HTTP header of an archived page).
    pub encoding: Option<String>,
    /// What is known besides.
    pub metadata: Metadata,
}
