//! Segmentation: blocks → sentences.
//!
//! In: a [`Document`] with blocks and a language. Out: [`Document::sentences`] filled, in order, every block's text
//! covered but for white space.
//!
//! Boundaries are proposed generously (UAX#29 and more) and then judged by rules, which read one list of abbreviations
//! and helper words a language. `lists/example.txt` is the list to copy for a further language.

mod characters;
mod context;
mod dateline;
mod foreign;
mod lists;
mod marks;
#[cfg(test)]
mod measure;
mod rules;
mod scan;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::document::{Document, Format, Sentence, Span};
use crate::error::Result;
use crate::language::Language;
use characters::is_word;
use context::{Context, last_word, look_right};
use lists::{List, Lists};
use scan::{Pair, Site};

/// A sentence segmenter, with the user's own abbreviations if there are any.
///
/// ```
/// use beadwork::language::Language;
/// use beadwork::segment::Segmenter;
///
/// let text = "Dr. Lee left at 5 p.m. Nobody saw him.";
/// let sentences: Vec<&str> = Segmenter::default()
///     .split(text, Some(Language::ENGLISH))
///     .into_iter()
///     .map(|span| span.of(text))
///     .collect();
/// assert_eq!(sentences, ["Dr. Lee left at 5 p.m.", "Nobody saw him."]);
/// ```
#[derive(Clone, Debug)]
pub struct Segmenter {
    user: Option<Arc<List>>,
    split_quotations: bool,
}

impl Default for Segmenter {
    fn default() -> Self {
        Self {
            user: None,
            split_quotations: true,
        }
    }
}

impl Segmenter {
    /// Adds the abbreviations of a list file (the format of `src/segment/lists`) for every language. They go before the
    /// bundled ones.
    ///
    /// # Errors
    /// If a line of the list breaks the format; the error names `name` and the line.
    pub fn with_list(mut self, name: &str, list: &str) -> Result<Self> {
        let mut user = self.user.take().map(|user| (*user).clone()).unwrap_or_default();
        user.extend(name, list)?;
        self.user = Some(Arc::new(user));
        Ok(self)
    }

    /// Whether the sentences inside a quotation become units of their own. They do unless this is switched off, because
    /// an aligner can join sentences again but not part them; readers may like quotations whole.
    #[must_use]
    pub fn split_quotations(mut self, split: bool) -> Self {
        self.split_quotations = split;
        self
    }

    /// Fills [`Document::sentences`]. A document in [`Format::Lines`] gets one
    /// sentence a line.
    pub fn segment(&self, document: &mut Document) {
        let mut sentences = Vec::new();
        for (block, Span { start, end }) in document.blocks.iter().map(|block| block.span).enumerate() {
            let text = &document.text[start..end];
            let spans = if document.format == Format::Lines {
                split_lines(text)
            } else {
                self.split(text, document.language)
            };
            let in_document = |span: Span| Span::new(start + span.start, start + span.end);
            sentences.extend(spans.into_iter().map(|span| Sentence {
                span: in_document(span),
                block,
            }));
        }
        document.sentences = sentences;
    }

    /// Splits one paragraph. The spans point into `text`, have no white space at their ends, stand in order and cover
    /// everything but white space. Line breaks are spaces like any other. Without a language, or for one without a
    /// list, the general rules hold.
    #[must_use]
    pub fn split(&self, text: &str, language: Option<Language>) -> Vec<Span> {
        let lists = Lists::of(language.as_ref().map(Language::code), self.user.as_deref());
        let scan = scan::scan(text, lists.semicolon_ends());
        let mut walk = Walk::new(text, lists, &scan.pairs, self.split_quotations);
        walk.take_dateline();
        for site in &scan.sites {
            walk.visit(*site);
        }
        walk.finish()
    }
}

/// One sentence a line.
fn split_lines(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut push = |line: &str| {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if !span.is_empty() {
            spans.push(span);
        }
    };
    // One kind of line end is found faster than two.
    if text.contains('\r') {
        text.split_inclusive(['\n', '\r']).for_each(push);
    } else {
        text.split_inclusive('\n').for_each(&mut push);
    }
    spans
}

/// The way along the sites of a block, from sentence to sentence.
struct Walk<'a> {
    text: &'a str,
    lists: Lists<'a>,
    split_quotations: bool,
    without_capitals: bool,
    /// Pairs that begin behind the last site.
    pairs: std::slice::Iter<'a, Pair>,
    /// Pairs that hold the last site.
    around: Vec<Pair>,
    /// Where the present sentence begins.
    start: usize,
    /// How far the present sentence was searched for a letter or figure.
    searched: usize,
    first_content: Option<usize>,
    spans: Vec<Span>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, lists: Lists<'a>, pairs: &'a [Pair], split_quotations: bool) -> Self {
        let start = text.len() - text.trim_start().len();
        Self {
            text,
            lists,
            split_quotations,
            without_capitals: !text.contains(char::is_uppercase),
            pairs: pairs.iter(),
            around: Vec::new(),
            start,
            searched: start,
            first_content: None,
            spans: Vec::new(),
        }
    }

    /// Passes over the dateline of the paragraph, which may be a unit.
    fn take_dateline(&mut self) {
        let Some(dateline) = dateline::find(&self.text[self.start..], self.lists) else {
            return;
        };
        let end = self.start + dateline.end;
        self.searched = end;
        if dateline.is_unit {
            self.cut(end, end);
        }
    }

    fn cut(&mut self, left: usize, right: usize) {
        let span = Span::new(self.start, left).trimmed(self.text);
        if !span.is_empty() {
            self.spans.push(span);
        }
        self.start = right;
        self.searched = right;
        self.first_content = None;
    }

    fn visit(&mut self, site: Site) {
        self.keep_pairs_around(site);
        // Behind the dateline nothing was searched yet, so a site inside it has no content before it.
        let Some(first_content) = self.content_before(site.stop) else {
            return;
        };
        if !self.split_quotations && self.is_inside_quotation(site) {
            return;
        }
        let (word, word_start) = last_word(self.text, self.start, site.stop);
        let context = Context {
            text: self.text,
            site,
            start: self.start,
            first_content,
            around: &self.around,
            lists: self.lists,
            right: look_right(self.text, site.right),
            without_capitals: self.without_capitals,
            word,
            word_start,
        };
        if rules::ends(&context) {
            self.cut(site.left, site.right);
        }
    }

    fn keep_pairs_around(&mut self, site: Site) {
        while let Some(pair) = self.pairs.as_slice().first().filter(|pair| pair.open < site.stop) {
            self.around.retain(|outer| outer.close > pair.open);
            self.around.push(*pair);
            self.pairs.next();
        }
        self.around.retain(|pair| pair.close >= site.stop);
    }

    fn is_inside_quotation(&self, site: Site) -> bool {
        self.around.iter().any(|pair| pair.is_quote && pair.close >= site.left)
    }

    /// The first letter or figure of the present sentence, if there is one before `end`.
    fn content_before(&mut self, end: usize) -> Option<usize> {
        if self.first_content.is_none() && self.searched < end {
            let unsearched = &self.text[self.searched..end];
            self.first_content = unsearched.find(is_word).map(|offset| self.searched + offset);
            self.searched = end;
        }
        self.first_content
    }

    fn finish(mut self) -> Vec<Span> {
        let end = self.text.len();
        let has_content = self.content_before(end).is_some();
        let rest = Span::new(self.start.min(end), end).trimmed(self.text);
        match self.spans.last_mut() {
            // Marks without a word, such as a lone `[...]`, stay with the sentence before them.
            Some(last) if !has_content && !rest.is_empty() => last.end = rest.end,
            _ if !rest.is_empty() => self.spans.push(rest),
            _ => {}
        }
        self.spans
    }
}
