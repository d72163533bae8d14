//! The nouns of one version of an article: [`Document`], [`Block`], [`Role`], [`Sentence`], [`Span`].

use std::fmt;

use serde::{Serialize, Serializer};

use crate::language::Language;

/// A half-open range of bytes, `start..end`.
///
/// Spans always lie on character boundaries of the text they point into. Unless said otherwise that text is
/// [`Document::text`]; [`Document::source_span`] translates to the file the user gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The part of `text` that the span names.
    ///
    /// # Panics
    /// If the span does not lie on character boundaries of `text`, which is a bug in whoever made the span.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without the white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }
}

/// A span is written `[start, end]`.
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

/// What a block of a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The headline.
    Title,
    /// The sub-headline or summary that stands before the text.
    Lead,
    /// A paragraph, list item or sub-heading of the text.
    Body,
    /// What a picture shows.
    Caption,
    /// Whose picture or text it is: `© Name/TASS`.
    Credit,
    /// Place, date and agency: `MOSCOW, February 14. /TASS/.`
    Dateline,
    /// A time stamp of the page.
    Date,
    /// Who wrote it.
    Byline,
    /// Key words and rubrics of the page.
    Tags,
    /// Links to other articles.
    Related,
    /// Menus, buttons, cookie bars, footers and other furniture.
    Navigation,
    /// What a template engine or a scraper left behind: `{{date | filter}}`.
    Residue,
}

impl Role {
    /// Every role, in the order of their declaration.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Lead,
        Self::Body,
        Self::Caption,
        Self::Credit,
        Self::Dateline,
        Self::Date,
        Self::Byline,
        Self::Tags,
        Self::Related,
        Self::Navigation,
        Self::Residue,
    ];

    /// Whether blocks of this role are aligned by default; the others are page furniture.
    #[must_use]
    pub const fn is_content(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Lead | Self::Body | Self::Caption | Self::Dateline
        )
    }

    /// The lower-case name, as the exports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Dateline => "dateline",
            Self::Date => "date",
            Self::Byline => "byline",
            Self::Tags => "tags",
            Self::Related => "related",
            Self::Navigation => "navigation",
            Self::Residue => "residue",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// A visible piece of a page, such as a paragraph, a headline or a menu entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in [`Document::text`], without white space at the ends.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// The unit of alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in [`Document::text`], without white space at the ends.
    pub span: Span,
    /// Index into [`Document::blocks`] of the block it belongs to.
    pub block: usize,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text: paragraphs are lines, or are separated by empty lines.
    Text,
    /// Plain text with one sentence a line; an empty line is a paragraph break.
    Lines,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
}

/// One version of an article.
///
/// Blocks and sentences are spans into `text`, stand in reading order and do not overlap. Nothing the user gave is
/// thrown away: page furniture stays in `text` as blocks whose [`Role`] says so, and `source` holds the decoded file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name as the user gave it; `-` for standard input.
    pub name: String,
    /// How it was read.
    pub format: Format,
    /// The name of the character encoding it was decoded from, such as `UTF-8` or `windows-1251`.
    pub encoding: &'static str,
    /// The visible text. For plain text this is the decoded file itself.
    pub text: String,
    /// The decoded file where it differs from `text` (a web page with its mark-up); see [`Document::source`].
    pub markup: Option<Markup>,
    /// The language, once detected or given.
    pub language: Option<Language>,
    /// The visible blocks.
    pub blocks: Vec<Block>,
    /// The sentences of all blocks, once segmented.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// A document of `text` that was read as it stands and has no blocks yet.
    #[must_use]
    pub fn plain(name: &str, text: String, format: Format, encoding: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            format,
            encoding,
            text,
            markup: None,
            language: None,
            blocks: Vec::new(),
            sentences: Vec::new(),
        }
    }

    /// The decoded file, untouched but for a byte-order mark.
    #[must_use]
    pub fn source(&self) -> &str {
        self.markup
            .as_ref()
            .map_or(self.text.as_str(), |markup| markup.source.as_str())
    }

    /// Translates a span of `text` into a span of [`Document::source`]. Takes `O(log n)` of the number of pieces.
    #[must_use]
    pub fn source_span(&self, span: Span) -> Span {
        self.markup.as_ref().map_or(span, |markup| markup.source_span(span))
    }

    /// The text of the sentence with this index.
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn sentence_text(&self, sentence: usize) -> &str {
        self.sentences[sentence].span.of(&self.text)
    }

    /// The role of the block that the sentence with this index stands in.
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn sentence_role(&self, sentence: usize) -> Role {
        self.blocks[self.sentences[sentence].block].role
    }

    /// The language for people to read: `English`, or `unknown`.
    #[must_use]
    pub fn language_name(&self) -> &str {
        self.language.as_ref().map_or("unknown", Language::name)
    }
}

/// The file behind a text whose mark-up was taken off, and which byte of it each byte of the text came from.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    /// The decoded file.
    pub source: String,
    /// Pieces in text order. Text between two pieces (a separator put in by the reader) belongs to neither.
    pub pieces: Vec<Piece>,
}

/// A run of text and the run of the source it came from: equal bytes, or a character reference and its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub text: Span,
    /// Where it came from in the source.
    pub source: Span,
}

impl Piece {
    /// The source offset of a text offset inside the piece; `end` picks the far side of a character reference.
    fn source_offset(self, offset: usize, end: bool) -> usize {
        if self.text.len() == self.source.len() {
            self.source.start + (offset - self.text.start)
        } else if end {
            self.source.end
        } else {
            self.source.start
        }
    }
}

impl Markup {
    fn source_span(&self, span: Span) -> Span {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let behind = self.pieces.partition_point(|piece| piece.text.start < span.end);
        if first >= behind {
            let at = self.pieces.get(first).map_or(self.source.len(), |p| p.source.start);
            return Span::new(at, at);
        }
        let (head, tail) = (self.pieces[first], self.pieces[behind - 1]);
        Span::new(
            head.source_offset(span.start.max(head.text.start), false),
            tail.source_offset(span.end.min(tail.text.end), true),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimmed_span_leaves_no_white_space() {
        let text = "  a b \u{a0}";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "a b");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    fn source_span_looks_through_character_references() {
        // "<p>R&amp;D</p>" read as "R&D".
        let markup = Markup {
            source: "<p>R&amp;D</p>".into(),
            pieces: vec![
                Piece {
                    text: Span::new(0, 1),
                    source: Span::new(3, 4),
                },
                Piece {
                    text: Span::new(1, 2),
                    source: Span::new(4, 9),
                },
                Piece {
                    text: Span::new(2, 3),
                    source: Span::new(9, 10),
                },
            ],
        };
        let source = |start, end| markup.source_span(Span::new(start, end)).of(&markup.source);
        assert_eq!(source(0, 3), "R&amp;D");
        assert_eq!(source(1, 2), "&amp;");
        assert_eq!(source(2, 3), "D");
        assert_eq!(source(3, 3), "");
    }
}
