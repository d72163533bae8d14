//! Anchors: sentence → normalised facts that both versions must share.
//!
//! In: a segmented [`Document`]. Out: for each sentence its [`Anchor`]s. Used by [`align`](crate::align) as evidence
//! and by the checks as the things to compare.
//!
//! One file per kind, each with a `find` that pushes the anchors of one sentence and marks the tokens they took, so
//! that the year inside a date is no number too. To add a kind, copy `quote.rs` and list it in `FINDERS`.

mod code;
mod date;
mod decimal;
mod exceptions;
mod figures;
mod inside;
mod letters;
mod name;
mod number;
mod numeral;
mod origin;
mod phonetic;
mod punctuation;
mod quote;
mod roman;
mod scan;
mod share;
mod sound;
mod spelling;
mod syllable;
mod time;
mod transliterate;
mod unit;
mod url;
mod weekday;
mod words;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod tests;

pub use date::Date;
pub use decimal::Decimal;
pub use name::NameKey;
pub use number::{Form, Number};
pub use time::Time;
pub use transliterate::without_case;

use std::borrow::Cow;

use crate::alignment::EvidenceKind;
use crate::document::{Document, Span};
use scan::{Scan, signs};
use words::Words;

/// A fact in a sentence, with its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What kind of fact; never [`EvidenceKind::Cognate`] or [`EvidenceKind::Lexicon`].
    pub kind: EvidenceKind,
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// The normal form for people: `1500000 USD`, `2024-02-14`, `22:00`, `peskov`, `?`. Compare anchors with
    /// [`similarity`], not by it: two spellings of a name have two values.
    pub value: String,
    /// Whether it says little even if the other side has it too, such as the word `two`.
    pub weak: bool,
    /// The normal form for programs.
    pub detail: Detail,
}

/// What an anchor says, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing but [`Anchor::value`].
    Plain,
    /// A number.
    Number(Number),
    /// A time of day; its kind is [`EvidenceKind::Number`].
    Time(Time),
    /// A date, or a part of one.
    Date(Date),
    /// A day of the week, 1 (Monday) to 7; its kind is [`EvidenceKind::Date`].
    Weekday(u8),
    /// A name.
    Name(NameKey),
    /// A quoted passage.
    Quote {
        /// Its length without the marks, in letters; a Chinese character counts as three.
        characters: usize,
    },
}

impl Anchor {
    fn plain(kind: EvidenceKind, span: Span, value: String) -> Self {
        Self {
            kind,
            span,
            value,
            weak: false,
            detail: Detail::Plain,
        }
    }
}

/// Looks for one kind of anchor in a sentence.
type Finder = fn(&mut Scan, &mut Vec<Anchor>);

/// The kinds in the order in which they take their tokens, each with the signs of which a sentence must have one.
const FINDERS: [(u8, Finder); 7] = [
    (signs::ADDRESS, url::find),
    (signs::FIGURES | signs::CALENDAR, date::find),
    (signs::FIGURES, code::find),
    (signs::FIGURES | signs::COUNT, number::find),
    (signs::NAME, name::find),
    (signs::MARK, quote::find),
    (signs::MARK, punctuation::find),
];

/// The anchors of every sentence of a segmented document, in text order. Takes time linear in the text.
#[must_use]
pub fn find(document: &Document) -> Vec<Vec<Anchor>> {
    let names_inside = inside::names_inside_sentences(document);
    let mut scan = Scan::new(document, names_inside, Words::take(document.language));
    let sentences = document.sentences.iter();
    let found = sentences.map(|sentence| {
        let mut anchors = Vec::new();
        scan.read(sentence.span);
        for (signs, finder) in FINDERS {
            if scan.signs & signs != 0 {
                finder(&mut scan, &mut anchors);
            }
        }
        anchors.sort_by_key(|anchor| (anchor.span, anchor.kind));
        anchors
    });
    let found = found.collect();
    scan.words.keep();
    found
}

/// Keys under which an anchor is looked up: anchors that [`similarity`] could hold for equal share at least one.
#[must_use]
pub fn blocking_keys(anchor: &Anchor) -> Vec<String> {
    borrowed_keys(anchor).into_iter().map(Cow::into_owned).collect()
}

/// [`blocking_keys`], those that the anchor itself holds as they are.
pub(crate) fn borrowed_keys(anchor: &Anchor) -> Vec<Cow<'_, str>> {
    let owned = |keys: Vec<String>| keys.into_iter().map(Cow::Owned).collect();
    match &anchor.detail {
        Detail::Plain => vec![Cow::Borrowed(&anchor.value)],
        Detail::Number(number) => owned(number.keys()),
        Detail::Time(time) => vec![Cow::Owned(time.key())],
        Detail::Date(date) => owned(date.keys()),
        Detail::Weekday(day) => vec![Cow::Owned(format!("weekday {day}"))],
        Detail::Name(name) => name.keys().iter().map(|key| Cow::Borrowed(key.as_str())).collect(),
        Detail::Quote { .. } => vec![Cow::Borrowed("quote")],
    }
}

/// How surely two anchors of different documents say the same, 0 to 1.
///
/// 1 is the same fact in full, .9 the same with a part unsaid (a date without its year), about .5 a fact that may or
/// may not be the same. Anchors of different kinds never match.
#[must_use]
pub fn similarity(source: &Anchor, target: &Anchor) -> f64 {
    if source.kind != target.kind {
        return 0.0;
    }
    let alike = match (&source.detail, &target.detail) {
        (Detail::Number(source), Detail::Number(target)) => source.similarity(target),
        (Detail::Time(source), Detail::Time(target)) => source.similarity(*target),
        (Detail::Date(source), Detail::Date(target)) => source.similarity(*target),
        // Most names are told apart by their keys, which is faster than by their sounds.
        (Detail::Name(source), Detail::Name(target)) if !source.shares_key(target) => 0.0,
        (Detail::Name(source), Detail::Name(target)) => source.similarity(target),
        (Detail::Quote { characters: source }, Detail::Quote { characters: target }) => {
            quote::similarity(*source, *target)
        }
        (Detail::Weekday(source), Detail::Weekday(target)) => f64::from(source == target),
        (Detail::Plain, Detail::Plain) => f64::from(source.value == target.value),
        _ => 0.0,
    };
    if source.weak || target.weak { alike * 0.6 } else { alike }
}
