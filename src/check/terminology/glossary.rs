//! A glossary: terms of two languages, by their stems.

use std::path::Path;

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::check::Word;
use crate::document::Span;
use crate::error::Result;
use crate::language::{Language, Stemmer};
use crate::lexicon::dictionary::Dictionary;
use crate::lexicon::import::{ImportOptions, read_dictionary};

/// A glossary as somebody keeps it: TBX, or a table (CSV, TSV) of source term, target term and, under a header, a
/// `status` such as `preferred` or `forbidden`.
#[derive(Debug)]
pub struct Glossary {
    languages: [Option<Language>; 2],
    there: Terms,
    back: Terms,
}

/// A term as written, and its words as stems.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) text: String,
    pub(super) stems: Vec<String>,
}

/// A source term and how to translate it.
#[derive(Debug)]
pub(super) struct Rendering {
    source: Term,
    /// The translations that are allowed, in the order of the file.
    pub(super) accepted: Vec<Term>,
    /// Those that are not.
    forbidden: Vec<Term>,
}

/// The terms of one direction.
#[derive(Debug, Default)]
pub(super) struct Terms {
    renderings: Vec<Rendering>,
    /// The renderings by the first stem of the source term.
    sources: FxHashMap<String, Vec<usize>>,
    /// The rendering and the place among its forbidden terms, by the first stem.
    forbidden: FxHashMap<String, Vec<(usize, usize)>>,
}

impl Glossary {
    /// Reads a glossary; the format is told by the file's extension and first lines, the languages by the file or by
    /// the letters of its words.
    ///
    /// # Errors
    /// If the file cannot be read or holds no pair of terms.
    pub fn read(path: &Path) -> Result<Self> {
        let dictionary = read_dictionary(path, &ImportOptions::default())?;
        Ok(Self::of_dictionary(&dictionary))
    }

    /// The glossary of a dictionary's entries.
    #[must_use]
    pub fn of_dictionary(dictionary: &Dictionary) -> Self {
        let languages = dictionary.likely_languages();
        let stemmers = [Stemmer::new(languages.0), Stemmer::new(languages.1)];
        let pairs = || {
            dictionary.entries.iter().map(|entry| {
                let source = Term::new(&entry.source, &stemmers[0]);
                (source, Term::new(&entry.target, &stemmers[1]), entry.forbidden)
            })
        };
        // A translation that is forbidden says nothing about how to translate back.
        let back = pairs().filter(|(_, _, forbidden)| !forbidden);
        Self {
            languages: [languages.0, languages.1],
            there: Terms::new(pairs()),
            back: Terms::new(back.map(|(source, target, forbidden)| (target, source, forbidden))),
        }
    }

    /// The terms of this pair of languages, source first; `None` if the glossary is of others.
    pub(super) fn for_languages(&self, languages: [Option<Language>; 2]) -> Option<&Terms> {
        let fits = |one: Option<Language>, two: Option<Language>| one.is_none() || two.is_none() || one == two;
        let [from, to] = self.languages;
        if fits(from, languages[0]) && fits(to, languages[1]) {
            Some(&self.there)
        } else if fits(from, languages[1]) && fits(to, languages[0]) {
            Some(&self.back)
        } else {
            None
        }
    }
}

impl Term {
    pub(super) fn new(text: &str, stemmer: &Stemmer) -> Self {
        let lower = text.to_lowercase();
        let words = lower.unicode_words();
        Self {
            text: text.to_owned(),
            stems: words.map(|word| stemmer.stem(word).into_owned()).collect(),
        }
    }
}

impl Terms {
    fn new(pairs: impl Iterator<Item = (Term, Term, bool)>) -> Self {
        let mut terms = Self::default();
        let mut places: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for (source, target, forbidden) in pairs {
            let (Some(first), Some(other)) = (source.stems.first().cloned(), target.stems.first().cloned()) else {
                continue;
            };
            let place = *places.entry(source.stems.clone()).or_insert_with(|| {
                terms.renderings.push(Rendering {
                    source,
                    accepted: Vec::new(),
                    forbidden: Vec::new(),
                });
                terms.sources.entry(first).or_default().push(terms.renderings.len() - 1);
                terms.renderings.len() - 1
            });
            let rendering = &mut terms.renderings[place];
            if forbidden {
                let of_stem = terms.forbidden.entry(other).or_default();
                of_stem.push((place, rendering.forbidden.len()));
                rendering.forbidden.push(target);
            } else {
                rendering.accepted.push(target);
            }
        }
        terms
    }

    /// The source terms in a sentence; of those that begin with the same word the longest.
    pub(super) fn sources_in(&self, words: &[Word]) -> Vec<(Span, &Rendering)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let places = self.sources.get(&words[at].stem).map_or(&[][..], Vec::as_slice);
            let here = places.iter().map(|&place| &self.renderings[place]);
            let standing = here.filter_map(|rendering| Some((span_at(&words[at..], &rendering.source)?, rendering)));
            let longest = standing.max_by_key(|(_, rendering)| rendering.source.stems.len());
            at += longest
                .as_ref()
                .map_or(1, |(_, rendering)| rendering.source.stems.len());
            found.extend(longest);
        }
        found
    }

    /// The forbidden target terms in a sentence, with what should stand there.
    pub(super) fn forbidden_in(&self, words: &[Word]) -> Vec<(Span, Option<&str>)> {
        let mut found = Vec::new();
        for at in 0..words.len() {
            for &(place, term) in self.forbidden.get(&words[at].stem).map_or(&[][..], Vec::as_slice) {
                let rendering = &self.renderings[place];
                if let Some(span) = span_at(&words[at..], &rendering.forbidden[term]) {
                    found.push((span, rendering.accepted.first().map(|term| term.text.as_str())));
                }
            }
        }
        found
    }
}

/// Where a term stands if the words begin with it.
fn span_at(words: &[Word], term: &Term) -> Option<Span> {
    let run = words.get(..term.stems.len())?;
    let stands = run.iter().zip(&term.stems).all(|(word, stem)| word.stem == *stem);
    stands
        .then(|| Some(run.first()?.span.cover(run.last()?.span)))
        .flatten()
}
