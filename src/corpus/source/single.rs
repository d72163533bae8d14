//! One file → one document, or the documents in it.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};

use super::archive::{tar, zip};
use super::jsonl::JsonLines;
use super::kind::{self, Kind};
use super::limit::{self, Stream};
use super::manifest::Manifest;
use super::name::Name;
use super::warc::Warc;
use super::{Items, Options, failure, json};
use crate::corpus::item::Item;
use crate::document::Format;
use crate::error::Result;

/// How a file came to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// The user named it.
    ByItself,
    /// It stands in a folder of documents.
    InFolder,
}

/// The documents of a file that exists: one, many, or none if it is nothing anybody would want to read.
pub(super) fn open(path: &Path, name: &Name, options: &Options, given: Given) -> Items {
    let one = |item: Result<Item>| -> Items { Box::new(iter::once(item)) };
    let file_name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let mut kind = kind::by_name(&file_name);
    match (kind, given) {
        (Kind::Furniture, Given::InFolder) => return Box::new(iter::empty()),
        (Kind::Data, Given::InFolder) => return one(Err(failure::no_document(&name.place))),
        (Kind::Table, Given::InFolder) => return one(Err(failure::list_in_folder(&name.place))),
        (Kind::Unknown | Kind::Data | Kind::Furniture, _) => match by_content(path) {
            Ok(content) => kind = content,
            Err(cause) => return one(Err(limit::broken(&name.place, &cause))),
        },
        _ => {}
    }
    let contents = contents(path, name, options, kind).unwrap_or_else(|| Ok(one(document(path, name, options))));
    contents.unwrap_or_else(|error| one(Err(error)))
}

/// The documents in a file that holds many; `None` if it is a document itself.
fn contents(path: &Path, name: &Name, options: &Options, kind: Kind) -> Option<Result<Items>> {
    let base = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let outcome = match kind {
        Kind::Table => limit::stream(path).and_then(|stream| manifest(stream, name, base, options.clone())),
        Kind::Warc | Kind::JsonLines | Kind::Json => {
            limit::stream(path).and_then(|stream| dump(kind, stream, name, Some(base), options))
        }
        Kind::Zip => return Some(zip::open(path, name, options.clone())),
        Kind::Tar => return Some(tar::open(path, name, options.clone())),
        Kind::Document(_) | Kind::Unknown | Kind::Data | Kind::Furniture => return None,
    };
    Some(outcome.map_err(|cause| limit::broken(&name.place, &cause)))
}

fn manifest(stream: Stream, name: &Name, base: PathBuf, options: Options) -> io::Result<Items> {
    let stream = limit::unpacked(stream)?;
    Ok(Box::new(Manifest::new(stream, name.clone(), base, options)))
}

/// The documents of a dump: a web archive, JSON lines or other JSON.
pub(super) fn dump(
    kind: Kind,
    stream: Stream,
    name: &Name,
    base: Option<PathBuf>,
    options: &Options,
) -> io::Result<Items> {
    if kind == Kind::Warc {
        // It is unpacked record by record, so that one broken record does not take the rest.
        return Ok(Box::new(Warc::new(stream, name.clone(), options.clone())?));
    }
    let stream = limit::unpacked(stream)?;
    if kind == Kind::Json {
        return json::open(stream, name.clone(), base, options.clone());
    }
    Ok(Box::new(JsonLines::new(stream, name.clone(), base, options.clone())))
}

/// What the first bytes of a file say.
fn by_content(path: &Path) -> io::Result<Kind> {
    let mut head = Vec::new();
    limit::unpacked(limit::stream(path)?)?
        .take(kind::HEAD as u64)
        .read_to_end(&mut head)?;
    Ok(kind::by_content(&head).unwrap_or(Kind::Document(None)))
}

/// A file that is one document.
pub(super) fn document(path: &Path, name: &Name, options: &Options) -> Result<Item> {
    let stream = limit::stream(path).map_err(|cause| failure::unreadable(&name.place, &cause))?;
    let bytes = limit::read_all(stream, options.largest, &name.place)?;
    from_bytes(bytes, name, options)
}

/// The bytes of one document, unpacked if gzip compressed them.
pub(super) fn from_bytes(bytes: Vec<u8>, name: &Name, options: &Options) -> Result<Item> {
    let bytes = if kind::is_gzip(&bytes) {
        limit::unpack(&bytes, options.largest, &name.place)?
    } else {
        bytes
    };
    let format: Option<Format> = match kind::by_name(&name.place) {
        Kind::Document(format) => format,
        _ => None,
    };
    Ok(Item {
        id: name.id.clone(),
        place: name.place.clone(),
        bytes,
        format,
        ..Item::default()
    })
}
