//! Dumps and lists with one JSON object a line.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use super::limit::{self, Line, Lines, Stream};
use super::metadata::date;
use super::name::Name;
use super::row::{Context, Position, Row};
use super::{Options, Step, failure};
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
    /// How many lines are no JSON, until one is.
    senseless: usize,
    done: bool,
}

/// After so many lines of which none is JSON a file is taken for something else.
const MOST_SENSELESS: usize = 20;

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
            senseless: 0,
            done: false,
        }
    }

    fn step(&mut self) -> Step {
        let keys = match self.lines.next() {
            Ok(Some(Line::Bytes(bytes))) if bytes.trim_ascii().is_empty() => return Step::Nothing,
            Ok(Some(Line::Bytes(bytes))) => Keys::parse(bytes),
            Ok(Some(Line::TooLong)) => {
                let place = self.name.row(self.lines.number()).place;
                return Step::item(Err(failure::too_large(&place, self.options.largest)));
            }
            Ok(None) => return Step::End,
            Err(cause) => {
                self.done = true;
                return Step::item(Err(limit::broken(&self.name.place, &cause)));
            }
        };
        let context = Context {
            name: &self.name,
            position: Position::Line(self.lines.number()),
            base: self.base.as_deref(),
            options: &self.options,
        };
        let broken = |message: String| context.error(message).with_remedy("write one JSON object a line");
        match keys {
            Ok(keys) => {
                // From here on a broken line is one among good ones.
                self.senseless = usize::MAX;
                Step::item(keys.document(&context))
            }
            Err(_) if self.senseless == MOST_SENSELESS => {
                self.done = true;
                Step::item(Err(broken(format!(
                    "none of the first {MOST_SENSELESS} lines is JSON; the rest is not read"
                ))))
            }
            Err(message) => {
                self.senseless = self.senseless.saturating_add(1);
                Step::item(Err(broken(message)))
            }
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        while !self.done {
            match self.step() {
                Step::Item(found) => return Some(*found),
                Step::Nothing => {}
                Step::End => self.done = true,
            }
        }
        None
    }
}

/// The keys that count, as they are written.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Keys {
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

impl Keys {
    /// What a line says, or what is wrong with it.
    fn parse(line: &[u8]) -> std::result::Result<Self, String> {
        match line.trim_ascii_start().first() {
            Some(b'{') => serde_json::from_slice(line).map_err(|error| format!("broken JSON: {error}")),
            Some(b'[') => Err("a JSON list, not an object".to_owned()),
            _ => Err("no JSON object".to_owned()),
        }
    }

    /// The document that the keys describe.
    pub(super) fn document(self, context: &Context) -> Result<Item> {
        let row = self.row().map_err(|key| context.error(format!("{key:?} is no text")));
        row.map_err(|error| error.with_remedy("write a text in quotes"))?
            .into_item(context)
    }

    /// The values as text, or the key of which the value is none.
    fn row(self) -> std::result::Result<Row, &'static str> {
        let date = date_of(self.date).or_else(|| date_of(self.published));
        let language = string("language", self.language)?;
        Ok(Row {
            id: string("id", self.id)?,
            path: string("path", self.path)?,
            text: string("text", self.text)?,
            html: string("html", self.html)?,
            content: string("content", self.content)?,
            url: string("url", self.url)?,
            date,
            title: string("title", self.title)?,
            language: language.or(string("lang", self.lang)?),
        })
    }
}

/// A string or number; nothing for `null` and for what is empty.
fn string(key: &'static str, value: Value) -> std::result::Result<Option<String>, &'static str> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(key),
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
