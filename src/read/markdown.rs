//! Markdown → its visible text, block by block.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Decoded;
use super::collect::Collector;
use crate::document::{Block, Document, Format, Markup, Role, Span};

/// Reads Markdown.
pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    let source = decoded.text;
    let mut reader = Reader::new(&source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end));
    }
    reader.finish();
    let (collector, blocks) = (reader.collector, reader.blocks);
    let (text, pieces) = collector.into_parts();
    let mut document = Document::plain(name, text, Format::Markdown, decoded.encoding);
    document.markup = Some(Markup { source, pieces });
    document.blocks = blocks;
    document
}

#[expect(clippy::struct_excessive_bools, reason = "they hold in any combination")]
struct Reader<'a> {
    source: &'a str,
    collector: Collector<'a>,
    blocks: Vec<Block>,
    role: Role,
    titled: bool,
    metadata: bool,
    code: bool,
    /// Inside a picture; whether its text is read or not.
    picture: Option<bool>,
    /// The paragraph that is being read.
    paragraph: Span,
    /// The last thing read was a picture that stands alone or begins a paragraph: what follows may be its caption.
    after_picture: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            collector: Collector::new(source),
            blocks: Vec::new(),
            role: Role::Body,
            titled: false,
            metadata: false,
            code: false,
            picture: None,
            paragraph: Span::default(),
            after_picture: false,
        }
    }

    fn event(&mut self, event: Event<'_>, run: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, run),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, run),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.inside(&text, run),
            Event::SoftBreak => self.collector.push_space(run),
            Event::HardBreak => self.collector.push_line_break(run),
            Event::Rule => self.finish(),
            Event::Html(_) => self.html(run),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, run: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {
            }
            Tag::Image { .. } => {
                // A picture in the midst of a sentence is an icon: its text would tear the sentence apart.
                let alone = self.collector.block_text().trim().is_empty();
                self.picture = Some(alone);
                if alone {
                    self.role = Role::Caption;
                }
            }
            Tag::Paragraph => {
                self.finish();
                self.paragraph = run;
            }
            Tag::Heading {
                level: HeadingLevel::H1,
                ..
            } if !self.titled => {
                self.finish();
                self.role = Role::Title;
                self.titled = true;
            }
            Tag::MetadataBlock(_) => {
                self.finish();
                self.metadata = true;
            }
            Tag::CodeBlock(_) => {
                self.finish();
                self.code = true;
            }
            _ => self.finish(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::Image => {
                if self.picture.take() == Some(true) {
                    self.finish();
                    self.after_picture = true;
                }
            }
            TagEnd::Paragraph => {
                if self.is_caption() {
                    self.role = Role::Caption;
                }
                self.finish();
            }
            TagEnd::MetadataBlock(_) => self.metadata = false,
            TagEnd::CodeBlock => {
                self.finish();
                self.code = false;
            }
            _ => self.finish(),
        }
    }

    /// A short paragraph with the picture at its start, or one in italics below a picture.
    fn is_caption(&self) -> bool {
        const LONGEST: usize = 400;
        let paragraph = self.paragraph.of(self.source).trim();
        let italic =
            paragraph.starts_with(['*', '_']) && paragraph.ends_with(['*', '_']) && !paragraph.starts_with("**");
        let text = self.collector.block_text();
        self.after_picture && !text.is_empty() && text.len() <= LONGEST && (italic || paragraph.starts_with('!'))
    }

    fn text(&mut self, text: &str, run: Span) {
        if self.picture == Some(false) {
            return;
        }
        if self.metadata {
            self.metadata(run);
        } else if self.code {
            self.lines(run);
        } else if run.of(self.source) == text {
            self.collector.push_collapsed(run);
        } else {
            self.collector.push_as(text, run);
        }
    }

    /// Text that stands somewhere inside the run: code between backticks.
    fn inside(&mut self, text: &str, run: Span) {
        if self.picture == Some(false) {
            return;
        }
        match run.of(self.source).find(text) {
            Some(at) => self
                .collector
                .push(Span::new(run.start + at, run.start + at + text.len())),
            None => self.collector.push_as(text, run),
        }
    }

    /// Code and other lines that stay lines.
    fn lines(&mut self, run: Span) {
        let mut at = run.start;
        for line in run.of(self.source).split_inclusive('\n') {
            let content = line.trim_end();
            self.collector.push(Span::new(at, at + content.len()));
            if content.len() < line.len() {
                self.collector
                    .push_line_break(Span::new(at + content.len(), at + line.len()));
            }
            at += line.len();
        }
    }

    /// Front matter: each line is a block, and no part of the article.
    fn metadata(&mut self, run: Span) {
        let mut at = run.start;
        for line in run.of(self.source).split_inclusive('\n') {
            let key = line
                .split([':', '='])
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            self.collector.push(Span::new(at, at + line.trim_end().len()));
            self.role = match key.as_str() {
                "date" | "updated" | "published" | "lastmod" => Role::Date,
                "author" | "authors" => Role::Byline,
                "tags" | "keywords" | "categories" => Role::Tags,
                _ => Role::Residue,
            };
            self.finish();
            at += line.len();
        }
    }

    /// The text between the tags of a block of HTML.
    fn html(&mut self, run: Span) {
        let mut at = run.start;
        for part in run.of(self.source).split_inclusive(['<', '>']) {
            let end = at + part.len();
            if !part.ends_with('>') {
                self.collector
                    .push_collapsed(Span::new(at, end - usize::from(part.ends_with('<'))));
            }
            at = end;
        }
    }

    fn finish(&mut self) {
        let role = std::mem::replace(&mut self.role, Role::Body);
        if let Some(span) = self.collector.finish() {
            self.after_picture = false;
            self.blocks.push(Block { span, role });
        }
    }
}
