//! One pass over a page: every visible block with its place in the source and what the mark-up around it says.
//!
//! There is no recursion and constant work per tag, so that a page of a hundred thousand nested elements takes no
//! longer than a flat one of its size.

use html5gum::{DefaultEmitter, EndTag, StartTag, State, Token, Tokenizer};

use super::element;
use super::open;
use super::references::References;
use super::stack::{Context, Open, Stack};
use crate::document::{Piece, Role, Span};
use crate::read::collect::{Collector, is_space};

/// A visible block as the scan found it.
#[derive(Clone, Debug, Default)]
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

/// How to scan.
#[derive(Clone, Debug, Default)]
pub(super) struct Manner {
    /// `<script/>` is empty, as in XML.
    pub(super) xhtml: bool,
    /// What styles and attributes hide is read, too.
    pub(super) show_hidden: bool,
    /// Numbers of elements whose class names are not believed, in order.
    pub(super) disbelieved: Vec<usize>,
}

/// Reads a page.
pub(super) fn scan(source: &str, manner: &Manner) -> Scan {
    // The tokenizer takes `\r\n` for one character; with spaces for returns its offsets stay those of the file.
    let without_returns = source.replace('\r', " ");
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(&without_returns, emitter);
    let mut scanner = Scanner::new(source, manner);
    // Only the places of tags are taken from the tokenizer; text is what stands between them.
    let mut behind = 0;
    let mut tail = 0;
    while let Some(Ok(token)) = tokenizer.next() {
        let Some(span) = place_of(&token) else {
            if let Token::String(string) = token {
                tail = string.span.end;
            }
            continue;
        };
        scanner.text(Span::new(behind, span.start.max(behind)));
        behind = span.end.max(behind);
        match &token {
            Token::StartTag(tag) => {
                if manner.xhtml && tag.self_closing {
                    tokenizer.set_state(State::Data);
                }
                scanner.start_tag(tag);
            }
            Token::EndTag(tag) => scanner.end_tag(tag),
            _ => {}
        }
    }
    scanner.text(Span::new(behind, tail.clamp(behind, source.len())));
    scanner.into_scan()
}

/// Where a tag, comment or document type stands.
fn place_of(token: &Token<usize>) -> Option<html5gum::Span> {
    match token {
        Token::StartTag(tag) => Some(tag.span),
        Token::EndTag(tag) => Some(tag.span),
        Token::Comment(comment) => Some(comment.span),
        Token::Doctype(doctype) => Some(doctype.span),
        Token::String(_) | Token::Error(_) => None,
    }
}

struct Scanner<'a> {
    source: &'a str,
    manner: &'a Manner,
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
    fn new(source: &'a str, manner: &'a Manner) -> Self {
        Self {
            source,
            manner,
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
            self.begin();
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
        if context.preformatted {
            self.preformatted(run, context);
        } else {
            self.collector.push_collapsed(run);
            self.count(run, context);
        }
    }

    /// Text of a `<pre>`, whose lines stay lines.
    fn preformatted(&mut self, run: Span, context: Context) {
        let mut at = run.start;
        for line in run.of(self.source).split_inclusive('\n') {
            let length = line.trim_end_matches(['\r', '\n']).len();
            let empty = line.trim().is_empty();
            if !empty {
                let part = Span::new(at, at + length);
                self.collector.push(part);
                self.count(part, context);
            }
            if length < line.len() {
                let end = Span::new(at + length, at + line.len());
                // An empty line parts blocks.
                if empty && self.collector.block_text().ends_with('\n') {
                    self.finish();
                    self.begin();
                } else {
                    self.collector.push_line_break(end);
                }
            }
            at += line.len();
        }
    }

    /// Begins a block with what the mark-up says here.
    fn begin(&mut self) {
        let context = *self.stack.block_context();
        self.current = Some(RawBlock {
            context,
            ..RawBlock::default()
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

    fn start_tag(&mut self, tag: &StartTag<usize>) {
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
        if element::is_void(name) || tag.self_closing && (self.manner.xhtml || foreign) {
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
        let (context, own) = open::context(name, tag, self.elements, *self.stack.context(), self.manner);
        Open {
            context,
            block,
            inline_role: if block { None } else { own },
            text_start: self.collector.len(),
        }
    }

    fn line_break(&mut self, tag: Span) {
        if self.stack.context().invisible {
            return;
        }
        let text = self.collector.block_text().trim_end_matches(' ');
        let ended = text.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"', '\n', '。', '！', '？']);
        // In a paragraph or headline a break is decoration; between paragraphs it is all that parts them.
        let tight = self.stack.context().heading > 0 || ["p", "li"].iter().any(|name| self.stack.is_in(name));
        let next = self.source[tag.end..].trim_start().chars().next();
        if text.is_empty() || ended || !tight && !next.is_some_and(char::is_lowercase) {
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
