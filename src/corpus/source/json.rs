//! JSON files that are not one object a line: one document, or a list of them.

use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use serde_json::Value;

use super::jsonl::{JsonLines, Keys};
use super::limit::Stream;
use super::name::Name;
use super::row::{Context, Position};
use super::{Items, Options};
use crate::corpus::item::Item;
use crate::error::{Error, ErrorKind, Result};

/// Opens a JSON file: an object is one document, with the keys of a dump; a list of objects is many; several objects
/// one behind the other are read as a dump. The whole file is kept in memory, so that it may be as large as one document.
pub(super) fn open(stream: Stream, name: Name, base: Option<PathBuf>, options: Options) -> io::Result<Items> {
    let mut bytes = Vec::new();
    let most = (options.largest as u64).saturating_add(1);
    stream.take(most).read_to_end(&mut bytes)?;
    if bytes.len() > options.largest {
        return Ok(one(Err(too_large(&name))));
    }
    let value: Value = match serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)) {
        Ok(value) => value,
        // Something stands behind the first value.
        Err(error) if error.is_syntax() && has_lines(&bytes) => {
            return Ok(Box::new(JsonLines::new(
                Box::new(Cursor::new(bytes)),
                name,
                base,
                options,
            )));
        }
        Err(error) => return Ok(one(Err(broken(&name, &error)))),
    };
    drop(bytes);
    let document = move |value: Value, position: Position| {
        let context = Context {
            name: &name,
            position,
            base: base.as_deref(),
            options: &options,
        };
        let keys: Keys = match value {
            Value::Object(_) => serde_json::from_value(value).map_err(|error| broken(&name, &error))?,
            _ => {
                return Err(context
                    .error("is no JSON object")
                    .with_remedy("write one object a document"));
            }
        };
        keys.document(&context)
    };
    Ok(match value {
        Value::Array(values) => {
            let numbered = values.into_iter().enumerate();
            Box::new(numbered.map(move |(at, value)| document(value, Position::Element(at + 1))))
        }
        value => one(document(value, Position::Whole)),
    })
}

fn one(item: Result<Item>) -> Items {
    Box::new(std::iter::once(item))
}

/// Whether the first line is a value by itself.
fn has_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let first = lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

fn too_large(name: &Name) -> Error {
    Error::new(ErrorKind::TooLong, &*name.place, "is too large to be read at once")
        .with_remedy("write one JSON object a line, and call it .jsonl")
}

fn broken(name: &Name, error: &serde_json::Error) -> Error {
    let found = Error::new(ErrorKind::Syntax, &*name.place, format!("broken JSON: {error}"));
    found.with_remedy("write one object, a list of objects, or one object a line")
}
