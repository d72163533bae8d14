//! A web archive → its records. A broken record is told once, and reading goes on at the next one that can be found.

use std::io::{self, BufRead, BufReader, Read};

use super::members::{Members, Rewind};
use crate::corpus::source::limit::Stream;

/// The lines of a record's header take at most so many bytes.
const MOST_HEADER: u64 = 64 << 10;
const MOST_FIELDS: usize = 256;
/// How every record begins, up to its version.
const START: &[u8] = b"WARC/";

/// A record, or what stands in its place.
pub(super) enum Frame {
    /// Header and body.
    Record(Header, Vec<u8>),
    /// The caller did not want it.
    PassedOver,
    /// The caller wanted it, but the body is larger than allowed.
    TooLarge,
    /// It breaks the format; why.
    Broken(String),
}

/// The named fields of a record.
pub(super) struct Header {
    fields: Vec<(String, String)>,
}

impl Header {
    /// The value of a field by its lower-case name.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.clone())
    }

    /// Whether a field has a value, in whatever case.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.fields
            .iter()
            .any(|(field, found)| field == name && found.eq_ignore_ascii_case(value))
    }

    /// Reads the lines behind the version, up to the empty one.
    fn parse(lines: &[u8]) -> Option<Self> {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let httparse::Status::Complete((_, found)) = httparse::parse_headers(lines, &mut fields).ok()? else {
            return None;
        };
        let field = |header: &httparse::Header| {
            let value = String::from_utf8_lossy(header.value).trim().to_owned();
            (header.name.to_ascii_lowercase(), value)
        };
        Some(Self {
            fields: found.iter().map(field).collect(),
        })
    }
}

/// What records are read from.
pub(super) enum Input {
    Plain(Stream),
    Packed(Box<BufReader<Members>>),
}

impl Input {
    /// A plain archive, or one that gzip packed.
    pub(super) fn new(stream: Stream, packed: bool) -> Self {
        if packed {
            Self::Packed(Box::new(BufReader::with_capacity(1 << 16, Members::new(stream))))
        } else {
            Self::Plain(stream)
        }
    }

    /// After an error: goes to where gzip starts anew, if it does.
    fn recover(&mut self) -> bool {
        match self {
            Self::Plain(_) => false,
            Self::Packed(reader) => reader.get_mut().recover(),
        }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(reader) => reader.read(buffer),
            Self::Packed(reader) => reader.read(buffer),
        }
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(reader) => reader.fill_buf(),
            Self::Packed(reader) => reader.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Self::Plain(reader) => reader.consume(amount),
            Self::Packed(reader) => reader.consume(amount),
        }
    }
}

/// The records of a web archive.
pub(super) struct Frames {
    input: Rewind<Input>,
    largest: usize,
    /// A record was broken and none was read since: what is broken now most likely belongs to it.
    recovering: bool,
    done: bool,
}

/// Why a record could not be read.
enum Failure {
    /// The system or gzip says so.
    Stream(io::Error),
    /// The format is broken.
    Format(&'static str),
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Self {
        Self::Stream(cause)
    }
}

impl Frames {
    /// The records of which none has a body larger than `largest` bytes.
    pub(super) fn new(input: Input, largest: usize) -> Self {
        Self {
            input: Rewind::new(input),
            largest,
            recovering: false,
            done: false,
        }
    }

    /// The next record; bodies that are not wanted are not kept.
    pub(super) fn next(&mut self, wanted: impl Fn(&Header) -> bool) -> Option<Frame> {
        while !self.done {
            let message = match self.record(&wanted) {
                Ok(None) => return None,
                Ok(Some(frame)) => {
                    self.recovering = false;
                    return Some(frame);
                }
                Err(Failure::Format(message)) => {
                    self.done = !self.find_start();
                    message.to_owned()
                }
                Err(Failure::Stream(cause)) => {
                    self.done = !self.input.inner().recover();
                    let early = cause.kind() == io::ErrorKind::UnexpectedEof;
                    if early {
                        "the file ends too early".to_owned()
                    } else {
                        cause.to_string()
                    }
                }
            };
            if !self.recovering {
                self.recovering = true;
                return Some(Frame::Broken(message));
            }
        }
        None
    }

    fn record(&mut self, wanted: &impl Fn(&Header) -> bool) -> Result<Option<Frame>, Failure> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        let header = self.header()?;
        let length = header
            .get("content-length")
            .and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or(Failure::Format("it does not say how long it is"))?;
        let keep = wanted(&header);
        if !keep || length > self.largest as u64 {
            let skipped = io::copy(&mut (&mut self.input).take(length), &mut io::sink())?;
            if skipped < length {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            self.check_end(&[])?;
            return Ok(Some(if keep { Frame::TooLarge } else { Frame::PassedOver }));
        }
        let mut body = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            self.rewind_to_start(&body);
            return Err(Failure::Format("it is shorter than it says"));
        }
        self.check_end(&body)?;
        Ok(Some(Frame::Record(header, body)))
    }

    /// Goes past what stands between records; false at the end of the file.
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let ends = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let all = ends == buffer.len();
            self.input.consume(ends);
            if !all {
                return Ok(true);
            }
        }
    }

    /// Reads the lines of the header with the empty one behind them.
    fn header(&mut self) -> Result<Header, Failure> {
        let mut limited = (&mut self.input).take(MOST_HEADER);
        let mut version = Vec::new();
        limited.read_until(b'\n', &mut version)?;
        if !version.starts_with(START) {
            return Err(Failure::Format("it does not begin as a record does"));
        }
        let mut lines = Vec::new();
        loop {
            let before = lines.len();
            let read = limited.read_until(b'\n', &mut lines)?;
            if read == 0 {
                return Err(Failure::Format("its header has no end"));
            }
            if matches!(&lines[before..], b"\r\n" | b"\n") {
                break;
            }
        }
        Header::parse(&lines).ok_or(Failure::Format("its header breaks the format"))
    }

    /// Behind a body there are two line ends; some writers leave them out.
    fn check_end(&mut self, body: &[u8]) -> Result<(), Failure> {
        // What is wrong with the stream behind the body is the next record's fault.
        if self.is_end().unwrap_or(true) {
            return Ok(());
        }
        self.rewind_to_start(body);
        Err(Failure::Format("it is longer or shorter than it says"))
    }

    /// Goes past two line ends, and tells whether a record may have ended here.
    fn is_end(&mut self) -> io::Result<bool> {
        let mut lines = 0;
        while lines < 2 {
            match self.input.fill_buf()?.first() {
                None => return Ok(true),
                Some(b'\n') => lines += 1,
                Some(b'\r') => {}
                Some(_) => break,
            }
            self.input.consume(1);
        }
        if lines == 2 {
            return Ok(true);
        }
        let mut next = Vec::new();
        (&mut self.input).take(START.len() as u64).read_to_end(&mut next)?;
        self.input.push_front(&next);
        Ok(START.starts_with(&next))
    }

    /// If the next record begins inside what was taken for a body, puts it back from there.
    fn rewind_to_start(&mut self, body: &[u8]) {
        let at = body
            .windows(START.len() + 1)
            .position(|bytes| bytes[0] == b'\n' && &bytes[1..] == START);
        if let Some(at) = at {
            self.input.push_front(&body[at + 1..]);
        }
    }

    /// Goes to the next line that a record begins with; false if there is none.
    fn find_start(&mut self) -> bool {
        let mut line = Vec::new();
        let mut whole = true;
        loop {
            line.clear();
            match (&mut self.input).take(MOST_HEADER).read_until(b'\n', &mut line) {
                Ok(0) => return false,
                Err(_) => return self.input.inner().recover(),
                Ok(_) if whole && line.starts_with(START) => {
                    self.input.push_front(&line);
                    return true;
                }
                Ok(_) => whole = line.ends_with(b"\n"),
            }
        }
    }
}
