//! What a line of a list or dump says of a document: [`Row`].

use std::path::Path;

use super::metadata::date;
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

/// Where a line stands.
pub(super) struct Context<'a> {
    /// The list or dump.
    pub(super) name: &'a Name,
    /// The line, from 1.
    pub(super) line: usize,
    /// The folder that paths start from; `None` if the list is in an archive.
    pub(super) base: Option<&'a Path>,
    pub(super) options: &'a Options,
}

impl Context<'_> {
    /// An error about the line.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Syntax, &*self.name.place, message).at_line(self.line)
    }
}

impl Row {
    /// The document of the line.
    ///
    /// # Errors
    /// If it has no text or more than one, or names a file that cannot be read.
    pub(super) fn into_item(mut self, context: &Context) -> Result<Item> {
        let id = self.take_id(context)?;
        let given = [&self.path, &self.text, &self.html, &self.content]
            .into_iter()
            .flatten()
            .count();
        if given != 1 {
            let what = if given == 0 {
                "no document"
            } else {
                "more than one document"
            };
            let error = context.error(format!("{what} in this line"));
            return Err(error.with_remedy("give one of path, text, html and content"));
        }
        let metadata = self.metadata();
        let mut item = match self.path.take() {
            Some(path) => from_file(&path, context)?,
            None => self.inline(context)?,
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
            url: self.url.take().map(|url| url.trim().to_owned()),
            date: self.date.take().and_then(|date| date::normal(&date)),
            title: self.title.take().map(|title| title.trim().to_owned()),
            language: self.language.take().and_then(|language| language.parse().ok()),
            ..Metadata::default()
        }
    }

    /// The document that stands in the line itself.
    fn inline(self, context: &Context) -> Result<Item> {
        let name = context.name.row(context.line);
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
        Error::new(
            error.kind(),
            &*context.name.place,
            format!("{path}: {}", error.message()),
        )
        .at_line(context.line)
        .with_remedy(remedy)
    })
}
