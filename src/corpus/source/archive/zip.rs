//! ZIP archives.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{Plan, plan, shown};
use crate::corpus::item::Item;
use crate::corpus::source::kind::Kind;
use crate::corpus::source::limit::{self, Stream};
use crate::corpus::source::name::Name;
use crate::corpus::source::{Items, Options, failure, single};
use crate::error::{Error, ErrorKind, Result};

/// Opens a ZIP archive; members come in the order of its directory.
///
/// # Errors
/// If it cannot be read or has no directory at its end.
pub(in crate::corpus::source) fn open(path: &Path, name: &Name, options: Options) -> Result<Items> {
    let file = File::open(path).map_err(|cause| failure::unreadable(&name.place, &cause))?;
    let archive = ZipArchive::new(BufReader::new(file)).map_err(|cause| failed(&name.place, &cause))?;
    Ok(Box::new(Zip {
        path: path.to_owned(),
        archive,
        name: name.clone(),
        options,
        next: 0,
        inside: None,
    }))
}

/// The documents of a ZIP archive. The directory is kept in memory, some 250 bytes a member.
struct Zip {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    name: Name,
    options: Options,
    next: usize,
    /// The member that is being read, if it holds many documents.
    inside: Option<Items>,
}

/// What the directory says of a member.
struct Member {
    path: String,
    folder: bool,
    encrypted: bool,
    size: u64,
}

impl Zip {
    fn member(&self, index: usize) -> std::result::Result<Member, ZipError> {
        let entry = self.archive.by_index_data(index)?;
        let path = entry
            .name()
            .map_or_else(|_| shown(entry.name_raw()), |name| shown(name.as_bytes()));
        Ok(Member {
            path,
            folder: entry.is_dir() || entry.is_symlink(),
            encrypted: entry.encrypted(),
            size: entry.size(),
        })
    }

    /// Looks at a member; `Some` if it gives a document or an error at once.
    fn visit(&mut self, index: usize) -> Option<Result<Item>> {
        let member = match self.member(index) {
            Ok(member) => member,
            Err(cause) => return Some(Err(failed(&self.name.place, &cause))),
        };
        let name = self.name.member(&member.path);
        match plan(&member.path, &name) {
            _ if member.folder => None,
            Plan::PassOver => None,
            Plan::Refuse(error) => Some(Err(error)),
            _ if member.encrypted => Some(Err(encrypted(&name.place))),
            Plan::Document => Some(self.document(index, &name, member.size)),
            Plan::Dump(kind) => match self.dump(index, &name, kind) {
                Ok(items) => {
                    self.inside = Some(items);
                    None
                }
                Err(error) => Some(Err(error)),
            },
        }
    }

    fn document(&mut self, index: usize, name: &Name, size: u64) -> Result<Item> {
        if size > self.options.largest as u64 {
            return Err(failure::too_large(&name.place, self.options.largest));
        }
        let member = self
            .archive
            .by_index(index)
            .map_err(|cause| failed(&name.place, &cause))?;
        // The directory may say less than there is.
        let bytes = limit::read_all(member, self.options.largest, &name.place)?;
        single::from_bytes(bytes, name, &self.options)
    }

    /// Reads a member beside the archive, so that the archive is free for the next one.
    fn dump(&mut self, index: usize, name: &Name, kind: Kind) -> Result<Items> {
        let raw = self
            .archive
            .by_index_raw(index)
            .map_err(|cause| failed(&name.place, &cause))?;
        let (method, start, length) = (raw.compression(), raw.data_start(), raw.compressed_size());
        drop(raw);
        let start = start.ok_or_else(|| failed(&name.place, &ZipError::FileNotFound))?;
        let stream = raw_stream(&self.path, start, length).and_then(|stream| decoded(stream, method));
        let stream = stream.and_then(|stream| single::dump(kind, stream, name, None, &self.options));
        stream.map_err(|cause| limit::broken(&name.place, &cause))
    }
}

impl Iterator for Zip {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        loop {
            if let Some(item) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.inside = None;
            if self.next >= self.archive.len() {
                return None;
            }
            self.next += 1;
            if let Some(item) = self.visit(self.next - 1) {
                return Some(item);
            }
        }
    }
}

fn raw_stream(path: &Path, start: u64, length: u64) -> io::Result<Stream> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file.take(length))))
}

fn decoded(stream: Stream, method: CompressionMethod) -> io::Result<Stream> {
    match method {
        CompressionMethod::Stored => Ok(stream),
        CompressionMethod::Deflated => Ok(Box::new(BufReader::with_capacity(1 << 16, DeflateDecoder::new(stream)))),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

fn encrypted(place: &str) -> Error {
    Error::new(ErrorKind::Read, place, "is encrypted").with_remedy("unpack the archive with its password first")
}

fn failed(place: &str, cause: &ZipError) -> Error {
    match cause {
        ZipError::Io(cause) => limit::broken(place, cause),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            limit::broken(place, &io::ErrorKind::Unsupported.into())
        }
        _ => failure::damaged(place, "ZIP archive", cause),
    }
}
