//! Terminology in the exchange format TBX: version 2 (martif: `termEntry`, `langSet`, `tig`) and version 3 (`conceptEntry`, `langSec`,
//! `termSec`).
//!
//! Every term of one language in an entry is a translation of every term of the other.

use quick_xml::events::BytesStart;

use super::DictionaryFormat;
use super::builder::{Builder, is_forbidding};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use crate::lexicon::dictionary::Dictionary;
use crate::read::bitext::xml::{self, Handler};

const SHAPE: &str = "an entry with terms in two languages";

/// A term of an entry.
struct Term {
    language: Language,
    text: String,
    part_of_speech: String,
    status: String,
    line: usize,
}

/// Where in an entry the reader is.
#[derive(Default)]
struct Place {
    language: Option<Language>,
    in_term: bool,
    in_part_of_speech: bool,
    in_status: bool,
}

/// A term base as read: the terms of each entry, with the line where it begins.
#[derive(Default)]
struct TermBase {
    entries: Vec<(usize, Vec<Term>)>,
    /// In the order in which they first occur.
    languages: Vec<Language>,
    place: Place,
}

pub(super) fn read(name: &str, text: &str, wanted: (Option<Language>, Option<Language>)) -> Result<Dictionary> {
    let base = parse(name, text)?;
    let (from, to) = base.choose(name, wanted)?;
    let mut builder = Builder::new(name, DictionaryFormat::Tbx);
    builder.set_languages((Some(from), Some(to)));
    for (line, terms) in &base.entries {
        let of = |language: Language| terms.iter().filter(move |term| term.language == language);
        if of(from).next().is_none() || of(to).next().is_none() {
            builder.skip(*line, format!("no terms in both {} and {}", from.name(), to.name()));
            continue;
        }
        for source in of(from) {
            for target in of(to) {
                let words = (source.text.as_str(), target.text.as_str());
                builder.push_entry(source.line, words, (1.0, 1.0), &source.part_of_speech);
                if is_forbidding(&target.status) {
                    builder.forbid_last(source.line);
                }
            }
        }
    }
    builder.finish(SHAPE)
}

fn parse(name: &str, text: &str) -> Result<TermBase> {
    let mut base = TermBase::default();
    xml::read(name, text, &mut base)?;
    Ok(base)
}

impl Handler for TermBase {
    fn open(&mut self, element: &BytesStart<'_>, line: usize) {
        match element.local_name().as_ref() {
            "termEntry" | "conceptEntry" => self.entries.push((line, Vec::new())),
            "langSet" | "langSec" => {
                self.place.language = attribute(element, &["xml:lang", "lang"]).and_then(|code| code.parse().ok());
            }
            "term" => {
                let (Some(language), Some((_, terms))) = (self.place.language, self.entries.last_mut()) else {
                    return;
                };
                if !self.languages.contains(&language) {
                    self.languages.push(language);
                }
                self.place.in_term = true;
                terms.push(Term {
                    language,
                    text: String::new(),
                    part_of_speech: String::new(),
                    status: String::new(),
                    line,
                });
            }
            "termNote" => {
                let kind = attribute(element, &["type"]);
                self.place.in_part_of_speech = kind.as_deref() == Some("partOfSpeech");
                self.place.in_status = kind.as_deref() == Some("administrativeStatus");
            }
            // TBX version 3 in its style of elements instead of attributes.
            "partOfSpeech" => self.place.in_part_of_speech = true,
            "administrativeStatus" => self.place.in_status = true,
            _ => {}
        }
    }

    fn close(&mut self, element: &str) {
        match element {
            "term" => self.place.in_term = false,
            "termNote" | "partOfSpeech" | "administrativeStatus" => {
                self.place.in_part_of_speech = false;
                self.place.in_status = false;
            }
            "langSet" | "langSec" => self.place.language = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(term) = self.entries.last_mut().and_then(|(_, terms)| terms.last_mut()) else {
            return;
        };
        if self.place.in_term {
            term.text.push_str(text);
        } else if self.place.in_part_of_speech {
            term.part_of_speech.push_str(text);
        } else if self.place.in_status {
            term.status.push_str(text);
        }
    }
}

impl TermBase {
    /// The two languages to take: as wanted, else the only two there are.
    fn choose(&self, name: &str, (from, to): (Option<Language>, Option<Language>)) -> Result<(Language, Language)> {
        let names: Vec<&str> = self.languages.iter().map(Language::code).collect();
        let fail = |message: String| {
            let error = Error::new(ErrorKind::Language, name, message);
            Err(error.with_remedy("say with --from and --to which two of its languages to take"))
        };
        if self.entries.is_empty() {
            let error = Error::new(
                ErrorKind::Empty,
                name,
                "has no termEntry or conceptEntry, so it is no term base",
            );
            return Err(error.with_remedy("give a TBX file, or name the format with --format"));
        }
        for wanted in [from, to].into_iter().flatten() {
            if !self.languages.contains(&wanted) {
                return fail(format!(
                    "has no terms in {}, only in {}",
                    wanted.name(),
                    names.join(", ")
                ));
            }
        }
        let other = |than: Language| -> Vec<Language> {
            let others = self.languages.iter().copied();
            others.filter(|language| *language != than).collect()
        };
        match (from, to, &self.languages[..]) {
            (Some(from), Some(to), _) => Ok((from, to)),
            (Some(from), None, _) if other(from).len() == 1 => Ok((from, other(from)[0])),
            (None, Some(to), _) if other(to).len() == 1 => Ok((other(to)[0], to)),
            (None, None, [from, to]) => Ok((*from, *to)),
            _ => fail(format!("has terms in {} languages ({})", names.len(), names.join(", "))),
        }
    }
}

/// The value of the first of these attributes that an element has.
fn attribute(element: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    let attributes = element.attributes().flatten();
    let found = attributes.filter(|attribute| names.contains(&attribute.key.as_ref()));
    found.map(|attribute| attribute.value.into_owned()).next()
}
