//! Web archives: the pages that a crawler fetched, plain or compressed record by record.
//!
//! `frame` cuts the file into records and finds the next one behind a broken one, `members` does so below gzip, `http`
//! takes the page out of the answer of a server. The `warc` crate is not used: it holds a record of any size in memory,
//! and ends at the first broken one.

mod frame;
mod http;
mod members;

#[cfg(test)]
mod tests;

use std::io;

use self::frame::{Frame, Frames, Header, Input};
use super::limit::Stream;
use super::metadata::{self, date};
use super::name::Name;
use super::{Options, failure, kind};
use crate::corpus::item::{Item, Metadata};
use crate::error::{Error, ErrorKind, Result};

/// The pages of a web archive.
///
/// What counts are answers with status 200 that are web pages or text, saved resources of these types, and text that
/// was taken out of pages (WET files). Everything else is passed over.
pub(super) struct Warc {
    frames: Frames,
    name: Name,
    options: Options,
    /// The number of the record read last, from 1.
    record: usize,
}

impl Warc {
    /// Reads a web archive, compressed or not.
    pub(super) fn new(mut stream: Stream, name: Name, options: Options) -> io::Result<Self> {
        let packed = kind::is_gzip(stream.fill_buf()?);
        let frames = Frames::new(Input::new(stream, packed), options.largest);
        Ok(Self {
            frames,
            name,
            options,
            record: 0,
        })
    }

    /// The page in a record, if there is one.
    fn page(&self, name: Name, header: &Header, body: Vec<u8>) -> Option<Result<Item>> {
        let content = header.get("content-type").unwrap_or_default().to_ascii_lowercase();
        let page = if header.is("warc-type", "response") {
            match http::page(body, self.options.largest) {
                Ok(page) => page?,
                Err(message) => {
                    let error = Error::new(ErrorKind::Syntax, name.place, message);
                    return Some(Err(error.with_remedy("fetch the page again; the rest is used")));
                }
            }
        } else {
            http::Page::of_type(&content, body)?
        };
        Some(Ok(Item {
            id: name.id,
            place: name.place,
            bytes: page.bytes,
            format: page.format,
            encoding: page.encoding,
            metadata: Metadata {
                url: header.get("warc-target-uri").and_then(|uri| address(&uri)),
                fetched: header.get("warc-date").and_then(|date| date::normal(&date)),
                ..Metadata::default()
            },
        }))
    }
}

/// Some crawlers write the address in angle brackets.
fn address(uri: &str) -> Option<String> {
    let bare = uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>'));
    metadata::address(bare.unwrap_or(uri))
}

/// Whether a record may hold a page.
fn wanted(header: &Header) -> bool {
    let content = header.get("content-type").unwrap_or_default().to_ascii_lowercase();
    match header
        .get("warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "response" => content.is_empty() || content.starts_with("application/http"),
        "resource" | "conversion" => {
            // Browsers' crawlers keep notes of their own under `urn:`.
            let note = header.get("warc-target-uri").is_some_and(|uri| uri.starts_with("urn:"));
            http::is_page(&content) && !note
        }
        _ => false,
    }
}

impl Iterator for Warc {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        loop {
            self.record += 1;
            let name = self.name.row(self.record);
            let item = match self.frames.next(wanted)? {
                Frame::PassedOver => None,
                Frame::Record(header, body) => self.page(name, &header, body),
                Frame::TooLarge => Some(Err(failure::too_large(&name.place, self.options.largest))),
                Frame::Broken(message) => {
                    let error = Error::new(ErrorKind::Syntax, name.place, format!("a broken record: {message}"));
                    Some(Err(error.with_remedy(
                        "nothing needs to be done; the rest of the archive is used",
                    )))
                }
            };
            if item.is_some() {
                return item;
            }
        }
    }
}
