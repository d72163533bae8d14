//! tar archives, plain or compressed by gzip.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use tar::{Archive, Entry};

use super::{Plan, plan, shown};
use crate::corpus::item::Item;
use crate::corpus::source::kind::Kind;
use crate::corpus::source::limit::{self, Stream};
use crate::corpus::source::name::Name;
use crate::corpus::source::{Items, Options, Step, failure, single};
use crate::error::Result;

/// Long names and other extensions before a member take at most so many bytes.
const MOST_HEADER: u64 = 1 << 20;
const BLOCK: u64 = 512;

/// Opens a tar archive; members come in their order.
///
/// # Errors
/// If it cannot be read.
pub(in crate::corpus::source) fn open(path: &Path, name: &Name, options: Options) -> Result<Items> {
    let stream = limit::stream(path).and_then(limit::unpacked);
    let stream = stream.map_err(|cause| limit::broken(&name.place, &cause))?;
    Ok(Box::new(Tar {
        path: path.to_owned(),
        reader: Metered {
            inner: stream,
            position: 0,
            allowance: 0,
        },
        name: name.clone(),
        options,
        inside: None,
        done: false,
    }))
}

/// The documents of a tar archive.
struct Tar {
    path: PathBuf,
    reader: Metered,
    name: Name,
    options: Options,
    /// The member that is being read, if it holds many documents.
    inside: Option<Items>,
    done: bool,
}

/// A member that was looked at.
struct Member {
    /// What it gives.
    found: Found,
    /// Where the next one begins.
    end: u64,
}

enum Found {
    Nothing,
    Item(Box<Result<Item>>),
    /// It holds documents; its name, and how many bytes it has.
    Dump(Kind, Name, u64),
}

impl Tar {
    /// Looks at the next member and goes behind it.
    fn step(&mut self) -> io::Result<Step> {
        let Some(member) = self.member()? else {
            return Ok(Step::End);
        };
        let step = match member.found {
            Found::Nothing => Step::Nothing,
            Found::Item(found) => Step::Item(found),
            Found::Dump(kind, name, size) => match self.dump(kind, &name, self.reader.position, size) {
                Ok(items) => {
                    self.inside = Some(items);
                    Step::Nothing
                }
                Err(cause) => Step::item(Err(limit::broken(&name.place, &cause))),
            },
        };
        self.reader.skip_to(member.end)?;
        Ok(step)
    }

    /// Reads the header of the next member, and all of it if it is one document.
    fn member(&mut self) -> io::Result<Option<Member>> {
        self.reader.allowance = MOST_HEADER.saturating_add(self.options.largest as u64);
        // Each member is read as an archive of its own: the iterator of `tar` would borrow what we have to keep.
        let mut archive = Archive::new(&mut self.reader);
        let Some(mut entry) = archive.entries()?.next().transpose()? else {
            return Ok(None);
        };
        let sparse = entry.header().entry_type().is_gnu_sparse();
        let size = if sparse {
            entry.header().entry_size()?
        } else {
            entry.size()
        };
        let (found, read) = look_at(&mut entry, size, &self.name, &self.options)?;
        drop(entry);
        let padded = size.checked_next_multiple_of(BLOCK);
        let end = padded.and_then(|padded| (self.reader.position - read).checked_add(padded));
        let end = end.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a member of impossible size"))?;
        Ok(Some(Member { found, end }))
    }

    /// Reads a member in a second pass over the archive, so that the first one is free for the next member.
    fn dump(&self, kind: Kind, name: &Name, start: u64, size: u64) -> io::Result<Items> {
        let mut stream: Stream = limit::unpacked(limit::stream(&self.path)?)?;
        io::copy(&mut (&mut stream).take(start), &mut io::sink())?;
        let stream: Stream = Box::new(BufReader::with_capacity(1 << 16, stream.take(size)));
        single::dump(kind, stream, name, None, &self.options)
    }
}

/// What a member of so many bytes gives, and how many of them were read.
fn look_at(entry: &mut Entry<&mut Metered>, size: u64, archive: &Name, options: &Options) -> io::Result<(Found, u64)> {
    let kind = entry.header().entry_type();
    let path = shown(&entry.path_bytes());
    let name = archive.member(&path);
    let sparse = kind.is_gnu_sparse();
    let found = match plan(&path, &name) {
        _ if !(kind.is_file() || kind.is_contiguous() || sparse) => Found::Nothing,
        Plan::PassOver => Found::Nothing,
        Plan::Refuse(error) => Found::item(Err(error)),
        Plan::Document | Plan::Dump(_) if sparse => Found::item(Err(failure::no_document(&name.place))),
        Plan::Document if size > options.largest as u64 => {
            Found::item(Err(failure::too_large(&name.place, options.largest)))
        }
        Plan::Document => {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            if (bytes.len() as u64) < size {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            return Ok((Found::item(single::from_bytes(bytes, &name, options)), size));
        }
        Plan::Dump(kind) => Found::Dump(kind, name, size),
    };
    Ok((found, 0))
}

impl Found {
    fn item(item: Result<Item>) -> Self {
        Self::Item(Box::new(item))
    }
}

impl Iterator for Tar {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        loop {
            if let Some(item) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.inside = None;
            if self.done {
                return None;
            }
            match self.step() {
                Ok(Step::End) => self.done = true,
                Ok(Step::Nothing) => {}
                Ok(Step::Item(found)) => return Some(*found),
                Err(cause) => {
                    self.done = true;
                    let cause = if cause.kind() == io::ErrorKind::UnexpectedEof {
                        "it ends too early".to_owned()
                    } else {
                        cause.to_string()
                    };
                    return Some(Err(failure::damaged(&self.name.place, "tar archive", cause)));
                }
            }
        }
    }
}

/// A stream that counts what is read, and does not give more than it is told to.
struct Metered {
    inner: Stream,
    position: u64,
    allowance: u64,
}

impl Metered {
    fn skip_to(&mut self, position: u64) -> io::Result<()> {
        let distance = position.saturating_sub(self.position);
        let skipped = io::copy(&mut (&mut self.inner).take(distance), &mut io::sink())?;
        self.position += skipped;
        if skipped < distance {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.allowance).unwrap_or(usize::MAX));
        if most == 0 && !buffer.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a header larger than a megabyte",
            ));
        }
        let read = self.inner.read(&mut buffer[..most])?;
        self.position += read as u64;
        self.allowance -= read as u64;
        Ok(read)
    }
}
