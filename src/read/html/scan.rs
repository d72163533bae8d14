//! One pass over a page: every visible block with its place in the source and what the mark-up around it says.
//!
//! There is no recursion and constant work per tag, so that a page of a hundred thousand nested elements takes no
//! longer than a flat one of its size.

use html5gum::{DefaultEmitter, EndTag, StartTag, State, Token, Tokenizer};

use super::attributes::{self, Hiding};
use super::element;
use super::mark::{self, Place};
use super::references::References;
use super::stack::{Context, Open, Stack};
use crate::document::{Piece, Role, Span};
use crate::read::collect::{Collector, is_space};

/// A visible block as the scan found it.
#[derive(Clone, Debug)]
pub(super) struct RawBlock {
    pub(super) span: Span,
    /// What the mark-up around it says.
    pub(super) context: Context,
    /// Bytes that are not white space.
    pub(super) bytes: usize,
    /// How many of them link to other pages.
    pub(super) linked: usize,
    /// The stretches of it inside inline elements that have a role of their own, in order.
    pub(super) inline: Vec<(Span, Role)>,
}

/// What the scan found.
pub(super) struct Scan {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) blocks: Vec<RawBlock>,
    /// The page's `<title>`.
    pub(super) page_title: String,
    /// How many elements the page has.
    pub(super) elements: usize,
    /// How deeply they are nested.
    pub(super) depth: usize,
    /// The most attributes that one of them has.
    pub(super) attributes: usize,
    /// Scripts and style sheets, in order.
    pub(super) silent: Vec<Span>,
}

/// Reads a page. `xhtml` lets `<script/>` be empty; `show_hidden` reads what styles and attributes hide, too.
pub(super) fn scan(source: &str, xhtml: bool, show_hidden: bool) -> Scan {
    // The tokenizer takes `\r\n` for one character; with spaces for returns its offsets stay those of the file.
    let without_returns = source.replace('\r', " ");
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(&without_returns, emitter);
    let mut scanner = Scanner::new(source, show_hidden);
    // Only the places of tags are taken from the tokenizer; text is what stands between them.
    let mut behind = 0;
    let mut tail = 0;
    while let Some(Ok(token)) = tokenizer.next() {
        let span = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::String(string) => {
                tail = string.span.end;
                continue;
            }
            Token::Error(_) => continue,
        };
        scanner.text(Span::new(behind, span.start.max(behind)));
        behind = span.end.max(behind);
        match &token {
            Token::StartTag(tag) => {
                if xhtml && tag.self_closing {
                    tokenizer.set_state(State::Data);
                }
                scanner.start_tag(tag, xhtml);
            }
            Token::EndTag(tag) => scanner.end_tag(tag),
            _ => {}
        }
    }
    scanner.text(Span::new(behind, tail.clamp(behind, source.len())));
    scanner.into_scan()
}

struct Scanner<'a> {
    source: &'a str,
    show_hidden: bool,
    collector: Collector<'a>,
    references: References,
    stack: Stack,
    blocks: Vec<RawBlock>,
    page_title: String,
    elements: usize,
    depth: usize,
    attributes: usize,
    silent: Vec<Span>,
    /// What is known of the block that is being read.
    current: Option<RawBlock>,
    /// The last thing read was the end of a link.
    after_link: bool,
}

impl<'a> Scanner<'a> {
    fn new(source: &'a str, show_hidden: bool) -> Self {
        Self {
            source,
            show_hidden,
            collector: Collector::new(source),
            references: References::default(),
            stack: Stack::default(),
            blocks: Vec::new(),
            page_title: String::new(),
            elements: 0,
            depth: 0,
            attributes: 0,
            silent: Vec::new(),
            current: None,
            after_link: false,
        }
    }

    fn text(&mut self, run: Span) {
        // A damaged page may make the tokenizer miscount; a run that cuts a character is no text.
        let Some(text) = self.source.get(run.start..run.end).filter(|text| !text.is_empty()) else {
            return;
        };
        if self.stack.top_is("script") || self.stack.top_is("style") {
            self.silent.push(run);
            return;
        }
        let blank = text.bytes().all(is_space);
        if self.stack.is_in("title") && self.page_title.is_empty() && !blank {
            self.page_title = self.references.decode_all(text);
            return;
        }
        if !blank && self.stack.top_is("head") {
            self.close_to(self.stack.len() - 1);
        }
        if self.stack.context().invisible {
            return;
        }
        self.after_link = false;
        if blank && !self.stack.context().preformatted {
            self.collector.push_space(run);
        } else {
            self.visible(run);
        }
    }

    fn visible(&mut self, run: Span) {
        let context = *self.stack.context();
        if self.current.is_none() {
            let block = RawBlock {
                span: Span::default(),
                context: *self.stack.block_context(),
                bytes: 0,
                linked: 0,
                inline: Vec::new(),
            };
            self.current = Some(block);
        }
        let mut at = run.start;
        while at < run.end {
            let rest = Span::new(at, run.end).of(self.source);
            let plain = rest.find('&').unwrap_or(rest.len());
            if plain > 0 {
                self.plain(Span::new(at, at + plain), context);
                at += plain;
            }
            if at < run.end {
                let rest = Span::new(at, run.end).of(self.source);
                let (length, meaning) = self.references.decode(rest);
                let reference = Span::new(at, at + length);
                self.collector.push_as(&meaning, reference);
                self.count(reference, context);
                at += length;
            }
        }
    }

    fn plain(&mut self, run: Span, context: Context) {
        if !context.preformatted {
            self.collector.push_collapsed(run);
            self.count(run, context);
            return;
        }
        let mut at = run.start;
        for line in run.of(self.source).split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let empty = content.trim().is_empty();
            if !empty {
                // Deeper text of a `<pre>` with an empty line before it begins a block of its own.
                let part = Span::new(at, at + content.len());
                self.collector.push(part);
                self.count(part, context);
            }
            if content.len() < line.len() {
                let end = Span::new(at + content.len(), at + line.len());
                if empty && self.collector.block_text().ends_with('\n') {
                    self.finish();
                    self.reopen();
                } else {
                    self.collector.push_line_break(end);
                }
            }
            at += line.len();
        }
    }

    /// Starts another block in the same place, in the midst of a run of text.
    fn reopen(&mut self) {
        let context = *self.stack.block_context();
        self.current = Some(RawBlock {
            span: Span::default(),
            context,
            bytes: 0,
            linked: 0,
            inline: Vec::new(),
        });
    }

    fn count(&mut self, run: Span, context: Context) {
        let bytes = run.of(self.source).bytes().filter(|byte| !is_space(*byte)).count();
        if let Some(block) = &mut self.current {
            block.bytes += bytes;
            block.linked += if context.linked { bytes } else { 0 };
        }
    }

    /// Ends the block that is being read.
    fn finish(&mut self) {
        let span = self.collector.finish();
        if let (Some(mut block), Some(span)) = (self.current.take(), span) {
            block.span = span;
            self.blocks.push(block);
        }
        self.after_link = false;
    }

    fn start_tag(&mut self, tag: &StartTag<usize>, xhtml: bool) {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        self.elements += 1;
        self.attributes = self.attributes.max(tag.attributes.len());
        if name == "br" {
            self.line_break(Span::new(tag.span.start, tag.span.end));
            return;
        }
        if self.stack.top_is("head") && !element::is_of_head(name) {
            self.close_to(self.stack.len() - 1);
        }
        let block = element::is_block(name);
        if block && !self.stack.context().invisible {
            self.finish();
        }
        if let Some(closed) = self.stack.closed_by(name) {
            self.close_to(closed);
        }
        let foreign = self.stack.is_in("svg") || self.stack.is_in("math");
        if element::is_void(name) || tag.self_closing && (xhtml || foreign) {
            return;
        }
        if name == "a" && self.after_link {
            // Two links without a space between them stand apart by style: a menu.
            self.finish();
        }
        let open = self.open(name, tag, block);
        self.stack.push(name, open);
        self.depth = self.depth.max(self.stack.len());
    }

    fn open(&self, name: &str, tag: &StartTag<usize>, block: bool) -> Open {
        let read = attributes::read(tag);
        let mut context = *self.stack.context();
        let place = Place {
            in_article: context.in_article,
            in_figure: context.in_figure,
        };
        let mark = mark::mark(name, &read.marks, place);
        context.invisible |= element::is_invisible(name);
        match read.hiding {
            Hiding::Hidden if !self.show_hidden => context.invisible = true,
            Hiding::FromReaders if !block && !self.show_hidden => context.invisible = true,
            _ => {}
        }
        context.in_article |= matches!(name, "article" | "main") || read.marks.is_article();
        context.in_figure |= matches!(name, "figure" | "figcaption");
        context.preformatted |= matches!(name, "pre" | "listing" | "xmp");
        context.linked |= name == "a" && read.links_away;
        context.sentence |= matches!(name, "p" | "li" | "blockquote" | "td" | "dd");
        if block {
            context.heading = context.heading.max(element::heading_level(name));
        }
        let own = mark.map(|mark| mark.role);
        if let Some(mark) = mark {
            context.apply(mark, self.elements);
        }
        if context.in_figure && context.role.is_none() && block {
            context.role = Some(Role::Caption);
        }
        let inline_role = if block { None } else { own };
        Open {
            context,
            block,
            inline_role,
            text_start: self.collector.len(),
        }
    }

    fn line_break(&mut self, tag: Span) {
        if self.stack.context().invisible {
            return;
        }
        let text = self.collector.block_text().trim_end_matches(' ');
        let ended = text.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"', '\n', '。', '！', '？']);
        if text.is_empty() || ended {
            self.finish();
        } else {
            self.collector.push_line_break(tag);
        }
    }

    fn end_tag(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        if name == "br" || name == "p" && !self.stack.is_in("p") {
            self.line_break(Span::new(tag.span.start, tag.span.end));
            return;
        }
        if matches!(name, "body" | "html") {
            self.finish();
            return;
        }
        let link = name == "a";
        if let Some(position) = self.stack.ended_by(name) {
            self.close_to(position);
        } else if link {
            self.stack.end_misnested_link();
        }
        self.after_link = link && self.current.is_some();
    }

    /// Closes the open elements from this place of the stack on.
    fn close_to(&mut self, position: usize) {
        while self.stack.len() > position {
            let Some(open) = self.stack.pop() else { return };
            if open.block {
                if !open.context.invisible {
                    self.finish();
                }
            } else if let Some(role) = open.inline_role {
                self.note_inline(Span::new(open.text_start, self.collector.len()), role);
            }
        }
    }

    fn note_inline(&mut self, span: Span, role: Role) {
        let start = self.collector.block_start();
        if let Some(block) = self
            .current
            .as_mut()
            .filter(|_| span.start >= start && !span.is_empty())
        {
            // The outer one of two nested elements ends later and takes the place of the inner one.
            while block.inline.last().is_some_and(|(inner, _)| span.contains(*inner)) {
                block.inline.pop();
            }
            block.inline.push((span, role));
        }
    }

    fn into_scan(mut self) -> Scan {
        self.close_to(0);
        self.finish();
        let (text, pieces) = self.collector.into_parts();
        Scan {
            text,
            pieces,
            blocks: self.blocks,
            page_title: self.page_title,
            elements: self.elements,
            depth: self.depth,
            attributes: self.attributes,
            silent: self.silent,
        }
    }
}
