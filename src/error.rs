//! The one error type of the library.
//!
//! A user reads an error once and wants to know three things: which file (and line), what is wrong, what to do. So an
//! [`Error`] is opaque and holds just these; programs ask [`Error::kind`]. New kinds can come without breaking anyone.

use std::fmt;

/// What went wrong, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read.
    Read,
    /// A file could not be written.
    Write,
    /// A file holds no text.
    Empty,
    /// A file is not text, or of a format that is not supported.
    NotText,
    /// A file is not in the character encoding it seems or is said to be in.
    Encoding,
    /// A piece of text is too long to be one paragraph.
    TooLong,
    /// The languages of the two files are unknown or the same.
    Language,
    /// A file (pairs, gold, alignment, abbreviations) breaks its format.
    Syntax,
    /// The options contradict each other or name something unknown.
    Usage,
}

/// An error that names the file, the line and the remedy.
#[derive(Debug, thiserror::Error)]
#[error("{inner}")]
pub struct Error {
    // Boxed, so that a `Result` stays small.
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    subject: String,
    line: Option<usize>,
    message: String,
    remedy: Option<String>,
}

impl Error {
    /// An error about `subject`, which is a file's name as the user gave it.
    #[must_use]
    pub fn new(kind: ErrorKind, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                subject: subject.into(),
                line: None,
                message: message.into(),
                remedy: None,
            }),
        }
    }

    /// Adds the line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.inner.line = Some(line);
        self
    }

    /// Adds what the user can do about it, as a clause: `give the encoding with --encoding`.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.inner.remedy = Some(remedy.into());
        self
    }

    /// What went wrong, for programs.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// What is wrong, without the file and the remedy.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// What the user can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        self.inner.remedy.as_deref()
    }

    /// Whether a call with other options, not another file, would help.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        self.inner.kind == ErrorKind::Usage
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.subject.is_empty() {
            formatter.write_str(&self.subject)?;
            if let Some(line) = self.line {
                write!(formatter, ":{line}")?;
            }
            formatter.write_str(": ")?;
        }
        formatter.write_str(&self.message)?;
        if let Some(remedy) = &self.remedy {
            write!(formatter, "; {remedy}")?;
        }
        Ok(())
    }
}

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_file_line_and_remedy() {
        let error = Error::new(ErrorKind::Syntax, "pairs.tsv", "2 columns where 3 are needed")
            .at_line(7)
            .with_remedy("write id, path A, path B");
        assert_eq!(
            error.to_string(),
            "pairs.tsv:7: 2 columns where 3 are needed; write id, path A, path B"
        );
    }
}
