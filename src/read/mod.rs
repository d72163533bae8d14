//! Reading: bytes → [`Document`]. One file per format.
//!
//! In: a file's bytes and its name. Out: the decoded text, its visible blocks with the roles that mark-up alone tells
//! (`<nav>` is navigation, `<h1>` a title), everything else [`Role::Body`](crate::document::Role::Body). Nothing is
//! deleted or changed; [`clean`](crate::clean) looks at the words afterwards.

use std::path::Path;

use crate::document::{Document, Format};
use crate::error::{Error, Result};

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format; by default from the file's extension, and for standard input from its first bytes.
    pub format: Option<Format>,
    /// The character encoding by its WHATWG label, such as `windows-1251`; by default detected.
    pub encoding: Option<String>,
}

/// Reads a file; `-` is standard input.
///
/// # Errors
/// If the file cannot be read, is empty, is not text, or is not in its encoding.
pub fn read_path(path: &Path, options: &Options) -> Result<Document> {
    let _ = (path, options);
    Err(Error::new(
        crate::error::ErrorKind::Read,
        path.to_string_lossy(),
        "not yet",
    ))
}

/// Reads bytes that are already in memory; `name` is used for messages and for the format's extension.
///
/// # Errors
/// If the bytes hold no text, are not text, or are not in their encoding.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Result<Document> {
    let _ = (name, bytes, options);
    Err(Error::new(crate::error::ErrorKind::Read, name, "not yet"))
}
