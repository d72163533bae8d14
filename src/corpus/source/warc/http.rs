//! The answer of a server → the page in it.

use std::io::Read;

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::document::Format;

const MOST_FIELDS: usize = 512;

/// A page as the server sent it, unpacked.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    pub(super) format: Option<Format>,
    /// The encoding that the server names, if the bytes agree.
    pub(super) encoding: Option<String>,
}

/// Whether a content type is that of a page or of text.
pub(super) fn is_page(content_type: &str) -> bool {
    format_of(content_type).is_some()
}

fn format_of(content_type: &str) -> Option<Format> {
    let bare = content_type.split(';').next().unwrap_or_default().trim();
    match bare.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Text),
        "text/markdown" => Some(Format::Markdown),
        _ => None,
    }
}

impl Page {
    /// A page of this content type; `None` if it is none.
    pub(super) fn of_type(content_type: &str, bytes: Vec<u8>) -> Option<Self> {
        let format = Some(format_of(content_type)?);
        let encoding = encoding(content_type, &bytes);
        Some(Self {
            bytes,
            format,
            encoding,
        })
    }
}

/// What the header of an answer says of the body.
struct Head {
    /// The bytes of the header.
    length: usize,
    status: u16,
    content_type: String,
    chunked: bool,
    packing: String,
}

impl Head {
    fn parse(answer: &[u8]) -> Result<Self, String> {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        let mut lenient = httparse::ParserConfig::default();
        lenient
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .ignore_invalid_headers_in_responses(true);
        let length = match lenient.parse_response(&mut response, answer) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Err("the server's answer is cut off".to_owned()),
            Err(cause) => return Err(format!("the server's answer breaks the format: {cause}")),
        };
        let field = |name: &str| {
            let mut fields = response.headers.iter();
            let found = fields.find(|field| field.name.eq_ignore_ascii_case(name));
            let value = found.map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase());
            value.unwrap_or_default()
        };
        Ok(Self {
            length,
            status: response.code.unwrap_or_default(),
            content_type: field("content-type"),
            chunked: field("transfer-encoding").contains("chunked"),
            packing: field("content-encoding"),
        })
    }
}

/// The page in an answer; `None` if it is none, or the server had another answer than the page.
///
/// # Errors
/// If the answer breaks the format or cannot be unpacked; why.
pub(super) fn page(answer: Vec<u8>, largest: usize) -> Result<Option<Page>, String> {
    let head = Head::parse(&answer)?;
    let untyped = head.content_type.is_empty();
    if head.status != 200 || !untyped && !is_page(&head.content_type) {
        return Ok(None);
    }
    let mut body = answer;
    body.drain(..head.length);
    if head.chunked {
        // Many crawlers join the chunks and leave the header as it was.
        body = joined(&body).unwrap_or(body);
    }
    let bytes = unpacked(body, &head.packing, largest)?;
    if !untyped {
        return Ok(Page::of_type(&head.content_type, bytes));
    }
    let markup = bytes.trim_ascii_start().starts_with(b"<");
    Ok(markup.then_some(Page {
        bytes,
        format: None,
        encoding: None,
    }))
}

/// The body of a chunked answer; `None` if it is not chunked.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            // Cut off behind a whole chunk: what there is counts.
            return (!whole.is_empty() && rest.is_empty()).then_some(whole);
        };
        if size == 0 {
            return Some(whole);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        whole.extend_from_slice(rest.get(start..end)?);
        rest = rest[end..]
            .strip_prefix(b"\r\n")
            .or_else(|| rest[end..].strip_prefix(b"\n"))
            .unwrap_or(&rest[end..]);
    }
}

/// The body without what it was packed in; many crawlers unpack it and leave the header as it was.
fn unpacked(body: Vec<u8>, packing: &str, largest: usize) -> Result<Vec<u8>, String> {
    let plain = body.is_empty() || body.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(&body).is_ok();
    match packing {
        "" | "identity" | "none" | "utf-8" => Ok(body),
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => limited(MultiGzDecoder::new(&body[..]), largest),
        _ if plain => Ok(body),
        "deflate" => {
            limited(ZlibDecoder::new(&body[..]), largest).or_else(|_| limited(DeflateDecoder::new(&body[..]), largest))
        }
        "gzip" | "x-gzip" => Ok(body),
        other => Err(format!("the page is compressed by {other}, which cannot be unpacked")),
    }
}

fn limited(reader: impl Read, largest: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = (largest as u64).saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|cause| format!("the page cannot be unpacked: {cause}"))?;
    if bytes.len() > largest {
        return Err("the page is larger than an article is".to_owned());
    }
    Ok(bytes)
}

/// The encoding that a content type names, unless the bytes say otherwise: servers name the same one for every page.
fn encoding(content_type: &str, bytes: &[u8]) -> Option<String> {
    let (_, label) = content_type.split_once("charset=")?;
    let label = label
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches(['"', '\'']);
    let encoding = Encoding::for_label(label.as_bytes())?;
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(encoding.name().to_owned())
}
