//! Reading with limits: no input, however made, takes more memory than a document may.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::{failure, kind};
use crate::error::{Error, ErrorKind, Result};

/// What dumps are read from.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens a file as a stream.
pub(super) fn stream(path: &Path) -> io::Result<Stream> {
    Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)))
}

/// What gzip packed in the stream, or the stream itself.
pub(super) fn unpacked(mut stream: Stream) -> io::Result<Stream> {
    if !kind::is_gzip(stream.fill_buf()?) {
        return Ok(stream);
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(stream))))
}

/// Everything that is left to read, if it is at most `largest` bytes.
///
/// # Errors
/// If it is more, or cannot be read; the error names `place`.
pub(super) fn read_all(reader: impl Read, largest: usize, place: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(largest).unwrap_or(u64::MAX).saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|cause| broken(place, &cause))?;
    if bytes.len() > largest {
        return Err(failure::too_large(place, largest));
    }
    Ok(bytes)
}

/// The bytes that gzip packed, at most `largest`.
pub(super) fn unpack(bytes: &[u8], largest: usize, place: &str) -> Result<Vec<u8>> {
    read_all(MultiGzDecoder::new(bytes), largest, place)
}

/// An error of the system, or of a compressed stream.
pub(super) fn broken(place: &str, cause: &io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => failure::damaged(place, "compressed file", cause),
        io::ErrorKind::Unsupported => {
            Error::new(ErrorKind::NotText, place, "is compressed in an unusual way").with_remedy("unpack it first")
        }
        io::ErrorKind::UnexpectedEof => failure::damaged(place, "compressed file", "it ends too early"),
        _ => failure::unreadable(place, cause),
    }
}

/// A line of a dump.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Its bytes, without the line end.
    Bytes(&'a [u8]),
    /// It is longer than a document may be.
    TooLong,
}

/// The lines of a stream, one in memory at a time.
pub(super) struct Lines {
    reader: Stream,
    buffer: Vec<u8>,
    largest: usize,
    number: usize,
}

impl Lines {
    /// The lines of a stream, none longer than `largest` bytes.
    pub(super) fn new(reader: Stream, largest: usize) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            largest,
            number: 0,
        }
    }

    /// The number of the line read last, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The next line; a byte-order mark before the first one is left out.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        // What one long line took is not kept for all that follow.
        self.buffer.shrink_to(1 << 20);
        let most = u64::try_from(self.largest).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut self.reader).take(most).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
            if self.buffer.last() == Some(&b'\r') {
                self.buffer.pop();
            }
        } else if self.buffer.len() > self.largest {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        let mark = self.number == 1 && self.buffer.starts_with(b"\xef\xbb\xbf");
        Ok(Some(Line::Bytes(&self.buffer[if mark { 3 } else { 0 }..])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_do_and_long_ones_are_passed_over() {
        let text: &[u8] = b"\xef\xbb\xbfone\r\n\nmuch too long a line\ntwo";
        let mut lines = Lines::new(Box::new(text), 10);
        let mut seen = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            seen.push(match line {
                Line::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                Line::TooLong => "…".to_owned(),
            });
        }
        assert_eq!(seen, ["one", "", "…", "two"]);
        assert_eq!(lines.number(), 4);
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert_eq!(read_all(&b"12345"[..], 5, "x").unwrap(), b"12345");
        let error = read_all(io::repeat(b' '), 5000, "x.html").unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.html: is larger than 4 KB, which no article is; leave it out, or break it into documents"
        );
    }
}
