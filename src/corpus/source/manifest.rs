//! Lists of documents: a table with a header line.

use std::path::PathBuf;

use super::limit::{self, Line, Lines, Stream};
use super::name::Name;
use super::row::{Context, Position, Row};
use super::{Options, Step, failure};
use crate::corpus::item::Item;
use crate::error::{Error, ErrorKind, Result};

/// The documents of a table with tab-separated columns.
///
/// The first line names the columns: `path`, `text`, `html` or `content`; `id`, `language`, `url`, `date`, `title`.
/// Others are passed over. Lines that begin with `#` are comments, but the header may begin with it. In text and
/// pages, `\n`, `\t` and `\\` stand for a line break, a tab and a backslash. Paths start from the list's folder.
pub(super) struct Manifest {
    lines: Lines,
    name: Name,
    base: PathBuf,
    options: Options,
    columns: Option<Vec<Column>>,
    done: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Path,
    Text,
    Html,
    Content,
    Url,
    Date,
    Title,
    Language,
    Other,
}

impl Column {
    fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "id" => Self::Id,
            "path" => Self::Path,
            "text" => Self::Text,
            "html" => Self::Html,
            "content" => Self::Content,
            "url" => Self::Url,
            "date" | "published" => Self::Date,
            "title" => Self::Title,
            "language" | "lang" => Self::Language,
            _ => Self::Other,
        }
    }

    /// Where a cell of the column goes.
    fn place(self, row: &mut Row) -> Option<&mut Option<String>> {
        Some(match self {
            Self::Id => &mut row.id,
            Self::Path => &mut row.path,
            Self::Text => &mut row.text,
            Self::Html => &mut row.html,
            Self::Content => &mut row.content,
            Self::Url => &mut row.url,
            Self::Date => &mut row.date,
            Self::Title => &mut row.title,
            Self::Language => &mut row.language,
            Self::Other => return None,
        })
    }

    fn is_document(self) -> bool {
        matches!(self, Self::Path | Self::Text | Self::Html | Self::Content)
    }
}

impl Manifest {
    /// Reads a list; paths in it start from `base`.
    pub(super) fn new(stream: Stream, name: Name, base: PathBuf, options: Options) -> Self {
        let lines = Lines::new(stream, options.largest.saturating_mul(2));
        Self {
            lines,
            name,
            base,
            options,
            columns: None,
            done: false,
        }
    }

    /// What the next line gives: nothing if it is the header, a comment or empty.
    fn step(&mut self) -> Step {
        let bytes = match self.lines.next() {
            Ok(Some(Line::Bytes(bytes))) => bytes,
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
        match String::from_utf8(bytes.to_vec()) {
            Ok(text) if text.trim().is_empty() => Step::Nothing,
            Ok(text) if self.columns.is_none() => self.header(&text),
            Ok(text) if text.starts_with('#') => Step::Nothing,
            Ok(text) => Step::item(self.document(&text)),
            Err(_) => {
                let error = self.context().error("is not valid UTF-8");
                Step::item(Err(error.with_remedy("save the list in UTF-8")))
            }
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            name: &self.name,
            position: Position::Line(self.lines.number()),
            base: Some(&self.base),
            options: &self.options,
        }
    }

    fn document(&self, line: &str) -> Result<Item> {
        let context = self.context();
        let row = row(line, self.columns.as_deref().unwrap_or_default());
        let row = row.map_err(|message| context.error(message).with_remedy("see the header line"));
        row?.into_item(&context)
    }

    /// Takes the names of the columns, or refuses the list.
    fn header(&mut self, text: &str) -> Step {
        match columns(text) {
            Ok(columns) => {
                self.columns = Some(columns);
                Step::Nothing
            }
            Err(_) if text.starts_with('#') => Step::Nothing,
            Err(message) => {
                self.done = true;
                let error = Error::new(ErrorKind::Syntax, &*self.name.place, message).at_line(self.lines.number());
                let remedy = "begin with a line that names the columns, such as id, path, language, url, date, title";
                Step::item(Err(error.with_remedy(remedy)))
            }
        }
    }
}

impl Iterator for Manifest {
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

/// The columns that a header line names.
fn columns(line: &str) -> std::result::Result<Vec<Column>, String> {
    let names = line.trim_start_matches('#').split('\t');
    let columns: Vec<Column> = names.map(Column::of).collect();
    if !columns.iter().any(|column| column.is_document()) {
        return Err("no column is named path, text, html or content".to_owned());
    }
    let twice = |at: usize| columns[at] != Column::Other && columns[..at].contains(&columns[at]);
    match (0..columns.len()).find(|at| twice(*at)) {
        Some(at) => Err(format!("two columns for the {:?}", columns[at]).to_lowercase()),
        None => Ok(columns),
    }
}

fn row(line: &str, columns: &[Column]) -> std::result::Result<Row, String> {
    let cells = line.split('\t').count();
    if cells > columns.len() {
        return Err(format!("{cells} columns where the header names {}", columns.len()));
    }
    let mut row = Row::default();
    for (cell, column) in line.split('\t').zip(columns) {
        if let Some(place) = column.place(&mut row)
            && !cell.trim().is_empty()
        {
            let running = column.is_document() && *column != Column::Path;
            *place = Some(if running {
                unescaped(cell)
            } else {
                cell.trim().to_owned()
            });
        }
    }
    Ok(row)
}

/// Text with its line breaks and tabs.
fn unescaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('\\') | None => text.push('\\'),
            Some(other) => text.extend(['\\', other]),
        }
    }
    text
}
