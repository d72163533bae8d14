//! The ledger: one `SQLite` file that holds what a corpus is made of and how far its build has come.
//!
//! Every batch of work is one transaction, so that a build can be killed at any moment and goes on where it stopped.

mod documents;
mod failures;
mod pairs;
mod units;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::types::{FromSql, ToSql};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

use crate::corpus::configuration::Configuration;
use crate::error::{Error, ErrorKind, Result};

pub use documents::{DocumentRow, DocumentState, pack};
pub use failures::Failure;
pub use pairs::{Counts, PairRow, PairState, Paired};
pub use units::{DocumentMark, Marks, PairMark, UnitRow, Units};

const FILE: &str = "ledger.sqlite";
const TIDY_FILE: &str = "ledger.part";
const LOCK_FILE: &str = ".lock";
const SCHEMA: &str = include_str!("schema.sql");

/// The version of the schema, another one for each change that an older program would misread.
const VERSION: i64 = 1;
/// `PRAGMA user_version` of a ledger that was written to since it was last tidied, and of a tidied one.
const UNTIDY: i64 = 1;
const TIDY: i64 = 2;

/// The ledger of a corpus.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    connection: Connection,
    /// Held while the ledger may be written to; the system lets go of it when the program ends, however it ends.
    _lock: Option<File>,
}

impl Ledger {
    /// Opens the ledger of a corpus to write to it, and makes folder and ledger if they are not there.
    ///
    /// # Errors
    /// If the folder cannot be made or written to, is no corpus, or another program is writing to it.
    pub fn create(folder: &Path) -> Result<Self> {
        let exists = folder.join(FILE).exists();
        if !exists && folder.exists() && !is_empty(folder)? {
            let error = Error::new(
                ErrorKind::Usage,
                folder.to_string_lossy(),
                "is no corpus, and not empty",
            );
            return Err(error.with_remedy("name a new folder for the corpus"));
        }
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error.to_string()))?;
        let lock = lock(folder)?;
        let connection = Connection::open(folder.join(FILE)).map_err(|error| failure(folder, &error))?;
        let ledger = Self {
            folder: folder.to_owned(),
            connection,
            _lock: Some(lock),
        };
        remove_part(folder);
        ledger.prepare()?;
        Ok(ledger)
    }

    /// Opens the ledger of an existing corpus to write to it.
    ///
    /// # Errors
    /// If there is no corpus, or another program is writing to it.
    pub fn open(folder: &Path) -> Result<Self> {
        must_exist(folder)?;
        Self::create(folder)
    }

    /// Opens the ledger of an existing corpus to look into it; also while a build is running.
    ///
    /// # Errors
    /// If there is no corpus, or it cannot be read.
    pub fn look(folder: &Path) -> Result<Self> {
        must_exist(folder)?;
        // Not read-only where writing is allowed: what a killed build left half done has to be rolled back first.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(folder.join(FILE), flags).map_err(|error| failure(folder, &error))?;
        let ledger = Self {
            folder: folder.to_owned(),
            connection,
            _lock: None,
        };
        ledger.set_up("PRAGMA busy_timeout = 30000;")?;
        ledger.check_version()?;
        Ok(ledger)
    }

    /// The folder of the corpus.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder holds a corpus.
    #[must_use]
    pub fn is_there(folder: &Path) -> bool {
        folder.join(FILE).is_file()
    }

    /// What the corpus in a folder is made from and how; `None` if there is none, or its first build was stopped before it
    /// had noted that.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn configuration_in(folder: &Path) -> Result<Option<Configuration>> {
        if !Self::is_there(folder) {
            return Ok(None);
        }
        let connection = Connection::open(folder.join(FILE)).map_err(|error| failure(folder, &error))?;
        let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
        if tables.map_err(|error| failure(folder, &error))? == 0 {
            return Ok(None);
        }
        drop(connection);
        let text: Option<String> = Self::look(folder)?.get("configuration")?;
        text.map(|text| Configuration::parse(&text)).transpose()
    }

    /// What the corpus is made from and how.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn configuration(&self) -> Result<Configuration> {
        let text: Option<String> = self.get("configuration")?;
        Configuration::parse(&text.unwrap_or_default())
    }

    /// Forgets the learned model: the next build learns anew and aligns everything again.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn forget_model(&self) -> Result<()> {
        self.together(|ledger| {
            ledger.unset("model")?;
            ledger.set_up("UPDATE pair SET state = 'ready', reason = NULL")
        })
    }

    fn prepare(&self) -> Result<()> {
        // 64 MB of cache; temporary tables in memory would grow with the corpus.
        self.set_up("PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE;")?;
        let tables: i64 = self.ask("SELECT count(*) FROM sqlite_schema")?;
        if tables == 0 {
            // One transaction: a ledger without its version would be refused by the next run.
            let version = format!("INSERT INTO property VALUES ('version', {VERSION});");
            self.set_up(&format!(
                "BEGIN IMMEDIATE; {SCHEMA} {version} PRAGMA user_version = {UNTIDY}; COMMIT;"
            ))?;
        }
        self.check_version()
    }

    fn check_version(&self) -> Result<()> {
        let version: Option<i64> = self.get("version")?;
        if version == Some(VERSION) {
            return Ok(());
        }
        let message = match version {
            Some(version) => format!("is of version {version}, and this program reads version {VERSION}"),
            None => "is the ledger of no corpus".to_owned(),
        };
        let error = Error::new(ErrorKind::Syntax, self.folder.join(FILE).to_string_lossy(), message);
        Err(error.with_remedy("build the corpus anew in another folder"))
    }

    fn set_up(&self, statements: &str) -> Result<()> {
        self.connection
            .execute_batch(statements)
            .map_err(|error| self.failure(&error))
    }

    /// What goes wrong with the ledger, in words.
    fn failure(&self, error: &rusqlite::Error) -> Error {
        failure(&self.folder, error)
    }

    fn ask<T: FromSql>(&self, query: &str) -> Result<T> {
        self.connection
            .query_row(query, [], |row| row.get(0))
            .map_err(|error| self.failure(&error))
    }

    /// A property of the corpus.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn get<T: FromSql>(&self, key: &str) -> Result<Option<T>> {
        self.connection
            .query_row("SELECT value FROM property WHERE key = ?", [key], |row| row.get(0))
            .optional()
            .map_err(|error| self.failure(&error))
    }

    /// Sets a property of the corpus.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn set(&self, key: &str, value: impl ToSql) -> Result<()> {
        self.touch()?;
        self.connection
            .execute(
                "INSERT OR REPLACE INTO property VALUES (?, ?)",
                rusqlite::params![key, value],
            )
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// Takes a property away.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn unset(&self, key: &str) -> Result<()> {
        self.connection
            .execute("DELETE FROM property WHERE key = ?", [key])
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// Notes that documents, pairs or units have changed: what was found and written of all of them together is of the past.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn outdate(&self) -> Result<()> {
        self.set_up("DELETE FROM property WHERE key IN ('marked', 'written')")
    }

    /// A property that is a packed text.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn packed(&self, key: &str) -> Result<Option<String>> {
        let packed: Option<Vec<u8>> = self.get(key)?;
        packed
            .map(|packed| {
                self.unpack(&packed)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            })
            .transpose()
    }

    /// Does some work as one transaction: all of it is kept, or nothing.
    ///
    /// # Errors
    /// That of the work, or if the ledger cannot be written.
    pub fn together<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|error| self.failure(&error))?;
        self.touch()?;
        let done = work(self)?;
        transaction.commit().map_err(|error| self.failure(&error))?;
        Ok(done)
    }

    /// Notes that the ledger has been written to since it was tidied.
    fn touch(&self) -> Result<()> {
        let state: i64 = self.ask("PRAGMA user_version")?;
        if state == UNTIDY {
            return Ok(());
        }
        self.set_up(&format!("PRAGMA user_version = {UNTIDY}"))
    }

    /// Rewrites the ledger in the order of its rows, if it was written to: without gaps, and the same bytes for the same
    /// content, whatever interrupted the build.
    ///
    /// # Errors
    /// If there is no room for a copy.
    pub fn tidy(self) -> Result<Self> {
        let state: i64 = self.ask("PRAGMA user_version")?;
        if state == TIDY {
            return Ok(self);
        }
        let path = self.folder.join(TIDY_FILE);
        remove_part(&self.folder);
        self.set_up("INSERT INTO word (word) VALUES ('optimize')")?;
        self.connection
            .execute("VACUUM INTO ?", [path.to_string_lossy()])
            .map_err(|error| self.failure(&error))?;
        let copy = Connection::open(&path).map_err(|error| self.failure(&error))?;
        copy.execute_batch(&format!("PRAGMA user_version = {TIDY}"))
            .map_err(|error| self.failure(&error))?;
        copy.close().map_err(|(_, error)| self.failure(&error))?;
        let Self {
            folder,
            connection,
            _lock: lock,
        } = self;
        connection.close().map_err(|(_, error)| failure(&folder, &error))?;
        std::fs::rename(&path, folder.join(FILE)).map_err(|error| cannot_write(&folder, &error.to_string()))?;
        let connection = Connection::open(folder.join(FILE)).map_err(|error| failure(&folder, &error))?;
        let ledger = Self {
            folder,
            connection,
            _lock: lock,
        };
        ledger.prepare()?;
        Ok(ledger)
    }
}

/// Removes what a run that was killed while tidying left behind.
fn remove_part(folder: &Path) {
    for file in [TIDY_FILE.to_owned(), format!("{TIDY_FILE}-journal")] {
        // Most often there is nothing.
        let _ = std::fs::remove_file(folder.join(file));
    }
}

fn is_empty(folder: &Path) -> Result<bool> {
    let mut entries = std::fs::read_dir(folder).map_err(|error| cannot_write(folder, &error.to_string()))?;
    // The lock of a run that was killed before it made the ledger.
    Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == LOCK_FILE)))
}

fn must_exist(folder: &Path) -> Result<()> {
    if Ledger::is_there(folder) {
        return Ok(());
    }
    let error = Error::new(
        ErrorKind::Read,
        folder.to_string_lossy(),
        "is no corpus: it holds no ledger",
    );
    Err(error.with_remedy("make one with `beadwork corpus build`, or check the path"))
}

/// Keeps other programs from writing to the corpus as long as the file is open.
fn lock(folder: &Path) -> Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(LOCK_FILE))
        .map_err(|error| cannot_write(folder, &error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let error = Error::new(
                ErrorKind::Write,
                folder.to_string_lossy(),
                "another build is at work on it",
            );
            Err(error.with_remedy("wait for it to end; `beadwork corpus status` shows how far it is"))
        }
        Err(TryLockError::Error(error)) => Err(cannot_write(folder, &error.to_string())),
    }
}

fn cannot_write(folder: &Path, reason: &str) -> Error {
    let reason = reason.split(" (os error").next().unwrap_or_default().to_lowercase();
    let error = Error::new(
        ErrorKind::Write,
        folder.to_string_lossy(),
        format!("cannot be written: {reason}"),
    );
    error.with_remedy("make room or allow writing, and give the same command again: it goes on where it stopped")
}

/// A failure of the ledger, in words and with what helps.
fn failure(folder: &Path, error: &rusqlite::Error) -> Error {
    let path = folder.join(FILE);
    let name = path.to_string_lossy();
    let code = error.sqlite_error_code();
    let go_on = "and give the same command again: it goes on where it stopped";
    let (message, remedy) = match code {
        Some(ErrorCode::DiskFull) => ("the disk is full".to_owned(), format!("make room, {go_on}")),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
            "cannot be opened or written".to_owned(),
            format!("allow reading and writing in the folder, {go_on}"),
        ),
        Some(ErrorCode::SystemIoFailure) => (format!("the disk failed: {error}"), format!("check the disk, {go_on}")),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "is in use by another program".to_owned(),
            "wait for it to end".to_owned(),
        ),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => (
            "is damaged, or no ledger".to_owned(),
            "build the corpus anew in another folder".to_owned(),
        ),
        _ => (error.to_string(), format!("check the corpus folder, {go_on}")),
    };
    let kind = if code == Some(ErrorCode::NotADatabase) {
        ErrorKind::Syntax
    } else {
        ErrorKind::Write
    };
    Error::new(kind, name, message).with_remedy(remedy)
}

#[cfg(test)]
mod tests;
