//! Recognises files that are no text by their first bytes, to say what they are and what to do.

/// What a file is, and what the user can do about it.
pub(super) struct Kind {
    /// A noun phrase: `a PDF document`.
    pub(super) what: &'static str,
    /// What to do, as a clause.
    pub(super) remedy: &'static str,
}

const AS_TEXT: &str = "save it as text or HTML first";
const UNPACK: &str = "unpack it first";
const NO_ARTICLE: &str = "give a text, Markdown or HTML file";

/// First bytes, what they begin, the remedy.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", AS_TEXT),
    (b"%!PS", "a PostScript document", AS_TEXT),
    (b"{\\rtf", "an RTF document", AS_TEXT),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Microsoft Office document",
        AS_TEXT,
    ),
    (b"AT&TFORM", "a DjVu document", AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh9", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"\x89PNG\r\n", "a PNG picture", NO_ARTICLE),
    (b"\xff\xd8\xff", "a JPEG picture", NO_ARTICLE),
    (b"GIF87a", "a GIF picture", NO_ARTICLE),
    (b"GIF89a", "a GIF picture", NO_ARTICLE),
    (b"II*\x00", "a TIFF picture", NO_ARTICLE),
    (b"MM\x00*", "a TIFF picture", NO_ARTICLE),
    (b"RIFF", "a RIFF media file", NO_ARTICLE),
    (b"OggS", "an Ogg media file", NO_ARTICLE),
    (b"ID3\x03", "an MP3 recording", NO_ARTICLE),
    (b"ID3\x04", "an MP3 recording", NO_ARTICLE),
    (b"SQLite format 3\x00", "an SQLite database", NO_ARTICLE),
    (b"\x7fELF", "a program", NO_ARTICLE),
    (b"\xff\xfe\x00\x00", "text in UTF-32", "save it in UTF-8"),
    (b"\x00\x00\xfe\xff", "text in UTF-32", "save it in UTF-8"),
    (
        b"From: <Saved by ",
        "a page saved as a web archive (MHTML)",
        "save it as HTML instead",
    ),
];

/// What a file is that begins like this; `None` if it may be text.
pub(super) fn recognize(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zipped(bytes));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind {
            what: "an MP4 or HEIF media file",
            remedy: NO_ARTICLE,
        });
    }
    MAGIC
        .iter()
        .find(|(magic, _, _)| bytes.starts_with(magic))
        .map(|&(_, what, remedy)| Kind { what, remedy })
}

/// Office formats are ZIP archives; the names of the first members tell which.
fn zipped(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(4096)];
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    let (what, remedy) = if holds(b"application/epub+zip") {
        ("an EPUB book", AS_TEXT)
    } else if holds(b"application/vnd.oasis.opendocument") {
        ("an OpenDocument file", AS_TEXT)
    } else if holds(b"[Content_Types].xml") || holds(b"word/") {
        ("a Microsoft Office document (DOCX)", AS_TEXT)
    } else {
        ("a ZIP archive", UNPACK)
    };
    Kind { what, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_documents_are_told_from_archives() {
        let what = |bytes: &[u8]| recognize(bytes).map(|kind| kind.what);
        assert_eq!(
            what(b"PK\x03\x04....word/document.xml"),
            Some("a Microsoft Office document (DOCX)")
        );
        assert_eq!(what(b"PK\x03\x04....photo.jpg"), Some("a ZIP archive"));
        assert_eq!(what(b"%PDF-1.7"), Some("a PDF document"));
        assert_eq!(what(b"PERM, July 27"), None);
        assert_eq!(what(b""), None);
    }
}
