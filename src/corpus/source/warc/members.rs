//! Below the records: bytes that are put back, and gzip files of many members of which one may be broken.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::corpus::source::limit::Stream;

/// A reader that bytes can be put back into.
pub(super) struct Rewind<R> {
    front: Vec<u8>,
    at: usize,
    inner: R,
}

impl<R> Rewind<R> {
    /// A reader of which nothing was put back yet.
    pub(super) fn new(inner: R) -> Self {
        Self {
            front: Vec::new(),
            at: 0,
            inner,
        }
    }

    /// Puts bytes before what is left.
    pub(super) fn push_front(&mut self, bytes: &[u8]) {
        self.front = [bytes, &self.front[self.at..]].concat();
        self.at = 0;
    }

    /// What is read once nothing put back is left.
    pub(super) fn inner(&mut self) -> &mut R {
        &mut self.inner
    }
}

impl<R: BufRead> Read for Rewind<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Rewind<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.front.len() {
            return Ok(&self.front[self.at..]);
        }
        if !self.front.is_empty() {
            self.front = Vec::new();
            self.at = 0;
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.front.len() {
            self.at += amount;
        } else {
            self.inner.consume(amount);
        }
    }
}

/// What the members of a gzip file hold, one behind the other.
pub(super) struct Members {
    state: State,
}

enum State {
    /// Before a member, or at the end.
    Before(Rewind<Stream>),
    Inside(Box<GzDecoder<Rewind<Stream>>>),
    /// Somewhere in or behind a member that is broken.
    Broken(Rewind<Stream>),
    Ended,
}

impl Members {
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            state: State::Before(Rewind::new(stream)),
        }
    }

    /// After an error: goes to the next place that looks like the start of a member; false if there is none.
    pub(super) fn recover(&mut self) -> bool {
        let State::Broken(mut stream) = std::mem::replace(&mut self.state, State::Ended) else {
            return false;
        };
        let found = find_member(&mut stream);
        if found {
            self.state = State::Before(stream);
        }
        found
    }
}

/// Goes to the bytes `1f 8b 08` with flags that gzip knows.
fn find_member(stream: &mut Rewind<Stream>) -> bool {
    let mut last = [0_u8; 4];
    loop {
        let Ok(buffer) = stream.fill_buf() else {
            return false;
        };
        if buffer.is_empty() {
            return false;
        }
        let length = buffer.len();
        let found = buffer.iter().position(|byte| {
            last = [last[1], last[2], last[3], *byte];
            last[..3] == [0x1f, 0x8b, 8] && last[3] & 0xe0 == 0
        });
        stream.consume(found.map_or(length, |at| at + 1));
        if found.is_some() {
            stream.push_front(&last);
            return true;
        }
    }
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Before(mut stream) => match stream.fill_buf() {
                    Ok([]) => return Ok(0),
                    // Tapes and some disks fill the last block with zeros.
                    Ok([0, ..]) => {
                        stream.consume(1);
                        self.state = State::Before(stream);
                    }
                    Ok(_) => self.state = State::Inside(Box::new(GzDecoder::new(stream))),
                    Err(cause) => return Err(cause),
                },
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.state = State::Before(decoder.into_inner()),
                    Ok(read) => {
                        self.state = State::Inside(decoder);
                        return Ok(read);
                    }
                    Err(cause) => {
                        self.state = State::Broken(decoder.into_inner());
                        return Err(cause);
                    }
                },
                State::Broken(stream) => {
                    self.state = State::Broken(stream);
                    return Err(io::ErrorKind::InvalidData.into());
                }
                State::Ended => return Ok(0),
            }
        }
    }
}
