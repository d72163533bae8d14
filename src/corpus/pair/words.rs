//! The words of a document as terms: stems, with the name that a word is, and its look.

use unicode_segmentation::UnicodeSegmentation;

use super::look::look;
use super::signature::Terms;
use super::term::TermKind;
use crate::align::forms::{self, Forms};
use crate::align::script::Script;
use crate::anchor::{Anchor, Detail};
use crate::document::{Document, Role, Span};
use crate::language::{Vocabulary, vocabulary};

/// Words with fewer letters are mostly particles.
const SHORTEST: usize = 3;

/// Adds the words of these sentences, in this order.
pub(super) fn add(document: &Document, anchors: &[Vec<Anchor>], sentences: &[usize], terms: &mut Terms) {
    forms::with_forms(document.language, |forms| {
        let mut walk = Walk {
            text: &document.text,
            vocabulary: vocabulary(document.language),
            forms,
            terms,
            credit: false,
            before: None,
        };
        for (place, &sentence) in sentences.iter().enumerate() {
            walk.terms.open(document, sentence, place);
            walk.credit = document.sentence_role(sentence) == Role::Credit;
            let found = anchors.get(sentence).map_or(&[][..], Vec::as_slice);
            walk.sentence(document.sentences[sentence].span, found);
        }
    });
}

struct Walk<'a> {
    text: &'a str,
    vocabulary: &'static Vocabulary,
    forms: &'a mut Forms,
    terms: &'a mut Terms,
    /// Of credits, only names count.
    credit: bool,
    /// The Chinese character that stands directly before.
    before: Option<Span>,
}

impl Walk<'_> {
    fn sentence(&mut self, sentence: Span, anchors: &[Anchor]) {
        self.before = None;
        for (offset, word) in sentence.of(self.text).unicode_word_indices() {
            let start = sentence.start + offset;
            let span = Span::new(start, start + word.len());
            let cover = anchors
                .iter()
                .find(|anchor| is_cover(anchor) && anchor.span.overlaps(span));
            match Script::of(word) {
                Script::Han => self.character(span),
                Script::Hiragana => {}
                script => self.word(word, script, cover),
            }
        }
    }

    /// Two neighbouring characters are a term; one alone says too little of a document.
    fn character(&mut self, span: Span) {
        if let Some(before) = self.before.filter(|before| before.end == span.start) {
            let both = before.cover(span).of(self.text);
            self.terms.add(TermKind::Word, both, None);
        }
        self.before = Some(span);
    }

    fn word(&mut self, word: &str, script: Script, cover: Option<&Anchor>) {
        let name = match cover.map(|anchor| &anchor.detail) {
            // What is said by an anchor of its own is not said twice.
            Some(Detail::Name(name)) if name.listed().is_none() => Some(name),
            Some(_) => return,
            None => None,
        };
        let lower = word.to_lowercase();
        let short = script == Script::Spaced && lower.chars().nth(SHORTEST - 1).is_none();
        if name.is_none() && (self.credit || short || self.vocabulary.meaning(&lower).function) {
            return;
        }
        let form = self.forms.of(word, script);
        let form = form.beginning.as_deref().unwrap_or(&form.stem);
        if form.is_empty() || form.bytes().all(|letter| letter.is_ascii_digit()) {
            return;
        }
        let text = name.is_some().then_some(lower.as_str());
        let Some(term) = self.terms.add(TermKind::Word, form, text) else {
            return;
        };
        if term.look == 0 {
            term.look = look(form);
        }
        if let Some(name) = name {
            term.acronym = name.is_acronym();
            term.text.get_or_insert_with(|| lower.as_str().into());
        }
    }
}

/// Whether the anchor says what the words under it mean.
fn is_cover(anchor: &Anchor) -> bool {
    match anchor.detail {
        Detail::Plain => !anchor.value.is_empty() && anchor.value.chars().any(char::is_alphanumeric),
        Detail::Quote { .. } => false,
        _ => true,
    }
}
