//! What went wrong, with the reasons.

use rusqlite::{Row, params};

use super::Ledger;
use super::documents::DocumentState;
use crate::alignment::Side;
use crate::error::Result;

/// A document or pair that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

pub(super) fn failure_of(row: &Row<'_>) -> rusqlite::Result<Failure> {
    Ok(Failure {
        name: row.get(0)?,
        reason: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
    })
}

impl Ledger {
    /// What is wrong with the heaps themselves, as the last build found it.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn troubles(&self) -> Result<Vec<String>> {
        self.connection
            .prepare("SELECT message FROM trouble ORDER BY number")
            .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.failure(&error))
    }

    /// Notes what is wrong with the heaps themselves, in the place of what was noted before.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_troubles(&self, messages: &[String]) -> Result<()> {
        if self.troubles()? == messages {
            return Ok(());
        }
        self.together(|ledger| {
            let run = || -> rusqlite::Result<()> {
                ledger.connection.execute("DELETE FROM trouble", [])?;
                let mut insert = ledger
                    .connection
                    .prepare("INSERT INTO trouble (number, message) VALUES (?, ?)")?;
                for (number, message) in (1_i64..).zip(messages) {
                    insert.execute(params![number, message])?;
                }
                Ok(())
            };
            run().map_err(|error| ledger.failure(&error))
        })
    }

    /// Forgets what failed, so that it is tried again.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn forget_failures(&self) -> Result<()> {
        self.together(|ledger| {
            ledger.set_up(
                "DELETE FROM document WHERE state = 'failed'; \
                 UPDATE pair SET state = 'ready', reason = NULL WHERE state = 'failed';",
            )
        })
    }

    /// The documents of a side that failed or were left out, with the reasons, in the order of their names.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn document_failures(&self, side: Side, state: DocumentState) -> Result<Vec<Failure>> {
        let mut query = self
            .connection
            .prepare("SELECT place, reason FROM document WHERE side = ? AND state = ? ORDER BY id")
            .map_err(|error| self.failure(&error))?;
        let rows = query.query_map(params![side as i64, state], failure_of);
        rows.and_then(Iterator::collect).map_err(|error| self.failure(&error))
    }
}
