//! The documents of the ledger, and their content.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};
use rustc_hash::FxHashMap;

use super::Ledger;
use crate::alignment::Side;
use crate::document::Format;
use crate::error::{Error, ErrorKind, Result};

/// What has become of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentState {
    /// It was read and takes part.
    Ready,
    /// It could not be read.
    Failed,
    /// It is in another language, or holds no article.
    LeftOut,
}

impl DocumentState {
    const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::LeftOut => "left out",
        }
    }
}

impl ToSql for DocumentState {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for DocumentState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        let states = [Self::Ready, Self::Failed, Self::LeftOut];
        states
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// A document as the ledger keeps it.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// The heap it is of.
    pub side: Side,
    /// Its name in the heap.
    pub id: String,
    /// Where it was found, for people.
    pub place: String,
    /// SHA-256 of the file.
    pub hash: [u8; 32],
    /// The format, if what it came in told.
    pub format: Option<Format>,
    /// The character encoding, if what it came in told.
    pub encoding: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The date.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Number of words of its text.
    pub words: usize,
    /// What pairing needs to know of it.
    pub signature: Vec<u8>,
    /// What finding copies needs to know of it.
    pub shingles: Vec<u8>,
    /// The documents that tell the same story have the same number; known after the stories were looked for.
    pub story: Option<u64>,
    /// What it is in its story: `original`, `copy` or `update`.
    pub relation: Option<String>,
    /// What has become of it.
    pub state: DocumentState,
    /// Why it failed or was left out.
    pub reason: Option<String>,
}

fn format_of(name: Option<String>) -> Option<Format> {
    let formats = [Format::Text, Format::Lines, Format::Markdown, Format::Html];
    name.and_then(|name| formats.into_iter().find(|format| format_name(*format) == name))
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Lines => "lines",
        Format::Markdown => "markdown",
        Format::Html => "html",
    }
}

const COLUMNS: &str = "side, id, place, hash, format, encoding, url, date, title, words, signature, shingles, story, \
                       relation, state, reason";

fn document_of(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        side: if row.get::<_, i64>(0)? == 0 {
            Side::Source
        } else {
            Side::Target
        },
        id: row.get(1)?,
        place: row.get(2)?,
        hash: row.get(3)?,
        format: format_of(row.get(4)?),
        encoding: row.get(5)?,
        url: row.get(6)?,
        date: row.get(7)?,
        title: row.get(8)?,
        words: row.get::<_, i64>(9)?.try_into().unwrap_or_default(),
        signature: row.get::<_, Option<Vec<u8>>>(10)?.unwrap_or_default(),
        shingles: row.get::<_, Option<Vec<u8>>>(11)?.unwrap_or_default(),
        story: row.get::<_, Option<i64>>(12)?.and_then(|story| story.try_into().ok()),
        relation: row.get(13)?,
        state: row.get(14)?,
        reason: row.get(15)?,
    })
}

impl Ledger {
    /// Whether the document is known with this content and needs not be read again.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn knows(&self, side: Side, id: &str, hash: &[u8; 32]) -> Result<bool> {
        let found: Option<[u8; 32]> = self
            .connection
            .prepare_cached("SELECT hash FROM document WHERE side = ? AND id = ?")
            .and_then(|mut query| query.query_row(params![side as i64, id], |row| row.get(0)).optional())
            .map_err(|error| self.failure(&error))?;
        Ok(found.as_ref() == Some(hash))
    }

    /// Puts a document into the ledger, in the place of the one of its name.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_document(&self, row: &DocumentRow) -> Result<()> {
        let columns = format!("INSERT OR REPLACE INTO document ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        self.connection
            .prepare_cached(&columns)
            .and_then(|mut insert| {
                insert.execute(params![
                    row.side as i64,
                    row.id,
                    row.place,
                    row.hash,
                    row.format.map(format_name),
                    row.encoding,
                    row.url,
                    row.date,
                    row.title,
                    i64::try_from(row.words).unwrap_or(i64::MAX),
                    row.signature,
                    row.shingles,
                    row.story.and_then(|story| i64::try_from(story).ok()),
                    row.relation,
                    row.state,
                    row.reason
                ])
            })
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// Puts a file into the ledger, compressed.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_content(&self, hash: &[u8; 32], compressed: &[u8]) -> Result<()> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO content VALUES (?, ?)")
            .and_then(|mut insert| insert.execute(params![hash, compressed]))
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// A document by its name.
    ///
    /// # Errors
    /// If there is none, or the ledger cannot be read.
    pub fn document(&self, side: Side, id: &str) -> Result<DocumentRow> {
        self.connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE side = ? AND id = ?"))
            .and_then(|mut query| query.query_row(params![side as i64, id], document_of))
            .map_err(|error| self.failure(&error))
    }

    /// The file of a document.
    ///
    /// # Errors
    /// If it is not there or damaged.
    pub fn content(&self, hash: &[u8; 32]) -> Result<Vec<u8>> {
        let compressed: Vec<u8> = self
            .connection
            .prepare_cached("SELECT bytes FROM content WHERE hash = ?")
            .and_then(|mut query| query.query_row([hash], |row| row.get(0)))
            .map_err(|error| self.failure(&error))?;
        self.unpack(&compressed)
    }

    pub(super) fn unpack(&self, compressed: &[u8]) -> Result<Vec<u8>> {
        unpack(compressed).map_err(|error| {
            let message = format!("a document is damaged: {error}");
            Error::new(ErrorKind::Read, self.folder.to_string_lossy(), message)
                .with_remedy("build the corpus anew in another folder")
        })
    }

    /// Calls `take` for each document of a side that takes part, in the order of their names.
    ///
    /// # Errors
    /// That of `take`, or if the ledger cannot be read.
    pub fn each_document(&self, side: Side, mut take: impl FnMut(DocumentRow) -> Result<()>) -> Result<()> {
        let query = format!("SELECT {COLUMNS} FROM document WHERE side = ? AND state = 'ready' ORDER BY id");
        let mut query = self.connection.prepare(&query).map_err(|error| self.failure(&error))?;
        let rows = query
            .query_map([side as i64], document_of)
            .map_err(|error| self.failure(&error))?;
        for row in rows {
            take(row.map_err(|error| self.failure(&error))?)?;
        }
        Ok(())
    }

    /// Calls `take` with side, state, place, reason and whether it has a counterpart of each document, in the order of the
    /// names.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn each_fate(&self, mut take: impl FnMut(Side, DocumentState, &str, &str, bool)) -> Result<()> {
        let query = "SELECT side, state, place, coalesce(reason, ''), \
                     CASE side WHEN 0 THEN id IN (SELECT source FROM pair) ELSE id IN (SELECT target FROM pair) END \
                     FROM document ORDER BY side, id";
        let mut run = || -> rusqlite::Result<()> {
            let mut query = self.connection.prepare(query)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let side = if row.get::<_, i64>(0)? == 0 {
                    Side::Source
                } else {
                    Side::Target
                };
                take(
                    side,
                    row.get(1)?,
                    row.get_ref(2)?.as_str()?,
                    row.get_ref(3)?.as_str()?,
                    row.get(4)?,
                );
            }
            Ok(())
        };
        run().map_err(|error| self.failure(&error))
    }

    /// The date of the first document of each story that has one.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn story_dates(&self) -> Result<FxHashMap<u64, String>> {
        let query = "SELECT story, min(date) FROM document WHERE story IS NOT NULL AND date IS NOT NULL GROUP BY story";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?.try_into().unwrap_or_default(), row.get(1)?));
        self.connection
            .prepare(query)
            .and_then(|mut query| query.query_map([], read)?.collect())
            .map_err(|error| self.failure(&error))
    }

    /// How many documents a side has that take part, and their first and last date.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn documents_and_dates(&self, side: Side) -> Result<(usize, Option<(String, String)>)> {
        let query = "SELECT count(*), min(date), max(date) FROM document WHERE side = ? AND state = 'ready'";
        let read = |row: &Row<'_>| {
            let (count, first, last): (i64, Option<String>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((count.try_into().unwrap_or_default(), first.zip(last)))
        };
        self.connection
            .query_row(query, [side as i64], read)
            .map_err(|error| self.failure(&error))
    }

    /// Begins to note which documents are still in the heaps.
    ///
    /// # Errors
    /// If there is no room for temporary files.
    pub fn begin_scan(&self) -> Result<()> {
        self.set_up("DROP TABLE IF EXISTS temp.seen; CREATE TEMP TABLE seen (side INTEGER, id TEXT, PRIMARY KEY (side, id)) WITHOUT ROWID;")
    }

    /// Notes that a document is still in its heap.
    ///
    /// # Errors
    /// If there is no room for temporary files.
    pub fn see(&self, side: Side, id: &str) -> Result<()> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO temp.seen VALUES (?, ?)")
            .and_then(|mut insert| insert.execute(params![side as i64, id]))
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// Takes out the documents that are no longer in their heaps; says how many.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn end_scan(&self) -> Result<usize> {
        let gone = "FROM document WHERE NOT EXISTS \
                    (SELECT 1 FROM temp.seen WHERE seen.side = document.side AND seen.id = document.id)";
        let count: i64 = self.ask(&format!("SELECT count(*) {gone}"))?;
        if count > 0 {
            self.together(|ledger| {
                ledger.outdate()?;
                ledger.set_up(&format!("DELETE {gone}; {UNUSED_CONTENT}"))
            })?;
        }
        Ok(count.try_into().unwrap_or_default())
    }

    /// Forgets the files that no document has any more.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn forget_unused_content(&self) -> Result<()> {
        self.set_up(UNUSED_CONTENT)
    }
}

const UNUSED_CONTENT: &str =
    "DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.hash = content.hash);";

/// A file as the ledger keeps it.
#[must_use]
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn unpack(compressed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(compressed).read_to_end(&mut bytes)?;
    Ok(bytes)
}
