//! What a file is, by its name and its first bytes: [`Kind`].

use crate::document::Format;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One document; its format if the name tells.
    Document(Option<Format>),
    /// One JSON object a line.
    JsonLines,
    /// JSON of another form.
    Json,
    /// A table with a header line that lists documents.
    Table,
    /// A web archive.
    Warc,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// What a browser saves beside a page: pictures, scripts, styles.
    Furniture,
    /// A file of data or a program, which read as text would make a senseless document.
    Data,
    /// The name does not tell.
    Unknown,
}

/// What a file is by its name, compressed by gzip or not.
pub(super) fn by_name(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    let inner = name.strip_suffix(".gz").unwrap_or(&name);
    let base = inner.rsplit(['/', '\\']).next().unwrap_or_default();
    by_extension(base.rsplit_once('.').map_or("", |(_, extension)| extension))
}

fn by_extension(extension: &str) -> Kind {
    match extension {
        "html" | "htm" | "xhtml" | "shtml" => Kind::Document(Some(Format::Html)),
        "md" | "markdown" => Kind::Document(Some(Format::Markdown)),
        "txt" | "text" | "pdf" | "docx" | "doc" | "odt" | "rtf" | "epub" | "php" | "aspx" | "mhtml" => {
            Kind::Document(None)
        }
        "jsonl" | "ndjson" => Kind::JsonLines,
        "json" => Kind::Json,
        "tsv" => Kind::Table,
        "warc" | "wet" => Kind::Warc,
        "zip" => Kind::Zip,
        "tar" | "tgz" => Kind::Tar,
        "css" | "js" | "mjs" | "map" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "ico" | "bmp" | "tif"
        | "tiff" | "avif" | "woff" | "woff2" | "ttf" | "otf" | "eot" | "mp3" | "mp4" | "m4a" | "webm" | "ogg"
        | "wav" | "avi" | "mov" => Kind::Furniture,
        "csv" | "xml" | "rss" | "atom" | "xlsx" | "xls" | "yaml" | "yml" | "toml" | "ini" | "log" | "sqlite" | "db"
        | "parquet" | "py" | "sh" | "exe" | "dll" | "so" | "tmx" | "xlf" | "bz2" | "xz" | "zst" | "7z" | "rar"
        | "wat" | "cdx" | "cdxj" | "sha256" | "md5" => Kind::Data,
        _ => Kind::Unknown,
    }
}

/// The bytes that [`by_content`] needs.
pub(super) const HEAD: usize = 512;

/// What a file is by its first bytes, which are unpacked if it was compressed; `None` if they do not tell.
pub(super) fn by_content(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"WARC/") {
        Some(Kind::Warc)
    } else if head.get(257..262) == Some(b"ustar") {
        Some(Kind::Tar)
    } else if (head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")) && !is_office(head) {
        Some(Kind::Zip)
    } else {
        None
    }
}

/// Office formats are ZIP archives, too; the names of the first members tell.
fn is_office(head: &[u8]) -> bool {
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    holds(b"[Content_Types].xml") || holds(b"word/") || holds(b"application/epub+zip") || holds(b"opendocument")
}

/// Whether the first bytes are those of a gzip file.
pub(super) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1f\x8b")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_file_is() {
        assert_eq!(by_name("a/Page.HTML"), Kind::Document(Some(Format::Html)));
        assert_eq!(by_name("page.html.gz"), Kind::Document(Some(Format::Html)));
        assert_eq!(by_name("news.jsonl.gz"), Kind::JsonLines);
        assert_eq!(by_name("CC-MAIN-1.warc.wet.gz"), Kind::Warc);
        assert_eq!(by_name("a.tgz"), Kind::Tar);
        assert_eq!(by_name("a.tar.gz"), Kind::Tar);
        assert_eq!(by_name("v1.2/README"), Kind::Unknown);
        assert_eq!(by_name("photo.JPG"), Kind::Furniture);
    }

    #[test]
    fn contents_tell_archives() {
        assert_eq!(by_content(b"WARC/1.1\r\n"), Some(Kind::Warc));
        assert_eq!(by_content(b"PK\x03\x04....news/1.html"), Some(Kind::Zip));
        assert_eq!(by_content(b"PK\x03\x04....word/document.xml"), None);
        assert_eq!(by_content(b"The ferry left."), None);
        let mut tar = [0; HEAD];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(by_content(&tar), Some(Kind::Tar));
    }
}
