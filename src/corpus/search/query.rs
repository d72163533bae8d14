//! Words to look for: [`Query`].

use super::stems_of;
use crate::alignment::Side;
use crate::document::Span;
use crate::error::{Error, ErrorKind, Result};
use crate::language::{Language, Stemmer};

/// Words to look for, in any form: all of them must stand on one side of a unit.
#[derive(Debug)]
pub struct Query {
    stemmers: [Stemmer; 2],
    terms: Vec<Term>,
}

/// Words that must stand one behind the other; most often a single one.
#[derive(Debug)]
struct Term {
    /// The stems in the language of either side.
    stems: [Vec<String>; 2],
    /// Units with it are not wanted.
    excluded: bool,
    /// The last stem is only the beginning of a word.
    open: bool,
}

impl Query {
    /// Reads words with spaces between; `"several words"` are a phrase, `-word` must not stand there, `word*` is the
    /// beginning of a word. The words may be of either language.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is no word to look for.
    pub fn parse(text: &str, languages: [Language; 2]) -> Result<Self> {
        let stemmers = languages.map(|language| Stemmer::new(Some(language)));
        let terms: Vec<Term> = pieces(text)
            .into_iter()
            .filter_map(|piece| Term::new(piece, &stemmers))
            .collect();
        if terms.iter().any(|term| !term.excluded) {
            return Ok(Self { stemmers, terms });
        }
        let error = Error::new(
            ErrorKind::Usage,
            "",
            format!("there is no word to look for in {text:?}"),
        );
        Err(error.with_remedy("give a word, or look for signs with --regex"))
    }

    /// The query for the index, which holds a column of stems for each side.
    pub(super) fn expression(&self, side: Option<Side>) -> String {
        let of_side = |side: Side| {
            let column = ["source", "target"][side as usize];
            let write = |excluded: bool| -> Vec<String> {
                let terms = self.terms.iter().filter(|term| term.excluded == excluded);
                terms
                    .map(|term| format!("{column} : {}", term.expression(side)))
                    .collect()
            };
            let wanted = write(false).join(" AND ");
            match write(true) {
                excluded if excluded.is_empty() => format!("({wanted})"),
                excluded => format!("(({wanted}) NOT ({}))", excluded.join(" OR ")),
            }
        };
        match side {
            Some(side) => of_side(side),
            None => Side::BOTH.map(of_side).join(" OR "),
        }
    }

    /// The places of the words in a text of one side, in text order; none unless all words stand there.
    pub(super) fn places(&self, text: &str, side: Side) -> Vec<Span> {
        let words: Vec<(Span, String)> = stems_of(text, &self.stemmers[side as usize]).collect();
        let mut places = Vec::new();
        for term in self.terms.iter().filter(|term| !term.excluded) {
            let before = places.len();
            places.extend(term.places(&words, side));
            if places.len() == before {
                return Vec::new();
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The pieces of a query: what stands between quotation marks, or between spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('-').unwrap_or(rest).starts_with('"');
        let begin = if quoted {
            rest.find('"').map_or(0, |at| at + 1)
        } else {
            0
        };
        let end = if quoted {
            rest[begin..].find('"').map_or(rest.len(), |at| begin + at + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        pieces.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    pieces
}

impl Term {
    /// A piece of a query; `None` if no word is in it.
    fn new(piece: &str, stemmers: &[Stemmer; 2]) -> Option<Self> {
        let (excluded, words) = piece.strip_prefix('-').map_or((false, piece), |words| (true, words));
        let (open, words) = words.strip_suffix('*').map_or((false, words), |words| (true, words));
        let stems = stemmers.each_ref().map(|stemmer| {
            let stems = stems_of(words, stemmer).map(|(_, stem)| stem);
            stems.collect::<Vec<_>>()
        });
        let term = Self { stems, excluded, open };
        (!term.stems[0].is_empty()).then(|| if open { term.with_beginning(words) } else { term })
    }

    /// The beginning of a word has no endings to cut off.
    fn with_beginning(mut self, words: &str) -> Self {
        let last = words
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        for stems in &mut self.stems {
            if let Some(stem) = stems.last_mut().filter(|_| !last.is_empty()) {
                *stem = last.to_lowercase().replace('ё', "е");
            }
        }
        self
    }

    /// A string of the index's query language: a phrase of stems.
    fn expression(&self, side: Side) -> String {
        let stems = self.stems[side as usize].join(" ").replace('"', "\"\"");
        format!("\"{stems}\"{}", if self.open { " *" } else { "" })
    }

    fn places(&self, words: &[(Span, String)], side: Side) -> Vec<Span> {
        let stems = &self.stems[side as usize];
        let windows = words.windows(stems.len());
        let fits = |window: &&[(Span, String)]| {
            let mut pairs = window.iter().zip(stems).rev();
            let last = pairs.next().is_some_and(|((_, word), stem)| {
                if self.open {
                    word.starts_with(stem.as_str())
                } else {
                    word == stem
                }
            });
            last && pairs.all(|((_, word), stem)| word == stem)
        };
        let cover = |window: &[(Span, String)]| window[0].0.cover(window[window.len() - 1].0);
        windows.filter(fits).map(cover).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text, [Language::ENGLISH, Language::RUSSIAN]).unwrap()
    }

    fn found<'a>(query: &str, text: &'a str, side: Side) -> Vec<&'a str> {
        let places = self::query(query).places(text, side);
        places.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn any_form_of_a_word_is_found() {
        assert_eq!(
            found("санкция", "Новые санкции против банков, о санкциях", Side::Target),
            ["санкции", "санкциях"]
        );
        assert_eq!(found("sanction", "New sanctions", Side::Source), ["sanctions"]);
        assert_eq!(found("sanction bank", "New sanctions", Side::Source), [""; 0]);
    }

    #[test]
    fn phrases_beginnings_and_exclusions_are_understood() {
        let text = "The central bank met the bank of England";
        assert_eq!(found("\"central banks\"", text, Side::Source), ["central bank"]);
        assert_eq!(found("engl*", text, Side::Source), ["England"]);
        assert_eq!(
            query("bank -river").expression(Some(Side::Source)),
            "((source : \"bank\") NOT (source : \"river\"))"
        );
        assert_eq!(query("ёлка").expression(Some(Side::Target)), "(target : \"елк\")");
    }

    #[test]
    fn signs_of_the_index_language_do_no_harm() {
        for text in ["a\" OR b", "NEAR(a b)", "source : x", "^x", "(a", "a + b"] {
            let expression = query(text).expression(None);
            assert!(expression.matches('"').count().is_multiple_of(2), "{expression}");
        }
        for text in ["", "  ", "\"\"", "-word", "!?"] {
            assert!(
                Query::parse(text, [Language::ENGLISH, Language::RUSSIAN])
                    .unwrap_err()
                    .is_usage()
            );
        }
    }
}
