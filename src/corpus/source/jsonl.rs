//! Dumps and lists with one JSON object a line.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use super::limit::{self, Line, Lines, Stream};
use super::metadata::date;
use super::name::Name;
use super::row::{Context, Row};
use super::{Options, failure};
use crate::corpus::item::Item;
use crate::error::Result;

/// The documents of a dump, one line in memory at a time.
///
/// Keys: `text`, `html`, `content` (either) or `path` for the document; `id`, `url`, `date` or `published`, `title`,
/// `lang` or `language`. Others are passed over.
pub(super) struct JsonLines {
    lines: Lines,
    name: Name,
    base: Option<PathBuf>,
    options: Options,
    done: bool,
}

impl JsonLines {
    /// Reads a dump; paths in it start from `base`.
    pub(super) fn new(stream: Stream, name: Name, base: Option<PathBuf>, options: Options) -> Self {
        // JSON writes many characters as six, such as `\u0430`, which is two bytes of text.
        let lines = Lines::new(stream, options.largest.saturating_mul(3));
        Self {
            lines,
            name,
            base,
            options,
            done: false,
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        while !self.done {
            let line = match self.lines.next() {
                Ok(line) => line?,
                Err(cause) => {
                    self.done = true;
                    return Some(Err(limit::broken(&self.name.place, &cause)));
                }
            };
            let row = match line {
                Line::Bytes(bytes) if bytes.trim_ascii().is_empty() => continue,
                Line::Bytes(bytes) => Some(parse(bytes)),
                Line::TooLong => None,
            };
            let context = Context {
                name: &self.name,
                line: self.lines.number(),
                base: self.base.as_deref(),
                options: &self.options,
            };
            return Some(match row {
                None => Err(failure::too_large(
                    &self.name.row(context.line).place,
                    self.options.largest,
                )),
                Some(Ok(row)) => row.into_item(&context),
                Some(Err(message)) => Err(context.error(message).with_remedy("write one JSON object a line")),
            });
        }
        None
    }
}

/// The keys that count, as they are written.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Keys {
    id: Value,
    path: Value,
    text: Value,
    html: Value,
    content: Value,
    url: Value,
    date: Value,
    published: Value,
    title: Value,
    lang: Value,
    language: Value,
}

/// What a line says, or what is wrong with it.
fn parse(line: &[u8]) -> std::result::Result<Row, String> {
    let first = line.trim_ascii_start().first();
    if first != Some(&b'{') {
        return Err(if first == Some(&b'[') {
            "a JSON list, not an object"
        } else {
            "no JSON object"
        }
        .to_owned());
    }
    let keys: Keys = serde_json::from_slice(line).map_err(|error| format!("broken JSON: {error}"))?;
    let date = date_of(keys.date).or_else(|| date_of(keys.published));
    let language = string("language", keys.language)?;
    Ok(Row {
        id: string("id", keys.id)?,
        path: string("path", keys.path)?,
        text: string("text", keys.text)?,
        html: string("html", keys.html)?,
        content: string("content", keys.content)?,
        url: string("url", keys.url)?,
        date,
        title: string("title", keys.title)?,
        language: language.or(string("lang", keys.lang)?),
    })
}

/// A string or number; nothing for `null` and for what is empty.
fn string(key: &str, value: Value) -> std::result::Result<Option<String>, String> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(format!("{key:?} is no text")),
    };
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// A date as it is written; of a number, the time that many seconds (or thousandths) after 1970.
fn date_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) => date::normal(&text),
        Value::Number(number) => number.as_i64().and_then(date::of_number),
        _ => None,
    }
}
