//! What pairing needs to know of a document: [`Signature`].

use rustc_hash::FxHashMap;

use super::term::{MOST, Term, TermKind, hash};
use super::{address, day, words};
use crate::anchor::{Anchor, Detail};
use crate::corpus::Metadata;
use crate::document::{Document, Role};
use crate::language::Language;

/// A document may have so many terms; of a longer one, the title and the beginning count, which every version keeps.
const MOST_TERMS: usize = 400;

/// Codes and addresses that are longer are cut.
const LONGEST_TEXT: usize = 40;

/// What pairing needs to know of a document, in one to two kilobytes: the words, names, numbers and dates it speaks of,
/// its length, day and address.
///
/// It does not depend on the language of the other heap, so that it can be kept ([`Signature::to_bytes`]) and matched
/// with any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The language of the document.
    pub(super) language: Option<Language>,
    /// Letters and digits of its content.
    pub(super) letters: u32,
    /// Days since the first of January 1970.
    pub(super) day: Option<i32>,
    /// The hash of its own address.
    pub(super) address: Option<u64>,
    /// The hashes of the addresses that it names as its versions.
    pub(super) alternates: Vec<u64>,
    /// What it speaks of, by [`Term::key`].
    pub(super) terms: Vec<Term>,
}

impl Signature {
    /// The signature of a document that was cleaned and segmented, with the anchors of its sentences
    /// ([`anchor::find`](crate::anchor::find)). Takes time linear in the text.
    #[must_use]
    pub fn of(document: &Document, anchors: &[Vec<Anchor>], metadata: &Metadata) -> Self {
        let mut terms = Terms::default();
        for part in metadata.url.iter().flat_map(|url| address::parts(url)) {
            terms.add(TermKind::Address, &part, None);
        }
        let order = reading_order(document);
        for (place, &sentence) in order.iter().enumerate() {
            terms.open(document, sentence, place);
            for anchor in anchors.get(sentence).into_iter().flatten() {
                terms.add_anchor(anchor);
            }
        }
        words::add(document, anchors, &order, &mut terms);
        Self {
            language: document.language,
            letters: letters(document),
            day: day::published(document, anchors, metadata),
            address: metadata.url.as_deref().map(address::identity),
            alternates: metadata
                .alternates
                .iter()
                .map(|(_, url)| address::identity(url))
                .collect(),
            terms: terms.finish(),
        }
    }

    /// The language of the document.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// Whether there is nothing to match it by.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.address.is_none() && self.alternates.is_empty()
    }
}

/// The sentences of the content, the title's first; behind them the credits, for the names of photographers.
fn reading_order(document: &Document) -> Vec<usize> {
    let told = |&at: &usize| document.sentence_role(at).is_content() || document.sentence_role(at) == Role::Credit;
    let mut order: Vec<usize> = (0..document.sentences.len()).filter(told).collect();
    order.sort_by_key(|&at| match document.sentence_role(at) {
        Role::Title => 0,
        Role::Credit => 2,
        _ => 1,
    });
    order
}

fn letters(document: &Document) -> u32 {
    let content = document.blocks.iter().filter(|block| block.role.is_content());
    let letters = content.flat_map(|block| block.span.of(&document.text).chars());
    u32::try_from(letters.filter(|letter| letter.is_alphanumeric()).count()).unwrap_or(u32::MAX)
}

/// Terms while they are gathered.
#[derive(Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    /// Places in `terms` by key.
    places: FxHashMap<u32, usize>,
    /// The place of the sentence that is read.
    place: u8,
    /// Whether it is a title.
    title: bool,
    /// Places below this are those of titles.
    titles: u8,
}

impl Terms {
    /// Begins a sentence, which has this place among those that are read.
    pub(super) fn open(&mut self, document: &Document, sentence: usize, place: usize) {
        self.place = u8::try_from(place).unwrap_or(u8::MAX);
        self.title = document.sentence_role(sentence) == Role::Title;
        if self.title {
            self.titles = self.place.saturating_add(1);
        }
    }

    /// Counts a term; what is known already of it stays.
    pub(super) fn add(&mut self, kind: TermKind, form: &str, text: Option<&str>) -> Option<&mut Term> {
        let term = Term {
            kind,
            hash: hash(form),
            look: 0,
            place: self.place,
            count: 0,
            title: false,
            weak: false,
            acronym: false,
            text: text.map(Into::into),
        };
        let place = match self.places.get(&term.key()) {
            Some(&place) => place,
            None if self.terms.len() >= MOST_TERMS => return None,
            None => {
                self.places.insert(term.key(), self.terms.len());
                self.terms.push(term);
                self.terms.len() - 1
            }
        };
        let term = &mut self.terms[place];
        if term.place < self.titles && !self.title {
            term.place = self.place;
        }
        term.count = (term.count + 1).min(MOST);
        term.title |= self.title;
        Some(term)
    }

    fn add_fact(&mut self, kind: TermKind, text: &str, weak: bool) {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        if let Some(term) = self.add(kind, &text, Some(&text)) {
            // The stronger mention counts.
            term.weak = weak && (term.count == 1 || term.weak);
        }
    }

    fn add_anchor(&mut self, anchor: &Anchor) {
        use crate::alignment::EvidenceKind as Kind;
        match &anchor.detail {
            Detail::Number(number) => {
                self.add_fact(TermKind::Number, &number.value.magnitude().to_string(), anchor.weak);
                if let Some(other) = number.other {
                    self.add_fact(TermKind::Number, &other.magnitude().to_string(), true);
                }
            }
            Detail::Date(date) => {
                let Some(day) = date.day else { return };
                self.add_fact(TermKind::Date, &format!("{:02}-{day:02}", date.month), anchor.weak);
                if date.ambiguous && day <= 12 {
                    self.add_fact(TermKind::Date, &format!("{day:02}-{:02}", date.month), true);
                }
            }
            Detail::Time(time) => {
                let minutes = time.minutes % 720;
                self.add_fact(
                    TermKind::Time,
                    &format!("{}:{:02}", minutes / 60, minutes % 60),
                    anchor.weak,
                );
            }
            Detail::Name(name) => {
                if let Some(listed) = name.listed() {
                    self.add_fact(TermKind::Listed, listed, anchor.weak);
                }
            }
            Detail::Plain if anchor.kind == Kind::Token => self.add_fact(TermKind::Code, &anchor.value, false),
            Detail::Plain if anchor.kind == Kind::Url => self.add_fact(TermKind::Url, &anchor.value, false),
            Detail::Plain | Detail::Weekday(_) | Detail::Quote { .. } => {}
        }
    }

    fn finish(mut self) -> Vec<Term> {
        self.terms.sort_by_key(Term::key);
        self.terms
    }
}
