//! What a line of a list or dump says of a document: [`Row`].

use std::path::Path;

use super::metadata::{self, date};
use super::name::Name;
use super::{Options, single};
use crate::corpus::item::{Item, Metadata};
use crate::document::Format;
use crate::error::{Error, ErrorKind, Result};

/// What a line says of a document; what it leaves out or leaves empty is `None`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: Option<String>,
    pub(super) path: Option<String>,
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    /// Text or a web page; its beginning tells.
    pub(super) content: Option<String>,
    pub(super) url: Option<String>,
    /// As written, or normalised already.
    pub(super) date: Option<String>,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
}

/// Where in a list or dump a document stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Position {
    /// In this line, counted from 1.
    Line(usize),
    /// In this place of a list, counted from 1.
    Element(usize),
    /// It is all there is.
    Whole,
}

/// Where a document stands.
pub(super) struct Context<'a> {
    /// The list or dump.
    pub(super) name: &'a Name,
    pub(super) position: Position,
    /// The folder that paths start from; `None` if the list is in an archive.
    pub(super) base: Option<&'a Path>,
    pub(super) options: &'a Options,
}

impl Context<'_> {
    /// An error about the document.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        self.error_of(ErrorKind::Syntax, message.into())
    }

    fn error_of(&self, kind: ErrorKind, message: String) -> Error {
        let place = &*self.name.place;
        match self.position {
            Position::Line(line) => Error::new(kind, place, message).at_line(line),
            Position::Element(number) => Error::new(kind, place, format!("document {number}: {message}")),
            Position::Whole => Error::new(kind, place, message),
        }
    }

    /// What the document is called if it has no name of its own.
    pub(super) fn document(&self) -> Name {
        match self.position {
            Position::Line(number) | Position::Element(number) => self.name.row(number),
            Position::Whole => self.name.clone(),
        }
    }
}

impl Row {
    /// The document of the line: its text, else its page, else either, else the file it names.
    ///
    /// # Errors
    /// If it has none, or names a file that cannot be read.
    pub(super) fn into_item(mut self, context: &Context) -> Result<Item> {
        let id = self.take_id(context)?;
        let metadata = self.metadata();
        let inside = self.text.is_some() || self.html.is_some() || self.content.is_some();
        let mut item = match self.path.take() {
            Some(path) if !inside => from_file(&path, context)?,
            None if !inside => {
                let error = context.error("no document");
                return Err(error.with_remedy("give text, html, content or path"));
            }
            _ => self.inline(context)?,
        };
        item.metadata = metadata;
        if let Some(id) = id {
            item.id = id;
        }
        Ok(item)
    }

    /// The name that the line gives, if it can be written into a table.
    fn take_id(&mut self, context: &Context) -> Result<Option<String>> {
        let id = self
            .id
            .take()
            .map(|id| id.trim().to_owned())
            .filter(|id| !id.is_empty());
        match id {
            Some(id) if id.contains(char::is_control) => {
                let error = context.error("the id holds a tab or line break");
                Err(error.with_remedy("give an id without control characters"))
            }
            id => Ok(id),
        }
    }

    fn metadata(&mut self) -> Metadata {
        Metadata {
            url: self.url.take().and_then(|url| metadata::address(&url)),
            date: self.date.take().and_then(|date| date::normal(&date)),
            title: self.title.take().map(|title| metadata::one_line(&title)),
            language: self.language.take().and_then(|language| language.parse().ok()),
            ..Metadata::default()
        }
    }

    /// The document that stands in the line itself.
    fn inline(self, context: &Context) -> Result<Item> {
        let name = context.document();
        let format = if self.text.is_some() {
            Some(Format::Text)
        } else {
            self.html.is_some().then_some(Format::Html)
        };
        let text = self.text.or(self.html).or(self.content).unwrap_or_default();
        if text.len() > context.options.largest {
            return Err(super::failure::too_large(&name.place, context.options.largest));
        }
        Ok(Item {
            id: name.id,
            place: name.place,
            bytes: text.into_bytes(),
            format,
            encoding: Some("utf-8".to_owned()),
            metadata: Metadata::default(),
        })
    }
}

/// The document in a file that the line names.
fn from_file(path: &str, context: &Context) -> Result<Item> {
    let Some(base) = context.base else {
        let error = context.error("a path, but the list is inside an archive");
        return Err(error.with_remedy("unpack the archive"));
    };
    let full = base.join(path);
    let name = Name {
        id: path.to_owned(),
        place: full.to_string_lossy().into_owned(),
    };
    if full.is_dir() {
        return Err(context.error(format!("{path} is a folder")).with_remedy("name a file"));
    }
    let document = single::document(&full, &name, context.options);
    document.map_err(|error| {
        let remedy = error.remedy().unwrap_or("check the path").to_owned();
        let message = format!("{path}: {}", error.message());
        context.error_of(error.kind(), message).with_remedy(remedy)
    })
}
